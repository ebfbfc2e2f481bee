"""What is supposed of the rows of a flattened table, and how well cells agree with what the columns hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from math import inf

from extract.shapes import Shape
from extract.text.tokens import TokenRun

WORDS_AMONG_FIGURES = 6.0
FIGURE_AMONG_WORDS = 3.0
PERIOD_AMONG_FIGURES = 1.0
PURE = 0.8
"""From this share on a column is taken to hold one shape; the rest are exceptions."""


class Lead(Enum):
    """What the rows of a table begin with."""

    WORDS = "words"
    PERIOD = "period"
    NOTHING = "nothing"


class Kind(Enum):
    """What a row is by its form."""

    FULL = "full"
    """As many cells as the table has columns."""
    LOST = "lost"
    """Fewer cells than columns."""
    CONTINUED = "continued"
    """All entries, but fewer labels: the row stands under a label that spans rows."""
    LONE = "lone"
    """One cell: a section, a remark."""
    PAIR = "pair"
    """A remark of two cells: `Bron:`, `CBS`."""


Shares = tuple[float, float, float]
"""Of a column: the part of its cells that are words, periods, and figures or missing signs."""
Loss = tuple[int, bool]
"""How many cells rows lost, and whether those rows have their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is supposed of a table while its rows are cut."""

    width: int
    lead: Lead = Lead.WORDS
    numbered: bool = False
    """Rows begin with a number, then the label."""
    labels: int = 1
    """Columns of words at the left, the number's included."""
    trailing: int = 0
    """Words supposed after the first entry of a row, while the columns are not known."""
    columns: tuple[Shares, ...] = ()
    """What the columns hold, once that is known."""
    usual_losses: frozenset[Loss] = frozenset()


@dataclass(frozen=True, slots=True)
class Piece:
    """A row: tokens `start` up to `end`."""

    start: int
    end: int
    kind: Kind
    sure: bool = True


@lru_cache(1024)
def _mismatch(shares: Shares) -> dict[Shape, float]:
    """What a cell of each shape costs in a column."""
    words, periods, figures = shares
    return {
        Shape.BLANK: 0.0,
        Shape.WORDS: WORDS_AMONG_FIGURES * max(0.0, 1 - words / PURE),
        Shape.FIGURE: FIGURE_AMONG_WORDS * max(0.0, 1 - figures / PURE)
        if words
        else (1.0 if periods and not figures else 0.0),
        Shape.PERIOD: 0.0 if periods >= 0.2 else PERIOD_AMONG_FIGURES,
        Shape.MISSING: 0.0 if words < 1 else 0.6,
    }


@lru_cache(8192)
def cost_of_full(shapes: tuple[Shape, ...], columns: tuple[Shares, ...]) -> float:
    """What the cells of a row cost, one in each column."""
    return sum(_mismatch(column)[shape] for shape, column in zip(shapes, columns, strict=True))


@lru_cache(8192)
def cost_of_lost(shapes: tuple[Shape, ...], columns: tuple[Shares, ...]) -> float:
    """The least that cells cost when laid over the columns in their order."""
    best = [0.0] + [inf] * len(shapes)
    for column in columns:
        costs = _mismatch(column)
        for cell in range(len(shapes), 0, -1):
            best[cell] = min(best[cell], best[cell - 1] + costs[shapes[cell - 1]])
    return best[-1]


def shares_of(run: TokenRun, pieces: Sequence[Piece], width: int) -> tuple[Shares, ...]:
    """What the full rows with figures hold, column by column; empty where there are none."""
    rows = [run.cell_shapes(piece.start, piece.end) for piece in pieces if piece.kind is Kind.FULL]
    rows = [row for row in rows if row.count(Shape.BLANK) < width - 1]
    return tuple(map(_shares, zip(*rows, strict=True)))


@lru_cache(1024)
def _shares(shapes: tuple[Shape, ...]) -> Shares:
    filled = len(shapes) - shapes.count(Shape.BLANK)
    if not filled:
        return (0.0, 0.0, 0.0)
    words, periods = shapes.count(Shape.WORDS) / filled, shapes.count(Shape.PERIOD) / filled
    return (round(words, 2), round(periods, 2), round(1 - words - periods, 2))
