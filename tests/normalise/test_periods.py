from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    Period,
    find_period,
    find_periods,
    split_glued_year,
    strip_period,
)
from tests.normalise.line_cases import LineCase, read_line_cases

YEAR = r"(?:19[89]\d|20[0-5]\d|2060)"
PART = r"(?:-(?:S[12]|Q[1-4]|T[1-3]|0[1-9]|1[0-2]))?"
CODE = re.compile(rf"{YEAR}{PART}(?:/{YEAR}{PART})?")
years = st.integers(FIRST_YEAR, LAST_YEAR).map(str)


def describe(period: Period) -> str:
    return period.code + (f"@{period.date}" if period.date else "")


@pytest.mark.parametrize("case", read_line_cases("periods"), ids=lambda case: case.title)
def test_period(case: LineCase) -> None:
    codes = ", ".join(map(describe, find_periods(case.text))) or "-"
    assert f"{codes} | {strip_period(case.text)[0]}".strip() == case.expected.strip()


def test_one_period_is_found_and_several_are_none() -> None:
    assert find_period("2020 (2020)") == find_periods("2020 (2020)")[0]
    assert find_period("2020 en 2021") is None
    assert find_period("Realisatie") is None


@given(text=st.text() | st.text(alphabet="0123456789-/' .ktqwjuni'21", max_size=16))
def test_any_text_gives_codes_of_the_contract_at_places_in_the_text(text: str) -> None:
    end = 0
    for period in find_periods(text):
        assert CODE.fullmatch(period.code)
        assert end <= period.start < period.end <= len(text)
        end = period.end


@given(year=years, before=st.sampled_from(["", "Norm ", "Real.", "("]), behind=st.sampled_from(["", ")", " norm", "*"]))
def test_a_year_is_found_where_it_stands(year: str, before: str, behind: str) -> None:
    text = before + year + behind
    (period,) = find_periods(text)
    assert period.code == year == text[period.start : period.end]


@given(first=years, last=years, to=st.sampled_from(["-", "–", "/", " t/m ", " - "]))
def test_two_years_are_an_interval_only_if_they_rise(first: str, last: str, to: str) -> None:
    codes = [period.code for period in find_periods(first + to + last)]
    assert codes == ([f"{first}/{last}"] if first < last else [first, last])


@given(year=years, marker=st.integers(1, 99).map(str), known=st.frozensets(st.integers(1, 99).map(str), max_size=4))
def test_a_note_is_taken_off_a_year_only_if_it_exists(year: str, marker: str, known: frozenset[str]) -> None:
    expected = (f"Norm {year}", marker) if marker in known else None
    assert split_glued_year(f"Norm {year}{marker}", known) == expected


@pytest.mark.parametrize("text", ["2010", "Norm 2010", "120101", "2.0101", "1.201", "Comensha1", ""])
def test_no_note_is_taken_off_anything_else(text: str) -> None:
    assert split_glued_year(text, frozenset({"1", "01", "10"})) is None


def test_a_note_with_a_bracket_is_known_by_its_number() -> None:
    assert split_glued_year("20191)", frozenset({"1"})) == ("2019", "1)")
