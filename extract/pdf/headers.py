"""The header of a table without a grid: which texts stand over which columns, and how many rows that makes.

Texts that follow each other closely in the same columns are one cell. A header has only as many rows as it needs: a new one
begins where a text stands under another that it is not part of.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.pdf.columns import Stretch
from extract.pdf.lattice import DraftCell
from extract.pdf.lines import Segment
from extract.pdf.page import Rule
from extract.pdf.rules import SNAP
from extract.pdf.spreads import spread_header
from extract.pdf.stacking import CLOSE, Layer

UNDER = 0.5
"""Share of a header that a rule must run under to part it from what follows."""


@dataclass(slots=True)
class _Stack:
    """A header cell in the making, from line `top` to line `foot` of the header."""

    first: int
    last: int
    top: int
    foot: int
    segments: list[Segment] = field(default_factory=list)
    baseline: float = 0.0


def read_header(
    layers: Sequence[Layer], columns: Sequence[Stretch], levels: Sequence[Rule]
) -> tuple[list[DraftCell], int]:
    """The cells of a header's lines, and how many rows they make."""
    stacks: list[_Stack] = []
    for number, layer in enumerate(layers):
        for piece, first, last in spread_header(layer, layers[number + 1 :], columns, levels):
            over = next((s for s in reversed(stacks) if s.first <= last and first <= s.last), None)
            goes_on = (
                over is not None
                and (over.first, over.last) == (first, last)
                and over.foot < number
                and layer.baseline - over.baseline <= CLOSE * layer.size
                and not _parted(over, layer, columns, levels)
            )
            if goes_on and over is not None:
                over.segments.append(piece.segment)
                over.foot, over.baseline = number, layer.baseline
            else:
                stacks.append(_Stack(first, last, number, number, [piece.segment], layer.baseline))
    starts = _row_starts(stacks, len(columns))
    cells = []
    for stack in stacks:
        row = sum(start <= stack.top for start in starts)
        foot = sum(start <= stack.foot for start in starts)
        cells.append(DraftCell(row, stack.first, foot - row + 1, stack.last - stack.first + 1, tuple(stack.segments)))
    return cells, len(starts) + 1 if layers else 0


def _row_starts(stacks: Sequence[_Stack], columns: int) -> list[int]:
    """The lines at which a new row must begin."""
    starts: list[int] = []
    pairs = []
    for column in range(columns):
        inside = sorted((s for s in stacks if s.first <= column <= s.last), key=lambda s: s.top)
        pairs += [(above.foot, below.top) for above, below in itertools.pairwise(inside)]
    for foot, top in sorted(pairs, key=lambda pair: pair[1]):
        if not any(foot < start <= top for start in starts):
            starts.append(top)
    return sorted(starts)


def _parted(over: _Stack, layer: Layer, columns: Sequence[Stretch], levels: Sequence[Rule]) -> bool:
    """Whether a rule runs between a header cell and a line below it."""
    left, right = columns[over.first].left, columns[over.last].right
    return any(
        over.baseline - SNAP < rule.at < layer.baseline - 0.5 * layer.size
        and min(rule.end, right) - max(rule.start, left) > UNDER * (right - left)
        for rule in levels
    )
