"""Years in notes: which years a note's claim speaks of, and which it only mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from normalise.periods import Period, find_periods

FROM = re.compile(r"(?:\b(?:vanaf|sinds|sedert|per|m\.i\.v\.|met ingang van|ingaande|na|met ingang vanaf)(?: (?:het )?(?:jaar|begrotingsjaar|begin|eind|medio))?) $")
AFTER = re.compile(r"\bna(?: (?:het )?jaar)? $")
UNTIL = re.compile(r"\b(?:t/m|tot en met)(?: (?:het )?(?:jaar|eind))? $")
BEFORE = re.compile(r"\b(?:tot|vóór|tot aan)(?: (?:het )?jaar)? $")
AND_ON = re.compile(r"\s*(?:e\.v\.?|ev\b|en verder|en later|en volgende|en daarna|en latere jaren|e\.v\.j\.)")  # 2020 e.v.
# What is compared with is not what is spoken of: niet vergelijkbaar met 2018, ten opzichte van 2019, dan in 2018.
COMPARED = re.compile(r"(?:vergelijkbaar|vergelijken|vergeleken|vergelijking|t\.o\.v\.|ten opzichte van|dan|anders dan)(?: \S+){0,6} $")
# The day on which something was said or fixed: vastgesteld in april 2021, gepubliceerd op 1 juni 2021.
FIXING = re.compile(
    r"\b(?:vastgesteld|vastgestelde|stelt?|stelde|vaststelling|gepubliceerd|publicatie|verschenen|verschijnt|verschijnen|ontvangen|geraadpleegd|"
    r"opgevraagd|besproken|aangeleverd|geleverd|volgen|volgt|bekend|verwacht|beschikbaar|gemeld in|opgenomen|begroting|jaarverslag|jaarrekening|kamerbrief|kamerstukken?|besluit)\b"
)
CHANGED = re.compile(r"\b\w*(?:gewijzigd|veranderd|aangepast|herzien|overgestapt|ingevoerd|vernieuwd|gestart|begonnen|wijziging|wijzigt|verandert|nieuwe?|breuk)\b|breuk\b")
KEPT_LEVEL = re.compile(r"\b(?:niveau|peil|stand) van $")  # het niveau van 2016 moet behouden blijven
STRONG = re.compile(r"\b(?:over|voor|van|cijfers?|jaar|jaren|realisatie|aantal) $")
DOCUMENT = re.compile(r"\b(?:begroting|jaarverslag|jaarrekening|jaarstukken|kadernota|veiligheidsagenda|agenda|monitor|versie|nota|programma|verordening|wet|besluit|akkoord)\s$")


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


def claimed_years(clauses: Sequence[str], clause: str | None, *, changes: bool) -> Years:
    """The years that a note speaks of, from its folded clauses.

    `clause` is the one that holds the claim: its years go before those of others. `changes` says that the claim is of a change:
    then "in 2023 gewijzigd" holds from 2023 on.
    """
    ordered = [clause, *(other for other in clauses if other != clause)] if clause is not None else list(clauses)
    for text in ordered:
        mentions = [mention for mention in _mentions(text, changes) if mention.weight is not Weight.MENTIONED]
        best = max((mention.weight for mention in mentions), default=None)
        if best is not None:
            return _join([mention.years for mention in mentions if mention.weight is best])
    return Years(None, None)


def _join(years: Sequence[Years]) -> Years:
    """Several years as one span: an open end stays open."""
    opened = next((span for span in years if span.last is None), None)
    closed = next((span for span in years if span.first is None), None)
    if opened is not None or closed is not None:
        return opened or closed or Years(None, None)
    return Years(min(span.first or "" for span in years), max(span.last or "" for span in years))


def _mentions(text: str, changes: bool) -> Iterator[_Mention]:
    fixing = FIXING.search(text) is not None
    for period in find_periods(text):
        before, behind = text[: period.start], text[period.end :]
        yield _Mention(_span(period, before, behind, changes and CHANGED.search(text) is not None), _weigh(period, before, fixing))


def _weigh(period: Period, before: str, fixing: bool) -> Weight:
    if COMPARED.search(before) or DOCUMENT.search(before):
        return Weight.MENTIONED
    if FROM.search(before) or UNTIL.search(before) or BEFORE.search(before):
        return Weight.SPOKEN_OF
    fine = period.date is not None or "-" in period.code
    if fixing and fine:
        return Weight.MENTIONED
    return Weight.IN_PASSING if fixing and not STRONG.search(before) else Weight.SPOKEN_OF


def _span(period: Period, before: str, behind: str, changed: bool) -> Years:
    """The years of one period, given the words around it."""
    first, _, last = (code[:4] for code in period.code.partition("/"))
    last = last or first
    if AFTER.search(before):
        return Years(str(int(last) + 1), None)
    if AND_ON.match(behind) or FROM.search(before) or KEPT_LEVEL.search(before):
        return Years(first, None)
    if UNTIL.search(before):
        return Years(None, last)
    if BEFORE.search(before):
        return Years(None, str(int(first) - 1))
    return Years(first, None) if changed and first == last and before.endswith("in ") else Years(first, last)
