"""Columns by white space: where the lines of a table leave the same strip of the page free.

A strip that few lines cross is still one, so that a header over several columns does not join them; the fewer lines there
are, the wider a strip must be, since the spaces of two lines of running text often stand above each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extract.pdf.lines import binds
from extract.pdf.page import Word

STEP = 0.5
"""Points: how finely white space is measured."""
CROSSED = 0.13
"""Share of the lines that may cross a strip between columns: headers and section rows do."""
ONE_CROSSES = 5
"""Lines of which one may cross a strip; the spaces of five labels do not stand above each other by chance."""
NARROWEST = ((1, 1.4), (2, 1.0), (3, 0.8), (5, 0.6), (8, 0.45), (15, 0.36))
"""Lines, and the width in type sizes that a strip must have with so many; a space in running text is about 0.28 wide."""
ALIGNED = 1.0
"""Points: texts whose edges lie within this of each other are set on one edge."""
FEWEST_ALIGNED = 3
"""Lines set on one edge beside a strip make it a strip between columns even where it is narrow."""

Cover = npt.NDArray[np.int32]


class Stretch(NamedTuple):
    """A column: where its text begins and ends."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def narrowest(lines: int) -> float:
    """The least width of a strip between columns, in type sizes."""
    return next(width for count, width in reversed(NARROWEST) if lines >= count)


class Measure(NamedTuple):
    """What distances in a region are measured with, in points."""

    size: float
    """The usual type size."""
    glue: float
    """Gaps up to this are spaces."""


def find_columns(lines: Sequence[Sequence[Word]], measure: Measure, head: int = 0) -> list[Stretch]:
    """The columns of some lines of words, each from the left; the first `head` lines are a header's upper lines."""
    pieces = [_pieces(line, measure) for line in lines if line]
    if not pieces:
        return []
    lower = [piece for piece in (_pieces(line, measure) for line in lines[head:] if line) if len(piece) > 1]
    voters = lower or pieces
    left = min(line[0].left for line in pieces)
    right = max(piece.right for line in pieces for piece in line)
    free = _cover(voters, left, right) <= max(int(CROSSED * len(voters)), len(voters) >= ONE_CROSSES)
    least = narrowest(len(voters)) * measure.size
    strips = [
        strip
        for strip in _strips(free, left, measure.glue)
        if strip.right - strip.left >= least or _is_edge(strip, voters, pieces)
    ]
    return _between([part for strip in strips for part in _around_islands(strip, voters, measure)], left, right)


def _is_edge(strip: Stretch, voters: Sequence[Sequence[Stretch]], lines: Sequence[Sequence[Stretch]]) -> bool:
    """Whether a strip is narrow but the texts beside it are set on an edge.

    Lines that end before it or begin after it speak for it too, as the second line of a narrow cell does.
    """
    befores = sum(abs(piece.right - strip.left) < 2 * ALIGNED for line in voters for piece in line)
    afters = sum(abs(piece.left - strip.right) < 2 * ALIGNED for line in voters for piece in line)
    across = sum(line[0].left < strip.left and line[-1].right > strip.right for line in voters)
    beside = sum(line[-1].right <= strip.left + ALIGNED or line[0].left >= strip.right - ALIGNED for line in lines)
    aligned = max(befores, afters)
    return aligned >= 2 and aligned + beside >= FEWEST_ALIGNED and aligned >= 0.75 * across


def _pieces(line: Sequence[Word], measure: Measure) -> list[Stretch]:
    """Words as stretches, those with a normal space between them as one."""
    pieces: list[Stretch] = []
    last: Word | None = None
    for word in line:
        box = word.box
        if last is not None and (box.left - pieces[-1].right < measure.glue or binds(last, word)):
            pieces[-1] = Stretch(pieces[-1].left, max(pieces[-1].right, box.right))
        else:
            pieces.append(Stretch(box.left, box.right))
        last = word
    return pieces


def _cover(lines: Sequence[Sequence[Stretch]], left: float, right: float) -> Cover:
    """How many lines have text at each step from left to right."""
    cover = np.zeros(int((right - left) / STEP) + 2, np.int32)
    for line in lines:
        for piece in line:
            cover[int((piece.left - left) / STEP) : int((piece.right - left) / STEP) + 1] += 1
    return cover


def _strips(free: npt.NDArray[np.bool_], left: float, least: float) -> list[Stretch]:
    """The free stretches of at least a width."""
    padded = np.concatenate(([False], free, [False])).astype(np.int8)
    changes = np.diff(padded)
    starts, ends = np.flatnonzero(changes == 1), np.flatnonzero(changes == -1)
    strips = [
        Stretch(left + STEP * start, left + STEP * end)
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]
    return [strip for strip in strips if strip.right - strip.left >= least]


def _around_islands(strip: Stretch, lines: Sequence[Sequence[Stretch]], measure: Measure) -> list[Stretch]:
    """A strip cut by the pieces that lie wholly in it: a column that few rows fill."""
    islands = sorted(
        piece for line in lines for piece in line if strip.left <= piece.left and piece.right <= strip.right
    )
    parts, start = [], strip.left
    for left, right in islands:
        if left > start:
            parts.append(Stretch(start, left))
        start = max(start, right)
    parts.append(Stretch(start, strip.right))
    return [part for part in parts if part.right - part.left >= measure.glue] if islands else [strip]


def _between(strips: Sequence[Stretch], left: float, right: float) -> list[Stretch]:
    """The columns between strips, from edge to edge of the text."""
    inner = sorted(strip for strip in strips if strip.left > left and strip.right < right)
    edges = [left, *(edge for strip in inner for edge in (strip.left, strip.right)), right]
    columns = [Stretch(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [column for column in columns if column.right > column.left]
