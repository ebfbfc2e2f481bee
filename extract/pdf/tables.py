"""The tables of a page without tags, region by region: ruled grids first, then what rules and white space show."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf.found import FoundTable
from extract.pdf.page import Page, Word
from extract.pdf.ruled import read_ruled
from extract.pdf.rules import find_frames, merge_rules


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
    return sorted(tables, key=lambda table: (table.box.top, table.box.left))
