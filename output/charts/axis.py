"""Where periods and figures stand on the axes of a chart."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from output.charts.words import Words

PART = re.compile(r"(?P<year>\d{4})(?:-(?P<kind>[SQ]?)(?P<number>\d{1,2}))?")  # 2020, 2020-S1, 2020-Q3, 2020-06
PARTS_OF_YEAR = {"S": 2, "Q": 4, "": 12}
MOST_TICKS = 6
"""Labels that fit under a small chart."""
STEPS = (1, 2, 2.5, 5, 10)
ZOOMED_FROM, ZOOMED_COUNT = 0.9, 4
"""An axis starts at zero unless at least so many figures lie within a tenth of the largest: then nothing would be seen."""
ROOM = 0.08
"""Room above and below the figures, as a part of their spread, so that no mark is cut."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in years: 2020-Q3 is 2020.5 to 2020.75."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        return round((self.start + self.end) / 2, 4)

    @property
    def length(self) -> float:
        return self.end - self.start


@lru_cache(maxsize=4096)
def span_of(period: str) -> Span | None:
    """The stretch of time that a period names; None for what is no period.

    >>> span_of("2020-Q3"), span_of("2019/2022"), span_of("later")
    (Span(start=2020.5, end=2020.75), Span(start=2019.0, end=2023.0), None)
    """
    ends = [_part(each) for each in period.split("/")]
    if len(ends) > 2 or ends[0] is None or ends[-1] is None:
        return None
    return Span(ends[0].start, ends[-1].end) if ends[-1].end > ends[0].start else None


def _part(text: str) -> Span | None:
    match = PART.fullmatch(text)
    if match is None:
        return None
    year = float(match["year"])
    if match["number"] is None:
        return Span(year, year + 1)
    parts, number = PARTS_OF_YEAR[match["kind"]], int(match["number"])
    return Span(year + (number - 1) / parts, year + number / parts) if 1 <= number <= parts else None


def period_text(period: str, words: Words) -> str:
    """A period as a reader writes it: `2e kwartaal 2020`, `2019 t/m 2022`."""
    first, _, last = period.partition("/")
    if last:
        return words.until.format(first=period_text(first, words), last=period_text(last, words))
    match = PART.fullmatch(period)
    if match is None or match["number"] is None:
        return period
    number, year = int(match["number"]), match["year"]
    match match["kind"]:
        case "S":
            return words.halves[number - 1].format(year=year)
        case "Q":
            return words.quarters[number - 1].format(year=year)
        case _:
            return f"{words.months[number - 1]} {year}"


def period_ticks(time: Span, words: Words) -> list[tuple[float, str]]:
    """Where labels stand below a chart, at most `MOST_TICKS`: whole years, or the quarters of a single one."""
    if time.length < 1:
        quarters = [span for number in range(1, 5) if (span := _part(f"{math.floor(time.start)}-Q{number}"))]
        shown = [(span.middle, words.quarters[at]) for at, span in enumerate(quarters)]
        year = math.floor(time.start)
        return [(at, text.format(year=year)) for at, text in shown if time.start <= at <= time.end]
    years = range(math.floor(time.start), math.ceil(time.end))
    step = math.ceil(len(years) / MOST_TICKS)
    return [(year + 0.5, str(year)) for year in years if (years[-1] - year) % step == 0]


def figure_domain(figures: Sequence[float]) -> tuple[float, float]:
    """Begin and end of the axis of figures, in round numbers.

    >>> figure_domain([26, 51]), figure_domain([1480, 1490, 1500, 1522]), figure_domain([7])
    ((0.0, 60.0), (1470.0, 1530.0), (0.0, 8.0))
    """
    low, high = min(figures), max(figures)
    room = (high - low) * ROOM
    zoomed = len(set(figures)) >= ZOOMED_COUNT
    if low >= 0 and not (zoomed and low > ZOOMED_FROM * high):
        bottom, top = 0.0, high + (high * ROOM)
    elif high <= 0 and not (zoomed and high < ZOOMED_FROM * low):
        bottom, top = low * (1 + ROOM), 0.0
    else:
        bottom, top = low - room, high + room
    if bottom == top:
        return (0.0, 1.0) if top == 0 else (min(bottom, 0.0), max(top, 0.0))
    step = _round_step((top - bottom) / 5)
    return round(math.floor(bottom / step) * step, 9), round(math.ceil(top / step) * step, 9)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9))
