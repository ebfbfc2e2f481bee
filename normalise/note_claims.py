"""Claims: what a footnote says in figures, to be held against the cells that it bears on.

`cijfers van 9 van de 10 eenheden`, `t/m september`, `eerder gepubliceerd als 481`. What a claim is lies in the vocabulary
`note_claims.toml`; here its numbers and its year are read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from normalise.numerals import PrintedFigure, find_figures
from normalise.periods import find_periods
from normalise.sentences import YEAR_OF_CODE, split_sentences
from normalise.text import straighten
from normalise.vocabulary import Entry, entries, section, word
from normalise.wordlists import named_pattern, word_pattern

VOCABULARY = "note_claims"
MONTHS_IN_YEAR = 12
MONTHS = {"months": 1, "quarter": 3, "quarters": 3, "half": 6}
"""What the groups of a pattern for a part of the year are counted in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`4 van de 10 regio's`."""

    part: int
    whole: int
    noun: str
    """What is counted, in small letters."""
    coverage: bool
    """Whether it says from how many a figure was gathered; else the figure itself may be this share."""
    said: str
    """As printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfYear:
    """`t/m september`, `alleen het eerste kwartaal`."""

    months: int
    """1 to 11."""
    year: int | None
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A figure that a note states: what it is, or what it was in an earlier publication."""

    figure: PrintedFigure
    earlier: bool
    year: int | None
    said: str


Claim = Share | PartOfYear | Stated


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    says: re.Pattern[str]
    unless: re.Pattern[str] | None


@lru_cache(maxsize=4096)
def read_claims(text: str) -> tuple[Claim, ...]:
    """What a note says in figures, in printed order; nothing is said twice.

    >>> [claim.said for claim in read_claims("Cijfers van 9 van de 10 eenheden, t/m september.")]
    ['9 van de 10 eenheden', 't/m september']
    """
    found = [each for sentence in split_sentences(text) for each in _of_sentence(sentence)]
    return tuple(dict.fromkeys(found))


def is_partial(text: str) -> bool:
    """Whether a note says that its figures leave out a part of the year, or some of those that should give figures."""
    return any(
        isinstance(one, PartOfYear) or (isinstance(one, Share) and one.coverage and one.part < one.whole)
        for one in read_claims(text)
    )


def part_of_year(text: str) -> PartOfYear | None:
    """The first part of a year that a note says its figures are of."""
    return next((one for one in read_claims(text) if isinstance(one, PartOfYear)), None)


def definition_way(text: str) -> int:
    """1 for a definition that takes in more than before, -1 for one that takes in less, 0 where the note does not say."""
    folded = straighten(text).lower()
    wider, narrower = (word_pattern(VOCABULARY, "definition", key).search(folded) for key in ("wider", "narrower"))
    return bool(wider and not narrower) - bool(narrower and not wider)


def _of_sentence(sentence: str) -> Iterator[Claim]:
    lowered = straighten(sentence).lower()
    found: list[tuple[int, Claim]] = []
    taken: dict[str, list[range]] = defaultdict(list)
    for rule in _rules():
        if rule.unless is not None and rule.unless.search(lowered):
            continue
        for match in rule.says.finditer(lowered):
            # Two patterns may find one claim; the first that does has it.
            free = not any(match.start() < other.stop and other.start < match.end() for other in taken[rule.kind])
            claims = list(_read(rule.kind, match, sentence)) if free else []
            if claims:
                taken[rule.kind].append(range(*match.span()))
                found += [(match.start(), claim) for claim in claims]
    yield from (claim for _, claim in sorted(found, key=lambda item: item[0]))


def _read(kind: str, match: re.Match[str], sentence: str) -> Iterator[Claim]:
    match kind:
        case "share":
            yield from _share(match, sentence)
        case "part-of-year":
            yield from _part(match, sentence)
        case _:
            yield from _stated(match, sentence)


def _share(match: re.Match[str], sentence: str) -> Iterator[Share]:
    part, whole = _number(match["part"]), _number(match["whole"])
    if whole > 1:
        coverage = word_pattern(VOCABULARY, "coverage").search(straighten(sentence).lower()) is not None
        said = sentence[match.start() : match.end()]
        yield Share(part=part, whole=whole, noun=match["noun"], coverage=coverage, said=said)


def _part(match: re.Match[str], sentence: str) -> Iterator[PartOfYear]:
    months = sum(
        _value(value) * MONTHS[name.partition("_")[0]] for name, value in match.groupdict().items() if value is not None
    )
    if 0 < months < MONTHS_IN_YEAR:
        years = _years(sentence)
        said = sentence[match.start() : match.end()].strip(" (:")
        yield PartOfYear(months=months, year=years[0] if len(years) == 1 else None, said=said)


def _stated(match: re.Match[str], sentence: str) -> Iterator[Stated]:
    said = sentence[match.start() : match.end()]
    for name in ("earlier", "now"):
        if match.groupdict().get(name):
            figures = [one for one in find_figures(sentence) if match.start(name) <= one.start < match.end(name)]
            for figure in figures[:1]:
                yield Stated(figure=figure, earlier=name == "earlier", year=_year_at(sentence, figure.start), said=said)


def _year_at(sentence: str, at: int) -> int | None:
    """The last year named before a place, else the only one of the sentence; a document's year is no figure's year."""
    named = list(_named_years(sentence))
    before = [year for start, year in named if start < at]
    if before:
        return before[-1]
    return named[0][1] if len(named) == 1 else None


def _named_years(sentence: str) -> Iterator[tuple[int, int]]:
    lowered = straighten(sentence).lower()
    for period in find_periods(sentence):
        ends = YEAR_OF_CODE.findall(period.code)
        if len(ends) == 1 and not _document_before().search(lowered[: period.start]):
            yield period.start, int(ends[0])


def _years(sentence: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(year for _, year in _named_years(sentence)))


def _document_before() -> re.Pattern[str]:
    """Ends with the name of a document: the year behind it is the document's."""
    return named_pattern(VOCABULARY, r"\b<document>\s+(?:over\s+)?$")


def _number(printed: str) -> int:
    counts = section(VOCABULARY, "words")["counts"]
    return counts.index(printed) if printed in counts else int(printed.replace(".", ""))


def _value(printed: str) -> int:
    """A number, or what a month or an ordinal comes to; what is named rather than counted comes to one.

    >>> _value("september"), _value("derde"), _value("6"), _value("eerste halfjaar")
    (9, 3, 6, 1)
    """
    words = section(VOCABULARY, "words")
    for names in (words["month"], words["ordinal"]):
        for place, forms in enumerate(names, start=1):
            if printed in forms.split("|"):
                return place
    return _number(printed) if printed in words["counts"] or printed.isdigit() else 1


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    return tuple(map(_read_rule, entries(VOCABULARY, "claim")))


def _read_rule(entry: Entry) -> _Rule:
    unless = word(entry, "unless")
    return _Rule(
        kind=word(entry, "kind") or "",
        says=named_pattern(VOCABULARY, word(entry, "says") or ""),
        unless=named_pattern(VOCABULARY, unless) if unless else None,
    )
