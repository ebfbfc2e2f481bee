"""What a cue asks of its clause besides its words, by the names that the vocabulary uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from normalise.language.ambitions.actors import subject
from normalise.language.ambitions.by_section import is_planned
from normalise.language.ambitions.clauses import Clause, Tense, has_number
from normalise.language.ambitions.deeds import has_aim, is_deed, tells
from normalise.language.ambitions.lines import NUMERAL
from normalise.language.ambitions.sections import Role, Section
from normalise.language.ambitions.verbs import INFINITIVE, PAST
from normalise.language.ambitions.wordsets import grammar, word_set


@dataclass(frozen=True, slots=True)
class Match:
    """A cue that was found in a clause: from the token `start` on, its span beginning at `span`."""

    clause: Clause
    section: Section
    start: int
    span: int
    end: int
    """The token behind the match."""
    follows_goal: bool
    """A sentence just before it stated a goal."""


def _is_wish(match: Match) -> bool:
    """Whether somebody who can act wants it: what residents or a motion want is no ambition of the text."""
    return subject(match.clause) is not None and not word_set("people", "words").within(match.clause.front)


def _is_thing(match: Match) -> bool:
    """Whether what asks is a task, not a person: `dit vraagt om`."""
    return subject(match.clause) is None and not word_set("people", "words").within(match.clause.front)


def _is_planned_or_ours(match: Match) -> bool:
    """In a section with a subject of its own the present tense of these words is a plan, also in letters and reports."""
    return match.section.role is Role.THEME or is_planned(match.clause, match.section)


def _is_direct(match: Match) -> bool:
    """Whether no other verb stands between the cue and its clause: `willen dat`, not `willen voorkomen dat`."""
    return not any(INFINITIVE in match.clause.line.letters(at) for at in range(match.start + 1, match.span))


def _has_predicate(match: Match) -> bool:
    """Whether the goal is something (`doel is minder overlast`), not somehow (`de ambitie is hoog`) or somewhere."""
    line, at = match.clause.line, match.span
    if (
        at - 1 != match.clause.finite
        or line.form(at) in grammar("nouns", "prepositions") - {"om"}
        or word_set("verbs", "adverbs").at(line, at)
    ):
        return False
    return sum(token.is_word for token in line.tokens[at:]) > 1 or NUMERAL in line.letters(at)


NEEDS: Mapping[str, Callable[[Match], bool]] = {
    "number": lambda match: has_number(match.clause.line),
    "aim": lambda match: has_aim(match.clause.line.part(match.start, len(match.clause.line))),
    "wisher": _is_wish,
    "thing": _is_thing,
    "deed": lambda match: is_deed(match.clause),
    "no_telling": lambda match: not tells(match.clause),
    "main": lambda match: match.start == match.clause.finite,
    "direct": _is_direct,
    "no_past": lambda match: all(set(letters) != {PAST} for _, _, letters in match.clause.line.words),
    "now": lambda match: match.clause.tense is Tense.PRESENT,
    "closes_main": lambda match: match.end - 1 == match.clause.finite,
    "predicate": _has_predicate,
    "named": lambda match: match.clause.finite is not None and match.clause.finite > 1,
    "not_denied": lambda match: not match.clause.has("niet", "geen", "nodige"),
    "act": lambda match: is_planned(match.clause, match.section),
    "act_or_ours": _is_planned_or_ours,
    "we": lambda match: word_set("actors", "pronouns").within(match.clause.line),
    "anaphor": lambda match: match.follows_goal,
}
