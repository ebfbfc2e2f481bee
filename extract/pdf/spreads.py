"""Which columns a header text stands over: by the rule under it, by being centred over them, or by beginning with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.pdf.columns import Stretch
from extract.pdf.looks import is_period
from extract.pdf.page import Rule
from extract.pdf.rules import SNAP
from extract.pdf.stacking import CLOSE, Layer, Piece

Range = tuple[int, int]
"""First and last column."""

UNDER = 0.5
"""Share of a column that the rule under a header must cover to say that the header is over it."""
WHOLE = 0.9
"""Share of a table's width from which a rule is one of the whole table."""
CENTRED = 0.6
"""Of the type size: how far a header may stand from the middle of the columns that it is centred over."""
ON_EDGE = 1.5
"""Points within which two texts are set on one edge or around one middle."""
MOST_CENTRED = 3
"""Columns that a lone header may be centred over: in the middle of more it is the upper line of one column's header."""
REACHES_IN = 0.6
"""Of the type size: a label may run so far under the header of the next column."""


def spread_header(
    layer: Layer, below: Sequence[Layer], columns: Sequence[Stretch], levels: Sequence[Rule]
) -> list[tuple[Piece, int, int]]:
    """The pieces of a header line, each with the first and the last column that it stands over."""
    ranges = [(piece.first, piece.last) for piece in layer.pieces]
    lower = sorted({column for other in below for piece in other.pieces for column in _over(piece)} - {0})
    upper = [number for number, piece in enumerate(layer.pieces) if piece.last > 0]
    over = {column for number in upper for column in _over(layer.pieces[number])}
    if upper and len(lower) > len(upper) and not over.issuperset(lower):
        begun = _begun(layer, upper, lower, below, columns)
        exact = begun is not None and all(
            number in begun and _begins_with(layer.pieces[number], below) for number in upper
        )
        found = begun if exact else _centred(layer, upper, lower, columns) or begun
        for number, span in (found or {}).items():
            ranges[number] = span
    for number, piece in enumerate(layer.pieces):
        ruled = _ruled(piece, layer, columns, levels)
        if ruled is not None:
            least = ranges[number - 1][1] + 1 if number else 0
            most = ranges[number + 1][0] - 1 if number + 1 < len(ranges) else len(columns) - 1
            ranges[number] = max(ruled[0], least), min(ruled[1], max(most, ruled[0]))
    return [(piece, *span) for piece, span in zip(layer.pieces, ranges, strict=True)]


def _over(piece: Piece) -> range:
    return range(piece.first, piece.last + 1)


def _ruled(piece: Piece, layer: Layer, columns: Sequence[Stretch], levels: Sequence[Rule]) -> Range | None:
    """The columns that the rule right under a header text spans, where it does not span the whole table."""
    box = piece.segment.box
    table = columns[-1].right - columns[0].left
    for rule in levels:
        near = layer.baseline - SNAP < rule.at < layer.baseline + layer.size
        under = min(rule.end, box.right) - max(rule.start, box.left) > UNDER * box.width
        if near and under and rule.end - rule.start < WHOLE * table:
            met = [
                number
                for number, (left, right) in enumerate(columns)
                if min(rule.end, right) - max(rule.start, left) > UNDER * (right - left)
            ]
            if met:
                return met[0], met[-1]
    return None


def _centred(
    layer: Layer, upper: Sequence[int], lower: Sequence[int], columns: Sequence[Stretch]
) -> dict[int, Range] | None:
    """The one way to share out the columns below so that each header is centred over its own."""
    best: dict[int, Range] | None = None
    least = CENTRED * layer.size
    for shares in _shares(lower, len(upper)):
        off = max(
            abs(_middle(columns, first, last) - sum(layer.pieces[number].segment.box[::2]) / 2)
            for number, (first, last) in zip(upper, shares, strict=True)
        )
        if off < least:
            best, least = dict(zip(upper, shares, strict=True)), off
    if best is not None and len(upper) == 1 and len(lower) > MOST_CENTRED:
        return None
    return best


def _shares(lower: Sequence[int], parts: int) -> Iterator[list[Range]]:
    """All ways to cut neighbouring columns into so many ranges."""
    if parts == 1:
        if lower and lower[-1] - lower[0] == len(lower) - 1:
            yield [(lower[0], lower[-1])]
        return
    for cut in range(1, len(lower) - parts + 2):
        if lower[cut - 1] - lower[0] != cut - 1:
            break
        for rest in _shares(lower[cut:], parts - 1):
            yield [(lower[0], lower[cut - 1]), *rest]


def _begun(
    layer: Layer, upper: Sequence[int], lower: Sequence[int], below: Sequence[Layer], columns: Sequence[Stretch]
) -> dict[int, Range] | None:
    """Headers that begin where a column begins stand over the columns up to the next header.

    `Maassluis | Nederland` above `2014 2015 2016 | 2014 2015 2016`, all figures set right. A header on one edge with
    what is under it is the upper line of it, unless periods are under it.
    """
    begins = [_column_of(layer.pieces[number].segment.box.left, layer.size, columns) for number in upper]
    if any(there <= here for here, there in pairwise(begins)):
        return None
    texts = [piece.segment.text for other in below for piece in other.pieces if piece.first in lower]
    periods = all(is_period(text) for text in texts)
    ranges = {}
    for place, number in enumerate(upper):
        first = begins[place]
        most = begins[place + 1] - 1 if place + 1 < len(begins) else len(columns) - 1
        if first not in lower or (not periods and _heads(layer, layer.pieces[number], first, below)):
            continue
        last = first
        while last < most and last + 1 in lower:
            last += 1
        ranges[number] = first, last
    return ranges


def _begins_with(piece: Piece, below: Sequence[Layer]) -> bool:
    """Whether a header begins where a text under it begins."""
    left = piece.segment.box.left
    return any(abs(other.segment.box.left - left) < ON_EDGE for layer in below for other in layer.pieces)


def _column_of(x: float, size: float, columns: Sequence[Stretch]) -> int:
    """The column that something beginning at x begins with."""
    inner = [number for number, column in enumerate(columns) if column.right > x + REACHES_IN * size]
    return inner[0] if inner else len(columns) - 1


def _heads(layer: Layer, piece: Piece, column: int, below: Sequence[Layer]) -> bool:
    """Whether a text is set on an edge or around the middle of what is right below it in a column."""
    under = below[0].at(column) if below else None
    if under is None or below[0].baseline - layer.baseline > CLOSE * layer.size:
        return False
    here, there = piece.segment.box, under.segment.box
    edges = [(here.left, there.left), (here.right, there.right), (sum(here[::2]) / 2, sum(there[::2]) / 2)]
    return any(abs(one - other) < ON_EDGE for one, other in edges)


def _middle(columns: Sequence[Stretch], first: int, last: int) -> float:
    return (columns[first].left + columns[last].right) / 2
