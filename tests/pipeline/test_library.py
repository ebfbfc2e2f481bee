from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from normalise.dataset import Dataset, DocumentStatus
from output.write import OutputError
from pipeline import add, join, read, run, write
from pipeline.find import MissingPath
from pipeline.running import run_into
from tests.paths import ROOT

SAMPLES = ROOT / "samples"
PAGES = ("begroting-2022-tabel-2.html", "jaarverslag-2020-veiligheidsagenda.html", "normen-2023-2026.html")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    papers = tmp_path / "stukken"
    papers.mkdir()
    for name in PAGES:
        (papers / name).write_bytes((SAMPLES / name).read_bytes())
    (papers / "kapot.pdf").write_bytes(b"%PDF-1.7 afgebroken")
    return papers


def test_each_document_comes_as_soon_as_it_was_read(folder: Path) -> None:
    found = run(folder)
    assert isinstance(found, Iterator)
    rows = [dataset.documents for dataset in found]
    assert [len(each) for each in rows] == [1] * 4
    assert sorted(row.source for (row,) in rows) == sorted((*PAGES, "kapot.pdf"))
    (failed,) = [row for (row,) in rows if row.status is DocumentStatus.FAILED]
    assert failed.source == "kapot.pdf"
    assert failed.error


def test_documents_joined_are_what_the_command_writes(folder: Path, tmp_path: Path) -> None:
    from pipeline.find import find_publications

    whole = join(run(folder))
    assert whole == run_into(tmp_path / "uit", find_publications([folder]).publications).dataset
    assert any(finding.rule == "sum-mismatch" for finding in whole.findings)


def test_workers_give_the_same(folder: Path) -> None:
    assert join(run(folder, workers=2)) == join(run(folder))


def test_who_stops_iterating_stops_the_work(folder: Path) -> None:
    found = run(folder, workers=1)
    assert next(found).documents
    found.close()
    assert list(found) == []


def test_document_given_twice_is_read_once(folder: Path) -> None:
    assert len(list(run(folder, folder / PAGES[0]))) == 4


def test_path_that_is_not_there_is_told() -> None:
    with pytest.raises(MissingPath, match="nergens"):
        list(run("nergens.html"))


def test_dataset_grows_and_is_read_back(folder: Path, tmp_path: Path) -> None:
    results = tmp_path / "uit"
    add(results, folder / PAGES[0])
    whole = add(results, folder / PAGES[1])
    assert len(whole.documents) == 2
    assert read(results) == whole
    assert not (results / "report.html").exists()


def test_dataset_is_written_anywhere_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    whole: Dataset = join(run(folder))
    assert "observations.csv" in write(whole, tmp_path / "a")
    (tmp_path / "b").write_text("a file")
    with pytest.raises(OutputError):
        write(whole, tmp_path / "b")


def test_importing_the_package_imports_nothing_else() -> None:
    program = "import sys, pipeline; print('pipeline.library' in sys.modules, pipeline.run.__module__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "False pipeline.library\n"
    assert not hasattr(pipeline, "rennen")
