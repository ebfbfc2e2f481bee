"""Quality floors on the labelled publications beside the repository: they only rise.

Four documents were held out: their labels were not read while the rules were made, and their floors are their own.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import pytest

from output.formats import Format
from pipeline.find import find_publications
from pipeline.run import run_into
from tests.paths import SHARED

GOLD = SHARED / "gold"
LABELS = GOLD / "nlp" / "dev.jsonl"
FOLDERS = (GOLD / "nlp" / "documents", SHARED / "seeds")
HELD_OUT = (
    "begrotingstoelichting-veiligheid.txt",
    "jaarverslag-eenheid-noorderstrand.txt",
    "landelijke-afspraken-2027-2030.md",
    "veiligheidsplan-molendrecht.md",
)
"""Every third of the labelled documents, by the SHA-256 of its name."""
FLOORS = {"sentence": 0.92, "span": 0.88}
HELD_OUT_FLOORS = {"sentence": 0.85, "span": 0.80}
FIELD_FLOORS = {"kind": 0.95, "direction": 0.88, "value_unit": 0.97, "time_period": 0.95, "actor": 0.85}

pytestmark = pytest.mark.skipif(not LABELS.exists(), reason="no labelled sentences beside the repository")


@lru_cache(maxsize=1)
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score_nlp", GOLD / "score_nlp.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nlp")
    run_into(
        folder,
        find_publications([path for one in FOLDERS for path in sorted(one.iterdir())]).publications,
        [Format.CSV],
    )
    return folder


def test_ambitions_of_all_labelled_documents(run: Path) -> None:
    documents = score(run, None)
    for name, floor in FLOORS.items():
        assert documents[name]["f1"] >= floor, name
    for name, floor in FIELD_FLOORS.items():
        assert documents["fields"][name]["accuracy"] >= floor, name


def test_ambitions_of_the_documents_that_were_held_out(run: Path) -> None:
    documents = score(run, HELD_OUT)
    for name, floor in HELD_OUT_FLOORS.items():
        assert documents[name]["f1"] >= floor, name


def score(run: Path, names: tuple[str, ...] | None):  # type: ignore[no-untyped-def]  # the scorer is no module of ours
    module = scorer()
    documents, _ = module.load_labels([str(LABELS)], [str(folder) for folder in FOLDERS])
    module.load_run(str(run), documents)
    chosen = [documents[name] for name in names or sorted(documents)]
    return module.score_documents(chosen, set())["ambitions"]
