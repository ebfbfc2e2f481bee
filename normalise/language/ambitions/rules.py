"""Which clauses state an ambition: by their own cues, else by the section they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from normalise.language.ambitions.actors import phrase_behind, subject
from normalise.language.ambitions.clauses import MODALS, Clause, Tense, has_number, split_clauses
from normalise.language.ambitions.cues import Cue, Span, likely_cues, likely_vetoes
from normalise.language.ambitions.lines import NUMERAL, YEAR, Line
from normalise.language.ambitions.sections import Genre, Role, Section
from normalise.language.ambitions.spans import split_aims, trim, whole_clause
from normalise.language.ambitions.verbs import INFINITIVE
from normalise.language.ambitions.wordsets import word_set
from normalise.vocabulary import load

SECTION_RULES = {Role.GOAL: "goal-section", Role.ACTION: "action-section", Role.AGREEMENT: "agreement-section"}


@dataclass(frozen=True, slots=True)
class Hit:
    """An ambition found: its tokens in the sentence, the clause it stands in, and by which rule."""

    first: int
    after: int
    clause: Clause
    rule: str
    strength: int
    form: str | None = None
    status: str | None = None


def find_hits(line: Line, section: Section, *, follows_goal: bool) -> tuple[Hit, ...]:
    """The ambitions of one sentence; `follows_goal` says that a sentence just before it stated a goal."""
    if not any(token.is_word for token in line.tokens) or line.form(len(line) - 1) in ("?", ":"):
        return ()
    return tuple(hit for clause in split_clauses(line) for hit in _of_clause(clause, section, follows_goal))


def _of_clause(clause: Clause, section: Section, follows_goal: bool) -> Iterator[Hit]:
    holding = [veto for veto in likely_vetoes(clause.line) if veto.holds(clause.line)]
    if any(not veto.weak for veto in holding):
        return
    cue = next((cue for cue in likely_cues(clause.line) if _applies(cue, clause, section, follows_goal)), None)
    if cue is not None:
        first, after = _span_of(cue, clause)
        yield from _hits(clause, (first, after), cue.name, cue.strength, cue.form, cue.status)
        return
    found = _by_section(clause, section, vetoed={veto.name for veto in holding})
    if found is not None:
        rule, strength = found
        yield from _hits(clause, whole_clause(clause), rule, strength, None, None)


def _hits(
    clause: Clause, span: tuple[int, int], rule: str, strength: int, form: str | None, status: str | None
) -> Iterator[Hit]:
    for first, after in split_aims(clause.line, span):
        if first >= after:
            continue
        yield Hit(clause.first + first, clause.first + after, clause, rule, strength, form, status)


def _span_of(cue: Cue, clause: Clause) -> tuple[int, int]:
    match = cue.pattern.search(clause.line)
    assert match is not None
    named = match.groupdict().get("span")
    first = clause.line.token_at(match.start("span")) if named is not None else None
    match cue.span:
        case Span.AFTER if first is not None:
            return trim(clause.line, first, len(clause.line))
        case Span.SUBJECT if clause.finite is not None:
            return trim(clause.line, first or 0, clause.finite)
        case _:
            return whole_clause(clause)


def _applies(cue: Cue, clause: Clause, section: Section, follows_goal: bool) -> bool:
    if section.role is Role.CONTEXT and (cue.form == "noodzaak" or "act" in cue.needs):
        return False
    match = cue.pattern.search(clause.line)
    if match is None:
        return False
    told = clause.tense
    if told is Tense.PAST and cue.tense != "any":
        return False
    if told is Tense.PERFECT and cue.tense == "present" and not looks_ahead(clause.line, section):
        return False
    start = clause.line.token_at(match.start())
    to = clause.line.token_at(match.start("span")) if "span" in match.groupdict() else len(clause.line)
    return all(_has(need, clause, section, follows_goal, start, to) for need in cue.needs)


def _has(need: str, clause: Clause, section: Section, follows_goal: bool, start: int, to: int) -> bool:
    behind = clause.line.part(start, len(clause.line))
    checks: dict[str, Callable[[], bool]] = {
        "number": lambda: has_number(clause.line),
        "aim": lambda: _has_aim(behind),
        "wisher": lambda: _wishes(clause),
        "thing": lambda: (
            subject(clause) is None
            and word_set("people", "words").find(clause.line.part(0, clause.finite or 1)) is None
        ),
        "deed": lambda: _is_deed(clause),
        "deed_or_state": lambda: not tells(clause),
        "main": lambda: start == clause.finite,
        "direct": lambda: not any(INFINITIVE in clause.line.letters(at) for at in range(start + 1, to)),
        "now": lambda: clause.tense is Tense.PRESENT,
        "named": lambda: clause.finite is not None and clause.finite > 1,
        "not_denied": lambda: not clause.has("niet", "geen", "nodige"),
        "act": lambda: _is_planned(clause, section),
        "act_or_ours": lambda: (
            _is_planned(clause, section) or (section.role is Role.THEME and section.genre is Genre.LETTER)
        ),
        "we": lambda: word_set("actors", "pronouns").find(clause.line) is not None,
        "be": lambda: clause.finite is not None and clause.line.lemma(clause.finite) in ("zijn", "blijven", "worden"),
        "anaphor": lambda: follows_goal,
    }
    return checks[need]()


def _has_aim(line: Line) -> bool:
    """Whether there is an indicator, a direction or a verb made a noun before the first remark."""
    end = next(
        (at for at in range(3, len(line)) if line.form(at) in (",", "die", "waarin", "waar", "waarbij")), len(line)
    )
    part = line.part(0, end)
    if word_set("quantity", "words").find(part) is not None or word_set("objects", "words").find(part) is not None:
        return True
    if any(word_set("direction", way).find(part) is not None for way in ("increase", "decrease")):
        return True
    return any(
        (INFINITIVE in part.letters(at) and part.form(at - 1) in ("het", "te"))
        or (part.lemma(at).endswith("ing") and at > 2)
        for at in range(1, len(part))
    )


def _wishes(clause: Clause) -> bool:
    if subject(clause) is None:
        return False
    return word_set("people", "words").find(clause.line.part(0, clause.finite or 1)) is None


def _is_deed(clause: Clause) -> bool:
    """Whether someone does it: not `zal toenemen`, `gaat over`."""
    verb = clause.verb
    if verb in MODALS or verb in ("zijn", "blijven", "hebben") or tells(clause):
        return False
    if subject(clause) is not None or phrase_behind(clause.line, "door") is not None:
        return True
    return clause.has("worden") and not word_set("verbs", "change").at(clause.line, clause.finite or 0)


def tells(clause: Clause) -> bool:
    """Whether the clause is about telling, deciding or keeping track: no act of the policy itself."""
    told = load("ambitions_fields")["verbs"]["told"]
    return clause.verb in told or not clause.compounds.isdisjoint(told)


def _is_planned(clause: Clause, section: Section) -> bool:
    if section.role in SECTION_RULES:
        return True
    return (section.genre is Genre.PLAN and section.role is Role.THEME) or looks_ahead(clause.line, section)


def looks_ahead(line: Line, section: Section) -> bool:
    """Whether a clause names a time that lies ahead of the document."""
    if word_set("ahead", "words").find(line) is not None:
        return True
    before_year = word_set("ahead", "before_year")
    for at in range(len(line)):
        if YEAR in line.letters(at):
            year = int(line.form(at)[:4])
            if before_year.ends_at(line, at) and (section.year is None or year >= section.year):
                return True
    return False


def _by_section(clause: Clause, section: Section, vetoed: set[str]) -> tuple[str, int] | None:
    """The rule of the section and the strength that it gives; None where the section makes it no ambition."""
    if clause.tense is Tense.PAST or tells(clause):
        return None
    match section.role:
        case Role.GOAL | Role.AGREEMENT:
            return _under_goals(clause, section, vetoed)
        case Role.ACTION:
            return _under_actions(clause, section, vetoed)
        case Role.THEME if section.genre is Genre.PLAN:
            return ("act-in-plan", 3) if not vetoed and (_is_new(clause) or _is_state_ahead(clause, section)) else None
        case Role.THEME | Role.NONE | Role.RESULT:
            return _outside_plans(clause, section) if not vetoed else None
        case _:
            return None


def _is_new(clause: Clause) -> bool:
    return is_act(clause) or _is_measured(clause) or _gains(clause) or _goes_no_further(clause)


def _goes_no_further(clause: Clause) -> bool:
    """`neemt niet verder toe`."""
    if clause.tense is not Tense.PRESENT or not clause.has("verder") or not clause.has("niet"):
        return False
    moving = {*load("ambitions_fields")["direction"]["increase"], *load("ambitions_fields")["direction"]["decrease"]}
    return not moving.isdisjoint({*clause.compounds, clause.verb})


def _outside_plans(clause: Clause, section: Section) -> tuple[str, int] | None:
    """In letters and reports the present tense is a plan where it lies ahead, or where `we` change something."""
    if (looks_ahead(clause.line, section) or _hedged(clause)) and (_is_new(clause) or _is_state_ahead(clause, section)):
        return "act-ahead", 3
    if section.role is not Role.THEME:
        return None
    return ("act-announced", 3) if _is_announced(clause, section) else None


def _is_announced(clause: Clause, section: Section) -> bool:
    """`ik stel een regisseur aan`, `de samenwerking wordt versterkt`, `gaat van tien naar zes dagen`."""
    if clause.tense is not Tense.PRESENT or clause.finite is None:
        return False
    if _is_measured(clause) and (is_act(clause) or _is_path(clause.line)):
        return True
    moves = any(word_set("direction", way).at(clause.line, at) for way in ("increase", "decrease")
                for at in range(len(clause.line)) if clause.line.letters(at))  # fmt: skip
    if moves and is_act(clause):
        return True
    found = subject(clause)
    pronoun = found is not None and bool(word_set("actors", "pronouns").at(clause.line, found.first))
    return pronoun and section.genre is Genre.LETTER and is_act(clause)


def _is_path(line: Line) -> bool:
    """`van tien naar zes`."""
    return any(
        line.form(at) == "van"
        and NUMERAL in line.letters(at + 1)
        and any(line.form(to) in ("naar", "tot") for to in range(at + 2, min(len(line), at + 7)))
        for at in range(len(line))
    )


def _is_state_ahead(clause: Clause, section: Section) -> bool:
    """`in 2030 is de wijk veilig`, `uiterlijk in 2027 zijn alle mentoren getraind`."""
    if clause.finite is None or clause.line.lemma(clause.finite) not in ("zijn", "hebben"):
        return False
    if clause.tense is Tense.PERFECT and section.year is None:
        return False
    return looks_ahead(clause.line, section) and any(YEAR in letters for _, _, letters in clause.line.words)


def _under_goals(clause: Clause, section: Section, vetoed: set[str]) -> tuple[str, int] | None:
    strength = 4 if section.role is Role.AGREEMENT else 2
    if section.listed:
        return None if "past-time" in vetoed else (SECTION_RULES[section.role], strength)
    if vetoed or clause.tense is Tense.NONE or (clause.tense is Tense.PERFECT and not _is_reached(clause, section)):
        return None
    if is_act(clause) or _gains(clause):
        return SECTION_RULES[section.role], max(strength, 3)
    return (SECTION_RULES[section.role], strength) if not _describes(clause) else None


def _is_reached(clause: Clause, section: Section) -> bool:
    """`de opruimtijd is gehalveerd`: under goals a change that has come about is what is wanted."""
    moved = any(word_set("direction", way).find(clause.line) is not None for way in ("increase", "decrease"))
    return clause.has("is", "zijn") and (moved or looks_ahead(clause.line, section))


def _under_actions(clause: Clause, section: Section, vetoed: set[str]) -> tuple[str, int] | None:
    if section.listed:
        return None if "past-time" in vetoed or clause.tense is Tense.PERFECT else (SECTION_RULES[section.role], 3)
    planned = clause.tense is Tense.PRESENT and _is_new(clause)
    return (SECTION_RULES[section.role], 3) if planned and not vetoed else None


def is_act(clause: Clause) -> bool:
    """Whether someone does something in the present, or something is done."""
    if clause.tense is not Tense.PRESENT:
        return False
    if clause.passive:
        return True
    assert clause.finite is not None
    own = clause.line.lemma(clause.finite)
    if own == "blijven" and clause.verb != "blijven":
        return subject(clause) is not None
    if word_set("verbs", "state").at(clause.line, clause.finite) and not any(
        len(one) > len(own) + 1 for one in clause.compounds
    ):
        return False
    return subject(clause) is not None and own not in MODALS


def _is_measured(clause: Clause) -> bool:
    """Whether an indicator gets a figure or a course in the present: `blijft minstens een 6,5`, `groeit met 40 fte`."""
    if clause.tense is not Tense.PRESENT or not has_number(clause.line):
        return False
    line = clause.line
    moves = any(word_set("direction", way).find(line) is not None for way in ("increase", "decrease", "keep"))
    bound = any(word_set("values", way).find(line) is not None for way in ("min", "max"))
    return moves or bound or _is_path(line)


def _gains(clause: Clause) -> bool:
    """`krijgen er 20 fte bij`, `komen 36 aspiranten bij`: what someone will get."""
    if clause.tense is not Tense.PRESENT or clause.finite is None:
        return False
    gets = clause.line.lemma(clause.finite) == "krijgen"
    comes = clause.line.lemma(clause.finite) == "komen" and clause.has("er")
    return gets or comes


def _hedged(clause: Clause) -> bool:
    """Whether it is only possible, or looked into: `waar mogelijk`, `verkend wordt of`."""
    looked_into = clause.verb in load("ambitions_fields")["hedges"]["verbs"] and clause.has("of")
    return word_set("hedges", "front").at(clause.line, 0) > 0 or looked_into


def _describes(clause: Clause) -> bool:
    """`X is een Y`: what something is."""
    assert clause.finite is not None
    return clause.line.lemma(clause.finite) == "zijn" and clause.line.form(clause.finite + 1) in (
        "een",
        "het",
        "de",
        "nog",
        "al",
    )
