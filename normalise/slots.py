"""A table as `normalise/` reads it: a rectangle of slots, each with its text, its markers and its shape."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property, lru_cache

from extract.document import Cell, Marker, Table, Text
from normalise.numbers import parse_figure, split_trailing_symbol
from normalise.periods import find_periods, split_glued_year

GLUED_TO_WORD = re.compile(
    r"(?P<text>.*(?:[a-zà-ÿ]{3}[’'\"]?|\)))(?P<marker>\d{1,2})"
)  # Comensha1, dossiers2, Subsidies (x € 1.000)3; not CO2
MARKER_IN_BRACKETS = re.compile(
    r"(?P<text>.*\S)\s*(?P<marker>\((?:\d{1,2}|[a-z])\)|(?<=\s)(?:\d{1,2}|[a-z])\))"
)  # aantal 1), aantal (a)
GLUED_BEFORE_BRACKET = re.compile(r"(?<=[a-zà-ÿ]{3})(\d{1,2})(?=\s\()")  # criminaliteit1 (index, 2015=100)
REMARK_ON_PERIOD = re.compile(r"|\s*[(*][^\d]*")  # 2023; 2023 (voorlopig); 2024*
LETTER_BEHIND = re.compile(r"(?P<text>.*[^\W\d_]{2}[)%]?)\s(?P<marker>[a-z])")  # geweld a
DIGIT_STYLE, LETTER_STYLE = "1)", "a)"
"""Among the known markers: some note is written `1)`, or `a)`, so one without a note is seen to be a marker too."""
MARKER_SIGNS = str.maketrans({**dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)), **dict.fromkeys(" ().[]^")})


class Shape(Enum):
    """What the text of a cell looks like, before anyone asks what it means."""

    BLANK = "blank"
    FIGURE = "figure"
    PERIOD = "period"
    MISSING = "missing"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell with the markers taken off its text."""

    cell: Cell
    text: str
    markers: tuple[Marker, ...]
    shape: Shape


@lru_cache(maxsize=65536)
def shape_of(text: str) -> Shape:
    """The shape of a cell's text; a year alone is a period, though it could be a figure too.

    >>> shape_of("1.522"), shape_of("2019"), shape_of("n.v.t."), shape_of("Norm 2020")
    (<Shape.FIGURE: 'figure'>, <Shape.PERIOD: 'period'>, <Shape.MISSING: 'missing'>, <Shape.WORDS: 'words'>)
    """
    bare = text.strip()
    if not bare:
        return Shape.BLANK
    periods = find_periods(bare)
    if len(periods) == 1 and periods[0].start == 0 and REMARK_ON_PERIOD.fullmatch(bare[periods[0].end :]):
        return Shape.PERIOD
    figure = parse_figure(bare)
    if figure.value is not None:
        return Shape.FIGURE
    return Shape.WORDS if figure.missing is not None and figure.missing.value == "text" else Shape.MISSING


@lru_cache(maxsize=4096)
def marker_key(text: str) -> str:
    """A marker without its brackets and points, so that `1)` finds note `1`."""
    return text.translate(MARKER_SIGNS).strip() or text.strip()


def split_glued(text: str, known: frozenset[str]) -> tuple[str, str] | None:
    """Text and marker, where a marker is glued to a text that has no raised one.

    A symbol is always a marker; a digit or letter only if a note bears it (`known`, see `marker_key`).
    """
    bare, symbol = split_trailing_symbol(text)
    if symbol and bare:
        return bare, symbol
    for pattern in (GLUED_TO_WORD, MARKER_IN_BRACKETS, LETTER_BEHIND):
        match = pattern.fullmatch(text)
        if match is not None and (marker_key(match["marker"]) in known or marker_style(match["marker"]) in known):
            return match["text"].rstrip(), match["marker"]
    return None


def marker_style(marker: str) -> str | None:
    """The style of a marker that a closing bracket sets apart; None for one without.

    >>> marker_style("12)"), marker_style("b)"), marker_style("b")
    ('1)', 'a)', None)
    """
    if not marker.endswith(")") or marker.startswith("("):
        return None
    return DIGIT_STYLE if marker[:-1].isdecimal() else LETTER_STYLE if marker[:-1].isalpha() else None


def take_markers(content: Text, known: frozenset[str]) -> tuple[str, tuple[Marker, ...]]:
    """The text without any marker, and all its markers: those the source sets apart and those glued to the text."""
    text, markers = content.text.strip(), content.markers
    inside = GLUED_BEFORE_BRACKET.search(text)
    if inside is not None and inside[1] in known:
        text = text[: inside.start()] + text[inside.end() :]
        markers = (Marker(text=inside[1], offset=inside.start()), *markers)
    while (glued := split_glued(text, known)) is not None:
        text = glued[0].rstrip()
        markers = (Marker(text=glued[1].strip(), offset=len(text)), *markers)
    return text, markers


@dataclass(frozen=True)
class SlotGrid:
    """All slots of a table: `rows[r][c]` is the slot that covers the place, or None where there is no cell.

    Without `slots`, since what its cached properties found is kept in the instance.
    """

    table: Table
    rows: tuple[tuple[Slot | None, ...], ...]

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        return self.table.columns

    def text(self, row: int, column: int) -> str:
        """The text that covers a place; empty where there is none."""
        slot = self.rows[row][column]
        return "" if slot is None else slot.text

    def shape(self, row: int, column: int) -> Shape:
        slot = self.rows[row][column]
        return Shape.BLANK if slot is None else slot.shape

    def starts(self, row: int, column: int) -> bool:
        """Whether the cell that covers a place has its upper left corner there."""
        slot = self.rows[row][column]
        return slot is not None and slot.cell.row == row and slot.cell.column == column

    @cached_property
    def _own(self) -> tuple[tuple[Slot, ...], ...]:
        return tuple(
            tuple(
                s for column, s in enumerate(row) if s is not None and s.cell.column == column and s.cell.row == index
            )
            for index, row in enumerate(self.rows)
        )

    @cached_property
    def _lost(self) -> frozenset[int]:
        return frozenset(slot.cell.row for row in self._own for slot in row if slot.cell.lost)

    @cached_property
    def recognised(self) -> bool:
        """Whether the table was recognised in a picture: what is not there may have been missed."""
        return any(cell.content.confidence < 1 for cell in self.table.cells)

    def own(self, row: int) -> tuple[Slot, ...]:
        """The cells that begin in a row, from the left."""
        return self._own[row]

    def lost(self, row: int) -> bool:
        """Whether the source lost the columns of this row's cells."""
        return row in self._lost


def slot_grid(table: Table, known: frozenset[str]) -> SlotGrid:
    """Lay the cells of a table on its grid; `known` are the keys of the notes that its markers may mean."""
    places: list[list[Slot | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        text, markers = take_markers(cell.content, known)
        slot = Slot(cell, text, markers, shape_of(text))
        if cell.rowspan > 1 or cell.colspan > 1:
            _cover(places, slot)
        places[cell.row][cell.column] = slot
    return SlotGrid(table, tuple(map(tuple, places)))


def _cover(places: list[list[Slot | None]], slot: Slot) -> None:
    """Let a slot cover the places that its cell spans, save those where another cell stands already."""
    for row in places[slot.cell.row : slot.cell.row + slot.cell.rowspan]:
        for column in range(slot.cell.column, min(slot.cell.column + slot.cell.colspan, len(row))):
            row[column] = row[column] or slot


def split_year(slot: Slot, known: frozenset[str]) -> Slot:
    """A header slot with the note taken off its year, where a note with that marker exists: `20101` is 2010, note 1."""
    year = split_glued_year(slot.text, known)
    if year is None:
        return slot
    marker = Marker(text=year[1], offset=len(year[0]))
    return replace(slot, text=year[0], markers=(marker, *slot.markers), shape=Shape.PERIOD)


def split_header_years(grid: SlotGrid, header_rows: int, known: frozenset[str]) -> SlotGrid:
    """The grid with the years of its header rows, and of a first column of years, freed from glued markers.

    Figures elsewhere are left alone.
    """
    if not known:
        return grid
    header = tuple(tuple(slot and split_year(slot, known) for slot in row) for row in grid.rows[:header_rows])
    body = grid.rows[header_rows:]
    if _is_column_of_years(body, known):
        body = tuple((row[0] and split_year(row[0], known), *row[1:]) for row in body)
    return replace(grid, rows=header + body)


def _is_column_of_years(rows: tuple[tuple[Slot | None, ...], ...], known: frozenset[str]) -> bool:
    """Whether the first column holds periods, some perhaps with a marker glued on."""
    first = [row[0] for row in rows if row and row[0] is not None and row[0].text]
    periods = sum(1 for slot in first if slot.shape is Shape.PERIOD)
    return periods > 0 and all(slot.shape is Shape.PERIOD or split_glued_year(slot.text, known) for slot in first)
