"""Chunks of characters → words in the upright frame, by a gap rule of our own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import isnan

from extract.pdf.frame import Frame
from extract.pdf.glyphs import Chunk
from extract.pdf.opening import LARGEST
from extract.pdf.page import Box, Word
from extract.pdf.signs import plain_signs

GAP = 0.1
"""Of the type size: the space of most fonts is 0.25 to 0.28 of it, but Word sets some at 0.15; letters within a word touch."""
OVERLAP = 0.3
"""Of the type size: pairs of letters overlap by less, what begins further back begins anew."""
RISE = 0.7
"""Of the larger type size: raised and lowered characters stay within it, another line does not."""
ASCENT, DESCENT = 0.75, 0.25
"""Of the type size: how far a line of type reaches above and below its baseline. What fonts say of it varies wildly."""


def upright_turn(chunks: Iterable[Chunk]) -> int:
    """The direction, in degrees against the clock, that most characters are read in."""
    counts: Counter[int] = Counter()
    for chunk in chunks:
        if chunk.run.angle is not None:
            counts[chunk.run.angle] += len(chunk.text)
    return max(counts, key=lambda angle: (counts[angle], -angle), default=0)


def form_words(chunks: Iterable[Chunk], frame: Frame) -> tuple[Word, ...]:
    """The words that chunks make up, in their order; what follows no axis (a watermark) is left out."""
    a, b, c, d, e, f = frame.matrix()
    words: list[Word] = []
    begin = end = across = last_size = 0.0
    last_turn = -1
    for text, run, spaced, x, y, length in chunks:
        along, line = a * x + c * y + e, b * x + d * y + f
        if run.angle is None or not _is_on_paper(along, line, length, run.style.size):
            continue
        turn = (run.angle - frame.turn) % 360
        if turn:
            along, line = _along(along, line, turn)
        style = run.style
        larger = max(style.size, last_size)
        joined = (
            not spaced
            and -OVERLAP * larger <= along - end <= GAP * larger
            and abs(line - across) < RISE * larger
            and turn == last_turn
        )
        plain = plain_signs(text, style.font)
        end = along + length
        if joined and line == across and style is words[-1].style and run.mcid == words[-1].mcid:
            plain, joined = words[-1].text + plain, words[-1].joined
            words.pop()
        else:
            begin = along
        words.append(Word(plain, _box(begin, end, line, style.size, turn), line, style, joined, run.mcid, turn))
        across, last_size, last_turn = line, style.size, turn
    return tuple(words)


def _is_on_paper(x: float, y: float, length: float, size: float) -> bool:
    """Whether a text is where some page could show it: what a broken matrix or font size gives has no place, or a mile."""
    return max(abs(x), abs(y), abs(length), abs(size)) <= LARGEST and not isnan(x + y + length + size)


def _along(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point as how far it is along a line of turned text, and which line that is."""
    return {90: (-y, x), 180: (-x, -y), 270: (y, -x)}[turn]


def _box(begin: float, end: float, line: float, size: float, turn: int) -> Box:
    """The box of a word from where it begins and ends on its line."""
    top, bottom = line - ASCENT * size, line + DESCENT * size
    match turn:
        case 90:
            return Box(top, -end, bottom, -begin)
        case 180:
            return Box(-end, -bottom, -begin, -top)
        case 270:
            return Box(-bottom, begin, -top, end)
        case _:
            return Box(begin, top, end, bottom)
