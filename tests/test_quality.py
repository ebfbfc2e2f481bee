"""Quality floors on the gold documents, house style by house style: they only rise.

The scorer stands beside the gold, in `../shared/gold`; where that is absent these tests are skipped.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import pytest

from output.formats import Format
from pipeline.find import find_publications
from pipeline.run import run_into
from tests.paths import SHARED

GOLD = SHARED / "gold"
FLOORS = {
    "html-budget": 1.0,
    "html-gazette": 1.0,
    "html-municipal": 1.0,
    "txt-glued": 0.0,
    "txt-line": 0.86,
    "txt-para": 0.79,
    "txt-pipe": 0.81,
}
"""Share of the observations that must be exact; what a text itself lost cannot be, and must be flagged instead."""
KEPT_FLOORS = {"txt-line": 0.99, "txt-para": 1.0, "txt-pipe": 1.0}
"""The same share over the rows of which the text lost no cell."""

MOST_DOUBTED = 0.02
"""Share of the exact figures that may be doubted without need; where the text lost places, doubt is right."""


@lru_cache(maxsize=1)
def scorer() -> ModuleType:
    """The gold scorer as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(style: str, folder: Path) -> Counter[str]:
    """Run the documents of one style on their own and count what came of them.

    `kept` and `kept_exact` count the observations in rows of which the text lost no cell.
    """
    manifest = json.loads((GOLD / "documents" / "manifest.json").read_text(encoding="utf-8"))
    mine = {name: entry for name, entry in manifest.items() if entry["style"] == style}
    run_into(folder, find_publications([GOLD / "documents" / name for name in mine]).publications, [Format.CSV])
    documents = scorer().evaluate(str(GOLD / "tables"), mine, scorer().load_run(str(folder)))
    total: Counter[str] = Counter()
    for _, counts, _ in documents.values():
        total.update(counts)
    for name, entry in mine.items():
        total.update(_count_kept(name, entry, folder))
    return total


def _count_kept(name: str, entry: dict[str, str], folder: Path) -> Counter[str]:
    gold = json.loads((GOLD / "tables" / f"{entry['gold']}.json").read_text(encoding="utf-8"))
    lost = {row for row, _ in gold["lost"]}
    gold["observations"] = [o for o in gold["observations"] if o["row"] not in lost]
    counts, _ = scorer().score_document(name, entry | {"markers": None}, gold, scorer().load_run(str(folder)))[:2]
    return Counter(kept=counts["expected"], kept_exact=counts["exact"])


@pytest.mark.parametrize("style", FLOORS)
def test_floor(style: str, shared: Path, tmp_path: Path) -> None:
    total = score(style, tmp_path)
    assert total["silent"] == 0
    assert total["exact"] >= FLOORS[style] * total["expected"]
    assert total["kept_exact"] >= KEPT_FLOORS.get(style, 0) * total["kept"]
    assert total["note_wrong"] == total["note_glued"] == 0
    assert total["findings_present"] == total["findings_required"]
    assert total["empty_behaved"] == total["empty_docs"]
    assert total["refuse_behaved"] == total["refuse_docs"]
    if style.startswith("html"):
        assert total["doubted"] <= MOST_DOUBTED * total["figures_exact"]
