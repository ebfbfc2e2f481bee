"""One document as one small file, written and read back without loss: a zip of its rows as CSV, and of its pictures."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from normalise.dataset import Dataset, DocumentRow
from normalise.pictures import ENDINGS, Picture
from output.formats import Format, file_name
from output.from_csv import csv_rows
from output.schema import table_schemas
from output.to_csv import csv_bytes

FASTEST = 1
"""How hard zlib tries: harder takes three times as long and saves a fifth."""
PICTURES = "pictures/"
"""The folder of the pictures, whose entries bear the address of what they show as their comment."""
NAME = re.compile(r"pictures/(?P<table_id>.+?)(?:-p(?P<page>\d+))?(?P<ending>\.\w+)")  # pictures/0f3a-t2-p7.png
MEDIA_TYPES = {ending: media_type for media_type, ending in ENDINGS.items()}

BROKEN = (ValueError, KeyError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError)


def part_bytes(dataset: Dataset, comment: str = "", pictures: Iterable[Picture] = ()) -> bytes:
    """The file of a document: the same bytes for the same rows and pictures; `comment` is kept beside them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment.encode()
        for schema in table_schemas():
            rows = getattr(dataset, schema.name)
            if rows:
                # A ZipInfo of our own bears the date 1980-01-01; by its name alone an entry would bear the clock's.
                entry = zipfile.ZipInfo(file_name(schema.name, Format.CSV))
                archive.writestr(entry, csv_bytes(rows, schema), zipfile.ZIP_DEFLATED, FASTEST)
        for picture in pictures:
            entry = zipfile.ZipInfo(PICTURES + picture.name)
            entry.comment = picture.address.encode()
            packs = zipfile.ZIP_DEFLATED if picture.is_text else zipfile.ZIP_STORED
            archive.writestr(entry, picture.data, packs, FASTEST)
    return stream.getvalue()


def part_comment(stream: BinaryIO) -> str:
    """What was kept beside the rows, from the open file of a document; ValueError when this is no such file."""
    with _opened(stream) as archive:
        return archive.comment.decode()


def part_document(stream: BinaryIO) -> DocumentRow:
    """The row of the document itself, without reading its others; ValueError as for `part_dataset`."""
    with _opened(stream) as archive:
        (schema,) = (each for each in table_schemas() if each.row is DocumentRow)
        (row,) = csv_rows(archive.read(file_name(schema.name, Format.CSV)), schema)
        assert isinstance(row, DocumentRow)
        return row


def part_dataset(stream: BinaryIO) -> Dataset:
    """The rows of a document, as they were; ValueError when the file is broken, or of another version of the columns."""
    with _opened(stream) as archive:
        names = {file_name(schema.name, Format.CSV): schema for schema in table_schemas()}
        tables = [name for name in archive.namelist() if not name.startswith(PICTURES)]
        shared: dict[str, str] = {}
        return Dataset(**{names[name].name: csv_rows(archive.read(name), names[name], shared) for name in tables})  # type: ignore[arg-type]


def part_pictures(stream: BinaryIO) -> Iterator[Picture]:
    """The pictures of a document, read one by one; ValueError when the file is broken."""
    with _opened(stream) as archive:
        for entry in _pictures(archive):
            found = NAME.fullmatch(entry.filename)
            if found is None:
                raise ValueError(f"{entry.filename} is no picture")
            yield Picture(
                table_id=found["table_id"],
                page=int(found["page"]) if found["page"] else None,
                address=entry.comment.decode(),
                media_type=MEDIA_TYPES[found["ending"]],
                data=archive.read(entry),
            )


def size_of_pictures(stream: BinaryIO) -> int:
    """Bytes of all pictures of a document; ValueError when the file is broken."""
    with _opened(stream) as archive:
        return sum(entry.file_size for entry in _pictures(archive))


def _pictures(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [entry for entry in archive.infolist() if entry.filename.startswith(PICTURES)]


@contextmanager
def _opened(stream: BinaryIO) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(stream) as archive:
            yield archive
    except BROKEN as error:
        raise ValueError(f"it is no stored document ({error})") from error
