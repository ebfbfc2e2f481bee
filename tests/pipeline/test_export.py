"""`extract export`, and `--format` and `--excel` of a run."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from output.formats import EXCEL_FORMATS, TABLE_FORMATS, Format
from output.read import read_dataset
from output.write import write_dataset, written_formats
from pipeline.cli import main
from pipeline.commands import formats
from tests.output.datasets import nasty_dataset, small_dataset
from tests.pipeline.test_running import page


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="extract")


def names(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and ".extract" not in path.parts
    }


@pytest.fixture
def results(tmp_path: Path) -> Path:
    page(tmp_path / "begroting.html", 1)
    assert call(tmp_path / "begroting.html", "-o", tmp_path / "results").exit_code == 0
    return tmp_path / "results"


def test_formats_of_the_command_are_those_of_the_output() -> None:
    assert tuple(each.value for each in Format) == formats.FORMATS
    assert tuple(each.value for each in TABLE_FORMATS) == formats.TABLE_FORMATS
    assert tuple(each.value for each in EXCEL_FORMATS) == formats.EXCEL_FORMATS


def test_export_adds_to_the_dataset_itself(results: Path) -> None:
    before = names(results)
    result = call("export", results, "--format", "sqlite", "--format", "cbs")
    assert result.exit_code == 0, result.output
    assert (
        "11 tables as csv and parquet, cbs/ (7 files), beleidscijfers.sqlite, datasette.json, report.html, and"
        in result.stdout
    )
    assert before < names(results)
    assert written_formats(results) == (*TABLE_FORMATS, Format.CBS, Format.SQLITE)
    assert call("export", results, "--format", "xlsx").exit_code == 0
    assert Format.SQLITE in written_formats(results)


def test_export_into_another_folder_leaves_the_dataset_alone(results: Path, tmp_path: Path) -> None:
    (results / "package.toml").write_text('title = "Van ons"')
    before = {name: (results / name).read_bytes() for name in names(results)}
    result = call("export", results, "--excel", "-o", tmp_path / "collega")
    assert result.exit_code == 0, result.output
    assert {name: (results / name).read_bytes() for name in names(results)} == before
    assert names(tmp_path / "collega") >= {"beleidscijfers.xlsx", "excel/observations.csv", "datapackage.json"}
    assert "Van ons" in (tmp_path / "collega" / "datapackage.json").read_text()


def test_export_keeps_what_holds_no_data(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path, [Format.CSV], {"report.html": b"<html>"})
    assert call("export", tmp_path, "--format", "sqlite").exit_code == 0
    assert (tmp_path / "report.html").read_bytes() == b"<html>"


def test_export_says_what_a_format_cannot_hold(tmp_path: Path) -> None:
    write_dataset(nasty_dataset(), tmp_path)
    result = call("export", tmp_path, "--format", "sdmx-csv")
    assert (
        "  sdmx-csv: 2 of 65 observations are left out, since their measure or period is not certain" in result.stdout
    )


def test_exported_formats_are_those_of_a_run(results: Path, tmp_path: Path) -> None:
    given = [argument for each in Format for argument in ("--format", each.value)]
    assert call(tmp_path / "begroting.html", *given, "--no-report", "-o", tmp_path / "run").exit_code == 0
    assert call("export", results, *given, "-o", tmp_path / "export").exit_code == 0
    assert names(tmp_path / "run") - {"aliases-proposed.toml", "run.json"} == names(tmp_path / "export")
    for name in names(tmp_path / "export") - {"beleidscijfers.duckdb"}:
        assert (tmp_path / "run" / name).read_bytes() == (tmp_path / "export" / name).read_bytes(), name


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "say in which format: --format duckdb, or --excel"),
        (["--format", "pdf"], "'pdf' is not one of"),
    ],
)
def test_export_in_no_format_is_wrong_usage(arguments: list[str], sentence: str, results: Path) -> None:
    result = call("export", results, *arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_export_of_no_dataset_is_refused(tmp_path: Path) -> None:
    result = call("export", tmp_path, "--excel", "-o", tmp_path / "out")
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "holds no dataset" in result.stderr


def test_excel_beside_the_usual_formats(results: Path, tmp_path: Path) -> None:
    assert call(tmp_path / "begroting.html", "--excel", "-o", results).exit_code == 0
    assert written_formats(results) == (*TABLE_FORMATS, *EXCEL_FORMATS)


def test_remove_keeps_the_formats(results: Path, tmp_path: Path) -> None:
    page(tmp_path / "jaarverslag.html", 2)
    assert call(tmp_path / "jaarverslag.html", "--excel", "--format", "csv", "-o", results).exit_code == 0
    assert call("remove", results, "jaarverslag.html").exit_code == 0
    assert written_formats(results) == (Format.CSV, *EXCEL_FORMATS)
    assert len(read_dataset(results).documents) == 1


def test_export_never_takes_the_place_of_another_dataset(results: Path, tmp_path: Path) -> None:
    page(tmp_path / "ander.html", 3)
    assert call(tmp_path / "ander.html", "-o", tmp_path / "ander").exit_code == 0
    before = names(tmp_path / "ander")
    result = call("export", results, "--excel", "-o", tmp_path / "ander")
    assert result.exit_code == 2
    assert "holds a dataset of its own; choose another folder" in result.stderr
    assert names(tmp_path / "ander") == before
