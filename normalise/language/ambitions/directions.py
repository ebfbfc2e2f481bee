"""Where the indicator of an ambition is to go: up, down, kept, or to a state that is to be reached."""

from __future__ import annotations

import re
from decimal import Decimal

from normalise.dataset import AmbitionForm, Movement
from normalise.language.ambitions.clauses import Tense
from normalise.language.ambitions.fields import TARGETS, Content
from normalise.language.ambitions.lines import Line
from normalise.language.ambitions.values import Value
from normalise.language.ambitions.verbs import INFINITIVE
from normalise.language.ambitions.wordsets import listed, word_set
from normalise.language.number_words import find_numbers_in_words

WAYS = (Movement.INCREASE, Movement.DECREASE)
LIMITS = ("boven", "onder", "beneden", "verder", "hoger", "lager")
"""Behind `niet` these keep an indicator where it is."""
DIGITS = re.compile(r"\d+(?:\.\d+)?")


def direction_of(content: Content, form: AmbitionForm) -> Movement:
    """Where the indicator is to go, by the first word of the span that says so, verbs first."""
    if _keeps(content):
        return Movement.MAINTAIN
    apart = next((way for way in WAYS if _moves_apart(content, way)), None)
    if apart is not None:
        return apart
    if word_set("direction", "more_of_less").within(content.own):
        return Movement.DECREASE
    own = content.own.part(0, _colon(content.own)) if form is AmbitionForm.NEED else content.own
    moves = [(place, way) for way in WAYS for place in _places(own, way)]
    if moves:
        return min(moves)[1]
    if content.value is not None:
        return _along_path(content.line, content.value)
    bare_act = content.clause.tense is Tense.NONE and _is_bare_act(content.own)
    return Movement.REACH if form is AmbitionForm.GOAL and not bare_act else Movement.NONE


def _colon(line: Line) -> int:
    """The end of what is needed: behind a colon stands what it consists of."""
    return next((at for at in range(len(line)) if line.form(at) == ":"), len(line))


def _keeps(content: Content) -> bool:
    """`blijft`, `vasthouden`, `niet boven`, `niet verder toenemen`."""
    own = content.own
    if word_set("direction", "maintain").within(own) or word_set("direction", "keep").within(own):
        return True
    if _moves_apart(content, Movement.MAINTAIN):
        return True
    return any(own.form(at) == "niet" and own.form(at + 1) in LIMITS for at in range(len(own)))


def _moves_apart(content: Content, way: Movement) -> bool:
    """Whether a verb whose halves stand apart says so: `loopt … op`."""
    return not content.clause.compounds.isdisjoint(listed("direction", way.value))


def _places(line: Line, way: Movement) -> list[tuple[bool, int]]:
    """Where the words of a direction stand, verbs before the nouns that they are about: `de groei moet worden geremd`."""
    words = word_set("direction", way.value)
    return [(not line.is_verb(at), at) for at in range(len(line)) if words.at(line, at) and not _bounds(line, at)]


def _bounds(line: Line, at: int) -> bool:
    """`meer dan 20`, `niet meer`: the word belongs to a bound or a negation."""
    if line.form(at) not in ("meer", "minder", "hoger", "lager"):
        return False
    denied = any(line.form(place) in ("niet", "geen") for place in range(max(0, at - 3), at))
    return line.form(at + 1) == "dan" or denied


def _along_path(line: Line, value: Value) -> Movement:
    """`van 10 naar 6` goes down; a figure without the one it comes from is to be reached."""
    if line.form(value.at - 1) not in TARGETS:
        return Movement.REACH
    starts = [at + 1 for at in range(value.at - 1) if line.form(at) == "van"]
    numbers = [number for at in starts if (number := _number_at(line, at)) is not None]
    if not numbers or numbers[-1] == value.number:
        return Movement.REACH
    return Movement.INCREASE if value.number > numbers[-1] else Movement.DECREASE


def _number_at(line: Line, at: int) -> Decimal | None:
    digits = line.form(at).replace(".", "").replace(",", ".")
    if DIGITS.fullmatch(digits):
        return Decimal(digits)
    words = find_numbers_in_words([line.form(at)])
    return Decimal(words[0].value) if words else None


def _is_bare_act(line: Line) -> bool:
    """`radicalisering vroegtijdig signaleren`: an infinitive at the end, with its object before it."""
    return len(line) > 1 and INFINITIVE in line.letters(len(line) - 1)
