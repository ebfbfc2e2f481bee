"""Where documents are stored and a dataset is written: a folder on this machine, or a place on an object store."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from filelock import FileLock, Timeout

HALF_WRITTEN = ".new"


class Busy(Exception):
    """Another run is at work in the folder. The message says what to do when there is none."""


class Folder(Protocol):
    """Files by name, `a/b.zip`; each is there whole or not at all. OSError for what goes wrong."""

    def names(self, under: str, ending: str) -> list[str]:
        """The names of all files under a folder in it that end so, sorted; none where it is not there."""
        ...

    def holds(self, name: str) -> bool:
        """Whether there is a file, or a folder, of this name."""
        ...

    def read(self, name: str) -> bytes:
        """The bytes of a file; FileNotFoundError when it is not there."""
        ...

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A file to read from, to be closed; FileNotFoundError when it is not there."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Write a file, in place of an earlier one."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away; nothing happens when it is not there."""
        ...

    def clear(self, under: str) -> None:
        """Take a folder in it away, with all that is there; nothing happens when it is not."""
        ...

    def address(self, name: str) -> str:
        """The path or URL of a file, as other programs know it."""
        ...

    def locked(self, name: str) -> AbstractContextManager[None]:
        """A context in which no other run that asks for this lock is at work; Busy when one is."""
        ...


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder on a disk."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    def names(self, under: str, ending: str) -> list[str]:
        """Sorted."""
        return sorted(
            Path(folder, name).relative_to(self.path).as_posix()
            for folder, _, names in os.walk(self.path / under)
            for name in names
            if name.endswith(ending)
        )

    def holds(self, name: str) -> bool:
        """Also when it is empty."""
        return (self.path / name).exists()

    def read(self, name: str) -> bytes:
        """At once."""
        return (self.path / name).read_bytes()

    def open(self, name: str) -> BinaryIO:
        """As any file."""
        return (self.path / name).open("rb")

    def write(self, name: str, data: bytes) -> None:
        """Written beside it, then renamed."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(HALF_WRITTEN)
        try:
            half.write_bytes(data)
            half.replace(path)
        except BaseException:
            half.unlink(missing_ok=True)
            raise

    def remove(self, name: str) -> None:
        """The folder that held it stays."""
        (self.path / name).unlink(missing_ok=True)

    def clear(self, under: str) -> None:
        """As far as it can be."""
        shutil.rmtree(self.path / under, ignore_errors=True)

    def address(self, name: str) -> str:
        """An absolute path."""
        return str((self.path / name).resolve())

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """A lock of the system, which ends with the process that holds it."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, blocking=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise Busy("wait for it, or choose another folder") from error
        try:
            yield
        finally:
            lock.release()
