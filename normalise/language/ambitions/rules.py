"""Which clauses state an ambition: by their own cues, else by the section they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from normalise.language.ambitions.by_section import by_section
from normalise.language.ambitions.clauses import Clause, Tense, split_clauses
from normalise.language.ambitions.cues import NEED, Cue, SpanOf, likely_cues, likely_vetoes
from normalise.language.ambitions.deeds import looks_ahead
from normalise.language.ambitions.lines import Line
from normalise.language.ambitions.needs import NEEDS, Match
from normalise.language.ambitions.sections import Role, Section
from normalise.language.ambitions.spans import Span, split_aims, trim, whole_clause
from normalise.language.ambitions.verbs import PARTICIPLE

PART_OF = "part-of"
"""The rule of `…, waarvan een kwart …`: a part of what was aimed at just before."""
NO_STATEMENT = ("?", ":")
"""How a question and a line that introduces a list end."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An ambition found: its tokens in the sentence, the clause it stands in, and on what ground."""

    first: int
    after: int
    clause: Clause
    rule: str
    strength: int
    cue: Cue | None = None
    """None where the section is the ground."""


def find_hits(line: Line, section: Section, *, follows_goal: bool) -> tuple[Hit, ...]:
    """The ambitions of one sentence; `follows_goal` says that a sentence just before it stated a goal."""
    if not any(token.is_word for token in line.tokens) or line.form(len(line) - 1) in NO_STATEMENT:
        return ()
    found: list[Hit] = []
    for clause in split_clauses(line):
        hits = tuple(_of_clause(clause, section, follows_goal))
        of_last = found and (not hits or hits[0].cue is None) and clause.line.form(0) == "waarvan"
        found += _hits(Hit(*whole_clause(clause), clause, PART_OF, found[-1].strength)) if of_last else hits
    return tuple(found)


def _of_clause(clause: Clause, section: Section, follows_goal: bool) -> Iterator[Hit]:
    holding = [veto for veto in likely_vetoes(clause.line) if veto.holds(clause.line)]
    if any(not veto.weak for veto in holding):
        return
    cue = next((cue for cue in likely_cues(clause.line) if applies(cue, clause, section, follows_goal)), None)
    if cue is not None:
        yield from _hits(Hit(*_span_of(cue, clause), clause, cue.name, cue.strength, cue))
        return
    ground = by_section(clause, section, frozenset(veto.name for veto in holding))
    if ground is not None:
        yield from _hits(Hit(*whole_clause(clause), clause, ground.rule, ground.strength))


def _hits(hit: Hit) -> Iterator[Hit]:
    """A hit in the places of its clause as hits in those of the sentence, one for each aim."""
    for first, after in split_aims(hit.clause.line, (hit.first, hit.after)):
        if first < after:
            offset = hit.clause.first
            yield Hit(offset + first, offset + after, hit.clause, hit.rule, hit.strength, hit.cue)


def _span_of(cue: Cue, clause: Clause) -> Span:
    line = clause.line
    match = cue.pattern.search(line)
    assert match is not None
    marked = line.token_at(match.start("span")) if "span" in match.groupdict() else 0
    match cue.span:
        case SpanOf.AFTER:
            return trim(line, marked, len(line))
        case SpanOf.EACH if len(split_aims(line, trim(line, marked, len(line)))) > 1:
            return trim(line, marked, len(line))
        case SpanOf.SUBJECT if clause.finite is not None:
            return trim(line, marked, _purpose(line) if marked < clause.finite else _last_participle(line))
        case _:
            return whole_clause(clause)


def _purpose(line: Line) -> int:
    """Where the reason that a goal is weighed for begins: `om te bezien of …`; the end of the line without one."""
    return next((at for at in range(2, len(line)) if line.form(at) == "om"), len(line))


def _last_participle(line: Line) -> int:
    """Where the subject of `verder is de uitwerking … overeengekomen` ends."""
    return next((at for at in range(len(line) - 1, 0, -1) if PARTICIPLE in line.letters(at)), len(line))


def applies(cue: Cue, clause: Clause, section: Section, follows_goal: bool) -> bool:
    """Whether a cue makes a clause an ambition: its words, its tense, and all that it asks for besides."""
    if section.role is Role.CONTEXT and (cue.form == NEED or "act" in cue.needs):
        return False
    found = cue.pattern.search(clause.line)
    if found is None or not _fits_tense(cue, clause, section):
        return False
    line = clause.line
    span = line.token_at(found.start("span")) if "span" in found.groupdict() else len(line)
    match = Match(clause, section, line.token_at(found.start()), span, line.token_at(found.end()), follows_goal)
    return all(NEEDS[need](match) for need in cue.needs)


def _fits_tense(cue: Cue, clause: Clause, section: Section) -> bool:
    """Whether a cue may speak in the tense of its clause: what was done is a result, unless it was agreed."""
    match clause.tense:
        case Tense.PAST:
            return cue.tense == "any"
        case Tense.PERFECT:
            return cue.tense != "present" or looks_ahead(clause.line, section.year)
        case _:
            return True
