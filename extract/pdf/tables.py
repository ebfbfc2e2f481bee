"""The tables of a page without tags, region by region: ruled grids first, then what rules and white space show."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf.found import FoundTable
from extract.pdf.lines import form_lines
from extract.pdf.page import Page, Word
from extract.pdf.regions import find_regions, is_tabular
from extract.pdf.ruled import read_ruled
from extract.pdf.rules import find_frames, merge_rules
from extract.pdf.sieve import is_table
from extract.pdf.unruled import read_unruled

FEWEST_LINES = 2
"""A header and a row: with fewer lines in columns there is no table without a grid."""


def find_tables(page: Page) -> list[FoundTable]:
    """The tables of a page, from the top down."""
    rules = merge_rules(page)
    tables: list[FoundTable] = []
    words: Sequence[Word] = page.words
    for frame in find_frames(rules):
        box = frame.box.grown(1)
        table = read_ruled(page, frame, [word for word in words if box.holds(*word.box.middle)])
        if table is not None:
            tables.append(table)
            words = [word for word in words if not box.holds(*word.box.middle)]
    lines = form_lines(words)
    if sum(map(is_tabular, lines)) >= FEWEST_LINES:
        for region in find_regions(lines, rules.horizontals):
            table = read_unruled(page, region)
            if table is not None and is_table(table, page):
                tables.append(table)
    return sorted(tables, key=lambda table: (table.box.top, table.box.left))
