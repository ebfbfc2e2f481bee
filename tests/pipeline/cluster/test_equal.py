"""A dataset in parts has the rows of one in one piece, whatever the parts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.document import Options
from normalise.dataset import Dataset, ReviewStatus
from output.formats import DESCRIPTOR
from output.write import OutputError
from pipeline.cluster import partitions
from pipeline.cluster import run as joining
from pipeline.cluster.current import STATE
from pipeline.cluster.mapping import Here
from pipeline.cluster.run import ClusterRun, run_across
from pipeline.cluster.shards import Reading
from pipeline.find import Publication, find_publications
from pipeline.folder import Folder, LocalFolder
from pipeline.objects import ObjectFolder, filesystem_of
from pipeline.pool.bounds import Bounds
from pipeline.review import read_review
from pipeline.running import run, run_into
from pipeline.store import FOLDER
from tests.pipeline.cluster.documents import rows_in, rows_of, write_publications

pytest.importorskip("fsspec", reason="the extra `cluster` is not installed")
pytest.importorskip("duckdb", reason="the extra `cluster` is not installed")

MEMORY = "memory://emmer/uit"


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_publications(tmp_path_factory.mktemp("stukken"))


@pytest.fixture(scope="module")
def publications(paths: list[Path]) -> tuple[Publication, ...]:
    return find_publications(paths).publications


@pytest.fixture(scope="module")
def whole(publications: tuple[Publication, ...]) -> Dataset:
    return run(publications).dataset


@pytest.fixture
def memory() -> Iterator[ObjectFolder]:
    yield ObjectFolder(MEMORY)
    filesystem_of(MEMORY).store.clear()


def across(folder: Folder, publications: tuple[Publication, ...], **options: object) -> ClusterRun:
    reading = Reading(folder=folder, options=Options(), bounds=Bounds())
    return run_across(publications, reading, Here(), shard=5, **options)  # type: ignore[arg-type]


def test_the_documents_meet_in_every_way(whole: Dataset) -> None:
    rules = {finding.rule for finding in whole.findings}
    assert rules >= {"revision", "conflict", "sum-mismatch", "footnote-value", "alias-proposal", "norm-met"}
    hints = " ".join(finding.hint or "" for finding in whole.findings)
    assert "zo gedrukt in" in hints
    assert "klopt de rekensom" in hints
    assert any("zonder noot" in finding.message for finding in whole.findings)
    assert any("als voorlopig" in finding.message for finding in whole.findings)
    assert any((one.placement_evidence or "").startswith("sibling:") for one in whole.observations)


@pytest.mark.parametrize("documents", [1000, 2])
def test_parts_have_the_rows_of_the_whole(
    documents: int,
    publications: tuple[Publication, ...],
    whole: Dataset,
    memory: ObjectFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(partitions, "OF_A_PARTITION", documents)
    done = across(memory, publications)
    assert rows_in(memory, done) == rows_of(whole)
    assert done.counts["documents"] == len(whole.documents)
    assert sum(done.severities.values()) == rows_of(whole)["findings"].total()


def test_what_people_decided_holds_in_parts(
    publications: tuple[Publication, ...], whole: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "OF_A_PARTITION", 4)
    figure = next(one for one in whole.observations if one.indicator_label == "Totaal")
    finding = next(one for one in whole.findings if one.rule == "conflict")
    (tmp_path / "corrections.csv").write_text(
        "observation_id,column,value,who,why,date\n"
        f"{figure.observation_id},obs_value,1,Jan,telfout,2024-01-01\n"
        "0000000000000000,obs_value,2,Jan,weg,2024-01-01\n"
    )
    (tmp_path / "accepted.csv").write_text(
        f"finding_id,who,why,date\n{finding.finding_id},Jan,gezien,2024-01-01\n1111111111111111,Jan,weg,2024-01-01\n"
    )
    (tmp_path / "aliases.toml").write_text(
        '[[alias]]\nindicator = "opgelegde-taakstraffen"\nlabels = ["Taakstraffen, opgelegd"]\n'
    )
    expected = run(publications, review=read_review(tmp_path)).dataset
    assert any(one.review_status is ReviewStatus.CORRECTED for one in expected.observations)
    folder = LocalFolder(tmp_path)
    done = across(folder, publications)
    assert rows_in(folder, done) == rows_of(expected)
    assert done.accepted == 1


def test_dataset_grows_and_leaves_nothing_behind(
    publications: tuple[Publication, ...], whole: Dataset, memory: ObjectFolder
) -> None:
    across(memory, publications[:9])
    first = set(memory.names("", ""))
    done = across(memory, publications)
    assert done.kept == 9
    assert rows_in(memory, done) == rows_of(whole)
    tables = [name for name in memory.names("", "") if not name.startswith(FOLDER)]
    assert {name.split("/")[0] for name in tables} == {done.data, DESCRIPTOR, "aliases-proposed.toml"}
    assert not memory.names(".extract/across/", "")
    assert {name for name in first if "documents" in name and FOLDER in name} <= set(memory.names("", ""))


def test_nothing_new_is_not_written_again(publications: tuple[Publication, ...], memory: ObjectFolder) -> None:
    before = across(memory, publications[:4])
    again = across(memory, publications[:4])
    assert before.is_new
    assert not again.is_new
    assert (again.data, again.counts, again.kept) == (before.data, before.counts, 4)
    memory.remove(STATE)
    assert across(memory, publications[:4]).is_new


def test_run_that_was_stopped_halfway_is_finished_by_the_next(
    publications: tuple[Publication, ...], memory: ObjectFolder
) -> None:
    before = across(memory, publications[:3])
    descriptor = memory.read(DESCRIPTOR)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joining, "check_partition", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            across(memory, publications[:5])
    assert memory.read(DESCRIPTOR) == descriptor
    done = across(memory, publications[:5])
    assert (before.data, done.data, done.kept) == ("tables-a", "tables-b", 5)
    assert rows_in(memory, done) == rows_of(run(publications[:5]).dataset)


def test_descriptor_names_every_part(publications: tuple[Publication, ...], memory: ObjectFolder) -> None:
    done = across(memory, publications[:3])
    package = json.loads(memory.read(DESCRIPTOR))
    named = [path for resource in package["resources"] for path in resource["path"]]
    assert sorted(named) == memory.names(done.data, ".parquet")


def test_twins_in_different_shards_are_read_once(paths: list[Path], tmp_path: Path, memory: ObjectFolder) -> None:
    for number in range(12):
        (tmp_path / f"{11 - number:02}.html").write_bytes(paths[0 if number in (0, 11) else number].read_bytes())
    found = find_publications([tmp_path]).publications
    expected = run(found)
    done = across(memory, found)
    assert rows_in(memory, done) == rows_of(expected.dataset)
    assert done.twins == expected.twins
    assert done.twins[0].same_as == "00.html"


def test_one_takes_the_place_of_its_namesake(paths: list[Path], tmp_path: Path, memory: ObjectFolder) -> None:
    document = tmp_path / "stuk.html"
    document.write_bytes(paths[0].read_bytes())
    across(memory, find_publications([document]).publications)
    document.write_bytes(paths[1].read_bytes())
    found = find_publications([document]).publications
    assert across(memory, found).namesakes == ("stuk.html",)
    done = across(memory, found, replaces=True)
    assert rows_in(memory, done) == rows_of(run(found).dataset)


def test_failed_document_is_a_row(tmp_path: Path, memory: ObjectFolder) -> None:
    (tmp_path / "kapot.pdf").write_bytes(b"%PDF-1.7 kapot")
    found = find_publications([tmp_path]).publications
    done = across(memory, found)
    assert [fault.source for fault in done.faults] == ["kapot.pdf"]
    assert rows_in(memory, done) == rows_of(run(found).dataset)


def test_one_store_serves_both_engines(publications: tuple[Publication, ...], tmp_path: Path, whole: Dataset) -> None:
    across(LocalFolder(tmp_path), publications)
    done = run_into(tmp_path, publications)
    assert done.kept == len(publications)
    assert rows_of(done.dataset) == rows_of(whole)


def test_foreign_descriptor_is_left_alone(publications: tuple[Publication, ...], memory: ObjectFolder) -> None:
    memory.write(DESCRIPTOR, b'{"name": "iets-anders", "resources": []}')
    with pytest.raises(OutputError, match=r"holds a datapackage\.json that extract did not write"):
        across(memory, publications[:1])


def test_too_many_figures_for_proposals_are_said(
    publications: tuple[Publication, ...], whole: Dataset, memory: ObjectFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "MOST_FIGURES", 100)
    done = across(memory, publications)
    assert done.without_aliases
    missing = rows_of(whole)["findings"] - rows_in(memory, done)["findings"]
    assert Counter(one.rule for one in missing) == Counter({"alias-proposal": 1})  # type: ignore[attr-defined]
