"""The strings of the gold tables: cells, labels, headers and notes are read as a careful reader reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import pytest

from normalise.effects import read_effect
from normalise.numbers import parse_figure
from normalise.periods import find_period
from normalise.units import find_unit
from tests.paths import SHARED

GOLD = sorted((SHARED / "gold" / "tables").glob("*.json"))
pytestmark = pytest.mark.skipif(not GOLD, reason="../shared/gold is absent")


@dataclass(frozen=True, slots=True)
class Cell:
    """A gold observation: the cell as printed, and what must come out of it."""

    raw: str
    value: Decimal | None
    upper: Decimal | None
    qualifier: str | None
    missing: frozenset[str]
    label: str
    units: frozenset[tuple[str, int]]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@cache
def gold_cells() -> tuple[Cell, ...]:
    cells = []
    for path in GOLD:
        for row in json.loads(path.read_text(encoding="utf-8"))["observations"]:
            accept = row.get("accept") or {}
            units = {(row["unit_measure"], row["unit_mult"]), *map(tuple, accept.get("unit", []))}
            cells.append(
                Cell(
                    raw=row["value_raw"],
                    value=_decimal(row["obs_value"]),
                    upper=_decimal(row["obs_value_upper"]),
                    qualifier=row["qualifier"],
                    missing=frozenset(filter(None, [row["missing_reason"], *accept.get("missing_reason", [])])),
                    label=row["indicator_label"],
                    units=frozenset(units),
                )
            )
    return tuple(cells)


def test_every_gold_cell_is_read() -> None:
    wrong = []
    for cell in gold_cells():
        figure = parse_figure(cell.raw)
        read = (figure.value, figure.upper, figure.qualifier.value if figure.qualifier else None)
        right = read == (cell.value, cell.upper, cell.qualifier)
        if cell.value is None:
            blank = {"blank", "lost"} if cell.missing & {"blank", "lost"} else cell.missing
            right = figure.missing is not None and figure.missing.value in blank | cell.missing
        wrong += [] if right else [(cell.raw, figure)]
    assert not wrong


def test_only_the_decimal_points_of_the_gold_are_doubted() -> None:
    doubted = {cell.raw for cell in gold_cells() if cell.value is not None and parse_figure(cell.raw).doubts}
    assert doubted == {"13.4 PJ", "19.7"}


def test_a_unit_in_a_gold_label_is_its_unit_or_that_of_its_cell() -> None:
    wrong = set()
    for cell in gold_cells():
        unit, printed = find_unit(cell.label), parse_figure(cell.raw).unit
        if unit is None or unit.measure is None or printed is not None:
            continue
        fits = any(
            unit.measure.casefold() == measure.casefold() and unit.mult in (None, mult) for measure, mult in cell.units
        )
        wrong |= set() if fits else {(cell.label, unit.measure, unit.mult, cell.units)}
    assert not wrong


def test_every_gold_note_is_read() -> None:
    wrong = []
    for path in GOLD:
        for note in json.loads(path.read_text(encoding="utf-8"))["footnotes"]:
            reading = read_effect(note["text"])
            read = (reading.effect.value, reading.obs_status, reading.period_from, reading.period_to)
            gold = (note["effect"], note["obs_status"], note["period_from"], note["period_to"])
            wrong += [] if read == gold else [(note["text"], read, gold)]
    assert not wrong


def test_every_gold_column_with_a_year_in_its_header_has_that_period() -> None:
    wrong = []
    for path in GOLD:
        table = json.loads(path.read_text(encoding="utf-8"))
        for column in table["columns"]:
            texts = [row[column["col"]] for row in table["grid"][: table["n_header"]] if column["col"] < len(row)]
            found = {period.code for text in texts if (period := find_period(text))}
            wrong += [] if not found or column["time_period"] in found else [(texts, column["time_period"])]
    assert not wrong
