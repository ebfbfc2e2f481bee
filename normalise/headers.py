"""Header rows: which rows are header, and what each column's header says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from normalise.areas import is_area
from normalise.dataset import Measure, NoteEffect
from normalise.effects import read_effect
from normalise.periods import Period, find_periods, split_glued_year, strip_period
from normalise.slots import Shape, Slot, SlotGrid
from normalise.units import Unit, find_unit
from normalise.words import column_roles, find_measures, without_measures

UNIT_ONLY = re.compile(
    r"\s*(?:[x*]|in\b|bedragen|€|%|\(|aantal$|aantallen$|percentage$|procent|bedrag$)", re.IGNORECASE
)  # x € 1.000
IN_BRACKETS = re.compile(r"\([^()]*\)")
COMPARED_WITH = re.compile(
    r"\(?\b(?:t\.?\s?o\.?\s?v\.?|ten opzichte van|vergeleken met|versus|vs\.?)\s[^;,()]*\d{4}[^;,()]*\)?", re.IGNORECASE
)  # t.o.v. 2022, (ten opzichte van 1990): the year compared with is not that of the figures
CLASS_OF_YEARS = re.compile(r"(?:voor|vóór|na|tot)\s+\d{4}|\d{4}\s*[-–]\s*\d{4}", re.IGNORECASE)
"""Years of building or birth, `Voor 1945`, `1945-1970`: classes, not periods; `2019-2022` is one, as find_periods says."""
ANY_YEAR = "2000"
"""A year to try whether a text is a part of one."""
MOST_HEADER_ROWS = 6
"""Deeper headers were seen in no Dutch publication; what is below is data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one header text says."""

    text: str
    measure: Measure | None = None
    period: str | None = None
    area: str | None = None
    unit: Unit | None = None
    provisional: bool = False
    """It says that its figures are provisional."""
    rest: str = ""
    """Words that name neither measure, period, area nor unit."""


def _one_period(text: str) -> tuple[str, Period | None]:
    """The text without its period, and the period; of several periods none is taken, save one before brackets."""
    if CLASS_OF_YEARS.fullmatch(text.strip()) and not any("/" in period.code for period in find_periods(text)):
        return text, None
    text = COMPARED_WITH.sub(" ", text)
    if len(find_periods(text)) != 1:
        bare = IN_BRACKETS.sub(" ", text)
        if len(find_periods(bare)) != 1:
            return text, None
        text = bare
    return strip_period(text)


@lru_cache(maxsize=8192)
def read_header(text: str) -> Said:
    """Read one header text: measure, period, area, unit, and what is left over.

    >>> read_header("Realisatie 2019").measure, read_header("Realisatie 2019").period
    (<Measure.REALISATIE: 'realisatie'>, '2019')
    """
    if is_area(text):
        return Said(text=text, area=text.strip())
    rest, period = _one_period(text)
    if not rest.strip(" -/:,.()"):
        return Said(text=text, period=period.code if period else None)
    measures = find_measures(IN_BRACKETS.sub(" ", rest)) or find_measures(rest)
    left = without_measures(rest) if measures else rest.strip()
    unit = find_unit(rest) if left else None
    area = left if left and is_area(left) else None
    return Said(
        text=text,
        measure=measures[0] if measures else None,
        period=period.code if period else None,
        area=area,
        unit=unit,
        rest="" if area else left,
        provisional=read_effect(text).effect is NoteEffect.PROVISIONAL,
    )


@lru_cache(maxsize=4096)
def part_of_year(text: str, year: str) -> str | None:
    """The period that a text names within a year given elsewhere: `1e kwartaal` in `2020` is `2020-Q1`."""
    periods = find_periods(f"{text} {year}")
    return periods[0].code if len(periods) == 1 and periods[0].code != year and periods[0].start == 0 else None


def is_unit_only(said: Said) -> bool:
    """Whether a header only says how its figures are counted: `x € 1.000`, `in %`, `Aantal`."""
    if "value" in column_roles(said.text):
        return True
    if said.unit is None:
        return False
    alone = " " not in said.rest.strip() and said.unit.measure not in (None, "number")  # kg, fte
    return alone or UNIT_ONLY.match(said.rest) is not None


def names_columns(said: Said) -> bool:
    """Whether a text is one that stands over a column: a period or part of it, measure, unit or name of a role."""
    named = said.period or said.measure or said.area or column_roles(said.text) or part_of_year(said.text, ANY_YEAR)
    return bool(named) or is_unit_only(said)


def is_header_again(grid: SlotGrid, row: int, columns: tuple[int, ...]) -> bool:
    """Whether a row below the header names the columns anew: periods, measures or units over all columns of figures."""
    slots = [slot for slot in grid.own(row) if slot.text and slot.cell.column in columns]
    if len(slots) < 2 or not all(slot.shape in (Shape.PERIOD, Shape.WORDS) for slot in slots):
        return False
    label = grid.text(row, 0)
    free = not label or bool({"label", "theme", "number"} & set(column_roles(label))) or label == grid.text(0, 0)
    says = [read_header(slot.text) for slot in slots]
    return free and all(names_columns(said) and (not said.rest or is_unit_only(said)) for said in says)


def _names_something(slot: Slot, known: frozenset[str]) -> bool:
    """Whether a cell could stand in a header: a period, or words that are no missing sign."""
    if slot.shape is Shape.FIGURE:
        return split_glued_year(slot.text, known) is not None
    return slot.shape in (Shape.PERIOD, Shape.WORDS)


def _is_second_header(grid: SlotGrid, row: int, filled: list[Slot]) -> bool:
    """Whether a row under a header row is header too: its cells are periods, measures or units, or set as header."""
    label = grid.text(row, 0)
    if all(slot.cell.header for slot in filled) or _is_reached_from_above(grid, row):
        return True
    entries = [slot for slot in filled if slot.cell.column > 0] or filled
    says = [read_header(slot.text) for slot in entries]
    named = sum(1 for said in says if names_columns(said))
    free = not label or bool(column_roles(label)) or not grid.starts(row, 0) or grid.shape(row, 0) is Shape.PERIOD
    free = free or all(slot.cell.bold for slot in filled) or _fills_corner(grid, row)
    return free and 2 * named > len(entries)


def _fills_corner(grid: SlotGrid, row: int) -> bool:
    """Whether a row names its first column where the rows above left that to it, and they do not name periods yet."""
    above = (grid.text(up, column) for up in range(row) for column in range(1, grid.width))
    return not any(grid.text(up, 0) for up in range(row)) and not any(
        read_header(text).period for text in above if text
    )


def _is_reached_from_above(grid: SlotGrid, row: int) -> bool:
    """Whether a header cell above spans this row too."""
    return any(slot is not None and slot.cell.row < row and slot.text for slot in grid.rows[row])


def _is_title(filled: list[Slot]) -> bool:
    """Whether a row holds only a title over the whole table: words at its left that name no column of figures."""
    lone = len(filled) == 1 and filled[0].cell.column == 0 and filled[0].shape is Shape.WORDS
    said = read_header(filled[0].text) if lone else None
    return said is not None and said.measure is None and said.period is None


def count_header_rows(grid: SlotGrid, known: frozenset[str]) -> int:
    """Header rows of a table: those the source declares, and rows above the first figures that only name things."""
    row = grid.table.header_rows if grid.table.header_rows < grid.height else 0
    while row < min(grid.height - 1, MOST_HEADER_ROWS) and _is_header_row(grid, row, known):
        row += 1
    return row


def _is_header_row(grid: SlotGrid, row: int, known: frozenset[str]) -> bool:
    """Whether a row, all rows above it being header, is header too."""
    filled = [slot for slot in grid.own(row) if slot.text]
    if not filled:
        return not any(grid.text(above, 0) or grid.text(above, grid.width - 1) for above in range(row))
    if not all(_names_something(slot, known) for slot in filled):
        return False
    if row > 0 and not _is_title_above(grid, row) and not _is_second_header(grid, row, filled):
        return False
    return not _is_title(filled) or _header_follows(grid, row + 1, known)


def _is_title_above(grid: SlotGrid, row: int) -> bool:
    """Whether all rows above are titles or blank, so that this row is the first with column headers."""
    return all(sum(1 for slot in grid.own(above) if slot.text) <= 1 for above in range(row))


def _header_follows(grid: SlotGrid, row: int, known: frozenset[str]) -> bool:
    """Whether the row after a lone title names columns rather than holding figures."""
    if row >= grid.height:
        return False
    filled = [slot for slot in grid.own(row) if slot.text]
    return len(filled) > 1 and all(_names_something(slot, known) for slot in filled)


def header_slots(grid: SlotGrid, header: range, column: int, first: int) -> tuple[Slot, ...]:
    """The header cells above a column, from the top; a blank right of a group's name continues the group.

    `first` is the first column with figures: no group reaches left of it.
    """
    found: list[Slot] = []
    for row in header:
        slot = grid.rows[row][column]
        if (slot is None or not slot.text) and first < column and row < header[-1]:
            slot = _group_to_the_left(grid, header, row, column, first)
        if slot is not None and slot.text and slot not in found:
            found.append(slot)
    return tuple(found)


def _group_to_the_left(grid: SlotGrid, header: range, row: int, column: int, first: int) -> Slot | None:
    """The group name that a blank header cell continues; every column of a group has a header of its own below."""
    for left in range(column, first - 1, -1):
        if not any(grid.text(below, left) for below in range(row + 1, header.stop)):
            return None
        slot = grid.rows[row][left]
        if slot is not None and slot.text:
            return slot if slot.cell.colspan == 1 else None
    return None
