"""The vocabulary of units, compiled: spellings to units, and patterns that read one at a place in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from types import MappingProxyType

from normalise.text import fold
from normalise.vocabulary import Entry, VocabularyError, entries, flag, whole, word, words

VOCABULARY = "units"
NO_LETTER_AFTER = r"(?![^\W\d_])"


class Kind(Enum):
    """What sort of unit it is, which decides what `per ...` and a multiplier do to it."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    MARK = "mark"
    TIME = "time"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit of the vocabulary."""

    measure: str
    kind: Kind
    scalable: bool
    """Whether a multiplier that is printed elsewhere may hold for it."""


def _measured(entry: Entry) -> Measured:
    measure = word(entry, "measure")
    if measure is None:
        raise VocabularyError(f"a unit without measure in {VOCABULARY}.toml: {dict(entry)!r}")
    kind = Kind(word(entry, "kind") or Kind.QUANTITY.value)
    return Measured(measure, kind, flag(entry, "scalable", default=False))


def _spelled(*keys: str) -> dict[str, Measured]:
    return {
        fold(text): _measured(entry)
        for entry in entries(VOCABULARY, "unit")
        for key in keys
        for text in words(entry, key)
    }


@lru_cache(maxsize=4)
def units_by_spelling(only: str | None = None) -> Mapping[str, Measured]:
    """Every folded spelling and its unit; with `only`, the spellings of that key of the vocabulary."""
    return MappingProxyType(_spelled(*([only] if only else ["spellings", "behind"])))


@lru_cache(maxsize=1)
def units_by_head() -> Mapping[str, Measured]:
    """The folded words that, at the head of a label, give its unit."""
    return MappingProxyType(_spelled("heads"))


@lru_cache(maxsize=1)
def powers() -> Mapping[str, int]:
    """Every folded multiplier word and its power of ten."""
    return MappingProxyType(_powers("scale"))


@lru_cache(maxsize=1)
def money_powers() -> Mapping[str, int]:
    """The folded signs that are money and multiplier in one, such as `k€`."""
    return MappingProxyType(_powers("money_scale"))


def _powers(key: str) -> dict[str, int]:
    return {
        fold(text): whole(entry, "power") or 0
        for entry in entries(VOCABULARY, key)
        for text in words(entry, "spellings")
    }


@cache
def listed(key: str) -> frozenset[str]:
    """The folded words of the lists `[[key]]`."""
    return frozenset(fold(text) for entry in entries(VOCABULARY, key) for text in words(entry, "words"))


def any_of(spellings: Iterable[str]) -> str:
    """A pattern for any of the spellings, the longest first; no letter may follow one that ends in a letter."""
    longest = sorted(spellings, key=lambda text: (-len(text), text))
    return "|".join(re.escape(text) + (NO_LETTER_AFTER if text[-1].isalnum() else "") for text in longest)


@lru_cache(maxsize=2)
def token_pattern(*, behind: bool) -> re.Pattern[str]:
    """Reads one token of a unit phrase: `x`, `1.000`, `mln.`, `k€` or a unit; `behind` adds those for after "in"."""
    spellings = units_by_spelling(None if behind else "spellings")
    return re.compile(
        rf"""\s*(?:
            (?P<times>[x×*]){NO_LETTER_AFTER}
          | (?P<money>{any_of(money_powers())})
          | (?P<scale>{any_of(powers())})
          | (?P<unit>{any_of(spellings)})
          | (?P<power>10{{0,2}}(?:[. ]?000)*)(?!\d|[.,]\d)(?:,[-=]+)?
        )""",
        re.VERBOSE,
    )
