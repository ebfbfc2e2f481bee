"""difference-mismatch: a Verschil that is not the difference of its columns.

Which two columns a Verschil column compares, and which is taken from which, is found per table: the pair and the order
that hold in most rows. A row is reported only where that convention is well supported by the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import permutations

from normalise.checks.explanations import Elsewhere, Explanation, Printed, explain, write_hint
from normalise.checks.figures import (
    HALF,
    format_figure,
    is_rounded,
    last_place,
    name_cell,
    print_figure,
    printed_decimals,
    value_of,
)
from normalise.checks.lines import is_exact
from normalise.dataset import Dataset, Finding, Measure, MissingReason, Observation, Severity
from normalise.findings import make_finding

RULE = "difference-mismatch"

FEWEST_ROWS = 2
"""Rows in which a convention must hold; one row could be chance."""

SUPPORT = 2
"""A convention holds this many times as often as it fails, or nothing is reported."""

FEWEST_SIGNS = 3
"""Rows with a difference other than nought that must share a sign before one with the other sign is called wrong."""

OPERANDS = 2

MOST_COMPARED = 6
"""Columns that are tried for a Verschil, those of its period and the nearest first."""

DIFFERENCE_UNITS = {"percentage_point": "percent"}
"""The unit of the compared figures, where a difference has one of its own."""


class Outcome(Enum):
    HOLDS = "the difference is right"
    ROUNDED = "right but for rounding"
    FLIPPED = "right with the other sign"
    FAILS = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One Verschil cell and the two figures it should compare; a blank one counts as nought."""

    printed: Observation
    minuend: Observation
    subtrahend: Observation

    @property
    def operands(self) -> tuple[Observation, ...]:
        return tuple(one for one in (self.minuend, self.subtrahend) if one.obs_value is not None)

    @property
    def computed(self) -> Decimal:
        return (self.minuend.obs_value or Decimal(0)) - (self.subtrahend.obs_value or Decimal(0))

    @property
    def tolerance(self) -> Decimal:
        """Half a unit in the last place of each figure; nothing between plain counts."""
        figures = (self.printed, *self.operands)
        if not any(map(is_rounded, figures)):
            return Decimal(0)
        return sum((HALF * last_place(printed_decimals(figure)) for figure in figures), start=Decimal(0))

    @property
    def outcome(self) -> Outcome:
        if value_of(self.printed) == self.computed:
            return Outcome.HOLDS
        if abs(value_of(self.printed) - self.computed) <= self.tolerance:
            return Outcome.ROUNDED
        return Outcome.FLIPPED if abs(value_of(self.printed) + self.computed) <= self.tolerance else Outcome.FAILS


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """A Verschil column, taken as the difference of two others, in all rows."""

    rows: tuple[tuple[Difference, Outcome], ...]

    def having(self, *outcomes: Outcome) -> tuple[Difference, ...]:
        return tuple(row for row, outcome in self.rows if outcome in outcomes)

    @property
    def holds(self) -> int:
        return len(self.having(Outcome.HOLDS, Outcome.ROUNDED))

    @property
    def agrees(self) -> int:
        """Rows that hold in either order, and show that they do: both figures are there, and not all is nought."""
        agreeing = self.having(Outcome.HOLDS, Outcome.ROUNDED, Outcome.FLIPPED)
        return sum(len(row.operands) == OPERANDS and any(map(value_of, row.operands)) for row in agreeing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The observations of one grid column, by row (or of one row, by column, where the Verschil is a row)."""

    slot: int
    cells: Mapping[int, Observation]

    @property
    def is_difference(self) -> bool:
        return all(cell.measure is Measure.VERSCHIL for cell in self.cells.values())

    def likeness(self, other: Column) -> tuple[bool, bool]:
        """Whether another column is of the same group (area and breakdown) and of the same period, in a row of both."""
        row = next((row for row in self.cells if row in other.cells), None)
        if row is None:
            return False, False
        mine, theirs = self.cells[row], other.cells[row]
        group = (mine.ref_area, mine.breakdown) == (theirs.ref_area, theirs.breakdown)
        return group, mine.time_period == theirs.time_period


def check_differences(dataset: Dataset) -> Iterator[Finding]:
    """Every Verschil that is not its columns' difference, under the convention of its own table."""
    return differences_in(dataset, Printed(dataset))


def differences_in(dataset: Dataset, elsewhere: Elsewhere) -> Iterator[Finding]:
    """The same, for tables of which somebody knows what is printed elsewhere."""
    tables = {one.table_id: list[Observation]() for one in dataset.observations if one.measure is Measure.VERSCHIL}
    for observation in sorted(dataset.observations, key=lambda one: (one.row, one.column)) if tables else ():
        if observation.table_id in tables and observation.measure is not None:
            tables[observation.table_id].append(observation)
    for observations in tables.values():
        yield from _check_table(_columns(observations), elsewhere)


def _columns(observations: list[Observation]) -> tuple[Column, ...]:
    """The columns of a table, or its rows where only a row is wholly Verschil."""
    columns = _grouped((one.column, one.row, one) for one in observations)
    if any(column.is_difference for column in columns):
        return columns
    return _grouped((one.row, one.column, one) for one in observations)


def _grouped(placed: Iterable[tuple[int, int, Observation]]) -> tuple[Column, ...]:
    cells: dict[int, dict[int, Observation]] = defaultdict(dict)
    for slot, place, observation in placed:
        cells[slot][place] = observation
    return tuple(Column(slot=slot, cells=cells[slot]) for slot in sorted(cells))


def _check_table(columns: tuple[Column, ...], elsewhere: Elsewhere) -> Iterator[Finding]:
    compared = tuple(column for column in columns if not column.is_difference)
    for column in columns:
        if column.is_difference:
            convention = _find_convention(column, compared)
            if convention is not None:
                yield from _report(convention, elsewhere)


def _find_convention(column: Column, compared: tuple[Column, ...]) -> Convention | None:
    """The pair of columns, in the order that holds in most rows; None where no pair is well supported."""
    best: Convention | None = None
    for minuend, subtrahend in _candidate_pairs(column, compared):
        convention = _try_pair(column, minuend, subtrahend)
        if best is None or (convention.agrees, convention.holds) > (best.agrees, best.holds):
            best = convention
        if best.holds == len(best.rows) and best.agrees >= FEWEST_ROWS:
            return best
    if best is None or best.agrees < max(FEWEST_ROWS, SUPPORT * len(best.having(Outcome.FAILS))):
        return None
    return best


def _candidate_pairs(column: Column, compared: tuple[Column, ...]) -> list[tuple[Column, Column]]:
    """Ordered pairs of columns of the same group: those of the same period and those near it first."""
    ranked = []
    for other in compared:
        same_group, same_period = column.likeness(other)
        if same_group:
            ranked.append((not same_period, abs(other.slot - column.slot), other.slot, other))
    nearest = [other for *_, other in sorted(ranked, key=lambda entry: entry[:3])[:MOST_COMPARED]]
    return sorted(permutations(nearest, 2), key=lambda pair: nearest.index(pair[0]) + nearest.index(pair[1]))


def _try_pair(column: Column, minuend: Column, subtrahend: Column) -> Convention:
    found = (
        _difference(cell, minuend.cells.get(row), subtrahend.cells.get(row))
        for row, cell in column.cells.items()
        if is_exact(cell)
    )
    return Convention(rows=tuple((one, one.outcome) for one in found if one is not None))


def _difference(printed: Observation, first: Observation | None, second: Observation | None) -> Difference | None:
    if first is None or second is None or not _comparable(printed, first, second):
        return None
    row = Difference(printed=printed, minuend=first, subtrahend=second)
    if len(row.operands) == OPERANDS:
        return row
    # A blank operand counts as nought only where that fits: otherwise it may stand for anything.
    return row if row.operands and row.outcome is not Outcome.FAILS else None


def _comparable(printed: Observation, first: Observation, second: Observation) -> bool:
    """Two exact or blank cells in the unit of the difference."""
    unit = DIFFERENCE_UNITS.get(printed.unit_measure, printed.unit_measure)
    for operand in (first, second):
        if operand.obs_value is None and operand.missing_reason in (MissingReason.BLANK, MissingReason.DASH):
            continue
        if not is_exact(operand) or (operand.unit_measure, operand.unit_mult) != (unit, printed.unit_mult):
            return False
    return True


def _report(convention: Convention, elsewhere: Elsewhere) -> Iterator[Finding]:
    for row in convention.having(Outcome.ROUNDED):
        yield _finding(row, Severity.INFO, ())
    for row in convention.having(Outcome.FAILS):
        yield _finding(row, Severity.WARNING, _explain(row, elsewhere))
    yield from _report_signs(convention)


def _report_signs(convention: Convention) -> Iterator[Finding]:
    """Rows with the other sign: a slip where one row alone has it, else a convention of those rows."""
    telling = [row for row in convention.having(Outcome.HOLDS, Outcome.ROUNDED) if value_of(row.printed) != 0]
    flipped = convention.having(Outcome.FLIPPED)
    for row in flipped:
        alone = len(flipped) == 1 and len(telling) >= FEWEST_SIGNS
        # In money, + often means favourable, and turns over between expenditure and income.
        yield _finding(row, Severity.WARNING if alone and row.printed.unit_measure != "EUR" else Severity.INFO, ())


def _explain(row: Difference, elsewhere: Elsewhere) -> tuple[Explanation, ...]:
    gap = value_of(row.printed) - row.computed
    wanted = [(row.printed, row.computed)]
    if len(row.operands) == OPERANDS:
        wanted += [(row.minuend, value_of(row.minuend) + gap), (row.subtrahend, value_of(row.subtrahend) - gap)]
    return explain(wanted, elsewhere)


def _finding(row: Difference, severity: Severity, explanations: tuple[Explanation, ...]) -> Finding:
    decimals = max(map(printed_decimals, (row.printed, *row.operands)))
    computed, printed = format_figure(row.computed, decimals), print_figure(row.printed)
    terms = " - ".join("niets" if one.obs_value is None else print_figure(one) for one in (row.minuend, row.subtrahend))
    return make_finding(
        rule=RULE,
        severity=severity,
        document_id=row.printed.document_id,
        table_id=row.printed.table_id,
        observations=tuple(one.observation_id for one in (row.printed, *row.operands)),
        message=f"{name_cell(row.printed)}: gedrukt staat {printed}, maar {terms} is {computed}{REMARKS[row.outcome]}.",
        found=printed,
        expected=computed,
        hint=write_hint(explanations, "klopt het verschil"),
        locator=row.printed.locator,
    )


REMARKS = {
    Outcome.HOLDS: "",
    Outcome.ROUNDED: "; dat past bij afronding",
    Outcome.FLIPPED: "; het teken is omgekeerd",
    Outcome.FAILS: "",
}
