"""What `deze doelstelling`, `dat aantal` or `die` at the head of an ambition points back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalise.dataset import Ambition
from normalise.language.ambitions.lines import NUMERAL, Line
from normalise.language.ambitions.wordsets import word_set
from normalise.language.model import Sentence

FARTHEST_BACK = 3
"""Sentences back in which an antecedent is sought, as the guidelines for annotation have it."""
HEAD = 4
"""Words at the head of an ambition among which a pointer is one: `voor 2021 is deze doelstelling`."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that was read before, and the ambitions in it."""

    sentence: Sentence
    line: Line
    ambitions: tuple[Ambition, ...]


def find_antecedent(own: Line, before: Sequence[Told]) -> Told | None:
    """The sentence that the words of an ambition point back to; None where they point nowhere.

    `before` are the sentences before it in reading order. A named noun (`deze norm`) is sought in the last three, those
    with an ambition first; a bare pronoun means the last one.
    """
    near = before[-FARTHEST_BACK:]
    if not near:
        return None
    noun = _pointed_noun(own)
    if noun is not None:
        return _by_noun(noun, near)
    return near[-1] if _points(own) else None


def _points(own: Line) -> bool:
    if word_set("anaphora", "adverbs").at(own, 0):
        return True
    return own.form(0) in ("die", "dat", "dit", "deze") and bool(own.letters(1)) and NUMERAL not in own.letters(1)


def _pointed_noun(own: Line) -> str | None:
    pointers = word_set("anaphora", "pointers")
    for at in range(min(HEAD, len(own) - 1)):
        if pointers.at(own, at):
            for key in ("goals", "figures"):
                if word_set("anaphora", key).at(own, at + 1):
                    return own.lemma(at + 1)
    return None


def _by_noun(noun: str, near: Sequence[Told]) -> Told:
    named = [told for told in near if noun in told.line.keys]
    aims = [told for told in named if told.ambitions]
    if aims or named:
        return (aims or named)[-1]
    counted = [told for told in near if told.ambitions or any(NUMERAL in letters for _, _, letters in told.line.words)]
    return (counted or list(near))[-1]
