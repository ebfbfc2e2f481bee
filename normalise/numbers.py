"""Figures: what a printed cell says, as a value, a bound, a unit, or the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from normalise.amounts import DATE, Amount, read_amounts
from normalise.dataset import MissingReason, Qualifier
from normalise.digits import MOST_WHOLE_DIGITS
from normalise.doubts import IN_BRACKETS, TOO_LONG, UNREADABLE
from normalise.missing import read_missing
from normalise.tails import find_symbols, judge_tail
from normalise.text import drop_invisible, straighten
from normalise.unit_phrases import Unit

# Nine cells in ten: 1.522, 2 572, -62.609, 9,7, 51%. No nought in front, no more digits than the dataset holds.
PLAIN = re.compile(
    r"(-? ?)(0|[1-9]\d{0,2}(?:\.\d{3}){0,3}|[1-9]\d{0,2}(?: \d{3}){0,3}|[1-9]\d{0,11})(?:,(\d{1,6}))?( ?%)?", re.ASCII
)
WITH_LETTERS = re.compile(r"[^\W\d_]|^\D*$")  # what is no figure is words, unless it is all digits and signs
BRACKETED = re.compile(r"\(([^()]+)\)(\s?%)?")  # (1.234), in accounts a negative figure

PERCENT = Unit(measure="percent", mult=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a cell prints. Exactly one of `value` and `missing` is set."""

    value: Decimal | None = None
    upper: Decimal | None = None
    """Upper end of a printed range."""
    qualifier: Qualifier | None = None
    unit: Unit | None = None
    """The unit printed in the cell itself."""
    missing: MissingReason | None = None
    doubts: tuple[str, ...] = ()
    """Short Dutch reasons why the figure may have been meant otherwise."""
    rest: str = ""
    """Text behind the figure that is no part of it: `(1 tot 10)`, `per jaar`, a marker."""
    decimals: int = 0
    """Decimals as printed, for the size of a rounding."""


@lru_cache(maxsize=131_072)
def parse_figure(text: str, *, decimal_point: bool = False) -> Figure:
    """Read a cell in Dutch notation; nothing raises, and what cannot be read is `missing` with a doubt.

    `decimal_point` says that the column prints decimal points elsewhere, so that `1.522` may be one and a half.

    >>> parse_figure("‒ 3").value, parse_figure("€ 180 mln.").unit, parse_figure("n.v.t.").missing
    (Decimal('-3'), Unit(measure='EUR', mult=6), <MissingReason.NOT_APPLICABLE: 'not_applicable'>)
    """
    clean = drop_invisible(straighten(text)).strip()
    plain = PLAIN.fullmatch(clean)
    if plain is not None and not (decimal_point and ("." in clean or "," in clean)):
        return _plain_figure(plain)
    missing = read_missing(clean)
    if missing is not None:
        return Figure(missing=missing)
    return _read(clean, decimal_point)


def _plain_figure(match: re.Match[str]) -> Figure:
    sign, whole, decimals, percent = match.groups()
    digits = whole.replace(".", "").replace(" ", "")
    if len(digits) > MOST_WHOLE_DIGITS:
        return _text(TOO_LONG)
    number = f"{sign.strip()}{digits}.{decimals}" if decimals else sign.strip() + digits
    return Figure(value=Decimal(number), unit=PERCENT if percent else None, decimals=len(decimals or ""))


def _text(*doubts: str) -> Figure:
    return Figure(missing=MissingReason.TEXT, doubts=doubts)


def _read(clean: str, decimal_point: bool) -> Figure:
    """A figure with more around it than a sign and a percent sign, or words."""
    bracketed = BRACKETED.fullmatch(clean)
    if bracketed is not None:
        return _read_bracketed(parse_figure(bracketed[1] + (bracketed[2] or ""), decimal_point=decimal_point))
    lower = clean.lower()
    if DATE.match(lower):
        return _text()
    # A letter such as İ grows in lower case; then places would shift, and the case stays.
    amount = read_amounts(lower if len(lower) == len(clean) else clean, decimal_point=decimal_point)
    if amount is None:
        return _text() if WITH_LETTERS.search(clean) else _text(UNREADABLE)
    if isinstance(amount, str):
        return _text(amount)
    return _with_tail(amount, clean[amount.end :])


def _read_bracketed(inside: Figure) -> Figure:
    """`(5)` is 5 below zero in accounts, but may be an aside; text between brackets is text."""
    if inside.value is None:
        return inside
    if inside.upper is not None or inside.value < 0 or inside.qualifier or inside.rest:
        return _text(UNREADABLE)
    return replace(inside, value=_negated(inside.value), doubts=(*inside.doubts, IN_BRACKETS))


def _negated(value: Decimal) -> Decimal:
    """The value below zero, exact whatever the number of digits."""
    return value.copy_negate()


def _with_tail(amount: Amount, text: str) -> Figure:
    """The figure, given the text behind its number and unit."""
    tail = judge_tail(text, has_unit=amount.unit is not None)
    if tail.is_text:
        return _text(*tail.doubts)
    return Figure(
        value=_negated(amount.value) if tail.negates else amount.value,
        upper=amount.upper,
        qualifier=amount.qualifier or tail.qualifier,
        unit=amount.unit or tail.unit,
        doubts=(*amount.doubts, *tail.doubts),
        rest=text.strip() if tail.keeps else "",
        decimals=amount.decimals,
    )


def split_trailing_symbol(text: str) -> tuple[str, str]:
    """The text without the symbol markers at its end, and those markers; plain digits and letters are never taken.

    >>> split_trailing_symbol("7,5 **)"), split_trailing_symbol("1234*"), split_trailing_symbol("40 m²")
    (('7,5', '**)'), ('1234', '*'), ('40 m²', ''))
    """
    match = find_symbols(text.rstrip())
    if match is None:
        return text, ""
    return text[: match.start()].rstrip(), match[0].strip()
