"""Words → lines across the page, cut into segments where the white space is wider than between words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extract.pdf.page import Box, Word, around
from extract.pdf.raised import attach_raised

SAME_LINE = 0.3
"""Of the smaller type size: how far baselines of one line may lie apart."""
WIDE = 1.0
"""Of the type size: no space between words of running text is wider, justified lines included."""
LEADERS = re.compile(r"[.·…_]{4,}")  # Totaal......12
DOT = "."
CURRENCY = frozenset({"$", "€", "£", "US$", "EUR", "C$", "A$"})
"""Signs that stand at the left edge of a column of amounts belong to the figure after them, however far."""
FAR = 8.0
"""Of the type size: the widest gap between such a sign and its figure."""
CLOSING = frozenset({"%", ")", "%)"})
"""Signs that belong to the figure before them, set apart so that the digits align."""
USUAL_SPACE = 0.28
GLUE = 1.4
"""Of the usual space: wider gaps part pieces when white space is measured."""
LEAST_GLUE, MOST_GLUE = 0.34, 0.9
"""Of the type size; typewriter faces have a space of 0.6."""


class Segment(NamedTuple):
    """Words of one line with nothing but ordinary spaces between them."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        """Its words with single spaces, raised markers glued."""
        return join_words(self.words)

    @property
    def size(self) -> float:
        """The type size of its first word."""
        return self.words[0].style.size


class TextLine(NamedTuple):
    """All that stands on one baseline, from the left."""

    segments: tuple[Segment, ...]
    box: Box
    baseline: float
    size: float
    """The largest type size on it."""

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for segment in self.segments for word in segment.words)

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)


def join_words(words: Sequence[Word]) -> str:
    """Words with single spaces, but for those that are joined to the one before."""
    return "".join(word.text if word.joined or not index else f" {word.text}" for index, word in enumerate(words))


def form_lines(words: Iterable[Word]) -> list[TextLine]:
    """The lines of a page from the top down; turned words and leader dots are left out."""
    tokens = sorted(attach_raised(_tokens(words)), key=lambda token: token[0].baseline)
    lines: list[list[tuple[Word, ...]]] = []
    baseline = size = 0.0
    for token in tokens:
        first = token[0]
        if lines and first.baseline - baseline <= SAME_LINE * min(size, first.style.size):
            lines[-1].append(token)
            size = max(size, first.style.size)
        else:
            lines.append([token])
            baseline, size = first.baseline, first.style.size
    return [make_line(sorted(line, key=lambda token: token[0].box.left)) for line in lines]


def _tokens(words: Iterable[Word]) -> list[tuple[Word, ...]]:
    """Words with the raised and lowered pieces that are joined to them."""
    tokens: list[list[Word]] = []
    for word in words:
        if word.turn or word.text == DOT:
            continue
        for piece in [word] if DOT not in word.text and "_" not in word.text else _without_leaders(word):
            if piece.joined and tokens:
                tokens[-1].append(piece)
            else:
                tokens.append([piece])
    return [tuple(token) for token in tokens]


def _without_leaders(word: Word) -> list[Word]:
    """What a word is without the dots that lead the eye to the next column; its pieces are placed by their share."""
    if LEADERS.search(word.text) is None:
        return [word]
    pieces, step, start = [], word.box.width / len(word.text), 0
    for part in LEADERS.split(word.text):
        at = word.text.index(part, start)
        left = word.box.left + step * at
        start = at + len(part)
        if part:
            box = word.box._replace(left=left, right=left + step * len(part))
            pieces.append(word._replace(text=part, box=box, joined=word.joined and at == 0))
    return pieces


def make_line(tokens: Sequence[tuple[Word, ...]]) -> TextLine:
    """The line of some tokens that are in order from the left."""
    segments: list[list[Word]] = []
    main = tokens[0][0]
    reach = 0.0
    for token in tokens:
        first = token[0]
        if segments and (first.box.left - reach <= WIDE * first.style.size or binds(segments[-1][-1], first)):
            segments[-1].extend(token)
        else:
            segments.append(list(token))
        for word in token:
            reach = max(reach, word.box.right)
            if word.style.size > main.style.size:
                main = word
    made = tuple(make_segment(segment) for segment in segments)
    box = made[0].box if len(made) == 1 else around(segment.box for segment in made)
    return TextLine(made, box, main.baseline, main.style.size)


def turned_lines(words: Iterable[Word]) -> list[TextLine]:
    """Words that are turned in the upright frame, as the headers of narrow columns are, as one line in their order."""
    turned = [word for word in words if word.turn]
    if not turned:
        return []
    segment = make_segment(turned)
    return [TextLine((segment,), segment.box, segment.box.bottom, segment.size)]


def binds(before: Word, after: Word) -> bool:
    """Whether two words are one figure although a gap parts them: `$      12`, `3,4   %`."""
    gap = (after.box.left - before.box.right) / max(after.style.size, 1.0)
    if before.text in CURRENCY:
        return gap <= FAR and after.text[:1].isdigit() | (after.text[:1] in "(-–−.")
    return after.text in CLOSING and gap <= WIDE * 2 and before.text[-1:].isdigit()


def usual_glue(lines: Iterable[TextLine]) -> float:
    """The gap, in type sizes, up to which words are one piece: a little more than the usual space."""
    gaps = [
        (there.box.left - here.box.right) / there.style.size
        for line in lines
        for segment in line.segments
        for here, there in pairwise(segment.words)
        if not there.joined and there.style.size
    ]
    space = median(gaps) if gaps else USUAL_SPACE
    return min(max(GLUE * space, LEAST_GLUE), MOST_GLUE)


def make_segment(words: Sequence[Word]) -> Segment:
    """The segment of some words."""
    return Segment(tuple(words), words[0].box if len(words) == 1 else around(word.box for word in words))
