"""footnote-value: what a footnote says of its figures, against the figures.

A note bears on all figures of its row, so it is the row that must have a figure for the year that the note speaks of.
Notes often say why a figure is not there; such a note is right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from normalise.checks.explanations import document_titles, same_figure
from normalise.checks.figures import format_figure, name_cell, print_figure, value_of
from normalise.checks.lines import is_exact, read_lines
from normalise.checks.wording import speaks_of
from normalise.dataset import (
    Dataset,
    Finding,
    Footnote,
    Measure,
    NoteEffect,
    NoteTarget,
    Observation,
    ObsStatus,
    Severity,
)
from normalise.findings import make_finding
from normalise.numerals import find_figures
from normalise.sentences import years_of
from normalise.text import fold

RULE = "footnote-value"

OF_A_ROW = frozenset({NoteTarget.LABEL, NoteTarget.CELL})
OBSERVED = frozenset({Measure.REALISATIE, Measure.UNKNOWN})
OF_A_FIGURE = frozenset({NoteEffect.DEFINITIVE, NoteEffect.PROVISIONAL, NoteEffect.ESTIMATE})
"""Effects that need a figure to bear on; a note on scope or definition may speak of any year."""

# het definitieve aantal over 2020 is / de score bedroeg: the note itself states the figure
STATES_FIGURE = re.compile(
    r"\b(?:aantal|cijfer|getal|percentage|bedrag|score|stand|waarde)\b[^.;]{0,80}?"
    r"\b(?:is|was|bedraagt|bedroeg|komt uit op|kwam uit op|komt op)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """A note and the rows that it bears on, each with all its cells."""

    note: Footnote
    rows: tuple[tuple[Observation, ...], ...]

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year that the note speaks of; None where it names none or goes on without end."""
        first, last = self.note.period_from, self.note.period_to
        return (int(first[:4]), int(last[:4])) if first and last else None


def check_footnote_values(dataset: Dataset) -> Iterator[Finding]:
    """Notes on rows and cells that do not agree with the figures they bear on."""
    for bearing in _bearings(dataset):
        yield from _check_year(bearing)
        yield from _check_break(bearing)
        yield from _check_stated_figure(bearing)
        yield from _check_definitive(bearing, dataset)


def _bearings(dataset: Dataset) -> Iterator[Bearing]:
    notes = {note.footnote_id: note for note in dataset.footnotes if note.target in OF_A_ROW}
    rows: dict[str, list[tuple[Observation, ...]]] = defaultdict(list)
    for table in read_lines(dataset) if notes else ():
        for line in table.lines:
            # A line with a lost place may have its figure anywhere, so nothing can be said of its years.
            cells = tuple(line.cells.values()) if line.sure else ()
            for footnote_id in {one for cell in cells for one in cell.footnotes}:
                rows[footnote_id].append(cells)
    for footnote_id, note in notes.items():
        yield Bearing(note=note, rows=tuple(rows[footnote_id]))


def _check_year(bearing: Bearing) -> Iterator[Finding]:
    """A note that calls a year's figure definitive, provisional or estimated, where the row has none for that year."""
    years, note = bearing.years, bearing.note
    if years is None or note.effect not in OF_A_FIGURE or speaks_of("absence", note.text):
        return
    for row in bearing.rows:
        span = [year for cell in row for year in years_of(cell.time_period)]
        within = bool(span) and years[1] >= min(span) and years[0] <= max(span)
        if within and not any(is_exact(cell) and _overlaps(cell, years) for cell in row):
            said = str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"
            label = row[0].indicator_label
            message = f"Noot {note.marker} spreekt over {said}, maar bij «{label}» staat voor dat jaar geen cijfer."
            yield _finding(note, Severity.WARNING, row[0].table_id, message)


def _check_break(bearing: Bearing) -> Iterator[Finding]:
    """A break in the series where the row has no figure from before it."""
    note = bearing.note
    if note.effect is not NoteEffect.BREAK or note.period_from is None:
        return
    start = int(note.period_from[:4])
    for row in bearing.rows:
        figures = [cell for cell in row if is_exact(cell) and cell.measure is not Measure.VERSCHIL and cell.time_period]
        if figures and not any(min(years_of(cell.time_period)) < start for cell in figures):
            label = row[0].indicator_label
            message = (
                f"Noot {note.marker} meldt een breuk in {start}, maar «{label}» heeft geen cijfer van voor dat jaar."
            )
            yield _finding(note, Severity.INFO, row[0].table_id, message)


def _check_stated_figure(bearing: Bearing) -> Iterator[Finding]:
    """A note that states one figure for one year, other than the row prints for that year."""
    years, note = bearing.years, bearing.note
    if years is None or years[0] != years[1] or not STATES_FIGURE.search(fold(note.text)):
        return
    figures = find_figures(note.text)
    for row in bearing.rows if len(figures) == 1 else ():
        cells = [cell for cell in row if is_exact(cell) and _overlaps(cell, years) and cell.measure in OBSERVED]
        comparable = [cell for cell in cells if figures[0].same_unit(cell.unit_measure)]
        if len(comparable) == 1 and not figures[0].equals(value_of(comparable[0]), comparable[0].unit_mult):
            yield _stated_finding(note, figures[0].value, comparable[0])


def _check_definitive(bearing: Bearing, dataset: Dataset) -> Iterator[Finding]:
    """A figure called definitive that another document prints as provisional, without any change."""
    if bearing.note.effect is not NoteEffect.DEFINITIVE:
        return
    provisional = [one for one in dataset.observations if one.obs_status is ObsStatus.PROVISIONAL]
    titles = document_titles(dataset)
    for cell in _covered(bearing) if provisional else ():
        for other in provisional:
            elsewhere = other.document_id != cell.document_id
            if elsewhere and other.obs_value == cell.obs_value and same_figure(other, cell):
                source = titles.get(other.document_id, other.document_id)
                yield _definitive_finding(bearing.note, cell, other, source)


def _covered(bearing: Bearing) -> Iterator[Observation]:
    """The figures that a note speaks of: those that it bears on, in its years where it names them."""
    for row in bearing.rows:
        for cell in row:
            if (
                is_exact(cell)
                and bearing.note.footnote_id in cell.footnotes
                and (bearing.years is None or _overlaps(cell, bearing.years))
            ):
                yield cell


def _overlaps(cell: Observation, years: tuple[int, int]) -> bool:
    return any(years[0] <= year <= years[1] for year in years_of(cell.time_period))


def _definitive_finding(note: Footnote, cell: Observation, other: Observation, source: str) -> Finding:
    said = f"noot {note.marker} noemt {print_figure(cell)} definitief"
    message = f"{name_cell(cell)}: {said}; {source} drukt hetzelfde cijfer als voorlopig."
    return _finding(note, Severity.INFO, cell.table_id, message, (cell, other))


def _stated_finding(note: Footnote, stated: Decimal, cell: Observation) -> Finding:
    # A note may well cite another figure than the one it stands at (an earlier one, a part), so this is no warning.
    message = (
        f"{name_cell(cell)}: noot {note.marker} noemt {format_figure(stated)}, gedrukt staat {print_figure(cell)}."
    )
    return _finding(note, Severity.INFO, cell.table_id, message, (cell,))


def _finding(
    note: Footnote, severity: Severity, table_id: str, message: str, observations: Iterable[Observation] = ()
) -> Finding:
    return make_finding(
        rule=RULE,
        severity=severity,
        document_id=note.document_id,
        table_id=table_id,
        observations=tuple(one.observation_id for one in observations),
        footnote_id=note.footnote_id,
        message=message,
        locator=note.locator,
    )
