"""The file formats of the tables, and the names that files of a dataset have."""

from __future__ import annotations

from enum import StrEnum

DESCRIPTOR = "datapackage.json"


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
