"""Findings: what a person should look at, with an id that comes from what they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from normalise.dataset import Finding, Severity
from normalise.ids import content_id

LIST_SEPARATOR = "\x1e"
"""A control character that no id holds, so that two lists never give one string."""


def make_finding(  # noqa: PLR0913 - the columns of a finding, each by its name
    *,
    rule: str,
    severity: Severity,
    message: str,
    document_id: str | None = None,
    table_id: str | None = None,
    observations: tuple[str, ...] = (),
    footnote_id: str | None = None,
    passage_id: str | None = None,
    found: str | None = None,
    expected: str | None = None,
    hint: str | None = None,
    locator: str | None = None,
) -> Finding:
    """A finding whose id is the hash of its content: the same thing found twice has one id; an empty text is none."""
    finding = Finding(
        finding_id="",
        rule=rule,
        severity=severity,
        document_id=document_id,
        table_id=table_id,
        observations=observations,
        footnote_id=footnote_id,
        passage_id=passage_id,
        message=message,
        found=found or None,
        expected=expected or None,
        hint=hint or None,
        locator=locator,
    )
    return replace(finding, finding_id=_hash_content(finding))


def _hash_content(finding: Finding) -> str:
    return content_id(
        finding.rule,
        finding.severity.value,
        finding.document_id,
        finding.table_id,
        LIST_SEPARATOR.join(finding.observations),
        finding.footnote_id,
        finding.passage_id,
        finding.message,
        finding.found,
        finding.expected,
        finding.hint,
        finding.locator,
    )


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of the dataset, each once: by document, table in reading order, rule and place."""
    unique = {finding.finding_id: finding for finding in findings}
    return tuple(sorted(unique.values(), key=_order))


def _order(finding: Finding) -> tuple[str, int, str, str, str, str]:
    table = finding.table_id or ""
    # Table ids of one document differ in their number only, so the shorter one comes first: t2 before t10.
    return finding.document_id or "", len(table), table, finding.rule, finding.message, finding.finding_id
