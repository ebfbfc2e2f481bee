"""Reading on a cluster: a shard is some hundred publications, opened, read and stored where they are read.

Only what is to be said of them goes back. A shard that is done again, since its worker died, finds in the store what was read
before; one that takes its workers with it again and again is split, down to the publication that does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from threading import Lock

from extract.document import Options
from normalise.dataset import DocumentStatus, Failure
from pipeline.cluster.mapping import DEATHS
from pipeline.collector import collector_at_rest
from pipeline.content import id_without_content
from pipeline.engines import Engine, InProcess
from pipeline.find import Fault, Publication
from pipeline.folder import Folder
from pipeline.journal import Journal, Line
from pipeline.pool.bounds import Bounds
from pipeline.pool.engine import Pool
from pipeline.pool.nursery import open_nursery
from pipeline.running import Progress, Twin, read_publications
from pipeline.store import Store
from pipeline.unit import failed

SHARD = 256
"""Publications of a shard: a minute's work, so that little is done twice and a scheduler of a million has 4,000 tasks."""
PIECES = 16
"""Into how many a shard is split that kills its workers: in two steps its publications are alone."""


HERE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How documents are read, and where they are stored."""

    folder: Folder
    options: Options
    bounds: Bounds
    model: str | None = None
    workers: int = HERE
    """Documents at a time in one worker of the cluster; 0 reads them in its own process, without limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Publications to read."""

    reading: Reading
    publications: tuple[Publication, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is to be said of a shard."""

    lines: tuple[Line, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    """The id and name of each document."""
    faults: tuple[Fault, ...] = ()
    twins: tuple[Twin, ...] = ()
    notes: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    saved: int = 0
    """Documents that were stored, and not there as they are."""


def shards(reading: Reading, publications: Iterable[Publication], size: int = SHARD) -> Iterator[Shard]:
    """The publications in shards, in their order."""
    left = iter(publications)
    while some := tuple(islice(left, size)):
        yield Shard(reading=reading, publications=some)


def read_shard(shard: Shard) -> Report:
    """Read the publications of a shard that are not stored yet, and store them."""
    reading = shard.reading
    store, lines = Store(reading.folder), list[Line]()
    progress = Progress(store=store, model=reading.model, journal=Journal(listeners=(lines.append,)))
    with ENGINES.of(reading) as engine, collector_at_rest():
        read_publications(shard.publications, reading.options, None, engine, progress)
    return Report(
        lines=tuple(lines),
        sources=tuple(progress.sources.items()),
        faults=tuple(progress.faults),
        twins=tuple(progress.twins),
        notes=tuple(progress.notes),
        passed_over=tuple(progress.passed_over),
        saved=store.saved,
    )


def split(shard: Shard) -> list[Shard] | Report:
    """A shard that kills workers, in pieces; of one publication, that this one cannot be read."""
    publications = shard.publications
    if len(publications) > 1:
        size = -(-len(publications) // PIECES)
        return [*shards(shard.reading, publications, size)]
    (publication,) = publications
    fault = Fault(
        source=publication.source,
        sentence=f"{DEATHS} workers of the cluster died over it; leave it out, or give them more memory",
        failure=Failure.CRASH,
    )
    document_id = id_without_content(publication.source)
    outcome = failed(document_id, 0, fault)
    store = Store(shard.reading.folder)
    store.save(document_id, outcome.dataset, outcome.read_with)
    line = Line(
        source=publication.source,
        document_id=document_id,
        status=DocumentStatus.FAILED,
        failure=Failure.CRASH,
        error=fault.sentence,
    )
    return Report(lines=(line,), faults=(fault,), saved=1)


class _Engines:
    """The pool of this process, kept from shard to shard: its processes take seconds to warm up."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reading: Reading | None = None
        self._pool: Pool | None = None

    @contextmanager
    def of(self, reading: Reading) -> Iterator[Engine]:
        """For one shard at a time, whatever threads a worker has."""
        with self._lock:
            if reading.workers == HERE:
                yield InProcess(options=reading.options, model=reading.model)
                return
            if self._pool is None or self._reading != reading:
                self.close()
                self._reading = reading
                open_nursery(small=False, at_once=False)
                self._pool = Pool(reading.options, reading.model, workers=reading.workers, bounds=reading.bounds)
            try:
                yield self._pool
            except BaseException:
                self.close()  # documents in hand must not come back as those of the next shard
                raise

    def close(self) -> None:
        """End its processes."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None


ENGINES = _Engines()


def close_engines() -> None:
    """End the processes that read for this one."""
    ENGINES.close()
