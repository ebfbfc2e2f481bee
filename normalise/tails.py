"""Tails: what stands behind a figure in its own cell, and whether the figure still is the figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from normalise.dataset import Qualifier
from normalise.doubts import MINUS_BEHIND, MORE_NUMBERS, SIGN_BEHIND, TEXT_BEHIND, UNREADABLE
from normalise.periods import find_periods
from normalise.text import fold
from normalise.unit_phrases import Unit
from normalise.unit_words import listed
from normalise.vocabulary import entries, word, words

ASIDES = re.compile(r"(?:\s*\([^()]*\))+$")  # 50 (0%); 7,5 (1 tot 10)
# `*`, `**)`, `(*)`, `†`, `#` and raised digits; not the raised digit of m² and CO². A sign at a time, and only in one way:
# of "######## zaken" every way to part the signs would be tried otherwise.
SYMBOLS = re.compile(r"(?:\s*(?:\(\*+\)|[*†‡§#]\)?|(?<![mM])(?<!CO)[¹²³⁰⁴-⁹]\)?|(?<=[mM])[¹⁰⁴-⁹]\)?))+$")
LONGEST_SYMBOLS = 40
"""Characters at the end of a text in which its markers stand: a long text is not gone over for each sign in it."""
ORDINAL = re.compile(r"(?:e|de|ste)(?![^\W_])", re.IGNORECASE)  # 2e kwartaal
LIST_NUMBER = re.compile(r"\s*[.)]\s*[^\W\d_]")  # 1. Bestuur; 1) bestuur
GLUED = re.compile(r"[^\W\d_]+")  # 3B
# 12 per 1.000 inwoners; 2 x per jaar
RATE = re.compile(r"(?P<what>\S+ )?(?:per|/) ?(?P<many>\d[\d. ]* )?[^\W\d_][\w'.-]*(?: [^\W\d_][\w'-]*){0,2}")
ONE_MORE_NUMBER = re.compile(r"(?:en|of|tot|tot en met|t/m|à|a|naar|op|van de|van|vs|versus|resp|respectievelijk)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """What the text behind a figure does to it."""

    is_text: bool = False
    """The figure is part of words, or one of several: no figure comes out."""
    doubts: tuple[str, ...] = ()
    qualifier: Qualifier | None = None
    unit: Unit | None = None
    negates: bool = False
    keeps: bool = True
    """Whether the text stays as the figure's rest."""


@lru_cache(maxsize=1)
def _bounds_behind() -> Mapping[str, Qualifier]:
    return MappingProxyType(
        {
            text: Qualifier(word(entry, "code") or "")
            for entry in entries("qualifiers", "qualifier")
            for text in words(entry, "after")
        }
    )


COUNT, PER_MANY = Unit(measure="number", mult=None), Unit(measure="number", mult=0)
"""What a counted noun says, and what `per 1.000 inwoners` says: no multiplier bears on a rate."""


@lru_cache(maxsize=16_384)
def find_symbols(text: str) -> re.Match[str] | None:
    """The markers at the end of a text that has no white space behind it."""
    return SYMBOLS.search(text, max(0, len(text) - LONGEST_SYMBOLS))


def _without_symbols(text: str) -> str:
    match = find_symbols(text)
    return text[: match.start()] if match else text


def judge_tail(text: str, *, has_unit: bool) -> Tail:
    """Judge the text behind a number and its unit; `has_unit` says whether a unit was read already.

    >>> judge_tail(" (0%)", has_unit=False).is_text, judge_tail(" op 10", has_unit=False).doubts
    (False, ('meer dan één getal',))
    """
    core = _without_symbols(ASIDES.sub("", _without_symbols(text.rstrip()))).strip()
    if not core:
        return Tail()
    if core in ("-", "-/-"):
        return Tail(negates=True, doubts=(MINUS_BEHIND,), keeps=False)
    folded = fold(core)
    if folded in _bounds_behind():
        return Tail(qualifier=_bounds_behind()[folded], keeps=False)
    if folded in listed("counted"):
        return Tail(unit=None if has_unit else COUNT)
    return _judge_words(text, folded, has_unit) or _judge_rest(folded)


def _judge_words(text: str, folded: str, has_unit: bool) -> Tail | None:
    """Tails that make the whole a word or a rate; None where more has to be asked."""
    names = text[:1].isspace() and text.lstrip()[0].isupper()  # 1 Bestuur
    if not has_unit and (names or ORDINAL.match(text) or LIST_NUMBER.match(text)):
        return Tail(is_text=True)
    rate = RATE.fullmatch(folded)
    if rate is not None and (rate["what"] is None or rate["what"].strip() in listed("counted")):
        return Tail(unit=None if has_unit else PER_MANY if rate["many"] else COUNT)
    if not has_unit and GLUED.match(text):
        return Tail(is_text=True, doubts=(UNREADABLE,))
    return None


def _judge_rest(folded: str) -> Tail:
    """Tails that leave a doubt, or hold a second number."""
    if any(char.isdigit() for char in folded):
        dated = not _without_periods(folded) and folded[0].isalpha() and not ONE_MORE_NUMBER.match(folded)
        return Tail(doubts=(TEXT_BEHIND,)) if dated else Tail(is_text=True, doubts=(MORE_NUMBERS,))
    return Tail(doubts=(TEXT_BEHIND if folded[0].isalpha() else SIGN_BEHIND,))


def _without_periods(folded: str) -> bool:
    """Whether digits are left when the periods are taken out."""
    left = list(folded)
    for period in find_periods(folded):
        left[period.start : period.end] = " " * (period.end - period.start)
    return any(char.isdigit() for char in left)
