"""The documents of a dataset, each as it was read: so a dataset can grow, and a run that was stopped goes on.

They lie in a hidden folder inside the dataset's own, one file a document, named by the hash of its content. A file is
there whole or not at all. The dataset is made anew from all of them by every run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from normalise.dataset import Dataset
from normalise.pictures import Picture
from output.parts import part_bytes, part_comment, part_dataset, part_pictures, size_of_pictures
from output.write import OutputError

FOLDER = ".extract"
ENDING = ".zip"
HALF_WRITTEN = ".new"
SHELF = 2
"""Digits of an id that name its folder: a folder of forty thousand files is slow to list."""


class StoreError(OutputError):
    """A store that cannot be used. The message is one sentence: what, where, what to do."""


class Store:
    """The stored documents of the dataset in a folder."""

    def __init__(self, folder: Path) -> None:
        self._dataset = folder
        self._documents = folder / FOLDER / "documents"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Only one run at a time; StoreError when another one is at work. What a killed run left half written goes."""
        home = self._dataset / FOLDER
        lock = FileLock(home / "lock", blocking=False)
        with _as_store_error(self._dataset):
            home.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire()
            except Timeout as error:
                raise StoreError(
                    f"another run is writing to {self._dataset}; wait for it, or choose another folder"
                ) from error
        try:
            for path in self._documents.glob(f"*/*{HALF_WRITTEN}"):
                path.unlink(missing_ok=True)
            yield
        finally:
            lock.release()

    @property
    def is_new(self) -> bool:
        """Whether no document was ever stored here."""
        return not self._documents.exists()

    def ids(self) -> list[str]:
        """The ids of all stored documents, in order."""
        return sorted(path.stem for path in self._documents.glob(f"*/*{ENDING}"))

    def fingerprint_of(self, document_id: str) -> str | None:
        """What the document was read with; None when it is not stored, or its file is broken."""
        try:
            with self._path(document_id).open("rb") as stream:
                return part_comment(stream)
        except (FileNotFoundError, ValueError):
            return None

    def load(self, document_id: str) -> Dataset:
        """The rows of a stored document; StoreError when they cannot be read."""
        with self._opened(document_id) as stream:
            return part_dataset(stream)

    def pictures(self, document_id: str) -> Iterator[Picture]:
        """What the source of a stored document shows, read one by one; StoreError when its file cannot be read."""
        with self._opened(document_id) as stream:
            yield from part_pictures(stream)

    def size_of_pictures(self, document_id: str) -> int:
        """Bytes of all pictures of a stored document; StoreError when its file cannot be read."""
        with self._opened(document_id) as stream:
            return size_of_pictures(stream)

    def save(self, document_id: str, dataset: Dataset, fingerprint: str, pictures: Iterable[Picture] = ()) -> None:
        """Store the rows of a document and what its source shows, whole or not at all."""
        self.save_part(document_id, part_bytes(dataset, fingerprint, pictures))

    def save_part(self, document_id: str, part: bytes) -> None:
        """Store what `part_bytes` made of a document, whole or not at all."""
        path = self._path(document_id)
        half = path.with_suffix(HALF_WRITTEN)
        with _as_store_error(self._dataset):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                half.write_bytes(part)
                half.replace(path)
            except BaseException:
                half.unlink(missing_ok=True)
                raise

    def remove(self, document_id: str) -> None:
        """Forget a document; nothing happens when it is not there."""
        with _as_store_error(self._dataset):
            self._path(document_id).unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget all documents."""
        for document_id in self.ids():
            self.remove(document_id)
        with suppress(OSError):
            for shelf in self._documents.iterdir():
                shelf.rmdir()

    @contextmanager
    def _opened(self, document_id: str) -> Iterator[BinaryIO]:
        path = self._path(document_id)
        try:
            with path.open("rb") as stream:
                yield stream
        except (OSError, ValueError) as error:
            raise StoreError(
                f"the stored document {path} cannot be read: {error}; give that document again, or start anew with --fresh"
            ) from error

    def _path(self, document_id: str) -> Path:
        return self._documents / document_id[:SHELF] / f"{document_id}{ENDING}"


@contextmanager
def _as_store_error(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"cannot write to {folder}: {error.strerror or os.strerror(error.errno or 0)}") from error
