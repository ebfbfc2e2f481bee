"""What a stored document was read with: another reader, vocabulary or library may read it otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

PACKAGES = ("extract", "normalise")
ENDINGS = (".py", ".toml")
LIBRARIES = ("beautifulsoup4", "lxml", "pdfplumber", "pypdfium2", "python-calamine", "simplemma", "spacy", "text2num")
"""Libraries that decide what is read."""
DIGITS = 16


@cache
def fingerprint() -> str:
    """A hash of the code and vocabulary that read and interpret documents, and of the libraries that they stand on."""
    digest = sha256()
    for package in PACKAGES:
        for name, data in _sources(files(package), package):
            digest.update(f"{name}\n{len(data)}\n".encode() + data)
    digest.update(" ".join(f"{name}={_version(name)}" for name in LIBRARIES).encode())
    return digest.hexdigest()[:DIGITS]


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _sources(entry, name)
        elif entry.name.endswith(ENDINGS):
            yield name, entry.read_bytes()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
