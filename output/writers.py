"""What writes each format: the list of formats is the list here, a module each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from normalise.dataset import Dataset
from output import to_csv, to_csvw
from output.about import About
from output.formats import TABLE_FORMATS, Format, file_name
from output.schema import TableSchema, table_schemas
from output.writer import Writer


def writer_of(each: Format) -> Writer:
    """What writes a format."""
    if each in TABLE_WRITERS:
        return TABLE_WRITERS[each]
    writer: Writer = import_module(MODULES[each]).WRITER
    return writer


def file_names(formats: Sequence[Format]) -> tuple[str, ...]:
    """The names of all files that these formats may write."""
    return tuple(
        name for each in formats for name in (*_table_names(each), *(file.path for file in writer_of(each).files))
    )


def missing_library(formats: Sequence[Format]) -> str | None:
    """What has to be installed before these formats can be written, in a sentence; None when nothing has."""
    for each in formats:
        needs = writer_of(each).needs
        if needs and find_spec(needs[0]) is None:
            return f"the format {each} needs {needs[0]}: pip install 'beleidscijfers[{needs[1]}]'"
    return None


def remarks(dataset: Dataset, formats: Sequence[Format]) -> tuple[str, ...]:
    """What these formats cannot hold of a dataset, a sentence a format."""
    return tuple(f"{each}: {remark}" for each in formats if (remark := writer_of(each).remark(dataset)))


def _table_names(each: Format) -> list[str]:
    return [file_name(schema.name, each) for schema in table_schemas()] if each in TABLE_FORMATS else []


def _write_csv(dataset: Dataset, folder: Path, about: About) -> None:
    _write_tables(dataset, folder, Format.CSV, to_csv.write_csv)
    (folder / to_csvw.FILE.path).write_bytes(to_csvw.csvw_bytes(dataset, about))


def _write_parquet(dataset: Dataset, folder: Path, _: About) -> None:
    from output.to_parquet import write_parquet  # noqa: PLC0415  # a fifth of a second, of use when all is read

    _write_tables(dataset, folder, Format.PARQUET, write_parquet)


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


TABLE_WRITERS: dict[Format, Writer] = {
    Format.CSV: Writer(files=(to_csvw.FILE,), write=_write_csv),
    Format.PARQUET: Writer(write=_write_parquet),
}
MODULES: dict[Format, str] = {
    Format.SDMX_CSV: "output.to_sdmx_csv",
    Format.CBS: "output.to_cbs",
    Format.DUCKDB: "output.to_duckdb",
    Format.SQLITE: "output.to_sqlite",
    Format.XLSX: "output.to_xlsx",
    Format.EXCEL_CSV: "output.to_excel_csv",
}
"""Where the WRITER of each other format is; imported when it is asked for, since most runs ask for none of them."""
