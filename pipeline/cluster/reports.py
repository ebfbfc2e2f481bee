"""What shards said, together: the names of documents, those given twice, what failed and what was known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from pipeline.cluster.shards import Report
from pipeline.find import Fault
from pipeline.journal import Known, Line
from pipeline.running import Twin
from pipeline.store import Store


class Reports:
    """Takes them one after the other, in any order."""

    def __init__(self, store: Store, before: set[str], tell: Callable[[Line], None]) -> None:
        self._store = store
        self._before = before
        self._tell = tell
        self.names: dict[str, str] = {}
        self._several: dict[str, set[str]] = defaultdict(set)
        """All names of documents that shards had under different ones."""
        self.faults: list[Fault] = []
        self.twins: set[Twin] = set()
        self.read: set[str] = set()
        """The ids of all documents that were given."""
        self.kept: set[str] = set()
        self.notes: list[str] = []
        self.passed_over: list[str] = []
        self.saved = 0

    def take(self, report: Report) -> None:
        """What one shard said."""
        for line in report.lines:
            self._tell(line)
            self.read.add(line.document_id)
            if line.status is Known.KEPT and line.document_id in self._before:
                self.kept.add(line.document_id)
        for document_id, source in report.sources:
            first = self.names.setdefault(document_id, source)
            if source != first:
                self._several[document_id] |= {first, source}
        self.faults += report.faults
        self.twins |= set(report.twins)
        self.notes += report.notes
        self.passed_over += report.passed_over
        self.saved += report.saved

    def name_twins(self) -> None:
        """Of documents that several shards had under several names, keep the first in the alphabet."""
        for document_id, names in self._several.items():
            first, *others = sorted(names)
            self.names[document_id] = first
            self.twins |= {Twin(source=other, same_as=first) for other in others}
            stored = self._store.load(document_id)
            (row,) = stored.documents
            if row.source != first:
                with_name = replace(stored, documents=(replace(row, source=first),))
                self._store.save(
                    document_id,
                    with_name,
                    self._store.fingerprint_of(document_id) or "",
                    tuple(self._store.pictures(document_id)),
                )
                self.saved += 1

    @property
    def given(self) -> set[str]:
        """The names of all documents that were given."""
        return set(self.names.values()) | {fault.source for fault in self.faults}
