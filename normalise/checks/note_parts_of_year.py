"""footnote-value: `t/m september`, `alleen het eerste kwartaal`: a part of a year against the whole years beside and elsewhere.

What is counted over a part of a year can be no more than what is counted over all of it, and equal only by chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from normalise.checks.bearings import OBSERVED, Bearing, Elsewhere, Row, note_finding, read_bearings
from normalise.checks.figures import name_cell, print_figure, printed_decimals, value_of
from normalise.checks.lines import is_exact
from normalise.checks.wording import speaks_of
from normalise.dataset import Dataset, Finding, Footnote, NoteTarget, Observation, ObsStatus, Severity
from normalise.note_claims import PartOfYear, is_partial, part_of_year
from normalise.revisions import amount

COUNTED, PAID = "number", "EUR"
"""Units that add up through the year; a share, a rate or a mark of half a year may well be that of the whole."""

FEWEST_YEARS = 2
"""Whole years that a row must have before a part of a year that is as high as all of them is odd."""


def check_part_of_year(bearing: Bearing, elsewhere: Elsewhere) -> Iterator[Finding]:
    """Figures of a part of a year that are as high as, or higher than, those of the whole year or of all other years."""
    part = part_of_year(bearing.note.text)
    if part is None:
        return
    for row in bearing.rows:
        for cell in partial_cells(bearing, row, part):
            if _adds_up(cell) and not _is_level(bearing, cell):
                yield from _check_elsewhere(bearing, cell, part, elsewhere)
                yield from _check_row(bearing, row, cell, part, elsewhere)


def partial_figures(dataset: Dataset) -> frozenset[str]:
    """The ids of all figures that a note calls those of a part of their year."""
    if not any(part_of_year(note.text) for note in dataset.footnotes):
        return frozenset()
    bearings = ((bearing, part_of_year(bearing.note.text)) for bearing in read_bearings(dataset))
    return frozenset(
        cell.observation_id
        for bearing, part in bearings
        if part is not None
        for row in bearing.rows
        for cell in partial_cells(bearing, row, part)
    )


def partial_cells(bearing: Bearing, row: Row, part: PartOfYear) -> tuple[Observation, ...]:
    """The figures of a row that are of a part of their year.

    Those of the year that the note names, else those at which its marker stands; at a label the last one.
    """
    cells = [
        cell
        for cell in bearing.covered(row)
        if cell.measure in OBSERVED and cell.time_period and cell.time_period.isdigit()
    ]
    if part.year is not None:
        return tuple(cell for cell in cells if cell.time_period == str(part.year))
    if bearing.note.target is NoteTarget.LABEL and bearing.years is None:
        return tuple(sorted(cells, key=lambda cell: cell.time_period or "")[-1:])
    return tuple(cells)


def _adds_up(cell: Observation) -> bool:
    counted = cell.unit_measure == COUNTED and printed_decimals(cell) == 0
    return value_of(cell) > 0 and (counted or cell.unit_measure == PAID)


def _is_level(bearing: Bearing, cell: Observation) -> bool:
    """Whether a figure is a height at a moment, which does not grow with the months."""
    return any(speaks_of("level", text) for text in (cell.indicator_label, bearing.note.text))


def _check_elsewhere(bearing: Bearing, cell: Observation, part: PartOfYear, elsewhere: Elsewhere) -> Iterator[Finding]:
    """Another publication that prints the same figure, or a lower one, as that of the whole year."""
    for other in (*elsewhere.earlier(cell), *elsewhere.later(cell)):
        if not _is_whole(other, elsewhere) or amount(other) > amount(cell):
            continue
        source = elsewhere.name(other.document_id)
        same = amount(other) == amount(cell)
        than = (
            "hetzelfde cijfer zonder dat voorbehoud" if same else f"zonder dat voorbehoud minder, {print_figure(other)}"
        )
        yield note_finding(
            bearing.note,
            Severity.WARNING,
            cell.table_id,
            f"{name_cell(cell)}: noot {bearing.note.marker} zegt «{part.said}» van {print_figure(cell)}, maar {source} drukt {than}.",
            (cell, other),
            found=f"{print_figure(cell)} ({part.said})",
            expected=f"minder dan {print_figure(other)}",
        )
        return


def _is_whole(cell: Observation, elsewhere: Elsewhere, apart: Footnote | None = None) -> bool:
    """Whether a figure is that of a whole year, as far as its status and its notes, but for one, say."""
    unsettled = cell.obs_status in (ObsStatus.PROVISIONAL, ObsStatus.ESTIMATE, ObsStatus.FORECAST)
    return not unsettled and not any(is_partial(note.text) for note in elsewhere.notes(cell) if note != apart)


def _check_row(
    bearing: Bearing, row: Row, cell: Observation, part: PartOfYear, elsewhere: Elsewhere
) -> Iterator[Finding]:
    """A part of a year as high as every whole year of its row."""
    years = [
        other
        for other in row.cells
        if is_exact(other)
        and (other.measure, other.unit_measure) == (cell.measure, cell.unit_measure)
        and (other.ref_area, other.breakdown) == (cell.ref_area, cell.breakdown)
        and other.time_period
        and other.time_period.isdigit()
        and other.time_period != cell.time_period
        and _is_whole(other, elsewhere, apart=bearing.note)
    ]
    highest = max(years, key=amount, default=None)
    if highest is not None and len(years) >= FEWEST_YEARS and amount(cell) >= amount(highest):
        yield note_finding(
            bearing.note,
            Severity.INFO,
            cell.table_id,
            f"{name_cell(cell)}: noot {bearing.note.marker} zegt «{part.said}», maar {print_figure(cell)} is niet lager dan "
            f"{print_figure(highest)} over heel {highest.time_period}.",
            (cell, highest),
            found=f"{print_figure(cell)} ({part.said})",
            expected=f"minder dan {print_figure(highest)}",
        )
