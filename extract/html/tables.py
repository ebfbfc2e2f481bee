"""A `table` element becomes a `Table`: its cells on a grid, its header rows, and the notes in its last rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from extract.document import Cell, Doubt, Limits, Locator, Table, Text
from extract.grid import MOST_COLUMNS, MOST_ROWS, Layout, Span, form_grid, parse_span
from extract.html.cells import CellReader, Placed, ReadCell, rows_of
from extract.html.feet import Foot, take_feet
from extract.html.inline import InlineReader
from extract.html.rows import Group, row_groups
from extract.html.style import look

ONE_SLOT = Span()
OVERLAP = "Een cel in deze rij valt deels over een andere cel; controleer in de bron welke waarde in welke kolom hoort."
RAGGED = (
    "Deze rij heeft {found} kolommen en de meeste andere rijen hebben er {usual}; "
    "controleer in de bron onder welke kop de waarden horen."
)


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table as read, with what stands in it that is no cell of it."""

    table: Table
    doubts: tuple[Doubt, ...]
    feet: tuple[Foot, ...]
    """From the rows at its foot; these are no rows of the table."""
    inner: tuple[etree._Element, ...]
    """Tables within its cells."""


class TableReader:
    """Reads the tables of one page."""

    def __init__(self, inline: InlineReader, limits: Limits) -> None:
        self._cells = CellReader(inline)
        self._limits = limits

    def read(self, element: etree._Element, address: str, caption: Text | None, number: int) -> TableReading | None:
        """The table at an address, the `number`-th of the page; None where no cell holds text."""
        groups = row_groups(element)
        layout = form_grid(
            [[[_span(cell) for cell, _ in row.cells] for row in group.rows] for group in groups],
            limit=self._limits.cells,
        )
        cells = list(self._read_cells(groups, layout, address))
        if not any(read.cell.content.text for read in cells):
            return None
        feet = take_feet(cells, layout.columns, _first_foot_row(groups), caption, self._cells.lines)
        rows = feet[0].row if feet else layout.rows
        kept = [read for read in cells if read.cell.row < rows]
        header = _header_rows(groups, kept, rows)
        table = Table(
            cells=with_steps(kept, header),
            rows=rows,
            columns=layout.columns,
            locator=Locator(address=address),
            caption=caption,
            header_rows=header,
        )
        inner = tuple(
            inner for inner in element.iterdescendants("table") if next(inner.iterancestors("table")) is element
        )
        return TableReading(table, tuple(row_doubts(table, layout, number)), tuple(feet), inner)

    def _read_cells(self, groups: Sequence[Group], layout: Layout, address: str) -> Iterator[ReadCell]:
        places = iter(layout.places)
        has_head = _has_head(groups)
        for group in groups:
            in_head = group.kind == "thead" and has_head
            for row in group.rows:
                bold = bool(look(row.element).bold)
                start = f"{address}/{row.step}/"
                for (element, step), place in zip(row.cells, next(places), strict=True):
                    yield self._cells.read(element, place, start + step, bold=bold, header=in_head)


def _span(cell: etree._Element) -> Span:
    rowspan, colspan = cell.get("rowspan"), cell.get("colspan")
    if rowspan is None and colspan is None:
        return ONE_SLOT
    return Span(parse_span(rowspan, most=MOST_ROWS, least=0), parse_span(colspan, most=MOST_COLUMNS))


def _first_foot_row(groups: Sequence[Group]) -> int:
    """The first row of the last row group if that is a `tfoot`, else the number of rows."""
    total = sum(len(group.rows) for group in groups)
    return total - len(groups[-1].rows) if groups and groups[-1].kind == "tfoot" else total


def _has_head(groups: Sequence[Group]) -> bool:
    """Whether a `thead` heads other rows; some pages put the whole table in it."""
    return bool(groups) and groups[0].kind == "thead" and any(group.kind != "thead" for group in groups)


def _header_rows(groups: Sequence[Group], cells: Sequence[ReadCell], rows: int) -> int:
    """Rows of a `thead` that heads other rows, else the leading rows whose cells are all `th`."""
    head = sum(len(group.rows) for group in groups if group.kind == "thead")
    if _has_head(groups) and head < rows:
        return head
    by_row = rows_of(cells)
    count = 0
    while count < rows and _is_header_row(by_row[count], is_first=count == 0):
        count += 1
    return count if count < rows else 0


def _is_header_row(row: Sequence[ReadCell], *, is_first: bool) -> bool:
    """Whether a row is all `th`, empty corners aside; one wide `th` under a header is a section."""
    heads = [read.element for read in row if read.cell.content.raw or read.element.tag == "th"]
    if not heads or any(head.tag != "th" or head.get("scope") in ("row", "rowgroup") for head in heads):
        return False
    return is_first or len(row) > 1


def with_steps(cells: Sequence[Placed], header: int) -> tuple[Cell, ...]:
    """The cells with their indents as steps: the order of the distances that occur in their column below the header."""
    if not any(read.indent for read in cells):
        return tuple(read.cell for read in cells)
    distances: dict[int, set[float]] = defaultdict(set)
    for read in cells:
        if read.cell.row >= header and read.cell.content.text:
            distances[read.cell.column].add(read.indent)
    steps = {
        (column, distance): step
        for column, found in distances.items()
        for step, distance in enumerate(sorted(found))
        if step
    }
    return tuple(
        _set_in(read.cell, steps.get((read.cell.column, read.indent), 0) if read.cell.row >= header else 0)
        for read in cells
    )


def _set_in(cell: Cell, indent: int) -> Cell:
    return replace(cell, indent=indent) if indent else cell


def row_doubts(table: Table, layout: Layout, number: int, named: frozenset[int] = frozenset()) -> Iterator[Doubt]:
    """Rows whose cells lie over each other, and rows with more or fewer columns than most.

    In the rows `named` each cell names its column: what is not there is empty, and no cell can be elsewhere.
    """
    overlapping = {place.row for row in layout.places for place in row if place.overlaps and place.row < table.rows}
    filled = layout.filled()
    texts = Counter(cell.row for cell in table.cells if cell.content.text)
    telling = [filled[row] for row in range(table.rows) if texts[row] > 1]
    usual, count = Counter(telling).most_common(1)[0] if telling else (0, 0)
    for row in range(table.rows):
        if row in overlapping:
            yield Doubt(rule="ragged-row", message=OVERLAP, locator=table.locator, table=number, row=row)
        elif row not in named and texts[row] > 1 and filled[row] != usual and 2 * count > len(telling):
            message = RAGGED.format(found=filled[row], usual=usual)
            yield Doubt(
                rule="ragged-row", message=message, locator=table.locator, table=number, row=row, found=str(filled[row])
            )
