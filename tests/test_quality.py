"""Quality floors on the gold documents, house style by house style: they only rise.

The scorer stands beside the gold, in `../shared/gold`; where that is absent these tests are skipped.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.scorers import load_scorer
from output.formats import Format
from pipeline.find import find_publications
from pipeline.running import run_into
from tests.paths import ROOT, SHARED

GOLD = SHARED / "gold"
CORPUS = ROOT / "tests" / "corpus"
"""Tables of our own making, which were written without a look at the program."""
FLOORS = {
    (GOLD, "docx-footnotes"): 1.0,
    (GOLD, "docx-notes"): 1.0,
    (GOLD, "html-budget"): 1.0,
    (GOLD, "html-gazette"): 1.0,
    (GOLD, "html-municipal"): 1.0,
    (GOLD, "xml-op"): 1.0,
    (GOLD, "xml-tabel"): 1.0,
    (GOLD, "odt-footnotes"): 1.0,
    (GOLD, "odt-notes"): 1.0,
    (GOLD, "pdf-plain"): 1.0,
    (GOLD, "pdf-ruled"): 1.0,
    (GOLD, "pdf-rules"): 1.0,
    (GOLD, "pdf-tagged"): 1.0,
    (GOLD, "txt-glued"): 0.0,
    (GOLD, "txt-line"): 0.86,
    (GOLD, "txt-para"): 0.79,
    (GOLD, "txt-pipe"): 0.81,
    (CORPUS, "html-budget"): 1.0,
    (CORPUS, "html-gazette"): 1.0,
    (CORPUS, "html-lias"): 1.0,
    (CORPUS, "html-municipal"): 1.0,
    (CORPUS, "html-plain"): 1.0,
    (CORPUS, "html-wordpress"): 1.0,
    (CORPUS, "txt-line"): 0.74,
    (CORPUS, "txt-para"): 0.87,
    (CORPUS, "txt-pipe"): 0.98,
    (CORPUS, "txt-tab"): 0.99,
}
"""Share of the observations that must be exact; what a text itself lost cannot be, and must be flagged instead."""
KEPT_FLOORS = {(GOLD, "txt-line"): 0.99, (GOLD, "txt-para"): 1.0, (GOLD, "txt-pipe"): 1.0}
"""The same share over the rows of which the text lost no cell."""

MOST_DOUBTED = 0.02
"""Share of the exact figures that may be doubted without need; where the text lost places, doubt is right."""


def scorer() -> ModuleType:
    """The gold scorer as a module."""
    return load_scorer(GOLD / "score.py")


def score(truth: Path, style: str, folder: Path) -> Counter[str]:
    """Run the documents of one style on their own and count what came of them.

    `kept` and `kept_exact` count the observations in rows of which the text lost no cell.
    """
    manifest = json.loads((truth / "documents" / "manifest.json").read_text(encoding="utf-8"))
    mine = {name: entry for name, entry in manifest.items() if entry["style"] == style}
    run_into(folder, find_publications([truth / "documents" / name for name in mine]).publications, [Format.CSV])
    documents = scorer().evaluate(str(truth / "tables"), mine, scorer().load_run(str(folder)))
    total: Counter[str] = Counter()
    for _, counts, _ in documents.values():
        total.update(counts)
    for name, entry in mine.items():
        total.update(_count_kept(truth, name, entry, folder))
    return total


def _count_kept(truth: Path, name: str, entry: dict[str, str], folder: Path) -> Counter[str]:
    gold = json.loads((truth / "tables" / f"{entry['gold']}.json").read_text(encoding="utf-8"))
    lost = {row for row, _ in gold["lost"]}
    gold["observations"] = [o for o in gold["observations"] if o["row"] not in lost]
    counts, _ = scorer().score_document(name, entry | {"markers": None}, gold, scorer().load_run(str(folder)))[:2]
    return Counter(kept=counts["expected"], kept_exact=counts["exact"])


@pytest.mark.parametrize(("truth", "style"), FLOORS, ids=lambda value: value.name if isinstance(value, Path) else value)
@pytest.mark.usefixtures("shared")
def test_floor(truth: Path, style: str, tmp_path: Path) -> None:
    total = score(truth, style, tmp_path)
    assert total["silent"] == 0
    assert total["exact"] >= FLOORS[truth, style] * total["expected"]
    assert total["kept_exact"] >= KEPT_FLOORS.get((truth, style), 0) * total["kept"]
    assert total["empty_behaved"] == total["empty_docs"]
    assert total["refuse_behaved"] == total["refuse_docs"]
    if truth == GOLD:
        assert total["note_wrong"] == total["note_glued"] == 0
        assert total["findings_present"] == total["findings_required"]
        assert style.startswith("txt") or total["doubted"] <= MOST_DOUBTED * total["figures_exact"]
