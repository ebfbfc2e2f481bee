"""Codes that CBS StatLine gives to periods: `2020JJ00`, `2020HJ01`, `2020KW03`, `2020MM06`, `2019G400`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from output.placed import YEAR, Span

MONTH_NAMES = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
PARTS = {6: ("HJ", "halfjaar"), 3: ("KW", "kwartaal")}
"""The letters and the word for a part of a year, by its months."""
MOST_YEARS = 9
"""What the one digit of `G400` can count."""


@dataclass(frozen=True, slots=True)
class CbsPeriod:
    """A period of StatLine."""

    key: str
    title: str


def cbs_periods(spans: Iterable[Span]) -> dict[Span, CbsPeriod]:
    """A period for each span, in the order of time.

    Years that go together have a code that counts them; an interval that StatLine has no code for gets one with an X
    and a number within its year, which the table `Perioden` explains.
    """
    others: Counter[int] = Counter()
    found: dict[Span, CbsPeriod] = {}
    for span in sorted(set(spans), key=lambda each: (each.year, each.month, -each.months, each.is_interval)):
        plain = _plain(span)
        if plain is None:
            others[span.year] += 1
            plain = CbsPeriod(f"{span.year}X{others[span.year]:03}", _title(span))
        found[span] = plain
    return found


def _plain(span: Span) -> CbsPeriod | None:
    if not span.is_interval:
        return _single(span)
    years, months = divmod(span.months, YEAR)
    if months or span.month > 1 or years > MOST_YEARS:
        return None
    return CbsPeriod(f"{span.year}G{years}00", _title(span))


def _single(span: Span) -> CbsPeriod:
    if span.months == YEAR:
        return CbsPeriod(f"{span.year}JJ00", str(span.year))
    if span.months == 1:
        return CbsPeriod(f"{span.year}MM{span.month:02}", f"{span.year} {MONTH_NAMES[span.month - 1]}")
    letters, word = PARTS[span.months]
    number = (span.month - 1) // span.months + 1
    return CbsPeriod(f"{span.year}{letters}{number:02}", f"{span.year} {number}e {word}")


def _title(span: Span) -> str:
    end = span.year * YEAR + span.month - 1 + span.months - 1  # its last month
    last_year, last_month = divmod(end, YEAR)
    if span.month == 1 and last_month == YEAR - 1:
        return f"{span.year}/{last_year}"
    return f"{span.year} {MONTH_NAMES[span.month - 1]}/{last_year} {MONTH_NAMES[last_month]}"
