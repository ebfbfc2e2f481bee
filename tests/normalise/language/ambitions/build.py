"""Sentences and clauses for tests of ambitions, read by the engine without a model."""

from __future__ import annotations

from normalise.language.ambitions.clauses import Clause, split_clauses
from normalise.language.ambitions.lines import Line, line_of
from normalise.language.ambitions.sections import Genre, Role, Section
from normalise.language.engine import load_engine

LETTER = Section(Role.THEME, Genre.LETTER, 2026, listed=False, led=False)
"""Below a heading that names a subject, in a letter: nothing is an ambition because of where it stands."""


def lines(text: str) -> list[Line]:
    return [
        line_of(sentence.tokens, [(number.first, number.after) for number in sentence.numbers])
        for sentence in load_engine().sentences(text)
    ]


def line(text: str) -> Line:
    (one,) = lines(text)
    return one


def clauses(text: str) -> list[Clause]:
    return [clause for one in lines(text) for clause in split_clauses(one)]
