from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from normalise.dataset import Dataset, DocumentRow, DocumentStatus
from output.about import FILE
from output.code_labels import code_labels
from output.formats import Format
from output.schema import table_schemas
from output.write import OutputError, check_folder, write_dataset
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


def test_descriptor_has_no_clock(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path)
    package = descriptor(tmp_path)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert "created" not in package


def test_codes_and_missing_values_have_labels(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path)
    schema = resource(tmp_path, "observations")["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert {"value": "P", "label": "provisional"} in fields["obs_status"]["categories"]
    assert schema["missingValues"][0]["value"] == ""
    assert schema["missingValues"][0]["label"]


@pytest.mark.parametrize(
    "code",
    {column.code for schema in table_schemas() for column in schema.columns if column.code},
    ids=lambda c: c.__name__,
)
def test_every_code_has_a_label_in_both_languages(code: type[StrEnum]) -> None:
    labels = code_labels(code)
    assert list(labels) == [each.value for each in code]
    assert all(label.english and label.dutch for label in labels.values())


def test_sources_name_each_document_that_was_read(tmp_path: Path) -> None:
    web = DocumentRow(
        document_id="b" * 16,
        source="https://example.org/b.pdf",
        media_type="application/pdf",
        bytes=1,
        title="Jaarverslag",
        ministry="Justitie",
        published=date(2021, 5, 19),
    )
    paper = DocumentRow(
        document_id="c" * 16, source="c.xml", media_type="text/xml", bytes=1, identifier="kst-28684-540"
    )
    failed = DocumentRow(
        document_id="d" * 16, source="d.pdf", media_type="application/pdf", bytes=0, status=DocumentStatus.FAILED
    )
    write_dataset(Dataset(documents=(*small_dataset().documents, web, paper, failed)), tmp_path)
    assert descriptor(tmp_path)["sources"] == [
        {"title": "begroting.html", "date": "2022-11-08", "hash": "sha-256-64:0123456789abcdef"},
        {
            "title": "Jaarverslag",
            "path": "https://example.org/b.pdf",
            "producer": "Justitie",
            "date": "2021-05-19",
            "hash": "sha-256-64:bbbbbbbbbbbbbbbb",
        },
        {
            "title": "c.xml",
            "path": "https://zoek.officielebekendmakingen.nl/kst-28684-540",
            "hash": "sha-256-64:cccccccccccccccc",
        },
    ]
    assert errors(tmp_path) == []


def test_licence_is_claimed_only_where_the_publisher_states_it(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path)
    assert "licenses" not in descriptor(tmp_path)
    assert "up to their publishers" in descriptor(tmp_path)["rights"]
    (tmp_path / FILE).write_text(
        'title = "Cijfers over veiligheid"\nlicence = "CC-BY-4.0"\n'
        'licence_url = "https://creativecommons.org/licenses/by/4.0/"\npublisher = "Gemeente Voorbeeld"\n'
    )
    write_dataset(small_dataset(), tmp_path, tuple(Format))
    package = descriptor(tmp_path)
    assert package["title"] == "Cijfers over veiligheid"
    assert package["contributors"] == [{"title": "Gemeente Voorbeeld", "roles": ["publisher"]}]
    assert package["licenses"] == [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}]
    assert errors(tmp_path) == []
    assert json.loads((tmp_path / "csv-metadata.json").read_bytes())["dc:publisher"] == "Gemeente Voorbeeld"
    assert json.loads((tmp_path / "datasette.json").read_bytes())["license"] == "CC-BY-4.0"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "license = 'CC0-1.0'",
            "it says 'license'; what it can say is title, description, publisher, licence, licence_url",
        ),
        ("title = 3", "title is no text; put it in quotes"),
        ("licence_url = 'https://example.org'", "licence_url needs a licence"),
        ("title", "it is no TOML"),
    ],
)
def test_what_cannot_be_taken_of_a_publisher_is_refused_before_the_work(
    text: str, complaint: str, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(OutputError, match=complaint):
        check_folder(tmp_path)


@pytest.mark.parametrize("each", Format)
def test_a_dataset_in_one_format_has_a_valid_descriptor(each: Format, tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path, [each])
    package = Package(str(tmp_path / "datapackage.json"))
    assert package.resources
    if each is not Format.PARQUET:  # frictionless reads lists of Parquet as text
        assert errors(tmp_path) == []
