"""Parts: a table is read in parts, one for each header that rules its columns.

For every part: the rows, what each column of figures means, and what corner, caption and the words around say of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.document import Marker
from normalise.columns import ColumnRole, find_columns
from normalise.dataset import Measure, NoteTarget
from normalise.footnotes import Binding, NoteBook, bind
from normalise.frame import Frame
from normalise.headers import Said, header_slots, is_header_again, names_columns, part_of_year, read_header
from normalise.meanings import Meaning, read_meanings
from normalise.observations import TableContext
from normalise.periods import find_periods
from normalise.row_kinds import RowKind
from normalise.rows import Row, read_rows
from normalise.slots import Shape, Slot, SlotGrid
from normalise.spread import PARTED_GROUP, UNSURE_GROUP, Sub, part_groups, read_alone, read_spread
from normalise.units import Unit, find_unit
from normalise.words import column_roles, find_measures

NUMBERING = re.compile(r"^\s*(?:(?:tabel|overzicht)\s+)?\d+(?:\.[\da-z]+)*\.?\s*[:.–-]?\s+", re.IGNORECASE)  # "2.1.a "
IN_BRACKETS = re.compile(r"\(([^()]*)\)")
CORNER_UNIT = re.compile(
    r"\s*\(?(?:bedragen\s+)?[x*]\s?€?\s?[\d.]+(?:\s?(?:mln|mld)\.?)?\)?\s+", re.IGNORECASE
)  # x € 1.000
AMOUNTS = re.compile(
    r"\b(?:bedragen|cijfers|getallen)\b(?:[^.;]|\.(?=\d))*", re.IGNORECASE
)  # de bedragen zijn in miljarden euro


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFacts:
    """What holds for all parts of a table."""

    document_id: str
    number: int
    book: NoteBook
    caption: str
    title: str
    """The caption, or the heading that stands in its place."""
    name: str
    """What the table is about: its caption without numbering, else the heading that it stands under."""
    lead: str
    """The paragraph right before the table."""
    tail: str
    """The paragraph right after it, if it begins with the amounts of the table."""
    last_realised: int | None
    """The last year for which the publication can print results, where its words tell."""
    caption_bindings: tuple[Binding, ...]


def read_parts(grid: SlotGrid, header_rows: int, facts: TableFacts) -> tuple[TableContext, ...]:
    """The parts of a table, from the top."""
    return tuple(_read_part(frame, facts) for frame in _frames(grid, range(header_rows)))


def _frames(grid: SlotGrid, header: range) -> Iterator[Frame]:
    """The parts of a table: where its columns are named anew halfway, a new part begins."""
    roles = find_columns(grid, header)
    values = tuple(column for column, role in enumerate(roles) if role is ColumnRole.VALUE)
    again = [row for row in range(header.stop, grid.height) if is_header_again(grid, row, values)]
    headers = [header]
    for row in again:
        if headers[-1].stop == row and len(headers) > 1:
            headers[-1] = range(headers[-1].start, row + 1)
        else:
            headers.append(range(row, row + 1))
    for own, following in zip(headers, [*headers[1:], range(grid.height, grid.height)], strict=True):
        yield Frame(grid, own, range(own.stop, following.start), roles)


def _read_part(frame: Frame, facts: TableFacts) -> TableContext:
    facts = _named_in_header(frame, facts)
    rows = read_rows(frame, facts.name)
    meanings = _fill_meanings(frame, rows, facts)
    units = {meaning.unit for meaning in meanings.values()}
    return TableContext(
        document_id=facts.document_id,
        number=facts.number,
        frame=frame,
        rows=rows,
        meanings=meanings,
        header_bindings={
            column: bind(_header_markers(frame, column), NoteTarget.HEADER, facts.number, facts.book)
            for column in meanings
        },
        caption_bindings=facts.caption_bindings,
        title=facts.name,
        columns_are_indicators=_columns_are_indicators(frame, rows, meanings),
        header_unit=units.pop() if len(units) == 1 else None,
        unit=_table_unit(frame, facts.title, facts.lead, facts.tail),
        book=facts.book,
    )


def _named_in_header(frame: Frame, facts: TableFacts) -> TableFacts:
    """The facts, with the indicator that a header row names before its groups where no column holds labels."""
    lost = [row for row in frame.header if frame.grid.lost(row)]
    first = [slot.text for slot in frame.grid.own(frame.header[0]) if slot.text] if len(frame.header) > 1 else []
    if len(first) == 1 and not facts.caption and not names_columns(read_header(first[0])):
        return replace(facts, title=first[0], name=first[0])
    if frame.label_column is not None or not lost:
        return facts
    texts = [slot.text for slot in frame.grid.own(lost[0]) if slot.text]
    groups = _without_labels([read_header(text) for text in texts])
    names = texts[: len(texts) - len(groups)]
    return replace(facts, title=names[-1], name=names[-1]) if names and groups else facts


def has_figures(part: TableContext) -> bool:
    """Whether a part of a table holds figures, or signs for missing ones; words and years alone make a planning."""
    items = (row.index for row in part.rows if row.kind is RowKind.ITEM)
    slots = (slot for row in items for slot in part.frame.grid.own(row))
    places = (slot for slot in slots if slot.cell.lost or slot.cell.column in part.meanings)
    return any(slot.shape in (Shape.FIGURE, Shape.MISSING) for slot in places)


def _first_value(frame: Frame) -> int:
    return min(frame.columns(ColumnRole.VALUE), default=0)


def _path(frame: Frame, column: int) -> tuple[Slot, ...]:
    return header_slots(frame.grid, frame.header, column, _first_value(frame))


def _header_markers(frame: Frame, column: int) -> list[Marker]:
    return [marker for slot in _path(frame, column) for marker in slot.markers]


def _fill_meanings(frame: Frame, rows: Sequence[Row], facts: TableFacts) -> dict[int, Meaning]:
    """The meaning of every column of figures, with what corner and caption say where no header does."""
    columns = frame.columns(ColumnRole.VALUE)
    meanings = list(_read_columns(frame, columns, facts))
    if meanings and not any(m.measure for m in meanings) and not any(row.measure for row in rows):
        measure = _measure_around(frame, facts.caption)
        meanings = [replace(m, measure=measure) for m in meanings]
    if meanings and not any(m.period for m in meanings) and not any(row.period for row in rows):
        periods = find_periods(facts.title)
        if len(periods) == 1 and "/" not in periods[0].code:
            meanings = [_in_year(m, periods[0].code) for m in meanings]
    return dict(zip(columns, _periods_of_differences(meanings), strict=True))


def _in_year(meaning: Meaning, year: str) -> Meaning:
    """A column of the year that the title names, or of the part of it that its header names: `Jan`, `1e kwartaal`."""
    part = part_of_year(meaning.breakdown, year) if meaning.breakdown else None
    return replace(meaning, period=part, breakdown=None) if part else replace(meaning, period=year)


def _read_columns(frame: Frame, columns: Sequence[int], facts: TableFacts) -> tuple[Meaning, ...]:
    """Column meanings from the header rows, also where a row of group names lost its columns."""
    lost = [row for row in frame.header if frame.grid.lost(row)]
    if not lost:
        return read_meanings([[read_header(slot.text) for slot in _path(frame, column)] for column in columns])
    kept = replace(frame, grid=_without_rows(frame.grid, lost))
    beside = (ColumnRole.SOURCE, ColumnRole.REMARK, ColumnRole.UNIT)
    named = [*columns, *(c for role in beside for c in frame.columns(role) if c > columns[-1] and _path(kept, c))]
    subs = [tuple(read_header(slot.text) for slot in _path(kept, column)) for column in named]
    groups, doubts = _group_names(frame, lost, subs)
    spread = read_spread(groups, subs, facts.last_realised) if groups else read_alone(subs)
    return tuple(replace(meaning, doubts=(*meaning.doubts, *doubts)) for meaning in spread[: len(columns)])


def _group_names(frame: Frame, lost: Sequence[int], subs: Sequence[Sub]) -> tuple[tuple[Said, ...], tuple[str, ...]]:
    """The names in the header row that lost its columns, without those of the columns before the figures."""
    tokens = frame.grid.own(lost[0])
    if len(lost) > 1 or lost[-1] == frame.header[-1]:
        return (), (UNSURE_GROUP,)
    if len(tokens) == 1:
        text = tokens[0].text
        unit = CORNER_UNIT.match(text)
        parted, sure = part_groups(text[unit.end() :] if unit else text, subs)
        return parted, () if sure else (PARTED_GROUP if parted else UNSURE_GROUP,)
    names = [read_header(slot.text) for slot in tokens[min(_first_value(frame), len(tokens)) :] if slot.text]
    names = _without_labels(names)
    return tuple(names), () if names else (UNSURE_GROUP,)


def _without_labels(names: list[Said]) -> list[Said]:
    """Group names without those in front that head the rows: a role, or words where others say what is measured."""
    says = [bool(said.measure or said.period or said.area) for said in names]
    first = says.index(True) if True in says else 0
    roles = next((index for index, said in enumerate(names) if "label" not in column_roles(said.text)), len(names))
    return names[max(first, roles) :]


def _without_rows(grid: SlotGrid, rows: Sequence[int]) -> SlotGrid:
    blank: tuple[None, ...] = (None,) * grid.width
    return replace(grid, rows=tuple(blank if index in rows else row for index, row in enumerate(grid.rows)))


@lru_cache(maxsize=4096)
def _said_measure(text: str) -> Measure | None:
    """The measure that a corner or caption says for a whole table: in brackets, or as its first word."""
    texts = [*IN_BRACKETS.findall(text), NUMBERING.sub("", text).split(" ", 1)[0]]
    found = {measures[0] for part in texts if len(measures := find_measures(part)) == 1}
    return found.pop() if len(found) == 1 else None


def _measure_around(frame: Frame, caption: str) -> Measure | None:
    corner = [frame.grid.text(row, column) for row in frame.header for column in range(_first_value(frame))]
    brackets = [f"({part})" for text in corner for part in IN_BRACKETS.findall(text)]
    said = [_said_measure(text) for text in (*brackets, caption) if text]
    return next((measure for measure in said if measure is not None), None)


def _periods_of_differences(meanings: Sequence[Meaning]) -> list[Meaning]:
    """A column of differences, or of what its header does not say, takes the only period of the columns beside it."""
    return [_with_period_beside(meaning, meanings) for meaning in meanings]


def _with_period_beside(meaning: Meaning, meanings: Sequence[Meaning]) -> Meaning:
    if meaning.measure not in (Measure.VERSCHIL, None) or meaning.period is not None or not meaning.label:
        return meaning
    beside = [m for m in meanings if (m.area, m.breakdown) == (meaning.area, meaning.breakdown) and m.period]
    return replace(meaning, period=_compared_period(beside))


def _compared_period(meanings: Sequence[Meaning]) -> str | None:
    """The period for which both a realised and an aimed or estimated figure are printed."""
    aims = {m.period for m in meanings if m.measure in (Measure.NORM, Measure.RAMING)}
    realised = {m.period for m in meanings if m.measure is Measure.REALISATIE}
    both, all_periods = aims & realised, {m.period for m in meanings}
    chosen = both if len(both) == 1 else all_periods
    return next(iter(chosen)) if len(chosen) == 1 else None


def _columns_are_indicators(frame: Frame, rows: Sequence[Row], meanings: dict[int, Meaning]) -> bool:
    """Whether the rows are periods, so that the columns name the indicators."""
    items = [row for row in rows if row.kind is RowKind.ITEM]
    return (
        frame.label_column is None
        and bool(items)
        and all(row.period for row in items)
        and not any(m.period for m in meanings.values())
    )


def _table_unit(frame: Frame, title: str, lead: str, tail: str) -> Unit | None:
    """The unit that the corner, else the title, else the words before the table give all its amounts."""
    corner = [frame.grid.text(row, column) for row in frame.header for column in range(_first_value(frame))]
    lone = [own[0].text for row in frame.body if len(own := [slot for slot in frame.grid.own(row) if slot.text]) == 1]
    amounts = [match[0] for text in (*lone, lead, tail) if (match := AMOUNTS.search(text))]
    texts = (*corner, title, *amounts)
    units = [unit for text in texts if text and (unit := find_unit(text)) is not None]
    return next((unit for unit in units if unit.mult or unit.measure not in (None, "number")), None)
