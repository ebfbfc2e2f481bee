"""footnote-value: what a footnote says of its figures, against the figures.

A note bears on all figures of its row, so it is the row that must have a figure for the year that the note speaks of.
Notes often say why a figure is not there; such a note is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from normalise.checks.bearings import Bearing, Elsewhere, note_finding, overlaps, read_bearings
from normalise.checks.explanations import document_titles, same_figure
from normalise.checks.figures import name_cell, print_figure
from normalise.checks.lines import is_exact
from normalise.checks.note_definitions import check_definition
from normalise.checks.note_figures import check_stated_figures
from normalise.checks.note_parts_of_year import check_part_of_year
from normalise.checks.note_shares import check_shares
from normalise.checks.wording import speaks_of
from normalise.dataset import Dataset, Finding, Footnote, NoteEffect, Observation, ObsStatus, Severity
from normalise.sentences import years_of

OF_A_FIGURE = frozenset({NoteEffect.DEFINITIVE, NoteEffect.PROVISIONAL, NoteEffect.ESTIMATE})
"""Effects that need a figure to bear on; a note on scope or definition may speak of any year."""


def check_footnote_values(dataset: Dataset) -> Iterator[Finding]:
    """Notes that do not agree with the figures they bear on, with those of their row, or with other publications."""
    elsewhere = Elsewhere(dataset)
    for bearing in read_bearings(dataset):
        yield from check_shares(bearing)
        yield from check_part_of_year(bearing, elsewhere)
        if bearing.of_a_row:
            yield from _check_year(bearing)
            yield from check_definition(bearing, elsewhere)
            yield from check_stated_figures(bearing, elsewhere)
            yield from _check_definitive(bearing, dataset)


def _check_year(bearing: Bearing) -> Iterator[Finding]:
    """A note that calls a year's figure definitive, provisional or estimated, where the row has none for that year."""
    years, note = bearing.years, bearing.note
    if years is None or note.effect not in OF_A_FIGURE or speaks_of("absence", note.text):
        return
    for row in bearing.rows:
        span = [year for cell in row.cells for year in years_of(cell.time_period)]
        within = bool(span) and years[1] >= min(span) and years[0] <= max(span)
        if within and not any(is_exact(cell) and overlaps(cell, years) for cell in row.cells):
            said = str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"
            label = row.cells[0].indicator_label
            message = f"Noot {note.marker} spreekt over {said}, maar bij «{label}» staat voor dat jaar geen cijfer."
            yield note_finding(note, Severity.WARNING, row.cells[0].table_id, message)


def _check_definitive(bearing: Bearing, dataset: Dataset) -> Iterator[Finding]:
    """A figure called definitive that another document prints as provisional, without any change."""
    if bearing.note.effect is not NoteEffect.DEFINITIVE:
        return
    provisional = [one for one in dataset.observations if one.obs_status is ObsStatus.PROVISIONAL]
    titles = document_titles(dataset)
    cells = (cell for row in bearing.rows for cell in bearing.covered(row)) if provisional else ()
    for cell in cells:
        for other in provisional:
            elsewhere = other.document_id != cell.document_id
            if elsewhere and other.obs_value == cell.obs_value and same_figure(other, cell):
                source = titles.get(other.document_id, other.document_id)
                yield _definitive_finding(bearing.note, cell, other, source)


def _definitive_finding(note: Footnote, cell: Observation, other: Observation, source: str) -> Finding:
    said = f"noot {note.marker} noemt {print_figure(cell)} definitief"
    message = f"{name_cell(cell)}: {said}; {source} drukt hetzelfde cijfer als voorlopig."
    return note_finding(note, Severity.INFO, cell.table_id, message, (cell, other))
