"""The words of a clause that are the ambition, and where one clause holds two."""

from __future__ import annotations

from normalise.language.ambitions.clauses import Clause
from normalise.language.ambitions.lines import NUMERAL, Line
from normalise.language.ambitions.verbs import INFINITIVE
from normalise.language.ambitions.wordsets import word_set

Span = tuple[int, int]
"""First token and the one behind the last."""

QUANTITIES = frozenset({"aantal", "aantallen", "percentage", "aandeel"})


def whole_clause(clause: Clause) -> Span:
    """The clause without connectives, remarks and final punctuation."""
    return trim(clause.line, _behind_matrix(clause.line), len(clause.line))


def _behind_matrix(line: Line) -> int:
    """Behind `uitkomst is dat`, `dit betekent dat`; else behind the connectives that open the clause."""
    for at in range(1, min(7, len(line) - 2)):
        if line.form(at) in ("is", "betekent", "luidt") and line.form(at + 1) == "dat":
            return at + 2
    return 0


def trim(line: Line, first: int, after: int) -> Span:
    """A span without the connectives before it, and the remark and marks behind it."""
    connectives = word_set("clause", "connectives")
    while first < after - 1 and (length := connectives.at(line, first)):
        first += length
        if line.form(first) == ",":
            first += 1
    after = _before_remark(line, first, after)
    while after - 1 > first and not line.tokens[after - 1].is_word and line.form(after - 1) not in (")", '"', "%"):
        after -= 1
    while first < after - 1 and not line.tokens[first].is_word and line.form(first) not in ("(", "€", '"', "'"):
        first += 1
    return first, after


def _before_remark(line: Line, first: int, after: int) -> int:
    remarks, reasons = word_set("clause", "remarks"), word_set("clause", "reasons")
    for at in range(first + 3, after - 1):
        opens = (line.form(at) == "," and remarks.at(line, at + 1)) or reasons.at(line, at)
        if opens and not any(NUMERAL in line.letters(place) for place in range(at, after)):
            closing = next((place for place in range(at + 2, after) if line.form(place) == ","), None)
            if closing is None or closing > after - 3:
                return at
    return after


def split_aims(line: Line, span: Span) -> tuple[Span, ...]:
    """The aims within a span: nominalised verbs with their own objects, indicators of another kind, joined necessities."""
    first, after = span
    borders = [at for at in range(first + 2, after - 2) if _parts_aims(line, first, at, after)]
    if not borders:
        return (span,)
    starts = [first, *(at + 1 for at in borders)]
    ends = [*borders, after]
    return tuple(trim(line, start, end) for start, end in zip(starts, ends, strict=True))


def _parts_aims(line: Line, first: int, at: int, after: int) -> bool:
    if line.form(at) != "en" and not (line.form(at) == "," and line.form(at + 1) != "en"):
        return False
    if _nominal_at(line, at + 1) and any(_nominal_at(line, place) for place in range(first, at - 1)):
        return True
    if line.form(at) != "en":
        return False
    if line.form(at + 1) == "om" and any(line.form(place) == "om" for place in range(first, at)):
        return True
    return _other_kind(line, first, at, after)


def _nominal_at(line: Line, at: int) -> bool:
    """`het verbeteren van`, `verbeteren van`: a verb made a noun, with its object."""
    if line.form(at) == "het":
        at += 1
    return INFINITIVE in line.letters(at) and line.form(at).endswith("n") and line.form(at + 1) in ("van", "het", "de")


def _other_kind(line: Line, first: int, at: int, after: int) -> bool:
    """Whether what is joined differs in what is counted: `… samenwerking en het aantal verdachten`."""
    if line.form(at + 1) not in ("het", "de"):
        return False
    before = {line.form(place) for place in range(first, at)}
    behind = [line.form(place) for place in range(at + 1, after)]
    money = any("€" in form or form.startswith("euro") for form in behind)
    if behind[1:2] and behind[1] in QUANTITIES:
        return QUANTITIES.isdisjoint(before) and len(before) > 3
    return money and not QUANTITIES.isdisjoint(before)
