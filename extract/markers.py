"""Which raised texts are footnote markers, and which are exponents, ordinals or cents; shared by all readers.

A raised digit that is no marker never becomes a plain digit behind another: `490` with a raised `2020` would read as
4902020.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

SINGLE = r"[(\[]?(?:[1-9][0-9]{0,2}|[a-z]|[A-Z]|[ivx]{2,4}|\*{1,5}|[†‡#§¶]{1,3})\.?[)\]]?"  # 1  12)  [3]  a  iv  **)  †
LIST = re.compile(rf"{SINGLE}(?:(?:\s*[,;]\s*|\s+|(?<=[)\]])){SINGLE})*,?")  # "1, 2"  "1)2)"  "*"
ONE = re.compile(rf"([\s,;]*)({SINGLE})")

METRE_BEFORE = re.compile(r"(?:^|[^\w])(?:(?:[kcdhMNµ]|m|da)?m|K?M)$")  # m, km2, mln. m3, per Nm3; not "stroom"
SECOND_BEFORE = re.compile(r"/\s?(?:s|h|uur|sec)$")  # m/s2
TEN_TIMES_BEFORE = re.compile(r"[x×*·∙⋅]\s*10$")  # 3,5 x 10
TEN_BEFORE = re.compile(r"(?:^|[^\w.,])10$")  # tot 10
POWERS_IN_USE = frozenset({"3", "6", "9", "12"})
ORDINAL_BEFORE = re.compile(r"(?:^|[^\w.,])(?:\d{1,3}|[IVXLC]+)$")  # 1, 21, XIX
FORMULA_BEFORE = re.compile(r"(?:^|[^\w])(?:CO|NO|SO|NH|CH|R|r|χ|Chi|chi)$")  # CO2 set as a raised 2, R2
NUMERO_BEFORE = re.compile(r"(?:^|[^\w])[nN]$")  # no 3
DEGREE_BEFORE = re.compile(r"\d\s?$")  # 20 oC
CENTS_BEFORE = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d,)\d[\d.]*,$")  # 12,50 with the cents raised; not "in 2010,"
EURO_BEFORE = re.compile(r"€\s?[\d.]*\d$")  # € 1250 for twelve and a half
WORD_BEFORE = re.compile(r"\w$")

RAISED_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
RAISED = re.compile(f"[{RAISED_SIGNS}]+")  # 490¹, Comensha²⁾
TO_RAISED = str.maketrans("0123456789+-‒–−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁻")
TO_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
DIGIT_AT_END = re.compile(r"\d$")
KEY_DROPS = str.maketrans("", "", "()[]. \u00a0")

LEADING_SYMBOL = re.compile(
    r"(\(\*{1,5}\)|\*{1,5}\)?|[†‡#]{1,3}\)?)\s*[:.]?\s*(?=[^\s*#†‡])"
)  # "* Text", "**) Text", "#Text"
LEADING_NUMBER = re.compile(
    r"(?:([(\[]?[1-9]\d{0,2}[)\]])[.:]?\s*|([1-9]\d{0,2})[.:]?\s+|([1-9]\d?)(?=[A-Z]))(?=\S)"
)  # "1) Text", "1 Text", "1Text"
LEADING_LETTER_ALONE = re.compile(r"([a-z])\s+(?=[A-Z])")  # "a Inclusief meldingen"
LEADING_LETTER = re.compile(r"(?:([(\[]?[a-z][)\]])[.:]?|([a-z])[.:])\s+(?=\S)")  # "a) Text", "a. Text"


@lru_cache(maxsize=4096)
def is_marker(text: str, before: str = "") -> bool:
    """Whether a raised text is a footnote marker, or a list of them, given the last few characters before it.

    >>> [is_marker("1", "Comensha"), is_marker("2", "per m"), is_marker("e", "het 1"), is_marker("1, 2", "490")]
    [True, False, False, True]
    """
    bare = text.strip()
    return LIST.fullmatch(bare) is not None and not _is_notation(bare, before)


def _is_notation(raised: str, before: str) -> bool:
    """Whether a raised text is part of what stands before it: an exponent, an ordinal, cents."""
    if raised.isdigit():
        is_cents = CENTS_BEFORE.search(before) is not None or EURO_BEFORE.search(before) is not None
        return _is_exponent(raised, before) or (len(raised) == 2 and is_cents)
    if raised == "e":
        return ORDINAL_BEFORE.search(before) is not None
    if raised == "o":
        return NUMERO_BEFORE.search(before) is not None or DEGREE_BEFORE.search(before) is not None
    return False


def _is_exponent(digits: str, before: str) -> bool:
    if METRE_BEFORE.search(before):
        return digits in ("2", "3") or (digits == "1" and _is_bare_metre(before))
    if TEN_BEFORE.search(before):
        return digits in POWERS_IN_USE or TEN_TIMES_BEFORE.search(before) is not None
    return digits in ("2", "3", "4") and (
        SECOND_BEFORE.search(before) is not None or FORMULA_BEFORE.search(before) is not None
    )


def _is_bare_metre(before: str) -> bool:
    """Running metres are written m1; there is no km1."""
    return len(before) == 1 or not before[-2].isalpha()


def raised_text(text: str, before: str = "") -> str:
    """How a raised text that is no marker stands in the text: exponents raised, ordinals and cents plain.

    >>> raised_text("2", "m"), raised_text("e", "1"), raised_text("50", "12,"), raised_text("voorlopig", "490")
    ('²', 'e', '50', ' voorlopig')
    """
    if text[:1] in ",." or CENTS_BEFORE.search(before):
        return text
    if any(sign.isdigit() for sign in text):
        return text.translate(TO_RAISED)
    is_ending = len(text.strip()) <= 3  # 1ste, 2de, ™
    return text if is_ending or WORD_BEFORE.search(before) is None else " " + text


def lowered_text(text: str, before: str = "") -> str:
    """How a lowered text stands in the text: plain behind a letter (CO2), lowered behind a digit that it would change.

    >>> lowered_text("2", "CO"), lowered_text("1", "490")
    ('2', '₁')
    """
    return text.translate(TO_LOWERED) if DIGIT_AT_END.search(before) else text


def split_markers(text: str) -> tuple[tuple[str, str], ...]:
    """The markers in a raised text, each with what is printed before it.

    >>> split_markers("1, 2"), split_markers("**)")
    ((('', '1'), (', ', '2')), (('', '**)'),))
    """
    return tuple((match[1], match[2]) for match in ONE.finditer(text.strip()))


@lru_cache(maxsize=4096)
def marker_key(text: str) -> str:
    """A marker without brackets and points and in plain digits, so that `¹` and `1)` are one.

    >>> marker_key("¹"), marker_key("1)"), marker_key("*)")
    ('1', '1', '*')
    """
    return unicodedata.normalize("NFKC", text).translate(KEY_DROPS)


@dataclass(frozen=True, slots=True)
class Lead:
    """A plain marker at the start of a text."""

    marker: str
    end: int
    """Where the text of the note begins."""
    certain: bool
    """A symbol; a number or a letter could as well be the number of a paragraph or a word."""


def leading_marker(text: str) -> Lead | None:
    """The unraised marker that a text begins with, as a note under a table does.

    >>> leading_marker("*) Voorlopig").marker, leading_marker("1. Voorlopig").marker
    ('*)', '1')
    >>> leading_marker("2020 was een topjaar")
    """
    for pattern in (LEADING_SYMBOL, LEADING_NUMBER, LEADING_LETTER, LEADING_LETTER_ALONE):
        match = pattern.match(text)
        if match is not None:
            marker = next(group for group in match.groups() if group)
            return Lead(marker, match.end(), pattern is LEADING_SYMBOL)
    return None
