"""The bytes of a publication and the id that follows from them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from extract.document import Limits, UnreadableDocument
from pipeline.find import Publication

ID_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A publication that was opened."""

    document_id: str
    source: str
    data: bytes
    record: bytes | None = None
    """The `metadata.xml` beside it; empty where there is one that cannot be read."""


def open_publication(publication: Publication, limits: Limits) -> Content:
    """Its bytes and id; UnreadableDocument when it cannot be opened or is larger than `limits.bytes`."""
    data = _read(publication.path, limits.bytes)
    record = _read_record(publication.record, limits.bytes) if publication.record else None
    return Content(document_id=_digits(data), source=publication.source, data=data, record=record)


def id_without_content(source: str) -> str:
    """The id of a document that could not be opened: of its name, for want of anything else that stays the same."""
    return _digits(source.encode())


def _digits(data: bytes) -> str:
    return sha256(data).hexdigest()[:ID_DIGITS]


def _read(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as stream:
            # A pipe has no size and may never end, so the length of what came is looked at too.
            data = stream.read(limit + 1) if os.fstat(stream.fileno()).st_size <= limit else None
    except OSError as error:
        raise UnreadableDocument(f"the file cannot be opened: {error.strerror or error}") from error
    if data is None or len(data) > limit:
        raise UnreadableDocument(f"the file is larger than the limit of {limit:,} bytes; split it or leave it out")
    return data


def _read_record(path: Path, limit: int) -> bytes:
    try:
        return _read(path, limit)
    except UnreadableDocument:
        return b""
