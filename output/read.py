"""Reading a written dataset back: the inverse of `output.write`, from CSV or else from Parquet, in one piece or in parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from normalise.dataset import Dataset
from output.formats import DESCRIPTOR, Format, file_name, readable_formats
from output.from_csv import csv_rows
from output.from_parquet import parquet_rows
from output.in_parts import parts_of
from output.schema import TableSchema, table_schemas


class DatasetError(Exception):
    """A folder that holds no dataset, or a broken one. The message is one sentence: what, where, why."""


READERS = {Format.CSV: csv_rows, Format.PARQUET: parquet_rows}


def read_dataset(folder: Path) -> Dataset:
    """The dataset in a folder; DatasetError when there is none. CSV goes first: people correct that one by hand.

    The rows of one in parts are in the order of its parts, but for the documents.
    """
    for each in readable_formats(folder):
        return _dataset(
            {schema.name: _rows(folder / file_name(schema.name, each), schema, each) for schema in table_schemas()}
        )
    parts = parts_of(folder)
    if parts:
        tables = {
            schema.name: tuple(row for path in parts[schema.name] for row in _rows(path, schema, Format.PARQUET))
            for schema in table_schemas()
        }
        dataset = _dataset(tables)
        by_name = sorted(dataset.documents, key=lambda row: (row.source, row.document_id))
        return replace(dataset, documents=tuple(by_name))
    held = "holds no dataset" if not (folder / DESCRIPTOR).is_file() else "holds no dataset that can be read back"
    raise DatasetError(f"{folder} {held}: it has no documents.csv and no documents.parquet")


def _dataset(tables: Mapping[str, tuple[object, ...]]) -> Dataset:
    return Dataset(**tables)  # type: ignore[arg-type]  # the schema of a table was made from the rows that its field asks for


def _rows(path: Path, schema: TableSchema, table_format: Format) -> tuple[object, ...]:
    try:
        return READERS[table_format](path.read_bytes(), schema)
    except OSError as error:
        raise DatasetError(f"cannot read {path}: {error.strerror or error}") from error
    except ValueError as error:
        raise DatasetError(f"cannot read {path}: {error}") from error
