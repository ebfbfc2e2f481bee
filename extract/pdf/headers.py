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
from extract.pdf.stacking import CLOSE, Layer, Piece

UNDER = 0.5
"""Share of a column that the rule under a header must cover to say that the header is over it."""
CENTRED = 0.35
"""Of the type size per column: how far a header may stand from the middle of the columns that it is centred over."""

ON_EDGE = 1.5
"""Points within which two texts are set on one edge or around one middle."""


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
        below = layers[number + 1] if number + 1 < len(layers) else None
        for piece, first, last in _spread(layer, below, columns, levels):
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


def _spread(
    layer: Layer, below: Layer | None, columns: Sequence[Stretch], levels: Sequence[Rule]
) -> list[tuple[Piece, int, int]]:
    """The pieces of a header line with the columns that each stands over."""
    spread = []
    for number, piece in enumerate(layer.pieces):
        least = layer.pieces[number - 1].last + 1 if number else 0
        most = layer.pieces[number + 1].first - 1 if number + 1 < len(layer.pieces) else len(columns) - 1
        under = _ruled_columns(piece, layer, columns, levels)
        if under is not None:
            first, last = max(under[0], least), min(under[1], most)
        else:
            first, last = _centred_columns(piece, below, columns, least, most)
            if first == last:
                last = _ragged_columns(piece, below, columns, most)
        spread.append((piece, min(first, piece.first), max(last, piece.last)))
    return spread


def _ruled_columns(
    piece: Piece, layer: Layer, columns: Sequence[Stretch], levels: Sequence[Rule]
) -> tuple[int, int] | None:
    """The columns that the rule right under a header text spans, where it does not span the whole table."""
    box = piece.segment.box
    table = columns[-1].right - columns[0].left
    for rule in levels:
        near = layer.baseline - SNAP < rule.at < layer.baseline + layer.size
        over = min(rule.end, box.right) - max(rule.start, box.left) > UNDER * box.width
        if near and over and rule.end - rule.start < 0.9 * table:
            met = [
                number
                for number, (left, right) in enumerate(columns)
                if min(rule.end, right) - max(rule.start, left) > UNDER * (right - left)
            ]
            if met:
                return met[0], met[-1]
    return None


def _centred_columns(
    piece: Piece, below: Layer | None, columns: Sequence[Stretch], least: int, most: int
) -> tuple[int, int]:
    """The columns that a header text is centred over: those with texts of their own below it."""
    single = piece.first, piece.last
    if below is None or piece.last == 0 or len(below.pieces) < 2:
        return single
    filled = below.filled
    middle = (piece.segment.box.left + piece.segment.box.right) / 2
    best, distance = single, abs(_middle(columns, *single) - middle)
    for first in range(max(least, 1), piece.first + 1):
        for last in range(piece.last, most + 1):
            if (first, last) == single or not filled.issuperset(range(first, last + 1)):
                continue
            off = abs(_middle(columns, first, last) - middle)
            if off < CENTRED * piece.segment.size * (last - first + 1) and off < distance / 2:
                best, distance = (first, last), off
    return best


def _ragged_columns(piece: Piece, below: Layer | None, columns: Sequence[Stretch], most: int) -> int:
    """The last column under a header that begins over its first one and is set on no edge of it.

    `Maassluis` above `2014 2015 2016`: the years have texts above them only where another group begins.
    """
    own = below.at(piece.first) if below is not None else None
    if below is None or own is None or piece.first == 0:
        return piece.last
    box, column = piece.segment.box, columns[piece.first]
    edges = [(box.left, own.segment.box.left), (box.right, own.segment.box.right), (box.right, column.right)]
    edges.append((sum(box[::2]), sum(own.segment.box[::2])))
    if any(abs(here - there) < ON_EDGE for here, there in edges):
        return piece.last
    last = piece.last
    while last < most and last + 1 in below.filled:
        last += 1
    return last


def _middle(columns: Sequence[Stretch], first: int, last: int) -> float:
    return (columns[first].left + columns[last].right) / 2
