"""revision and conflict: one figure that two publications print differently, with or without an explanation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from normalise.checks.difference_mismatch import differences_in
from normalise.checks.explanations import Printed, document_titles
from normalise.checks.figures import format_figure, is_digit_swap, name_cell, print_figure, printed_decimals
from normalise.checks.sum_mismatch import sums_in
from normalise.dataset import Dataset, Finding, Footnote, Observation, ObsStatus, Revision, RevisionKind, Severity
from normalise.findings import make_finding

RULES = {RevisionKind.REVISION: "revision", RevisionKind.CONFLICT: "conflict"}

STATUS_REASONS = {
    ObsStatus.PROVISIONAL: "een van beide is voorlopig",
    ObsStatus.ESTIMATE: "een van beide is een schatting",
    ObsStatus.FORECAST: "een van beide is een raming",
    ObsStatus.BREAK: "er is een breuk in de reeks",
    ObsStatus.DEFINITION: "de definitie is een andere",
}


def check_revisions(dataset: Dataset) -> Iterator[Finding]:
    """Every figure that differs from the one that an earlier publication prints."""
    changed = [row for row in dataset.revisions if row.kind is not RevisionKind.SAME]
    if not changed:
        return
    figures = {one.observation_id: one for one in dataset.observations}
    titles = document_titles(dataset)
    notes = {note.footnote_id: note for note in dataset.footnotes}
    doubts = _arithmetic_doubts(changed, figures, dataset)
    for row in changed:
        figure, previous = figures[row.observation_id], figures[row.previous_observation_id]
        before = format_figure(row.previous_value, printed_decimals(previous))
        source = titles.get(row.previous_document_id, row.previous_document_id)
        explained = row.kind is RevisionKind.REVISION
        yield make_finding(
            rule=RULES[row.kind],
            severity=Severity.INFO if explained else Severity.WARNING,
            document_id=row.document_id,
            table_id=figure.table_id,
            observations=(row.observation_id, row.previous_observation_id),
            footnote_id=_note_id(row),
            message=f"{name_cell(figure)}: hier {print_figure(figure)}, in {source} {before}; {_because(row, notes)}.",
            found=print_figure(figure),
            expected=before,
            hint=None if explained else _hint(figure, previous, titles, doubts),
            locator=figure.locator,
        )


def _note_id(row: Revision) -> str | None:
    kind, _, key = (row.reason or "").partition(":")
    return key if kind == "footnote" else None


def _because(row: Revision, notes: Mapping[str, Footnote]) -> str:
    kind, _, key = (row.reason or "").partition(":")
    if kind == "footnote":
        return f"noot {notes[key].marker} verklaart dat: «{notes[key].text.rstrip('.')}»"
    if kind == "status":
        return STATUS_REASONS[ObsStatus(key)]
    return "ramingen worden bijgesteld" if kind == "forecast" else "niets verklaart het verschil"


def _arithmetic_doubts(
    rows: Iterable[Revision], figures: Mapping[str, Observation], dataset: Dataset
) -> dict[str, Finding]:
    """For figures in conflict, what their own table's sums and differences say against them."""
    disputed = {
        key
        for row in rows
        if row.kind is RevisionKind.CONFLICT
        for key in (row.observation_id, row.previous_observation_id)
    }
    tables = {figures[key].table_id for key in disputed}
    if not tables:
        return {}
    part = replace(dataset, observations=tuple(one for one in dataset.observations if one.table_id in tables))
    found: dict[str, Finding] = {}
    elsewhere = Printed(dataset)
    for finding in (*sums_in(part, elsewhere), *differences_in(part, elsewhere)):
        if finding.severity is not Severity.INFO:
            for key in finding.observations:
                if key in disputed:
                    found.setdefault(key, finding)
    return found


def _hint(
    figure: Observation, previous: Observation, titles: Mapping[str, str], doubts: Mapping[str, Finding]
) -> str | None:
    """What speaks for one of two figures: digits that changed places, and the arithmetic of their own tables."""
    hints = []
    same_unit = figure.unit_mult == previous.unit_mult
    decimals = max(printed_decimals(figure), printed_decimals(previous))
    values = figure.obs_value, previous.obs_value
    if same_unit and values[0] is not None and values[1] is not None and is_digit_swap(values[0], values[1], decimals):
        hints.append("Twee cijfers zijn verwisseld.")
    for one in (figure, previous):
        doubt = doubts.get(one.observation_id)
        if doubt is not None:
            source = titles.get(one.document_id, one.document_id)
            hints.append(f"In {source} klopt de rekensom met {print_figure(one)} niet: {doubt.message}")
    return " ".join(hints) or None
