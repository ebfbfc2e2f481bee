"""A dataset that grows: whatever way its documents came in, and whatever stopped a run, the same bytes in the end."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from extract.document import Document, Options, UnreadableDocument
from extract.readers import read
from normalise.dataset import DocumentStatus
from output.formats import Format
from output.write import OutputError, restore_dataset, write_dataset
from pipeline import unit
from pipeline.find import find_publications
from pipeline.running import Run, rewrite, run_into
from pipeline.store import Store, StoreError
from tests.output.datasets import small_dataset

PAGE = """<html><body><h1>Jaarverslag {year}</h1><table>
<tr><th>Indicator</th><th>Realisatie {before}</th><th>Realisatie {year}</th></tr>
<tr><td>Aantal woninginbraken</td><td>1.52{digit}</td><td>{figure}</td></tr>
<tr><td>Aantal aangiften</td><td>2.01{digit}</td><td>2.02{digit}</td></tr>
</table></body></html>"""

NOTICE = """<officiele-publicatie><kamerstuk><stuk><algemeen><vrije-tekst><tekst><al>Tekst.</al></tekst></vrije-tekst>
</algemeen></stuk></kamerstuk></officiele-publicatie>"""
RECORD = """<metadata_gegevens><metadata name="DCTERMS.issued" content="{day}"/></metadata_gegevens>"""

KILLS = 100


def page(path: Path, year: int, figure: str = "1.400") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = PAGE.format(year=year, before=year - 1, digit=year % 10, figure=figure)
    path.write_text(text, encoding="utf-8")
    return path


def add(folder: Path, *paths: Path, fresh: bool = False, replaces: bool = False) -> Run:
    found = find_publications(paths).publications
    return run_into(folder, found, [Format.CSV], fresh=fresh, replaces=replaces)


def contents(folder: Path) -> dict[str, bytes]:
    """All that a run left, stored documents too, except the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    return [page(tmp_path / f"verslag-{year}.html", year) for year in (2019, 2020, 2021)]


def test_documents_may_come_one_by_one_in_any_order(pages: list[Path], tmp_path: Path) -> None:
    add(tmp_path / "at-once", *pages)
    for number, order in enumerate(permutations(pages)):
        for path in order:
            add(tmp_path / str(number), path)
        assert contents(tmp_path / str(number)) == contents(tmp_path / "at-once")


def test_known_document_changes_nothing_and_is_not_read(
    pages: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tmp_path / "uit", *pages)
    before = contents(tmp_path / "uit")

    def refuse(*_: object, **__: object) -> Document:
        raise AssertionError("read again")

    monkeypatch.setattr(unit, "read", refuse)
    assert add(tmp_path / "uit", pages[1]).kept == 1
    assert contents(tmp_path / "uit") == before


def test_document_is_read_again_by_another_program(
    pages: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tmp_path / "uit", *pages)
    monkeypatch.setattr(unit, "fingerprint", lambda: "another")
    assert add(tmp_path / "uit", *pages).kept == 0
    assert add(tmp_path / "uit", *pages).kept == 3


def test_document_is_read_again_with_another_record(pages: list[Path], tmp_path: Path) -> None:
    notice = tmp_path / "kst-1.xml"
    notice.write_text(NOTICE, encoding="utf-8")
    record = tmp_path / "kst-1.metadata.xml"
    for day in ("2021-05-19", "2022-05-18"):
        record.write_text(RECORD.format(day=day), encoding="utf-8")
        (row,) = add(tmp_path / "uit", notice).dataset.documents
        assert str(row.published) == day
    assert add(tmp_path / "uit", notice).kept == 1


def test_name_does_not_depend_on_what_came_first(pages: list[Path], tmp_path: Path) -> None:
    copy = tmp_path / "a" / "zelfde.html"
    copy.parent.mkdir()
    copy.write_bytes(pages[0].read_bytes())
    first = tmp_path / "aap.html"
    first.write_bytes(pages[0].read_bytes())
    for number, order in enumerate(permutations([pages[0], copy, first])):
        for path in order:
            add(tmp_path / str(number), path)
        assert contents(tmp_path / str(number)) == contents(tmp_path / "0")
    (twin,) = add(tmp_path / "0", pages[0]).twins
    assert (twin.source, twin.same_as) == ("verslag-2019.html", "aap.html")


def test_corrected_version_stands_beside_the_first_unless_asked(pages: list[Path], tmp_path: Path) -> None:
    add(tmp_path / "uit", *pages)
    corrected = page(pages[1], 2020, figure="1.404")
    both = add(tmp_path / "uit", corrected)
    assert both.namesakes == ("verslag-2020.html",)
    assert len(both.dataset.documents) == 4
    one = add(tmp_path / "uit", corrected, replaces=True)
    assert len(one.dataset.documents) == 3
    add(tmp_path / "new", *pages)
    assert contents(tmp_path / "uit") == contents(tmp_path / "new")


def test_fresh_forgets(pages: list[Path], tmp_path: Path) -> None:
    add(tmp_path / "uit", *pages)
    add(tmp_path / "uit", pages[0], fresh=True)
    add(tmp_path / "new", pages[0])
    assert contents(tmp_path / "uit") == contents(tmp_path / "new")


def test_removed_document_was_never_there(pages: list[Path], tmp_path: Path) -> None:
    done = add(tmp_path / "uit", *pages)
    (gone,) = (row.document_id for row in done.dataset.documents if row.source == "verslag-2021.html")
    rewrite(tmp_path / "uit", [gone], [Format.CSV])
    add(tmp_path / "new", *pages[:2])
    assert contents(tmp_path / "uit") == contents(tmp_path / "new")


def test_failed_document_is_tried_again(pages: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(data: bytes, *, name: str, options: Options) -> Document:
        if name == "verslag-2020.html":
            raise UnreadableDocument("it is torn")
        return read(data, name=name, options=options)

    with monkeypatch.context() as patched:
        patched.setattr(unit, "read", torn)
        failed = add(tmp_path / "uit", *pages).dataset.documents
    assert [row.status for row in failed].count(DocumentStatus.FAILED) == 1
    done = add(tmp_path / "uit", pages[1])
    assert [row.status for row in done.dataset.documents].count(DocumentStatus.OK) == 3


def test_missing_file_that_comes_back_leaves_no_failed_row(pages: list[Path], tmp_path: Path) -> None:
    kept = pages[2].read_bytes()
    pages[2].unlink()
    pages[2].symlink_to(tmp_path / "weg")
    assert len(add(tmp_path / "uit", *pages).faults) == 1
    pages[2].unlink()
    pages[2].write_bytes(kept)
    add(tmp_path / "uit", *pages)
    add(tmp_path / "new", *pages)
    assert contents(tmp_path / "uit") == contents(tmp_path / "new")


def test_two_runs_at_once(pages: list[Path], tmp_path: Path) -> None:
    add(tmp_path / "uit", pages[0])
    before = contents(tmp_path / "uit")
    with Store(tmp_path / "uit").locked(), pytest.raises(StoreError, match="another run is writing to"):
        add(tmp_path / "uit", pages[1])
    assert contents(tmp_path / "uit") == before


def test_broken_stored_document_is_named(pages: list[Path], tmp_path: Path) -> None:
    add(tmp_path / "uit", *pages)
    before = {name: data for name, data in contents(tmp_path / "uit").items() if "/" not in name}
    (stored, *_) = sorted((tmp_path / "uit" / ".extract").rglob("*.zip"))
    stored.write_bytes(stored.read_bytes()[:100])
    with pytest.raises(StoreError, match=rf"{stored.name} cannot be read: .*; give that document again"):
        add(tmp_path / "uit")
    assert {name: data for name, data in contents(tmp_path / "uit").items() if "/" not in name} == before
    add(tmp_path / "uit", *pages)
    add(tmp_path / "new", *pages)
    assert contents(tmp_path / "uit") == contents(tmp_path / "new")


def test_dataset_without_its_documents_is_not_lost(pages: list[Path], tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path / "uit", [Format.CSV])
    before = (tmp_path / "uit" / "observations.csv").read_bytes()
    with pytest.raises(OutputError, match="without the documents that it was made of"):
        add(tmp_path / "uit", *pages)
    assert (tmp_path / "uit" / "observations.csv").read_bytes() == before
    assert len(add(tmp_path / "uit", *pages, fresh=True).dataset.documents) == 3


TOUCHES = ("write_bytes", "replace", "unlink", "mkdir", "rmdir")
"""What a run does to files, on `Path`; each is a moment at which it can be killed."""


def killed(folder: Path, paths: Sequence[Path], moment: int) -> bool:
    """A run in a process that is killed at its n-th touch of a file, before or halfway; False when it ended before."""
    child = os.fork()
    if child == 0:
        left = moment

        def deadly(name: str) -> None:
            real = getattr(Path, name)

            def touch(self: Path, *args: object, **more: object) -> object:
                nonlocal left
                left -= 1
                if left < 0:
                    if name == "write_bytes" and isinstance(args[0], bytes):
                        real(self, args[0][: len(args[0]) // 2])
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(self, *args, **more)

            setattr(Path, name, touch)

        for name in TOUCHES:
            deadly(name)
        try:
            add(folder, *paths)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_killed_at_any_moment_the_next_run_completes(pages: list[Path], tmp_path: Path) -> None:
    add(tmp_path / "whole", *pages)
    expected = contents(tmp_path / "whole")
    moments = 1
    while killed(tmp_path / f"count-{moments}", pages, moments):
        moments *= 2
    random = Random(20221108)
    hits = 0
    for number in range(KILLS):
        folder = tmp_path / f"run-{number}"
        if number % 2:
            add(folder, pages[0])
        hits += killed(folder, pages, random.randrange(moments))
        add(folder, *pages)
        assert contents(folder) == expected
    assert hits > KILLS // 3


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_killed_while_moving_the_earlier_dataset_comes_back(pages: list[Path], tmp_path: Path) -> None:
    """Until a next run has its own dataset ready, what is there is the earlier one, whole."""
    add(tmp_path / "earlier", pages[0])
    tables = {name: data for name, data in contents(tmp_path / "earlier").items() if "/" not in name}
    later = tmp_path / "later"
    add(later, *pages)
    complete = {name: data for name, data in contents(later).items() if "/" not in name}
    for moment in range(200):
        folder = tmp_path / f"run-{moment}"
        add(folder, pages[0])
        was_killed = killed(folder, pages, moment)
        restore_dataset(folder)
        found = {name: data for name, data in contents(folder).items() if "/" not in name}
        assert found in (tables, complete)
        if not was_killed:
            break
    else:
        pytest.fail("the run was never left to end")
