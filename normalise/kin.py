"""Kin: which publications may speak of each other's figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from normalise.dataset import DocumentRow, Revision
from normalise.families import join_families
from normalise.indicators import is_known


class Kin:
    """The families of a run: publications of one publisher, and those that print each other's figures."""

    def __init__(
        self, documents: Iterable[DocumentRow], revisions: Iterable[Revision], with_figures: Iterable[str]
    ) -> None:
        """`with_figures` are the documents that print figures of their own."""
        self._with_figures = frozenset(with_figures)
        rows = tuple(documents)
        pairs = {(row.document_id, row.previous_document_id) for row in revisions}
        self._families = join_families(rows, sorted(pairs))
        self._publishers_of: dict[str, frozenset[str]] = {}
        self._publishers: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            if row.publisher:
                self._publishers[self._families[row.document_id]].add(row.publisher)

    def family(self, document_id: str) -> str:
        """The family of a document, named by one of its members."""
        return self._families[document_id]

    def speaks_of(self, document_id: str, label: str, printing: Collection[str]) -> tuple[str, ...]:
        """Of the families that print a label those whose figures a document may speak of.

        Its own, where that prints it. Else, as long as no two publishers are named, any for an indicator of the
        vocabulary, and the only one that prints it for a document without figures: a letter may well be about those, but
        the text of one municipality says nothing of the figures of another.
        """
        own = self._families[document_id]
        if own in printing:
            return (own,)
        sole = len(printing) == 1 and document_id not in self._with_figures
        if not (sole or is_known(label)):
            return ()
        return tuple(sorted(printing)) if len(self._named(label, printing) | self._publishers[own]) <= 1 else ()

    def _named(self, label: str, families: Collection[str]) -> frozenset[str]:
        """The publishers of the families that print a label."""
        if label not in self._publishers_of:
            self._publishers_of[label] = frozenset().union(*(self._publishers[family] for family in families))
        return self._publishers_of[label]
