"""Which documents a command line names: files as given, folders searched through, each document once."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pipeline.records import Records, is_record

DOCUMENT_ENDINGS = frozenset(
    {
        ".html",
        ".htm",
        ".xhtml",
        ".xml",
        ".txt",
        ".md",
        ".docx",
        ".docm",
        ".pdf",
        ".odt",
        ".xlsx",
        ".xlsm",
        ".ods",
        ".csv",
        ".tsv",
        "",
    }
)
"""What could be a document when it is found in a folder; a file that is named itself is always tried."""

LOCK_FILE = "~$"  # ~$begroting.docx: Word keeps one beside every document that is open
HIDDEN = "."


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Publication:
    """A document to read: its name in the dataset, and where it is."""

    source: str
    """As given, or relative to the folder that it was found in; never a machine path."""
    path: Path
    record: Path | None = field(default=None, compare=False)
    """The `metadata.xml` that lies beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that could not be read, in one sentence."""

    source: str
    sentence: str
    trace: str = ""
    """Where in the program it went wrong, for an internal fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a search through files and folders gave, whatever the order in which they were named."""

    publications: tuple[Publication, ...]
    passed_over: tuple[str, ...] = ()
    """Files in a folder that are no documents by their ending."""
    faults: tuple[Fault, ...] = ()
    """Folders that could not be searched."""


class MissingPath(Exception):
    """A path on the command line that does not exist. The message is one sentence."""


@dataclass(slots=True)
class _Found:
    publications: dict[str, Publication] = field(default_factory=dict)
    passed_over: set[str] = field(default_factory=set)
    faults: set[tuple[str, str]] = field(default_factory=set)
    records: Records = field(default_factory=lambda: Records(_is_document))

    def add(self, source: str, path: Path) -> None:
        publication = Publication(source=source, path=path, record=self.records.beside(path))
        place = os.path.realpath(path)
        self.publications[place] = min(publication, self.publications.get(place, publication))


def find_publications(paths: Iterable[str | Path], *, leave_out: Path | None = None) -> Search:
    """The documents in these files and folders; a folder `leave_out` inside one of them is not searched.

    MissingPath when one of the paths does not exist.
    """
    found = _Found()
    for path in map(Path, paths):
        if not os.path.lexists(path):
            raise MissingPath(f"there is no file or folder {printable(str(path))}")
        if path.is_dir():
            _search_folder(path, leave_out, found)
        else:
            found.add(_name_as_given(path), path)
    return _sorted(found)


def printable(name: str) -> str:
    """A file name as text that can be written as UTF-8: bytes in it that are not become `\ufffd`."""
    return os.fsencode(name).decode("utf-8", "replace")


def _sorted(found: _Found) -> Search:
    return Search(
        publications=tuple(sorted(found.publications.values())),
        passed_over=tuple(sorted(found.passed_over)),
        faults=tuple(Fault(source=source, sentence=sentence) for source, sentence in sorted(found.faults)),
    )


def _name_as_given(path: Path) -> str:
    inside = not path.is_absolute() and ".." not in path.parts
    return printable(path.as_posix() if inside else path.name)


def _search_folder(root: Path, leave_out: Path | None, found: _Found) -> None:
    for folder, files in _walk(root, leave_out, found):
        for name in files:
            path = folder / name
            if _is_hidden(name) or _is_special(path) or is_record(name):
                continue
            source = _relative(path, root)
            if _is_document(name):
                found.add(source, path)
            else:
                found.passed_over.add(source)


def _is_document(name: str) -> bool:
    """Whether a file in a folder could be a document, by its name alone."""
    return PurePosixPath(name).suffix.lower() in DOCUMENT_ENDINGS and not _is_hidden(name) and not is_record(name)


def _walk(root: Path, leave_out: Path | None, found: _Found) -> Iterator[tuple[Path, list[str]]]:
    def note_unreadable(error: OSError) -> None:
        place = _relative(Path(error.filename), root)
        name = printable(root.name or str(root)) if place == "." else place
        found.faults.add((name, f"the folder cannot be searched: {error.strerror}"))

    seen = {os.path.realpath(leave_out)} if leave_out else set()
    seen.discard(os.path.realpath(root))
    for folder, folders, files in os.walk(root, followlinks=True, onerror=note_unreadable):
        seen.add(os.path.realpath(folder))
        folders[:] = [name for name in sorted(folders) if not _is_hidden(name) and not _seen(folder, name, seen)]
        yield Path(folder), sorted(files)


def _seen(folder: str, name: str, seen: set[str]) -> bool:
    """Whether a folder was searched already: a link to a folder above it would never end."""
    return os.path.realpath(Path(folder, name)) in seen


def _is_hidden(name: str) -> bool:
    return name.startswith((HIDDEN, LOCK_FILE))


def _is_special(path: Path) -> bool:
    """A pipe, socket or device. What cannot be looked at is no such thing: opening it will say what is wrong."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _relative(path: Path, root: Path) -> str:
    return printable(PurePosixPath(path.relative_to(root)).as_posix())
