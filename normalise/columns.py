"""Columns: what each column of a table is, told by the shapes of its cells and the words of its header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from normalise.areas import is_area
from normalise.headers import read_header
from normalise.slots import Shape, Slot, SlotGrid
from normalise.words import column_roles, label_is


class ColumnRole(Enum):
    """What a column holds."""

    LABEL = "label"
    THEME = "theme"
    NUMBER = "number"
    UNIT = "unit"
    SOURCE = "source"
    PERIOD = "period"
    AREA = "area"
    BREAKDOWN = "breakdown"
    REMARK = "remark"
    VALUE = "value"
    BLANK = "blank"


ENOUGH_AREAS = 0.75
"""Share of known names that makes a column one of areas: the lists of `areas.toml` miss hamlets and new mergers."""
NAMED_ROLES = (ColumnRole.UNIT, ColumnRole.SOURCE, ColumnRole.AREA, ColumnRole.REMARK, ColumnRole.THEME)
"""Roles of columns of words that a header word is enough for."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a column before roles are given."""

    column: int
    header: str
    shapes: Counter[Shape]
    named: dict[str, int]
    says_period: bool
    says_measure: bool
    texts: tuple[str, ...]
    lone: tuple[str, ...]
    """Texts that stand alone in their row: sections and remarks."""

    @property
    def says_value(self) -> bool:
        """Whether its header names a measure or a period."""
        return self.says_measure or self.says_period

    @property
    def words(self) -> bool:
        """Whether most of its cells are words."""
        return self.shapes[Shape.WORDS] > self.figures

    @property
    def figures(self) -> int:
        return self.shapes[Shape.FIGURE] + self.shapes[Shape.MISSING] + self.shapes[Shape.PERIOD]

    @property
    def periods(self) -> bool:
        """Whether its cells are periods, every one."""
        return (
            self.shapes[Shape.PERIOD] > 0 and self.figures == self.shapes[Shape.PERIOD] and not self.shapes[Shape.WORDS]
        )


def header_text(grid: SlotGrid, header: range, column: int) -> str:
    """The lowest header text of a column."""
    return next((grid.text(row, column) for row in reversed(header) if grid.text(row, column)), "")


def profile_column(grid: SlotGrid, header: range, column: int) -> Profile:
    """Count the shapes of a column's cells below the header; lost rows count only where there are no others."""
    body = [row for row in range(header.stop, grid.height) if sum(1 for slot in grid.own(row) if slot.text) > 1]
    kept = [row for row in body if not grid.lost(row)] or body
    slots = [grid.rows[row][column] for row in kept if grid.starts(row, column)]
    text = header_text(grid, header, column)
    said = read_header(text) if text else None
    return Profile(
        column,
        text,
        Counter(_shape(slot) for slot in slots if slot is not None),
        column_roles(text) if text else {},
        said is not None and said.period is not None,
        said is not None and said.measure is not None,
        tuple(slot.text for slot in slots if slot is not None and slot.text),
        tuple(
            grid.text(row, column)
            for row in range(header.stop, grid.height)
            if row not in body and grid.starts(row, column)
        ),
    )


def _shape(slot: Slot) -> Shape:
    """The shape of a cell; a figure with words in the first column is a label: `12-17 jaar`, `65+ zelfstandig`."""
    named = slot.shape is Shape.FIGURE and slot.cell.column == 0 and any(map(str.isalpha, slot.text))
    return Shape.WORDS if named else slot.shape


def find_label_column(profiles: Sequence[Profile]) -> int | None:
    """The column that names the rows: by its header word, else the last column of words before the figures."""
    words = [
        p
        for p in profiles
        if p.words and not p.says_period and not (p.says_measure and p.column) and not _is_attribute(p)
    ]
    named = [p for p in words if "label" in p.named]
    if named:
        return min(named, key=lambda p: (p.named["label"], p.column)).column
    first_value = next(
        (p.column for p in profiles if p.figures and not p.words and (p.says_value or p.column > 0)), len(profiles)
    )
    before = [p for p in words if p.column < first_value and not set(p.named) & {"theme"}] or words
    left = [p for p in before if p.column < first_value]
    if before:
        return (left or before)[-1].column
    return profiles[0].column if profiles and _names_rows_after_all(profiles) else None


def _names_rows_after_all(profiles: Sequence[Profile]) -> bool:
    """Whether the first column must name the rows, though its header or its cells look otherwise.

    `Soort`, `Artikel` and `Status` mostly head attributes, and `Leeftijd` may stand over bare numbers; where no other
    column names the rows, such a column does.
    """
    first, others = profiles[0], profiles[1:]
    if first.says_value or first.periods or not first.texts or not first.header or _all_areas(first):
        return False
    return not {"value", "area"} & set(first.named) and any(p.figures for p in others)


def _is_attribute(profile: Profile) -> bool:
    """Whether a column of words tells something about its rows rather than naming them."""
    named = set(profile.named) - {"label", "theme"}
    return bool(named & {"unit", "source", "area", "remark", "period", "number"}) or _all_areas(profile)


def _all_areas(profile: Profile) -> bool:
    """Whether its cells are areas, apart from totals; one name that is not known does not matter among many."""
    if any(text and not is_area(text) and not label_is("note", text) for text in profile.lone):
        return False  # its areas stand under sections that name the indicator
    texts = [text for text in profile.texts if not label_is("total", text)]
    return bool(texts) and sum(map(is_area, texts)) >= ENOUGH_AREAS * len(texts)


def give_role(profile: Profile, label: int | None, last_value: int) -> ColumnRole:
    """The role of one column, given where the rows' names stand."""
    if profile.column == label:
        return ColumnRole.LABEL
    if not profile.figures and not profile.shapes[Shape.WORDS]:
        return ColumnRole.VALUE if profile.says_value else ColumnRole.BLANK
    if "number" in profile.named and not profile.says_value:
        return ColumnRole.NUMBER
    if profile.periods and (
        "period" in profile.named or (label is None and profile.column == 0 and not profile.says_value)
    ):
        return ColumnRole.PERIOD
    if profile.words and not profile.says_value:
        return _role_of_words(profile, label, last_value)
    if label is not None and profile.column < label and not profile.says_period:
        return ColumnRole.NUMBER
    return ColumnRole.VALUE


def _role_of_words(profile: Profile, label: int | None, last_value: int) -> ColumnRole:
    if _all_areas(profile):
        return ColumnRole.AREA
    for role in NAMED_ROLES:
        if role.value in profile.named:
            return role
    if label is not None and profile.column < label:
        return ColumnRole.THEME
    return ColumnRole.BREAKDOWN if profile.column < last_value else ColumnRole.REMARK


def find_columns(grid: SlotGrid, header: range) -> tuple[ColumnRole, ...]:
    """The role of every column of a table, from the left."""
    profiles = [profile_column(grid, header, column) for column in range(grid.width)]
    label = find_label_column(profiles)
    numeric = [p.column for p in profiles if p.says_value or (p.figures and not p.words)]
    last_value = max(numeric, default=0)
    return tuple(give_role(profile, label, last_value) for profile in profiles)
