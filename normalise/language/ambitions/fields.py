"""The fields of an ambition, read from its words: form, kind, direction, actor, object, strength and status."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from normalise.dataset import AmbitionForm, AmbitionKind, AmbitionStatus, Bound, Movement
from normalise.language.ambitions.actors import NounPhrase, phrase_behind, subject
from normalise.language.ambitions.clauses import MODALS, Clause, Tense, has_number
from normalise.language.ambitions.lines import Line
from normalise.language.ambitions.rules import Hit, is_act
from normalise.language.ambitions.values import Value
from normalise.language.ambitions.verbs import INFINITIVE
from normalise.language.ambitions.wordsets import word_set
from normalise.vocabulary import load

STATED = {"kwalitatief": AmbitionKind.QUALITATIVE, "kwalitatieve": AmbitionKind.QUALITATIVE,
          "kwantitatief": AmbitionKind.QUANTITATIVE, "kwantitatieve": AmbitionKind.QUANTITATIVE}  # fmt: skip
LOSING_ACTOR = ("agreed-that", "agree-that")
"""Who agrees is not who must act."""
SUBORDINATE_WISH = ("want-that", "important-that", "goal-clause")


DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Content:
    """A hit with the lines that its fields are read from."""

    hit: Hit
    line: Line
    """Of the sentence."""
    own: Line
    """Of the span."""
    value: Value | None


def kind_of(content: Content) -> AmbitionKind:
    """Whether success is counted: by a value, an indicator that is a number, or more of something countable."""
    if content.value is not None or word_set("quantity", "words").find(content.own) is not None:
        return AmbitionKind.QUANTITATIVE
    compare = word_set("quantity", "compare")
    for at in range(len(content.own) - 1):
        if (
            compare.at(content.own, at)
            and _is_plural(content.own, at + 1)
            and not content.own.form(at) == content.own.form(at + 1)
        ):
            return AmbitionKind.QUANTITATIVE
    return AmbitionKind.QUALITATIVE


def _is_plural(line: Line, at: int) -> bool:
    form, lemma = line.form(at), line.lemma(at)
    return form != lemma and form.endswith(("en", "s")) and INFINITIVE not in line.letters(at) and form.isalpha()


def kind_stated(line: Line) -> AmbitionKind | None:
    """What the sentence itself calls it; None where it says neither, or both."""
    said = {STATED[form] for form, _, _ in line.words if form in STATED}
    return said.pop() if len(said) == 1 else None


def direction_of(content: Content, form: AmbitionForm) -> Movement:
    """Where the indicator is to go, by the first word of the span that says so."""
    own, value = content.own, content.value
    if (
        word_set("direction", "maintain").find(own) is not None
        or _keeps(content)
        or _moves_apart(content, Movement.MAINTAIN)
    ):
        return Movement.MAINTAIN
    moves = [(place, way) for way in (Movement.INCREASE, Movement.DECREASE)
             for place in _places(own, way.value)]  # fmt: skip
    apart = next((way for way in (Movement.INCREASE, Movement.DECREASE) if _moves_apart(content, way)), None)
    if apart is not None:
        return apart
    if word_set("direction", "more_of_less").find(own) is not None:
        return Movement.DECREASE
    if moves:
        return min(moves)[1]
    if value is not None:
        return _along_path(content.line, value)
    if form is AmbitionForm.GOAL and content.hit.clause.tense is Tense.NONE and _is_bare_act(own):
        return Movement.NONE
    if form is AmbitionForm.GOAL and content.hit.rule not in ("goals-become",):
        return Movement.REACH
    return Movement.NONE


def _moves_apart(content: Content, way: Movement) -> bool:
    """Whether a verb whose halves stand apart says so: `loopt … op`."""
    return not content.hit.clause.compounds.isdisjoint(load("ambitions_fields")["direction"][way.value])


def _places(line: Line, way: str) -> list[tuple[bool, int]]:
    """Where the words of a direction stand, verbs before the nouns that they are about: `de groei moet worden geremd`."""
    listed = word_set("direction", way)
    found = [at for at in range(len(line)) if listed.at(line, at) and not _bounding(line, at)]
    return [(not line.letters(at), at) for at in found]


def _bounding(line: Line, at: int) -> bool:
    """`meer dan 20`, `niet verder`: the word belongs to a bound."""
    return line.form(at) in ("meer", "minder", "hoger", "lager") and line.form(at + 1) == "dan"


def _along_path(line: Line, value: Value) -> Movement:
    """`van tien naar zes` goes down; a figure without the one it comes from is to be reached."""
    if line.form(value.at - 1) not in ("naar", "tot"):
        return Movement.REACH
    before = [
        number
        for at in range(value.at - 1)
        if line.form(at) == "van" and (number := _number_at(line, at + 1)) is not None
    ]
    if not before or before[-1] == value.number:
        return Movement.REACH
    return Movement.INCREASE if value.number > before[-1] else Movement.DECREASE


def _number_at(line: Line, at: int) -> Decimal | None:
    digits = line.form(at).replace(".", "").replace(",", ".")
    return Decimal(digits) if DIGITS.fullmatch(digits) else None


def _is_bare_act(line: Line) -> bool:
    """`radicalisering vroegtijdig signaleren`: an infinitive at the end, with its object before it."""
    return len(line) > 1 and INFINITIVE in line.letters(len(line) - 1)


def _keeps(content: Content) -> bool:
    """`blijft`, `niet boven`, `niet verder toenemen`."""
    own = content.own
    for at in range(len(own)):
        if own.form(at) == "niet" and own.form(at + 1) in ("boven", "onder", "beneden", "verder", "hoger", "lager"):
            return True
    keep = word_set("direction", "keep").find(own)
    return keep is not None


def form_of(content: Content, actor: NounPhrase | None) -> AmbitionForm:
    """Norm, effort, need or goal."""
    hit, value = content.hit, content.value
    if hit.form == "noodzaak":
        return AmbitionForm.NEED
    if hit.form == "norm" and (value is not None or kind_of(content) is AmbitionKind.QUANTITATIVE):
        return AmbitionForm.NORM
    acts = actor is not None and _acts(hit.clause)
    if value is not None:
        effort = value.unit in ("fte", "EUR") or value.bound is Bound.EXACT
        return AmbitionForm.EFFORT if acts and effort else AmbitionForm.NORM
    if hit.rule in ("goals-for", "effort", "effort-inverted", "work-on", "invest", "take-over", "bet-on-passive"):
        return AmbitionForm.EFFORT
    if hit.rule in (
        "want-that",
        "goal-clause",
        "goal-colon",
        "important-that",
        "want",
        "goal-dropped",
        "goal-kept",
        "attach-to",
        "goal-is",
        "is-goal",
    ):
        return AmbitionForm.GOAL
    if acts or (hit.clause.passive and hit.rule in ("act-in-plan", "act-ahead", "action-section")):
        return AmbitionForm.EFFORT
    if hit.clause.tense is Tense.NONE and hit.rule == "action-section":
        return AmbitionForm.EFFORT
    return AmbitionForm.GOAL


def _acts(clause: Clause) -> bool:
    if clause.finite is None:
        return False
    own = clause.line.lemma(clause.finite)
    return is_act(clause) or (own in MODALS and own not in ("moeten", "dienen", "willen"))


def actor_of(content: Content) -> NounPhrase | None:
    """Who must act, in tokens of the clause's line; None where nobody is named."""
    hit, line = content.hit, content.hit.clause.line
    if hit.rule in LOSING_ACTOR:
        return None
    if hit.rule in ("goals-for", "goal-for-indicator", "norm-set", "norm-anaphor"):
        for preposition in ("door", "met", "voor"):
            found = phrase_behind(line, preposition)
            if found is not None:
                return found
        return None
    found = subject(hit.clause)
    if found is not None:
        return found if _can_act(hit.clause, found) else phrase_behind(line, "door")
    return phrase_behind(line, "door")


def _can_act(clause: Clause, found: NounPhrase) -> bool:
    """Whether what the subject is said to do is something that it does, not what is done to it."""
    if clause.finite is None:
        return True
    own = clause.line.lemma(clause.finite)
    return not clause.passive and own != "worden" and (own != "zijn" or clause.has("voornemens", "plan"))


def strength_of(content: Content) -> int:
    """4 agreed or set, 3 obliged or done, 2 striven for, 1 possible."""
    line = content.hit.clause.line
    start = next((at for at in range(len(line)) if line.tokens[at].is_word), 0)
    if word_set("hedges", "front").at(line, start):
        return 1
    finite = content.hit.clause.finite
    if (
        finite is not None
        and line.lemma(finite) in ("kunnen", "mogen")
        and content.hit.rule.endswith(("section", "plan", "ahead"))
    ):
        return 1
    if content.hit.clause.verb in load("ambitions_fields")["hedges"]["verbs"]:
        return 1
    return content.hit.strength


def status_of(content: Content) -> AmbitionStatus:
    """New unless the text says that it goes on, is weighed or is dropped."""
    if content.hit.status is not None:
        return AmbitionStatus(content.hit.status)
    own, clause = content.own, content.hit.clause
    if clause.verb in load("ambitions_fields")["status"]["continued"] or not clause.compounds.isdisjoint(
        load("ambitions_fields")["status"]["continued"]
    ):
        return AmbitionStatus.CONTINUED
    going_on = word_set("direction", "keep").find(own)
    if going_on is not None and clause.finite is not None and not has_number(own):
        verb = clause.verb
        if own.lemma(going_on) == "blijven" and any(
            INFINITIVE in own.letters(at) and own.lemma(at) not in ("blijven", "zullen", "moeten")
            for at in range(going_on + 1, len(own))
        ):
            return (
                AmbitionStatus.CONTINUED
                if content.hit.rule not in ("must", "want-that") and verb
                else AmbitionStatus.NEW
            )
    return AmbitionStatus.NEW
