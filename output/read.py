"""Reading a written dataset back: the inverse of `output.write`, from CSV or else from Parquet."""

from __future__ import annotations

from pathlib import Path

from normalise.dataset import Dataset
from output.formats import DESCRIPTOR, Format, file_name, readable_formats
from output.from_csv import csv_rows
from output.from_parquet import parquet_rows
from output.schema import TableSchema, table_schemas


class DatasetError(Exception):
    """A folder that holds no dataset, or a broken one. The message is one sentence: what, where, why."""


READERS = {Format.CSV: csv_rows, Format.PARQUET: parquet_rows}


def read_dataset(folder: Path) -> Dataset:
    """The dataset in a folder; DatasetError when there is none. CSV goes first: people correct that one by hand."""
    for each in readable_formats(folder):
        # Each row is of the class that the field of Dataset asks for: the schema was made from it.
        return Dataset(**{schema.name: _rows(folder, schema, each) for schema in table_schemas()})  # type: ignore[arg-type]
    held = "holds no dataset" if not (folder / DESCRIPTOR).is_file() else "holds no dataset that can be read back"
    raise DatasetError(f"{folder} {held}: it has no documents.csv and no documents.parquet")


def _rows(folder: Path, schema: TableSchema, table_format: Format) -> tuple[object, ...]:
    path = folder / file_name(schema.name, table_format)
    try:
        return READERS[table_format](path.read_bytes(), schema)
    except OSError as error:
        raise DatasetError(f"cannot read {path}: {error.strerror or error}") from error
    except ValueError as error:
        raise DatasetError(f"cannot read {path}: {error}") from error
