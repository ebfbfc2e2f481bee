from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.dataset import Dataset, DocumentRow
from output.formats import FOLDERS, TABLE_FORMATS, Format, formats_of
from output.read import DatasetError, read_dataset
from output.write import Other, OutputError, check_folder, restore_dataset, write_dataset, written_formats
from output.writers import file_names
from tests.output.datasets import datasets, small_dataset
from tests.paths import ROOT

OTHER = Dataset(documents=(DocumentRow(document_id="b", source="ander.html", media_type="text/html", bytes=1),))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@given(datasets(), st.sampled_from(TABLE_FORMATS))
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
    for each in TABLE_FORMATS:
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


@pytest.mark.parametrize(
    ("each", "file"),
    [
        (Format.CSV, r"documents\.csv"),
        (Format.PARQUET, r"documents\.parquet"),
        (Format.DUCKDB, r"beleidscijfers\.duckdb"),
        (Format.SQLITE, r"beleidscijfers\.sqlite"),
        (Format.XLSX, r"beleidscijfers\.xlsx"),
        (Format.EXCEL_CSV, r"documents\.csv"),
        (Format.CBS, r"Publicaties\.csv"),
        (Format.SDMX_CSV, r"observations\.sdmx\.csv"),
    ],
)
def test_text_that_is_no_unicode_names_the_file(each: Format, file: str, tmp_path: Path) -> None:
    (row,) = small_dataset().documents
    broken = replace(small_dataset(), documents=(replace(row, source="\ud800"),))
    with pytest.raises(OutputError, match=f"cannot write {file}: .*surrogates not allowed"):
        write_dataset(broken, tmp_path, [each])
    assert contents(tmp_path) == {}


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


def test_files_in_folders_of_their_own_come_and_go(tmp_path: Path) -> None:
    names = write_dataset(small_dataset(), tmp_path, [Format.CSV, Format.CBS, Format.EXCEL_CSV])
    assert set(contents(tmp_path)) == set(names)
    assert written_formats(tmp_path) == (Format.CSV, Format.CBS, Format.EXCEL_CSV)
    (tmp_path / "excel" / "mine.txt").write_text("mine")
    names = write_dataset(OTHER, tmp_path)
    assert set(contents(tmp_path)) == {*names, "excel/mine.txt"}
    assert not (tmp_path / "cbs").exists()
    assert written_formats(tmp_path) == TABLE_FORMATS


@pytest.mark.parametrize("moves", [3, 9, 14])
def test_failure_halfway_leaves_files_in_folders_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    write_dataset(small_dataset(), tmp_path, [Format.CBS, Format.EXCEL_CSV])
    before = contents(tmp_path)
    left = iter(range(moves))
    replace = Path.replace

    def fail_after_some(source: Path, target: Path) -> Path:
        if next(left, None) is None:
            monkeypatch.undo()
            raise OSError(28, os.strerror(28))
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", fail_after_some)
    with pytest.raises(OutputError):
        write_dataset(OTHER, tmp_path, [Format.CSV, Format.CBS])
    assert contents(tmp_path) == before


def test_killed_while_moving_files_in_folders_is_put_right(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path, [Format.CSV, Format.CBS])
    before = contents(tmp_path)
    workplace = tmp_path / ".extract-killed"
    (workplace / "old" / "cbs").mkdir(parents=True)
    (tmp_path / "cbs" / "Perioden.csv").replace(workplace / "old" / "cbs" / "Perioden.csv")
    (tmp_path / "cells.csv").replace(workplace / "old" / "cells.csv")
    (tmp_path / "cells.csv").write_text("new")
    (workplace / "moving.json").write_text(json.dumps(["cells.csv"]))
    restore_dataset(tmp_path)
    assert contents(tmp_path) == before


def test_link_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "run"
    outside.mkdir()
    folder.mkdir()
    (folder / "excel").symlink_to(outside)
    with pytest.raises(OutputError, match="holds a excel that extract did not write"):
        write_dataset(OTHER, folder, [Format.EXCEL_CSV])
    write_dataset(OTHER, folder, [Format.CSV])  # which needs no such folder
    assert list(outside.iterdir()) == []


def test_others_are_part_of_the_dataset(tmp_path: Path) -> None:
    write_dataset(OTHER, tmp_path, [Format.CSV], {"report.html": b"<html>"})
    write_dataset(OTHER, tmp_path, [Format.CSV], {"report.html": b"<html lang=nl>"})
    assert contents(tmp_path)["report.html"] == b"<html lang=nl>"
    write_dataset(OTHER, tmp_path, [Format.CSV])
    assert not (tmp_path / "report.html").exists()


def test_format_whose_library_is_missing_is_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("output.writers.find_spec", lambda _: None)
    with pytest.raises(OutputError, match=r"the format duckdb needs duckdb: pip install 'beleidscijfers\[sql\]'"):
        check_folder(tmp_path, [Format.DUCKDB])
    check_folder(tmp_path)


@pytest.mark.parametrize("each", [Format.DUCKDB, Format.SQLITE])
def test_rows_that_do_not_fit_their_keys_name_the_database(each: Format, tmp_path: Path) -> None:
    twice = Dataset(documents=(*OTHER.documents, *OTHER.documents))
    with pytest.raises(OutputError, match=rf"cannot write beleidscijfers\.{each}: "):
        write_dataset(twice, tmp_path, [each])
    assert contents(tmp_path) == {}


def test_dataset_without_tables_says_how_to_read_it(tmp_path: Path) -> None:
    write_dataset(OTHER, tmp_path, [Format.SQLITE])
    with pytest.raises(DatasetError, match=r"holds no dataset that can be read back: it has no documents\.csv"):
        read_dataset(tmp_path)


def test_every_format_gives_the_same_bytes_but_duckdb(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_dataset(small_dataset(), tmp_path / name, tuple(Format))
        shutil.move(tmp_path / name / "beleidscijfers.duckdb", tmp_path / f"{name}.duckdb")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_first_files_and_folders_are_what_formats_write() -> None:
    for each in Format:
        assert formats_of(file_names([each])) == (each,)
    folders = {str(Path(name).parent) for name in file_names(tuple(Format))} - {"."}
    assert folders == set(FOLDERS)


def test_a_plain_run_imports_no_other_format() -> None:
    program = (
        "import sys, output.write; print([name for name in sys.modules if name in {*output.writers.MODULES.values()}])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"
