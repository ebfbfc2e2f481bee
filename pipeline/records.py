"""The record that lies beside a publication: the `metadata.xml` that KOOP gives with each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

RECORD = "metadata.xml"


def is_record(name: str) -> bool:
    """Whether a file name is that of a record, which is no publication itself.

    >>> is_record("kst-28684-540.metadata.xml"), is_record("kst-28684-540.xml")
    (True, False)
    """
    return name.lower() == RECORD or name.lower().endswith(f".{RECORD}")


class Records:
    """Finds records; looks through each folder once at most, however many publications are in it."""

    def __init__(self, is_document: Callable[[str], bool]) -> None:
        self._is_document = is_document
        self._stems: dict[Path, set[str]] = {}

    def beside(self, path: Path) -> Path | None:
        """The record of the publication at a path.

        `kst-1-2.xml` has `kst-1-2.metadata.xml`, or `kst-1-2/metadata.xml`, or the `metadata.xml` beside it if that can
        be of no other: all documents in the folder have its name, as the XML and the HTML of one publication do.
        """
        own = (path.with_name(f"{path.stem}.{RECORD}"), path.parent / path.stem / RECORD)
        found = next(filter(_is_file, own), None)
        shared = path.with_name(RECORD)
        if found is None and _is_file(shared) and self._documents(path.parent) <= {path.stem}:
            found = shared
        return found if found != path else None

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
