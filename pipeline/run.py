"""One run: every document read and normalised on its own, then all of them together."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.document import Options, UnreadableDocument
from extract.readers import read
from normalise.dataset import Dataset, DocumentRow, DocumentStatus
from normalise.run import combine, normalise_document
from output.formats import ALL_FORMATS, Format
from output.write import write_dataset
from pipeline.archive import PassedOver, unpack
from pipeline.collector import clear_document, collector_at_rest
from pipeline.content import Content, id_without_content, open_publication
from pipeline.find import Fault, Publication

if TYPE_CHECKING:
    from pipeline.web.fetch import Web

UNKNOWN_MEDIA_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A document with exactly the content of another one, which was read in its place."""

    source: str
    same_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came out of a run."""

    dataset: Dataset
    faults: tuple[Fault, ...] = ()
    twins: tuple[Twin, ...] = ()
    notes: tuple[str, ...] = ()
    """What the user should know of how documents were come by, each with the name of its document."""
    passed_over: tuple[str, ...] = ()
    """Files in archives that are no documents by their ending."""
    files: tuple[str, ...] = ()
    """The files that were written, by name."""


@dataclass(slots=True)
class _Progress:
    """What came out so far, by document_id."""

    datasets: dict[str, Dataset] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)


def run_into(
    folder: Path,
    publications: Iterable[Publication],
    formats: Sequence[Format] = ALL_FORMATS,
    options: Options | None = None,
    web: Web | None = None,
) -> Run:
    """Read the publications and write the dataset into a folder; OutputError when that cannot be done."""
    with collector_at_rest():
        done = run(publications, options, web)
        return replace(done, files=write_dataset(done.dataset, folder, formats))


def run(publications: Iterable[Publication], options: Options | None = None, web: Web | None = None) -> Run:
    """Read the publications in their order; one that cannot be read becomes a failed document, never an exception.

    Those on the web are fetched with `web`.
    """
    options = options or Options()
    progress = _Progress()
    for publication in publications:
        _open_and_add(publication, options, web, progress)
        clear_document()
    dataset = combine(progress.datasets.values())
    return Run(
        dataset=dataset,
        faults=tuple(progress.faults),
        twins=tuple(progress.twins),
        notes=tuple(progress.notes),
        passed_over=tuple(progress.passed_over),
    )


def _open_and_add(publication: Publication, options: Options, web: Web | None, progress: _Progress) -> None:
    """Add a publication; of an archive, each that is in it."""
    try:
        content = open_publication(publication, options.limits, web)
        for each in unpack(content, options.limits):
            match each:
                case Content():
                    _add(each, options, progress)
                case Fault():
                    _add_failed(id_without_content(each.source), 0, each, progress)
                case PassedOver():
                    progress.passed_over.append(each.source)
    except UnreadableDocument as error:
        fault = Fault(source=publication.source, sentence=str(error))
        _add_failed(id_without_content(publication.source), 0, fault, progress)


def _add(content: Content, options: Options, progress: _Progress) -> None:
    twin = progress.sources.get(content.document_id)
    if twin is not None:
        progress.twins.append(Twin(source=content.source, same_as=twin))
        return
    progress.sources[content.document_id] = content.source
    progress.notes += [f"{content.source}: {note}" for note in content.notes]
    result = _dataset_or_fault(content, options)
    if isinstance(result, Fault):
        _add_failed(content.document_id, len(content.data), result, progress)
    else:
        progress.datasets[content.document_id] = result


def _dataset_or_fault(content: Content, options: Options) -> Dataset | Fault:
    try:
        told = replace(options, metadata=content.record)
        document = read(content.data, name=content.source, options=told)
        return normalise_document(
            document, document_id=content.document_id, source=content.source, size=len(content.data)
        )
    except UnreadableDocument as error:
        return Fault(source=content.source, sentence=str(error))
    except Exception as error:  # noqa: BLE001 - the one place: a fault of ours in one document must not cost the others
        sentence = f"internal fault while reading it ({type(error).__name__}); please report this, with the document"
        return Fault(source=content.source, sentence=sentence, trace=traceback.format_exc())


def _add_failed(document_id: str, size: int, fault: Fault, progress: _Progress) -> None:
    row = DocumentRow(
        document_id=document_id,
        source=fault.source,
        media_type=UNKNOWN_MEDIA_TYPE,
        bytes=size,
        status=DocumentStatus.FAILED,
        error=fault.sentence,
    )
    progress.datasets[document_id] = Dataset(documents=(row,))
    progress.faults.append(fault)
