"""Tables: from cells to observations, one table at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.document import Table, Text
from normalise.dataset import CellRole, CellRow, NoteTarget, TableKind, TableRow
from normalise.footnotes import NoteBook, bind
from normalise.headers import count_header_rows
from normalise.observations import Reading, TableContext, doubt_twins, read_observations
from normalise.parts import NUMBERING, TableFacts, has_figures, read_parts
from normalise.row_kinds import RowKind
from normalise.slots import Shape, Slot, SlotGrid, slot_grid, split_header_years, take_markers

NUMBER = re.compile(r"(?:tabel|grafiek|overzicht|figuur|bijlage|kerncijfers)\s+\d+(?:[.\d]*\d)?[a-z]?\b", re.IGNORECASE)
"""The number that a caption begins with: "Tabel 2", "Tabel 3.1b"."""


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table as rows of the dataset, and its observations with the notes that bear on them."""

    table: TableRow
    cells: tuple[CellRow, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsAround:
    """What stands round a table outside it."""

    heading: str = ""
    """The heading that it stands under: it names what a table without a caption is about."""
    title: Text | None = None
    """That heading, where nothing stands between and it is not the publication's own: it serves as a caption."""
    lead: str = ""
    """The paragraph right before it, which may say the unit of its amounts."""
    tail: str = ""
    """The paragraph right after it, if it begins with the amounts of the table."""
    last_realised: int | None = None
    """The last year for which the publication can print results, where its words tell."""


def read_table(table: Table, number: int, document_id: str, book: NoteBook, words: WordsAround) -> TableReading:
    """Read a table with what its header, its notes and the words round it say of its figures."""
    known = book.markers(number)
    grid = slot_grid(table, known)
    header_rows = count_header_rows(grid, known)
    grid = split_header_years(grid, header_rows, known)
    title, title_markers = take_markers(table.caption or words.title or Text(""), known)
    caption = title if table.caption else ""
    facts = TableFacts(
        document_id=document_id,
        number=number,
        book=book,
        caption=caption,
        title=title,
        name=NUMBERING.sub("", title) or title or words.heading,
        lead=words.lead,
        tail=words.tail,
        last_realised=words.last_realised,
        caption_bindings=bind(title_markers, NoteTarget.CAPTION, number, book),
    )
    parts = read_parts(grid, header_rows, facts)
    found = any(has_figures(part) for part in parts)
    readings = doubt_twins([reading for part in parts for reading in read_observations(part)]) if found else ()
    row = _table_row(table, f"{document_id}-t{number}", document_id, caption, header_rows, readings)
    return TableReading(row, tuple(_cell_rows(grid, row.table_id, parts)), readings)


def _table_row(
    table: Table, table_id: str, document_id: str, caption: str, header_rows: int, readings: Sequence[Reading]
) -> TableRow:
    number = NUMBER.match(caption)
    return TableRow(
        table_id=table_id,
        document_id=document_id,
        number=number[0] if number else None,
        caption=caption or None,
        page=table.locator.page,
        locator=table.locator.address,
        rows=table.rows,
        columns=table.columns,
        header_rows=header_rows,
        kind=TableKind.INDICATOR if readings else TableKind.OTHER,
    )


ROLE_OF_ROW = {RowKind.SECTION: CellRole.SECTION, RowKind.NOTE: CellRole.NOTE, RowKind.SPACER: CellRole.BLANK}


def _cell_rows(grid: SlotGrid, table_id: str, parts: Sequence[TableContext]) -> Iterator[CellRow]:
    kinds = {row.index: row.kind for part in parts for row in part.rows}
    values = frozenset(column for part in parts for column in part.meanings)
    for row in range(grid.height):
        for slot in grid.own(row):
            yield _cell_row(table_id, slot, _cell_role(slot, kinds.get(row), values))


def _cell_role(slot: Slot, kind: RowKind | None, values: frozenset[int]) -> CellRole:
    if kind is RowKind.ITEM:
        return CellRole.ENTRY if slot.cell.column in values else CellRole.LABEL
    if slot.shape is Shape.BLANK:
        return CellRole.BLANK
    return CellRole.HEADER if kind is None else ROLE_OF_ROW[kind]


def _cell_row(table_id: str, slot: Slot, role: CellRole) -> CellRow:
    cell = slot.cell
    return CellRow(
        table_id=table_id,
        row=cell.row,
        column=cell.column,
        rowspan=cell.rowspan,
        colspan=cell.colspan,
        role=role,
        text_raw=cell.content.raw,
        text=slot.text,
        markers=tuple(marker.text for marker in slot.markers),
        page=cell.locator.page,
        locator=cell.locator.address,
    )
