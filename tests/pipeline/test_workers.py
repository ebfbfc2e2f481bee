"""Runs with workers: the same bytes however many there are and whoever is killed; stopping, and what is told of a run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

import psutil
import pytest

from extract.document import Limits, Options
from output.formats import Format
from pipeline.find import find_publications
from pipeline.journal import Journal, Line
from pipeline.pool.bounds import Bounds
from pipeline.pool.engine import Pool
from pipeline.running import run_into
from tests.extract.archives import archive
from tests.paths import ROOT
from tests.pipeline.pool.units import MEGABYTE, unit
from tests.pipeline.test_cli import call
from tests.pipeline.test_growing import page

DOCUMENTS = 12
KILLED_RUNS = 4
OF_THE_RUN = {"lock", "run.json", "finished.json"}
"""What is no data: it tells of the run."""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Pages, some of them in an archive; none of them new enough to be still in writing."""
    folder = tmp_path / "stukken"
    for number in range(DOCUMENTS):
        page(folder / f"verslag-{number}.html", 2010 + number)
    packed = {f"{number}.html": page(tmp_path / "los.html", 2030 + number).read_text() for number in range(3)}
    (folder / "oud.zip").write_bytes(archive(packed))
    for path in folder.iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """All that a run left of the data."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in OF_THE_RUN)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def command(papers: Path, folder: Path, *more: str) -> list[str]:
    given = [str(papers), "-o", str(folder), "--format", "csv", "--workers", "2", *more]
    return [sys.executable, "-m", "pipeline", *given]


def start(papers: Path, folder: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(papers, folder, *more), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def wait_for(folder: Path, documents: int, process: subprocess.Popen[str]) -> None:
    """Until so many documents are stored."""
    while len([*folder.glob(".extract/documents/*/*.zip")]) < documents and process.poll() is None:
        time.sleep(0.005)


def test_number_of_workers_leaves_no_trace(papers: Path, tmp_path: Path) -> None:
    for workers in ("0", "1", "2", "3"):
        assert call(papers, "-o", tmp_path / workers, "--workers", workers, "-q").exit_code == 0
    expected = contents(tmp_path / "0")
    assert len(expected) > DOCUMENTS
    assert all(contents(tmp_path / workers) == expected for workers in ("1", "2", "3"))


def test_killed_run_leaves_nobody_behind_and_the_next_one_completes(papers: Path, tmp_path: Path) -> None:
    call(papers, "-o", tmp_path / "whole", "--format", "csv")
    expected = contents(tmp_path / "whole")
    random = Random(20221108)
    for number in range(KILLED_RUNS):
        folder = tmp_path / str(number)
        with start(papers, folder) as process:
            wait_for(folder, random.randrange(DOCUMENTS), process)
            others = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
            process.kill()
        _, alive = psutil.wait_procs(others, timeout=10)
        assert not [other for other in alive if other.status() != psutil.STATUS_ZOMBIE]
        call(papers, "-o", folder, "--format", "csv")
        assert contents(folder) == expected


def test_killed_workers_cost_at_most_a_second_run(papers: Path, tmp_path: Path) -> None:
    call(papers, "-o", tmp_path / "whole", "--format", "csv")
    random = Random(7)
    publications = find_publications([papers]).publications
    for _ in range(2):
        with Pool(Options(), workers=2, bounds=Bounds()) as pool:

            def kill_one(_: Line, pool: Pool = pool) -> None:
                members = [*pool._busy, *pool._idle]
                if members and random.random() < 0.4:
                    with suppress(ProcessLookupError):  # it was killed before, while it had nothing to do
                        os.kill(random.choice(members).process.pid or 0, signal.SIGKILL)

            run_into(tmp_path / "uit", publications, [Format.CSV], engine=pool, journal=Journal((kill_one,)))
    run_into(tmp_path / "uit", publications, [Format.CSV])
    assert contents(tmp_path / "uit") == contents(tmp_path / "whole")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_stopped_run_says_what_is_kept_and_goes_on(sign: signal.Signals, papers: Path, tmp_path: Path) -> None:
    """A document that hangs holds the run until it is stopped."""
    os.mkfifo(papers / "zz")
    named = [str(path) for path in sorted(papers.iterdir())]
    given = [sys.executable, "-m", "pipeline", *named, "-o", str(tmp_path / "uit"), "--format", "csv"]
    with subprocess.Popen(
        given,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - as in test_cli
    ) as process:
        wait_for(tmp_path / "uit", DOCUMENTS + 3 - 2, process)
        said = ""
        for _ in range(4):  # again when it fell between Python's last look at signals and its waiting for the pipe
            process.send_signal(sign)
            try:
                said = process.communicate(timeout=15)[1]
                break
            except subprocess.TimeoutExpired:
                continue
        else:
            process.kill()
    assert process.returncode == 130
    assert "extract: stopped; the dataset is as it was, and 1" in said
    assert "the same command goes on from there" in said
    assert "Traceback" not in said
    (papers / "zz").unlink()
    assert "known already and not read again" in call(papers, "-o", tmp_path / "uit", "--format", "csv").stdout


def test_passing_failure_is_a_row_and_is_tried_again(papers: Path, tmp_path: Path) -> None:
    (papers / "hang.txt").write_text("spin")
    bounds = Bounds(seconds=1.0, memory=600 * MEGABYTE)
    publications = find_publications([papers]).publications
    with Pool(Options(), workers=2, bounds=bounds, unit=unit) as pool:
        done = run_into(tmp_path / "uit", publications, [Format.CSV], engine=pool)
    (failed,) = (row for row in done.dataset.documents if row.failure is not None)
    assert (failed.source, failed.failure) == ("hang.txt", "timeout")
    assert [fault.failure for fault in done.faults] == ["timeout"]
    again = run_into(tmp_path / "uit", publications, [Format.CSV])
    assert not again.faults
    assert again.kept == DOCUMENTS + 3


def test_limit_at_the_door_refuses(papers: Path, tmp_path: Path) -> None:
    result = call(papers, "-o", tmp_path / "uit", "--limit", "cells=8", "--limit", "size=1kB")
    assert result.exit_code == 1
    assert "allow more (--limit cells)" in result.stderr
    rows = (tmp_path / "uit" / "documents.csv").read_text().splitlines()[1:]
    assert all(",failed,refused," in row for row in rows)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--limit", "kleur=3"], "there is no limit 'kleur'; there are size, unpacked, cells"),
        (["--limit", "cells=veel"], "'veel' is no size"),
        (["--limit", "page-seconds=0"], "'0' is no number of seconds"),
        (["--memory", "0"], "'0' is no size; write it as 500MB or 2GB"),
        (["--timeout", "0"], "0.0 is not in the range"),
        (["--workers", "-1"], "-1 is not in the range"),
    ],
)
def test_wrong_quantities(given: list[str], said: str, papers: Path, tmp_path: Path) -> None:
    result = call(papers, "-o", tmp_path / "uit", *given)
    assert result.exit_code == 2
    assert said in result.stderr


def test_run_is_logged_and_accounted_for(papers: Path, tmp_path: Path) -> None:
    (papers / "stuk.docx").write_bytes(b"PK\x03\x04 en dan niets")
    (papers / "tweeling.html").write_bytes((papers / "verslag-0.html").read_bytes())
    result = call(papers, "-o", tmp_path / "uit", "--log-json", tmp_path / "log", "--password", "geheim")
    assert result.exit_code == 1
    lines = {line["source"]: line for line in map(json.loads, (tmp_path / "log").read_text().splitlines())}
    assert len(lines) == DOCUMENTS + 3 + 2
    assert lines["verslag-3.html"].keys() == {
        "source",
        "document_id",
        "status",
        "failure",
        "error",
        "seconds",
        "peak_memory",
    }
    assert lines["verslag-3.html"]["status"] == "ok"
    assert lines["verslag-3.html"]["peak_memory"] > MEGABYTE
    assert lines["stuk.docx"]["failure"] == "unreadable"
    assert max(line["status"] for line in lines.values()) == "twin"
    text = (tmp_path / "uit" / "run.json").read_text()
    account = json.loads(text)
    assert account["given"] == {"failed": 1, "ok": DOCUMENTS + 3, "twin": 1}
    assert account["failures"] == {"unreadable": 1}
    assert account["dataset"]["documents"] == DOCUMENTS + 4
    assert "geheim" not in text
    assert "run.json" not in (tmp_path / "uit" / "datapackage.json").read_text()


def test_account_of_somebody_else_is_left_alone(papers: Path, tmp_path: Path) -> None:
    for theirs in ("{}", "geen JSON", "[1]"):
        (tmp_path / "uit").mkdir(exist_ok=True)
        (tmp_path / "uit" / "run.json").write_text(theirs)
        assert call(papers / "verslag-1.html", "-o", tmp_path / "uit").exit_code == 0
        assert (tmp_path / "uit" / "run.json").read_text() == theirs


def test_what_took_too_long_is_tried_again_and_costs_the_others_nothing(papers: Path, tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    (papers / "lang.txt").write_text("\n".join(map(str, range(400_000))))
    os.utime(papers / "lang.txt", (1_600_000_000, 1_600_000_000))
    time.sleep(2.1)  # files that were written a moment ago may still be in writing

    def again() -> tuple[int, str, str]:
        result = call(papers, "-o", folder, "--format", "csv", "--timeout", "4")
        return result.exit_code, result.stdout.splitlines()[0], result.stderr

    first = again()
    assert (first[0], "lang.txt: it was not read within 4 seconds" in first[2]) == (1, True)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    known = f"Nothing new: {DOCUMENTS + 4} documents known already, and the dataset in {folder} is up to date"
    assert again() == (1, known, first[2])
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()} == before
    seal = folder / ".extract" / "finished.json"
    told = json.loads(seal.read_bytes())
    seal.write_text(json.dumps({**told, "passing": {"lang.txt": "it took more memory than there was"}}))
    assert again()[1] != known
    assert json.loads(seal.read_bytes())["passing"] == told["passing"]


def test_finished_run_is_known_until_something_changes(papers: Path, tmp_path: Path) -> None:
    folder = tmp_path / "uit"

    def again(*more: str) -> str:
        result = call(papers, "-o", folder, "--format", "csv", *more)
        assert result.exit_code == 0, result.output
        return result.stdout.splitlines()[0]

    known = f"Nothing new: {DOCUMENTS + 3} documents known already, and the dataset in {folder} is up to date"
    time.sleep(2.1)  # files that were written a moment ago may still be in writing
    assert again().startswith(f"{DOCUMENTS + 3} documents")
    before = contents(folder)
    assert again() == known
    assert again("--limit", "cells=100") != known
    assert again() != known  # the other limit has its own
    assert again() == known
    (folder / "observations.csv").write_text("met de hand\n")
    assert again() != known
    assert contents(folder) == before
    (folder / "accepted.csv").write_text("finding_id,who,why,date\n")
    assert again() != known
    (papers / "verslag-3.html").write_text(page(tmp_path / "los.html", 1999).read_text())
    os.utime(papers / "verslag-3.html", (1_600_000_000, 1_600_000_000))
    assert again() != known


def test_limits_have_the_names_that_the_command_gives_them() -> None:
    from pipeline.commands.quantities import NAMES, PAGE_SECONDS, read_limits
    from pipeline.commands.reading import LIMIT_HELP

    assert set(NAMES.values()) == set(Limits.__slots__)
    assert all(name in LIMIT_HELP for name in (*NAMES, PAGE_SECONDS))
    assert read_limits(["size=2kB", "page-seconds=1.5"]) == (Limits(bytes=2000), 1.5)
