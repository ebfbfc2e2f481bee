"""What writes each format: the list of formats is the list here, a module each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from normalise.dataset import Dataset
from output import (
    cbs_files,
    to_cbs,
    to_csv,
    to_csvw,
    to_duckdb,
    to_excel_csv,
    to_parquet,
    to_sdmx_csv,
    to_sqlite,
    to_xlsx,
)
from output.about import About
from output.formats import TABLE_FORMATS, File, Format, file_name
from output.schema import TableSchema, table_schemas


def _no_remark(_: Dataset) -> None:
    """Nothing is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """How a format is written. Modules that are heavy, or may not be installed, are imported when it is."""

    files: tuple[File, ...] = ()
    """The files that it may write, but those that hold a table of the contract each."""
    write: Callable[[Dataset, Path, About], None]
    """Write them into a folder. ValueError, beginning with the name of the file, when something does not fit."""
    remark: Callable[[Dataset], str | None] = _no_remark
    """What the format cannot hold of a dataset, with how many there are of it, in a sentence."""
    needs: tuple[str, str] | None = None
    """A module that may not be installed, and the extra that brings it."""


def file_names(formats: Sequence[Format]) -> tuple[str, ...]:
    """The names of all files that these formats may write."""
    return tuple(
        name for each in formats for name in (*_table_names(each), *(file.path for file in WRITERS[each].files))
    )


def formats_of(files: Collection[str]) -> tuple[Format, ...]:
    """The formats that files were written in, by their names."""
    return tuple(each for each in Format if file_names([each])[0] in files)


def missing_library(formats: Sequence[Format]) -> str | None:
    """What has to be installed before these formats can be written, in a sentence; None when nothing has."""
    for each in formats:
        needs = WRITERS[each].needs
        if needs and find_spec(needs[0]) is None:
            return f"the format {each} needs {needs[0]}: pip install 'beleidscijfers[{needs[1]}]'"
    return None


def remarks(dataset: Dataset, formats: Sequence[Format]) -> tuple[str, ...]:
    """What these formats cannot hold of a dataset, a sentence a format."""
    return tuple(f"{each}: {remark}" for each in formats if (remark := WRITERS[each].remark(dataset)))


def _table_names(each: Format) -> list[str]:
    return [file_name(schema.name, each) for schema in table_schemas()] if each in TABLE_FORMATS else []


def _write_csv(dataset: Dataset, folder: Path, about: About) -> None:
    _write_tables(dataset, folder, Format.CSV, to_csv.write_csv)
    (folder / to_csvw.FILE.path).write_bytes(to_csvw.csvw_bytes(dataset, about))


def _write_parquet(dataset: Dataset, folder: Path, _: About) -> None:
    _write_tables(dataset, folder, Format.PARQUET, to_parquet.write_parquet)


def _write_tables(
    dataset: Dataset, folder: Path, each: Format, write: Callable[[Sequence[object], TableSchema, BinaryIO], None]
) -> None:
    for schema in table_schemas():
        path = folder / file_name(schema.name, each)
        try:
            with path.open("wb") as stream:
                write(getattr(dataset, schema.name), schema, stream)
        except ValueError as error:
            raise ValueError(f"{path.name}: {error}") from error


WRITERS: dict[Format, Writer] = {
    Format.CSV: Writer(files=(to_csvw.FILE,), write=_write_csv),
    Format.PARQUET: Writer(write=_write_parquet),
    Format.SDMX_CSV: Writer(files=to_sdmx_csv.FILES, write=to_sdmx_csv.write_sdmx_csv, remark=to_sdmx_csv.remark),
    Format.CBS: Writer(files=cbs_files.FILES, write=to_cbs.write_cbs, remark=to_cbs.remark),
    Format.DUCKDB: Writer(files=to_duckdb.FILES, write=to_duckdb.write_duckdb, needs=("duckdb", "sql")),
    Format.SQLITE: Writer(files=to_sqlite.FILES, write=to_sqlite.write_sqlite),
    Format.XLSX: Writer(files=to_xlsx.FILES, write=to_xlsx.write_xlsx, remark=to_xlsx.remark),
    Format.EXCEL_CSV: Writer(files=to_excel_csv.FILES, write=to_excel_csv.write_excel_csv, remark=to_excel_csv.remark),
}
