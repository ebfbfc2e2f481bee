"""Lists of words that are asked of single tokens: `*team` stands for every word that ends so."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from normalise.language.ambitions.lines import Line
from normalise.vocabulary import load

FIELDS, GRAMMAR = "ambitions_fields", "ambitions_grammar"
LONGEST_PHRASE = 4
"""Words of the longest phrase in the vocabulary."""


class WordSet:
    """The words of one list, found by form or lemma; entries of several words are found where they begin."""

    def __init__(self, entries: Collection[str]) -> None:
        self._single = frozenset(entry for entry in entries if "*" not in entry and " " not in entry)
        globs = [re.escape(entry).replace(r"\*", r"\w*") for entry in entries if "*" in entry]
        self._globs = re.compile("|".join(globs)) if globs else None
        self._seen: dict[str, bool] = {}
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for entry in sorted((entry for entry in entries if " " in entry), key=lambda entry: (-len(entry), entry)):
            parts = tuple(entry.split())
            self._phrases.setdefault(parts[0], []).append(parts)
        self._heads = self._single | frozenset(self._phrases)

    def at(self, line: Line, place: int) -> int:
        """How many tokens the word or phrase at a place has; 0 where none of the list stands there."""
        if not 0 <= place < len(line.words):
            return 0
        form, lemma, _ = line.words[place]
        for parts in self._phrases.get(form, ()):
            if all(line.form(place + offset) == part for offset, part in enumerate(parts)):
                return len(parts)
        return 1 if form in self._single or lemma in self._single or self._is_glob(form) else 0

    def _is_glob(self, form: str) -> bool:
        if self._globs is None:
            return False
        known = self._seen.get(form)
        if known is None:
            known = self._seen[form] = self._globs.fullmatch(form) is not None
        return known

    def ends_at(self, line: Line, place: int) -> bool:
        """Whether a word or phrase of the list ends just before a place."""
        return any(self.at(line, start) == place - start for start in range(max(0, place - LONGEST_PHRASE), place))

    def find(self, line: Line) -> int | None:
        """The first place in a line where a word of the list stands."""
        likely = self._heads & line.keys
        if not likely and self._globs is None:
            return None
        for place, (form, lemma, _) in enumerate(line.words):
            if (form in likely or lemma in likely or self._is_glob(form)) and self.at(line, place):
                return place
        return None

    def within(self, line: Line) -> bool:
        """Whether a word of the list stands in a line."""
        return self.find(line) is not None


@cache
def word_set(section: str, key: str) -> WordSet:
    """The word list `key` under `[section]` of the vocabulary of fields."""
    return WordSet(load(FIELDS)[section][key])


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """The words of a list of the vocabulary of fields, as they are."""
    return frozenset(load(FIELDS)[section][key])


@cache
def grammar(section: str, key: str) -> frozenset[str]:
    """A list of function words."""
    return frozenset(load(GRAMMAR)[section][key])
