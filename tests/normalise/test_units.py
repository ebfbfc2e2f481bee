from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.units import Unit, find_unit, slug_unit
from tests.normalise.line_cases import LineCase, read_line_cases


def describe(unit: Unit | None) -> str:
    if unit is None:
        return "none"
    return f"{unit.measure or '-'} {'-' if unit.mult is None else unit.mult}"


@pytest.mark.parametrize("case", read_line_cases("units"), ids=lambda case: case.title)
def test_unit(case: LineCase) -> None:
    assert describe(find_unit(case.text)) == case.expected


@pytest.mark.parametrize("case", read_line_cases("unit_columns"), ids=lambda case: case.title)
def test_unit_column(case: LineCase) -> None:
    assert slug_unit(case.text) == case.expected


words = st.text(alphabet="abcdefghijklmnoprstuvwz", min_size=5, max_size=12)


@given(text=st.text())
def test_any_text_may_be_asked_for_its_unit(text: str) -> None:
    unit = find_unit(text)
    assert unit is None or unit.measure is not None or unit.mult is not None
    assert slug_unit(text)


@given(noun=words, many=st.sampled_from(["100", "1.000", "1000", "1 000", "10.000", "100.000"]))
def test_a_rate_is_never_a_multiplier(noun: str, many: str) -> None:
    assert find_unit(f"Diefstallen per {many} {noun}") == Unit(measure="number", mult=0)
    assert find_unit(f"Aantal {noun} per {many} inwoners") == Unit(measure="number", mult=0)


@given(noun=words, share=st.integers(1, 100))
def test_a_percentage_of_a_figure_is_no_unit(noun: str, share: int) -> None:
    assert find_unit(f"Het {noun} daalt met {share}% in de wijk") is None
