"""Cells whose columns the source lost: every way that fits, and none that does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Cell, Locator, Text
from normalise.columns import ColumnRole
from normalise.dataset import Measure
from normalise.placement import Place, candidates, ways_to_place
from normalise.slots import Slot, shape_of

LABEL, VALUE, SOURCE, PERIOD = ColumnRole.LABEL, ColumnRole.VALUE, ColumnRole.SOURCE, ColumnRole.PERIOD


def slot(text: str, column: int = 0) -> Slot:
    cell = Cell(row=1, column=column, content=Text(text), locator=Locator(address=""), lost=True)
    return Slot(cell, text, (), shape_of(text))


def places(texts: list[str], roles: list[ColumnRole], blanks: set[int] | None = None) -> list[tuple[int, ...]]:
    slots = [slot(text, column) for column, text in enumerate(texts)]
    ways = ways_to_place(slots, roles, frozenset(blanks or ()))
    return [candidates(ways, token) for token in range(len(slots))]


@pytest.mark.parametrize(
    ("texts", "roles", "blanks", "expected"),
    [
        (["inbraken", "1", "2"], [LABEL, VALUE, VALUE], set(), [(0,), (1,), (2,)]),
        (["inbraken", "1"], [LABEL, VALUE, VALUE], set(), [(0,), (1, 2)]),
        (["inbraken", "1", "2"], [LABEL, VALUE, VALUE, VALUE], set(), [(0,), (1, 2), (2, 3)]),
        (["inbraken", "180", ""], [LABEL, VALUE, VALUE, VALUE, VALUE], {4}, [(0,), (1, 2, 3), (4,)]),
        (["inbraken", "1", "2", "CBS"], [LABEL, VALUE, VALUE, SOURCE], set(), [(0,), (1,), (2,), (3,)]),
        (["inbraken", "1", "CBS"], [LABEL, VALUE, VALUE, SOURCE], set(), [(0,), (1, 2), (3,)]),
        (["inbraken", "2019", "12"], [LABEL, PERIOD, VALUE, VALUE], set(), [(0,), (1,), (2, 3)]),
    ],
)
def test_candidates(
    texts: list[str], roles: list[ColumnRole], blanks: set[int], expected: list[tuple[int, ...]]
) -> None:
    assert places(texts, roles, blanks) == expected


def test_more_cells_than_columns_fit_nowhere() -> None:
    assert places(["inbraken", "1", "2", "3"], [LABEL, VALUE, VALUE]) == [()] * 4


@given(st.integers(1, 6), st.integers(0, 3))
def test_ways_keep_the_order_and_use_no_column_twice(figures: int, spare: int) -> None:
    slots = [slot("inbraken"), *(slot(str(index), index + 1) for index in range(figures))]
    ways = ways_to_place(slots, [LABEL] + [VALUE] * (figures + spare), frozenset())
    assert ways
    assert len(set(ways)) == len(ways)
    assert all(list(way) == sorted(set(way)) for way in ways)


PLACES = st.builds(
    Place,
    st.sampled_from(Measure),
    st.none() | st.sampled_from(["2020", "2020-S1", "2019/2022"]),
    st.none() | st.sampled_from(["Velsen", "Noord-Holland"]),
    st.none() | st.sampled_from(["structureel", "12-17 jaar"]),
)


@given(PLACES)
def test_a_place_survives_being_printed(place: Place) -> None:
    assert Place.parse(str(place)) == place
