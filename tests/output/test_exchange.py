"""Each program opens what is meant for it, and finds the same number of rows and the same sums."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from normalise.dataset import Dataset
from output.formats import Format
from output.write import write_dataset
from pipeline.find import find_publications
from pipeline.run import run
from tests.output.datasets import nasty_dataset
from tests.output.openers import NAMES, OPENERS, Found
from tests.paths import ROOT

QUICK = {".html", ".txt", ".md", ".xml"}


def samples() -> Dataset:
    paths = sorted(path for path in (ROOT / "samples").iterdir() if path.suffix in QUICK)
    return run(find_publications(paths).publications).dataset


@pytest.fixture(scope="module", params=[samples, nasty_dataset], ids=["samples", "nasty"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Dataset, Path]:
    dataset = request.param()
    folder = tmp_path_factory.mktemp("all")
    write_dataset(dataset, folder, tuple(Format))
    return dataset, folder


@pytest.mark.parametrize("program", OPENERS)
def test_same_rows_and_same_sums(program: str, written: tuple[Dataset, Path]) -> None:
    dataset, folder = written
    rows = {name: len(getattr(dataset, name)) for name in NAMES}
    total = sum((row.obs_value for row in dataset.observations if row.obs_value is not None), Decimal(0))
    assert OPENERS[program](folder) == Found(rows, total)


@pytest.mark.parametrize("program", [name for name in OPENERS if "LibreOffice" not in name])
def test_empty_dataset_opens_too(program: str, tmp_path: Path) -> None:
    write_dataset(Dataset(), tmp_path, tuple(Format))
    assert OPENERS[program](tmp_path) == Found(dict.fromkeys(NAMES, 0), Decimal(0))
