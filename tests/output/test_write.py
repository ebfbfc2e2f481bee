from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.dataset import Dataset, DocumentRow
from output.formats import ALL_FORMATS, Format
from output.read import DatasetError, read_dataset
from output.write import Other, OutputError, check_folder, restore_dataset, write_dataset
from tests.output.datasets import datasets, small_dataset

OTHER = Dataset(documents=(DocumentRow(document_id="b", source="ander.html", media_type="text/html", bytes=1),))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@given(datasets(), st.sampled_from(ALL_FORMATS))
def test_written_and_read_back_is_equal(
    tmp_path_factory: pytest.TempPathFactory, dataset: Dataset, each: Format
) -> None:
    folder = tmp_path_factory.mktemp("run")
    write_dataset(dataset, folder, [each])
    assert read_dataset(folder) == dataset


@given(datasets())
def test_the_same_dataset_gives_the_same_bytes(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> None:
    first, second = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    write_dataset(dataset, first, [Format.CSV, Format.PARQUET])
    write_dataset(dataset, second, [Format.PARQUET, Format.CSV, Format.CSV])
    assert contents(first) == contents(second)


def test_empty_text_in_a_column_that_may_be_missing_is_missing_in_both_formats(tmp_path: Path) -> None:
    row = DocumentRow(document_id="a", source="b", media_type="text/html", bytes=1, title="")
    for each in Format:
        write_dataset(Dataset(documents=(row,)), tmp_path / each, [each])
        assert read_dataset(tmp_path / each).documents[0].title is None


def test_folder_is_made_and_names_are_given_back(tmp_path: Path) -> None:
    names = write_dataset(small_dataset(), tmp_path / "a" / "b", [Format.CSV])
    assert set(names) == set(contents(tmp_path / "a" / "b"))
    assert "observations.csv" in names
    assert "datapackage.json" in names


def test_other_files_belong_to_the_dataset(tmp_path: Path) -> None:
    """The report comes and goes with its tables, and never over a file that somebody else put there."""
    assert "report.html" in write_dataset(OTHER, tmp_path, [Format.CSV], {"report.html": b"<p>"})
    assert (tmp_path / "report.html").read_bytes() == b"<p>"
    names = write_dataset(OTHER, tmp_path, [Format.CSV])
    assert set(contents(tmp_path)) == set(names)
    (tmp_path / "report.html").write_text("mine")
    with pytest.raises(OutputError, match=r"holds a report\.html that extract did not write"):
        check_folder(tmp_path, [Format.CSV], ["report.html"])
    with pytest.raises(OutputError, match=r"report\.html"):
        write_dataset(OTHER, tmp_path, [Format.CSV], {"report.html": b"<p>"})
    assert (tmp_path / "report.html").read_text() == "mine"


def test_earlier_dataset_goes_as_a_whole_and_other_files_stay(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "cells.csv").write_text("mine too")
    names = write_dataset(OTHER, tmp_path, [Format.CSV])
    assert set(contents(tmp_path)) == {*names, "notes.txt", "more/cells.csv"}  # no Parquet of the earlier run is left
    assert read_dataset(tmp_path) == OTHER


@pytest.mark.parametrize("name", ["cells.csv", "datapackage.json"])
def test_file_of_somebody_else_is_never_written_over(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text('{"name": "mine", "resources": [{"path": "cells.csv"}]}')
    before = contents(tmp_path)
    for refuse in (lambda: check_folder(tmp_path), lambda: write_dataset(OTHER, tmp_path)):
        with pytest.raises(OutputError, match=rf"holds a {name} that extract did not write; choose another folder"):
            refuse()
    assert contents(tmp_path) == before


def test_descriptor_cannot_name_files_elsewhere(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("mine")
    folder = tmp_path / "run"
    write_dataset(OTHER, folder)
    descriptor = folder / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace("cells.csv", "../outside.csv"))
    (folder / "cells.csv").unlink()
    write_dataset(small_dataset(), folder)
    assert outside.read_text() == "mine"


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "ctrl-c"])
@pytest.mark.parametrize("moves", [0, 5, 17, 20, 30])
def test_failure_halfway_leaves_the_earlier_dataset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, moves: int
) -> None:
    write_dataset(small_dataset(), tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    before = contents(tmp_path)
    left = iter(range(moves))
    replace = Path.replace

    def fail_after_some(source: Path, target: Path) -> Path:
        if next(left, None) is None:
            monkeypatch.undo()
            raise error
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", fail_after_some)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        write_dataset(OTHER, tmp_path)
    assert contents(tmp_path) == before


def test_failure_while_writing_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match=r"cannot write to .*: No space left on device"):
        write_dataset(OTHER, tmp_path)
    assert contents(tmp_path) == {}


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("")
    with pytest.raises(OutputError, match=r"cannot write to .*results"):
        write_dataset(OTHER, tmp_path / "results")


def test_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(**_: object) -> str:  # root may write anywhere, so the system's answer is played
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr("tempfile.mkdtemp", denied)
    with pytest.raises(OutputError, match=r"cannot write to .*: Permission denied"):
        check_folder(tmp_path)


def test_looking_first_leaves_nothing_behind(tmp_path: Path) -> None:
    check_folder(tmp_path / "new")
    assert not (tmp_path / "new").exists()
    check_folder(tmp_path)
    assert contents(tmp_path) == {}
    assert tmp_path.exists()


def test_text_that_is_no_unicode_names_the_file(tmp_path: Path) -> None:
    row = DocumentRow(document_id="a", source="\ud800", media_type="text/html", bytes=1)
    with pytest.raises(OutputError, match=r"cannot write documents\.csv"):
        write_dataset(Dataset(documents=(row,)), tmp_path)


def test_folder_without_dataset(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"holds no dataset: it has no documents\.csv and no documents\.parquet"):
        read_dataset(tmp_path)


def test_broken_dataset_names_the_file(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path, [Format.CSV])
    (tmp_path / "cells.csv").write_text("row,column\n")
    with pytest.raises(DatasetError, match=r"cannot read .*cells\.csv: it lacks table_id"):
        read_dataset(tmp_path)
    (tmp_path / "cells.csv").unlink()
    with pytest.raises(DatasetError, match=r"cannot read .*cells\.csv: No such file"):
        read_dataset(tmp_path)


def test_csv_corrected_by_hand_is_what_is_read(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path)
    path = tmp_path / "observations.csv"
    path.write_text(path.read_text().replace(",1522,", ",1523,"))
    assert str(read_dataset(tmp_path).observations[0].obs_value) == "1523"


def test_folder_beside_the_tables_comes_and_goes_with_them(tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    first: dict[str, Other] = {"bronnen": iter([("a.png", b"a"), ("b.png", b"b")]), "rapport.html": b"1"}
    assert {"bronnen", "rapport.html"} <= set(write_dataset(small_dataset(), folder, [Format.CSV], first))
    assert {path.name: path.read_bytes() for path in (folder / "bronnen").iterdir()} == {"a.png": b"a", "b.png": b"b"}
    write_dataset(small_dataset(), folder, [Format.CSV], {"bronnen": [("c.png", b"c")]})
    assert [path.name for path in (folder / "bronnen").iterdir()] == ["c.png"]
    assert not (folder / "rapport.html").exists()
    write_dataset(small_dataset(), folder, [Format.CSV])
    assert not (folder / "bronnen").exists()


def test_folder_that_cannot_be_made_whole_leaves_the_earlier_one(tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    write_dataset(small_dataset(), folder, [Format.CSV], {"bronnen": [("a.png", b"a")]})

    def broken() -> Iterator[tuple[str, bytes]]:
        yield "c.png", b"c"
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        write_dataset(small_dataset(), folder, [Format.CSV], {"bronnen": broken()})
    assert [path.name for path in (folder / "bronnen").iterdir()] == ["a.png"]
    assert [path.name for path in folder.iterdir() if path.name.startswith(".extract-")] == []


def test_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    (folder / "bronnen").mkdir(parents=True)
    (folder / "bronnen" / "mijn.png").write_bytes(b"mine")
    with pytest.raises(OutputError, match="bronnen"):
        write_dataset(small_dataset(), folder, [Format.CSV], {"bronnen": [("a.png", b"a")]})
    assert (folder / "bronnen" / "mijn.png").read_bytes() == b"mine"


def test_killed_while_moving_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The earlier folder is put back by the next run, as files are."""
    folder = tmp_path / "uit"
    write_dataset(small_dataset(), folder, [Format.CSV], {"bronnen": [("a.png", b"a")]})
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    monkeypatch.setattr("output.write._move_all", _move_and_stop)
    with pytest.raises(KeyboardInterrupt):
        write_dataset(small_dataset(), folder, [Format.CSV], {"bronnen": [("c.png", b"c")]})
    monkeypatch.undo()
    assert [path.name for path in (folder / "bronnen").iterdir()] == ["c.png"]
    restore_dataset(folder)
    assert [path.name for path in (folder / "bronnen").iterdir()] == ["a.png"]


def _move_and_stop(moves: Sequence[tuple[Path, Path]]) -> None:
    for source, target in moves:
        source.replace(target)
    raise KeyboardInterrupt
