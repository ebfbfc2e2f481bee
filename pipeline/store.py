"""The documents of a dataset, each as it was read: so a dataset can grow, and a run that was stopped goes on.

They lie in a hidden folder inside the dataset's own, one file a document, named by the hash of its content. A file is
there whole or not at all. The dataset is made anew from all of them by every run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from normalise.dataset import Dataset, DocumentRow
from normalise.pictures import Picture
from output.parts import part_bytes, part_comment, part_dataset, part_document, part_pictures, size_of_pictures
from output.write import OutputError
from pipeline.folder import HALF_WRITTEN, Busy, Folder, LocalFolder

FOLDER = ".extract"
DOCUMENTS = f"{FOLDER}/documents"
ENDING = ".zip"
SHELF = 2
"""Digits of an id that name its folder: a folder of forty thousand files is slow to list."""


class StoreError(OutputError):
    """A store that cannot be used. The message is one sentence: what, where, what to do."""


class Store:
    """The stored documents of the dataset in a folder."""

    def __init__(self, folder: Path | Folder) -> None:
        self._folder: Folder = LocalFolder(folder) if isinstance(folder, Path) else folder
        self.saved = 0
        """How many documents were stored by way of this one."""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Only one run at a time; StoreError when another one is at work. What a killed run left half written goes."""
        with ExitStack() as held:
            with _as_store_error(self._folder):
                held.enter_context(self._folder.locked(f"{FOLDER}/lock"))
                for name in self._folder.names(DOCUMENTS, HALF_WRITTEN):
                    self._folder.remove(name)
            yield

    @property
    def is_new(self) -> bool:
        """Whether no document was ever stored here."""
        return not self._folder.holds(DOCUMENTS)

    def ids(self) -> list[str]:
        """The ids of all stored documents, in order."""
        return sorted(PurePosixPath(name).stem for name in self._folder.names(DOCUMENTS, ENDING))

    def fingerprint_of(self, document_id: str) -> str | None:
        """What the document was read with; None when it is not stored, or its file is broken."""
        try:
            with self._folder.open(_name(document_id)) as stream:
                return part_comment(stream)
        except (FileNotFoundError, ValueError):
            return None

    def document(self, document_id: str) -> DocumentRow:
        """The row of a stored document itself, a tenth of the work of loading them all; StoreError when it cannot be read."""
        with self._opened(document_id) as stream:
            return part_document(stream)

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
        with _as_store_error(self._folder):
            self._folder.write(_name(document_id), part)
            self.saved += 1

    def remove(self, document_id: str) -> None:
        """Forget a document; nothing happens when it is not there."""
        with _as_store_error(self._folder):
            self._folder.remove(_name(document_id))

    def clear(self) -> None:
        """Forget all documents."""
        for document_id in self.ids():
            self.remove(document_id)

    @contextmanager
    def _opened(self, document_id: str) -> Iterator[BinaryIO]:
        name = _name(document_id)
        try:
            with self._folder.open(name) as stream:
                yield stream
        except (OSError, ValueError) as error:
            raise StoreError(
                f"the stored document {self._folder.address(name)} cannot be read: {error}; give that document again, "
                "or start anew with --fresh"
            ) from error


def _name(document_id: str) -> str:
    return f"{DOCUMENTS}/{document_id[:SHELF]}/{document_id}{ENDING}"


@contextmanager
def _as_store_error(folder: Folder) -> Iterator[None]:
    try:
        yield
    except Busy as error:
        raise StoreError(f"another run is writing to {folder}; {error}") from error
    except OSError as error:
        raise StoreError(f"cannot write to {folder}: {error.strerror or os.strerror(error.errno or 0)}") from error
