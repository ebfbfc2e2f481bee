"""What a clause says: that someone acts, that something is measured, changes, is possible, or is only told."""

from __future__ import annotations

from normalise.language.ambitions.actors import phrase_behind, subject
from normalise.language.ambitions.clauses import Clause, Tense, has_number
from normalise.language.ambitions.lines import NUMERAL, YEAR, Line
from normalise.language.ambitions.verbs import INFINITIVE
from normalise.language.ambitions.wordsets import grammar, listed, word_set

MOVING = ("increase", "decrease")
REMARKS = (",", "die", "waarin", "waar", "waarbij")


def tells(clause: Clause) -> bool:
    """Whether it is about telling, deciding or keeping track: no act of the policy itself."""
    return clause.says(listed("verbs", "told"))


def is_act(clause: Clause) -> bool:
    """Whether someone does something in the present, or something is done."""
    if clause.tense is not Tense.PRESENT:
        return False
    if clause.passive:
        return True
    own = clause.auxiliary
    if own == "blijven" and clause.verb != "blijven":
        return subject(clause) is not None
    if own in listed("verbs", "state") and not any(len(one) > len(own) + 1 for one in clause.compounds):
        return False
    return subject(clause) is not None and own not in grammar("verbs", "modals")


def is_deed(clause: Clause) -> bool:
    """Whether someone is to do it: not `zal toenemen`, `gaat over`."""
    if clause.verb in grammar("verbs", "modals") or clause.verb in ("zijn", "blijven", "hebben") or tells(clause):
        return False
    return subject(clause) is not None or phrase_behind(clause.line, "door") is not None or clause.has("worden")


def is_new(clause: Clause) -> bool:
    """Whether it says in the present what is done, measured, got, or goes no further."""
    return is_act(clause) or is_measured(clause) or gains(clause) or goes_no_further(clause)


def is_measured(clause: Clause) -> bool:
    """Whether an indicator gets a figure or a course in the present: `blijft minstens een 6,5`, `groeit met 40 fte`."""
    if clause.tense is not Tense.PRESENT or not has_number(clause.line):
        return False
    moves = any(word_set("direction", way).within(clause.line) for way in (*MOVING, "keep"))
    bound = any(word_set("values", way).within(clause.line) for way in ("min", "max"))
    return moves or bound or is_path(clause.line)


def is_path(line: Line) -> bool:
    """`van tien naar zes`, `gaat naar 80`."""
    return any(line.form(at) == "naar" and NUMERAL in line.letters(at + 1) for at in range(len(line))) or any(
        line.form(at) == "van"
        and NUMERAL in line.letters(at + 1)
        and any(line.form(to) in ("naar", "tot") for to in range(at + 2, at + 7))
        for at in range(len(line))
    )


def gains(clause: Clause) -> bool:
    """`krijgen er 20 fte bij`, `er komt een meldpunt`: what someone will get."""
    if clause.tense is not Tense.PRESENT:
        return False
    return clause.auxiliary == "krijgen" or (clause.auxiliary == "komen" and clause.has("er"))


def is_counted(clause: Clause) -> bool:
    """`stromen 140 collega's in`: something with a figure happens, other than being or having it."""
    return (
        clause.tense is Tense.PRESENT and has_number(clause.line) and clause.auxiliary not in listed("verbs", "state")
    )


def goes_no_further(clause: Clause) -> bool:
    """`neemt niet verder toe`."""
    if clause.tense is not Tense.PRESENT or not (clause.has("verder") and clause.has("niet")):
        return False
    return any(clause.says(listed("direction", way)) for way in MOVING)


def is_changed(clause: Clause) -> bool:
    """Whether a verb of the clause says that something goes up or down: `wordt versterkt`, `verlagen we`."""
    return any(
        word_set("direction", way).at(clause.line, at)
        for way in MOVING
        for at in range(len(clause.line))
        if clause.line.is_verb(at)
    )


def is_hedged(clause: Clause) -> bool:
    """Whether it is only possible, or looked into: `waar mogelijk`, `verkend wordt of`."""
    looked_into = clause.verb in listed("hedges", "verbs") and clause.has("of")
    return looked_into or word_set("hedges", "front").at(clause.line, 0) > 0


def describes(clause: Clause) -> bool:
    """`X is een Y`: what something is."""
    if clause.auxiliary != "zijn" or clause.finite is None:
        return False
    return clause.line.form(clause.finite + 1) in ("een", "het", "de", "nog", "al")


def has_aim(line: Line) -> bool:
    """Whether there is an indicator, a direction or a verb made a noun before the first remark."""
    end = next((at for at in range(3, len(line)) if line.form(at) in REMARKS), len(line))
    part = line.part(0, end)
    if word_set("quantity", "words").within(part) or word_set("objects", "words").within(part):
        return True
    if any(word_set("direction", way).within(part) for way in MOVING):
        return True
    return any(
        (INFINITIVE in part.letters(at) and part.form(at - 1) in ("het", "te"))
        or (part.lemma(at).endswith("ing") and at > 2)
        for at in range(1, len(part))
    )


def looks_ahead(line: Line, year_ahead: int | None) -> bool:
    """Whether a line names a time that lies ahead; `year_ahead` is the first such year, None where it is not known."""
    if word_set("ahead", "words").within(line):
        return True
    before_year = word_set("ahead", "before_year")
    return any(
        YEAR in line.letters(at)
        and before_year.ends_at(line, at)
        and (year_ahead is None or int(line.form(at)[:4]) >= year_ahead)
        for at in range(len(line))
    )


def is_state_ahead(clause: Clause, year_ahead: int | None) -> bool:
    """`in 2030 is de wijk veilig`, `uiterlijk in 2027 zijn alle mentoren getraind`."""
    if clause.auxiliary not in ("zijn", "hebben") or (clause.tense is Tense.PERFECT and year_ahead is None):
        return False
    named = any(YEAR in letters for _, _, letters in clause.line.words)
    return named and looks_ahead(clause.line, year_ahead)
