from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated

import pytest

from normalise.dataset import TABLE_ROWS, Dataset, Measure
from output import schema as schemas
from output.schema import Kind, columns_of, rows_of, table_schema, table_schemas
from tests.output.datasets import small_dataset


def test_every_field_of_every_row_class_is_a_described_column() -> None:
    for schema in table_schemas():
        assert [column.name for column in schema.columns] == [field.name for field in fields(TABLE_ROWS[schema.name])]
        assert all(column.description for column in schema.columns)
        assert set(schema.primary_key) <= {column.name for column in schema.columns}


@pytest.mark.parametrize(
    ("table", "name", "kind", "nullable"),
    [
        ("documents", "published", Kind.DATE, True),
        ("documents", "bytes", Kind.INTEGER, False),
        ("observations", "obs_value", Kind.DECIMAL, True),
        ("observations", "footnotes", Kind.LIST, False),
        ("observations", "confidence", Kind.NUMBER, False),
        ("observations", "qualifier", Kind.CODE, True),
        ("observations", "indicator_label", Kind.STRING, False),
        ("indicators", "known", Kind.BOOLEAN, False),
    ],
)
def test_kind_follows_from_the_type(table: str, name: str, kind: Kind, nullable: bool) -> None:
    (column,) = [column for column in table_schema(table).columns if column.name == name]
    assert (column.kind, column.nullable) == (kind, nullable)


def test_codes_are_those_of_the_enum() -> None:
    (measure,) = [column for column in table_schema("observations").columns if column.name == "measure"]
    assert measure.code is Measure


def test_key_columns_refer_to_the_table_that_they_are_the_key_of() -> None:
    assert [(key.column, key.table) for key in table_schema("findings").foreign_keys] == [
        ("document_id", "documents"),
        ("table_id", "tables"),
        ("footnote_id", "footnotes"),
        ("passage_id", "passages"),
    ]


def test_a_type_that_no_writer_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass
    class Row:
        weight: Annotated[complex, "A number that no table can hold"]

    with pytest.raises(TypeError, match=r"Row\.weight has a type that no writer knows"):
        schemas._column(Row, "weight", Annotated[complex, "A number that no table can hold"])


def test_columns_and_rows_are_each_others_inverse() -> None:
    dataset: Dataset = small_dataset()
    for schema in table_schemas():
        rows = getattr(dataset, schema.name)
        assert rows_of(schema, columns_of(rows, schema)) == rows
