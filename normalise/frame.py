"""A table seen by its roles: which cells name a row, which hold its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from normalise.areas import is_area
from normalise.columns import ColumnRole
from normalise.slots import Shape, Slot, SlotGrid
from normalise.units import find_unit


@dataclass(frozen=True)
class Frame:
    """A table, or the part of one that a header rules, with the roles of its columns."""

    grid: SlotGrid
    header: range
    """The header rows."""
    body: range
    """The rows below them, up to the next header."""
    roles: tuple[ColumnRole, ...]

    @cached_property
    def _columns(self) -> dict[ColumnRole, tuple[int, ...]]:
        found: dict[ColumnRole, tuple[int, ...]] = {}
        for column, role in enumerate(self.roles):
            found[role] = (*found.get(role, ()), column)
        return found

    def columns(self, role: ColumnRole) -> tuple[int, ...]:
        """The columns with a role, from the left."""
        return self._columns.get(role, ())

    @property
    def label_column(self) -> int | None:
        """The column that names the rows; None where the rows have no names."""
        return next(iter(self.columns(ColumnRole.LABEL)), None)

    def named(self, row: int, role: ColumnRole) -> Slot | None:
        """The filled cell of a row in the first column with a role; by its form where the row lost its columns."""
        if self.grid.lost(row):
            return self._named_in_lost(row, role)
        for column in self.columns(role):
            slot = self.grid.rows[row][column]
            if slot is not None and slot.text:
                return slot
        return None

    def label_slot(self, row: int) -> Slot | None:
        """The cell that names a row: in the label column, or spanning it, or the row's only one."""
        column = self.label_column
        if column is None:
            return None
        slot = self.grid.rows[row][column]
        if slot is not None and slot.text:
            return slot
        own = [slot for slot in self.grid.own(row) if slot.text]
        alone = len(own) == 1 and own[0].shape is Shape.WORDS and self.roles[own[0].cell.column] is not ColumnRole.VALUE
        return own[0] if alone else None

    def entries(self, row: int) -> Iterable[Slot]:
        """The cells of a row that may hold figures: of its value columns, or all but its label where it lost them."""
        if self.grid.lost(row):
            label = self.label_slot(row)
            return [slot for slot in self.grid.own(row) if slot is not label]
        slots = (self.grid.rows[row][column] for column in self.columns(ColumnRole.VALUE))
        return [slot for slot in slots if slot is not None]

    def _named_in_lost(self, row: int, role: ColumnRole) -> Slot | None:
        is_one = FORMS.get(role)
        if is_one is None or not self.columns(role):
            return None
        label = self.label_column
        tokens = [slot for slot in self.grid.own(row) if slot.text and slot.cell.column != label]
        return next((slot for slot in tokens if is_one(slot)), None)


FORMS: dict[ColumnRole, Callable[[Slot], bool]] = {
    ColumnRole.AREA: lambda slot: is_area(slot.text),
    ColumnRole.PERIOD: lambda slot: slot.shape is Shape.PERIOD,
    ColumnRole.UNIT: lambda slot: slot.shape is Shape.WORDS and find_unit(slot.text) is not None,
}
"""How a cell of a column with a role is known by itself, in a row that lost its columns."""
