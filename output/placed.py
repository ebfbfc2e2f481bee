"""The figures that have one place: what formats with a key for every figure can hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from normalise.dataset import Dataset, Measure, Observation

MONTHS = {"S1": (1, 6), "S2": (7, 6), "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3)}
"""First month and number of months of a part of a year."""
PART = re.compile(r"(?P<year>\d{4})(?:-(?P<part>S[12]|Q[1-4]|0[1-9]|1[0-2]))?")  # 2020, 2020-S1, 2020-Q3, 2020-06
YEAR = 12  # months

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Span:
    """A period of the dataset as a number of whole months."""

    year: int
    month: int
    months: int
    is_interval: bool
    """Whether two periods are its ends: `2019/2022`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A figure, or the lack of one, of which measure and period are known."""

    observation: Observation
    measure: Measure
    span: Span


def placed(dataset: Dataset) -> Iterator[Placed]:
    """The observations whose measure and period are known, in the order of the dataset."""
    for row in dataset.observations:
        span = read_span(row.time_period)
        if row.measure is not None and span is not None:
            yield Placed(observation=row, measure=row.measure, span=span)


def unplaced(dataset: Dataset) -> str | None:
    """How many observations `placed` leaves out, in a sentence; None when it is none."""
    left_out = len(dataset.observations) - sum(1 for _ in placed(dataset))
    if not left_out:
        return None
    return f"{left_out} of {len(dataset.observations)} observations are left out, since their measure or period is not certain"


@lru_cache(maxsize=4096)
def read_span(period: str | None) -> Span | None:
    """What a `time_period` covers; None for what is no period.

    >>> read_span("2020-Q3"), read_span("2019/2022")
    (Span(year=2020, month=7, months=3, is_interval=False), Span(year=2019, month=1, months=48, is_interval=True))
    """
    ends = [PART.fullmatch(end) for end in (period or "").split("/")]
    spans = [_span(match) for match in ends if match]
    if len(spans) != len(ends) or len(ends) > 2:
        return None
    first, last = spans[0], spans[-1]
    months = (last.year - first.year) * YEAR + last.month - first.month + last.months
    return Span(first.year, first.month, months, len(ends) == 2) if months > 0 else None


def numbered(keys: Iterable[Key]) -> Iterator[tuple[Key, int]]:
    """Each key with how often it has been seen, from 1: a table may print one row twice."""
    seen: Counter[Key] = Counter()
    for key in keys:
        seen[key] += 1
        yield key, seen[key]


def _span(match: re.Match[str]) -> Span:
    part = match["part"]
    month, months = (1, YEAR) if part is None else MONTHS[part] if part in MONTHS else (int(part), 1)
    return Span(int(match["year"]), month, months, is_interval=False)
