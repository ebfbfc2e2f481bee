"""What is done for one partition: the documents whose ids begin with the same digits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from normalise.across import findings_of, questions, settle
from normalise.dataset import Dataset, DocumentStatus
from normalise.review import Review
from normalise.revisions import orders_of
from normalise.run import join
from output.schema import DECIMAL_PRECISION, DECIMAL_SCALE, table_schema
from pipeline.cluster.rows import (
    FACTS,
    ISSUES,
    QUESTIONS,
    Issue,
    Question,
    facts_of,
    kin_hash,
    read_dataset,
    write_dataset,
    write_part,
)
from pipeline.folder import Folder
from pipeline.store import Store

WORK = ".extract/across"
"""Where files lie that only the phases know; they go when the run is over."""
READ, SIBLINGS, MEETING = f"{WORK}/read", f"{WORK}/siblings", f"{WORK}/meeting"
AS_READ = ("documents", "tables", "cells", "footnotes", "passages", "themes")
"""Tables that do not change when documents meet."""
CHANGING = ("observations", "ambitions", "findings")
LARGEST = 10 ** (DECIMAL_PRECISION - DECIMAL_SCALE)
"""Above which no figure of a dataset can be."""
ALL = ""
"""The digits that all ids begin with, where all documents are one partition."""
OF_A_PARTITION = 400
"""Documents of a partition at most, on average: some 70 MB of rows."""
OF_OTHERS = ("documents", "observations", "footnotes")
MET = (*OF_OTHERS, "passages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """Some documents, and where their tables go."""

    folder: Folder
    data: str
    """The folder of the dataset in that folder."""
    part: str
    """The digits that their ids begin with."""
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A document in the store, by its name."""

    document_id: str
    source: str
    failed: bool


def gather(partition: Partition) -> tuple[Stored, ...]:
    """Bring the stored documents of a partition together, each as it was read; say which they are."""
    store = Store(partition.folder)
    joined = join(map(store.load, partition.ids))
    write_dataset(partition.folder, partition.data, AS_READ, partition.part, joined)
    write_dataset(partition.folder, READ, CHANGING, partition.part, joined)
    return tuple(
        Stored(document_id=row.document_id, source=row.source, failed=row.status is DocumentStatus.FAILED)
        for row in joined.documents
    )


def settle_partition(partition: Partition, review: Review) -> None:
    """Make its figures what they are in the dataset, and write down what other documents may want of them."""
    folder, part = partition.folder, partition.part
    as_read = replace(
        read_dataset(folder, partition.data, AS_READ, part),
        **{name: getattr(read_dataset(folder, READ, CHANGING, part), name) for name in CHANGING},
    )
    settled = settle(as_read, read_dataset(folder, SIBLINGS, OF_OTHERS, part), review)
    write_dataset(folder, partition.data, ("observations", "ambitions"), part, settled)
    write_dataset(folder, WORK, ("findings",), part, settled)
    write_part(folder, WORK, FACTS, part, [*facts_of(settled)])
    write_part(folder, WORK, QUESTIONS, part, _questions(settled))
    orders = orders_of(settled)
    issues = [
        Issue(document_id=row.document_id, published=orders[row.document_id][0], publisher=row.publisher)
        for row in settled.documents
    ]
    write_part(folder, WORK, ISSUES, part, issues)


def check_partition(partition: Partition, review: Review) -> None:
    """Find what there is to find in it, beside what the others print."""
    folder, part = partition.folder, partition.part
    own = replace(
        read_dataset(folder, partition.data, (*AS_READ, "observations", "ambitions"), part),
        findings=read_dataset(folder, WORK, ("findings",), part).findings,
        **{name: getattr(read_dataset(folder, MEETING, (name,), part), name) for name in ("indicators", "revisions")},
    )
    ids = set(partition.ids)
    found = findings_of(own, read_dataset(folder, MEETING, MET, part), review.acceptances)
    write_part(folder, partition.data, table_schema("findings"), part, found)
    revised = [row for row in own.revisions if row.document_id in ids]
    write_part(folder, partition.data, table_schema("revisions"), part, revised)


def _questions(dataset: Dataset) -> Sequence[Question]:
    asked = {
        Question(document_id=one.document_id, table_id=one.table_id, kin=kin_hash(one), figure=figure): None
        for one, figure in questions(dataset)
        if abs(figure) < LARGEST
    }
    return [*asked]


def digits_of(documents: int) -> int:
    """How many digits of an id name its partition."""
    digits = 0
    while documents > OF_A_PARTITION * 16**digits:
        digits += 1
    return digits


def partitions_of(folder: Folder, data: str, ids: Iterable[str], digits: int) -> list[Partition]:
    """The documents by the first digits of their ids; one partition without any where there are none."""
    parts: dict[str, list[str]] = defaultdict(list)
    for document_id in ids:
        parts[document_id[:digits]].append(document_id)
    return [Partition(folder=folder, data=data, part=part, ids=tuple(parts[part])) for part in sorted(parts) or [ALL]]
