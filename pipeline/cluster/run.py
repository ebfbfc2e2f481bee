"""A run over many machines, phase by phase; each leaves files for the next, and is done again where it was stopped.

The dataset lies in one of two folders by turns. The descriptor, written last and whole, says which one is current: who reads
by it always sees one dataset, never parts of two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
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
from output.to_datapackage import parts_package_bytes
from output.write import OutputError
from pipeline.cluster.across import Across, looking_across
from pipeline.cluster.current import SIDES, STATE, break_seal, current_files, made_of, side_of
from pipeline.cluster.mapping import Mapper
from pipeline.cluster.partitions import (
    ALL,
    WORK,
    Partition,
    check_partition,
    digits_of,
    gather,
    partitions_of,
    settle_partition,
)
from pipeline.cluster.reports import Reports
from pipeline.cluster.rows import FAMILIES, Kinship, write_part
from pipeline.cluster.shards import SHARD, Reading, close_engines, read_shard, shards, split
from pipeline.cluster.shared import Group, explain, pair_up, revise
from pipeline.find import Fault, Publication
from pipeline.folder import Folder
from pipeline.journal import Line
from pipeline.review import DECISIONS, read_review
from pipeline.running import Twin
from pipeline.store import Store

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
        current = current_files(reading.folder)
        made_from = break_seal(reading.folder)
        if store.is_new and current and not fresh:
            raise OutputError(
                f"{reading.folder} holds a dataset without the documents that it was made of; choose another folder, "
                "or start anew with --fresh"
            )
        if fresh:
            store.clear()
        before = set(store.ids())
        reports = Reports(store, before, tell)
        for report in mapper.map(read_shard, shards(reading, publications, shard), split):
            reports.take(report)
        reports.name_twins()
        mapper.close(close_engines)
        return _Joining(reading.folder, store, mapper, reports, replaces=replaces).join(current, made_from)


class _Joining:
    """The phases after reading."""

    def __init__(self, folder: Folder, store: Store, mapper: Mapper, reports: Reports, *, replaces: bool) -> None:
        self._folder = folder
        self._store = store
        self._mapper = mapper
        self._reports = reports
        self._replaces = replaces
        self._review = _read_review(folder)

    def join(self, current: Sequence[str], made_from: bytes) -> ClusterRun:
        """Make the dataset, in place of the current one; `made_from` is what that was made of."""
        ids = self._store.ids()
        if (
            not self._reports.saved
            and not self._replaces
            and made_from == made_of(ids, self._review)
            and side_of(current)
        ):
            self._folder.write(STATE, made_from)
            return self._summary(side_of(current), is_new=False)
        data = next(side for side in SIDES if side != side_of(current))
        self._clear(WORK, data)
        ids, namesakes = self._gather(data, ids)
        digits = digits_of(len(ids))
        partitions = partitions_of(self._folder, data, ids, digits)
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
        self._folder.write(STATE, made_of(ids, self._review))
        self._clear(WORK)
        return replace(self._summary(data), namesakes=namesakes, without_aliases=too_many)

    def _gather(self, data: str, ids: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
        """Bring stored documents together; those that give way to given ones are forgotten. The ids that stay, and namesakes."""
        partitions = partitions_of(self._folder, data, ids, digits_of(len(ids)))
        stored = [each for some in self._mapper.map(gather, partitions) for each in some]
        given, read = self._reports.given, self._reports.read
        others = [each for each in stored if each.source in given and each.document_id not in read]
        gone = {each.document_id for each in others if self._replaces or each.failed}
        for document_id in gone:
            self._store.remove(document_id)
        if gone:
            self._clear(WORK, data)
            ids = [each for each in ids if each not in gone]
            _each(self._mapper.map(gather, partitions_of(self._folder, data, ids, digits_of(len(ids)))))
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
