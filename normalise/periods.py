"""Periods printed in headers, labels, captions and cells, and the text without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from normalise.period_forms import FIRST_YEAR, FORMS, HINT, LAST_YEAR, MONTH_NAME, WORDS, YEAR
from normalise.text import straighten

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "MONTH_NAME",
    "Period",
    "find_period",
    "find_periods",
    "split_glued_year",
    "strip_period",
]

POINTING = re.compile(
    r"(?:(?<![^\W_])(?:"
    + "|".join(re.escape(text) for text in sorted(WORDS["pointing"]["words"], key=len, reverse=True))
    + r")\s+)+$",
    re.IGNORECASE,
)  # "stand ultimo 2020"
EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")
GLUED_YEAR = re.compile(
    rf"(?P<text>.*(?<!\d)(?<!\d[.,]){YEAR})(?P<marker>\d{{1,2}}\)?)\s*", re.DOTALL
)  # 20101; Realisatie 20191)
EDGES = " -,:;/|\n\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period and its place in the text."""

    code: str
    """SDMX: `2020`, `2020-S1`, `2020-Q3`, `2020-06`; an interval as ISO 8601: `2019/2022`, `2020-Q1/2020-Q3`."""
    start: int
    end: int
    date: str | None = None
    """The day, `2020-12-31`, where one is printed; `code` is then its year."""


def _scan(text: str) -> Iterator[Period]:
    """Periods from left to right; where forms overlap, the one that starts first, then the most specific."""
    at = 0
    coming = {rank: match for rank, (form, _) in enumerate(FORMS) if (match := form.search(text))}
    while coming:
        first = min(match.start() for match in coming.values())
        here = (_read(rank, coming[rank]) for rank in sorted(coming) if coming[rank].start() == first)
        period = next((period for period in here if period), None)
        if period is not None:
            yield period
        at = period.end if period is not None else first + 1
        for rank in [rank for rank, match in coming.items() if match.start() < at]:
            # What is further on is still the next: to look for it from each place grows with the square of the text.
            match = FORMS[rank][0].search(text, at)
            if match is None:
                del coming[rank]
            else:
                coming[rank] = match


def _read(rank: int, match: re.Match[str]) -> Period | None:
    reading = FORMS[rank][1](match)
    return Period(code=reading[0], start=match.start(), end=match.end(), date=reading[1]) if reading else None


@lru_cache(maxsize=32_768)
def find_periods(text: str) -> tuple[Period, ...]:
    """All periods printed in a text, from left to right; `start` and `end` are places in the text as given.

    >>> [period.code for period in find_periods("Realisatie 2019, 2e kwartaal 2020 en 2021-2024")]
    ['2019', '2020-Q2', '2021/2024']
    """
    plain = straighten(text)
    return tuple(_scan(plain)) if HINT.search(plain) else ()


def find_period(text: str) -> Period | None:
    """The one period of a text; None where there is none or where several differ, since then none of them is sure.

    >>> find_period("Verschil 2020 en 2019") is None
    True
    """
    periods = find_periods(text)
    return periods[0] if len({period.code for period in periods}) == 1 else None


def strip_period(text: str) -> tuple[str, Period | None]:
    """The text without its one period and the words that point at it, and the period; else the text as it is, and None.

    >>> strip_period("Begroting 2022 na wijziging")[0], strip_period("stand ultimo 2020")[0]
    ('Begroting na wijziging', 'stand')
    """
    period = find_period(text)
    if period is None:
        return text, None
    rest = text
    for found in reversed(find_periods(text)):
        before, behind = POINTING.sub("", rest[: found.start]), rest[found.end :]
        rest = (
            f"{before.rstrip()} {behind.lstrip()}" if behind[:1].isalnum() or behind[:1].isspace() else before + behind
        )
    return " ".join(EMPTY_BRACKETS.sub(" ", rest).split()).strip(EDGES), period


def split_glued_year(text: str, markers: frozenset[str]) -> tuple[str, str] | None:
    """The text and the note marker glued to the year at its end, if `markers` knows it: `20101` is 2010 and note 1.

    >>> split_glued_year("20101", frozenset({"1"})), split_glued_year("20101", frozenset())
    (('2010', '1'), None)
    """
    match = GLUED_YEAR.fullmatch(text)
    if match is None or not {match["marker"], match["marker"].rstrip(")")} & markers:
        return None
    return match["text"], match["marker"]
