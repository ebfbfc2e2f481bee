"""Sentences of running text: what each is about, taken alone and with the sentences that it points back to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from normalise.dataset import Measure, Passage, PassageKind
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence: its text, the one period and the measures that it names, and the words that can name an indicator."""

    text: str
    period: str | None
    measures: tuple[tuple[int, Measure], ...]
    words: frozenset[str]
    refers_back: bool

    @property
    def measure(self) -> Measure | None:
        kinds = {measure for _, measure in self.measures}
        return kinds.pop() if len(kinds) == 1 else None


def told_sentences(
    passages: Iterable[Passage], wanted: Callable[[str], bool]
) -> Iterator[tuple[str, Sentence, tuple[Sentence, ...]]]:
    """Every sentence of the passages whose text is wanted, with its passage_id and its context.

    The context is the sentence and those it points back to, the nearest first; passages come in reading order.
    """
    before: Passage | None = None
    for passage in (each for each in passages if each.kind in TOLD):
        if wanted(passage.text):
            earlier = [read_sentence(text) for text in split_sentences(_text_before(passage, before))[-1:]]
            for text in split_sentences(passage.text):
                sentence = read_sentence(text)
                yield passage.passage_id, sentence, _context(sentence, earlier)
                earlier.append(sentence)
        before = passage


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


def _text_before(passage: Passage, before: Passage | None) -> str:
    return before.text if before is not None and before.document_id == passage.document_id else ""


def _context(sentence: Sentence, earlier: list[Sentence]) -> tuple[Sentence, ...]:
    """The sentence and those it points back to, the nearest first."""
    context = [sentence]
    for previous in reversed(earlier[-FARTHEST_BACK:]):
        if not context[-1].refers_back:
            break
        context.append(previous)
    return tuple(context)


@lru_cache(maxsize=4096)
def read_sentence(text: str) -> Sentence:
    """What a sentence says by itself."""
    lowered = straighten(text).lower()
    return Sentence(
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


def split_sentences(text: str) -> list[str]:
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
