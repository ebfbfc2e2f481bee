"""Lines of a table → rows: which lines are one row because a cell's text runs on.

Two lines with a figure in the same column are two rows. A line goes on from the one before where its text would not have
fitted behind it, where it stands closer than rows do, or where it begins in the middle of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pdf.columns import Stretch
from extract.pdf.lines import Segment
from extract.pdf.looks import is_bullet, is_figure
from extract.pdf.page import Box

OVERLAP = 0.3
"""Share of the lower line's height that two lines share when they are side by side: a figure set beside two lines of label."""
CLOSE = 1.6
"""Of the type size: lines of one cell follow each other at 1.0 to 1.5."""
CLOSER = 0.85
"""Of the pitch of rows: lines that stand closer than this are in one row."""
FITS = 0.15
"""Of the type size: by how much a word must have fitted to say that the line was ended on purpose."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment in the columns `first` to `last` of a table."""

    segment: Segment
    first: int
    last: int

    @property
    def figure(self) -> bool:
        return is_figure(self.segment.text)


@dataclass(frozen=True, slots=True)
class Layer:
    """A line of a table: its pieces from the left."""

    pieces: tuple[Piece, ...]
    box: Box
    baseline: float
    size: float

    def at(self, column: int) -> Piece | None:
        """The piece that begins in a column."""
        return next((piece for piece in self.pieces if piece.first == column), None)

    @property
    def filled(self) -> frozenset[int]:
        return frozenset(piece.first for piece in self.pieces)

    @property
    def figures(self) -> frozenset[int]:
        """The columns with a figure, the first apart: what stands there numbers or dates the rows."""
        return frozenset(piece.first for piece in self.pieces if piece.first > 0 and piece.figure)

    @property
    def bold(self) -> bool:
        return all(word.style.bold for piece in self.pieces for word in piece.segment.words)


def stack(layers: Sequence[Layer], columns: Sequence[Stretch]) -> list[list[Layer]]:
    """The rows that lines from the top down make up."""
    figures = figure_columns(layers, len(columns))
    stacking = _Stacking(columns, figures, _pitch(layers, figures))
    rows: list[list[Layer]] = []
    for layer in layers:
        if rows and stacking.runs_on(rows[-1], layer):
            rows[-1].append(layer)
        else:
            rows.append([layer])
    return rows


def figure_columns(layers: Sequence[Layer], columns: int) -> frozenset[int]:
    """The columns most of whose texts are figures, the first apart: what stands there numbers or dates the rows."""
    kept = []
    for column in range(1, columns):
        pieces = [piece for layer in layers for piece in layer.pieces if piece.first == column]
        if sum(piece.figure for piece in pieces) > len(pieces) / 2:
            kept.append(column)
    return frozenset(kept)


def _pitch(layers: Sequence[Layer], figures: frozenset[int]) -> float | None:
    """The least distance between lines that are rows for certain: both have a figure in the same column."""
    pitches = [
        below.baseline - above.baseline
        for above, below in pairwise(layers)
        if above.figures & below.figures & figures and not _beside(above.box, below.box)
    ]
    return min(pitches) if pitches else None


@dataclass(frozen=True, slots=True)
class _Stacking:
    """What is known of a table while its lines become rows."""

    columns: Sequence[Stretch]
    figures: frozenset[int]
    pitch: float | None

    def runs_on(self, row: Sequence[Layer], layer: Layer) -> bool:
        """Whether a line belongs to the row above it."""
        last = row[-1]
        above = frozenset[int]().union(*(other.figures for other in row)) & self.figures
        here = layer.figures & self.figures
        if above & here:
            return False
        if _beside(last.box, layer.box):
            return True
        leading = layer.baseline - last.baseline
        if self.pitch is not None and leading < CLOSER * self.pitch:
            return not (above and here and 0 in layer.filled)
        if leading > CLOSE * min(last.size, layer.size) or (above and here):
            return False
        filled = frozenset[int]().union(*(other.filled for other in row))
        if not here and layer.filled <= filled:
            return all(wraps(row, piece, self.columns) for piece in layer.pieces)
        if not above and filled == {0} and 0 in layer.filled:
            piece = layer.at(0)
            return piece is not None and _same_style(last, layer) and wraps(row, piece, self.columns)
        return False


def _beside(above: Box, below: Box) -> bool:
    shared = above.bottom - below.top
    return shared > OVERLAP * min(above.height, below.height)


def _same_style(above: Layer, below: Layer) -> bool:
    first, second = above.at(0), below.at(0)
    if first is None or second is None:
        return False
    return first.segment.words[-1].style.bold == second.segment.words[0].style.bold


def wraps(row: Sequence[Layer], piece: Piece, columns: Sequence[Stretch]) -> bool:
    """Whether a piece goes on from the one above it in its column."""
    above = next((found for layer in reversed(row) if (found := layer.at(piece.first)) is not None), None)
    if above is None:
        return False
    text, before = piece.segment.text, above.segment.text
    if is_bullet(piece.segment.words[0].text):
        return False
    if text[:1].islower() or before.endswith(("-", "/", ",", "(", "\u00ad", "&")) or text[:1] in ")(/&":
        return True
    if before.endswith(":"):
        return False
    room = columns[piece.last].right - above.segment.box.right
    size = piece.segment.size
    first = piece.segment.words[0]
    return first.box.width + FITS * size > room
