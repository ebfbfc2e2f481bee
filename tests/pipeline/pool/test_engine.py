"""A pool gives every document its outcome, whatever one of them does."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace

import psutil
import pytest

from extract.document import Options, UnreadableDocument
from normalise.dataset import DocumentStatus, Failure
from pipeline.content import Content, identify
from pipeline.pool.bounds import Bounds, died
from pipeline.pool.engine import Pool, _Answer
from pipeline.unit import LostDocument, Outcome, Spent, work
from tests.extract.archives import archive
from tests.pipeline.pool.units import MEGABYTE, SLOW_PAGE, unit

BOUNDS = Bounds(seconds=2.0, memory=400 * MEGABYTE, page_seconds=1.0)
GOOD = 6


def contents(*deeds: str) -> list[Content]:
    """Good documents with these among them."""
    words = [f"goed {number}" for number in range(GOOD)]
    words[2:2] = deeds
    return [identify(f"{word}.txt", word.encode()) for word in words]


def outcomes(given: list[Content], workers: int = 2, bounds: Bounds = BOUNDS) -> dict[str, Outcome]:
    with Pool(Options(), workers=workers, bounds=bounds, unit=unit) as pool:
        found = list(pool.outcomes(given))
    assert len(found) == len(given)
    return {outcome.dataset.documents[0].source: outcome for outcome in found}


def failures(found: dict[str, Outcome]) -> dict[str, Failure]:
    return {source: outcome.failure for source, outcome in found.items() if outcome.failure is not None}


@pytest.mark.parametrize(
    ("deed", "failure", "said"),
    [
        ("spin", Failure.TIMEOUT, "it was not read within 2 seconds"),
        ("sleep", Failure.TIMEOUT, "give it more with --timeout"),
        ("hang-with-a-child", Failure.TIMEOUT, "or leave it out"),
        ("eat", Failure.MEMORY, "it takes more memory than the 400 MB allowed"),
        ("eat-in-a-child", Failure.MEMORY, "give it more with --memory"),
        ("eat-at-once", Failure.MEMORY, "it takes more memory than"),
        ("segfault", Failure.CRASH, "the process that read it was ended by SIGSEGV"),
        ("leave", Failure.CRASH, "the process that read it ended with 3"),
    ],
)
def test_document_costs_nobody_else_anything(deed: str, failure: Failure, said: str) -> None:
    bounds = BOUNDS if failure is Failure.TIMEOUT else replace(BOUNDS, seconds=60.0)
    found = outcomes(contents(deed), bounds=bounds)
    assert failures(found) == {f"{deed}.txt": failure}
    (row,) = found[f"{deed}.txt"].dataset.documents
    assert (row.status, row.failure) == (DocumentStatus.FAILED, failure)
    assert said in (row.error or "")


def test_all_at_once_with_one_worker() -> None:
    deeds = {"leave": Failure.CRASH, "eat-at-once": Failure.MEMORY, "segfault": Failure.CRASH, "spin": Failure.TIMEOUT}
    found = outcomes(contents(*deeds), workers=1)
    assert failures(found) == {f"{deed}.txt": failure for deed, failure in deeds.items()}


def test_nothing_that_a_document_started_is_left() -> None:
    started: list[psutil.Process] = []

    def look_at_children(pool: Pool) -> Iterator[Content]:
        yield identify("hang.txt", b"hang-with-a-child")
        (member,) = pool._busy
        while not started:
            started.extend(psutil.Process(member.process.pid).children(recursive=True))
        yield from contents()

    with Pool(Options(), workers=2, bounds=BOUNDS, unit=unit) as pool:
        found = list(pool.outcomes(look_at_children(pool)))
    assert [outcome.failure for outcome in found if outcome.failure] == [Failure.TIMEOUT]
    _, alive = psutil.wait_procs(started, timeout=5)
    assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def test_page_that_takes_too_long_is_left_out_and_said() -> None:
    found = outcomes(contents("turn-pages"), bounds=replace(BOUNDS, seconds=30.0))["turn-pages.txt"]
    assert found.dataset.documents[0].status is DocumentStatus.PARTIAL
    assert [finding.message for finding in found.unpacked().dataset.findings] == [f"Pagina {SLOW_PAGE}"]


def test_page_where_the_time_was_up_is_told_but_is_no_data() -> None:
    found = outcomes(contents("turn-pages"), bounds=replace(BOUNDS, page_seconds=30.0))["turn-pages.txt"]
    assert found.fault is not None
    assert found.fault.where == f" (it was at page {SLOW_PAGE})"
    assert "page" not in (found.dataset.documents[0].error or "")


def test_worker_that_somebody_kills_costs_nothing() -> None:
    given = contents("sleep")

    def kill_once(pool: Pool) -> Iterator[Content]:
        for number, content in enumerate(given[:2] + given[3:]):
            if number == 3:
                for member in [*pool._busy, *pool._idle]:
                    os.kill(member.process.pid or 0, signal.SIGKILL)
            yield content

    with Pool(Options(), workers=2, bounds=BOUNDS, unit=unit) as pool:
        found = list(pool.outcomes(kill_once(pool)))
    assert [outcome.failure for outcome in found] == [None] * GOOD


def test_workers_are_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.pool.engine.RENEWED_AFTER", 2)
    used: set[int | None] = set()
    with Pool(Options(), workers=1, bounds=Bounds(), unit=unit) as pool:
        for _ in pool.outcomes(contents()):
            used |= {member.process.pid for member in [*pool._busy, *pool._idle]}
    assert len(used) == GOOD // 2


def test_outcomes_are_those_of_the_unit() -> None:
    given = [identify(f"{number}.txt", f"Aantal zaken {number}: 12.".encode()) for number in range(3)]
    with Pool(Options(), workers=2, bounds=Bounds()) as pool:
        found = {outcome.document_id: outcome for outcome in pool.outcomes(given)}
    for content in given:
        assert replace(found[content.document_id].unpacked(), spent=None) == work(content, Options())
        assert found[content.document_id].spent is not None


def test_contents_are_taken_as_there_is_room() -> None:
    taken = 0

    def counted() -> Iterator[Content]:
        nonlocal taken
        for content in contents():
            taken += 1
            yield content

    with Pool(Options(), workers=2, bounds=BOUNDS, unit=unit) as pool:
        for number, _ in enumerate(pool.outcomes(counted()), 1):
            assert taken <= number + 2 + 2  # in hand, and one that is ready; one more may have been asked for


def test_closing_ends_what_is_in_hand() -> None:
    started = time.monotonic()
    with Pool(Options(), workers=2, bounds=replace(BOUNDS, seconds=60.0), unit=unit) as pool:
        next(pool.outcomes(contents("sleep", "spin")))
        members = [*pool._busy, *pool._idle]
    assert time.monotonic() - started < 30
    assert not any(member.process.is_alive() for member in members)


def test_archive_is_opened_elsewhere() -> None:
    data = archive({"a.txt": b"een", "map/b.html": b"<p>twee</p>", "logo.gif": b"GIF"})
    with Pool(Options(), workers=1, bounds=BOUNDS) as pool:
        entries = list(pool.unpack(identify("stukken.zip", data)))
        again = list(pool.unpack(identify("brief.txt", b"geen archief")))
    assert [entry.source for entry in entries] == [
        "stukken.zip/a.txt",
        "stukken.zip/logo.gif",
        "stukken.zip/map/b.html",
    ]
    assert [entry.source for entry in again] == ["brief.txt"]


def test_archive_that_cannot_be_opened() -> None:
    with Pool(Options(), workers=1, bounds=BOUNDS) as pool:
        with pytest.raises(UnreadableDocument, match="damaged"):
            list(pool.unpack(identify("stuk.zip", b"PK\x03\x04 en dan niets")))
        assert list(pool.unpack(identify("a.txt", b"een")))


def test_archive_that_nobody_wants_the_rest_of() -> None:
    data = archive({"a.txt": b"een", "b.txt": b"twee"})
    with Pool(Options(), workers=1, bounds=BOUNDS) as pool:
        entries = pool.unpack(identify("stukken.zip", data))
        next(entries)
        entries.close()  # type: ignore[attr-defined]
        assert len(list(pool.unpack(identify("stukken.zip", data)))) == 2


def test_worker_that_was_ended_as_it_answered_gets_no_other_document() -> None:
    given = contents()
    with Pool(Options(), workers=1, bounds=BOUNDS, unit=unit) as pool:
        found = pool.outcomes(given)
        next(found)
        (member,) = [*pool._busy, *pool._idle]
        pool._busy.clear()
        member.verdict = died(-9)
        pool._release(member, _Answer(Spent(seconds=0.0), b""))
        assert pool._idle == []
        assert not member.process.is_alive()


def test_archive_that_brings_down_its_opener() -> None:
    data = archive({"a.txt": b"een", "b.txt": b"twee"})
    with Pool(Options(), workers=1, bounds=BOUNDS) as pool:
        entries = pool.unpack(identify("stukken.zip", data))
        next(entries)
        assert pool._opener is not None
        os.kill(pool._opener.process.pid or 0, signal.SIGKILL)
        with pytest.raises(LostDocument) as lost:
            next(entries)
        assert lost.value.failure is Failure.CRASH
        assert len(list(pool.unpack(identify("stukken.zip", data)))) == 2
