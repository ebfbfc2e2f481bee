"""The record that lies beside a publication: the `metadata.xml` that KOOP gives with each."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path, PurePath
from typing import TypeVar

RECORD = "metadata.xml"


def is_record(name: str) -> bool:
    """Whether a file name is that of a record, which is no publication itself.

    >>> is_record("kst-28684-540.metadata.xml"), is_record("kst-28684-540.xml")
    (True, False)
    """
    return name.lower() == RECORD or name.lower().endswith(f".{RECORD}")


Place = TypeVar("Place", bound=PurePath)


def find_record(
    document: Place, is_file: Callable[[Place], bool], stems: Callable[[Place], AbstractSet[str]]
) -> Place | None:
    """The record of a document, in a folder or an archive; `stems` are the names of the documents in a folder.

    `kst-1-2.xml` has `kst-1-2.metadata.xml`, or `kst-1-2/metadata.xml`, or the `metadata.xml` beside it if that can
    be of no other: all documents in the folder have its name, as the XML and the HTML of one publication do.
    """
    own = (document.with_name(f"{document.stem}.{RECORD}"), document.parent / document.stem / RECORD)
    found = next(filter(is_file, own), None)
    shared = document.with_name(RECORD)
    if found is None and is_file(shared) and stems(document.parent) <= {document.stem}:
        found = shared
    return found if found != document else None


class Records:
    """Finds records; looks through each folder once at most, however many publications are in it."""

    def __init__(self, is_document: Callable[[str], bool]) -> None:
        self._is_document = is_document
        self._stems: dict[Path, set[str]] = {}

    def beside(self, path: Path) -> Path | None:
        """The record of the publication at a path."""
        return find_record(path, _is_file, self._documents)

    def _documents(self, folder: Path) -> set[str]:
        """The names of the documents in a folder, without their endings."""
        if folder not in self._stems:
            try:
                self._stems[folder] = {path.stem for path in folder.iterdir() if self._is_document(path.name)}
            except OSError:
                self._stems[folder] = {""}  # it may not be looked through, so there is no telling whose record it is
        return self._stems[folder]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
