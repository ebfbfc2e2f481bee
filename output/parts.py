"""One document's rows as one small file, written and read back without loss: a zip of the tables as CSV."""

from __future__ import annotations

import io
import zipfile
import zlib

from normalise.dataset import Dataset
from output.formats import Format, file_name
from output.from_csv import csv_rows
from output.schema import table_schemas
from output.to_csv import csv_bytes

FASTEST = 1
"""How hard zlib tries: harder takes three times as long and saves a fifth."""

BROKEN = (ValueError, KeyError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError)


def part_bytes(dataset: Dataset, comment: str = "") -> bytes:
    """The file of a document: the same bytes for the same rows; `comment` is kept beside them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment.encode()
        for schema in table_schemas():
            rows = getattr(dataset, schema.name)
            if rows:
                # A ZipInfo of our own bears the date 1980-01-01; by its name alone an entry would bear the clock's.
                entry = zipfile.ZipInfo(file_name(schema.name, Format.CSV))
                archive.writestr(entry, csv_bytes(rows, schema), zipfile.ZIP_DEFLATED, FASTEST)
    return stream.getvalue()


def part_comment(data: bytes) -> str:
    """What was kept beside the rows; ValueError when this is no such file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.comment.decode()
    except BROKEN as error:
        raise ValueError(f"it is no stored document ({error})") from error


def part_dataset(data: bytes) -> Dataset:
    """The rows of a document, as they were; ValueError when the file is broken, or of another version of the columns."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {file_name(schema.name, Format.CSV): schema for schema in table_schemas()}
            return Dataset(
                **{names[name].name: csv_rows(archive.read(name), names[name]) for name in archive.namelist()}  # type: ignore[arg-type]
            )
    except BROKEN as error:
        raise ValueError(f"it is no stored document ({error})") from error
