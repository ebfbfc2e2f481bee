"""Growth in running text: `een daling van 12%`, `ruim een verdubbeling`, `van 187 naar 205`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from normalise.dataset import Passage
from normalise.sentences import Sentence, told_sentences
from normalise.text import fold
from normalise.vocabulary import load
from normalise.wordlists import word_pattern
from normalise.words import compile_words

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
PERCENT = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})\s?(?:%|procent\b)")
FROM_TO = re.compile(
    rf"\bvan\s+(?:€\s?)?(?P<first>{NUMBER})(?P<first_unit>\s?(?:%|procent))?(?:\s+(?:in|over)\s+(?P<base>(?:19|20)\d\d))?"
    rf"\s+(?:naar|tot)\s+(?:€\s?)?(?P<second>{NUMBER})(?![.,]?\d)(?:\s?(?:%|procent))?(?:\s+(?:in|over)\s+(?P<year>(?:19|20)\d\d))?"
)  # van 187 in 2019 naar 205 in 2020
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]?\d)")
JOINTS = (
    ("nouns", re.compile(r"\s+(?:van|met)\b")),
    ("verbs", re.compile(r".{0,24}\bmet\b")),
    ("particles", re.compile(r"\s+met\b")),
)
"""What stands between the word of a growth and its percentage."""
WITH = re.compile(r"\bmet\s+(?:\w+\s+){0,2}$")
THAN = re.compile(r"\s+(?:\S+\s+){0,4}?dan\s+(?:in|over|het)\b")

NEAR = 60
"""Characters between the word of a growth and its percentage; more of them speak of something else."""
FEW = Decimal("0.1")
SOME = Decimal("0.25")
"""Shares by which `a doubling` and `a good doubling` may differ from one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What a sentence says of one figure beside an earlier one."""

    passage_id: str
    sentence: str
    said: str
    """As the text says it: `daling … 12%`."""
    words: frozenset[str]
    """Words that can name an indicator, of the sentence and of those that it points back to."""
    year: int
    base: int
    """The year that it is compared with."""
    low: Decimal
    high: Decimal
    """Between which the later figure, divided by the earlier one, must lie."""
    ends: tuple[Decimal, Decimal] | None = None
    """The two figures, where the text prints them."""
    lone: bool = True
    """The sentence says no other growth."""

    def fits(self, first: Decimal, second: Decimal) -> bool:
        """Whether an earlier and a later figure are what the sentence says."""
        if self.ends is not None:
            return (first, second) == self.ends
        return first > 0 and self.low <= second / first <= self.high


def find_growth(passages: Iterable[Passage]) -> Iterator[Growth]:
    """What running text says of growth between two years; plans and expectations are left out."""
    for passage_id, sentence, context in told_sentences(
        passages, lambda text: _any_growth().search(fold(text)) is not None
    ):
        text = fold(sentence.text)
        years = _years(text, context)
        if years is None or word_pattern("growth", "plan").search(text):
            continue
        found = [*_from_to(text), *_percentages(text), *_multiples(text)]
        for said, low, high, ends in found:
            yield Growth(
                passage_id=passage_id,
                sentence=sentence.text,
                said=said,
                words=frozenset[str]().union(*(one.words for one in context)),
                year=years[1],
                base=years[0],
                low=low,
                high=high,
                ends=ends,
                lone=len(found) == 1,
            )


Found = tuple[str, Decimal, Decimal, tuple[Decimal, Decimal] | None]


def _years(text: str, context: tuple[Sentence, ...]) -> tuple[int, int] | None:
    """The earlier and the later year: both as named, or the one that is named and the year before it."""
    named = sorted({int(year) for year in YEAR.findall(text)})
    if not named:
        named = sorted({int(one.period) for one in context[1:2] if one.period and YEAR.fullmatch(one.period)})
    if len(named) == 1:
        return named[0] - 1, named[0]
    return (named[0], named[1]) if len(named) == 2 else None


def _from_to(text: str) -> Iterator[Found]:
    for match in FROM_TO.finditer(text):
        if not YEAR.fullmatch(match["first"]):
            yield match[0], Decimal(0), Decimal(0), (_decimal(match["first"]), _decimal(match["second"]))


def _percentages(text: str) -> Iterator[Found]:
    """A percentage right behind the word of a growth (`daling van 12%`), or before a comparison (`12% minder`)."""
    for match in PERCENT.finditer(text):
        before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() : match.end() + NEAR]
        for sign, way in ((1, "up"), (-1, "down")):
            word = _growth_before(way, before) or _growth_after(way, before, after)
            if word:
                share = _decimal(match["number"]) / 100
                place = Decimal(1).scaleb(-2 - len(match["number"].partition(",")[2]))
                low, high = _loosened(1 + sign * share, place / 2, before)
                yield f"{word} {match[0]}", low, high, None
                break


def _growth_before(way: str, before: str) -> str | None:
    """The word of a growth that a percentage behind it belongs to: joined by `van` or `met`, no figure but a year between."""
    for kind, joint in JOINTS:
        for word in word_pattern("growth", way, kind).finditer(before):
            rest = before[word.end() :]
            if joint.match(rest) and not any(map(str.isdigit, YEAR.sub("", rest))):
                return word[0]
    return None


def _growth_after(way: str, before: str, after: str) -> str | None:
    """The word of a growth behind a percentage: `met 12% gedaald`, `met 12% af`, `12% minder overvallen dan in`."""
    if WITH.search(before):
        for kind in ("verbs", "particles"):
            match = word_pattern("growth", way, kind).match(after.lstrip())
            if match:
                return match[0]
    match = word_pattern("growth", way, "compared").match(after.lstrip())
    return match[0] if match and THAN.match(after.lstrip()[match.end() :]) else None


def _multiples(text: str) -> Iterator[Found]:
    for factor, pattern in _multiple_patterns():
        for match in pattern.finditer(text):
            low, high = _loosened(factor, factor * FEW, text[max(0, match.start() - NEAR) : match.start()])
            yield match[0], low, high, None


def _loosened(ratio: Decimal, tolerance: Decimal, before: str) -> tuple[Decimal, Decimal]:
    """The bounds of a ratio; `ruim` and `bijna` before it let it run on to one side, `circa` to both."""
    more, less, about = (_ends_with(kind, before) for kind in ("more", "less", "about"))
    wide = abs(ratio - 1) * SOME
    low = ratio - (wide if less or about else tolerance)
    high = ratio + (wide if more or about else tolerance)
    return low, high


def _ends_with(kind: str, before: str) -> bool:
    end = len(before.rstrip())
    return any(match.end() == end for match in word_pattern("growth", "looser", kind).finditer(before))


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(".", "").replace(",", "."))


@lru_cache(maxsize=1)
def _multiple_patterns() -> tuple[tuple[Decimal, re.Pattern[str]], ...]:
    return tuple((Decimal(factor), compile_words(words)) for factor, words in load("growth")["multiple"].items())


@lru_cache(maxsize=1)
def _any_growth() -> re.Pattern[str]:
    """A quick look: whether a text can say a growth at all."""
    vocabulary = load("growth")
    words = [
        word
        for way in ("up", "down")
        for kind in ("nouns", "verbs", "particles", "compared")
        for word in vocabulary[way][kind]
    ]
    words += [word for each in vocabulary["multiple"].values() for word in each]
    return re.compile(f"{compile_words(words).pattern}|{FROM_TO.pattern}")
