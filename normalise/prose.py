"""Statements: what a sentence of running text says in figures.

A statement is one figure of one sentence with the unit, the period, the kind of figure and the words it is said with. A
sentence that begins with "deze doelstelling" or "die" takes what it lacks from the sentence before it. Statements are
evidence: for a cell whose place the source lost, and for or against a cell that prints the same figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from normalise.dataset import Measure, Observation, Passage
from normalise.numerals import PrintedFigure, find_figures
from normalise.sentences import Sentence, content_words, told_sentences, years_of

SHORTEST_COMPOUND = 5
"""Letters a word needs before it is sought in a compound: `beslag` in `beslagdoelstelling`, but no `om` in `omzet`."""

ENOUGH = 0.6
"""Share of a label's words that a sentence must use before it can be about it: a compound may hide one of three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One figure of a sentence, with what the sentence says of it."""

    passage_id: str
    sentence: str
    figure: PrintedFigure
    period: str | None
    measure: Measure | None
    words: frozenset[str]
    """Folded words of the sentence that can name an indicator, and of the sentence that it points back to."""
    lone: bool
    """The sentence prints no other figure."""

    @property
    def value(self) -> Decimal:
        return self.figure.value

    @property
    def unit(self) -> str:
        return self.figure.unit_measure

    @property
    def level(self) -> bool:
        """Whether the figure is the height of something: no change, no part, no approximation."""
        return not (self.figure.approximate or self.figure.change)


def find_statements(passages: Iterable[Passage]) -> tuple[Statement, ...]:
    """All statements in running text, in reading order; passages come in reading order."""
    return _find_statements(tuple(passages))


@lru_cache(maxsize=64)
def _find_statements(passages: tuple[Passage, ...]) -> tuple[Statement, ...]:
    told = told_sentences(passages, lambda text: any(map(str.isdigit, text)))
    return tuple(one for passage_id, sentence, context in told for one in _of_sentence(passage_id, sentence, context))


def _of_sentence(passage_id: str, sentence: Sentence, context: tuple[Sentence, ...]) -> Iterator[Statement]:
    figures = find_figures(sentence.text)
    for figure in figures:
        yield Statement(
            passage_id=passage_id,
            sentence=sentence.text,
            figure=figure,
            period=next((one.period for one in context if one.period), None),
            measure=_measure_at(figure, figures, sentence)
            or next((one.measure for one in context if one.measures), None),
            words=frozenset().union(*(one.words for one in context)),
            lone=len(figures) == 1,
        )


def supports(statement: Statement, observation: Observation) -> float:
    """How well a statement bears out an observation's figure, whatever its place: 0 to 1, 0 where it does not.

    Value and unit must be the same; the score is the share of the label's words that the statement uses.
    """
    if not statement.level or observation.obs_value is None:
        return 0.0
    figure = statement.figure
    if not figure.same_unit(observation.unit_measure) or not figure.equals(
        observation.obs_value, observation.unit_mult
    ):
        return 0.0
    score = label_score(statement, observation.indicator_label)
    return score if score >= ENOUGH else 0.0


def label_score(statement: Statement, label: str) -> float:
    """The share of a label's words that a statement uses, 0 to 1."""
    return score_words(statement.words, label)


def score_words(used: frozenset[str], label: str) -> float:
    """The share of a label's words (by their letters, long words tell more) that are among some, 0 to 1."""
    wanted = content_words(label)
    letters = sum(map(len, wanted))
    return sum(len(word) for word in wanted if _uses(used, word)) / letters if letters else 0.0


def uses_word(statement: Statement, word: str) -> bool:
    """Whether a statement has a word, another form of it, or a compound with it."""
    return among(word, statement.words)


def among(word: str, words: frozenset[str]) -> bool:
    """Whether a word, another form of it or a compound with it is one of some folded words."""
    return _uses(words, word)


@lru_cache(maxsize=65_536)
def _uses(used: frozenset[str], word: str) -> bool:
    return word in used or _stem(word) in _stems(used) or _in_compound(word, used)


def same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one, or one is in a compound of the other."""
    return _stem(one) == _stem(other) or _in_compound(one, frozenset({other})) or _in_compound(other, frozenset({one}))


def agrees(statement: Statement, measure: Measure | None, period: str | None) -> bool:
    """Whether a place fits what a statement says; what either leaves unsaid fits all."""
    if None not in (statement.measure, measure) and statement.measure is not measure and measure is not Measure.UNKNOWN:
        return False
    years = years_of(statement.period)
    return not years or period is None or bool(set(years) & set(years_of(period)))


def _measure_at(figure: PrintedFigure, figures: tuple[PrintedFigure, ...], sentence: Sentence) -> Measure | None:
    """The kind of figure: the only one that the sentence names, else the last one between it and the figure before."""
    if len({measure for _, measure in sentence.measures}) < 2:
        return sentence.measure
    start = max((other.end for other in figures if other.end <= figure.start), default=0)
    named = [measure for at, measure in sentence.measures if start <= at < figure.start]
    return named[-1] if named else None


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    """A word without the endings of plurals and inflected adjectives; crude, but the same on both sides."""
    for ending in ("'s", "en", "e", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_COMPOUND - 1:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=1024)
def _stems(used: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_stem, used))


def _in_compound(word: str, used: frozenset[str]) -> bool:
    stem = _stem(word)
    return len(stem) >= SHORTEST_COMPOUND and any(other.startswith(stem) or other.endswith(word) for other in used)
