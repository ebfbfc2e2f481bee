from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from normalise.dataset import Dataset
from output.formats import ALL_FORMATS, Format
from output.to_datapackage import datapackage_bytes
from output.write import write_dataset
from tests.output.datasets import small_dataset


def errors(folder: Path) -> list[str]:
    report = Package(str(folder / "datapackage.json")).validate()
    return [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors] + [
        error.message for error in report.errors
    ]


def descriptor(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_bytes())
    return package


def resource(folder: Path, name: str) -> dict[str, Any]:
    (found,) = [each for each in descriptor(folder)["resources"] if each["name"] == name]
    return dict(found)


@pytest.mark.parametrize("dataset", [small_dataset(), Dataset()], ids=["small", "empty"])
def test_package_is_valid_down_to_keys_and_codes(dataset: Dataset, tmp_path: Path) -> None:
    write_dataset(dataset, tmp_path)
    assert errors(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "before", "after", "complaint"),
    [
        ("observations", ",realisatie,", ",realisaties,", "realisaties"),
        ("observations", ",1522,", ",1.522.000,", "1.522.000"),
        ("observations", "\no2,", "\no1,", "primary key"),
        ("tables", "\n0123456789abcdef-t1,0", "\n0123456789abcdef-t1,9", "foreign key"),
        ("documents", ",2022-11-08,", ",8 november 2022,", "8 november 2022"),
        ("indicators", ",true\n", ",ja\n", "ja"),
    ],
)
def test_validator_sees_what_is_wrong(file: str, before: str, after: str, complaint: str, tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path)
    path = tmp_path / f"{file}.csv"
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    assert any(complaint.lower() in error.lower() for error in errors(tmp_path))


def test_csv_is_the_table_and_parquet_an_alternate(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path)
    cells = resource(tmp_path, "cells")
    assert (cells["path"], cells["format"], cells["encoding"]) == ("cells.csv", "csv", "utf-8")
    assert [each["path"] for each in cells["alternates"]] == ["cells.parquet"]


def test_parquet_alone_is_the_table(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path, [Format.PARQUET])
    cells = resource(tmp_path, "cells")
    assert (cells["path"], cells["mediatype"]) == ("cells.parquet", "application/vnd.apache.parquet")
    assert "alternates" not in cells


def test_fields_say_what_they_hold(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path)
    fields = {field["name"]: field for field in resource(tmp_path, "observations")["schema"]["fields"]}
    assert fields["role"]["constraints"] == {"required": True, "enum": ["item", "of_which", "total"]}
    assert fields["footnotes"]["type"] == "list"
    assert "constraints" not in fields["value_raw"]  # a blank cell is printed as nothing
    assert all(field["description"] for field in fields.values())


def test_descriptor_depends_on_the_formats_only() -> None:
    assert datapackage_bytes(ALL_FORMATS) == datapackage_bytes(ALL_FORMATS)
    package = json.loads(datapackage_bytes(ALL_FORMATS))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert "created" not in package
