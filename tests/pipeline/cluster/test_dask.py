"""A Dask cluster of two workers on this machine, with an S3 on this machine: one is killed, a document kills them all."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from click.testing import CliRunner

from extract.document import Options
from normalise.dataset import Dataset, DocumentStatus, Failure
from pipeline.cli import main
from pipeline.cluster import partitions
from pipeline.cluster import run as joining
from pipeline.cluster.mapping import OnDask, dask_mapper
from pipeline.cluster.run import run_across
from pipeline.cluster.shards import Reading, Report, Shard, read_shard, split
from pipeline.find import find_publications
from pipeline.folder import Busy
from pipeline.journal import Line
from pipeline.objects import ObjectFolder, filesystem_of
from pipeline.pool.bounds import Bounds
from pipeline.running import run
from pipeline.store import Store
from tests.pipeline.cluster.documents import rows_in, rows_of, write_publications

for needed in ("distributed", "duckdb", "s3fs", "moto"):
    pytest.importorskip(needed, reason="the extra `cluster` is not installed")

BUCKET = "s3://emmer"
DEADLY = "dodelijk.html"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An S3 on this machine, with publications in it; its address there."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "wie")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "wat")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        filesystem = filesystem_of(BUCKET)
        filesystem.mkdir("emmer")
        for path in write_publications(tmp_path_factory.mktemp("stukken"), count=7):
            filesystem.pipe_file(f"emmer/stukken/2020/{path.name}", path.read_bytes())
        filesystem.pipe_file("emmer/stukken/logo.gif", b"GIF89a")
        yield f"{BUCKET}/stukken"
    server.stop()


@pytest.fixture(scope="module")
def mapper(store: str) -> Iterator[OnDask]:
    with dask_mapper(None, 2) as two:
        yield two


@pytest.fixture(scope="module")
def whole(store: str) -> Dataset:
    return run(find_publications([store]).publications).dataset


def reading(folder: ObjectFolder, workers: int = 0) -> Reading:
    return Reading(folder=folder, options=Options(), bounds=Bounds(), workers=workers)


def test_killed_worker_costs_nothing(
    store: str, mapper: OnDask, whole: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "OF_A_PARTITION", 8)
    folder = ObjectFolder(f"{BUCKET}/gedood")
    workers = [*mapper._client.run(os.getpid).values()]
    killed: list[int] = []

    def kill_one(_: Line) -> None:
        if not killed:
            killed.append(workers[0])
            os.kill(workers[0], signal.SIGKILL)

    publications = find_publications([store]).publications
    done = run_across(publications, reading(folder), mapper, tell=kill_one, shard=2)
    assert killed
    assert not done.faults
    assert rows_in(folder, done) == rows_of(whole)


def read_or_die(shard: Shard) -> Report:
    """A shard with one document that no worker survives."""
    if any(publication.source.endswith(DEADLY) for publication in shard.publications):
        sleep(1)  # a worker that ends while it starts is not started again
        os.kill(os.getpid(), signal.SIGKILL)
    return read_shard(shard)


def test_document_that_kills_every_worker_is_failed_and_the_others_are_read(
    mapper: OnDask, tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_publications(tmp_path, count=3)
    (tmp_path / DEADLY).write_text("<p>Dodelijk</p>")
    monkeypatch.setattr(joining, "read_shard", read_or_die)
    folder = ObjectFolder(f"{BUCKET}/dodelijk")
    done = run_across(find_publications([tmp_path]).publications, reading(folder), mapper, shard=1)
    ((source, failure),) = [(fault.source, fault.failure) for fault in done.faults]
    assert (source, failure) == (DEADLY, Failure.CRASH)
    documents = [Store(folder).load(each).documents[0] for each in Store(folder).ids()]
    assert sorted(row.status for row in documents) == [DocumentStatus.FAILED, *[DocumentStatus.OK] * 6]


def test_command_on_a_cluster_of_its_own(store: str, tmp_path: Path, whole: Dataset) -> None:
    arguments = [store, "-o", f"{BUCKET}/bevel", "--engine", "dask", "--workers", "1", "--timeout", "60"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    assert f"{len(whole.documents)} documents" in done.stdout
    assert "1 file passed over, of kinds that are not read yet: 1 .gif" in done.stdout
    assert f"Written to {BUCKET}/bevel: 11 tables as parquet in tables-a, and datapackage.json" in done.stdout


def test_only_one_run_has_the_lock(store: str) -> None:
    folder = ObjectFolder(f"{BUCKET}/slot")
    with folder.locked("lock"):
        monkeypatched = pytest.MonkeyPatch()
        with monkeypatched.context() as patch:
            patch.setattr("pipeline.objects.sleep", lambda _: folder.write("lock", os.urandom(8)))
            with pytest.raises(Busy, match="wait for it"), folder.locked("lock"):
                pass


def test_lock_of_a_killed_run_is_taken_over(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ObjectFolder(f"{BUCKET}/slot-2")
    folder.write("lock", b"dood")
    monkeypatch.setattr("pipeline.objects.GIVEN_UP", 0.0)
    with folder.locked("lock"):
        assert folder.read("lock") != b"dood"
    assert not folder.holds("lock")


def test_shard_that_kills_workers_is_split_down_to_one_publication(tmp_path: Path) -> None:
    publications = find_publications(write_publications(tmp_path, count=30)).publications
    shard = Shard(reading=reading(ObjectFolder("memory://splitsen")), publications=publications)
    pieces = split(shard)
    assert isinstance(pieces, list)
    assert [each for piece in pieces for each in piece.publications] == [*publications]
    assert {len(piece.publications) for piece in pieces} == {3}
    report = split(Shard(reading=shard.reading, publications=publications[:1]))
    assert isinstance(report, Report)
    assert [fault.failure for fault in report.faults] == [Failure.CRASH]
