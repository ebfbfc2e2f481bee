from __future__ import annotations

import gc
import os
import weakref
from hashlib import sha256
from pathlib import Path

import pytest

from extract.document import Document, Limits, Options, UnreadableDocument
from extract.readers import read
from normalise.dataset import DocumentStatus
from output.write import OutputError
from pipeline import unit
from pipeline.find import find_publications
from pipeline.running import Run, run, run_into

PAGE = """<html><body><h1>Begroting {number}</h1><table>
<tr><th>Indicator</th><th>Realisatie 2020</th><th>Norm 2021</th></tr>
<tr><td>Aantal woninginbraken</td><td>1.52{number}</td><td>1.400</td></tr>
</table></body></html>"""


def page(path: Path, number: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(number=number), encoding="utf-8")
    return path


def run_on(*paths: Path, limits: Limits = Limits()) -> Run:  # noqa: B008  # Limits is frozen
    return run(find_publications(paths).publications, Options(limits=limits))


def refuse(name: str, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Make reading the document of this name fail."""

    def read_or_fail(data: bytes, *, name: str, options: Options) -> Document:
        if name == refused:
            raise error
        return read(data, name=name, options=options)

    refused = name
    monkeypatch.setattr(unit, "read", read_or_fail)


def test_document_is_known_by_its_content(tmp_path: Path) -> None:
    path = page(tmp_path / "a.html", 1)
    (row,) = run_on(path).dataset.documents
    assert row.document_id == sha256(path.read_bytes()).hexdigest()[:16]
    assert (row.source, row.bytes, row.status) == ("a.html", path.stat().st_size, DocumentStatus.OK)


RECORD = '<metadata_gegevens><metadata name="DC.identifier" content="kst-30000-VI-7"/></metadata_gegevens>'


def test_the_record_beside_a_publication_is_used(tmp_path: Path) -> None:
    path = page(tmp_path / "a.html", 1)
    (tmp_path / "metadata.xml").write_text(RECORD)
    (row,) = run_on(tmp_path).dataset.documents
    assert (row.source, row.identifier, row.dossiers) == ("a.html", "kst-30000-VI-7", ("30000-VI",))
    assert row.document_id == sha256(path.read_bytes()).hexdigest()[:16]


def test_a_record_above_the_limit_is_said_and_the_publication_read(tmp_path: Path) -> None:
    path = page(tmp_path / "a.html", 1)
    (tmp_path / "a.metadata.xml").write_text(RECORD + " " * path.stat().st_size)
    dataset = run_on(path, limits=Limits(bytes=path.stat().st_size)).dataset
    assert dataset.documents[0].identifier is None
    assert [finding.rule for finding in dataset.findings if finding.rule == "unusable-metadata"]
    assert dataset.observations


def test_order_of_arguments_makes_no_difference(tmp_path: Path) -> None:
    paths = [page(tmp_path / name, number) for number, name in enumerate(["c.html", "a.html", "b/d.html"])]
    assert run_on(*paths) == run_on(*reversed(paths))


def test_same_content_is_read_once_under_its_smallest_name(tmp_path: Path) -> None:
    paths = [page(tmp_path / name, 1) for name in ("z.html", "a.html", "m.html")]
    done = run_on(*paths)
    assert [row.source for row in done.dataset.documents] == ["a.html"]
    assert [(twin.source, twin.same_as) for twin in done.twins] == [("m.html", "a.html"), ("z.html", "a.html")]


def test_unreadable_document_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [page(tmp_path / name, number) for number, name in enumerate(["a.html", "b.html"])]
    refuse("a.html", monkeypatch, UnreadableDocument("the page is torn in two; ask for another copy"))
    done = run_on(*paths)
    failed, read = sorted(done.dataset.documents, key=lambda row: row.source)
    assert (failed.status, failed.error) == (
        DocumentStatus.FAILED,
        "the page is torn in two; ask for another copy",
    )
    assert failed.document_id == sha256(paths[0].read_bytes()).hexdigest()[:16]
    assert read.status is not DocumentStatus.FAILED
    assert [fault.source for fault in done.faults] == ["a.html"]


def test_fault_of_ours_is_one_sentence_with_its_trace_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = page(tmp_path / "a.html", 1)
    refuse("a.html", monkeypatch, KeyError("0x7f3a"))
    done = run_on(path)
    (row,), (fault,) = done.dataset.documents, done.faults
    assert row.error == "internal fault while reading it (KeyError); please report this, with the document"
    assert fault.sentence == row.error
    assert "read_or_fail" in fault.trace


def test_stop_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = page(tmp_path / "a.html", 1)

    def stop(*_: object, **__: object) -> Document:
        raise KeyboardInterrupt

    monkeypatch.setattr(unit, "read", stop)
    with pytest.raises(KeyboardInterrupt):
        run_on(path)


def test_file_that_cannot_be_opened(tmp_path: Path) -> None:
    link = tmp_path / "weg.html"
    link.symlink_to(tmp_path / "bestaat-niet.html")
    done = run_on(link, page(tmp_path / "a.html", 1))
    (fault,) = done.faults
    assert (fault.source, fault.sentence) == ("weg.html", "the file cannot be opened: No such file or directory")
    failed = [row for row in done.dataset.documents if row.status is DocumentStatus.FAILED]
    assert [row.document_id for row in failed] == [sha256(b"weg.html").hexdigest()[:16]]


def test_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = page(tmp_path / "a.html", 1)

    def denied(*_: object) -> None:  # root may read anything, so the system's answer is played
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "open", denied)
    (fault,) = run_on(path).faults
    assert fault.sentence == "the file cannot be opened: Permission denied"


@pytest.mark.parametrize("too_large", ["a.html", "/dev/zero"])
def test_file_over_the_limit_is_not_read(too_large: str, tmp_path: Path) -> None:
    page(tmp_path / "a.html", 1)
    (fault,) = run_on(tmp_path / too_large, limits=Limits(bytes=100)).faults
    assert fault.sentence == "the file is larger than the limit of 100 bytes; split it, or allow more (--limit size)"


def test_file_at_the_limit_is_read(tmp_path: Path) -> None:
    path = page(tmp_path / "a.html", 1)
    assert run_on(path, limits=Limits(bytes=path.stat().st_size)).faults == ()


def test_collector_rests_during_a_run_and_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = page(tmp_path / "a.html", 1)
    seen = []

    def look(data: bytes, *, name: str, options: Options) -> Document:
        seen.append(gc.isenabled())
        return read(data, name=name, options=options)

    monkeypatch.setattr(unit, "read", look)
    run_into(tmp_path / "uit", find_publications([path]).publications)
    assert (seen, gc.isenabled()) == ([False], True)
    (tmp_path / "bestand").write_text("")
    with pytest.raises(OutputError):
        run_into(tmp_path / "bestand", find_publications([path]).publications)
    assert gc.isenabled()


def test_what_a_document_leaves_behind_is_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader's tree refers to itself: without clearing, a run over a thousand documents would keep them all."""
    left: list[weakref.ref[object]] = []

    class Tree:
        def __init__(self) -> None:
            self.root = self

    def leave_tree(data: bytes, *, name: str, options: Options) -> Document:
        assert not [tree for tree in left if tree() is not None]
        left.append(weakref.ref(Tree()))
        return read(data, name=name, options=options)

    monkeypatch.setattr(unit, "read", leave_tree)
    paths = [page(tmp_path / f"{number}.html", number) for number in range(3)]
    run_into(tmp_path / "uit", find_publications(paths).publications)
    assert len(left) == 3


def test_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = page(tmp_path / "a.html", 1)
    stats = iter(range(100))
    real = os.fstat

    def moving(until: int) -> None:
        def fstat(number: int) -> os.stat_result:
            found = real(number)
            turn = next(stats)
            return os.stat_result((*found[:6], found.st_size + (turn if turn < until else 0), *found[7:]))

        monkeypatch.setattr("pipeline.content.os.fstat", fstat)

    moving(until=2)
    assert not run_on(path).faults
    moving(until=100)
    (fault,) = run_on(path).faults
    assert fault.sentence == "the file changes while it is read; give it again when it is complete"
