"""revision and conflict: one figure that two publications print differently, with or without an explanation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from normalise.checks.difference_mismatch import differences_in
from normalise.checks.explanations import Printed, document_titles
from normalise.checks.figures import format_figure, is_digit_swap, name_cell, print_figure, printed_decimals
from normalise.checks.sum_mismatch import sums_in
from normalise.dataset import (
    Dataset,
    Finding,
    Footnote,
    Observation,
    ObsStatus,
    Passage,
    Revision,
    RevisionKind,
    Severity,
)
from normalise.findings import make_finding
from normalise.revisions import covers, tells
from normalise.sentences import split_sentences
from normalise.told_revisions import says_change

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
    told = _told(changed, dataset)
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
            footnote_id=_named(row, "footnote"),
            passage_id=_named(row, "prose"),
            message=f"{name_cell(figure)}: hier {print_figure(figure)}, in {source} {before}; {_because(row, notes, told)}.",
            found=print_figure(figure),
            expected=before,
            hint=None if explained else _hint(figure, previous, titles, doubts, notes),
            locator=figure.locator,
        )


def _named(row: Revision, kind: str) -> str | None:
    """The id of the footnote or passage that explains a change."""
    reason, _, key = (row.reason or "").partition(":")
    return key if reason == kind else None


def _told(rows: Iterable[Revision], dataset: Dataset) -> dict[str, Passage]:
    """The passages that explain a change."""
    wanted = {key for row in rows if (key := _named(row, "prose")) is not None}
    return {one.passage_id: one for one in dataset.passages if one.passage_id in wanted} if wanted else {}


def _because(row: Revision, notes: Mapping[str, Footnote], told: Mapping[str, Passage]) -> str:
    kind, _, key = (row.reason or "").partition(":")
    if kind == "footnote":
        return f"noot {notes[key].marker} verklaart dat: «{notes[key].text.rstrip('.')}»"
    if kind == "prose":
        return f"de tekst verklaart dat: «{_sentence(told[key]).rstrip('.')}»"
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


def _sentence(passage: Passage) -> str:
    """The sentence of a passage that says that figures changed."""
    return next((text for text in split_sentences(passage.text) if says_change(text)), passage.text)


def _hint(
    figure: Observation,
    previous: Observation,
    titles: Mapping[str, str],
    doubts: Mapping[str, Finding],
    notes: Mapping[str, Footnote],
) -> str | None:
    """What speaks for one of two figures: digits that changed places, the arithmetic of their tables, notes on other years."""
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
    return " ".join((*hints, *_other_years(figure, notes))) or None


def _other_years(figure: Observation, notes: Mapping[str, Footnote]) -> Iterator[str]:
    """Notes on the row that would explain a change, but speak of other years."""
    for note in (notes[key] for key in figure.footnotes if key in notes):
        if tells(note) and not covers(note, figure):
            yield f"Noot {note.marker} («{note.text.rstrip('.')}») spreekt van andere jaren."
