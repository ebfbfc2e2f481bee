"""Indicators: one slug for one indicator, whatever label a publication prints."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from normalise.dataset import Direction, Indicator, Observation
from normalise.text import fold, slugify
from normalise.vocabulary import entries, word, words

LEADING = re.compile(
    r"^(?:[-–•·]\s*)?(?:(?:waarvan|wrv\.?|w\.v\.)\s+)?(?:\d+(?:\.[\da-z]+)*\.?\s+)?"
)  # "- Waarvan ", "2.1.a "
BRACKETS = re.compile(r"\s*\([^()]*\)")  # (in mln. euro's), (csv's)
SLASH = re.compile(r"\s*/\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An indicator of the vocabulary."""

    slug: str
    label: str
    theme: str | None
    direction: Direction | None


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, Known]:
    """The known indicators by each of their labels, in the form of `label_key`."""
    found: dict[str, Known] = {}
    for entry in entries("indicators", "indicator"):
        slug, label, direction = word(entry, "slug") or "", word(entry, "label") or "", word(entry, "direction")
        known = Known(
            slug=slug, label=label, theme=word(entry, "theme"), direction=Direction(direction) if direction else None
        )
        found.update({label_key(text): known for text in (*words(entry, "labels"), label)})
    return found


@lru_cache(maxsize=16384)
def label_key(label: str) -> str:
    """A label without numbering, unit in brackets and `waarvan`, folded: what two publications would share.

    >>> label_key("- Waarvan alternatieve interventies"), label_key("Conservatoir beslag (in mln. euro’s)")
    ('alternatieve interventies', 'conservatoir beslag')
    """
    return SLASH.sub(" / ", BRACKETS.sub("", LEADING.sub("", fold(label)))).strip(" .:;-/")


@lru_cache(maxsize=16384)
def indicator_slug(label: str) -> str:
    """The slug of an indicator: of the vocabulary where its label is known, else made from the label."""
    key = label_key(label)
    known = _vocabulary().get(key)
    return known.slug if known else slugify(key) or slugify(label) or "indicator"


def is_known(label: str) -> bool:
    """Whether a label is one of an indicator of the vocabulary."""
    return label_key(label) in _vocabulary()


def known_labels() -> tuple[str, ...]:
    """The labels of the indicators of the vocabulary, as they are written there."""
    return tuple(sorted({known.label for known in _vocabulary().values()}))


class Print(NamedTuple):
    """What an observation says of its indicator."""

    label: str
    unit_measure: str
    theme: str | None
    period: str | None
    """Of a figure; None where there is none."""
    has_figure: bool

    @classmethod
    def of(cls, one: Observation) -> Print:
        has_figure = one.obs_value is not None
        period = one.time_period if has_figure else None
        return cls(one.indicator_label, one.unit_measure, one.theme or None, period or None, has_figure)


def indicator_rows(observations: Iterable[Observation]) -> tuple[Indicator, ...]:
    """The table of indicators that some observations hold, sorted by slug."""
    prints: dict[str, Counter[Print]] = defaultdict(Counter)
    documents: dict[str, set[str]] = defaultdict(set)
    for one in observations:
        prints[one.indicator][Print.of(one)] += 1
        documents[one.indicator].add(one.document_id)
    return tuple(indicator_row(slug, prints[slug], len(documents[slug])) for slug in sorted(prints))


def indicator_row(slug: str, prints: Mapping[Print, int], documents: int) -> Indicator:
    """One indicator, from how often each thing is printed of it, and in how many documents."""
    labels, units, themes, of_figures = (Counter[str]() for _ in range(4))
    for one, times in prints.items():
        labels[one.label] += times
        units[one.unit_measure] += times
        of_figures[one.unit_measure] += times * one.has_figure
        if one.theme:
            themes[one.theme] += times
    periods = sorted(one.period for one in prints if one.period)
    known = next(filter(None, (_vocabulary().get(label_key(label)) for label in sorted(labels))), None)
    return Indicator(
        indicator=slug,
        label=known.label if known else _most_common(labels) or slug,
        theme=(known.theme if known else None) or _most_common(themes),
        unit_measure=_most_common(+of_figures) or _most_common(units) or "number",
        direction=known.direction if known else None,
        labels_seen=tuple(sorted(labels)),
        documents=documents,
        first_period=periods[0] if periods else None,
        last_period=periods[-1] if periods else None,
        known=known is not None,
    )


def _most_common(counts: Counter[str]) -> str | None:
    """The most frequent text; of equals the first in the alphabet, so that order does not matter."""
    return min(counts, key=lambda text: (-counts[text], text)) if counts else None
