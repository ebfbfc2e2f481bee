"""A CALS table becomes a `Table`: its entries on a grid, its header rows, and the notes in its last rows.

`thscope` is not read: publications set it on columns of figures as well. A header that stands in the first rows of the
body, in bold, is for `normalise/` to see, as are rows without any text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from extract.document import Cell, Limits, Locator, Table, Text
from extract.grid import Layout, Place, form_grid
from extract.html.cells import ReadCell, indent_of_spaces
from extract.html.feet import take_feet
from extract.html.path import Path, numbered_children
from extract.html.tables import TableReading, row_doubts, with_steps
from extract.koop.columns import Columns
from extract.koop.elements import TABLES
from extract.koop.inline import LineReader, plain_text

ROW_GROUPS = ("thead", "tbody", "tfoot")
"""As printed; in the source `tfoot` may stand before `tbody`."""
ENTRIES = ("entry", "entrytbl")

Row = tuple[tuple[etree._Element, str], ...]
"""The entries of a row, each with its XPath."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows of a table, and where their entries stand on the grid."""

    rows: tuple[Row, ...]
    layout: Layout
    head: int
    """Rows of the `thead`; 0 where it heads nothing."""
    foot: int
    """The first row of the `tfoot`, else the number of rows."""
    named: frozenset[int]
    """Rows of which every entry names its column."""


class TableReader:
    """Reads the tables of one publication."""

    def __init__(self, lines: LineReader, limits: Limits) -> None:
        self._lines = lines
        self._limits = limits

    def read(self, tgroup: etree._Element, path: Path, caption: Text | None, number: int) -> TableReading | None:
        """The table that a `tgroup` is, the `number`-th of the publication; None where no entry holds text."""
        frame = _frame(tgroup, path, self._limits)
        cells = list(self._cells(frame))
        if not any(read.cell.content.raw for read in cells):
            return None
        feet = take_feet(cells, frame.layout.columns, frame.foot, caption, self._lines_of)
        rows = feet[0].row if feet else frame.layout.rows
        table = Table(
            cells=with_steps([read for read in cells if read.cell.row < rows], frame.head),
            rows=rows,
            columns=frame.layout.columns,
            locator=Locator(address=path.address),
            caption=caption,
            header_rows=frame.head if frame.head < rows else 0,
        )
        doubts = tuple(row_doubts(table, frame.layout, number, frame.named))
        return TableReading(table, doubts, tuple(feet), tuple(_inner_tables(tgroup)))

    def _cells(self, frame: Frame) -> Iterator[ReadCell]:
        for index, (row, places) in enumerate(zip(frame.rows, frame.layout.places, strict=True)):
            for (entry, address), place in sorted(zip(row, places, strict=True), key=lambda pair: pair[1].column):
                yield self._cell(entry, address, place, header=index < frame.head)

    def _cell(self, entry: etree._Element, address: str, place: Place, *, header: bool) -> ReadCell:
        plain, indent = plain_text(entry), 0.0
        if plain is None:
            run = self._lines.read_element(entry)
            plain, indent = (run.text, run.bold), indent_of_spaces(run.source) if run.text.text else 0.0
        cell = Cell(
            row=place.row,
            column=place.column,
            rowspan=place.rowspan,
            colspan=place.colspan,
            content=plain[0],
            locator=Locator(address=address),
            header=header,
            bold=plain[1],
        )
        return ReadCell(cell, entry, indent)

    def _lines_of(self, cell: ReadCell) -> tuple[Text, ...]:
        return self._lines.read_element(cell.element).lines


def _frame(tgroup: etree._Element, path: Path, limits: Limits) -> Frame:
    groups = [
        [_row(row, inner.to(step)) for row, step in _children(element, "row")]
        for kind in ROW_GROUPS
        for element, inner in ((part, path.to(step)) for part, step in _children(tgroup, kind))
    ]
    columns = Columns(tgroup)
    spans = [[[columns.place(entry) for entry, _ in row] for row in group] for group in groups]
    rows = tuple(row for group in groups for row in group)
    head, foot = _size(tgroup, "thead"), _size(tgroup, "tfoot")
    flat = [row for group in spans for row in group]
    return Frame(
        rows=rows,
        layout=form_grid(spans, limit=limits.cells),
        head=head if head < len(rows) else 0,
        foot=len(rows) - foot,
        named=frozenset(index for index, row in enumerate(flat) if all(span.column is not None for span in row)),
    )


def _size(tgroup: etree._Element, kind: str) -> int:
    """The number of rows in the row groups of a kind."""
    return sum(1 for part in tgroup.iterchildren(kind) for _ in part.iterchildren("row"))


def _row(row: etree._Element, path: Path) -> Row:
    start = path.address
    return tuple((entry, f"{start}/{step}") for entry, step in _children(row, *ENTRIES))


def _children(element: etree._Element, *names: str) -> Iterator[tuple[etree._Element, str]]:
    return ((child, step) for child, step in numbered_children(element) if child.tag in names)


def _inner_tables(tgroup: etree._Element) -> Iterator[etree._Element]:
    """The tables within the entries of a table, those within them left out."""
    for inner in tgroup.iterdescendants(*TABLES):
        if next(inner.iterancestors("tgroup"), None) is tgroup:
            yield inner


def parts_of(table: etree._Element) -> Sequence[tuple[etree._Element, str]]:
    """The `tgroup`s of a table element, each a table of its own, with the steps that lead to them."""
    return tuple(_children(table, "tgroup"))
