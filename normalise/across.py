"""The steps across documents in parts: some documents at a time, beside what others print of the same figures.

`normalise.run.combine` holds all rows at once. Where there are too many, somebody brings together what belongs together
(`beside`) and the same functions run over it; what they say of the others is dropped. More rows of others than are needed do
no harm, since each rule asks for the first or the best that is printed elsewhere, never for all that is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from normalise.checks.difference_mismatch import check_differences, differences_in
from normalise.checks.every import CHECKS, OF_THE_WHOLE, Check
from normalise.checks.explanations import Asked
from normalise.checks.footnote_value import check_footnote_values
from normalise.checks.kind_contradiction import check_kinds
from normalise.checks.markers import check_duplicate_markers, check_orphan_markers, check_unused_footnotes
from normalise.checks.missing_note import check_missing_notes
from normalise.checks.norms import check_norms
from normalise.checks.of_which_exceeds import check_of_which
from normalise.checks.outlier import check_outliers
from normalise.checks.prose_figures import check_prose, check_prose_alone
from normalise.checks.prose_growth import check_growth, check_growth_alone
from normalise.checks.ranges import check_negative_count, check_percent_range
from normalise.checks.sum_mismatch import check_sums, sums_in
from normalise.checks.uncertain import (
    check_brackets,
    check_measure,
    check_period,
    check_placement,
    check_tables,
    check_unreadable,
)
from normalise.checks.vintages import check_revisions
from normalise.dataset import Dataset, Finding, Observation
from normalise.evidence import place_by_evidence
from normalise.language.ambitions.links import join_tables
from normalise.review import Acceptance, Correction, Review, accept, correct, rename
from normalise.run import final_findings, in_order

OF_DOCUMENTS: tuple[Check, ...] = (
    check_sums,
    check_differences,
    check_of_which,
    check_percent_range,
    check_negative_count,
    check_outliers,
    check_orphan_markers,
    check_unused_footnotes,
    check_duplicate_markers,
    check_footnote_values,
    check_missing_notes,
    check_prose_alone,
    check_growth_alone,
    check_revisions,
    check_norms,
    check_kinds,
    check_placement,
    check_unreadable,
    check_measure,
    check_period,
    check_brackets,
    check_tables,
)
"""Checks that find in some documents what they find among all, beside the rows of others that `findings_of` asks for."""

IN_PART: dict[Check, str] = {
    check_prose: "running text against tables of other documents",
    check_growth: "running text against tables of other documents",
}
"""Checks of which only what concerns a document alone is made in parts: which tables a text may speak of takes all of them."""

LEFT_OUT: tuple[str, ...] = tuple(
    sorted(
        {
            IN_PART.get(check, check.__name__.removeprefix("check_").replace("_", "-"))
            for check in CHECKS
            if check not in (*OF_DOCUMENTS, *OF_THE_WHOLE)
        }
    )
)
"""What nobody has said this of: it is not looked for in documents in parts, and a run has to say so."""


def settle(own: Dataset, others: Dataset, review: Review) -> Dataset:
    """Some documents with lost places filled, labels under their indicators, corrections made, ambitions joined.

    `others` have the figures of their siblings: other prints of the figures in rows that lost their places.
    """
    placed = _of(own, place_by_evidence(beside(own, others)))
    known = {one.observation_id for one in placed.observations}
    corrections = [one for one in review.corrections if one.observation_id in known]
    settled = correct(rename(placed, review.aliases), corrections)
    return replace(settled, ambitions=join_tables(settled))


def questions(dataset: Dataset) -> list[tuple[Observation, Decimal]]:
    """Figures that would fit in the place of printed ones: whether other documents print them explains a sum that fails."""
    asked = Asked()
    for check in (sums_in, differences_in):
        for _ in check(dataset, asked):
            pass
    return asked.questions


def findings_of(own: Dataset, others: Dataset, acceptances: Iterable[Acceptance]) -> tuple[Finding, ...]:
    """What there is to find in some documents; in their order.

    `own` has the indicators of its figures, and all revisions that one of its documents is on either side of. `others` hold what
    the revisions name, with the whole table where that is in conflict; what answers the questions of all these tables;
    provisional prints of definitive figures; the first note on a break of each subject.
    """
    ids = {row.document_id for row in own.documents}
    everything = final_findings(beside(own, others), OF_DOCUMENTS)
    found = [finding for finding in everything if finding.document_id in ids]
    known = {finding.finding_id for finding in found}
    return in_order(accept(found, [one for one in acceptances if one.finding_id in known]))


def findings_of_the_whole(
    found: Iterable[Finding], corrections: Sequence[Correction], acceptances: Sequence[Acceptance]
) -> tuple[Finding, ...]:
    """Findings of no document: those given, and corrections and acceptances whose figure or finding is nowhere."""
    stale = correct(Dataset(), corrections).findings
    return in_order(accept((*found, *stale), acceptances))


def beside(own: Dataset, others: Dataset) -> Dataset:
    """Some documents and rows of others, in the order that one dataset of all of them would have."""
    ids = {row.document_id for row in own.documents}
    documents = sorted(
        (*own.documents, *(row for row in others.documents if row.document_id not in ids)),
        key=lambda row: (row.source, row.document_id),
    )
    place = {row.document_id: number for number, row in enumerate(documents)}
    observations = (*own.observations, *(one for one in others.observations if one.document_id not in ids))
    known = {passage.passage_id for passage in own.passages}
    footnotes = (*own.footnotes, *(note for note in others.footnotes if note.document_id not in ids))
    return replace(
        own,
        documents=tuple(documents),
        observations=tuple(sorted(observations, key=lambda one: place[one.document_id])),
        passages=(*own.passages, *(each for each in others.passages if each.passage_id not in known)),
        footnotes=tuple(sorted(footnotes, key=lambda note: place[note.document_id])),
    )


def _of(own: Dataset, joined: Dataset) -> Dataset:
    """The documents that are our own, with their observations as they are after they met the others."""
    ids: Collection[str] = {row.document_id for row in own.documents}
    return replace(own, observations=tuple(one for one in joined.observations if one.document_id in ids))
