from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from extract.document import Limits, RefusedDocument, UnreadableDocument
from pipeline.content import open_publication
from pipeline.find import Publication
from pipeline.pipe import AT_ONCE, is_pipe, read_pipe

PAGE = b"<p>Tekst</p>" * AT_ONCE


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pijp"
    os.mkfifo(path)
    return path


def write_later(path: Path, data: bytes) -> None:
    def write() -> None:
        with suppress(BrokenPipeError):  # whoever reads has enough
            path.write_bytes(data)

    Thread(target=write, daemon=True).start()


def test_a_pipe_is_read_to_its_end(pipe: Path) -> None:
    write_later(pipe, PAGE)
    assert is_pipe(pipe)
    assert read_pipe(pipe, len(PAGE) + 1) == PAGE


def test_a_pipe_that_nobody_writes_to_is_given_up(pipe: Path) -> None:
    with pytest.raises(
        UnreadableDocument, match=r"^nothing has come out of the pipe for 0\.1 seconds; give the document"
    ):
        read_pipe(pipe, 10, patience=0.1)


def test_a_writer_that_comes_and_writes_nothing_leaves_nothing(pipe: Path) -> None:
    write_later(pipe, b"")
    assert read_pipe(pipe, 10) == b""


def test_a_pipe_whose_writer_was_gone_before_it_is_opened() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"<p>Tekst</p>")
    os.close(writer)
    try:
        assert read_pipe(Path(f"/dev/fd/{reader}"), 100) == b"<p>Tekst</p>"
    finally:
        os.close(reader)


def test_a_pipe_without_end_is_held_to_the_size_of_a_document(pipe: Path) -> None:
    write_later(pipe, PAGE)
    with pytest.raises(RefusedDocument, match="larger than the limit of 1,000 bytes"):
        open_publication(Publication(source="pijp", place=pipe), Limits(bytes=1_000))
