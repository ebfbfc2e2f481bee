"""The unit of work: one document read and normalised on its own, by whatever engine, in whatever process."""

from __future__ import annotations

import io
import traceback
from dataclasses import dataclass, replace
from hashlib import sha256

from extract.document import Options, RefusedDocument, UnreadableDocument
from extract.readers import read
from normalise.dataset import Dataset, DocumentRow, DocumentStatus, Failure
from normalise.pictures import Picture
from normalise.run import normalise_document
from output.parts import part_bytes, part_dataset, part_pictures
from pipeline.content import Content
from pipeline.find import Fault
from pipeline.fingerprint import fingerprint
from pipeline.pictures import draw_pictures

UNKNOWN_MEDIA_TYPE = "application/octet-stream"
NOT_READ = ""
"""The fingerprint of a document that could not be read: it is tried again whenever it is given."""
WITH_PICTURES = "pictures"
"""What the fingerprint ends in when pictures were drawn too."""


NO_MEMORY = "it takes more memory than there is for it; give it more with --memory, or leave it out"


class LostDocument(UnreadableDocument):
    """A document that was given up, for another reason than what is in it."""

    def __init__(self, sentence: str, failure: Failure) -> None:
        super().__init__(sentence, failure)  # both, since that is what pickle makes it of again
        self.failure = failure

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a document took. No part of the data."""

    seconds: float
    memory: int = 0
    """The most bytes that the process which read it was seen to use, with those that it started; 0 where nobody looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one document: its rows, and why it failed if it did. It can be pickled."""

    document_id: str
    dataset: Dataset
    pictures: tuple[Picture, ...] = ()
    read_with: str = NOT_READ
    fault: Fault | None = None
    spent: Spent | None = None
    part: bytes | None = None
    """Its rows and pictures as the store keeps them, if they are packed; `dataset` then has the row of the document only."""

    def packed(self) -> Outcome:
        """The same with its rows packed by this process: to open a thousand pickled rows takes another one 10 ms."""
        part = part_bytes(self.dataset, self.read_with, self.pictures)
        return replace(self, dataset=Dataset(documents=self.dataset.documents), pictures=(), part=part)

    def unpacked(self) -> Outcome:
        """The same with all of its rows and pictures."""
        if self.part is None:
            return self
        stream = io.BytesIO(self.part)
        return replace(self, dataset=part_dataset(stream), pictures=tuple(part_pictures(stream)), part=None)

    @property
    def failure(self) -> Failure | None:
        """Why it failed, if it did."""
        return self.fault.failure if self.fault else None


def work(content: Content, options: Options, model: str | None = None) -> Outcome:
    """Read and normalise one document; never an exception, and the same outcome for the same arguments."""
    try:
        told = replace(options, metadata=content.metadata)
        document = read(content.data, name=content.source, options=told)
        dataset = normalise_document(
            document, document_id=content.document_id, source=content.source, size=len(content.data), model=model
        )
        pictures = draw_pictures(content, dataset, options) if options.pictures else ()
    except UnreadableDocument as error:
        return failed(content.document_id, len(content.data), fault_of(content.source, error))
    except MemoryError:
        fault = Fault(source=content.source, sentence=NO_MEMORY, failure=Failure.MEMORY)
        return failed(content.document_id, len(content.data), fault)
    except Exception as error:  # noqa: BLE001 - the one place: a fault of ours in one document must not cost the others
        sentence = f"internal fault while reading it ({type(error).__name__}); please report this, with the document"
        fault = Fault(source=content.source, sentence=sentence, failure=Failure.CRASH, trace=traceback.format_exc())
        return failed(content.document_id, len(content.data), fault)
    reading = read_with(content, options, model)
    return Outcome(document_id=content.document_id, dataset=dataset, pictures=pictures, read_with=reading)


def fault_of(source: str, error: UnreadableDocument) -> Fault:
    """Why a document cannot be read, as the run tells it."""
    match error:
        case LostDocument():
            failure = error.failure
        case RefusedDocument():
            failure = Failure.REFUSED
        case _:
            failure = Failure.UNREADABLE
    return Fault(source=source, sentence=str(error), failure=failure)


def failed(document_id: str, size: int, fault: Fault) -> Outcome:
    """The outcome of a document that could not be read: one row that says why."""
    row = DocumentRow(
        document_id=document_id,
        source=fault.source,
        media_type=UNKNOWN_MEDIA_TYPE,
        bytes=size,
        status=DocumentStatus.FAILED,
        failure=fault.failure,
        error=fault.sentence,
    )
    return Outcome(document_id=document_id, dataset=Dataset(documents=(row,)), fault=fault)


def read_with(content: Content, options: Options, model: str | None) -> str:
    """What decides how a document is read: the program, the record beside it, a model for prose, and if it is drawn."""
    record = "" if content.metadata is None else sha256(content.metadata).hexdigest()
    return " ".join(filter(None, (fingerprint(), record, model, WITH_PICTURES if options.pictures else "")))


def is_enough(stored: str, wanted: str) -> bool:
    """Whether what a document was read with once gave all that is wanted now: pictures may be there unasked."""
    return stored in {wanted, f"{wanted} {WITH_PICTURES}"}
