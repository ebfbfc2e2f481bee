"""Every way in which a table says what its figures are, case by case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.normalise.tables import Case, lines_of, read_cases, write_cases

CASES = Path(__file__).parent / "cases" / "tables.txt"


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.title)
def test_table(case: Case, request: pytest.FixtureRequest) -> None:
    found = lines_of(case)
    if request.config.getoption("--update-golden"):
        kept = tuple(
            replace(other, expected=found) if other.title == case.title else other for other in read_cases(CASES)
        )
        write_cases(CASES, kept)
    assert found == case.expected or request.config.getoption("--update-golden")
