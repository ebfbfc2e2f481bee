"""Lists of words that are asked of single tokens: `*team` stands for every word that ends so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from normalise.language.ambitions.lines import Line
from normalise.vocabulary import load

VOCABULARY = "ambitions_fields"


class WordSet:
    """The words of one list, found by form or lemma; entries of several words are found where they begin."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._single = frozenset(entry for entry in entries if "*" not in entry and " " not in entry)
        globs = [re.escape(entry).replace(r"\*", r"\w*") for entry in entries if "*" in entry]
        self._globs = re.compile("|".join(globs)) if globs else None
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for entry in sorted((entry for entry in entries if " " in entry), key=len, reverse=True):
            parts = tuple(entry.split())
            self._phrases.setdefault(parts[0], []).append(parts)

    def at(self, line: Line, place: int) -> int:
        """How many tokens the word or phrase at a place has; 0 where none of the list stands there."""
        form, lemma = line.form(place), line.lemma(place)
        for parts in self._phrases.get(form, ()):
            if all(line.form(place + offset) == part for offset, part in enumerate(parts)):
                return len(parts)
        if form in self._single or lemma in self._single:
            return 1
        return 1 if self._globs is not None and self._globs.fullmatch(form) else 0

    def ends_at(self, line: Line, place: int) -> bool:
        """Whether a word or phrase of the list ends just before a place."""
        if place < 1:
            return False
        return any(
            length and start + length == place
            for start in range(max(0, place - 4), place)
            for length in (self.at(line, start),)
        )

    def find(self, line: Line) -> int | None:
        """The first place in a line where a word of the list stands."""
        return next((place for place in range(len(line)) if self.at(line, place)), None)


@cache
def word_set(section: str, key: str) -> WordSet:
    """The word list `key` under `[section]` of the vocabulary of fields."""
    return WordSet(load(VOCABULARY)[section][key])
