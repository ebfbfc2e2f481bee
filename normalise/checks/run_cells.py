"""The cells of a whole run as running text asks for them: by the words of their label, their year and their family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache

from normalise.checks.explanations import document_titles
from normalise.dataset import Dataset, Measure, Observation
from normalise.kin import Kin
from normalise.prose import ENOUGH, score_words
from normalise.revisions import orders_of
from normalise.sentences import content_words, years_of

KEY_LETTERS = 4
"""Letters at the start or the end that two words share when they are forms of one, or one is a compound with the other."""

NOTHING: tuple[Observation, ...] = ()


class RunCells:
    """The cells of a dataset that have a period and are no difference of others; built when a text first asks."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def labels_for(self, words: frozenset[str]) -> dict[str, float]:
        """The labels of which a text uses most words, each with the share that it uses."""
        near = {label for key in _keys(words) for label in self._labels_by_key.get(key, ())}
        scores = {label: score_words(words, label) for label in sorted(near)}
        return {label: score for label, score in scores.items() if score >= ENOUGH}

    def families_for(self, document_id: str, label: str) -> tuple[str, ...]:
        """The families whose figures under a label a document's text may speak of."""
        return self._kin.speaks_of(document_id, label, self._families.get(label, ()))

    def cells(self, document_id: str, label: str, year: int) -> Iterator[Observation]:
        """The cells under a label for a year that a document's text may speak of, those of its own among them."""
        for family in self.families_for(document_id, label):
            yield from self._cells.get((family, label, year), NOTHING)

    def any_cell(self, document_id: str, label: str) -> Observation | None:
        """A cell under a label, whatever its year, that a document's text may speak of."""
        families = self.families_for(document_id, label)
        cells = (cell for family in families for cell in self._by_label.get((family, label), NOTHING))
        return min(cells, key=self.rank, default=None)

    def labels_of(self, document_id: str) -> frozenset[str]:
        """The labels that a document prints."""
        return frozenset(self._printed.get(document_id, ()))

    def rank(self, cell: Observation) -> tuple[object, ...]:
        """By which cells are put in the order of publication."""
        return (*self._orders[cell.document_id], cell.observation_id)

    def title(self, document_id: str) -> str:
        """How a message names a document."""
        return self._titles.get(document_id, document_id)

    def locator(self, passage_id: str) -> str:
        """The place of a passage in its document."""
        return self._locators[passage_id]

    @cached_property
    def _kin(self) -> Kin:
        return Kin(self._dataset.documents, self._dataset.revisions, self._printed)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return document_titles(self._dataset)

    @cached_property
    def _locators(self) -> dict[str, str]:
        return {passage.passage_id: passage.locator for passage in self._dataset.passages}

    @cached_property
    def _orders(self) -> dict[str, tuple[object, ...]]:
        return dict(orders_of(self._dataset))

    @cached_property
    def _cells(self) -> dict[tuple[str, str, int], list[Observation]]:
        found: dict[tuple[str, str, int], list[Observation]] = defaultdict(list)
        for one in self._dataset.observations:
            if one.measure is not Measure.VERSCHIL:
                for year in years_of(one.time_period):
                    found[self._kin.family(one.document_id), one.indicator_label, year].append(one)
        return dict(found)

    @cached_property
    def _by_label(self) -> dict[tuple[str, str], list[Observation]]:
        """The cells of the first of the years that a family prints under each label."""
        found: dict[tuple[str, str], list[Observation]] = {}
        for (family, label, _), cells in sorted(self._cells.items(), key=lambda item: item[0]):
            found.setdefault((family, label), cells)
        return found

    @cached_property
    def _families(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for family, label, _ in self._cells:
            found[label].add(family)
        return found

    @cached_property
    def _labels_by_key(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for label in self._families:
            for key in _keys(content_words(label)):
                found[key].add(label)
        return found

    @cached_property
    def _printed(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for one in self._dataset.observations:
            found[one.document_id].add(one.indicator_label)
        return found


class _Same:
    """A dataset, equal only to itself: comparing all of its rows would cost more than reading them."""

    __slots__ = ("dataset",)

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.dataset is other.dataset

    def __hash__(self) -> int:
        return id(self.dataset)


def read_run(dataset: Dataset) -> RunCells:
    """The cells of a run; several checks that ask it of one dataset get one answer."""
    return _read_run(_Same(dataset))


@lru_cache(maxsize=1)
def _read_run(same: _Same) -> RunCells:
    return RunCells(same.dataset)


def forget_run() -> None:
    """Let go of the last run that was asked for, with all its cells."""
    _read_run.cache_clear()


def _keys(words: frozenset[str]) -> set[str]:
    return {key for word in words for key in (f"{word[:KEY_LETTERS]}-", f"-{word[-KEY_LETTERS:]}")}
