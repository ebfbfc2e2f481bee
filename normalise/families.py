"""Families of publications: which ones speak of the same body's figures, so that those can be compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
    shared = Counter(sharing_pairs(groups))
    return join_families(documents, (pair for pair, times in shared.items() if times >= FEWEST_SHARED))


def join_families(documents: Iterable[DocumentRow], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each document_id its family, where documents of one publisher are of one, and so are those of each pair."""
    return united(((row.document_id, row.publisher) for row in documents), pairs)


def united(publishers: Iterable[tuple[str, str | None]], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The same, from each document and its publisher."""
    publishers = tuple(publishers)
    parents = {document_id: document_id for document_id, _ in publishers}
    for members in _of_publishers(publishers):
        _unite(parents, members)
    for pair in pairs:
        _unite(parents, pair)
    return {document_id: _root(parents, document_id) for document_id in parents}


def _of_publishers(documents: Iterable[tuple[str, str | None]]) -> Iterable[list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for document_id, publisher in documents:
        if publisher:
            found[fold(publisher)].append(document_id)
    return found.values()


def sharing_pairs(groups: Iterable[Sequence[Observation]]) -> Iterator[tuple[str, str]]:
    """Two documents for each telling figure that they share; where very many print one only neighbours are paired."""
    for group in groups:
        printing: dict[Decimal, list[str]] = defaultdict(list)
        for one in group:
            if one.obs_value is not None and abs(one.obs_value) >= TELLING:
                printing[one.obs_value.scaleb(one.unit_mult)].append(one.document_id)
        for documents in printing.values():
            documents.sort()
            yield from combinations(documents, 2) if len(documents) <= MOST_PAIRED else pairwise(documents)


def _unite(parents: dict[str, str], members: Sequence[str]) -> None:
    roots = sorted({_root(parents, member) for member in members})
    for root in roots[1:]:
        parents[root] = roots[0]


def _root(parents: dict[str, str], member: str) -> str:
    while parents[member] != member:
        parents[member] = parents[parents[member]]
        member = parents[member]
    return member
