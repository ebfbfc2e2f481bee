"""Tables of the dataset as the arithmetic checks see them: lines of figures, and the places that lines share.

A line holds the figures of one label. In most tables it is a row; where each row of the grid holds figures of several
labels (years down, indicators across) it is a column, and all that is said of rows and columns below is turned over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from normalise.dataset import Dataset, Measure, Observation, Placement, Role

Unit = tuple[str, int]
"""`unit_measure` and `unit_mult`."""


class Place(NamedTuple):
    """What figures of two lines must share before they can be added or compared."""

    slot: int
    """Grid column (grid row where the table is turned over)."""
    measure: Measure | None
    period: str | None
    area: str
    breakdown: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The observations of one label, by place."""

    position: int
    """Grid row (grid column where the table is turned over)."""
    label: str
    theme_label: str | None
    parent_label: str | None
    role: Role
    unit: Unit
    cells: Mapping[Place, Observation]
    sure: bool
    """Whether the source gives the place of all its figures."""

    def figure(self, place: Place) -> Observation | None:
        """The observation at a place if it holds one exact figure."""
        observation = self.cells.get(place)
        return observation if observation is not None and is_exact(observation) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLines:
    """All lines of a table, in printed order."""

    table_id: str
    document_id: str
    lines: tuple[Line, ...]
    transposed: bool

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place where some line has an observation, in printed order."""
        return tuple(
            sorted({place for line in self.lines for place in line.cells}, key=lambda place: (place.slot, str(place)))
        )


def is_exact(observation: Observation) -> bool:
    """Whether a cell holds one figure without a bound, in a place that is known."""
    return (
        observation.obs_value is not None
        and observation.obs_value_upper is None
        and observation.qualifier is None
        and observation.placement is not Placement.AMBIGUOUS
    )


class SameRows:
    """A tuple of observations, equal only to itself: comparing ten thousand rows would cost more than reading them."""

    __slots__ = ("observations",)

    def __init__(self, observations: tuple[Observation, ...]) -> None:
        self.observations = observations

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameRows) and self.observations is other.observations

    def __hash__(self) -> int:
        return id(self.observations)


def read_lines(dataset: Dataset) -> tuple[TableLines, ...]:
    """The tables of a dataset that hold observations; several checks that ask it of one dataset get one answer."""
    return _read_tables(SameRows(dataset.observations))


@lru_cache(maxsize=2)  # the dataset, and the few tables of it that a check may look at apart
def _read_tables(rows: SameRows) -> tuple[TableLines, ...]:
    tables: dict[str, list[Observation]] = defaultdict(list)
    for observation in sorted(rows.observations, key=lambda one: (one.row, one.column)):
        tables[observation.table_id].append(observation)
    return tuple(_read_table(table_id, observations) for table_id, observations in tables.items())


def _read_table(table_id: str, observations: list[Observation]) -> TableLines:
    transposed = _is_transposed(observations)
    groups: dict[int, list[Observation]] = defaultdict(list)
    for observation in observations:
        groups[observation.column if transposed else observation.row].append(observation)
    lines = tuple(_read_line(position, groups[position], transposed) for position in sorted(groups))
    return TableLines(table_id=table_id, document_id=observations[0].document_id, lines=lines, transposed=transposed)


def _is_transposed(observations: Iterable[Observation]) -> bool:
    """Whether most rows of the grid hold figures of several labels while no column does."""
    rows: dict[int, set[str]] = defaultdict(set)
    columns: dict[int, set[str]] = defaultdict(set)
    for observation in observations:
        rows[observation.row].add(observation.indicator_label)
        columns[observation.column].add(observation.indicator_label)
    several = sum(len(labels) > 1 for labels in rows.values())
    return 2 * several > len(rows) and all(len(labels) == 1 for labels in columns.values())


def _read_line(position: int, observations: list[Observation], transposed: bool) -> Line:
    first = observations[0]
    known = [one for one in observations if one.placement is not Placement.AMBIGUOUS]
    unit = next(((one.unit_measure, one.unit_mult) for one in observations if one.obs_value is not None), None)
    return Line(
        position=position,
        label=first.indicator_label,
        theme_label=first.theme_label,
        parent_label=first.parent_label,
        role=first.role,
        unit=unit or (first.unit_measure, first.unit_mult),
        cells={_place(one, transposed): one for one in known},
        sure=len(known) == len(observations),
    )


def _place(observation: Observation, transposed: bool) -> Place:
    slot = observation.row if transposed else observation.column
    return Place(slot, observation.measure, observation.time_period, observation.ref_area, observation.breakdown)
