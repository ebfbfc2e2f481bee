"""The formats that a dataset is written in, and the names that its files have."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

DESCRIPTOR = "datapackage.json"
REPORT = "report.html"


class Format(StrEnum):
    """A format, by the name that the command knows it by. `docs/exchange.md` says what is in each."""

    CSV = "csv"
    PARQUET = "parquet"
    SDMX_CSV = "sdmx-csv"
    CBS = "cbs"
    DUCKDB = "duckdb"
    SQLITE = "sqlite"
    XLSX = "xlsx"
    EXCEL_CSV = "excel-csv"


TABLE_FORMATS: tuple[Format, ...] = (Format.CSV, Format.PARQUET)
"""One file a table, named after it, and read back without loss. A run writes these unless told otherwise."""
EXCEL_FORMATS: tuple[Format, ...] = (Format.XLSX, Format.EXCEL_CSV)
"""What `--excel` adds."""


FOLDERS: tuple[str, ...] = ("cbs", "excel")
"""Folders inside a dataset's that formats put their files in."""
FIRST_FILES: dict[Format, str] = {
    Format.CSV: "documents.csv",
    Format.PARQUET: "documents.parquet",
    Format.SDMX_CSV: "observations.sdmx.csv",
    Format.CBS: "cbs/Observations.csv",
    Format.DUCKDB: "beleidscijfers.duckdb",
    Format.SQLITE: "beleidscijfers.sqlite",
    Format.XLSX: "beleidscijfers.xlsx",
    Format.EXCEL_CSV: "excel/documents.csv",
}
"""A file that only this format has, and always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column of a file that is no table of the contract."""

    name: str
    type: str
    """As the Data Package names it: `string`, `integer`, `number`."""
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that a format writes: what the descriptor says of it."""

    path: str
    """Its name; in a folder of its own at most one deep, as `cbs/Perioden.csv`."""
    title: str
    format: str
    media_type: str
    fields: tuple[Field, ...] = ()
    """The columns, for a CSV with commas that any program may read by them; empty for any other file."""


def file_name(table: str, table_format: Format) -> str:
    """The name of the file that holds a table.

    >>> file_name("observations", Format.CSV)
    'observations.csv'
    """
    return f"{table}.{table_format}"


def in_order(formats: Sequence[Format]) -> tuple[Format, ...]:
    """Formats each once, in the order of the list above."""
    return tuple(each for each in Format if each in formats)


def formats_of(files: Collection[str]) -> tuple[Format, ...]:
    """The formats that files were written in, by their names."""
    return tuple(each for each in Format if FIRST_FILES[each] in files)


def readable_formats(folder: Path) -> tuple[Format, ...]:
    """The formats of the dataset in a folder from which it can be read back; empty where there is none."""
    return tuple(each for each in TABLE_FORMATS if (folder / FIRST_FILES[each]).is_file())
