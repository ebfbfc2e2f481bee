"""Clauses without a cue of their own: the section they stand in, and the kind of document, say what the present tense means."""

from __future__ import annotations

from dataclasses import dataclass

from normalise.language.ambitions.actors import subject
from normalise.language.ambitions.clauses import Clause, Tense
from normalise.language.ambitions.deeds import (
    MOVING,
    describes,
    gains,
    is_act,
    is_changed,
    is_counted,
    is_hedged,
    is_measured,
    is_new,
    is_path,
    is_state_ahead,
    looks_ahead,
    tells,
)
from normalise.language.ambitions.sections import Genre, Role, Section
from normalise.language.ambitions.wordsets import word_set

RULES = {Role.GOAL: "goal-section", Role.ACTION: "action-section", Role.AGREEMENT: "agreement-section"}
"""The rules of sections that make what stands in them an ambition."""
IN_PLAN, AHEAD, ANNOUNCED = "act-in-plan", "act-ahead", "act-announced"
PAST_TIME = "past-time"
"""The veto that also holds for the items of a list."""
SET, DONE, WANTED = 4, 3, 2


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a clause is an ambition although none of its words says so."""

    rule: str
    strength: int


def by_section(clause: Clause, section: Section, vetoed: frozenset[str]) -> Ground | None:
    """What the section makes of a clause; None where it makes it no ambition. `vetoed` are the vetoes that hold."""
    if clause.tense is Tense.PAST or tells(clause):
        return None
    match section.role:
        case Role.GOAL | Role.AGREEMENT:
            return _under_goals(clause, section, vetoed)
        case Role.ACTION:
            return _under_actions(clause, section, vetoed)
        case Role.CONTEXT:
            return None
        case Role.THEME if section.genre is Genre.PLAN:
            planned = is_new(clause) or is_state_ahead(clause, section.year)
            return Ground(IN_PLAN, DONE) if planned and not vetoed else None
        case _:
            return _outside_plans(clause, section) if not vetoed else None


def is_planned(clause: Clause, section: Section) -> bool:
    """Whether what a clause says in the present is a plan."""
    if section.role in RULES or (section.genre is Genre.PLAN and section.role is Role.THEME):
        return True
    return looks_ahead(clause.line, section.year)


def _under_goals(clause: Clause, section: Section, vetoed: frozenset[str]) -> Ground | None:
    rule, strength = RULES[section.role], SET if section.role is Role.AGREEMENT else WANTED
    if section.listed:
        return None if PAST_TIME in vetoed else Ground(rule, strength)
    if vetoed or clause.tense is Tense.NONE or (clause.tense is Tense.PERFECT and not _is_reached(clause, section)):
        return None
    if is_act(clause) or gains(clause):
        return Ground(rule, max(strength, DONE))
    return Ground(rule, strength) if not describes(clause) else None


def _is_reached(clause: Clause, section: Section) -> bool:
    """`de opruimtijd is gehalveerd`: under goals a change that has come about is what is wanted."""
    moved = any(word_set("direction", way).within(clause.line) for way in MOVING)
    return clause.auxiliary == "zijn" and (moved or looks_ahead(clause.line, section.year))


def _under_actions(clause: Clause, section: Section, vetoed: frozenset[str]) -> Ground | None:
    listed = section.listed and PAST_TIME not in vetoed and clause.tense is not Tense.PERFECT
    told = not section.listed and not vetoed and (is_new(clause) or is_state_ahead(clause, section.year))
    return Ground(RULES[section.role], DONE) if listed or told else None


def _outside_plans(clause: Clause, section: Section) -> Ground | None:
    """In letters and reports the present tense is a plan where it lies ahead, or where someone announces a change."""
    ahead = looks_ahead(clause.line, section.year) or is_hedged(clause)
    if ahead and (is_new(clause) or is_counted(clause) or is_state_ahead(clause, section.year)):
        return Ground(AHEAD, DONE)
    return Ground(ANNOUNCED, DONE) if section.role is Role.THEME and _is_announced(clause, section) else None


def _is_announced(clause: Clause, section: Section) -> bool:
    """`ik stel een regisseur aan`, `de samenwerking wordt versterkt`, `gaat van tien naar zes dagen`."""
    if is_measured(clause) and (is_act(clause) or is_path(clause.line)):
        return True
    if not is_act(clause):
        return False
    found = subject(clause)
    ours = found is not None and bool(word_set("actors", "pronouns").at(clause.line, found.first))
    return is_changed(clause) or (ours and section.genre is Genre.LETTER)
