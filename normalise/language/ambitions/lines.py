"""A sentence as a line that patterns run over: each word with its form, its lemma and what a verb form can be."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from normalise.language.ambitions.verbs import verb_of, verbal
from normalise.language.model import Token

NUMERAL = "n"
YEAR = "y"
YEAR_FORM = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?")
DIGITS = re.compile(r"[€]?\d[\d.,]*%?")
UNSAFE = re.compile(r"[/ ]")


@dataclass(frozen=True, eq=False)
class Line:
    """A run of tokens of one sentence, ready for patterns."""

    tokens: tuple[Token, ...]
    numerals: frozenset[int] = frozenset()
    """Places of the tokens that are numbers in words."""

    @cached_property
    def words(self) -> tuple[tuple[str, str, str], ...]:
        """Form, lemma and letters of every token."""
        return tuple(self._word(at, token) for at, token in enumerate(self.tokens))

    def _word(self, at: int, token: Token) -> tuple[str, str, str]:
        form = UNSAFE.sub("_", token.norm)
        if at in self.numerals:
            return form, form, NUMERAL
        if DIGITS.fullmatch(form):
            return form, form, YEAR if YEAR_FORM.fullmatch(form) else NUMERAL
        lemma = UNSAFE.sub("_", verb_of(form, token.lemma))
        return form, lemma, verbal(form, lemma)

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

    def part(self, first: int, after: int) -> Line:
        """The line of some of its tokens."""
        inside = frozenset(at - first for at in self.numerals if first <= at < after)
        return Line(self.tokens[first:after], inside)

    def __len__(self) -> int:
        return len(self.tokens)


def line_of(tokens: Sequence[Token], numerals: Sequence[tuple[int, int]] = ()) -> Line:
    """The line of a sentence; `numerals` are the numbers in words, as first token and the one behind the last."""
    return Line(tuple(tokens), frozenset(at for first, after in numerals for at in range(first, after)))
