"""Placement: in which columns the cells of a row may stand where the source lost their places.

The order of the cells is kept. Every way to lay them over the columns that fits best counts; what several ways leave
open stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from normalise.columns import ColumnRole
from normalise.dataset import Measure
from normalise.meanings import Meaning
from normalise.slots import Shape, Slot

PLACE_WAS_LOST = "de plaats in de rij ging verloren"
"""Why a figure's place is open; evidence may settle it, unlike that of a figure printed over several columns."""
NEVER = 99.0
MOST_WAYS = 5_000
"""More ways than this are not listed: every column that fits is then a candidate."""
SKIPPED_LABEL = 5.0
"""A row without its label is far less likely than one with any other cell lost."""

COSTS: dict[Shape, dict[ColumnRole, float]] = {
    Shape.WORDS: {
        ColumnRole.LABEL: 0,
        ColumnRole.THEME: 0.5,
        ColumnRole.UNIT: 0,
        ColumnRole.SOURCE: 0,
        ColumnRole.AREA: 0,
        ColumnRole.REMARK: 0,
        ColumnRole.BREAKDOWN: 0,
        ColumnRole.VALUE: 2,
    },
    Shape.FIGURE: {
        ColumnRole.VALUE: 0,
        ColumnRole.NUMBER: 0,
        ColumnRole.LABEL: 3,
        ColumnRole.REMARK: 3,
        ColumnRole.SOURCE: 3,
    },
    Shape.PERIOD: {
        ColumnRole.PERIOD: 0,
        ColumnRole.VALUE: 1,
        ColumnRole.LABEL: 1,
        ColumnRole.REMARK: 2,
        ColumnRole.SOURCE: 2,
    },
    Shape.MISSING: {
        ColumnRole.VALUE: 0,
        ColumnRole.PERIOD: 1,
        ColumnRole.REMARK: 1,
        ColumnRole.SOURCE: 1,
        ColumnRole.UNIT: 1,
    },
    Shape.BLANK: {
        ColumnRole.VALUE: 0,
        ColumnRole.BLANK: 0,
        ColumnRole.SOURCE: 1,
        ColumnRole.REMARK: 1,
        ColumnRole.UNIT: 1,
        ColumnRole.NUMBER: 1,
    },
}
"""What it costs to take a cell of a shape for a cell of a column; a pair that is not here cannot be."""


@dataclass(frozen=True, slots=True)
class Place:
    """A measure and period (and what else tells columns apart) as `candidates` prints them: `norm 2021`."""

    measure: Measure
    period: str | None
    area: str | None = None
    breakdown: str | None = None

    def __str__(self) -> str:
        parts = [" ".join(filter(None, (self.measure.value, self.period))), self.area, self.breakdown]
        return " | ".join(part or "" for part in parts).rstrip(" |")

    @classmethod
    def parse(cls, text: str) -> Place:
        """The place that `str` printed.

        >>> Place.parse("norm 2021")
        Place(measure=<Measure.NORM: 'norm'>, period='2021', area=None, breakdown=None)
        """
        named, _, rest = text.partition(" | ")
        measure, _, period = named.partition(" ")
        area, _, breakdown = rest.partition(" | ")
        return cls(Measure(measure), period or None, area or None, breakdown or None)


def place_of(meaning: Meaning) -> Place:
    """The place that a column with a meaning is."""
    return Place(meaning.measure or Measure.UNKNOWN, meaning.period, meaning.area, meaning.breakdown)


def ways_to_place(
    tokens: Sequence[Slot], roles: Sequence[ColumnRole], blank_columns: frozenset[int]
) -> tuple[tuple[int, ...], ...]:
    """All cheapest ways to lay a row's cells over the columns, as a column for each cell; empty where none fits.

    `blank_columns` are columns in which rows with a sure place print blanks: a printed blank rather stands there.
    """
    search = _Search(tokens, roles, blank_columns)
    return tuple(islice(search.ways(0, 0), MOST_WAYS)) if search.best(0, 0) < NEVER else ()


class _Search:
    """Dynamic programming over cells and columns: `best` is the cost from a cell and a column on."""

    def __init__(self, tokens: Sequence[Slot], roles: Sequence[ColumnRole], blank_columns: frozenset[int]) -> None:
        self.tokens, self.roles, self.blank_columns = tokens, roles, blank_columns
        self.known: dict[tuple[int, int], float] = {}

    def best(self, token: int, column: int) -> float:
        key = (token, column)
        if key not in self.known:
            self.known[key] = min(NEVER, *self._costs(token, column)) if column < len(self.roles) else self._end(token)
        return self.known[key]

    def ways(self, token: int, column: int) -> Iterator[tuple[int, ...]]:
        if column == len(self.roles):
            yield ()
            return
        take, skip = self._costs(token, column)
        if take == self.best(token, column):
            yield from ((column, *way) for way in self.ways(token + 1, column + 1))
        if skip == self.best(token, column):
            yield from self.ways(token, column + 1)

    def _end(self, token: int) -> float:
        return 0.0 if token == len(self.tokens) else NEVER

    def _costs(self, token: int, column: int) -> tuple[float, float]:
        """What it costs to stand the cell in this column, and to leave the column empty."""
        take = self._price(token, column) + self.best(token + 1, column + 1) if token < len(self.tokens) else NEVER
        skip = self.best(token, column + 1) + (SKIPPED_LABEL if self.roles[column] is ColumnRole.LABEL else 0)
        return take, skip

    def _price(self, token: int, column: int) -> float:
        shape = self.tokens[token].shape
        price = COSTS[shape].get(self.roles[column], NEVER)
        unlikely = shape is Shape.BLANK and bool(self.blank_columns) and column not in self.blank_columns
        return price + unlikely


def candidates(ways: Sequence[tuple[int, ...]], token: int) -> tuple[int, ...]:
    """The columns in which a cell may stand, over all ways."""
    return tuple(sorted({way[token] for way in ways}))
