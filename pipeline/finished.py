"""The seal of a run that is finished: the next run with the same command sees from it that there is nothing to do.

It says what the run was given (each file with its size, its times and its number on the disk), how, with which program,
and which files came of it. When all of that is as it was, no file has to be opened. A file that is written to gets another
time of change, which no program can set; only a disk without such times, or a clock that was put back, could hide it:
`--fresh` looks at everything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from time import time_ns

from extract.document import Options
from output.about import FILE as ABOUT
from output.write import write_beside
from pipeline.find import Publication
from pipeline.fingerprint import fingerprint, hash_sources
from pipeline.review import ACCEPTED, ALIASES, CORRECTIONS
from pipeline.store import FOLDER

FILE = "finished.json"
WRITERS = ("output", "pipeline")
"""Code that decides what is written, besides that which reads."""
SETTLED = 2_000_000_000
"""Nanoseconds that a file must have been left alone before the run: the coarsest clock of a file system in use (FAT)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a finished run leaves for the next one."""

    given: str
    """A hash of all that it was given."""
    files: dict[str, list[int] | None]
    """The marks of the files that it wrote, and of those in which people decide; none where there is no such file."""
    documents: int
    lines: list[str]
    """What it said at the end, and is said again."""
    faults: list[str]
    """What it said of documents that cannot be read."""
    has_errors: bool
    """Whether a finding that nobody accepted is an error."""
    passing: dict[str, str]
    """What it said of each document that failed and may do better the next time, by the name of the document."""


def what_is_given(publications: Sequence[Publication], options: Options, manner: Sequence[str]) -> str | None:
    """A hash of what a run is given; None when that cannot be told without opening it, or may change while it is read.

    `manner` is whatever else decides what comes out.
    """
    digest = sha256()
    latest = time_ns() - SETTLED
    for publication in publications:
        for path in filter(None, (publication.place, publication.record)):
            marks = _marks(path) if isinstance(path, Path) else None
            if marks is None or max(marks[1:3]) > latest:
                return None
            digest.update(f"{publication.source}\0{path}\0{marks}\n".encode("utf-8", "surrogateescape"))
    digest.update(
        repr(
            (options.limits, options.password, options.pictures, *manner, fingerprint(), hash_sources(WRITERS))
        ).encode()
    )
    return digest.hexdigest()


def sealed(folder: Path, given: str | None) -> Seal | None:
    """The seal of the run that was given the same, when all that it wrote is still there as it was."""
    try:
        seal = Seal(**json.loads((folder / FOLDER / FILE).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    return seal if seal.given == given and seal.files == marks_of(folder, seal.files) else None


def put_seal(folder: Path, seal: Seal) -> None:
    """Leave it."""
    write_beside(folder / FOLDER, FILE, json.dumps(asdict(seal)).encode())


def break_seal(folder: Path) -> None:
    """Take it away: the dataset is going to change."""
    (folder / FOLDER / FILE).unlink(missing_ok=True)


def marks_of(folder: Path, names: Iterable[str]) -> dict[str, list[int] | None]:
    """The marks of the files of a dataset, and of those in which people decide or say what it is."""
    return {name: _marks(folder / name) for name in (*names, CORRECTIONS, ACCEPTED, ALIASES, ABOUT)}


def _marks(path: Path) -> list[int] | None:
    """What tells whether a file was written to: its size, its times and its number on the disk; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
