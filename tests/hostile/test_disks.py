"""Disks that are full or may not be written, sources that change while they are read, names that nobody would choose.

Each time: one clear sentence, what was there is there still, and the next run that can comes to the same bytes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline import content
from pipeline.cli import main
from pipeline.content import ID_DIGITS
from pipeline.find import Publication
from tests.pipeline.test_growing import add, contents, page

ACCOUNTS = ("run.json", "finished.json")
"""What a run says of itself: times, and marks of files on a disk."""
PAGE = 4096
MOMENTS = 12
"""At which a disk is full."""
MOUNT, UMOUNT = shutil.which("mount"), shutil.which("umount")


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A disk of its own in memory; skips where none may be mounted."""
    if MOUNT is None or UMOUNT is None:
        pytest.skip("there is no mount here")
    folder.mkdir()
    done = subprocess.run(
        [MOUNT, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no disk may be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run([UMOUNT, "-l", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    subprocess.run([str(MOUNT), "-o", f"remount,{options}", str(folder)], check=True)


def extract(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def run(output: Path, *pages: Path) -> Result:
    return extract(*pages, "-o", output, "--format", "csv", "--workers", "0", "--quiet")


def sentence(result: Result, says: str) -> None:
    """It was refused in one sentence that says this."""
    assert result.exit_code == 2, result.output
    assert result.stderr.startswith("extract: ")
    assert result.stderr.count("\n") == 1
    assert says in result.stderr


def tables(folder: Path) -> dict[str, bytes]:
    """The files of the dataset itself."""
    return {name: data for name, data in contents(folder).items() if "/" not in name and name not in ACCOUNTS}


def data(folder: Path) -> dict[str, bytes]:
    """The dataset, and the stored documents."""
    return {name: data for name, data in contents(folder).items() if Path(name).name not in ACCOUNTS}


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    return [page(tmp_path / "in" / f"verslag-{year}.html", year) for year in (2019, 2020, 2021)]


@pytest.fixture
def whole(tmp_path: Path, pages: list[Path]) -> Path:
    """A dataset that nothing came in the way of."""
    assert run(tmp_path / "heel", *pages).exit_code == 0
    return tmp_path / "heel"


def test_a_full_disk_loses_nothing(tmp_path: Path, pages: list[Path], whole: Path) -> None:
    """However much room is left: for the lock, for a stored document, for half of the tables."""
    refused = 0
    for number in range(MOMENTS):
        room = number * size(whole) // MOMENTS
        with mounted(tmp_path / f"disk-{number}", f"size={4 * size(whole)}") as disk:
            assert run(disk / "uit", pages[0]).exit_code == 0
            before = tables(disk / "uit")
            fill(disk / "ballast", room)
            result = run(disk / "uit", *pages)
            if result.exit_code:
                refused += 1
                sentence(result, "No space left on device")
                assert tables(disk / "uit") == before
            (disk / "ballast").unlink()
            assert run(disk / "uit", *pages).exit_code == 0
            assert data(disk / "uit") == data(whole)
    assert refused > MOMENTS // 4


def size(folder: Path) -> int:
    """Bytes that a folder takes, a page for each file at least."""
    return sum(len(content) // PAGE + 1 for content in contents(folder).values()) * PAGE


def fill(path: Path, room: int) -> None:
    """Take all of a disk but so much room."""
    free = os.statvfs(path.parent)
    path.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - room)))


def test_a_disk_without_room_for_another_file_loses_nothing(tmp_path: Path, pages: list[Path], whole: Path) -> None:
    with mounted(tmp_path / "disk", f"size={4 * size(whole)},nr_inodes=100") as disk:
        assert run(disk / "uit", pages[0]).exit_code == 0
        before = tables(disk / "uit")
        left = os.statvfs(disk).f_favail
        for number in range(left - 8):
            (disk / f"{number}").touch()
        sentence(run(disk / "uit", *pages), "No space left on device")
        assert tables(disk / "uit") == before
        for number in range(left - 8):
            (disk / f"{number}").unlink()
        assert run(disk / "uit", *pages).exit_code == 0
        assert data(disk / "uit") == data(whole)


def test_a_disk_that_may_not_be_written_is_read_all_the_same(tmp_path: Path, pages: list[Path]) -> None:
    with mounted(tmp_path / "disk", "size=64m") as disk:
        assert run(disk / "uit", *pages).exit_code == 0
        before = contents(disk / "uit")
        remount(disk, "ro")
        sentence(run(disk / "uit", *pages), "Read-only file system")
        sentence(run(disk / "ander", *pages), "Read-only file system")
        sentence(extract("remove", disk / "uit", "verslag-2019.html"), "Read-only file system")
        for command in ("list", "check", "show"):
            assert extract(command, disk / "uit").exit_code == 0
        assert contents(disk / "uit") == before
        source = page(tmp_path / "b" / "verslag-2022.html", 2022)
        assert run(tmp_path / "uit", disk, source).exit_code in (0, 1)  # documents on it can be read
        remount(disk, "rw")
        assert run(disk / "uit", *pages).exit_code == 0


@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to("/nergens/x")], ids=["file", "dangling"])
def test_a_dataset_cannot_be_where_something_else_is(
    make: Callable[[Path], None], tmp_path: Path, pages: list[Path]
) -> None:
    make(tmp_path / "uit")
    for output in (tmp_path / "uit", tmp_path / "uit" / "dieper"):
        result = run(output, *pages)
        assert result.exit_code == 2
        assert str(tmp_path / "uit") in result.stderr
        assert "Traceback" not in result.stderr


Change = Callable[[Path], object]
CHANGES: dict[str, Change] = {
    "written anew": lambda path: path.write_text("<p>Iets anders.</p>", encoding="utf-8"),
    "grown": lambda path: path.write_bytes(path.read_bytes() + b"<p>En meer.</p>"),
    "cut off": lambda path: os.truncate(path, 100),
    "gone": Path.unlink,
    "replaced": lambda path: page(path.parent / "nieuw", 1999).replace(path),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_what_was_read_is_what_counts(
    change: Change, tmp_path: Path, pages: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source changes in the moment between its opening and its reading: the id is of the bytes that were read."""
    real = os.fstat
    read: list[bytes] = []

    def fstat(number: int) -> os.stat_result:
        status = real(number)
        if not read and os.path.samestat(status, pages[1].stat()):
            change(pages[1])
            with os.fdopen(os.dup(number), "rb", closefd=True) as stream:
                read.append(stream.read())
                stream.seek(0)
        return status

    with monkeypatch.context() as patched:
        patched.setattr(os, "fstat", fstat)
        first = add(tmp_path / "uit", *pages)
    (data,) = read
    assert sha256(data).hexdigest()[:ID_DIGITS] in {row.document_id for row in first.dataset.documents}
    assert {row.source for row in first.dataset.documents} == {path.name for path in pages}
    pages[1].unlink(missing_ok=True)
    page(pages[1], 2020)
    add(tmp_path / "uit", *pages, replaces=True)
    add(tmp_path / "nieuw", *pages)
    assert contents(tmp_path / "uit") == contents(tmp_path / "nieuw")


def test_what_goes_between_the_search_and_the_reading_is_said(
    tmp_path: Path, pages: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = content.open_publication

    def gone(publication: Publication, *more: object) -> content.Content:
        if pages[1].is_file():
            pages[1].unlink()
            pages[1].mkdir()
        return real(publication, *more)  # type: ignore[arg-type]  # what it was called with

    monkeypatch.setattr("pipeline.running.open_publication", gone)
    result = run(tmp_path / "uit", *pages)
    assert result.exit_code == 1
    assert result.stderr == "extract: verslag-2020.html: the file cannot be opened: Is a directory\n"


def test_links_that_lead_in_circles(tmp_path: Path, pages: list[Path], whole: Path) -> None:
    (tmp_path / "in" / "rond").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "zelf.html").symlink_to(tmp_path / "in" / "zelf.html")
    (tmp_path / "in" / "heen.html").symlink_to(tmp_path / "in" / "terug.html")
    (tmp_path / "in" / "terug.html").symlink_to(tmp_path / "in" / "heen.html")
    result = run(tmp_path / "uit", tmp_path / "in")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines
    assert all(line.endswith("the file cannot be opened: Too many levels of symbolic links") for line in lines)
    figures = (tmp_path / "uit" / "observations.csv").read_bytes()
    assert figures == (whole / "observations.csv").read_bytes()


NAMES = (
    b"regel\neinde.html", b"niet-\xff\xfe-utf8.html", b"-o.html", b"*.html",
    b"a" * 250 + b".html", "\u202egnp.html".encode(), b" .html",
)  # fmt: skip


def test_names_that_nobody_would_choose(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        made = page(tmp_path / "uit-de-weg.html", 2000 + number)
        os.rename(made, os.path.join(os.fsencode(folder), name))  # noqa: PTH104, PTH118 - a name that is no text
    result = extract(folder, "-o", tmp_path / "uit", "--workers", "0")
    assert result.exit_code == 0, result.output
    assert f"{len(NAMES)} documents" in result.output
    listed = extract("list", tmp_path / "uit")
    assert listed.exit_code == 0
    assert len(listed.output.splitlines()) == len(NAMES) + 1
    rows = (tmp_path / "uit" / "documents.csv").read_text(encoding="utf-8")
    assert "niet-\ufffd\ufffd-utf8.html" in rows
    assert '"regel\neinde.html"' in rows
