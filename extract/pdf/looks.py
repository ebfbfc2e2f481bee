"""What a piece of text on a page looks like, before anybody reads it: a figure, running text, a bullet, a caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extract.pdf.lines import Segment, TextLine
from extract.shapes import MISSING, PERIOD

FIGURE = re.compile(  # 1 234,5  € 12  (3.4)  12%  +3  85 kg  1.234*)  101(20.4%)  $ 5
    r"[^\w.,;:]*(?:EUR|USD|Fl\.?)?[\s$€£<>≤≥±+−–-]*[.,]?\d[\d\s.,'’:/–-]*[%‰€]?\s?[A-Za-z]{0,3}[\s*†‡#]*[)\]]?"
    r"(?:\s?\([^()]*\d[^()]*\))?[^\w]*"
)
LONGEST_FIGURE = 30
SIGN = re.compile(r"[+−–-]{1,3}(?:/[+−–0-]{1,3})?|0/[+−–-]|[=≈±↑↓→↗↘▲▼✓✔√●○■□◆xX]{1,3}")  # +  ++  +/-  0/+  ✓  ↑
NOTE = re.compile(
    r"(?:bron(?:nen)?|source|noot|note|n\.?b\.?|toelichting|legenda)\b\.?\s*:|\*|†|\(?\d\)\s", re.IGNORECASE
)
BULLET = re.compile(r"[•▪■□●○◦‣➢➔✓✔❖·–—*o§-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.):]", re.IGNORECASE)
CAPTION = re.compile(
    r"(?:tab(?:el|le|elle|leau)|overzicht|grafiek|fig(?:uur|ure)?|diagram|kaart|box|kader|chart|exhibit)\.?\s+[\dA-Z]",
    re.IGNORECASE,
)  # Tabel 3, Table A1, Figuur 2
WORDS_OF_PROSE = 3
"""A line of a narrow column holds about three words or more."""
FULL = 0.75
"""Of the width of a column: lines of running text but the last of a paragraph are longer, ragged ones included."""
LEADING = 1.7
"""Of the type size: lines of a paragraph follow each other more closely; half of them or more begin with a small letter."""
RUN_OF_PROSE = 4
"""Full lines that follow each other: labels in a table run over three at most."""


@lru_cache(65536)
def is_figure(text: str) -> bool:
    """Whether a text reads as a figure or stands for one that is missing.

    >>> [is_figure(text) for text in ("1 234,5", "(20.4%)", "n.v.t.", "-", "Q1", "2 maatregelen", "101(20.4%)")]
    [True, True, True, True, False, False, True]
    """
    text = text.strip()
    if not text or len(text) > LONGEST_FIGURE:
        return False
    return any(pattern.fullmatch(text) is not None for pattern in (FIGURE, MISSING, SIGN))


@lru_cache(4096)
def is_period(text: str) -> bool:
    """Whether a text reads as a year or another period."""
    return PERIOD.fullmatch(text.strip()) is not None


def is_bullet(text: str) -> bool:
    """Whether a text is the bullet or the number of an item."""
    return BULLET.fullmatch(text.strip()) is not None


def is_caption(line: TextLine) -> bool:
    """Whether a line begins as the caption of a table or a figure."""
    return CAPTION.match(line.text) is not None


def is_note(line: TextLine) -> bool:
    """Whether a line begins as the source or a note under a table."""
    return NOTE.match(line.text) is not None


def is_prose(pieces: Sequence[Segment], width: float) -> bool:
    """Whether the pieces of a column, from the top down, are running text that fills the column line by line."""
    full = longest = run = small = 0
    last: Segment | None = None
    for piece in pieces:
        follows = last is not None and piece.words[0].baseline - last.words[0].baseline <= LEADING * piece.size
        if len(piece.words) >= WORDS_OF_PROSE and piece.box.width >= FULL * width:
            full, run = full + 1, run + 1 if follows else 1
            longest = max(longest, run)
            small += piece.text[:1].islower()
        else:
            run = 0
        last = piece
    return longest >= RUN_OF_PROSE and full >= len(pieces) / 2 and small >= full / 2
