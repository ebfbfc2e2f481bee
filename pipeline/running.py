"""One run: every document read and normalised on its own, then all of them together."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.document import Options, UnreadableDocument
from normalise.dataset import Dataset, DocumentStatus
from normalise.pictures import Picture
from normalise.review import Review
from normalise.run import combine
from output.formats import TABLE_FORMATS, Format
from output.report.texts import Language, written_report
from output.to_aliases import FILE as PROPOSED
from output.to_aliases import proposed_aliases
from output.write import Other, refuse_dataset, restore_dataset, write_beside, write_dataset
from pipeline.archive import PassedOver, may_be_archive
from pipeline.collector import collector_at_rest
from pipeline.content import Content, id_without_content, open_publication
from pipeline.engines import Engine, InProcess
from pipeline.find import Fault, Publication
from pipeline.finished import break_seal
from pipeline.journal import Journal, Known
from pipeline.review import read_review
from pipeline.store import Store
from pipeline.unit import Outcome, failed, fault_of, is_enough, read_with

if TYPE_CHECKING:
    from pipeline.web.fetch import Web


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
    kept: int = 0
    """Documents that were given again, and of which the stored reading was taken."""
    namesakes: tuple[str, ...] = ()
    """Names of given documents that stored documents of other content bear too."""
    notes: tuple[str, ...] = ()
    """What the user should know of how documents were come by, each with the name of its document."""
    passed_over: tuple[str, ...] = ()
    """Files in archives that are no documents by their ending."""
    files: tuple[str, ...] = ()
    """The files that were written, by name."""


@dataclass(slots=True)
class Progress:
    """What came out so far."""

    store: Store | None = None
    model: str | None = None
    journal: Journal = field(default_factory=Journal)
    datasets: dict[str, Dataset | None] = field(default_factory=dict)
    """The documents of this run by document_id; None for rows that lie in the store, which are not held in memory too."""
    sources: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)
    kept: int = 0
    notes: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)

    def take(self, outcome: Outcome) -> None:
        """Take what came of a document, and why it failed if it did."""
        if self.store is not None and outcome.part is not None:
            self.store.save_part(outcome.document_id, outcome.part)
            self.datasets[outcome.document_id] = None
        else:
            whole = outcome.unpacked()
            self.put(outcome.document_id, whole.dataset, outcome.read_with, whole.pictures)
        self.journal.read(outcome)
        if outcome.fault is not None:
            self.faults.append(outcome.fault)

    def put(self, document_id: str, dataset: Dataset, read_with: str, pictures: Iterable[Picture]) -> None:
        """Take the rows of a document, and store them at once: a run that is stopped has them the next time."""
        if self.store is None:
            self.datasets[document_id] = dataset
        else:
            self.store.save(document_id, dataset, read_with, pictures)
            self.datasets[document_id] = None

    def drained(self) -> Iterator[Dataset]:
        """The rows that are held in memory, which are then held no longer."""
        held = {document_id: dataset for document_id, dataset in self.datasets.items() if dataset is not None}
        for document_id in held:
            del self.datasets[document_id]
        yield from held.values()

    def read_datasets(self) -> Iterator[Dataset]:
        """The rows of each document of this run."""
        for document_id, dataset in self.datasets.items():
            if dataset is not None:
                yield dataset
            elif self.store is not None:
                yield self.store.load(document_id)


def run_into(  # noqa: PLR0913 - what the options of the command say
    folder: Path,
    publications: Iterable[Publication],
    formats: Sequence[Format] = TABLE_FORMATS,
    options: Options | None = None,
    web: Web | None = None,
    *,
    fresh: bool = False,
    replaces: bool = False,
    model: str | None = None,
    report: Language | None = Language.DUTCH,
    engine: Engine | None = None,
    journal: Journal | None = None,
    finish: Callable[[Run], None] | None = None,
) -> Run:
    """Add the publications to the dataset in a folder, and write it; OutputError or StoreError when that cannot be done.

    `fresh` forgets what is there; with `replaces` a publication takes the place of one that bears its name.
    `model` names an installed spaCy package for Dutch that may help to read running text; `report` is the language of
    `report.html`, None for a dataset without one; `engine` does the work, which without one is done here; `journal` is told
    what becomes of each document; `finish` is called when all is written, while no other run can begin.
    """
    store = Store(folder)
    with collector_at_rest(), store.locked():
        break_seal(folder)
        restore_dataset(folder)
        if fresh:
            store.clear()
        elif store.is_new:
            refuse_dataset(folder)
        done = run(
            publications,
            options,
            web,
            store=store,
            review=read_review(folder),
            replaces=replaces,
            model=model,
            engine=engine,
            journal=journal,
        )
        with (journal or Journal()).phase("writing"):
            done = _written(done, folder, formats, store, report)
        if finish is not None:
            finish(done)
        return done


def run(  # noqa: PLR0913 - what the options of the command say
    publications: Iterable[Publication],
    options: Options | None = None,
    web: Web | None = None,
    *,
    store: Store | None = None,
    review: Review = Review(),  # noqa: B008  # Review is frozen
    replaces: bool = False,
    model: str | None = None,
    engine: Engine | None = None,
    journal: Journal | None = None,
) -> Run:
    """Read the publications, join them with the stored ones, and apply what people decided.

    One that cannot be read becomes a failed document, never an exception.

    Those on the web are fetched with `web`.
    """
    options = options or Options()
    engine = engine or InProcess(options=options, model=model)
    journal = journal or Journal()
    progress = Progress(store=store, model=model, journal=journal)
    with journal.phase("reading"):
        read_publications(publications, options, web, engine, progress)
    with journal.phase("gathering"):
        others, namesakes = _stored_before(progress, replaces=replaces)
        datasets = [*progress.read_datasets(), *others]
    with journal.phase("joining"):
        dataset = combine(datasets, review)
    return Run(
        dataset=dataset,
        faults=tuple(sorted(progress.faults, key=lambda fault: fault.source)),
        twins=tuple(progress.twins),
        kept=progress.kept,
        namesakes=namesakes,
        notes=tuple(progress.notes),
        passed_over=tuple(progress.passed_over),
    )


def read_publications(
    publications: Iterable[Publication], options: Options, web: Web | None, engine: Engine, progress: Progress
) -> None:
    """Read those that are not stored yet."""
    with closing(unread(publications, options, web, engine, progress)) as contents:
        for outcome in engine.outcomes(contents):
            progress.take(outcome)


def rewrite(folder: Path, document_ids: Iterable[str], formats: Sequence[Format] = TABLE_FORMATS) -> Run:
    """Take documents out of the dataset in a folder, and write it; OutputError or StoreError when that cannot be done."""
    store = Store(folder)
    with collector_at_rest(), store.locked():
        break_seal(folder)
        restore_dataset(folder)
        for document_id in document_ids:
            store.remove(document_id)
        done = run((), store=store, review=read_review(folder))
        return _written(done, folder, formats, store, written_report(folder))


def _written(done: Run, folder: Path, formats: Sequence[Format], store: Store, report: Language | None) -> Run:
    files = write_dataset(done.dataset, folder, formats, _report(done.dataset, store, report))
    write_beside(folder, PROPOSED, proposed_aliases(done.dataset))
    return replace(done, files=files)


def _report(dataset: Dataset, store: Store, language: Language | None) -> Mapping[str, Other]:
    if language is None:
        return {}
    from pipeline.reporting import report_files  # noqa: PLC0415 - it brings what draws charts

    return report_files(dataset, store, language)


def _stored_before(progress: Progress, *, replaces: bool) -> tuple[list[Dataset], tuple[str, ...]]:
    """The stored documents that this run was not given, and the names that they share with given ones."""
    others: list[Dataset] = []
    namesakes: set[str] = set()
    given = set(progress.sources.values()) | {fault.source for fault in progress.faults}
    store = progress.store
    for document_id in store.ids() if store is not None else ():
        if store is None or document_id in progress.datasets:
            continue
        dataset = store.load(document_id)
        (row,) = dataset.documents
        if row.source in given and (replaces or row.status is DocumentStatus.FAILED):
            store.remove(document_id)
            continue
        namesakes |= {row.source} & given
        others.append(dataset)
    return others, tuple(sorted(namesakes))


def unread(
    publications: Iterable[Publication], options: Options, web: Web | None, engine: Engine, progress: Progress
) -> Generator[Content]:
    """The documents that are to be read: of an archive, each that is in it; none that is stored or came before."""
    for publication in publications:
        try:
            content = open_publication(publication, options.limits, web)
            for each in engine.unpack(content) if may_be_archive(content) else (content,):
                match each:
                    case Content():
                        if _is_unread(each, options, progress):
                            yield each
                    case Fault():
                        progress.take(failed(id_without_content(each.source), 0, each))
                    case PassedOver():
                        progress.passed_over.append(each.source)
        except UnreadableDocument as error:
            fault = fault_of(publication.source, error)
            progress.take(failed(id_without_content(publication.source), 0, fault))


def _is_unread(content: Content, options: Options, progress: Progress) -> bool:
    """Whether a document is neither stored, nor one that came before in this run."""
    twin = progress.sources.get(content.document_id)
    if twin is not None:
        progress.twins.append(Twin(source=content.source, same_as=twin))
        progress.journal.known(content.source, content.document_id, Known.TWIN)
        return False
    progress.sources[content.document_id] = content.source
    progress.notes += [f"{content.source}: {note}" for note in content.notes]
    return not _take_stored(content, options, progress)


def _take_stored(content: Content, options: Options, progress: Progress) -> bool:
    """Whether this very document was read before, by this very program; of two names it keeps the first in the alphabet."""
    store = progress.store
    stored = None if store is None else store.fingerprint_of(content.document_id)
    if store is None or stored is None or not is_enough(stored, read_with(content, options, progress.model)):
        return False
    row = store.document(content.document_id)
    progress.kept += 1
    progress.journal.known(content.source, content.document_id, Known.KEPT)
    if row.source == content.source:
        progress.datasets[content.document_id] = None
        return True
    first, second = sorted((row.source, content.source))
    progress.twins.append(Twin(source=second, same_as=first))
    progress.sources[content.document_id] = first
    progress.put(
        content.document_id,
        replace(store.load(content.document_id), documents=(replace(row, source=first),)),
        stored,
        tuple(store.pictures(content.document_id)),
    )
    return True
