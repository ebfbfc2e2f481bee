"""Digits as printed: which separators group thousands and which one is the decimal mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from normalise.doubts import DECIMAL_POINT, ENGLISH_STYLE, LEADING_NOUGHT, NO_NOUGHT, TOO_LONG, UNREADABLE

# 1522, 1.522, 2 572, 4.451,5, 9,7: groups of three, one kind of separator, no group that opens with a nought.
DUTCH = re.compile(r"([1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+|\d+)(?:,(\d+))?", re.ASCII)
# 13.4, 0.123, 1 234.5: one point that groups no thousands. `1 234.567` could be either and is no figure.
POINT = re.compile(r"(\d+(?=\.)|[1-9]\d{0,2}(?: \d{3})+(?=\.\d{1,2}$))\.(\d+)", re.ASCII)
# 1,522,000 and 1,522.5; with one comma and no point only where the column prints decimal points.
ENGLISH = re.compile(r"([1-9]\d{0,2}(?:,\d{3}){2,}|[1-9]\d{0,2}(?:,\d{3})+(?=\.))(?:\.(\d+))?", re.ASCII)
ENGLISH_SHORT = re.compile(r"([1-9]\d{0,2}(?:,\d{3})+)()", re.ASCII)
BARE_DECIMALS = re.compile(r"()[.,](\d+)", re.ASCII)  # ,5

# Room of `obs_value` in the dataset, decimal(18,6): what does not fit is no figure but an account number or the like.
MOST_WHOLE_DIGITS, MOST_DECIMALS = 12, 6
BEYOND = Decimal(10) ** MOST_WHOLE_DIGITS

FRACTIONS = {
    "½": ".5",
    "¼": ".25",
    "¾": ".75",
    "⅛": ".125",
    "⅜": ".375",
    "⅝": ".625",
    "⅞": ".875",
    "⅕": ".2",
    "⅖": ".4",
    "⅗": ".6",
    "⅘": ".8",
}
"""Fractions that are exact decimals; a third is none."""


@dataclass(frozen=True, slots=True)
class Digits:
    """An unsigned number as printed."""

    value: Decimal
    decimals: int
    doubt: str | None = None


def _number(match: re.Match[str], doubt: str | None) -> Digits | str:
    whole = match[1].replace(".", "").replace(" ", "").replace(",", "")
    decimals = match[2] or ""
    if len(whole) > MOST_WHOLE_DIGITS or len(decimals) > MOST_DECIMALS:
        return TOO_LONG
    if len(whole) > 1 and whole[0] == "0":
        doubt = doubt or LEADING_NOUGHT
    return Digits(Decimal(f"{whole or '0'}.{decimals}" if decimals else whole), len(decimals), doubt)


def read_digits(text: str, *, decimal_point: bool) -> Digits | str:
    """The number that a run of digits and separators prints, or the Dutch reason why it prints none.

    `decimal_point` says that the column prints decimal points elsewhere: then `1.522` is read with one, and doubted.

    >>> read_digits("4.451,5", decimal_point=False)
    Digits(value=Decimal('4451.5'), decimals=1, doubt=None)
    >>> read_digits("12 34", decimal_point=False)
    'onleesbaar getal'
    """
    if decimal_point:
        match = POINT.fullmatch(text)
        if match is not None:
            return _number(match, DECIMAL_POINT)
        match = ENGLISH_SHORT.fullmatch(text)
        if match is not None:
            return _number(match, ENGLISH_STYLE)
    for pattern, doubt in _STYLES:
        match = pattern.fullmatch(text)
        if match is not None:
            return _number(match, doubt)
    return UNREADABLE


_STYLES = ((DUTCH, None), (POINT, DECIMAL_POINT), (ENGLISH, ENGLISH_STYLE), (BARE_DECIMALS, NO_NOUGHT))


def fits(value: Decimal) -> bool:
    """Whether the dataset has room for a figure.

    >>> fits(Decimal("999999999999.000001")), fits(Decimal("1e12")), fits(Decimal("0.0000001"))
    (True, False, False)
    """
    if value.copy_abs() >= BEYOND:  # abs() would round, and overflow on a million digits
        return False
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= MOST_DECIMALS


def add_fraction(digits: Digits | None, sign: str) -> Digits | str:
    """A whole number and the fraction sign behind it, `2½`; without a number the fraction alone."""
    fraction = FRACTIONS.get(sign)
    if fraction is None or (digits is not None and digits.decimals):
        return UNREADABLE
    whole = "0" if digits is None else str(digits.value)
    return Digits(Decimal(whole + fraction), len(fraction) - 1, digits.doubt if digits else None)
