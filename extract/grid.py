"""Cells with spans on a rectangular grid: the HTML standard's algorithm for forming a table, and look-up by place.

The standard (html.spec.whatwg.org, "forming a table") is followed with its clamps, but for two things that browsers do:
a cell never reaches below its row group, and a row of one single cell (a section, a note) is no wider than the other
rows, whatever its `colspan` says: authors write `colspan="99"` for "the whole row".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.document import Cell, RefusedDocument, Table

MOST_COLUMNS = 1000
"""The HTML standard clamps `colspan` here."""
MOST_ROWS = 65534
"""The HTML standard clamps `rowspan` here."""
LEADING_DIGITS = re.compile(r"[ \t\n\f\r]*\+?([0-9]+)")  # "2", " 2;", "2abc"
DIGITS_THAT_FIT = 6
"""More digits than this are above either clamp; Python refuses to convert thousands of them."""


class Span(NamedTuple):
    """How far a cell wants to reach; a `rowspan` of 0 is to the end of its row group."""

    rowspan: int = 1
    colspan: int = 1
    column: int | None = None
    """Where it begins, in sources that name the column; None: in the next one that is free."""


class Place(NamedTuple):
    """Where a cell came to stand; `overlaps` where another cell already covers part of it."""

    row: int
    column: int
    rowspan: int
    colspan: int
    overlaps: bool


class Layout(NamedTuple):
    """The grid that a table's cells form: their places, row by row in the order given, and its size."""

    places: list[list[Place]]
    rows: int
    columns: int

    def filled(self) -> list[int]:
        """For each row the number of its slots that a cell covers."""
        slots = [0] * self.rows
        for place in (place for row in self.places for place in row):
            for row in range(place.row, place.row + place.rowspan):
                slots[row] += place.colspan
        return [min(count, self.columns) for count in slots]


@lru_cache(maxsize=1024)
def parse_span(value: str | None, *, most: int, least: int = 1) -> int:
    """The number that a span attribute gives, clamped; 1 where it gives none.

    >>> parse_span("2;", most=MOST_COLUMNS), parse_span("1000000000", most=MOST_COLUMNS)
    (2, 1000)
    >>> parse_span("0", most=MOST_ROWS, least=0)
    0
    """
    match = LEADING_DIGITS.match(value or "")
    if match is None:
        return 1
    digits = match[1].lstrip("0")
    number = most if len(digits) > DIGITS_THAT_FIT else min(int(digits or "0"), most)
    return number if number >= least else 1


def form_grid(groups: Sequence[Sequence[Sequence[Span]]], *, limit: int) -> Layout:
    """Place cells, given as row groups of rows of spans, on a grid.

    Raises UnreadableDocument as soon as the grid would have more than `limit` slots.

    >>> form_grid([[[Span(2, 1), Span(1, 2)], [Span()]]], limit=100).places[1]
    [Place(row=1, column=1, rowspan=1, colspan=1, overlaps=False)]
    """
    forming = _Forming(sum(map(len, groups)), limit)
    places: list[list[Place]] = []
    for group in groups:
        end = len(places) + len(group)
        for row in group:
            places.append(forming.place_row(row, len(places), end))
    return Layout(forming.clip(places), len(places), forming.width)


class _Forming:
    """A grid as it grows: for each column the first row that no cell covers yet."""

    def __init__(self, rows: int, limit: int) -> None:
        self.rows = rows
        self.limit = limit
        self.free: list[int] = []
        self.several = False
        self.widest_alone = 0
        self.width = 0

    def place_row(self, spans: Sequence[Span], row: int, end: int) -> list[Place]:
        """The places of one row's cells; `end` is the first row after its row group."""
        places = []
        column = 0
        alone = len(spans) == 1
        self.several = self.several or len(spans) > 1
        for rowspan, colspan, named in spans:
            column = self._next_free(row, column) if named is None else named
            reach = min(rowspan or end, end - row)
            if alone:
                self.widest_alone = max(self.widest_alone, column + colspan)
            overlaps = (colspan > 1 or named is not None) and self._overlaps(row, column, colspan)
            self._cover(row + reach, column, 1 if alone and reach == 1 else colspan)
            places.append(Place(row, column, reach, colspan, overlaps))
            column += colspan
        return places

    def _next_free(self, row: int, column: int) -> int:
        free, width = self.free, len(self.free)
        while column < width and free[column] > row:
            column += 1
        return column

    def _overlaps(self, row: int, column: int, colspan: int) -> bool:
        """Whether a cell of an earlier row, or of this one, covers one of these slots already."""
        return any(until > row for until in self.free[column : column + colspan])

    def _cover(self, until: int, column: int, colspan: int) -> None:
        """Cover slots down to row `until`."""
        free = self.free
        if column + colspan > len(free):
            self._refuse_above(column + colspan)
            free += [0] * (column + colspan - len(free))
        for slot in range(column, column + colspan):
            free[slot] = max(free[slot], until)

    def _refuse_above(self, width: int) -> None:
        if width * self.rows > self.limit:
            raise RefusedDocument(
                f"A table asks for {width} columns by {self.rows} rows, more than the {self.limit} cells allowed; "
                "correct the colspan in its source, or allow more (--limit cells)."
            )

    def clip(self, places: list[list[Place]]) -> list[list[Place]]:
        """The places with cells that have a row for themselves no wider than the rows of several cells."""
        self.width = len(self.free) if self.several else max(len(self.free), self.widest_alone)
        self._refuse_above(self.width)
        width = self.width
        return [
            [place._replace(colspan=max(1, min(place.colspan, width - place.column))) for place in row]
            if len(row) == 1
            else row
            for row in places
        ]


class Grid:
    """The cells of a table by place, spans covered.

    >>> from extract.document import Locator, Text
    >>> wide = Cell(row=0, column=0, colspan=2, content=Text("Norm"), locator=Locator(address="/table/tr[1]/th[1]"))
    >>> Grid(Table(cells=(wide,), rows=1, columns=2, locator=Locator(address="/table"))).at(0, 1).content.text
    'Norm'
    """

    __slots__ = ("_slots", "columns", "rows")

    def __init__(self, table: Table) -> None:
        self.rows = table.rows
        self.columns = table.columns
        self._slots: list[list[Cell | None]] = [[None] * table.columns for _ in range(table.rows)]
        for cell in table.cells:
            self._lay(cell)

    def _lay(self, cell: Cell) -> None:
        for row in range(cell.row, min(cell.row + cell.rowspan, self.rows)):
            slots = self._slots[row]
            for column in range(cell.column, min(cell.column + cell.colspan, self.columns)):
                if slots[column] is None:
                    slots[column] = cell

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place, the upper one where two do; None where there is none. Both count from 0."""
        return self._slots[row][column]

    def row(self, row: int) -> tuple[Cell | None, ...]:
        """What covers each column of a row, from the left."""
        return tuple(self._slots[row])
