"""Zip archives, and the documents that are one (docx, xlsx, odt, ods): opened under limits, nothing written anywhere.

An archive says in its directory how large its entries are and where they stand. All of that is looked at before a byte
is unpacked, so that a bomb costs no more than its directory.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import IO

from lxml import etree

from extract.document import Limits, RefusedDocument, UnreadableDocument
from extract.safe_xml import parse_part

DIRECTORY_ENTRY = b"PK\x01\x02"
LOCAL_HEADER = 30
"""Bytes of the fixed part of an entry's own header."""
MOST_ENTRIES = 10_000
"""A document has some fifty parts, and one for each picture; archives of a parliamentary year some thousands."""
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Other methods ask for more memory than they give, and no office program writes them."""
MOST_PART = 100_000_000
"""Bytes of a part that becomes a tree."""
MOST_SIGNATURES = 20 * MOST_ENTRIES
"""Signs of entries that are worth looking at; documents packed without compression show those of their own parts."""
ENCRYPTED = 0x1
TRICK_NAME = re.compile(r"/|[A-Za-z]:|(?:.*/)?\.\.(?:/|$)|.*[\x00-\x1f\x7f]", re.DOTALL)
"""Names that lead out of the archive: /etc/passwd, C:/x, a/../../x; or that show otherwise than they are."""
DAMAGED = "The archive is damaged ({what}); download or save it again."
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
"""What zipfile raises for archives that are not what they say."""
STRICT_NAMESPACE = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(officeDocument|wordprocessingml|spreadsheetml|drawingml)/"
)
USUAL_NAMESPACE = rb"http://schemas.openxmlformats.org/\1/2006/"
"""Office can save "strict" documents, which differ in the names of their namespaces only."""


class Package:
    """An archive that was found safe to unpack; names are with forward slashes, folders are left out."""

    def __init__(self, data: bytes, limits: Limits = Limits()) -> None:  # noqa: B008  # Limits is frozen
        """Open an archive; UnreadableDocument for one that is damaged, encrypted, a bomb, or has names with tricks."""
        if is_crowded(data):
            _refuse_crowd(data.count(DIRECTORY_ENTRY), MOST_ENTRIES)
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except BROKEN as error:
            raise UnreadableDocument(DAMAGED.format(what=error)) from error
        entries = [entry for entry in self._archive.infolist() if not entry.filename.endswith("/")]
        _refuse_crowd(len(entries), MOST_ENTRIES)
        _refuse_tricks(entries, len(data), limits)
        self._entries = {_name(entry): entry for entry in entries}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the entries, in the order of the archive."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def size(self, name: str) -> int:
        """Bytes of an entry when unpacked."""
        return self._entries[name].file_size

    def open(self, name: str) -> IO[bytes]:
        """An entry as a stream of bytes; a damaged one raises one of `BROKEN` while it is read."""
        try:
            return self._archive.open(self._entries[name])
        except BROKEN as error:
            raise UnreadableDocument(DAMAGED.format(what=f"{name}: {error}")) from error

    def read(self, name: str) -> bytes:
        """The bytes of an entry; UnreadableDocument where it is damaged or absent."""
        if name not in self._entries:
            raise UnreadableDocument(f"The document has no part {name}; it is damaged, download or save it again.")
        try:
            with self.open(name) as stream:
                return stream.read(self._entries[name].file_size + 1)
        except BROKEN as error:
            raise UnreadableDocument(DAMAGED.format(what=f"{name}: {error}")) from error

    def xml(self, name: str) -> etree._Element:
        """The root element of an entry that is XML; see `safe_xml` for what is refused."""
        if name in self and self.size(name) > MOST_PART:
            raise RefusedDocument(
                f"{name} unpacks to {self.size(name):,} bytes, more than the {MOST_PART:,} allowed; split the document."
            )
        data = self.read(name)
        return parse_part(STRICT_NAMESPACE.sub(USUAL_NAMESPACE, data), name)


def is_crowded(data: bytes) -> bool:
    """Whether an archive lists so many entries that merely reading its directory would take long."""
    return data.count(DIRECTORY_ENTRY) > MOST_SIGNATURES


def _name(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/").removeprefix("./")


def _refuse_crowd(count: int, most: int) -> None:
    if count > most:
        raise RefusedDocument(f"The archive lists {count:,} entries, more than the {most:,} allowed; split it.")


def _refuse_tricks(entries: Sequence[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked:
        raise RefusedDocument(
            f"The archive unpacks to {unpacked:,} bytes, more than the {limits.unpacked:,} allowed; "
            "split it, or allow more (--limit unpacked)."
        )
    for entry in entries:
        if entry.flag_bits & ENCRYPTED:
            raise UnreadableDocument("The archive is encrypted; open it with its password and save it without one.")
        if entry.compress_type not in METHODS:
            raise RefusedDocument("The archive is packed in an unusual way; pack it again as an ordinary zip.")
    names = Counter(map(_name, entries))
    tricks = [name for name in names if not name or TRICK_NAME.match(name)]
    if tricks:
        raise RefusedDocument(f"The archive holds the name {tricks[0]!r}, which leads out of it; pack it again.")
    name, times = names.most_common(1)[0] if names else ("", 0)
    if times > 1:
        raise UnreadableDocument(f"The archive holds {times} entries named {name!r}; pack it again with one of them.")
    if _overlap(entries, size):
        raise RefusedDocument("Entries of the archive lie over each other, as in a zip bomb; pack it again.")


def _overlap(entries: Sequence[zipfile.ZipInfo], size: int) -> bool:
    """Whether two entries share bytes of the archive, or one reaches past its end."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + LOCAL_HEADER + entry.compress_size
    return end > size
