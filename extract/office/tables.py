"""A draft of a table becomes a `Table`, with what stands at its foot and what is doubtful in it."""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Doubt, Locator, Table, Text
from extract.grid import Layout, Place
from extract.html.feet import take_feet
from extract.html.tables import TableReading, row_doubts, with_steps
from extract.office.items import Draft, Placed


def finish_table(draft: Draft, caption: Text | None, number: int) -> TableReading | None:
    """The `number`-th table of the document; None where no cell holds text."""
    if not any(read.cell.content.text for read in draft.cells):
        return None

    def lines_of(read: Placed) -> tuple[Text, ...]:
        return draft.runs[read.cell.row, read.cell.column].lines

    feet = take_feet(draft.cells, draft.columns, draft.rows, caption, lines_of)
    rows = feet[0].row if feet else draft.rows
    kept = [read for read in draft.cells if read.cell.row < rows]
    header = draft.header_rows if draft.header_rows < rows else 0
    table = Table(
        cells=with_steps(kept, header),
        rows=rows,
        columns=draft.columns,
        locator=Locator(address=draft.address),
        caption=caption,
        header_rows=header,
    )
    return TableReading(table, tuple(_doubts(draft, table, number)), tuple(feet), ())


def _doubts(draft: Draft, table: Table, number: int) -> Iterator[Doubt]:
    yield from row_doubts(table, _layout(draft), number)
    for doubt in draft.doubts:
        locator = Locator(address=doubt.address)
        yield Doubt(rule=doubt.rule, message=doubt.message, locator=locator, table=number, row=doubt.row)


def _layout(draft: Draft) -> Layout:
    places: list[list[Place]] = [[] for _ in range(draft.rows)]
    for read in draft.cells:
        cell = read.cell
        places[cell.row].append(Place(cell.row, cell.column, cell.rowspan, cell.colspan, overlaps=False))
    return Layout(places, draft.rows, draft.columns)
