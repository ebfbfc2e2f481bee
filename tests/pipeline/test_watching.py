"""A folder that is watched: what comes is taken whole, what changes takes its own place, and a stop loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from extract.document import Options
from output.formats import Format
from output.read import DatasetError, read_dataset
from pipeline.conduct import Ended, Manner
from pipeline.find import Publication
from pipeline.pool.bounds import Bounds
from pipeline.watching import AGAIN, PATIENCE, Arrivals, Trouble, watch
from tests.paths import ROOT
from tests.pipeline.test_growing import add, contents, page

SETTLE = 0.3
LONG = 60
"""Seconds that a test waits at most for what takes two on a quiet machine."""
OWN = ("run.json", "finished.json")
"""What a run says of itself, which is no data."""


def publication(path: Path) -> Publication:
    return Publication(source=path.name, place=path)


def names(found: tuple[Publication, ...]) -> list[str]:
    return [each.source for each in found]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.html"
    path.write_text("een", encoding="utf-8")
    return path


def test_a_file_is_taken_when_it_lies_still_and_once(file: Path) -> None:
    arrivals, found = Arrivals(settle=5), [publication(file)]
    assert arrivals.look(found, 0) == arrivals.look(found, 4) == ()
    assert arrivals.moving == 1
    assert names(arrivals.look(found, 5)) == ["a.html"]
    arrivals.take(found)
    assert arrivals.look(found, 99) == ()
    assert arrivals.moving == 0


def test_a_file_that_grows_is_waited_for(file: Path) -> None:
    arrivals, found = Arrivals(settle=5), [publication(file)]
    for now in range(0, 40, 4):
        file.write_text("x" * (now + 1), encoding="utf-8")
        assert arrivals.look(found, now) == ()
    assert names(arrivals.look(found, 36 + 5)) == ["a.html"]


def test_a_file_that_changes_or_is_renamed_over_is_taken_again(file: Path, tmp_path: Path) -> None:
    arrivals, found = Arrivals(settle=1), [publication(file)]
    arrivals.look(found, 0)
    arrivals.take(arrivals.look(found, 1))
    other = tmp_path / "b"
    other.write_text("wee", encoding="utf-8")
    status = file.stat()
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))  # as large, as old: it is another file all the same
    other.replace(file)
    assert arrivals.look(found, 2) == ()
    assert names(arrivals.look(found, 3)) == ["a.html"]


def test_a_record_that_comes_later_has_its_document_taken_again(file: Path, tmp_path: Path) -> None:
    arrivals = Arrivals(settle=1)
    arrivals.look([publication(file)], 0)
    arrivals.take(arrivals.look([publication(file)], 1))
    record = tmp_path / "a.metadata.xml"
    record.write_text("<x/>", encoding="utf-8")
    found = [Publication(source="a.html", place=file, record=record)]
    arrivals.look(found, 2)
    assert names(arrivals.look(found, 3)) == ["a.html"]


def test_a_burst_is_one_batch_but_does_not_keep_the_first_waiting_for_ever(file: Path, tmp_path: Path) -> None:
    arrivals, found = Arrivals(settle=2), [publication(file)]
    ready, now = arrivals.look(found, 0), 0
    while not ready and now < 100:
        now += 1
        path = tmp_path / f"{now}.html"
        path.write_text("x", encoding="utf-8")
        found.append(publication(path))
        ready = arrivals.look(found, now)
    assert now == PATIENCE * 2
    assert len(ready) == now - 1
    assert not arrivals.look(found[:0], 200)


def test_a_file_that_goes_before_it_is_taken_is_forgotten(file: Path) -> None:
    arrivals, found = Arrivals(settle=1), [publication(file)]
    arrivals.look(found, 0)
    file.unlink()
    assert arrivals.look(found, 5) == ()
    assert arrivals.moving == 0


@contextmanager
def watching(folder: Path, output: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "pipeline", "watch", str(folder), "-o", str(output), "--settle", str(SETTLE)]
    watcher = subprocess.Popen(
        [*command, "--format", "csv", "--workers", "0", *more],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - as in test_cli
    )  # fmt: skip
    try:
        yield watcher
    finally:
        watcher.kill()
        watcher.communicate()


def documents(output: Path) -> dict[str, str]:
    """Status by name; none where there is no dataset yet."""
    try:
        return {row.source: row.status.value for row in read_dataset(output).documents}
    except DatasetError:  # while its files are moved, too
        return {}


def wait_for(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def data(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in contents(folder).items() if not name.endswith(OWN)}


def stop(watcher: subprocess.Popen[str], how: signal.Signals) -> str:
    watcher.send_signal(how)
    _, said = watcher.communicate(timeout=LONG)
    assert watcher.returncode == 0
    assert "Traceback" not in said
    return said


def test_what_comes_is_taken_and_nothing_is_moved(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "uit"
    first = page(folder / "verslag-2019.html", 2019)
    with watching(folder, output) as watcher:
        wait_for(lambda: "verslag-2019.html" in documents(output))
        page(folder / "later" / "verslag-2020.html", 2020)
        arriving = tmp_path / "half"
        page(arriving, 2021).replace(folder / "verslag-2021.html")
        wait_for(lambda: len(documents(output)) == 3)
        page(first, 2019, figure="1.404")
        observations = output / "observations.csv"
        wait_for(lambda: "1.404" in observations.read_text(encoding="utf-8"))
        said = stop(watcher, signal.SIGTERM)
    assert said == f"extract: no longer watching {folder}; the dataset in {output} is whole\n"
    assert sorted(documents(output)) == ["later/verslag-2020.html", "verslag-2019.html", "verslag-2021.html"]
    add(tmp_path / "ineens", folder)
    assert data(output) == data(tmp_path / "ineens")


def test_what_came_while_nobody_watched_is_taken_by_the_next(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "uit"
    page(folder / "verslag-2019.html", 2019)
    with watching(folder, output) as watcher:
        wait_for(lambda: bool(documents(output)))
        stop(watcher, signal.SIGINT)
    page(folder / "verslag-2020.html", 2020)
    page(folder / "verslag-2019.html", 2019, figure="1.404")
    (folder / "stuk.docx").write_bytes(b"PK\x03\x04")
    with watching(folder, output, "--once") as watcher:
        out, said = watcher.communicate(timeout=LONG)
    assert watcher.returncode == 0
    assert "3 documents" in out
    assert said.startswith("extract: stuk.docx: ")
    assert documents(output) == {"verslag-2019.html": "ok", "verslag-2020.html": "ok", "stuk.docx": "failed"}


def test_a_killed_watch_leaves_a_dataset_that_the_next_completes(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "uit"
    for year in range(2000, 2020):
        page(folder / f"verslag-{year}.html", year)
    with watching(folder, output) as watcher:
        wait_for(lambda: (output / ".extract").is_dir() and any((output / ".extract").rglob("*.zip")))
        watcher.kill()
        watcher.communicate()
    with watching(folder, output, "--once", "--quiet") as watcher:
        assert watcher.communicate(timeout=LONG) == ("", "")
    add(tmp_path / "ineens", folder)
    assert data(output) == data(tmp_path / "ineens")


def manner() -> Manner:
    return Manner(
        formats=[Format.CSV], options=Options(), bounds=Bounds(), workers=0, report=None, replaces=True, quiet=True
    )


def test_trouble_is_said_once_and_got_over(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "uit"
    page(folder / "verslag-2019.html", 2019)
    output.write_text("in de weg", encoding="utf-8")
    waits: list[float] = []

    def pause(seconds: float) -> None:
        waits.append(seconds)
        time.sleep(0.01)
        if waits.count(AGAIN) == 3 and output.is_file():
            output.unlink()

    came = watch(folder, output, manner(), settle=0.005, once=False, pause=pause)
    trouble, ended = next(came), next(came)
    assert isinstance(trouble, Trouble)
    assert "uit" in trouble.message
    assert isinstance(ended, Ended)
    assert waits.count(AGAIN) == 3
    assert documents(output) == {"verslag-2019.html": "ok"}


def test_a_folder_that_is_gone_for_a_while_comes_back(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "uit"
    page(tmp_path / "weg" / "verslag-2019.html", 2019)

    def pause(_: float) -> None:
        if not folder.exists():
            (tmp_path / "weg").rename(folder)

    came = watch(folder, output, manner(), settle=0.005, once=False, pause=pause)
    assert isinstance(next(came), Trouble)
    assert isinstance(next(came), Ended)


def test_with_once_trouble_ends_it(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "uit"
    page(folder / "verslag-2019.html", 2019)
    output.write_text("in de weg", encoding="utf-8")
    with watching(folder, output, "--once") as watcher:
        _, said = watcher.communicate(timeout=LONG)
    assert watcher.returncode == 2
    assert "uit" in said
    assert "Traceback" not in said


def test_the_dataset_cannot_lie_in_the_folder_itself(tmp_path: Path) -> None:
    with watching(tmp_path, tmp_path) as watcher:
        _, said = watcher.communicate(timeout=LONG)
    assert watcher.returncode == 2
    assert "choose a folder in it, or another" in said
