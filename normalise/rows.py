"""Rows: under which section, parent, area, period and measure the figures of each row of a table fall."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalise.columns import ColumnRole
from normalise.dataset import Measure, Role
from normalise.frame import Frame
from normalise.headers import Said, read_header
from normalise.numbers import parse_figure
from normalise.row_kinds import RowKind, is_dimension, names_unit, row_kind
from normalise.slots import Shape, Slot
from normalise.units import Unit, find_unit, slug_unit
from normalise.words import label_is

DASH_LEAD = re.compile(r"[-–•·]\s*(?=\S)")  # "- Waarvan", "– mannen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row below the header and what holds for its figures."""

    index: int
    kind: RowKind
    label: str = ""
    label_slots: tuple[Slot, ...] = ()
    """The cells whose markers bear on the whole row: its label, period, area and theme, and its section."""
    theme_label: str | None = None
    parent: int | None = None
    """Index of the parent row."""
    role: Role = Role.ITEM
    area: str | None = None
    period: str | None = None
    measure: Measure | None = None
    breakdown: str | None = None
    unit: Unit | None = None


def read_rows(frame: Frame, title: str) -> tuple[Row, ...]:
    """All rows below the header, with what section rows, parents and columns of attributes say of them.

    `title` names the indicator where the rows name only areas, periods or measures.
    """
    rows: list[Row] = []
    state = _State()
    for index in frame.body:
        kind = row_kind(frame, index)
        slot = frame.label_slot(index)
        if kind is RowKind.SECTION:
            state = state.enter(slot or next(s for s in frame.grid.own(index) if s.text))
            rows.append(Row(index=index, kind=kind, label=state.label))
        elif kind is RowKind.ITEM:
            row = _read_item(frame, index, slot, state)
            state = state.after(row, slot)
            rows.append(row)
        else:
            rows.append(
                Row(index=index, kind=kind, label=slot.text if slot else "", unit=_unit_of_note(frame, index, slot))
            )
    return _units_of_notes(_sections_as_indicators(_leading_totals(frame, rows), title))


def _section_says(slot: Slot | None) -> Said | None:
    """What a section row says of all its rows where it names only a measure, period or area."""
    said = read_header(slot.text) if slot else None
    return said if said is not None and is_dimension(said) else None


@dataclass(frozen=True, slots=True)
class _State:
    """What the rows above say of the next row."""

    section: Slot | None = None
    last: int | None = None
    """The last row that may be a parent."""
    last_indent: int = 0
    open_of_which: bool = False
    """A line `waarvan:` stood above: the rows below it are of-which rows."""
    first_child: str = ""
    """The first row below such a line: one that is written otherwise (with a capital, without a dash) ends them."""
    items: int = 0
    label: str = ""
    label_slot: Slot | None = None
    label_row: Row | None = None
    """The last row with a label of its own, and its label."""

    def enter(self, slot: Slot) -> _State:
        if label_is("of_which", slot.text) and self.last is not None:
            return replace(self, open_of_which=True, first_child="", label=slot.text)
        return _State(section=slot, label=slot.text)

    def holds_of_which(self, label: str) -> bool:
        """Whether a row still belongs to the line `waarvan:` above it."""
        if not self.open_of_which or not self.first_child:
            return self.open_of_which
        dashed = DASH_LEAD.match(self.first_child) is not None and DASH_LEAD.match(label) is None
        return not dashed and not (self.first_child[:1].islower() and label[:1].isupper())

    def after(self, row: Row, slot: Slot | None) -> _State:
        if row.parent is not None:
            return replace(self, items=self.items + 1, first_child=self.first_child or row.label)
        closed = replace(self, last=row.index, open_of_which=False, items=self.items + 1)
        if slot is None:
            return closed
        return replace(closed, last_indent=slot.cell.indent, label_slot=slot, label_row=row)


def _read_item(frame: Frame, index: int, slot: Slot | None, state: _State) -> Row:
    above = state.label_row if slot is None and _continues(frame, index) else None
    slot = slot or (state.label_slot if above else None)
    label = slot.text if slot else ""
    of_which = label_is("of_which", label) or state.holds_of_which(label)
    child = of_which or _is_child(slot, state)
    unit_slot = frame.named(index, ColumnRole.UNIT)
    area_slot, period_slot = frame.named(index, ColumnRole.AREA), frame.named(index, ColumnRole.PERIOD)
    says = _section_says(state.section)
    theme = state.section.text if state.section and says is None else None
    theme_slot = frame.named(index, ColumnRole.THEME)
    return Row(
        index=index,
        kind=RowKind.ITEM,
        label=label,
        label_slots=tuple(s for s in (slot, period_slot, area_slot, theme_slot, state.section) if s is not None),
        theme_label=theme or (theme_slot.text if theme_slot and theme_slot.shape is Shape.WORDS else None),
        parent=state.last if child else None,
        role=Role.OF_WHICH
        if of_which and state.last is not None
        else _role(label or (area_slot.text if area_slot else ""), state),
        area=area_slot.text if area_slot else says.area if says else None,
        period=_period(period_slot, says, above),
        measure=says.measure if says else None,
        breakdown=_breakdown(frame, index),
        unit=_column_unit(unit_slot.text) if unit_slot else above.unit if above else None,
    )


def _period(slot: Slot | None, section: Said | None, above: Row | None) -> str | None:
    """The period of a row: of its own cell, else what its section says, else that of the row it goes on with."""
    if slot is not None:
        return read_header(slot.text).period
    return (section.period if section else None) or (above.period if above else None)


def _continues(frame: Frame, index: int) -> bool:
    """Whether a row without a label goes on with the label above: only an area or other attribute tells it apart."""
    return any(
        frame.named(index, role) is not None for role in (ColumnRole.AREA, ColumnRole.BREAKDOWN, ColumnRole.PERIOD)
    )


def _is_child(slot: Slot | None, state: _State) -> bool:
    if slot is None or state.last is None:
        return False
    return slot.cell.indent > state.last_indent or DASH_LEAD.match(slot.text) is not None


def _role(label: str, state: _State) -> Role:
    total = label_is("total", label) or label_is("total", label, "ends")
    return Role.TOTAL if total and state.items else Role.ITEM


def _leading_totals(frame: Frame, rows: Sequence[Row]) -> list[Row]:
    """Rows called a total that stand before their parts: the figures below them add up to theirs in some column."""
    found = list(rows)
    for at, row in enumerate(rows):
        if row.kind is RowKind.ITEM and row.role is Role.ITEM and row.parent is None and label_is("total", row.label):
            blocks = (_parts_below(rows[at + 1 :], past_sections=past) for past in (False, True))
            if any(_add_up(frame, row, parts) for parts in blocks):
                found[at] = replace(row, role=Role.TOTAL)
    return found


def _parts_below(rows: Sequence[Row], *, past_sections: bool) -> list[Row]:
    """The items that follow, up to the next total, and either up to the next section or past all of them."""
    until = (
        row
        for row in rows
        if (row.kind is RowKind.SECTION and not past_sections) or row.role is Role.TOTAL or label_is("total", row.label)
    )
    end = next(until, None)
    block = rows[: rows.index(end)] if end is not None else rows
    return [row for row in block if row.kind is RowKind.ITEM and row.parent is None]


def _add_up(frame: Frame, total: Row, parts: Sequence[Row]) -> bool:
    return len(parts) > 1 and any(_adds_up(frame, total, parts, column) for column in frame.columns(ColumnRole.VALUE))


def _adds_up(frame: Frame, total: Row, parts: Sequence[Row], column: int) -> bool:
    if any(frame.grid.lost(row.index) for row in (total, *parts)):
        return False
    figures = [parse_figure(frame.grid.text(row.index, column)).value for row in (total, *parts)]
    kept = [figure for figure in figures[1:] if figure is not None]
    return figures[0] is not None and len(kept) > 1 and sum(kept) == figures[0]


def _breakdown(frame: Frame, index: int) -> str | None:
    slots = (frame.grid.rows[index][column] for column in frame.columns(ColumnRole.BREAKDOWN))
    return " / ".join(slot.text for slot in slots if slot is not None and slot.text) or None


def _column_unit(text: str) -> Unit:
    return find_unit(text) or Unit(measure=slug_unit(text), mult=None)


def _unit_of_note(frame: Frame, index: int, slot: Slot | None) -> Unit | None:
    """The unit that a row such as `Eenheid: | Aantal per 1.000 inwoners` gives the rows about it."""
    if slot is None or not names_unit(slot.text):
        return None
    rest = [s.text for s in frame.grid.own(index) if s.text and s is not slot] or [slot.text.partition(":")[2].strip()]
    return _column_unit(rest[0]) if rest[0] else None


def _units_of_notes(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give every item the unit of the unit row in its own section, before or after it."""
    units: dict[int, Unit] = {}
    section = -1
    sections = []
    for row in rows:
        section = row.index if row.kind is RowKind.SECTION else section
        sections.append(section)
        if row.unit is not None and row.kind is RowKind.NOTE:
            units[section] = row.unit
    found = []
    for row, at in zip(rows, sections, strict=True):
        takes = row.kind is RowKind.ITEM and row.unit is None and at in units
        found.append(replace(row, unit=units[at]) if takes else row)
    return tuple(found)


def _sections_as_indicators(rows: Sequence[Row], title: str) -> tuple[Row, ...]:
    """Where all rows of a section are areas, periods or measures, the section names the indicator."""
    found: list[Row] = []
    block: list[Row] = []
    section = Row(index=-1, kind=RowKind.SECTION, label=title) if title else None
    for row in (*rows, None):
        if row is not None and row.kind is not RowKind.SECTION:
            block.append(row)
            continue
        found += _turn_block(section, block)
        if row is not None:
            found.append(row)
        section, block = row, []
    return tuple(found)


def _turn_block(section: Row | None, block: list[Row]) -> list[Row]:
    items = [row for row in block if row.kind is RowKind.ITEM]
    says = {row.index: read_header(row.label) for row in items if row.label}
    if not items or len(says) < len(items) or not all(map(is_dimension, says.values())):
        return block
    if section is not None and is_dimension(read_header(section.label)):
        if section.index >= 0:
            return block
        section = None  # the title names a measure, such as "Doelen": no indicator
    return [_turn(row, section, says[row.index]) if row.kind is RowKind.ITEM else row for row in block]


def _turn(row: Row, section: Row | None, said: Said) -> Row:
    """The row with what its label says as its dimension; the section, where there is one, is its label."""
    return replace(
        row,
        label=section.label if section else row.label,
        theme_label=None,
        parent=None,
        role=Role.ITEM,
        area=said.area or row.area,
        period=said.period or row.period,
        measure=said.measure or row.measure,
    )
