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
CLOSER = 0.9
"""Of the pitch of rows: lines that stand closer than this are in one row."""
ALIKE = 0.97
"""Of the pitch of rows: where some lines stand closer than this, lines of one cell do, and rows do not."""
EQUAL = 0.05
"""Share by which columns of one width differ."""
INDENT = 0.4
"""Of the type size: a label that stands in by more is one step deeper."""
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
    pitch = _pitch(layers, figures)
    stacking = _Stacking(columns, figures, pitch, _apart(layers, pitch), _row_lefts(layers, figures))
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
        if above.figures & below.figures & figures and not beside(above.box, below.box)
    ]
    return min(pitches) if pitches else None


def _apart(layers: Sequence[Layer], pitch: float | None) -> float | None:
    """The distance from which lines are rows; None where all lines stand alike and distance tells nothing."""
    steps = [there.baseline - here.baseline for here, there in pairwise(layers) if not beside(here.box, there.box)]
    if pitch is None or min(steps) > ALIKE * pitch:
        return None
    return (min(steps) + pitch) / 2


def _row_lefts(layers: Sequence[Layer], figures: frozenset[int]) -> tuple[float, ...]:
    """Where the labels begin of lines that follow a line with figures and have figures themselves."""
    starts = []
    for above, below in pairwise(layers):
        piece = below.at(0)
        if piece is not None and above.figures & below.figures & figures:
            starts.append(piece.segment.box.left)
    return tuple(starts)


@dataclass(frozen=True, slots=True)
class _Stacking:
    """What is known of a table while its lines become rows."""

    columns: Sequence[Stretch]
    figures: frozenset[int]
    pitch: float | None
    apart: float | None
    lefts: tuple[float, ...]
    """Where the labels of lines begin that are rows for certain."""

    def runs_on(self, row: Sequence[Layer], layer: Layer) -> bool:
        """Whether a line belongs to the row above it."""
        last = row[-1]
        above = frozenset[int]().union(*(other.figures for other in row)) & self.figures
        here = layer.figures & self.figures
        if above & here:
            return False
        if beside(last.box, layer.box):
            return True
        leading = layer.baseline - last.baseline
        if self.apart is not None and leading >= self.apart:
            return False
        if self.pitch is not None and leading < CLOSER * self.pitch and (above or not here):
            return not (above and here and 0 in layer.filled)
        if leading > CLOSE * min(last.size, layer.size) or (above and here):
            return False
        filled = frozenset[int]().union(*(other.filled for other in row))
        if not here and layer.filled <= filled:
            return all(wraps(row, piece, self.columns, self.pitch) for piece in layer.pieces)
        label = layer.at(max(filled)) if not above and len(filled) == 1 else None
        if label is None or label.figure or self._is_inner_row(last, label):
            return False
        return wraps(row, label, self.columns, self.pitch)

    def _is_inner_row(self, above: Layer, piece: Piece) -> bool:
        """Whether a label stands in from the one above it, where rows of the table begin."""
        before, left = above.at(piece.first), piece.segment.box.left
        if before is None or left - before.segment.box.left < INDENT * piece.segment.size:
            return False
        return any(abs(left - other) < INDENT * piece.segment.size for other in self.lefts)


def beside(above: Box, below: Box) -> bool:
    """Whether two lines stand beside each other rather than one under the other."""
    shared = above.bottom - below.top
    return shared > OVERLAP * min(above.height, below.height)


def wraps(row: Sequence[Layer], piece: Piece, columns: Sequence[Stretch], pitch: float | None = None) -> bool:
    """Whether a piece goes on from the one above it in its column; `pitch` is the distance of rows, where it is known."""
    home = next((layer for layer in reversed(row) if layer.at(piece.first) is not None), None)
    above = home.at(piece.first) if home is not None else None
    if home is None or above is None:
        return False
    text, before = piece.segment.text, above.segment.text
    if above.figure and piece.last != above.last:
        return False
    end, start = above.segment.words[-1].style, piece.segment.words[0].style
    if is_bullet(piece.segment.words[0].text) or (end.bold, end.italic, end.colour) != (
        start.bold,
        start.italic,
        start.colour,
    ):
        return False
    if text[:1].islower() or before.endswith(("-", "/", ",", "(", "\u00ad", "&")) or text[:1] in ")(/&":
        return True
    if before.endswith(":"):
        return False
    first, size = piece.segment.words[0], piece.segment.size
    baseline = piece.segment.words[0].baseline
    like_row = pitch is not None and baseline - home.baseline > CLOSER * pitch
    limit = _room_after(piece.last, columns, size) if like_row else columns[piece.last].right
    return first.box.width + FITS * size > limit - above.segment.box.right


def _room_after(column: int, columns: Sequence[Stretch], size: float) -> float:
    """How far a text in a column could have gone on at most: to the next column, or to the end of the last.

    Figures set right begin far from the edge of their column: where columns are equally wide, that edge is known.
    """
    after = columns[column + 1 :]
    if not after:
        return columns[column].right
    limit = after[0].left - size
    rights = [there.right - here.right for here, there in pairwise(after)]
    lefts = [there.left - here.left for here, there in pairwise(after)]
    if len(rights) > 1 and _alike(rights) and not _alike(lefts):
        limit = min(limit, after[0].right - max(rights))
    return limit


def _alike(steps: Sequence[float]) -> bool:
    return max(steps) - min(steps) < EQUAL * max(steps)
