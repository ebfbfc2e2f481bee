"""Pages read by geometry become pieces: furniture off, notes at the foot apart, paragraphs and items told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.document import Marker
from extract.html.notes import is_source_line
from extract.markers import marker_key
from extract.pdf.drafts import Kind, Piece, TableDraft
from extract.pdf.flow import Line
from extract.pdf.foot_notes import split_foot_notes
from extract.pdf.furniture import Sheet, drop_furniture
from extract.pdf.headings import most_common_size
from extract.pdf.page import Page, around
from extract.pdf.paragraphs import SENTENCE_END, Stretch, split_paragraphs

WORD = re.compile(r"[^\W\d_]{3}")
FIGURE_TITLE = re.compile(r"(?:figuur|grafiek|diagram)\s*\d", re.IGNORECASE)  # Figuur 2.1: Schuldontwikkeling
LABEL_WORDS = 8
"""Words of a label in a drawing."""
DEEPER = 6.0
"""Points that an inner list is set in by at least."""
NEAR = 30.0
"""Points below a table within which notes are its own."""
Item = Piece | TableDraft


def read_sheets(sheets: Sequence[Sheet]) -> dict[int, list[Item]]:
    """The pieces and tables of each page, by its number."""
    drop_furniture(sheets)
    body = most_common_size(line for sheet in sheets for line in sheet.lines)
    return {sheet.page.number: list(_read_sheet(sheet, body)) for sheet in sheets}


def _read_sheet(sheet: Sheet, body: float) -> Iterator[Item]:
    """The pieces and tables of a page, the notes at its foot last."""
    yield from _without_drawings(_all_items(sheet, body), sheet.page)


def _all_items(sheet: Sheet, body: float) -> Iterator[Item]:
    marked = frozenset(
        marker_key(marker.text) for line in sheet.lines for marker in line.content.markers if marker.offset > 0
    ) | frozenset(marker_key(marker.text) for marker in _markers_of_tables(sheet))
    notes: list[Line] = []
    table: TableDraft | None = None
    for part in sheet.parts:
        if isinstance(part, TableDraft):
            table = part
            yield part
            continue
        below = table is not None and part.lines[0].box.top - table.found.box.bottom < NEAR
        text, small = split_foot_notes(part.lines, body, marked, below_table=below)
        notes += small
        table = None
        if text:
            yield from _pieces(list(split_paragraphs(text)), sheet.page)
    if notes:
        yield Piece(Kind.NOTE, notes, sheet.page.locator(around(line.box for line in notes)), sheet.page.number)


def _markers_of_tables(sheet: Sheet) -> Iterator[Marker]:
    for part in sheet.parts:
        if isinstance(part, TableDraft):
            for cell in part.found.cells:
                for line in cell.lines:
                    yield from line.content.markers


def _pieces(stretches: Sequence[Stretch], page: Page) -> Iterator[Piece]:
    """The paragraphs and items of a column."""
    lefts: list[float] = []
    for stretch in stretches:
        place = page.locator(around(line.box for line in stretch.lines))
        if not stretch.label:
            lefts = []
            yield Piece(Kind.PARAGRAPH, list(stretch.lines), place, page.number)
            continue
        left = stretch.lines[0].box.left
        lefts = [other for other in lefts if other < left - DEEPER] + [left]
        yield Piece(Kind.ITEM, list(stretch.lines), place, page.number, level=len(lefts), label=stretch.label)


def _without_drawings(items: Iterable[Item], page: Page) -> Iterator[Item]:
    """Items of a page without what is printed in its drawings: figures at axes, and short labels below the title of a figure."""
    in_figure = False
    for item in items:
        if isinstance(item, TableDraft):
            if not (in_figure and _is_axis(item)):
                in_figure = False
                yield item
            continue
        text = " ".join(line.content.text for line in item.lines)
        is_label = len(text.split()) <= LABEL_WORDS and SENTENCE_END.search(text) is None and not is_source_line(text)
        if item.kind is not Kind.NOTE:
            if (in_figure and is_label) or (page.curves and WORD.search(text) is None):
                continue
            in_figure = FIGURE_TITLE.match(text) is not None
        yield item


def _is_axis(table: TableDraft) -> bool:
    """Whether what was taken for a table below the title of a figure has no words to name its rows."""
    return not any(WORD.search(cell.text) for cell in table.found.cells if cell.column == 0)
