"""Words of headers and labels against the vocabulary: patterns with `*`, matched on folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from normalise.dataset import Measure
from normalise.text import fold
from normalise.vocabulary import load

EDGE_BEFORE, EDGE_AFTER = r"(?<![^\W_])", r"(?![^\W_])"


def compile_words(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for whole words; `*` stands for any letters, so `streefcijfer*` finds `streefcijfers`."""
    alternatives = sorted({re.escape(fold(word)).replace(r"\*", r"\w*") for word in words}, key=len, reverse=True)
    return re.compile(EDGE_BEFORE + "(?:" + "|".join(alternatives) + ")" + EDGE_AFTER)


@lru_cache(maxsize=1)
def _measures() -> tuple[tuple[Measure, re.Pattern[str]], ...]:
    return tuple((Measure(name), compile_words(words)) for name, words in load("measures")["measures"].items())


@lru_cache(maxsize=1)
def _filler() -> re.Pattern[str]:
    return compile_words(load("measures")["filler"]["words"])


@lru_cache(maxsize=8192)
def find_measures(text: str) -> tuple[Measure, ...]:
    """The measures that a text names, the one that rules first.

    >>> find_measures("Afwijking begroting rekening")
    (<Measure.VERSCHIL: 'verschil'>, <Measure.REALISATIE: 'realisatie'>, <Measure.RAMING: 'raming'>)
    """
    folded = fold(text)
    return tuple(measure for measure, pattern in _measures() if pattern.search(folded))


@lru_cache(maxsize=8192)
def without_measures(text: str) -> str:
    """What is left of a header when the words of measures, and words that only go with them, are taken out."""
    folded = fold(text)
    for _, pattern in _measures():
        folded = pattern.sub(" ", folded)
    return " ".join(_filler().sub(" ", folded).split()).strip(" -/:,.()*")


@lru_cache(maxsize=1)
def _roles() -> dict[str, dict[str, int]]:
    roles = load("columns")["roles"]
    return {role: {fold(word): rank for rank, word in enumerate(words)} for role, words in roles.items()}


@lru_cache(maxsize=8192)
def column_roles(header: str) -> dict[str, int]:
    """Roles that a column's header names, each with its rank in the vocabulary (0 is strongest)."""
    folded = fold(header).strip(" :*")
    found: dict[str, int] = {}
    for role, words in _roles().items():
        for word, rank in words.items():
            if folded == word or ("*" in word and re.fullmatch(re.escape(word).replace(r"\*", r"\w*"), folded)):
                found.setdefault(role, rank)
    return found


@lru_cache(maxsize=1)
def _row_words() -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        kind: {where: tuple(map(fold, words)) for where, words in table.items()} for kind, table in load("rows").items()
    }


@lru_cache(maxsize=16384)
def label_is(kind: str, label: str, where: str = "starts") -> bool:
    """Whether a row's label starts (or ends) with a word that makes it an of-which row, a total or a note."""
    bare = fold(label).lstrip("-–•· ").strip()
    words = _row_words()[kind].get(where, ())
    if where.startswith("starts"):
        return any(bare.startswith(word) and not bare[len(word) : len(word) + 1].isalnum() for word in words)
    return any(bare.endswith(word) for word in words)
