"""Unit phrases: a run of words that says a unit and nothing else, such as `x € 1.000` or `mln. euro`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from normalise.unit_words import Kind, Measured, any_of, listed, money_powers, powers, token_pattern, units_by_spelling

WORD = re.compile(r"\S+\s*")
NUMBER_NEXT = re.compile(r"\s*\d")
PER = re.compile(r"(?:\bper\s+|/\s*)(?P<what>[^\s,;)]+)")  # kg per inwoner; kg/inwoner
# Signs that folding makes plain; here one for one, so that places in a cell's text stay right.
RAISED = str.maketrans("²³µ", "23μ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit as printed in one place; what another place may still say is None."""

    measure: str | None
    """`EUR`, `percent`, `percentage_point`, `number` or the unit's slug; None where only a multiplier is printed."""
    mult: int | None
    """Power of ten; None where it is not printed and another place may give it."""


NUMBER = Measured("number", Kind.MARK, scalable=False)
"""A number that no multiplier bears on: a rate, a mark, an index."""


@cache
def _tail() -> re.Pattern[str]:
    """What may follow a unit without making the phrase a longer one: `in procenten bbp`, `€ per inwoner`, `ton co2`."""
    return re.compile(rf"\s*(?:$|[,;:(=/+]|\.$|(?:{any_of(listed('behind_unit'))})(?![^\W_]))")


def read_phrase(text: str, start: int, *, express: bool, bracketed: bool = False) -> Unit | None:
    """The unit of a phrase that holds nothing else: `x € 1.000`, `mln. euro`, `kg/inwoner`.

    `express` says that "in" or "x" stood before it. A plain currency then has no multiplier, and words may follow.
    """
    first = start if express else _skip_opening(text, start)
    opening = text[start:first]
    express = express or opening.endswith("in ")
    phrase = _read_tokens(text, first, behind=express)
    if phrase is None or not phrase.ends_well(text, express=express, bracketed=bracketed):
        return None
    measured = phrase.measured
    if measured is None and not listed("amounts").isdisjoint(opening.split()):
        measured = units_by_spelling()["€"]
    if measured is None:
        return Unit(measure=None, mult=phrase.power)
    plain = (express or bracketed) and not phrase.times
    return _with_tail(measured, phrase.power, text[phrase.end :], plain=plain)


def _skip_opening(text: str, start: int) -> int:
    """The place behind words such as `alle bedragen in`."""
    for match in WORD.finditer(text, start):
        if match[0].strip(" :") not in _opening_words():
            return match.start()
    return len(text)


@cache
def _opening_words() -> frozenset[str]:
    return frozenset(part for phrase in listed("opening") for part in phrase.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """The tokens of a unit phrase, summed up."""

    measured: Measured | None
    power: int | None
    end: int
    times: bool
    """Whether an `x` stands among them: then a power of ten belongs to it, printed or cut off."""
    free_tail: bool
    """Whether any words may follow, as in `in kg restafval`: not behind a singular (`in jaar 2020`)."""

    def ends_well(self, text: str, *, express: bool, bracketed: bool) -> bool:
        """Whether what follows leaves the tokens a unit."""
        if self.end == len(text):
            return True
        loose = (express and self.free_tail) or (bracketed and self._counts)
        return _tail().match(text, self.end) is not None if not loose else NUMBER_NEXT.match(text, self.end) is None

    @property
    def _counts(self) -> bool:
        return self.measured.kind is Kind.COUNT if self.measured else self.power is not None


def _read_tokens(text: str, start: int, *, behind: bool) -> _Phrase | None:
    """The tokens of a unit phrase from `start` on; None where they give neither a unit nor a multiplier."""
    tokens: list[re.Match[str]] = []
    pattern, end = token_pattern(behind=behind), start
    while (token := pattern.match(text, end)) and not (token["unit"] and any(map(_measure_of, tokens))):
        tokens.append(token)
        end = token.end()
    measured = next(filter(None, map(_measure_of, tokens)), None)
    power = sum(known) if (known := [p for p in map(_power_of, tokens) if p is not None]) else None
    if (measured is None and power is None) or not _is_multiplier(tokens, measured):
        return None
    free = not any(token["unit"] in units_by_spelling(only="behind") for token in tokens)
    times = any(token["times"] for token in tokens)
    return _Phrase(measured=measured, power=power, end=end, times=times, free_tail=free)


def _is_multiplier(tokens: list[re.Match[str]], measured: Measured | None) -> bool:
    """Whether the figures among the tokens multiply: `x 100`, `€ 1.000`, `1.000 ton`; not `100 kg` and `10 dagen`."""
    figures = [token for token in tokens if token["power"]]
    if not figures or any(token["times"] for token in tokens):
        return True
    scaled = any(token["scale"] for token in tokens)
    money = measured is not None and measured.kind is Kind.MONEY
    whole = all(_power_of(token) in ((0, 3, 6, 9) if money else (3, 6, 9)) for token in figures)
    return scaled or (whole and measured is not None and measured.kind is not Kind.TIME)


def _power_of(token: re.Match[str]) -> int | None:
    if token["power"]:
        return token["power"].count("0")
    if token["scale"]:
        return powers()[token["scale"]]
    return money_powers()[token["money"]] if token["money"] else None


def _measure_of(token: re.Match[str]) -> Measured | None:
    if token["money"]:
        return units_by_spelling()["€"]
    return units_by_spelling()[token["unit"]] if token["unit"] else None


def _with_tail(measured: Measured, power: int | None, tail: str, *, plain: bool) -> Unit:
    """The unit, given what follows it: a quantity per head is a ratio, a plain currency in brackets is not scaled."""
    per = PER.match(tail.strip())
    per_head = per is not None and per["what"].strip(".") not in listed("per_time")
    if per_head and measured.kind not in (Kind.MONEY, Kind.SHARE):
        return unit_of(NUMBER, power)
    if measured.kind is Kind.MONEY and plain and power is None:
        return Unit(measure=measured.measure, mult=0)
    return unit_of(measured, power)


def unit_of(measured: Measured, power: int | None) -> Unit:
    """The unit with the power of ten printed with it; 0 where it takes no multiplier from elsewhere."""
    if power is None and not measured.scalable:
        return Unit(measure=measured.measure, mult=0)
    return Unit(measure=measured.measure, mult=power)


@cache
def _behind_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<word>{any_of({*units_by_spelling(), *powers()})})")


def read_cell_unit(text: str) -> tuple[Unit | None, int]:
    """The unit that stands directly behind a figure, and where it ends: ` mln. euro` is EUR, 6.

    `text` is what follows the figure, in lower case; the multiplier is None where the cell prints none.
    """
    if not text:
        return None, 0
    measured: Measured | None = None
    power: int | None = None
    end = 0
    plain = text.translate(RAISED)
    while match := _behind_pattern().match(plain, end):
        name = match["word"]
        known = units_by_spelling().get(name)
        if known is not None and measured is not None:
            break
        power = power if known else (power or 0) + powers()[name]
        measured, end = known or measured, match.end()
    if measured is None:
        return (None if power is None else Unit(measure=None, mult=power)), end
    return unit_of(measured, power), end
