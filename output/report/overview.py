"""What the page says first, in words that stand in it without a script: what came in, what was found, what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from normalise.dataset import Dataset, DocumentRow, DocumentStatus, Finding, Placement, RevisionKind, Severity

MOST_LISTED = 12
"""Errors and failed documents that the overview lists; all are in the views."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Counts and lists of the first view."""

    title: str | None
    """That of the publication, where there is only one."""
    documents: int
    tables: int
    figures: int
    blanks: int
    """Cells without a figure."""
    footnotes: int
    indicators: int
    ambitions: int
    first_year: str | None
    last_year: str | None
    severities: Mapping[Severity, int]
    """Open findings."""
    accepted: int
    rules: Sequence[tuple[Severity, str, int]]
    """Open findings by rule: gravest first, then most."""
    errors: Sequence[Finding]
    """The first of them."""
    failed: Sequence[DocumentRow]
    """The first of them."""
    failures: int
    exact: int
    inferred: int
    ambiguous: int
    unsure: int
    """Figures with a confidence below 1."""
    same: int
    """Figures that a later publication prints again as they were."""
    revised: int
    conflicting: int


def overview(dataset: Dataset) -> Overview:
    """Count and list."""
    open_findings = [each for each in dataset.findings if not each.accepted]
    failed = [row for row in dataset.documents if row.status is DocumentStatus.FAILED]
    figures = [one for one in dataset.observations if one.obs_value is not None]
    placements = Counter(one.placement for one in figures)
    kinds = Counter(row.kind for row in dataset.revisions)
    severities = Counter(each.severity for each in open_findings)
    years = sorted(one.time_period[:4] for one in figures if one.time_period)
    return Overview(
        title=_title(dataset.documents),
        documents=len(dataset.documents),
        tables=len(dataset.tables),
        figures=len(figures),
        blanks=len(dataset.observations) - len(figures),
        footnotes=len(dataset.footnotes),
        indicators=len(dataset.indicators),
        ambitions=len(dataset.ambitions),
        first_year=years[0] if years else None,
        last_year=years[-1] if years else None,
        severities={each: severities[each] for each in Severity},
        accepted=len(dataset.findings) - len(open_findings),
        rules=_rules(open_findings),
        errors=[each for each in open_findings if each.severity is Severity.ERROR][:MOST_LISTED],
        failed=failed[:MOST_LISTED],
        failures=len(failed),
        exact=placements[Placement.EXACT],
        inferred=placements[Placement.INFERRED],
        ambiguous=placements[Placement.AMBIGUOUS],
        unsure=sum(one.confidence < 1 for one in figures),
        same=kinds[RevisionKind.SAME],
        revised=kinds[RevisionKind.REVISION],
        conflicting=kinds[RevisionKind.CONFLICT],
    )


def _title(documents: Sequence[DocumentRow]) -> str | None:
    return (documents[0].title or documents[0].source) if len(documents) == 1 else None


def _rules(findings: Sequence[Finding]) -> list[tuple[Severity, str, int]]:
    counts = Counter((each.severity, each.rule) for each in findings)
    order = tuple(Severity)
    ranked = sorted(counts.items(), key=lambda item: (order.index(item[0][0]), -item[1], item[0][1]))
    return [(severity, rule, count) for (severity, rule), count in ranked]
