"""Statements: what a sentence of running text says in figures.

A statement is one figure of one sentence with the unit, the period, the kind of figure and the words it is said with. A
sentence that begins with "deze doelstelling" or "die" takes what it lacks from the sentence before it. Statements are
evidence: for a cell whose place the source lost, and for or against a cell that prints the same figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from normalise.dataset import Measure, Observation, Passage, PassageKind
from normalise.numerals import PrintedFigure, find_figures
from normalise.periods import find_periods
from normalise.text import fold, straighten
from normalise.vocabulary import load
from normalise.wordlists import word_pattern

TOLD = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.CAPTION})
"""Passages that tell something in sentences; headings name, and notes are checked by their markers."""

SENTENCE_END = re.compile(r"(?<=[.!?])[»\"')\]]*\s+(?=[«\"'(]*[A-ZÀ-Ý0-9•])|\s*\n\s*")  # … 205 verdachten. Verder is …
TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")  # verdachten, csv's; hyphens part the words of a compound
YEAR_CODE = re.compile(r"\d{4}(?:-[SQ]\d)?|\d{4}/\d{4}")  # 2021, 2020-S1, 2019/2022; a month (2020-11) is rather a date

YEAR_OF_CODE = re.compile(r"(?:^|/)(\d{4})")  # both ends of 2019/2022 and of 2020-Q1/2020-Q3

# meer dan | afgesproken, onder de | norm
COMPARED_WITH = re.compile(r"\b(?:dan|boven|onder|tegen|tegenover|ten opzichte van|t\.o\.v\.)\s+(?:de\s+|het\s+)?$")

FARTHEST_BACK = 3
"""Sentences back that a reference such as "dit aantal" is followed, as the annotation of ambitions has it."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    text: str
    period: str | None
    measures: tuple[tuple[int, Measure], ...]
    words: frozenset[str]
    refers_back: bool

    @property
    def measure(self) -> Measure | None:
        kinds = {measure for _, measure in self.measures}
        return kinds.pop() if len(kinds) == 1 else None


def find_statements(passages: Iterable[Passage]) -> tuple[Statement, ...]:
    """All statements in running text, in reading order; passages come in reading order."""
    return _find_statements(tuple(passage for passage in passages if passage.kind in TOLD))


@lru_cache(maxsize=64)
def _find_statements(passages: tuple[Passage, ...]) -> tuple[Statement, ...]:
    return tuple(
        statement
        for at, passage in enumerate(passages)
        for statement in _of_passage(passage, passages[at - 1] if at else None)
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
    """The share of a label's words (by their letters, long words tell more) that a statement uses, 0 to 1."""
    wanted = content_words(label)
    letters = sum(map(len, wanted))
    return sum(len(word) for word in wanted if uses_word(statement, word)) / letters if letters else 0.0


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


@lru_cache(maxsize=4096)
def years_of(period: str | None) -> tuple[int, ...]:
    """The years of a period; none for none.

    >>> years_of("2019/2022"), years_of("2020-S1")
    ((2019, 2020, 2021, 2022), (2020,))
    """
    ends = YEAR_OF_CODE.findall(period or "")
    return tuple(range(int(ends[0]), int(ends[-1]) + 1)) if ends else ()


@lru_cache(maxsize=16_384)
def content_words(text: str) -> frozenset[str]:
    """The folded words of a text that can tell one indicator from another.

    >>> sorted(content_words("Conservatoir beslag (in mln. euro's)"))
    ['beslag', 'conservatoir']
    """
    return frozenset(word for word in TOKEN.findall(fold(text)) if word not in _stop_words())


def _of_passage(passage: Passage, before: Passage | None) -> Iterator[Statement]:
    if not any(map(str.isdigit, passage.text)):
        return
    earlier = [_read_sentence(text) for text in _split(_text_before(passage, before))[-1:]]
    for text in _split(passage.text):
        sentence = _read_sentence(text)
        context = _context(sentence, earlier)
        figures = find_figures(text)
        for figure in figures:
            yield Statement(
                passage_id=passage.passage_id,
                sentence=text,
                figure=figure,
                period=next((one.period for one in context if one.period), None),
                measure=_measure_at(figure, figures, sentence)
                or next((one.measure for one in context if one.measures), None),
                words=frozenset().union(*(one.words for one in context)),
                lone=len(figures) == 1,
            )
        earlier.append(sentence)


def _text_before(passage: Passage, before: Passage | None) -> str:
    return before.text if before is not None and before.document_id == passage.document_id else ""


def _context(sentence: _Sentence, earlier: list[_Sentence]) -> tuple[_Sentence, ...]:
    """The sentence and those it points back to, the nearest first."""
    context = [sentence]
    for previous in reversed(earlier[-FARTHEST_BACK:]):
        if not context[-1].refers_back:
            break
        context.append(previous)
    return tuple(context)


def _measure_at(figure: PrintedFigure, figures: tuple[PrintedFigure, ...], sentence: _Sentence) -> Measure | None:
    """The kind of figure: the only one that the sentence names, else the last one between it and the figure before."""
    if len({measure for _, measure in sentence.measures}) < 2:
        return sentence.measure
    start = max((other.end for other in figures if other.end <= figure.start), default=0)
    named = [measure for at, measure in sentence.measures if start <= at < figure.start]
    return named[-1] if named else None


@lru_cache(maxsize=4096)
def _read_sentence(text: str) -> _Sentence:
    lowered = straighten(text).lower()
    return _Sentence(
        text=text,
        period=_only_period(text),
        measures=_named_measures(lowered),
        words=content_words(text),
        refers_back=word_pattern("prose", "anaphora", "starts").match(lowered.lstrip(" «\"'(")) is not None,
    )


def _named_measures(lowered: str) -> tuple[tuple[int, Measure], ...]:
    """The measures that a sentence names and where, apart from what it compares with ("meer dan afgesproken")."""
    for patterns in (_measure_patterns(), _weak_patterns()):
        named = [(match.start(), measure) for measure, pattern in patterns for match in pattern.finditer(lowered)]
        if named:
            return tuple(sorted((at, measure) for at, measure in named if not COMPARED_WITH.search(lowered[:at])))
    return ()


def _only_period(text: str) -> str | None:
    """The period of a sentence, if it names just one; dates are no periods of figures."""
    codes = {period.code for period in find_periods(text) if period.date is None and YEAR_CODE.fullmatch(period.code)}
    return codes.pop() if len(codes) == 1 else None


def _split(text: str) -> list[str]:
    """The sentences of a text."""
    sentences: list[str] = []
    start = 0
    for match in SENTENCE_END.finditer(text):
        if "\n" in match[0] or not _open_abbreviation().search(text[start : match.start()]):
            sentences.append(text[start : match.start()])
            start = match.end()
    sentences.append(text[start:])
    return [sentence for sentence in map(str.strip, sentences) if sentence]


@lru_cache(maxsize=1)
def _open_abbreviation() -> re.Pattern[str]:
    """Ends with an abbreviation that asks for a word ("art. 5", "o.a. X"): no end of a sentence, as "mln." may be one."""
    words = map(re.escape, load("abbreviations")["points"]["open"])
    return re.compile(rf"(?<![\w.])(?:{'|'.join(words)})$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    return frozenset(map(fold, load("prose")["stop"]["words"]))


MeasurePatterns = tuple[tuple[Measure, re.Pattern[str]], ...]


@lru_cache(maxsize=1)
def _measure_patterns() -> MeasurePatterns:
    kinds = (Measure.NORM, Measure.REALISATIE, Measure.RAMING)
    return tuple((kind, word_pattern("prose", "measures", kind.value)) for kind in kinds)


@lru_cache(maxsize=1)
def _weak_patterns() -> MeasurePatterns:
    return ((Measure.REALISATIE, word_pattern("prose", "measures", "weak_realisatie")),)


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
