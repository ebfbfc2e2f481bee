"""Tables of which every cell became a paragraph, or a line, of its own.

Empty cells are runs of hard spaces, or have vanished. Where cells vanished the row is lost: only their order is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from extract.shapes import LONGEST_CELL, Shape, find_date, names_period, shape_of
from extract.text.drafts import Draft
from extract.text.flattened import draft_table, is_table
from extract.text.layouts import Plan, choose_plan
from extract.text.lines import Chunk, Line, Span, join_lines
from extract.text.tokens import Token, TokenRun, make_token

FEWEST_ENTRIES = 3
WIDEST_GAP = 14
"""Words between two entries of one table: the attributes at the end of a row, remarks, a section and the next labels."""
LONGEST_LEAD = 60
"""Tokens before the first entry that may be header."""
LONGEST_TAIL = 6
"""Tokens after the last entry that may end the last row."""
ENTRY_LINES = 0.25
"""From this share of lines that are entries on, the lines of a chunk are cells and no wrapped text."""
FIRST_WINDOW = 640
"""Tokens in which most tables end; a longer stretch is looked at only if this one is all table."""
FEWEST_UNREAD = 8
UNREAD_SHARE = 0.4
"""A letterhead has a few numbers between its words; from here on figures are those of a table."""
GLUED = re.compile(r"(?:[a-zà-ÿ]{2}[)’'\"]?|(?:19|20)\d\d)(?P<marker>\d{1,2})\)?$")  # Comensha1, dossiers2, 20101


class NoteNumber(Enum):
    """Whether an entry could be the number of a note that follows the table."""

    NO = "no"
    MAYBE = "maybe"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Unit:
    """A token with the lines that it came from."""

    token: Token
    lines: Chunk
    hard: bool
    """It can be no cell: a long text, a heading that the source marks."""
    chunk: int
    """Number of the chunk that the lines stand in."""
    note: NoteNumber = NoteNumber.NO


@dataclass(frozen=True, slots=True)
class Found:
    """A table, and which units it took: `start` up to `end`."""

    draft: Draft
    start: int
    end: int


def make_units(chunks: Sequence[Chunk], text: str) -> tuple[Unit, ...]:
    """The chunks as cells that may be: one a chunk, or one a line where the lines of a chunk are cells."""
    return mark_notes([unit for number, chunk in enumerate(chunks) for unit in _units_of(chunk, number, text)])


def mark_notes(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units, those marked that are numbers of notes: alone, and a sentence after them.

    A number is surely one where it is glued to a text before it (Comensha1), or follows such a note; the number 1 may be one.
    """
    alone = [unit.token.row_number and units[n + 1].token.sentence for n, unit in enumerate(units[:-1])] + [False] * 3
    glued = (
        {
            match.group("marker")
            for unit in units
            if not unit.token.sentence and (match := GLUED.search(unit.token.text))
        }
        if any(alone)
        else set()
    )
    marked = list(units)
    for index, unit in enumerate(units[:-1]):
        if not alone[index] or (index + 2 < len(units) and units[index + 2].token.entry and not alone[index + 2]):
            continue
        marker = unit.token.text.strip(".)")
        before = marked[index - 2].note if index > 1 else NoteNumber.NO
        note = (
            NoteNumber.YES
            if marker in glued
            else before
            if before is not NoteNumber.NO
            else NoteNumber.MAYBE
            if marker == "1"
            else NoteNumber.NO
        )
        marked[index] = replace(unit, note=note)
    return tuple(marked)


def _units_of(chunk: Chunk, number: int, text: str) -> Iterator[Unit]:
    entries = sum(
        1 for line in chunk if line.blanks or (len(line.text) < LONGEST_CELL and shape_of(line.text) is not Shape.WORDS)
    )
    if entries >= ENTRY_LINES * len(chunk) and entries:
        for line in chunk:
            yield Unit(make_token(line.span, line.blanks), (line,), _is_hard(line, line.span), number)
        return
    whole = join_lines(chunk, text)
    yield Unit(make_token(whole), chunk, _is_hard(chunk[0], whole), number)


def _is_hard(line: Line, span: Span) -> bool:
    return len(span.text) > LONGEST_CELL or line.text.startswith("#")


def find_tables(units: Sequence[Unit], headings: frozenset[str]) -> Iterator[Found]:
    """All tables in a run of units, from the first to the last."""
    taken = 0
    for first, last in _groups(units):
        start: int | None = max(first, taken)
        while start is not None and start < last:
            stop = _next_header(units, start, last)
            found = _read_table(units, start, stop, last, taken, headings)
            if found is not None:
                yield found
                taken = found.end
            start = _next_entry(units, taken if found else stop, last)


def _next_entry(units: Sequence[Unit], start: int, last: int) -> int | None:
    """The first entry from a unit on."""
    return next(
        (index for index in range(start, last) if units[index].token.entry or units[index].token.row_number), None
    )


def find_unread(units: Sequence[Unit]) -> Span | None:
    """Where units that no table took hold so many figures that they must be of one; None where there is no such place."""
    for first, last in _groups(units):
        figures = sum(1 for unit in units[first:last] if unit.token.shape is Shape.FIGURE)
        if figures >= FEWEST_UNREAD and figures >= UNREAD_SHARE * (last - first):
            return units[first].token.span
    return None


def _groups(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Stretches with entries close to each other: first entry, and one past the last."""
    entries = [
        index
        for index, unit in enumerate(units)
        if (unit.token.entry or unit.token.row_number) and unit.note is NoteNumber.NO
    ]
    group: list[int] = []
    for index in entries:
        if group and not _belong_together(units, group[-1], index):
            if len(group) >= FEWEST_ENTRIES:
                yield group[0], group[-1] + 1
            group = []
        group.append(index)
    if len(group) >= FEWEST_ENTRIES:
        yield group[0], group[-1] + 1


def _belong_together(units: Sequence[Unit], left: int, right: int) -> bool:
    between = units[left + 1 : right]
    if len(between) > WIDEST_GAP or any(unit.hard for unit in between):
        return False
    return sum(1 for unit in between if unit.token.sentence) <= 1


def _read_table(
    units: Sequence[Unit], first: int, stop: int, last: int, taken: int, headings: frozenset[str]
) -> Found | None:
    """The table that begins with the header before an entry and ends before unit `stop`; None where there is none."""
    start = _lead(units, first, taken)
    sure = max(index for index in range(first, stop) if units[index].token.entry or units[index].token.row_number) + 1
    end = stop if stop < last else _tail(units, first, last)
    run, plan = _choose(units, start, sure, end, headings)
    if plan is None:
        return None
    plan = _doubt_note(plan, units[start:end])
    if not is_table(run, plan):
        return None
    above = plan.header.start if plan.header.caption is None else plan.header.caption
    return Found(draft_table(run, plan), start + above, start + plan.covered)


def _choose(
    units: Sequence[Unit], start: int, sure: int, end: int, headings: frozenset[str]
) -> tuple[TokenRun, Plan | None]:
    """The plan for units, tried on a part of them first: a table that ends within it needs no more."""
    window = FIRST_WINDOW
    while True:
        edge = min(end, start + window)
        run = TokenRun([unit.token for unit in units[start:edge]])
        plan = choose_plan(run, min(sure, edge) - start, headings)
        if edge == end or (plan is not None and plan.pieces and plan.covered < min(sure, edge) - start):
            return run, plan
        window *= 4


def _lead(units: Sequence[Unit], first: int, taken: int) -> int:
    """The first unit that may be header: the words before the first entry, back to a sentence."""
    start = first
    while (
        start > max(taken, first - LONGEST_LEAD) and not units[start - 1].hard and not units[start - 1].token.sentence
    ):
        start -= 1
    return start


def _tail(units: Sequence[Unit], first: int, last: int) -> int:
    """One past the last unit that may end the last row: words, a number that may be a note's, a sentence of a kind seen before."""
    end = last
    while end < min(len(units), last + LONGEST_TAIL) and not units[end].hard and not units[end].token.sentence:
        if units[end].token.entry:
            return end + (units[end].note is NoteNumber.MAYBE)
        end += 1
    two = end + 1 < len(units) and units[end].token.sentence and (units[end + 1].token.sentence or units[end + 1].hard)
    return end + (two and TokenRun([unit.token for unit in units[first:last]]).has_inner_sentences(last - first))


def _doubt_note(plan: Plan, units: Sequence[Unit]) -> Plan:
    """The plan, its last row doubted where it took a number that may be that of a note."""
    if not plan.pieces or units[plan.pieces[-1].end - 1].note is NoteNumber.NO:
        return plan
    return replace(plan, pieces=(*plan.pieces[:-1], replace(plan.pieces[-1], sure=False)))


def _next_header(units: Sequence[Unit], first: int, last: int) -> int:
    """Where the header of a next table begins its periods: two or more in a row, after figures; `last` where there is none."""
    figures, index = 0, first
    while index < last:
        streak = index
        while streak < last and _heads_period(units[streak].token):
            streak += 1
        if streak - index > 1 and figures and _may_be_header(units, index, streak):
            return index - (units[index - 1].token.shape is Shape.BLANK)
        figures += units[index].token.shape in (Shape.FIGURE, Shape.MISSING)
        index = max(streak, index + 1)
    return last


def _may_be_header(units: Sequence[Unit], start: int, end: int) -> bool:
    """Whether periods that follow each other stand between the head of the labels, or a blank, and the first label."""
    before = units[start - 1].token.shape if start else Shape.WORDS
    after = units[end].token if end < len(units) else None
    heads_label = before in (Shape.WORDS, Shape.BLANK)
    return heads_label and after is not None and (after.shape is Shape.WORDS or after.row_number or end - start > 2)


def _heads_period(token: Token) -> bool:
    return token.shape in (Shape.PERIOD, Shape.WORDS) and names_period(token.text) and not find_date(token.text)
