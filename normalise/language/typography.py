"""Text as the language step reads it, with the way back to the text as printed.

Quotes, dashes and spaces become plain in their place. Where a character becomes two (ligatures), none (soft hyphens) or
one of several (a letter and its loose accents), offsets shift, and `Plain` keeps where each character came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from normalise.text import drop_invisible, straighten

# What changes its length: an unseen character, a ligature (ĳ, ﬁ, …), a letter with loose accents.
CLUSTER = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]|[\u0132\u0133\ufb00-\ufb06]|[^\\W\\d_][\u0300-\u036f]+")

# No word is as long, but a line of signs may be: spaCy's tokenizer takes them one by one off the whole, over and over.
LONG_RUN = re.compile(r"\S{200}(?=\S)")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text with plain typography and, where offsets shifted, the printed stretch behind each of its characters."""

    text: str
    printed: tuple[tuple[int, int], ...] | None = None
    """None: every character is in its place."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the printed text of a stretch of the plain one that is not empty."""
        if self.printed is None:
            return start, end
        return self.printed[start][0], self.printed[end - 1][1]


def plain(text: str) -> Plain:
    """The text with plain typography, and a space within what is too long for a word.

    >>> plain("Po\\u00adlit\u0133k"), plain("Po\\u00adlit\u0133k").original(1, 3)
    (Plain(text='Politijk', printed=((0, 1), (1, 2), (3, 4), (4, 5), (5, 6), (6, 7), (6, 7), (7, 8))), (1, 4))
    """
    edits = sorted(_edits(text))
    if not edits:
        return Plain(straighten(text))
    pieces: list[str] = []
    printed: list[tuple[int, int]] = []
    at = 0
    for start, end, instead in edits:
        if start < at:
            continue
        pieces += [text[at:start], instead]
        printed += [(place, place + 1) for place in range(at, start)]
        printed += [(start, end)] * len(instead)
        at = end
    pieces.append(text[at:])
    printed += [(place, place + 1) for place in range(at, len(text))]
    return Plain(straighten("".join(pieces)), tuple(printed))


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of a text that change their length, and what stands there instead."""
    if not text.isascii():
        for match in CLUSTER.finditer(text):
            yield match.start(), match.end(), normalize("NFKC", drop_invisible(match[0]))
    for match in LONG_RUN.finditer(text):
        yield match.end(), match.end(), " "
