"""Indicators that may be one: labels that look alike in different publications, and the figures that they share.

Nothing is merged here. What is found is proposed, with its evidence, to a person who knows; look-alikes that count something
else (investigations and suspects, the same label under two parents) are common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from normalise.checks.lines import SameRows, is_exact
from normalise.dataset import Dataset, Measure, Observation
from normalise.families import TELLING
from normalise.language.lemmas import lemma
from normalise.revisions import amount
from normalise.sentences import content_words

ALIKE = 90
"""Likeness of labels, of 100, from which they are proposed whatever their figures are."""
RELATED = 50
"""Likeness that labels must have when their figures agree: equal figures under labels without a common word are chance."""
FEWEST_SHARED = 2
"""Figures that both must print when their labels are only related; one of three digits or more is as good as two."""
DISTINCTIVE = Decimal(100)
MOST_WITH_A_WORD = 200
"""Indicators that have a word in common before it tells nothing."""
NUMBERS = re.compile(r"\d+")

Place = tuple[str, str, str | None]
"""Measure, period and area with breakdown of a figure."""


@dataclass(slots=True)
class _Subject:
    """All that is printed of one indicator."""

    label: str
    parents: set[str | None] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    figures: dict[Place, set[Decimal]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two indicators that may be one, and why."""

    first: str
    second: str
    labels: tuple[str, str]
    likeness: int
    """Of their labels, of 100."""
    shared: int
    """Figures that both print, in different publications."""
    differing: int
    """Figures for one measure, period and area that differ."""


def likely_aliases(dataset: Dataset) -> tuple[Likeness, ...]:
    """Pairs of indicators to be proposed, sorted; an indicator that one publication prints beside another is none of it.

    Several checks that ask it of one dataset get one answer.
    """
    return _likely(SameRows(dataset.observations)) if len(dataset.documents) > 1 else ()


@lru_cache(maxsize=1)
def _likely(rows: SameRows) -> tuple[Likeness, ...]:
    return aliases_among(rows.observations)


def forget_likely() -> None:
    """Let go of the last dataset that was asked for."""
    _likely.cache_clear()


def aliases_among(observations: Iterable[Observation]) -> tuple[Likeness, ...]:
    """The same, from the observations of several documents in the order of a dataset; they are looked at once."""
    subjects = _subjects(observations)
    found = (_compare(first, second, subjects) for first, second in _candidates(subjects))
    return tuple(sorted((each for each in found if each is not None), key=lambda each: (each.first, each.second)))


def _subjects(observations: Iterable[Observation]) -> dict[str, _Subject]:
    subjects: dict[str, _Subject] = {}
    for one in observations:
        subject = subjects.setdefault(one.indicator, _Subject(one.indicator_label))
        subject.parents.add(one.parent_indicator)
        subject.units.add(one.unit_measure)
        subject.documents.add(one.document_id)
        if one.time_period and one.measure not in (None, Measure.VERSCHIL, Measure.UNKNOWN) and is_exact(one):
            place = (f"{one.measure}", one.time_period, f"{one.ref_area}/{one.breakdown}")
            subject.figures[place].add(amount(one))
    return subjects


def _candidates(subjects: dict[str, _Subject]) -> set[tuple[str, str]]:
    """Pairs that share a word of their labels or a telling figure."""
    groups: dict[object, list[str]] = defaultdict(list)
    for slug in sorted(subjects):
        for word in content_words(subjects[slug].label):
            groups[lemma(word)].append(slug)
        for place, values in subjects[slug].figures.items():
            for value in values:
                if abs(value) >= TELLING:
                    groups[place, value].append(slug)
    return {pair for group in groups.values() if len(group) <= MOST_WITH_A_WORD for pair in combinations(group, 2)}


def _compare(first: str, second: str, subjects: dict[str, _Subject]) -> Likeness | None:
    from rapidfuzz import fuzz  # noqa: PLC0415  # it brings numpy; most runs have no two publications that are alike

    one, other = subjects[first], subjects[second]
    if one.documents & other.documents or not one.units & other.units or not one.parents & other.parents:
        return None
    if NUMBERS.findall(one.label) != NUMBERS.findall(other.label):
        return None
    likeness = round(fuzz.token_sort_ratio(_lemmas(one.label), _lemmas(other.label)))
    places = one.figures.keys() & other.figures.keys()
    shared = [value for place in places for value in _telling(one.figures[place] & other.figures[place])]
    weight = sum(FEWEST_SHARED if abs(value) >= DISTINCTIVE else 1 for value in shared)
    differing = sum(not one.figures[place] & other.figures[place] for place in places)
    by_label = likeness >= ALIKE and differing <= len(shared)
    by_figures = likeness >= RELATED and weight >= FEWEST_SHARED and differing <= weight // FEWEST_SHARED - 1
    if not (by_label or by_figures):
        return None
    labels = one.label, other.label
    return Likeness(
        first=first, second=second, labels=labels, likeness=likeness, shared=len(shared), differing=differing
    )


def _telling(values: set[Decimal]) -> set[Decimal]:
    return {value for value in values if abs(value) >= TELLING}


def _lemmas(label: str) -> str:
    return " ".join(sorted(_each_lemma(label)))


def _each_lemma(label: str) -> Iterator[str]:
    return (lemma(word) for word in content_words(label))
