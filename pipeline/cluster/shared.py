"""What is done for one group of figures that several documents print."""

from __future__ import annotations

from dataclasses import dataclass

from normalise.dataset import Revision
from normalise.families import sharing_pairs
from normalise.revisions import Publication, explained_by_text, revisions_among, shared_figures
from output.schema import table_schema
from pipeline.cluster.partitions import OF_OTHERS, WORK, Partition
from pipeline.cluster.rows import FAMILIES, ISSUES, PAIRS, Issue, Kinship, Pair, read_dataset, read_rows, write_part
from pipeline.folder import Folder

SHARED, TOLD, EXPLAINED = f"{WORK}/shared", f"{WORK}/told", f"{WORK}/explained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Figures whose `Fact.vintage` begins with the same digits."""

    folder: Folder
    part: str


def pair_up(group: Group) -> None:
    """Write which documents share its figures."""
    observations = read_dataset(group.folder, SHARED, ("observations",), group.part).observations
    shared = (each for groups in shared_figures(observations) for each in groups)
    pairs = [Pair(one=one, other=other) for one, other in sharing_pairs(shared)]
    write_part(group.folder, WORK, PAIRS, group.part, pairs)


def revise(group: Group) -> None:
    """Write the revisions among its figures."""
    folder, part = group.folder, group.part
    dataset = read_dataset(folder, SHARED, OF_OTHERS, part)
    issues = {row.document_id: row for row in read_rows(folder, SHARED, Issue, ISSUES, part)}
    families = {row.document_id: row.family for row in read_rows(folder, SHARED, Kinship, FAMILIES, part)}
    publications = {
        row.document_id: Publication(
            row, (issues[row.document_id].published, row.source, row.document_id), families[row.document_id]
        )
        for row in dataset.documents
    }
    rows: tuple[Revision, ...] = revisions_among(shared_figures(dataset.observations), publications, dataset.footnotes)
    write_part(folder, WORK, table_schema("revisions"), part, rows)


def explain(partition: Partition) -> None:
    """Write the revisions of a partition's documents, with conflicts that the text of either document explains."""
    folder, part = partition.folder, partition.part
    dataset = read_dataset(folder, TOLD, ("tables", "observations", "passages", "revisions"), part)
    write_part(folder, EXPLAINED, table_schema("revisions"), part, explained_by_text(dataset.revisions, dataset))
