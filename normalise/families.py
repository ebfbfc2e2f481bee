"""Families of publications: which ones speak of the same body's figures, so that those can be compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from normalise.dataset import DocumentRow, Observation
from normalise.text import fold

FEWEST_SHARED = 2
"""Figures that two publications must both print to be of one family; one could be chance."""

MOST_PAIRED = 20
"""Documents with one figure of which every pair is looked at; pairs grow with the square."""

TELLING = Decimal(10)
"""Figures below this are too common to be evidence: two bodies may well both have counted 3."""


def families_of(documents: Iterable[DocumentRow], groups: Iterable[Sequence[Observation]]) -> dict[str, str]:
    """For each document_id the family it is of, named by one of its members.

    `groups` are figures of one identity, at most one a document.
    """
    pairs = (pair for pair, shared in _shared_figures(groups).items() if shared >= FEWEST_SHARED)
    return join_families(documents, pairs)


def join_families(documents: Iterable[DocumentRow], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each document_id its family, where documents of one publisher are of one, and so are those of each pair."""
    rows = tuple(documents)
    parents = {row.document_id: row.document_id for row in rows}
    for members in _of_publishers(rows):
        _unite(parents, members)
    for pair in pairs:
        _unite(parents, pair)
    return {document_id: _root(parents, document_id) for document_id in parents}


def _of_publishers(documents: Iterable[DocumentRow]) -> Iterable[list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in documents:
        if row.publisher:
            found[fold(row.publisher)].append(row.document_id)
    return found.values()


def _shared_figures(groups: Iterable[Sequence[Observation]]) -> Counter[tuple[str, str]]:
    """How many telling figures two documents share; where very many print one figure only neighbours are counted."""
    shared: Counter[tuple[str, str]] = Counter()
    for group in groups:
        printing: dict[Decimal, list[str]] = defaultdict(list)
        for one in group:
            if one.obs_value is not None and abs(one.obs_value) >= TELLING:
                printing[one.obs_value.scaleb(one.unit_mult)].append(one.document_id)
        for documents in printing.values():
            documents.sort()
            shared.update(combinations(documents, 2) if len(documents) <= MOST_PAIRED else pairwise(documents))
    return shared


def _unite(parents: dict[str, str], members: Sequence[str]) -> None:
    roots = sorted({_root(parents, member) for member in members})
    for root in roots[1:]:
        parents[root] = roots[0]


def _root(parents: dict[str, str], member: str) -> str:
    while parents[member] != member:
        parents[member] = parents[parents[member]]
        member = parents[member]
    return member
