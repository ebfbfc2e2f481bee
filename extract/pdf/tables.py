"""The tables of a page without tags, region by region: ruled grids first, then what rules and white space show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.pdf.found import FoundTable
from extract.pdf.gate import may_be_columns
from extract.pdf.lines import form_lines
from extract.pdf.outside import take_header
from extract.pdf.page import Box, Page, Word
from extract.pdf.regions import find_regions, is_tabular
from extract.pdf.ruled import is_drawing, read_ruled
from extract.pdf.rules import SNAP, Rules, find_frames, merge_rules
from extract.pdf.sieve import is_table
from extract.pdf.unruled import read_unruled

ONE_ROW = 3.0
"""Times the type size: a frame so low is that of a header or of a row."""
WHOLE_PAGE = 0.7
"""Share of a page from which a frame is that of the page."""
FEWEST_LINES = 2
"""A header and a row: with fewer lines in columns there is no table without a grid."""


def find_tables(page: Page) -> list[FoundTable]:
    """The tables of a page, from the top down."""
    rules = merge_rules(page)
    tables: list[FoundTable] = []
    boxes: list[Box] = []
    words: Sequence[Word] = page.words
    for frame in find_frames(rules):
        box = frame.box.grown(1)
        inside = [word for word in words if box.holds(*word.box.middle)]
        drawn = is_drawing(frame, inside)
        table = None if drawn else read_ruled(page, frame, inside)
        found = table is not None and is_table(table, page)
        if table is not None and found:
            tables.append(table)
        if found or drawn:
            words = [word for word in words if not box.holds(*word.box.middle)]
        elif box.width * box.height < WHOLE_PAGE * page.width * page.height:
            boxes.append(box)
    if tables:
        lines = form_lines(words)
        tables = [take_header(page, table, lines) for table in tables]
        words = [word for word in words if not any(table.box.holds(*word.box.middle) for table in tables)]
    for inside in _by_box(words, _outermost(boxes)):
        tables += _find_unruled(page, inside, rules)
    return sorted(tables, key=lambda table: (table.box.top, table.box.left))


def _find_unruled(page: Page, words: Sequence[Word], rules: Rules) -> Iterator[FoundTable]:
    lines = form_lines(words) if may_be_columns(words) else []
    if sum(map(is_tabular, lines)) >= FEWEST_LINES:
        for region in find_regions(lines, rules.horizontals):
            table = read_unruled(page, region)
            if table is not None and is_table(table, page):
                yield table


def _outermost(boxes: Sequence[Box]) -> list[Box]:
    """The boxes that stand in no other: a band within a frame is part of it."""
    return [box for box in boxes if not any(other is not box and other.grown(SNAP).surrounds(box) for other in boxes)]


def _by_box(words: Sequence[Word], boxes: Sequence[Box]) -> list[list[Word]]:
    """Words apart by the box that they stand in; those in none, or in a box around one row, come first."""
    if not boxes:
        return [list(words)] if words else []
    groups: list[list[Word]] = [[] for _ in range(len(boxes) + 1)]
    home = 0
    for word in words:
        if not word.joined:
            middle = word.box.middle
            inside = (n for n, box in enumerate(boxes, 1) if box.holds(*middle) and box.height > ONE_ROW * word.size)
            home = next(inside, 0)
        groups[home].append(word)
    return [group for group in groups if group]
