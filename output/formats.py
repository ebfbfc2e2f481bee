"""The file formats of the tables, and the names that files of a dataset have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

DESCRIPTOR = "datapackage.json"
REPORT = "report.html"


class Format(StrEnum):
    """A format of the tables; its value is the ending of their files."""

    CSV = "csv"
    PARQUET = "parquet"


ALL_FORMATS: tuple[Format, ...] = tuple(Format)


def file_name(table: str, table_format: Format) -> str:
    """The name of the file that holds a table.

    >>> file_name("observations", Format.CSV)
    'observations.csv'
    """
    return f"{table}.{table_format}"


def written_formats(folder: Path) -> tuple[Format, ...]:
    """The formats that the dataset in a folder is written in; all of them where there is none."""
    return tuple(each for each in ALL_FORMATS if (folder / file_name("documents", each)).is_file()) or ALL_FORMATS
