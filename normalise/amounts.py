"""Amounts: one number with its sign, bound and unit, or a range of two, read at the head of a cell's text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from normalise.dataset import Qualifier
from normalise.digits import FRACTIONS, Digits, add_fraction, read_digits
from normalise.doubts import FRACTION, MORE_NUMBERS, TWO_UNITS, UNSURE_BOUND, YEAR_OR_NUMBER, YEARS_OR_RANGE
from normalise.periods import FIRST_YEAR, LAST_YEAR, MONTH_NAME
from normalise.unit_phrases import Unit, read_cell_unit
from normalise.unit_words import Kind, units_by_spelling
from normalise.vocabulary import entries, word, words

# Dates are words where a figure is expected: 31-12-2020, 2020-12-31, 1 januari, 1 jan. 2020
DATE = re.compile(
    rf"\d{{1,2}}([-/.])\d{{1,2}}\1(?:\d{{4}}|\d{{2}})$|\d{{4}}-\d\d-\d\d$|\d{{1,2}}e? (?:{MONTH_NAME})(?![^\W\d_])"
)
SIMPLE_FRACTION = re.compile(r"([1-9])\s?/\s?([1-9]\d?)(?!\d)")  # 1/2
# 12 - 15, 85-90%, 12 à 15, 5 tot 10; the hyphen with a space on both sides or on none, else it may be a minus sign.
BETWEEN_ENDS = re.compile(r"(?<!\s)-(?!\s)|\s+-\s+|\s*à\s*|\s+(?:a|tot|tot en met|t/m|tot maximaal)\s+")
BETWEEN = re.compile(r"tussen\s+(?:de\s+)?")
AND_END = re.compile(r"\s+en\s+(?:de\s+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number and what belongs to it; `end` is the place in the text behind it."""

    value: Decimal
    decimals: int
    end: int
    upper: Decimal | None = None
    qualifier: Qualifier | None = None
    unit: Unit | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The qualifiers of the vocabulary, compiled."""

    codes: dict[str, Qualifier]
    unsure: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=1)
def _bounds() -> _Bounds:
    codes: dict[str, Qualifier] = {}
    for entry in (*entries("qualifiers", "qualifier"), *entries("qualifiers", "unsure")):
        for text in (*words(entry, "signs"), *words(entry, "words")):
            codes[text] = Qualifier(word(entry, "code") or "")
    unsure = frozenset(text for entry in entries("qualifiers", "unsure") for text in words(entry, "words"))
    return _Bounds(codes, unsure, frozenset(text for text in codes if text[0].isalpha()))


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """Everything that may stand in front of a number, the number, and what is glued to it."""
    bounds = sorted(_bounds().codes, key=len, reverse=True)
    qualifier = "|".join(re.escape(text) + (r"(?![^\W\d_])" if text[-1].isalpha() else "") for text in bounds)
    money = [text for text, unit in units_by_spelling().items() if unit.kind is Kind.MONEY]
    currency = "|".join(re.escape(text) for text in sorted(money, key=len, reverse=True))
    return re.compile(
        rf"""(?:(?=[^\s\d])(?P<qualifier>{qualifier})\s*)?
        (?P<sign>-/-|[-+])?\s*
        (?:(?P<currency>{currency})\s*)?
        (?P<inner_sign>-/-|[-+])?\s*
        (?P<digits>[0-9]+(?:[.,\ ][0-9]+)*|[.,][0-9]+)?
        (?:\s?(?P<fraction>[{"".join(FRACTIONS)}⅓⅔]))?
        (?P<cents>[,.](?:-{{1,2}}|=)(?![0-9]))?""",
        re.VERBOSE,
    )


def read_amount(text: str, start: int = 0, *, decimal_point: bool) -> Amount | str | None:
    """The amount at a place of a cell's text in lower case.

    A Dutch reason where its digits are no number; None where no digits stand there.
    """
    opening = _opening().match(text, start)
    if opening is None or not (opening["digits"] or opening["fraction"]) or (opening["sign"] and opening["inner_sign"]):
        return None
    if start == 0 and (fraction := SIMPLE_FRACTION.match(text, opening.start("digits"))) is not None:
        return _simple_fraction(fraction, opening)
    digits = _digits(opening, decimal_point)
    if isinstance(digits, str):
        return digits
    return _with_unit(_signed(digits, opening), opening, text)


def _digits(opening: re.Match[str], decimal_point: bool) -> Digits | str:
    digits = read_digits(opening["digits"], decimal_point=decimal_point) if opening["digits"] else None
    if isinstance(digits, str) or opening["fraction"] is None:
        return digits or ""
    return add_fraction(digits, opening["fraction"])


def _signed(digits: Digits, opening: re.Match[str]) -> Amount:
    negative = (opening["sign"] or opening["inner_sign"] or "+").startswith("-")
    said = opening["qualifier"] or ""
    doubts = [digits.doubt] if digits.doubt else []
    if said in _bounds().unsure:
        doubts.append(UNSURE_BOUND)
    return Amount(
        # copy_negate: a minus sign in arithmetic would round numbers of more than 28 digits.
        value=digits.value.copy_negate() if negative else digits.value,
        decimals=digits.decimals,
        end=opening.end(),
        qualifier=_bounds().codes.get(said),
        doubts=tuple(doubts),
    )


def _with_unit(amount: Amount, opening: re.Match[str], text: str) -> Amount:
    """The amount with the unit printed before or behind it."""
    behind, length = read_cell_unit(text[amount.end :])
    name = opening["currency"] or ("€" if opening["cents"] else None)
    unit, doubts = behind, amount.doubts
    if name is not None:
        measure = units_by_spelling()[name].measure
        unit = Unit(measure=measure, mult=behind.mult if behind and behind.measure in (None, measure) else None)
        if behind is not None and behind.measure not in (None, measure):
            doubts = (*doubts, TWO_UNITS)
    if amount.qualifier and unit is None and opening["qualifier"][0].isalpha() and _is_year(amount):
        doubts = (*doubts, YEAR_OR_NUMBER)
    return replace(amount, unit=unit, doubts=doubts, end=amount.end + length)


def _is_year(amount: Amount) -> bool:
    return not amount.decimals and FIRST_YEAR <= amount.value <= LAST_YEAR


def _simple_fraction(match: re.Match[str], opening: re.Match[str]) -> Amount | str:
    """`1/2`, where it is an exact decimal below one; `3/10` may be three of ten, so it is always doubted."""
    above, below = int(match[1]), int(match[2])
    if above >= below or below not in (2, 4, 5, 8, 10) or opening["sign"] or opening["currency"]:
        return MORE_NUMBERS
    value = Decimal(above) / Decimal(below)
    return Amount(value=value, decimals=-int(value.as_tuple().exponent), end=match.end(), doubts=(FRACTION,))


def read_amounts(text: str, *, decimal_point: bool) -> Amount | str | None:
    """The amount at the head of a text in lower case, or the range of two rising ones: `12 - 15`, `tussen 5 en 10`.

    A Dutch reason where digits stand there that are no number; None where no digits do.
    """
    between = BETWEEN.match(text)
    first = read_amount(text, between.end() if between else 0, decimal_point=decimal_point)
    if not isinstance(first, Amount) or first.end == len(text):
        return None if between else first
    middle = (AND_END if between else BETWEEN_ENDS).match(text, first.end)
    last = read_amount(text, middle.end(), decimal_point=decimal_point) if middle else None
    if isinstance(last, Amount) and not last.qualifier and last.value > first.value:
        return _join(first, last)
    return None if between else first


def _join(first: Amount, last: Amount) -> Amount:
    """The range from the first to the last figure; a unit printed once holds for both."""
    doubts = {*first.doubts, *last.doubts}
    unit = _join_units(first.unit, last.unit)
    if unit is None and (first.unit or last.unit):
        doubts.add(TWO_UNITS)
    if first.unit is None and last.unit is None and _is_year(first) and _is_year(last):
        doubts.add(YEARS_OR_RANGE)
    return replace(
        first,
        upper=last.value,
        decimals=max(first.decimals, last.decimals),
        unit=unit or last.unit,
        doubts=tuple(sorted(doubts)),
        end=last.end,
    )


def _join_units(first: Unit | None, last: Unit | None) -> Unit | None:
    """The unit of both ends of a range; None where they contradict each other, or where neither has one.

    What only the last one prints holds for both, as in `€ 5 - 10 mln.` and `85-90%`.
    """
    if first is None or last is None:
        return first or last
    if None not in (first.measure, last.measure) and first.measure != last.measure:
        return None
    if first.mult is not None and first.mult != last.mult:
        return None
    return Unit(measure=last.measure or first.measure, mult=last.mult)
