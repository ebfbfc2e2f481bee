"""Each program opens what is meant for it, and finds the same number of rows and the same sums."""

from __future__ import annotations

import warnings
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from csvw import CSVW

from normalise.dataset import Dataset
from output.formats import Format
from output.write import write_dataset
from pipeline.find import find_publications
from pipeline.running import run
from tests.output.datasets import nasty_dataset, small_dataset
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


@pytest.mark.parametrize(
    ("file", "before", "after", "complaint"),
    [
        ("observations", ",realisatie,", ",realisaties,", "measure: invalid lexical value"),
        ("observations", ",1522,", ",1.522.000,", "obs_value: invalid lexical value"),
        ("tables", "\n0123456789abcdef-t1,0", "\n0123456789abcdef-t1,9", r"not found in table documents\.csv"),
        ("documents", ",2022-11-08,", ",8 november 2022,", "published: "),
    ],
)
def test_csvw_validator_sees_what_is_wrong(file: str, before: str, after: str, complaint: str, tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path, [Format.CSV])
    path = tmp_path / f"{file}.csv"
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the validator also warns of what it then refuses
        with pytest.raises(ValueError, match=complaint):
            assert not CSVW(str(tmp_path / "csv-metadata.json"), validate=True).is_valid


@pytest.mark.parametrize("program", ["openpyxl", "Datasette", "LibreOffice, CSV for Excel"])
def test_a_changed_figure_is_seen(program: str, tmp_path: Path) -> None:
    small = small_dataset()
    (first, *rest) = small.observations
    write_dataset(
        replace(small, observations=(replace(first, obs_value=Decimal("1522.5")), *rest)), tmp_path, tuple(Format)
    )
    assert OPENERS[program](tmp_path).total == Decimal(1535)
