"""Indicators as people name them: by slug, by label, by a part of one; and what is near a name that nothing has."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from normalise.dataset import Dataset, Indicator
from normalise.text import fold

MOST_NEAR = 3
LEAST_LIKE, NEAR_BEST = 70, 10
"""Of a hundred: below the first a name has little to do with the one that was asked for, nor has one so far below the best."""


def find_indicators(dataset: Dataset, wanted: str) -> list[Indicator]:
    """The indicators that a text names: by slug, by a whole label, else by a part of one."""
    key = fold(wanted)
    exact = [row for row in dataset.indicators if key in {row.indicator, *map(fold, (row.label, *row.labels_seen))}]
    return exact or [
        row for row in dataset.indicators if any(key in fold(each) for each in (row.indicator, *row.labels_seen))
    ]


def near_indicators(dataset: Dataset, wanted: str) -> list[str]:
    """Slugs of indicators whose slug or label looks like a text, the likest first."""
    names = {name: row.indicator for row in dataset.indicators for name in (row.indicator, fold(row.label))}
    found = process.extract(fold(wanted), list(names), scorer=fuzz.WRatio, limit=2 * MOST_NEAR, score_cutoff=LEAST_LIKE)
    near = [names[name] for name, score, _ in found if score >= found[0][1] - NEAR_BEST]
    return list(dict.fromkeys(near))[:MOST_NEAR]
