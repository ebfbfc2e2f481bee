"""The samples against their golden datasets: each read on its own, table by table, byte for byte.

`pytest --update-golden tests/test_samples.py` writes the goldens anew; their diff is reviewed as code is, since it says
which figures change.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from output.schema import table_schema
from output.to_csv import csv_bytes
from pipeline.find import find_publications
from pipeline.records import is_record
from pipeline.running import run
from tests.paths import ROOT

SAMPLES = sorted(path for path in (ROOT / "samples").iterdir() if path.is_file() and not is_record(path.name))
GOLDEN = ROOT / "tests" / "golden"
COMPARED = ("documents", "observations", "footnotes", "findings", "passages", "themes")


def tables_of(sample: Path) -> dict[str, bytes]:
    """The dataset of one sample, as the CSV of each table that goldens hold."""
    found = run(find_publications([sample]).publications)
    assert not found.faults
    return {name: csv_bytes(getattr(found.dataset, name), table_schema(name)) for name in COMPARED}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_sample_gives_its_golden_dataset(sample: Path, update_golden: bool) -> None:
    folder = GOLDEN / sample.name
    tables = tables_of(sample)
    if update_golden:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in tables.items():
            (folder / f"{name}.csv").write_bytes(data)
    for name, data in tables.items():
        assert data.decode() == (folder / f"{name}.csv").read_text(encoding="utf-8"), name


def test_every_golden_has_its_sample() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == [sample.name for sample in SAMPLES]
