"""The bytes of a publication and the id that follows from them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from extract.document import Limits, RefusedDocument, UnreadableDocument
from pipeline.find import Publication
from pipeline.objects import StoredFile
from pipeline.pipe import is_pipe, read_pipe
from pipeline.web.address import Address

if TYPE_CHECKING:
    from pipeline.web.fetch import Web

ID_DIGITS = 16
TRIES = 3
"""Times that a file is read which something else is writing to: half of it must not pass for the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A publication that was opened."""

    document_id: str
    source: str
    data: bytes
    metadata: bytes | None = None
    """What the publisher says of it in a `metadata.xml` of its own; empty where there is one that cannot be read."""
    notes: tuple[str, ...] = ()
    """What the user should know of how it was come by."""


def open_publication(publication: Publication, limits: Limits, web: Web | None = None) -> Content:
    """Its bytes and id; UnreadableDocument when it cannot be had or is larger than `limits.bytes`.

    `web` fetches what is not on this machine.
    """
    if isinstance(publication.place, Address):
        return _fetch(publication.place, limits, web)
    data = _read(publication.place, limits.bytes)
    record = _read_record(publication.record, limits.bytes) if publication.record else None
    return identify(publication.source, data, metadata=record)


def identify(source: str, data: bytes, *, metadata: bytes | None = None, notes: tuple[str, ...] = ()) -> Content:
    """Bytes as a publication, known by what is in them."""
    return Content(document_id=_digits(data), source=source, data=data, metadata=metadata, notes=notes)


def id_without_content(source: str) -> str:
    """The id of a document that could not be opened: of its name, for want of anything else that stays the same."""
    return _digits(source.encode())


def _digits(data: bytes) -> str:
    return sha256(data).hexdigest()[:ID_DIGITS]


def _fetch(address: Address, limits: Limits, web: Web | None) -> Content:
    if web is None:
        raise UnreadableDocument("it is on the web, and this run does not fetch")
    came = web.fetch(address, limits.bytes)
    return identify(came.url, came.data, metadata=came.metadata, notes=came.notes)


def _read(path: Path | StoredFile, limit: int) -> bytes:
    if isinstance(path, StoredFile):
        return path.read(limit)
    try:
        data = read_pipe(path, limit + 1) if is_pipe(path) else _read_file(path, limit)
    except OSError as error:
        raise UnreadableDocument(f"the file cannot be opened: {error.strerror or error}") from error
    if data is None or len(data) > limit:
        raise RefusedDocument(
            f"the file is larger than the limit of {limit:,} bytes; split it, or allow more (--limit size)"
        )
    return data


def _read_file(path: Path, limit: int) -> bytes | None:
    """Its bytes as they were at one moment; None when they are more than the limit, or one more than that of a device."""
    for _ in range(TRIES):
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            # A device has no size and may never end, so the length of what came is looked at too.
            data = stream.read(limit + 1) if before.st_size <= limit else None
            after = os.fstat(stream.fileno())
        if not S_ISREG(before.st_mode) or (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return data
    raise UnreadableDocument("the file changes while it is read; give it again when it is complete")


def _read_record(path: Path | StoredFile, limit: int) -> bytes:
    try:
        return _read(path, limit)
    except UnreadableDocument:
        return b""
