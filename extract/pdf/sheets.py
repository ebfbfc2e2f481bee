"""Pages read by geometry become pieces: furniture off, notes at the foot apart, paragraphs and items told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.document import Marker
from extract.markers import marker_key
from extract.pdf.drafts import Kind, Piece, TableDraft
from extract.pdf.flow import Line
from extract.pdf.foot_notes import split_foot_notes
from extract.pdf.furniture import Sheet, drop_furniture
from extract.pdf.headings import most_common_size
from extract.pdf.page import Page, around
from extract.pdf.paragraphs import Stretch, split_paragraphs

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
