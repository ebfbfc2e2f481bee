"""Columns by white space: where the lines of a table leave the same strip of the page free.

A strip that few lines cross is still one, so that a header over several columns does not join them; the fewer lines there
are, the wider a strip must be, since the spaces of two lines of running text often stand above each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extract.pdf.page import Word

STEP = 0.5
"""Points: how finely white space is measured."""
CROSSED = 0.13
"""Share of the lines that may cross a strip between columns: headers and section rows do."""
NARROWEST = ((1, 1.4), (2, 1.0), (3, 0.8), (5, 0.6), (8, 0.45), (15, 0.36))
"""Lines, and the width in type sizes that a strip must have with so many; a space in running text is about 0.28 wide."""
GLUE = 0.36
"""Of the type size: closer words are one piece when white space is measured."""

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


def find_columns(lines: Sequence[Sequence[Word]], size: float) -> list[Stretch]:
    """The columns of some lines of words, each from the left; `size` is their usual type size."""
    lines = [line for line in lines if line]
    if not lines:
        return []
    pieces = [_pieces(line, size) for line in lines]
    voters = [line for line in pieces if len(line) > 1] or pieces
    left = min(line[0].left for line in pieces)
    right = max(piece.right for line in pieces for piece in line)
    cover = _cover(voters, left, right)
    most = int(CROSSED * len(voters))
    strips = _strips(cover <= most, left, narrowest(len(voters)) * size)
    strips = [part for strip in strips for part in _around_islands(strip, voters, size)]
    return _between(strips, left, right)


def _pieces(line: Sequence[Word], size: float) -> list[Stretch]:
    """Words as stretches, those with a normal space between them as one."""
    pieces: list[Stretch] = []
    for word in line:
        box = word.box
        if pieces and box.left - pieces[-1].right < GLUE * size:
            pieces[-1] = Stretch(pieces[-1].left, max(pieces[-1].right, box.right))
        else:
            pieces.append(Stretch(box.left, box.right))
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
    strips = [Stretch(left + STEP * start, left + STEP * end) for start, end in zip(starts, ends, strict=True)]
    return [strip for strip in strips if strip.right - strip.left >= least]


def _around_islands(strip: Stretch, lines: Sequence[Sequence[Stretch]], size: float) -> list[Stretch]:
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
    return [part for part in parts if part.right - part.left >= GLUE * size] if islands else [strip]


def _between(strips: Sequence[Stretch], left: float, right: float) -> list[Stretch]:
    """The columns between strips, from edge to edge of the text."""
    inner = sorted(strip for strip in strips if strip.left > left and strip.right < right)
    edges = [left, *(edge for strip in inner for edge in (strip.left, strip.right)), right]
    columns = [Stretch(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [column for column in columns if column.right > column.left]
