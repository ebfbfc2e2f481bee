"""What a stored document was read with: another reader, vocabulary or library may read it otherwise."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

PACKAGES = ("extract", "normalise")
ENDINGS = (".py", ".toml", ".js", ".css", ".html")
LIBRARIES = (
    "beautifulsoup4",
    "lxml",
    "pdfplumber",
    "pypdfium2",
    "pytesseract",
    "python-calamine",
    "simplemma",
    "spacy",
    "text2num",
)
"""Libraries that decide what is read."""
RECOGNISER = "tesseract"
"""The program that decides what is read of scans: one that was installed since may read what was not read before."""
DIGITS = 16


@cache
def fingerprint() -> str:
    """A hash of the code and vocabulary that read and interpret documents, and of the libraries that they stand on."""
    digest = sha256(hash_sources(PACKAGES))
    digest.update(" ".join(f"{name}={installed(name)}" for name in LIBRARIES).encode())
    digest.update(f"{RECOGNISER}={_size(RECOGNISER)}".encode())
    return digest.hexdigest()[:DIGITS]


def hash_sources(packages: Iterable[str]) -> bytes:
    """A hash of the code and vocabulary of packages."""
    digest = sha256()
    for package in packages:
        for name, data in _sources(files(package), package):
            digest.update(f"{name}\n{len(data)}\n".encode() + data)
    return digest.digest()


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _sources(entry, name)
        elif entry.name.endswith(ENDINGS):
            yield name, entry.read_bytes()


def _size(program: str) -> int:
    """The bytes of a program, which tell its versions apart without starting it; 0 where it is not installed."""
    path = shutil.which(program)
    return Path(path).stat().st_size if path else 0


def installed(library: str) -> str:
    """The version of a library; `none` where it is not installed."""
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
