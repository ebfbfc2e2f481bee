"""footnote-value: a definition or count that changed, against the figures before and after, here and elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from normalise.checks.bearings import OBSERVED, Bearing, Elsewhere, Row, note_finding
from normalise.checks.figures import COUNTED_UNITS, name_cell, print_figure
from normalise.checks.lines import is_exact
from normalise.dataset import Finding, Measure, NoteEffect, Observation, ObsStatus, Severity
from normalise.note_claims import definition_way
from normalise.revisions import amount
from normalise.sentences import years_of

CHANGING = frozenset({NoteEffect.BREAK, NoteEffect.DEFINITION})
NAMES = {NoteEffect.BREAK: "een breuk", NoteEffect.DEFINITION: "een andere definitie"}
WAYS = {1: ("ruimer", "meer"), -1: ("enger", "minder")}


def check_definition(bearing: Bearing, elsewhere: Elsewhere) -> Iterator[Finding]:
    """A change of count or definition from a year on that the figures do not bear out."""
    note = bearing.note
    if note.effect not in CHANGING or note.period_from is None or note.obs_status not in (None, *CHANGED):
        return
    start = int(note.period_from[:4])
    for row in bearing.rows:
        yield from _check_earlier(bearing, row, start)
        yield from _check_way(bearing, row, start)
        yield from _check_start(bearing, row, start, elsewhere)


CHANGED = (ObsStatus.BREAK, ObsStatus.DEFINITION)


def _check_earlier(bearing: Bearing, row: Row, start: int) -> Iterator[Finding]:
    """A change in the series where the row has no figure from before it."""
    note = bearing.note
    figures = [
        cell for cell in row.cells if is_exact(cell) and cell.measure is not Measure.VERSCHIL and cell.time_period
    ]
    if figures and not any(min(years_of(cell.time_period)) < start for cell in figures):
        label = row.cells[0].indicator_label
        message = f"Noot {note.marker} meldt {NAMES[note.effect]} in {start}, maar «{label}» heeft geen cijfer van voor dat jaar."
        yield note_finding(note, Severity.INFO, row.cells[0].table_id, message)


def _check_way(bearing: Bearing, row: Row, start: int) -> Iterator[Finding]:
    """A definition that takes in more, from a year in which the count is lower than the year before; or the reverse."""
    way = definition_way(bearing.note.text)
    years = {
        int(cell.time_period): cell
        for cell in row.cells
        if is_exact(cell) and cell.measure in OBSERVED and cell.time_period and cell.time_period.isdigit()
    }
    before, after = years.get(start - 1), years.get(start)
    if not way or before is None or after is None or after.unit_measure not in COUNTED_UNITS:
        return
    if (amount(after) - amount(before)) * way < 0:
        wider, more = WAYS[way]
        yield note_finding(
            bearing.note,
            Severity.INFO,
            after.table_id,
            f"{name_cell(after)}: noot {bearing.note.marker} noemt de definitie vanaf {start} {wider}, "
            f"maar er staat {print_figure(after)} na {print_figure(before)} in {before.time_period}.",
            (before, after),
            found=print_figure(after),
            expected=f"{more} dan {print_figure(before)}",
        )


def _check_start(bearing: Bearing, row: Row, start: int, elsewhere: Elsewhere) -> Iterator[Finding]:
    """A change that an earlier publication, which has figures for that year too, lets begin in another year."""
    note = bearing.note
    at_start = next(
        (cell for cell in row.cells if cell.time_period == str(start) and note.footnote_id in cell.footnotes), None
    )
    for cell in elsewhere.earlier(at_start) if at_start is not None else ():
        other = _change_of(cell, elsewhere)
        if at_start is not None and other is not None and other[0] != start:
            source = elsewhere.name(cell.document_id)
            yield note_finding(
                note,
                Severity.INFO,
                at_start.table_id,
                f"«{at_start.indicator_label}»: noot {note.marker} laat de verandering in {start} ingaan, {source} in {other[0]}.",
                (at_start, cell),
                found=note.text,
                expected=other[1],
            )
            return


def _change_of(cell: Observation, elsewhere: Elsewhere) -> tuple[int, str] | None:
    """The year from which a note on a cell lets a change hold, and its text."""
    changes = [each for each in elsewhere.notes(cell) if each.effect in CHANGING and each.period_from]
    return (int((changes[0].period_from or "")[:4]), changes[0].text) if len(changes) == 1 else None
