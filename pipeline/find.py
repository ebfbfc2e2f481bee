"""Which documents a command line names: files as given, folders searched through, addresses on the web; each once."""

from __future__ import annotations

import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from normalise.dataset import Failure
from pipeline.objects import StoredFile, is_object_address, list_files
from pipeline.records import Records, find_record, is_record
from pipeline.web.address import Address, parse_address

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
"""What could be a document when it is found in a folder or an archive; a file that is named itself is always tried."""
PICTURE_ENDINGS = frozenset({".tif", ".tiff"})
"""What scanners write. PNG and JPEG in a folder are mostly the logos and figures of its pages: those have to be named."""
ARCHIVE_ENDINGS = frozenset({".zip", ".gz"})

LOCK_FILE = "~$"  # ~$begroting.docx: Word keeps one beside every document that is open
HIDDEN = "."
LIKE_ADDRESS = re.compile(r"www\.|[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A document to read: its name in the dataset, and where it is."""

    source: str
    """As given, or relative to the folder that it was found in; never a machine path."""
    place: Path | StoredFile | Address
    record: Path | StoredFile | None = None
    """The `metadata.xml` that lies beside it."""

    @property
    def order(self) -> tuple[str, str]:
        """What publications are sorted by: of two names for one file, the first in this order is kept."""
        return self.source, str(self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that could not be read, in one sentence."""

    source: str
    sentence: str
    failure: Failure = Failure.UNREADABLE
    where: str = ""
    """How far it came, for who reads along; not in the data, where it would differ from run to run."""
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
    """What was named is no file, no folder and no address. The message is one sentence."""


@dataclass(slots=True)
class _Found:
    publications: dict[str, Publication] = field(default_factory=dict)
    passed_over: set[str] = field(default_factory=set)
    faults: set[tuple[str, str]] = field(default_factory=set)
    records: Records = field(default_factory=lambda: Records(could_be_document))

    def add_file(self, source: str, path: Path) -> None:
        """A file, with the record that lies beside it."""
        self.add(Publication(source=source, place=path, record=self.records.beside(path)))

    def add(self, publication: Publication) -> None:
        """A publication; of two names for one place the first is kept."""
        place = publication.place
        match place:
            case Path():
                key = os.path.realpath(place)
            case StoredFile():
                key = place.url
            case _:
                key = place.urls[0]
        self.publications[key] = min(publication, self.publications.get(key, publication), key=lambda each: each.order)


def find_publications(named: Iterable[str | Path], *, leave_out: Path | None = None) -> Search:
    """The documents in these files and folders, on stores and at addresses; a path that exists is never an address.

    A folder `leave_out` inside one of them is not searched. MissingPath when what is named is neither path nor address.
    """
    found = _Found()
    for each in named:
        path = Path(each)
        if path.is_dir():
            _search_folder(path, leave_out, found)
        elif os.path.lexists(path):
            found.add_file(_name_as_given(path), path)
        elif is_object_address(str(each)):
            _search_store(str(each), found)
        else:
            found.add(_on_the_web(str(each)))
    return _sorted(found)


def _search_store(url: str, found: _Found) -> None:
    """What an address on an object store names, as if it were a file or a folder here."""
    try:
        files = dict(list_files(url))
    except OSError as error:
        raise MissingPath(f"{url} cannot be read: {error}") from error
    names = [name for name in files if not any(map(is_hidden, PurePosixPath(name).parts)) and not is_record(name)]
    stems: defaultdict[PurePosixPath, set[str]] = defaultdict(set)
    for path in map(PurePosixPath, names):
        if could_be_document(path.name):
            stems[path.parent].add(path.stem)
    for name in names:
        if could_be_document(name) or len(files) == 1:
            record = find_record(PurePosixPath(name), lambda path: str(path) in files, stems.__getitem__)
            found.add(Publication(source=name, place=files[name], record=files[str(record)] if record else None))
        else:
            found.passed_over.add(name)


def _on_the_web(text: str) -> Publication:
    address = parse_address(text)
    if address is None:
        hint = ""
        if LIKE_ADDRESS.match(text):
            hint = ", and it is no address that can be fetched: those begin with https:// or http://"
        raise MissingPath(f"there is no file or folder {printable(text)}{hint}")
    return Publication(source=address.source, place=address)


def could_be_document(name: str) -> bool:
    """Whether the ending of a name is that of a document, or of an archive with documents.

    >>> could_be_document("2024/brief.HTML"), could_be_document("bijlagen.zip"), could_be_document("logo.gif")
    (True, True, False)
    """
    ending = PurePosixPath(name).suffix.lower()
    return ending in DOCUMENT_ENDINGS | PICTURE_ENDINGS | ARCHIVE_ENDINGS and not is_record(name)


def printable(name: str) -> str:
    """A file name as text that can be written as UTF-8: bytes in it that are not become `\ufffd`."""
    return os.fsencode(name).decode("utf-8", "replace")


def _sorted(found: _Found) -> Search:
    return Search(
        publications=tuple(sorted(found.publications.values(), key=lambda each: each.order)),
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
            if is_hidden(name) or _is_special(path) or is_record(name):
                continue
            source = _relative(path, root)
            if could_be_document(name):
                found.add_file(source, path)
            else:
                found.passed_over.add(source)


def _walk(root: Path, leave_out: Path | None, found: _Found) -> Iterator[tuple[Path, list[str]]]:
    def note_unreadable(error: OSError) -> None:
        place = _relative(Path(error.filename), root)
        name = printable(root.name or str(root)) if place == "." else place
        found.faults.add((name, f"the folder cannot be searched: {error.strerror}"))

    seen = {os.path.realpath(leave_out)} if leave_out else set()
    seen.discard(os.path.realpath(root))
    for folder, folders, files in os.walk(root, followlinks=True, onerror=note_unreadable):
        seen.add(os.path.realpath(folder))
        folders[:] = [name for name in sorted(folders) if not is_hidden(name) and not _seen(folder, name, seen)]
        yield Path(folder), sorted(files)


def _seen(folder: str, name: str, seen: set[str]) -> bool:
    """Whether a folder was searched already: a link to a folder above it would never end."""
    return os.path.realpath(Path(folder, name)) in seen


def is_hidden(name: str) -> bool:
    """Whether a file or folder is one that its owner does not see as such."""
    return name.startswith((HIDDEN, LOCK_FILE))


def _is_special(path: Path) -> bool:
    """A pipe, socket or device. What cannot be looked at is no such thing: opening it will say what is wrong."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _relative(path: Path, root: Path) -> str:
    return printable(PurePosixPath(path.relative_to(root)).as_posix())
