"""Which paragraph directly before a table is its caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from functools import lru_cache

from extract.document import Text

CAPTION_NAME = re.compile(
    r"(?:wp-)?(?:table|tabel)[-_]?(?:title|titel|header|caption|kop|name|naam|heading|label|bijschrift)|caption(?:-text)?|"
    r"(?:title|titel|caption|bijschrift)[-_]?(?:table|tabel)|msocaption"
)
NUMBERED = re.compile(r"(?i:tabel|table|overzicht|staat)\s*(?:\d[\w.]*|[IVX]+\b)")  # Tabel 2, Tabel 3.1a, Overzicht IV
ONLY_NUMBER = re.compile(rf"{NUMBERED.pattern}\s*[:.]?")
SENTENCE_AFTER_NUMBER = re.compile(
    rf"{NUMBERED.pattern}\s+(?:toont|laat|geeft|bevat|is|zijn|wordt|worden|staat|staan|presenteert|vermeldt|"
    r"beschrijft|hieronder|gaat|maakt|vat)\b"
)
UNIT_LINE = re.compile(
    r"\(?\s*(?:(?:alle\s+)?(?:bedragen|aantallen)\s*(?:zijn\s+)?(?:[x×*(]|in\b|luiden)|in\s+(?:€|euro|mln|miljoen|mld|miljard|procenten|%)|"
    r"[x×*]\s*(?:€|\d|mln|miljoen)).{0,50}",
    re.IGNORECASE,
)
"""(bedragen x € 1.000); x € 1 mln."""
LONGEST_CAPTION = 300
"""Characters: the longest titles of tables in budgets take three lines."""
WORDS_OF_A_SENTENCE = 8
"""A title may end in a full stop; with this many words and a full stop it is a sentence."""


class CaptionKind(Enum):
    """Why a paragraph can be a caption."""

    NAMED = "named"
    NUMBERED = "numbered"
    BOLD = "bold"
    UNIT = "unit"


@lru_cache(maxsize=1024)
def is_caption_name(classes: str | None) -> bool:
    """Whether the class of an element says that it is the title of a table."""
    return any(CAPTION_NAME.fullmatch(name) for name in (classes or "").lower().split())


def caption_kind(text: str, *, bold: bool, named: bool) -> CaptionKind | None:
    """Why a paragraph can be the caption of a table that follows directly; None where it cannot.

    >>> caption_kind("Tabel 2 Veiligheidsagenda", bold=False, named=False)
    <CaptionKind.NUMBERED: 'numbered'>
    >>> caption_kind("Tabel 2 toont de doelen", bold=False, named=False)
    """
    if named:
        return CaptionKind.NAMED
    if len(text) > LONGEST_CAPTION or _is_sentence(text):
        return None
    if UNIT_LINE.fullmatch(text):
        return CaptionKind.UNIT
    if NUMBERED.match(text) and not text.endswith((":", ";")):
        return CaptionKind.NUMBERED
    return CaptionKind.BOLD if bold else None


def _is_sentence(text: str) -> bool:
    ends = text.endswith((".", "!", "?")) and text.count(" ") >= WORDS_OF_A_SENTENCE - 1
    return ends or SENTENCE_AFTER_NUMBER.match(text) is not None


def belongs_before(earlier: tuple[Text, CaptionKind], later: CaptionKind) -> bool:
    """Whether the paragraph before a caption is its first half: a title before its unit, a number before its title."""
    text, kind = earlier
    if later is CaptionKind.UNIT:
        return kind is not CaptionKind.UNIT
    return kind is later is CaptionKind.NAMED or ONLY_NUMBER.fullmatch(text.text) is not None


def join_texts(texts: Sequence[Text]) -> Text:
    """Texts as one, a space between."""
    joined, markers = "", []
    for text in texts:
        start = len(joined) + 1 if joined else 0
        markers += [replace(marker, offset=marker.offset + start) for marker in text.markers]
        joined = f"{joined} {text.text}" if joined else text.text
    return Text(joined, tuple(markers))
