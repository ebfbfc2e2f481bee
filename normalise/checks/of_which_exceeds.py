"""of-which-exceeds: an of-which figure above the figure that it is part of."""

from __future__ import annotations

from collections.abc import Iterator

from normalise.checks.figures import name_cell, print_figure, value_of
from normalise.checks.lines import Line, TableLines, read_lines
from normalise.dataset import Dataset, Finding, Measure, Observation, Role, Severity
from normalise.findings import make_finding

RULE = "of-which-exceeds"

INCOMPARABLE = frozenset({"percent", "percentage_point"})
"""An of-which percentage may be a share of its parent, which can be any height."""

Pair = tuple[Observation, Observation]
"""An of-which figure and its parent's."""


def check_of_which(dataset: Dataset) -> Iterator[Finding]:
    """Every of-which figure above its parent's in the same place and unit; differences are not compared."""
    for table in read_lines(dataset):
        for index, line in enumerate(table.lines):
            if line.role is Role.OF_WHICH and line.parent_label and line.unit[0] not in INCOMPARABLE:
                parent = _find_parent(table, index)
                if parent is not None:
                    yield from _compare(line, parent)


def _find_parent(table: TableLines, index: int) -> Line | None:
    """The nearest line above (else below) that bears the parent's label and the same unit."""
    line = table.lines[index]
    before, after = reversed(table.lines[:index]), iter(table.lines[index + 1 :])
    matching = (one for lines in (before, after) for one in lines if one.label == line.parent_label)
    parent = next(matching, None)
    return parent if parent is not None and parent.unit == line.unit else None


def _compare(line: Line, parent: Line) -> Iterator[Finding]:
    compared = list(_pairs(line, parent))
    above = [(own, whole) for own, whole in compared if value_of(own) > value_of(whole)]
    # Above its parent everywhere, in several places: then it is the reading of the rows that is in doubt, not a figure.
    misread = len(above) == len(compared) > 1
    for own, whole in above:
        yield _finding(own, whole, Severity.INFO if misread else Severity.WARNING)


def _pairs(line: Line, parent: Line) -> Iterator[Pair]:
    """The figures of both in the same place; those of a difference, or of a parent below nought, say nothing."""
    for place in line.cells:
        own, whole = line.figure(place), parent.figure(place)
        if own is not None and whole is not None and value_of(whole) >= 0 and place.measure is not Measure.VERSCHIL:
            yield own, whole


def _finding(own: Observation, whole: Observation, severity: Severity) -> Finding:
    more = f"{print_figure(own)} is meer dan de {print_figure(whole)}"
    return make_finding(
        rule=RULE,
        severity=severity,
        document_id=own.document_id,
        table_id=own.table_id,
        observations=(own.observation_id, whole.observation_id),
        message=f"{name_cell(own)}: {more} van «{whole.indicator_label}», waarvan het een deel is.",
        found=print_figure(own),
        expected=f"hoogstens {print_figure(whole)}",
        locator=own.locator,
    )
