from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.making.sample_pdfs import SAMPLES
from tests.paths import ROOT


@pytest.mark.parametrize(("name", "make"), SAMPLES.items())
def test_a_sample_is_what_its_maker_writes(name: str, make: Callable[[], bytes]) -> None:
    assert (ROOT / "samples" / name).read_bytes() == make()
