"""A run over many machines, phase by phase; each leaves files for the next, and is done again where it was stopped.

The dataset lies in one of two folders by turns. The descriptor, written last and whole, says which one is current: who reads
by it always sees one dataset, never parts of two.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from normalise.across import findings_of_the_whole
from normalise.checks.alias_proposal import proposals
from normalise.dataset import Dataset, Severity
from normalise.families import united
from normalise.likeness import aliases_among
from normalise.review import Review
from output.formats import DESCRIPTOR
from output.schema import table_schema, table_schemas
from output.to_aliases import FILE as PROPOSED
from output.to_aliases import proposed_aliases
from output.to_datapackage import PACKAGE_NAME, parts_package_bytes
from output.write import OutputError
from pipeline.cluster.across import Across, looking_across
from pipeline.cluster.mapping import Mapper
from pipeline.cluster.partitions import WORK, Partition, check_partition, gather, settle_partition
from pipeline.cluster.rows import FAMILIES, Kinship, write_part
from pipeline.cluster.shards import SHARD, Reading, Report, close_engines, read_shard, shards, split
from pipeline.cluster.shared import Group, explain, pair_up, revise
from pipeline.find import Fault, Publication
from pipeline.fingerprint import fingerprint, hash_sources
from pipeline.finished import WRITERS
from pipeline.folder import Folder
from pipeline.journal import Known, Line
from pipeline.review import DECISIONS, read_review
from pipeline.run import Twin
from pipeline.store import Store

SIDES = ("tables-a", "tables-b")
STATE = ".extract/across.state"
"""A hash of what the current dataset was made of."""
OF_A_PARTITION = 400
"""Documents of a partition at most, on average: some 70 MB of rows."""
WHOLE = "whole"
"""The part of the findings that are of no document."""
MOST_FIGURES = 2_000_000
"""Figures that may be compared to propose aliases: they are held in memory, some 500 MB. Of more, nothing is proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterRun:
    """What came out of a run."""

    counts: dict[str, int]
    """Rows of each table, and `figures`."""
    severities: dict[Severity, int]
    """Open findings."""
    accepted: int = 0
    faults: tuple[Fault, ...] = ()
    twins: tuple[Twin, ...] = ()
    kept: int = 0
    namesakes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    data: str = ""
    """The folder of the tables; the descriptor names it too."""
    is_new: bool = True
    """Whether anything had to be written."""
    without_aliases: bool = False
    """Whether there were too many figures to propose aliases."""


def run_across(  # noqa: PLR0913 - what the options of the command say
    publications: Iterable[Publication],
    reading: Reading,
    mapper: Mapper,
    *,
    fresh: bool = False,
    replaces: bool = False,
    tell: Callable[[Line], None] = lambda _: None,
    shard: int = SHARD,
) -> ClusterRun:
    """Add the publications to the dataset in the folder of `reading`, and write it; OutputError when that cannot be done."""
    store = Store(reading.folder)
    with store.locked():
        current = _current(reading.folder)
        if store.is_new and current and not fresh:
            raise OutputError(
                f"{reading.folder} holds a dataset without the documents that it was made of; choose another folder, "
                "or start anew with --fresh"
            )
        if fresh:
            store.clear()
        before = set(store.ids())
        reports = _Reports(store, before, tell)
        for report in mapper.map(read_shard, shards(reading, publications, shard), split):
            reports.take(report)
        reports.name_twins()
        mapper.close(close_engines)
        return _Joining(reading.folder, store, mapper, reports, replaces=replaces).join(current)


class _Reports:
    """What shards said, together."""

    def __init__(self, store: Store, before: set[str], tell: Callable[[Line], None]) -> None:
        self._store = store
        self._before = before
        self._tell = tell
        self.names: dict[str, set[str]] = defaultdict(set)
        self.faults: list[Fault] = []
        self.twins: set[Twin] = set()
        self.read: set[str] = set()
        """The ids of all documents that were given."""
        self.kept: set[str] = set()
        self.notes: list[str] = []
        self.passed_over: list[str] = []
        self.saved = 0

    def take(self, report: Report) -> None:
        for line in report.lines:
            self._tell(line)
            self.read.add(line.document_id)
            if line.status is Known.KEPT and line.document_id in self._before:
                self.kept.add(line.document_id)
        for document_id, source in report.sources:
            self.names[document_id].add(source)
        self.faults += report.faults
        self.twins |= set(report.twins)
        self.notes += report.notes
        self.passed_over += report.passed_over
        self.saved += report.saved

    def name_twins(self) -> None:
        """Of documents that several shards had under several names, keep the first in the alphabet."""
        for document_id, names in self.names.items():
            if len(names) == 1:
                continue
            first, *others = sorted(names)
            self.twins |= {Twin(source=other, same_as=first) for other in others}
            stored = self._store.load(document_id)
            (row,) = stored.documents
            if row.source != first:
                with_name = replace(stored, documents=(replace(row, source=first),))
                self._store.save(document_id, with_name, self._store.fingerprint_of(document_id) or "")
                self.saved += 1

    @property
    def given(self) -> set[str]:
        """The names of all documents that were given."""
        return {min(names) for names in self.names.values()} | {fault.source for fault in self.faults}


class _Joining:
    """The phases after reading."""

    def __init__(self, folder: Folder, store: Store, mapper: Mapper, reports: _Reports, *, replaces: bool) -> None:
        self._folder = folder
        self._store = store
        self._mapper = mapper
        self._reports = reports
        self._replaces = replaces
        self._review = _read_review(folder)

    def join(self, current: Sequence[str]) -> ClusterRun:
        ids = self._store.ids()
        state = _state(ids, self._review)
        if not self._reports.saved and not self._replaces and self._is_up_to_date(state, current):
            return self._summary(_side_of(current), is_new=False)
        data = next(side for side in SIDES if side != _side_of(current))
        self._clear(WORK, data)
        ids, namesakes = self._gather(data, ids)
        digits = _digits(len(ids))
        partitions = _partitions(self._folder, data, ids, digits)
        with looking_across(self._folder, data, digits) as across:
            groups = self._settle(across, partitions)
            self._revise(across, groups)
            across.told()
            _each(self._mapper.map(explain, partitions))
            for part, rows in across.indicators():
                write_part(self._folder, data, table_schema("indicators"), part, rows)
            across.meeting()
            _each(self._mapper.map(partial(check_partition, review=self._review), partitions))
            too_many = self._find_of_the_whole(across, data)
        self._publish(data, current)
        self._folder.write(STATE, _state(ids, self._review).encode())
        self._clear(WORK)
        return replace(self._summary(data), namesakes=namesakes, without_aliases=too_many)

    def _is_up_to_date(self, state: str, current: Sequence[str]) -> bool:
        with suppress(FileNotFoundError):
            return bool(_side_of(current)) and self._folder.read(STATE) == state.encode()
        return False

    def _gather(self, data: str, ids: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
        """Bring stored documents together; those that give way to given ones are forgotten. The ids that stay, and namesakes."""
        partitions = _partitions(self._folder, data, ids, _digits(len(ids)))
        stored = [each for some in self._mapper.map(gather, partitions) for each in some]
        given, read = self._reports.given, self._reports.read
        others = [each for each in stored if each.source in given and each.document_id not in read]
        gone = {each.document_id for each in others if self._replaces or each.failed}
        for document_id in gone:
            self._store.remove(document_id)
        if gone:
            self._clear(WORK, data)
            ids = [each for each in ids if each not in gone]
            _each(self._mapper.map(gather, _partitions(self._folder, data, ids, _digits(len(ids)))))
        return [*ids], tuple(sorted({each.source for each in others if each.document_id not in gone}))

    def _settle(self, across: Across, partitions: Sequence[Partition]) -> list[str]:
        across.siblings()
        _each(self._mapper.map(partial(settle_partition, review=self._review), partitions))
        return across.shared()

    def _revise(self, across: Across, parts: Sequence[str]) -> None:
        groups = [Group(folder=self._folder, part=part) for part in parts or [ALL]]
        _each(self._mapper.map(pair_up, groups))
        families = united(across.publishers(), across.pairs())
        rows = [Kinship(document_id=key, family=family) for key, family in families.items()]
        write_part(self._folder, WORK, FAMILIES, WHOLE, rows)
        across.kin()
        _each(self._mapper.map(revise, groups))

    def _find_of_the_whole(self, across: Across, data: str) -> bool:
        """Write the findings of no document, as a part of their own; whether there were too many figures for proposals."""
        too_many = across.figures() > MOST_FIGURES
        found = [] if too_many else [*proposals(aliases_among(across.in_order()))]
        gone = across.unknown("observations", (one.observation_id for one in self._review.corrections))
        open_ = across.unknown("findings", (one.finding_id for one in self._review.acceptances))
        whole = findings_of_the_whole(
            found,
            [one for one in self._review.corrections if one.observation_id in gone],
            [one for one in self._review.acceptances if one.finding_id in open_],
        )
        write_part(self._folder, data, table_schema("findings"), WHOLE, whole)
        slugs = sorted({slug for one in whole for slug in (one.found, one.expected) if slug})
        rows = across.indicators_named(slugs) if slugs else ()
        self._write_or_remove(PROPOSED, proposed_aliases(Dataset(indicators=rows, findings=whole)))
        return too_many

    def _write_or_remove(self, name: str, data: bytes | None) -> None:
        if data is None:
            self._folder.remove(name)
        else:
            self._folder.write(name, data)

    def _publish(self, data: str, current: Sequence[str]) -> None:
        """Make this the current dataset, and take away the files of the one before."""
        names = self._folder.names(data, ".parquet")
        paths = {
            schema.name: [name for name in names if name.split("/")[1] == schema.name] for schema in table_schemas()
        }
        self._folder.write(DESCRIPTOR, parts_package_bytes(paths))
        for name in set(current) - set(names):
            self._folder.remove(name)

    def _clear(self, *under: str) -> None:
        for each in under:
            self._folder.clear(each)

    def _summary(self, data: str, *, is_new: bool = True) -> ClusterRun:
        with looking_across(self._folder, data) as across:
            counts, severities, figures = across.counts(), across.severities(), across.figures()
        reports = self._reports
        return ClusterRun(
            counts={**counts, "figures": figures},
            severities=severities,
            accepted=counts["findings"] - sum(severities.values()),
            faults=tuple(sorted(reports.faults, key=lambda fault: fault.source)),
            twins=tuple(sorted(reports.twins, key=lambda twin: (twin.same_as, twin.source))),
            kept=len(reports.kept),
            notes=tuple(sorted(reports.notes)),
            passed_over=tuple(reports.passed_over),
            data=data,
            is_new=is_new,
        )


ALL = ""
"""The digits that all ids begin with, where all documents are one partition."""


def _digits(documents: int) -> int:
    """How many digits of an id name its partition."""
    digits = 0
    while documents > OF_A_PARTITION * 16**digits:
        digits += 1
    return digits


def _partitions(folder: Folder, data: str, ids: Iterable[str], digits: int) -> list[Partition]:
    """The documents by the first digits of their ids; one partition without any where there are none."""
    parts: dict[str, list[str]] = defaultdict(list)
    for document_id in ids:
        parts[document_id[:digits]].append(document_id)
    return [Partition(folder=folder, data=data, part=part, ids=tuple(parts[part])) for part in sorted(parts) or [ALL]]


def _state(ids: Iterable[str], review: Review) -> str:
    """A hash of what a dataset is made of, and with which code."""
    made_with = (sorted(ids), review, fingerprint(), hash_sources(WRITERS))
    return sha256(repr(made_with).encode()).hexdigest()


def _current(folder: Folder) -> tuple[str, ...]:
    """The files of the dataset that is there; OutputError when something else is."""
    try:
        package = json.loads(folder.read(DESCRIPTOR))
        ours = package["name"] == PACKAGE_NAME
        files = [file for resource in package["resources"] for file in (resource, *resource.get("alternates", ()))]
        paths = [path for file in files for path in ([file["path"]] if isinstance(file["path"], str) else file["path"])]
    except FileNotFoundError:
        return ()
    except (ValueError, LookupError, TypeError, AttributeError):
        ours, paths = False, []
    if not ours:
        raise OutputError(f"{folder} holds a {DESCRIPTOR} that extract did not write; choose another folder")
    return tuple(map(str, paths))


def _side_of(files: Sequence[str]) -> str:
    """Which of the two folders these files are in; empty for neither."""
    first = files[0].split("/")[0] if files else ""
    return first if first in SIDES else ""


def _read_review(folder: Folder) -> Review:
    """The decisions beside the dataset, wherever that is."""
    with TemporaryDirectory(prefix="extract-") as home:
        for name in DECISIONS:
            with suppress(FileNotFoundError):
                Path(home, name).write_bytes(folder.read(name))
        return read_review(Path(home))


def _each(results: Iterable[object]) -> None:
    for _ in results:
        pass
