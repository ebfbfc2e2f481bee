from __future__ import annotations

import pytest

from normalise.headers import read_header
from normalise.meanings import SAME_HEADER, read_meanings


@pytest.mark.parametrize("header", ["2020", "Aantal", "Realisatie"])
def test_a_header_that_is_part_of_its_neighbours_is_doubted(header: str) -> None:
    short, long = read_meanings([[read_header(header)], [read_header(header), read_header("Waarde")]])
    assert SAME_HEADER in short.doubts
    assert (long.doubts, long.breakdown) == ((), "Waarde")
