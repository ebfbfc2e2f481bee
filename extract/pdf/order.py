"""Words of a page without tags in the order of reading: segments of lines, columns one after the other, lines of text.

A segment is a stretch of words without a wide gap, as the content of the page gives them. Where many segments begin at one
place and nothing crosses it, there is a second column; what crosses it stands above, between or below the columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from extract.pdf.flow import Line, even_box, read_line
from extract.pdf.page import Box, Word, around

WIDE_GAP = 1.6
"""Of the type size: justified lines stretch their spaces up to this; the gutter between two columns is wider."""
BACK = 0.5
"""Of the type size: how far a word may begin before the end of the one before it."""
SHARED = 0.5
"""Part of the lower of two heights that they share when they stand on one line."""
GUTTER = 8.0
"""Points between two columns of text at least."""
SAME_LEFT = 2.0
"""Points by which the beginnings of lines of one column differ."""
FEWEST_LINES = 4
"""Lines that a column has at least."""
WORDY = 14
"""Characters that the segments of a column of text have on average; bullets, numbers and labels have fewer."""

T = TypeVar("T")


@dataclass(slots=True)
class Segment:
    """Words on one line without a wide gap between them."""

    words: list[Word]
    box: Box

    @property
    def characters(self) -> int:
        return sum(len(word.text) for word in self.words)


@dataclass(slots=True)
class Block(Generic[T]):
    """Something on a page that is in one place already, such as a table."""

    content: T
    box: Box


@dataclass(slots=True)
class Region:
    """Lines of text of one column, from the top down."""

    lines: list[Line] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return around(line.box for line in self.lines)


def read_order(words: Iterable[Word], blocks: Sequence[Block[T]]) -> Iterator[Region | Block[T]]:
    """The text of a page as regions of lines, with the blocks between them, in the order of reading."""
    parts: list[Segment | Block[T]] = [*form_segments(words), *blocks]
    for group in _cut(parts):
        yield from _read_group(group)


def form_segments(words: Iterable[Word]) -> list[Segment]:
    """The segments of words that come in the order of the content."""
    stretches: list[list[Word]] = []
    uneven: set[int] = set()
    reach = line = size = 0.0
    last: Word | None = None
    for word in words:
        if word.turn:
            continue
        gap = word.box.left - reach
        is_beside = -BACK * size <= gap <= WIDE_GAP * size and word.baseline == line
        if last is not None and (is_beside or word.joined or _continues(last, word)):
            stretches[-1].append(word)
            if word.baseline != line or word.style.size != size:
                uneven.add(len(stretches) - 1)
        else:
            stretches.append([word])
        last, reach, line, size = word, word.box.right, word.baseline, word.style.size
    return [
        Segment(stretch, around(word.box for word in stretch) if number in uneven else even_box(stretch))
        for number, stretch in enumerate(stretches)
    ]


def _continues(last: Word, word: Word) -> bool:
    """Whether a word of another size or on another baseline still stands on the line of the one before it."""
    size = max(last.style.size, word.style.size)
    gap = word.box.left - last.box.right
    return -BACK * size <= gap <= WIDE_GAP * size and same_line(last.box, word.box)


def same_line(one: Box, other: Box) -> bool:
    """Whether two boxes stand on one line: they share half of the lower one's height."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= SHARED * min(one.bottom - one.top, other.bottom - other.top)


def _cut(parts: list[Segment | Block[T]]) -> Iterator[list[Segment | Block[T]]]:
    """Groups of parts in reading order; columns are groups of their own."""
    gutter = _best_gutter(parts)
    if gutter is None:
        yield parts
        return
    whole: list[Segment | Block[T]] = []
    for band in _bands(parts, gutter):
        left, right = _sides(band, gutter)
        if not _are_columns(left, right):
            whole += band
            continue
        if whole:
            yield from _cut(whole)
            whole = []
        yield from _cut(left)
        yield from _cut(right)
    if whole:
        yield from _cut(whole)


def _best_gutter(parts: Sequence[Segment | Block[T]]) -> float | None:
    """The x before which a second column begins: where most lines of both columns stand beside each other."""
    best: tuple[int, float] | None = None
    for x in _column_starts(parts):
        lines = 0
        for band in _bands(parts, x):
            left, right = _sides(band, x)
            if _are_columns(left, right):
                lines += len(left) + len(right)
        if lines and (best is None or lines > best[0]):
            best = lines, x
    return best[1] if best else None


def _column_starts(parts: Sequence[Segment | Block[T]]) -> Iterator[float]:
    """Places just before which several wordy segments begin, the leftmost aside."""
    lefts = sorted(part.box.left for part in parts if isinstance(part, Segment) and part.characters >= WORDY)
    start = 0
    for index in range(1, len(lefts) + 1):
        if index == len(lefts) or lefts[index] - lefts[index - 1] > SAME_LEFT:
            if index - start >= FEWEST_LINES and start > 0:
                yield lefts[start] - 1
            start = index


def _bands(parts: Sequence[Segment | Block[T]], x: float) -> Iterator[list[Segment | Block[T]]]:
    """Parts in stretches from the top down: those that cross a place, and those between them that do not."""
    band: list[Segment | Block[T]] = []
    crosses_band = False
    for part in sorted(parts, key=lambda part: part.box.top):
        crosses = part.box.left < x < part.box.right
        if band and crosses != crosses_band:
            yield band
            band = []
        band.append(part)
        crosses_band = crosses
    if band:
        yield band


def _sides(band: Sequence[Segment | Block[T]], x: float) -> tuple[list[Segment | Block[T]], list[Segment | Block[T]]]:
    return [part for part in band if part.box.right <= x], [part for part in band if part.box.right > x]


def _are_columns(left: Sequence[Segment | Block[T]], right: Sequence[Segment | Block[T]]) -> bool:
    """Whether two groups are columns of text, with a gutter between them."""
    if len(left) < FEWEST_LINES or len(right) < FEWEST_LINES:
        return False
    if min(part.box.left for part in right) - max(part.box.right for part in left) < GUTTER:
        return False
    return _is_wordy(left) and _is_wordy(right)


def _is_wordy(parts: Sequence[Segment | Block[T]]) -> bool:
    segments = [part for part in parts if isinstance(part, Segment)]
    return sum(part.characters for part in segments) >= WORDY * len(segments) > 0


def _read_group(parts: Sequence[Segment | Block[T]]) -> Iterator[Region | Block[T]]:
    """The lines of a group from the top down; blocks part them into regions."""
    region = Region()
    row: list[Segment] = []
    for part in sorted(parts, key=lambda part: (part.box.top + part.box.bottom) / 2):
        if isinstance(part, Segment) and (not row or same_line(row[-1].box, part.box)):
            row.append(part)
            continue
        if row:
            region.lines.append(_line(row))
        row = []
        if isinstance(part, Segment):
            row = [part]
        else:
            if region.lines:
                yield region
            yield part
            region = Region()
    if row:
        region.lines.append(_line(row))
    if region.lines:
        yield region


def _line(row: Sequence[Segment]) -> Line:
    return read_line([word for segment in sorted(row, key=lambda segment: segment.box.left) for word in segment.words])
