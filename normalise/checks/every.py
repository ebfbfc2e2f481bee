"""The checks of every run: each a function from a dataset to what it finds, working on the rows alone.

They can be run again on a stored dataset at any time and find the same; the order is that of the contract.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from normalise.checks.alias_proposal import check_aliases
from normalise.checks.difference_mismatch import check_differences
from normalise.checks.footnote_value import check_footnote_values
from normalise.checks.kind_contradiction import check_kinds
from normalise.checks.markers import check_duplicate_markers, check_orphan_markers, check_unused_footnotes
from normalise.checks.missing_note import check_missing_notes
from normalise.checks.new_indicator import check_new_indicators
from normalise.checks.norms import check_norms
from normalise.checks.of_which_exceeds import check_of_which
from normalise.checks.outlier import check_outliers
from normalise.checks.prose_figures import check_prose
from normalise.checks.prose_growth import check_growth
from normalise.checks.ranges import check_negative_count, check_percent_range
from normalise.checks.run_cells import forget_run
from normalise.checks.sum_mismatch import check_sums
from normalise.checks.uncertain import (
    check_brackets,
    check_measure,
    check_period,
    check_placement,
    check_tables,
    check_unreadable,
)
from normalise.checks.vintages import check_revisions
from normalise.dataset import Dataset, Finding
from normalise.findings import sort_findings
from normalise.likeness import forget_likely

Check = Callable[[Dataset], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
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
    check_prose,
    check_growth,
    check_revisions,
    check_norms,
    check_aliases,
    check_new_indicators,
    check_kinds,
    check_placement,
    check_unreadable,
    check_measure,
    check_period,
    check_brackets,
    check_tables,
)

OF_THE_WHOLE: frozenset[Check] = frozenset({check_aliases})
"""Checks whose findings are of no document: they need all documents at once; the others need what one meets elsewhere."""

RULES = frozenset(
    {
        "sum-mismatch",
        "difference-mismatch",
        "of-which-exceeds",
        "percent-range",
        "negative-count",
        "outlier",
        "orphan-marker",
        "unused-footnote",
        "duplicate-marker",
        "footnote-value",
        "prose-mismatch",
        "prose-confirms",
        "prose-unmatched",
        "revision",
        "conflict",
        "alias-proposal",
        "new-indicator",
        "norm-met",
        "norm-not-met",
        "kind-contradiction",
        "ambiguous-placement",
        "unreadable-number",
        "unknown-measure",
        "unknown-period",
        "figure-in-brackets",
        "no-tables",
    }
)
"""The rules that these checks own: their findings can be made anew from the rows; what readers doubt is kept."""


def run_checks(dataset: Dataset, checks: Iterable[Check] = CHECKS) -> tuple[Finding, ...]:
    """All findings of all checks, each once, in a fixed order; what `dataset.findings` holds plays no part."""
    try:
        return sort_findings(finding for check in checks for finding in check(dataset))
    finally:
        forget_run()
        forget_likely()
