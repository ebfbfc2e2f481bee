"""A sentence as a line that patterns run over: each word with its form, its lemma and what a verb form can be."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from normalise.language.ambitions.verbs import VERB_FORMS, base_of, verbal
from normalise.language.model import Token

NUMERAL = "n"
YEAR = "y"
YEAR_FORM = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?")
DIGITS = re.compile(r"[€]?\d[\d.,]*%?")
UNSAFE = re.compile(r"[/ ]")

Word = tuple[str, str, str]
"""Form in small letters, lemma, and letters: what it can be as a verb, or that it is a number or a year."""


@dataclass(frozen=True, eq=False)
class Line:
    """A run of tokens of one sentence, ready for patterns; a place outside it has empty words."""

    tokens: tuple[Token, ...]
    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """What patterns are matched against: `daalt/dalen/f naar/naar/ 5/5/n `."""
        return "".join(f"{form}/{lemma}/{letters} " for form, lemma, letters in self.words)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """For each token its place in the line's text."""
        found, at = [], 0
        for form, lemma, letters in self.words:
            found.append(at)
            at += len(form) + len(lemma) + len(letters) + 3
        return tuple(found)

    @cached_property
    def keys(self) -> frozenset[str]:
        """All forms and lemmas: a pattern none of whose words is here needs no closer look."""
        return frozenset(part for form, lemma, _ in self.words for part in (form, lemma))

    def token_at(self, place: int) -> int:
        """The index of the token at a place in the line's text; the number of tokens for its end."""
        return len(self.tokens) if place >= len(self.text) else bisect_right(self.starts, place) - 1

    def form(self, at: int) -> str:
        """The form of a token in small letters; empty outside the line."""
        return self.words[at][0] if 0 <= at < len(self.words) else ""

    def lemma(self, at: int) -> str:
        """The lemma of a token; empty outside the line."""
        return self.words[at][1] if 0 <= at < len(self.words) else ""

    def letters(self, at: int) -> str:
        """What a token can be as a verb, or that it is a number; empty outside the line."""
        return self.words[at][2] if 0 <= at < len(self.words) else ""

    def is_verb(self, at: int) -> bool:
        """Whether a token can be a verb that is no bare stem."""
        return not VERB_FORMS.isdisjoint(self.letters(at))

    def part(self, first: int, after: int) -> Line:
        """The line of some of its tokens."""
        return Line(self.tokens[first:after], self.words[first:after])

    def __len__(self) -> int:
        return len(self.words)


def line_of(tokens: Sequence[Token], numerals: Sequence[tuple[int, int]] = ()) -> Line:
    """The line of a sentence; `numerals` are the numbers in words, as first token and the one behind the last."""
    counted = {at for first, after in numerals for at in range(first, after)}
    words = (
        _word(token.norm, token.lemma) if at not in counted else (token.norm, token.norm, NUMERAL)
        for at, token in enumerate(tokens)
    )
    return Line(tuple(tokens), tuple(words))


@lru_cache(maxsize=65_536)
def _word(norm: str, lemma: str) -> Word:
    form = UNSAFE.sub("_", norm)
    if DIGITS.fullmatch(form):
        return form, form, YEAR if YEAR_FORM.fullmatch(form) else NUMERAL
    base = UNSAFE.sub("_", base_of(form, lemma))
    return form, base, verbal(form, base)
