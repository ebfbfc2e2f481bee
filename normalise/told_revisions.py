"""Told revisions: sentences which say that figures are others than an earlier publication printed, and of which they say so.

`De aantallen winkeldiefstallen over 2019 en 2020 zijn herrekend.` explains those rows in those years and nothing else. A
sentence that names no row, section or table explains all figures of its years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from normalise.dataset import Dataset, Measure, Observation, Passage, PassageKind, TableRow
from normalise.periods import Period, find_periods
from normalise.prose import ENOUGH, among, score_words
from normalise.sentences import YEAR_CODE, Sentence, content_words, told_sentences, years_of
from normalise.text import fold
from normalise.vocabulary import Entry, entries, section, word
from normalise.wordlists import named_pattern, word_pattern

VOCABULARY = "told_revisions"

TABLE_NUMBER = re.compile(r"\btabel(?:len)?\s+(?P<number>\d+(?:\.\d+)*[a-z]?)\b")  # tabel 2, tabel 3.1a
DOCUMENT_BEFORE = named_pattern(VOCABULARY, r"\b(?:<before>|\w*agenda|\w*nota|programma)\s+(?:over\s+)?$")
"""The year behind it is that of a document: in het jaarverslag 2019."""
OPEN_BEFORE = re.compile(r"\b(?:vanaf|sinds|sedert|met ingang van)\s+(?:het\s+jaar\s+)?$")
WHEN_BEFORE = re.compile(r"\b(?:in|per|begin|eind|medio|najaar|voorjaar)\s+$")
"""Said of a year in which something was done, rather than of that whose figure it is."""
LATEST = 9999


class Telling(StrEnum):
    """What a sentence says of figures."""

    CHANGED = "changed"
    """They are others than were printed before."""
    UNSETTLED = "unsettled"
    """They may yet become others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence that says so."""

    passage: Passage
    kind: Telling
    words: frozenset[str]
    """Words of the sentence that can name an indicator, and of those that it points back to."""
    years: tuple[tuple[int, int], ...]
    """Spans of years that it speaks of; none where it names none."""
    measures: frozenset[Measure]
    tables: frozenset[str]
    """Numbers of the tables that it names."""
    general: bool
    """It names nothing but figures."""
    near: str | None
    """Whether it speaks of the table right `behind` or `ahead`."""

    def covers(self, figure: Observation) -> bool:
        """Whether it speaks of a figure's year, and of such a figure: a norm that was changed explains no realisatie."""
        years = years_of(figure.time_period)
        in_time = not self.years or any(first <= year <= last for first, last in self.years for year in years)
        return in_time and (Measure.NORM in self.measures) == (figure.measure is Measure.NORM)


class Explanations:
    """What the running text of documents says of changed figures; texts are read when a figure asks for them."""

    def __init__(self, dataset: Dataset, documents: Iterable[str]) -> None:
        """`documents` are those whose text may be asked for."""
        self._passages: dict[str, list[Passage]] = {key: [] for key in documents}
        for passage in dataset.passages:
            if passage.document_id in self._passages:
                self._passages[passage.document_id].append(passage)
        self._tables: dict[str, list[TableRow]] = {key: [] for key in self._passages}
        for table in dataset.tables:
            if table.document_id in self._tables:
                self._tables[table.document_id].append(table)
        self._labels: dict[str, set[str]] = {key: set() for key in self._passages}
        self._printing: set[str] = set()
        for one in dataset.observations:
            if one.document_id in self._labels:
                self._labels[one.document_id].add(one.indicator_label)
                self._printing.add(one.table_id)
        self._told: dict[str, tuple[Told, ...]] = {}

    def passage_for(self, figure: Observation, kind: Telling) -> str | None:
        """The passage of a figure's own document that explains it; the first in reading order."""
        document_id = figure.document_id
        if document_id not in self._told:
            self._told[document_id] = tuple(find_told(self._passages[document_id]))
        told = (one for one in self._told[document_id] if one.kind == kind and one.covers(figure))
        return next((one.passage.passage_id for one in told if self._is_about(one, figure)), None)

    def _is_about(self, told: Told, figure: Observation) -> bool:
        best = _best_labels(told.words, self._labels[figure.document_id])
        if best:
            return figure.indicator_label in best
        if told.tables:
            return bool(told.tables & {_table_number(self._table(figure))})
        if told.near is not None:
            return self._near_table(told) == figure.table_id
        if figure.theme_label and score_words(told.words, figure.theme_label) >= ENOUGH:
            return True
        return told.general

    def _table(self, figure: Observation) -> TableRow | None:
        tables = self._tables[figure.document_id]
        return next((table for table in tables if table.table_id == figure.table_id), None)

    def _near_table(self, told: Told) -> str | None:
        """The table next to a sentence: the only one of the document, or the one whose caption comes next."""
        document_id = told.passage.document_id
        tables = [table for table in self._tables[document_id] if table.table_id in self._printing]
        if len(tables) == 1:
            return tables[0].table_id
        passages = self._passages[document_id]
        at = passages.index(told.passage)
        beside = passages[at + 1 :] if told.near == "behind" else passages[:at][::-1]
        caption = next((one.text for one in beside if one.kind is PassageKind.CAPTION), None)
        named = [table.table_id for table in tables if caption and table.caption == caption]
        return named[0] if len(named) == 1 else None


def find_told(passages: Iterable[Passage]) -> Iterator[Told]:
    """The sentences of one document which say that figures changed, or may yet; passages come in reading order."""
    kept = tuple(passages)
    by_id = {passage.passage_id: passage for passage in kept}
    for passage_id, sentence, context in told_sentences(
        kept, lambda text: _any_change().search(fold(text)) is not None
    ):
        folded = fold(sentence.text)
        kind = _kind_of(folded)
        if kind is not None:
            yield _read(by_id[passage_id], kind, folded, context)


def says_change(sentence: str) -> bool:
    """Whether a sentence says that figures changed, or may yet."""
    return _kind_of(fold(sentence)) is not None


def _read(passage: Passage, kind: Telling, folded: str, context: tuple[Sentence, ...]) -> Told:
    words = frozenset[str]().union(*(one.words for one in context))
    near = (side for side in ("behind", "ahead") if word_pattern(VOCABULARY, "local", side).search(folded))
    return Told(
        passage=passage,
        kind=kind,
        words=words,
        years=_years(folded) or next((years for one in context[1:] if (years := _years(fold(one.text)))), ()),
        measures=frozenset(measure for one in context for _, measure in one.measures),
        tables=frozenset(match["number"] for match in TABLE_NUMBER.finditer(folded)),
        general=not words - _general_words(),
        near=next(near, None),
    )


def _years(folded: str) -> tuple[tuple[int, int], ...]:
    """The years of the figures that a sentence speaks of: not those of documents, nor when something was done."""
    named = [period for period in find_periods(folded) if YEAR_CODE.fullmatch(period.code)]
    named = [period for period in named if not DOCUMENT_BEFORE.search(folded[: period.start])]
    told = [period for period in named if not WHEN_BEFORE.search(folded[: period.start])]
    return tuple(_span(period, folded) for period in told or named)


def _span(period: Period, folded: str) -> tuple[int, int]:
    years = years_of(period.code)
    return years[0], LATEST if OPEN_BEFORE.search(folded[: period.start]) else years[-1]


def _best_labels(words: frozenset[str], labels: Iterable[str]) -> set[str]:
    """The labels that a sentence names: most of their words, else all that it names is in them.

    Where a label fits word by word, others that are only within the sentence's words are none.
    """
    scores = {label: score for label in labels if (score := score_words(words, label)) >= ENOUGH}
    best = {label for label, score in scores.items() if score == max(scores.values())}
    if not best:
        named = words - _general_words()
        return {label for label in labels if named and all(among(word, content_words(label)) for word in named)}
    literal = {label for label in best if content_words(label) <= words}
    return literal or best


def _table_number(table: TableRow | None) -> str | None:
    match = TABLE_NUMBER.search(fold(table.number)) if table is not None and table.number else None
    return match["number"] if match else None


def _kind_of(folded: str) -> Telling | None:
    return next((rule.kind for rule in _rules() if rule.finds(folded)), None)


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: Telling
    says: re.Pattern[str]
    unless: re.Pattern[str] | None

    def finds(self, folded: str) -> bool:
        return self.says.search(folded) is not None and not (self.unless and self.unless.search(folded))


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    return tuple(map(_read_rule, entries(VOCABULARY, "revision")))


def _read_rule(entry: Entry) -> _Rule:
    unless = word(entry, "unless")
    return _Rule(
        Telling(word(entry, "kind") or ""),
        named_pattern(VOCABULARY, word(entry, "says") or ""),
        named_pattern(VOCABULARY, unless) if unless else None,
    )


@lru_cache(maxsize=1)
def _any_change() -> re.Pattern[str]:
    """A quick look: whether a text can say that figures changed."""
    return named_pattern(
        VOCABULARY,
        r"\b(?:<mended>|<mended_figures>|<wrong>|definitie\w*|voorlopige?|wijken|wijkt|afwijk\w*|verschil\w*|her\w+ing|correctie|nacalculatie|"
        r"naregistratie|systeem\w+|vervuiling|opschoning|geschat|schatting|wijzigen|veranderen)\b",
    )


@lru_cache(maxsize=1)
def _general_words() -> frozenset[str]:
    return frozenset(map(fold, section(VOCABULARY, "general")["words"]))
