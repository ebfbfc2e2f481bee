"""Quality floors of the language step on the labelled sentences beside the repository: they only rise.

The documents that were held out while words and rules were made have floors of their own.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.labelled_prose import held_out, scores
from tests.paths import SHARED

FLOORS = {("worked on", "themes"): 0.99, ("held out", "themes"): 0.91}
"""Micro F1 over sentence and theme."""


@lru_cache(maxsize=1)
def results() -> dict[str, dict[str, Any]]:
    return dict(scores(SHARED / "gold", SHARED / "seeds"))


@pytest.mark.parametrize(
    ("part", "floor"), [(part, floor) for (part, kind), floor in FLOORS.items() if kind == "themes"]
)
def test_themes(part: str, floor: float, shared: Path) -> None:
    overall = results()[part]["overall"]
    assert overall["themes"]["micro"]["f1"] >= floor
    assert results()[part]["notes"]["unplaced_passages"] == 0


def test_a_third_is_held_out_by_the_hash_of_the_name() -> None:
    names = {f"stuk-{number}.txt" for number in range(9)}
    assert held_out(names) == {"stuk-1.txt", "stuk-4.txt", "stuk-7.txt"}
