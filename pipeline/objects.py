"""Files on object stores (S3, Azure, Google, a Hadoop cluster), through fsspec: sources to read and a place for a dataset.

A put is atomic there, so a file is whole or not at all; there is no rename and no lock of the system. fsspec and the library
of a store are the extra `cluster`, imported when an address of one comes by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import PurePosixPath
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any, BinaryIO
from uuid import uuid4

from extract.document import UnreadableDocument
from pipeline.folder import Busy

SCHEMES = ("abfs", "abfss", "adl", "az", "gcs", "gs", "hdfs", "memory", "oci", "oss", "s3", "s3a")
"""What an address of a store begins with. `memory` is one that lives and dies with the process, for trying things out."""
ADDRESS = re.compile(rf"(?P<scheme>{'|'.join(SCHEMES)})://(?P<path>.+)", re.IGNORECASE)

RENEWED = 10.0
"""Seconds between two signs of life of a run in its lock."""
GIVEN_UP = 45.0
"""Seconds without one after which the run that held it counts as killed."""


class StoreUnavailable(OSError):
    """A store that cannot be used. The message says why, and what to install."""


def is_object_address(text: str) -> bool:
    """Whether a text is the address of a file, or of many, on an object store.

    >>> is_object_address("s3://emmer/2024/"), is_object_address("https://www.rijksoverheid.nl/")
    (True, False)
    """
    return ADDRESS.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on an object store, by its address."""

    url: str

    def __str__(self) -> str:
        return self.url

    def read(self, limit: int) -> bytes:
        """Its bytes; UnreadableDocument when it cannot be had or is larger than the limit."""
        try:
            with _as_os_error(), filesystem_of(self.url).open(self.url, "rb") as stream:
                data: bytes = stream.read(limit + 1)
        except OSError as error:
            raise UnreadableDocument(f"the file cannot be opened: {error}") from error
        if len(data) > limit:
            raise UnreadableDocument(f"the file is larger than the limit of {limit:,} bytes; split it or leave it out")
        return data


def list_files(url: str) -> list[tuple[str, StoredFile]]:
    """What an address names: the file itself, or all files under it, each by its name from there; OSError when nothing is."""
    filesystem = filesystem_of(url)
    with _as_os_error():
        filesystem.invalidate_cache()
        root = filesystem._strip_protocol(url)
        found = filesystem.find(root)
    if found == [root]:
        return [(PurePosixPath(root).name, StoredFile(url))]
    if not found:
        raise StoreUnavailable(f"there is nothing at {url}")
    under = root.rstrip("/") + "/"
    return [(path.removeprefix(under), StoredFile(filesystem.unstrip_protocol(path))) for path in sorted(found)]


@dataclass(frozen=True, slots=True)
class ObjectFolder:
    """A `pipeline.folder.Folder` on an object store."""

    url: str

    def __str__(self) -> str:
        return self.url

    def names(self, under: str, ending: str) -> list[str]:
        """As the store tells them now."""
        filesystem = filesystem_of(self.url)
        with _as_os_error():
            filesystem.invalidate_cache()
            root = filesystem._strip_protocol(self.url).rstrip("/") + "/"
            paths = filesystem.find(root + under)
        return sorted(path.removeprefix(root) for path in paths if path.endswith(ending))

    def holds(self, name: str) -> bool:
        """A folder is there as long as there is a file in it."""
        return self._ask("exists", name) is True

    def read(self, name: str) -> bytes:
        """In one request."""
        data = self._ask("cat_file", name)
        assert isinstance(data, bytes)
        return data

    def open(self, name: str) -> BinaryIO:
        """Fetched whole: one request costs less than some."""
        return BytesIO(self.read(name))

    def write(self, name: str, data: bytes) -> None:
        """In one request, which happens whole or not at all."""
        self._ask("pipe_file", name, data)

    def remove(self, name: str) -> None:
        """In one request."""
        with suppress(FileNotFoundError):
            self._ask("rm_file", name)

    def clear(self, under: str) -> None:
        """File by file; the store may take many at a time."""
        if self.holds(under):
            self._ask("rm", under, recursive=True)

    def address(self, name: str) -> str:
        """A URL."""
        return f"{self.url.rstrip('/')}/{name}"

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """A file that only one run can make, with signs of life in it; one without them for a while is taken over.

        Between a look at a dead lock and its removal another run may have taken it over too: then both go on. Nothing is
        lost by that, since each file is whole: the dataset is that of the run that ends last.
        """
        own = uuid4().hex
        self._take_lock(name, own)
        over = Event()
        thread = Thread(target=self._renew, args=(name, own, over), daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
            self.remove(name)

    def _take_lock(self, name: str, own: str) -> None:
        seen, since = b"", monotonic()
        while True:
            with suppress(FileExistsError):
                self._ask("pipe_file", name, own.encode(), mode="create")
                return
            with suppress(FileNotFoundError):
                now = self.read(name)
                if now != seen and seen:
                    raise Busy("wait for it, or choose another place")
                if now == seen and monotonic() - since > GIVEN_UP:
                    self.remove(name)
                seen = now
            sleep(1)

    def _renew(self, name: str, own: str, over: Event) -> None:
        beats = 0
        while not over.wait(RENEWED):
            beats += 1
            with suppress(OSError):  # the next sign of life may come through
                self.write(name, f"{own} {beats}".encode())

    def _ask(self, method: str, name: str, *arguments: object, **options: object) -> object:
        with _as_os_error():
            answer: object = getattr(filesystem_of(self.url), method)(self.address(name), *arguments, **options)
        return answer


def filesystem_of(url: str) -> Any:
    """The fsspec filesystem of an address; StoreUnavailable when what it takes is not installed."""
    return _filesystem(url.partition("://")[0].lower())


@cache
def _filesystem(scheme: str) -> Any:
    try:
        import fsspec  # noqa: PLC0415  # an extra: most never ask for it

        return fsspec.filesystem(scheme)
    except (ImportError, ValueError) as error:
        raise StoreUnavailable(
            f"{scheme}:// needs the extra `cluster`: pip install 'beleidscijfers[cluster]' ({error})"
        ) from error


@contextmanager
def _as_os_error() -> Iterator[None]:
    """What libraries of stores raise of their own (wrong keys, no network) as what it is to us."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise StoreUnavailable(f"{type(error).__name__}: {error}") from error
