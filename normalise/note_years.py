"""Years in notes: which years a note's claim speaks of, and which it only mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from normalise.periods import Period, find_periods
from normalise.vocabulary import load

VOCABULARY = "note_years"
MOST_WORDS_BETWEEN = 6
"""Words between "vergelijkbaar" and the year compared with: "met de cijfers uit de jaren" is the longest seen."""


@dataclass(frozen=True, slots=True)
class Years:
    """First and last year; None is open or unknown."""

    first: str | None
    last: str | None


class Weight(IntEnum):
    """How sure it is that a claim speaks of a period."""

    MENTIONED = 0
    """A day of fixing, a document's name, what is compared with."""
    IN_PASSING = 1
    """`in 2020` beside a word of fixing."""
    SPOKEN_OF = 2


@dataclass(frozen=True, slots=True)
class _Mention:
    years: Years
    weight: Weight


def _any(section: str, key: str) -> str:
    return "(?:" + "|".join(load(VOCABULARY)[section][key]) + ")"


@cache
def _before(key: str) -> re.Pattern[str]:
    """The words of `key` at the end of what stands before a period."""
    return re.compile(rf"\b{_any('before', key)}(?: {_any('before', 'between')})? $")


@cache
def _clause(key: str) -> re.Pattern[str]:
    """The words of `key` anywhere in a clause."""
    return re.compile(rf"\b{_any('clause', key)}\b")


@cache
def _and_on() -> re.Pattern[str]:
    """`e.v.` and the like right behind a period."""
    return re.compile(rf"\s*{_any('behind', 'on')}(?!\w)")


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(rf"\b{_any('compared', 'words')}(?: \S+){{0,{MOST_WORDS_BETWEEN}}} $")


def claimed_years(clauses: Sequence[str], clause: str | None, *, changes: bool) -> Years:
    """The years that a note speaks of, from its folded clauses.

    `clause` is the one that holds the claim: its years go before those of others. `changes` says that the claim is of a
    change: then "in 2023 gewijzigd" holds from 2023 on, wherever in the note it stands.
    """
    ordered = list(clauses) if clause is None else [clause, *(other for other in clauses if other != clause)]
    found = [[one for one in _mentions(text, changes) if one.weight is not Weight.MENTIONED] for text in ordered]
    opened = [one.years for mentions in found for one in mentions if changes and one.years.last is None]
    if opened:
        return opened[0]
    mentions = next(filter(None, found), [])
    best = max((one.weight for one in mentions), default=None)
    return _join([one.years for one in mentions if one.weight is best])


def _join(years: Sequence[Years]) -> Years:
    """Several years as one span: an open end stays open."""
    if not years:
        return Years(None, None)
    opened = [span for span in years if span.first is None or span.last is None]
    if opened:
        return min(opened, key=lambda span: span.first is None)
    return Years(min(span.first or "" for span in years), max(span.last or "" for span in years))


def _mentions(text: str, changes: bool) -> Iterator[_Mention]:
    fixing = _clause("fixing").search(text) is not None
    changed = changes and _clause("changed").search(text) is not None
    for period in find_periods(text):
        before, behind = text[: period.start], text[period.end :]
        yield _Mention(_span(period, before, behind, changed=changed), _weigh(period, before, fixing=fixing))


def _weigh(period: Period, before: str, *, fixing: bool) -> Weight:
    """How sure it is that the claim speaks of a period, given the words before it."""
    if _compared().search(before) or _before("name").search(before) or _before("day").search(before):
        return Weight.MENTIONED
    if any(_before(key).search(before) for key in ("from", "until", "before")):
        return Weight.SPOKEN_OF
    fine = period.date is not None or "-" in period.code or _before("season").search(before) is not None
    if fixing and fine:
        return Weight.MENTIONED
    return Weight.IN_PASSING if fixing and not _before("of").search(before) else Weight.SPOKEN_OF


def _span(period: Period, before: str, behind: str, *, changed: bool) -> Years:
    """The years of one period, given the words around it."""
    first, _, last = (code[:4] for code in period.code.partition("/"))
    last = last or first
    if _before("after").search(before):
        return Years(str(int(last) + 1), None)
    if _and_on().match(behind) or _before("from").search(before) or _before("kept").search(before):
        return Years(first, None)
    if _before("until").search(before):
        return Years(None, last)
    if _before("before").search(before):
        return Years(None, str(int(first) - 1))
    return Years(first, None) if changed and first == last and _before("at").search(before) else Years(first, last)
