"""The commands that look into a dataset, over one in parts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.document import Options
from normalise.dataset import Dataset
from output.formats import DESCRIPTOR
from output.in_parts import parts_of
from output.read import DatasetError, read_dataset
from pipeline.cluster import partitions
from pipeline.cluster.mapping import Here
from pipeline.cluster.run import run_across
from pipeline.cluster.shards import Reading
from pipeline.find import find_publications
from pipeline.folder import LocalFolder
from pipeline.pool.bounds import Bounds
from pipeline.running import run
from tests.pipeline.cluster.documents import rows_of, write_publications
from tests.pipeline.test_cli import call

pytest.importorskip("fsspec", reason="the extra `cluster` is not installed")
pytest.importorskip("duckdb", reason="the extra `cluster` is not installed")
SUM = "SELECT count(*) AS cells, sum(obs_value) AS sum FROM observations"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Dataset]:
    """A dataset in several parts, and the same in one piece."""
    folder = tmp_path_factory.mktemp("delen")
    publications = find_publications(write_publications(folder / "stukken")).publications
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partitions, "OF_A_PARTITION", 4)
        reading = Reading(folder=LocalFolder(folder / "uit"), options=Options(), bounds=Bounds())
        run_across(publications, reading, Here(), shard=5)
    return folder / "uit", run(publications).dataset


def test_it_is_read_back_whole(both: tuple[Path, Dataset]) -> None:
    folder, whole = both
    assert len(parts_of(folder)["observations"]) > 1
    found = read_dataset(folder)
    assert rows_of(found) == rows_of(whole)
    assert found.documents == whole.documents


def test_commands_look_into_it(both: tuple[Path, Dataset]) -> None:
    folder, whole = both
    assert call("list", folder).stdout.splitlines()[-1] == f"{len(whole.documents)} documents"
    assert f"{len(whole.documents)} documents" in call("show", folder).stdout
    assert "Aantal woninginbraken" in call("show", folder, "woninginbraken").stdout
    assert call("diff", folder, folder).stdout == "No differences\n"
    assert call("check", folder).stdout.startswith("Findings: ")


def test_queries_read_it_and_nothing_else(both: tuple[Path, Dataset], tmp_path: Path) -> None:
    folder, whole = both
    figures = [one.obs_value for one in whole.observations if one.obs_value is not None]
    cells, total = call("show", folder, "--sql", SUM).stdout.splitlines()[1].split()
    assert (int(cells), float(total)) == (len(whole.observations), float(sum(figures)))
    (tmp_path / "geheim.csv").write_text("a\n1\n")
    assert call("show", folder, "--sql", f"SELECT * FROM read_csv('{tmp_path / 'geheim.csv'}')").exit_code == 2
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    for query in (
        f"COPY (SELECT 1) TO '{folder / 'nieuw.csv'}'",
        f"EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder / 'nieuw.csv'}'",
        f"SELECT 1; COPY (SELECT 1) TO '{folder / 'nieuw.csv'}'",
    ):
        result = call("show", folder, "--sql", query)
        assert (result.exit_code, result.stderr) == (
            2,
            "extract: a dataset in parts can only be asked: begin the query with SELECT\n",
        )
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_it_is_exported_to_another_folder_only(both: tuple[Path, Dataset], tmp_path: Path) -> None:
    folder, whole = both
    refused = call("export", folder, "--format", "csv")
    assert (refused.exit_code, "in parts" in refused.stderr) == (2, True)
    assert call("export", folder, "--format", "csv", "-o", tmp_path / "los").exit_code == 0
    assert rows_of(read_dataset(tmp_path / "los")) == rows_of(whole)


def test_nothing_can_be_taken_out_of_it(both: tuple[Path, Dataset]) -> None:
    folder, whole = both
    refused = call("remove", folder, whole.documents[0].source)
    assert (refused.exit_code, "in parts" in refused.stderr) == (2, True)


@pytest.mark.parametrize("path", ["../elders.parquet", "/etc/passwd"])
def test_a_descriptor_that_leads_out_of_its_folder_names_no_dataset(path: str, tmp_path: Path) -> None:
    names = ("documents", "observations")
    package = {"name": "beleidscijfers", "resources": [{"name": name, "path": [path]} for name in names]}
    (tmp_path / DESCRIPTOR).write_text(json.dumps(package))
    assert parts_of(tmp_path) == {}
    with pytest.raises(DatasetError):
        read_dataset(tmp_path)
