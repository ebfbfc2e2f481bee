"""outlier: a figure about ten times its neighbours whose last digit is a known marker (`4901` is 490 with note 1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from normalise.checks.figures import format_figure, name_cell, print_figure, printed_decimals, value_of
from normalise.checks.lines import Line, read_lines
from normalise.dataset import Dataset, Finding, Footnote, Measure, NoteTarget, Observation, Severity
from normalise.findings import make_finding
from normalise.slots import marker_key

RULE = "outlier"

SPREAD = 3
"""Figures of one series stay within this factor of each other: under the square root of ten, so that a figure with a
digit too many falls out of the range and without that digit falls into it, never both."""

FEWEST_NEIGHBOURS = 2
"""One neighbour shows no series; it is enough only where nothing else refers to the note."""

Notes = tuple[Footnote, ...]


def check_outliers(dataset: Dataset) -> Iterator[Finding]:
    """Figures that fit their own series only without their last digit, where a note bears that digit."""
    notes = _numbered_notes(dataset.footnotes)
    for table in read_lines(dataset) if notes else ():
        known = (*notes.get((table.document_id, table.table_id), ()), *notes.get((table.document_id, None), ()))
        for line in table.lines if known else ():
            yield from _check_line(line, known)


def _numbered_notes(footnotes: Iterable[Footnote]) -> dict[tuple[str, str | None], Notes]:
    found: dict[tuple[str, str | None], list[Footnote]] = defaultdict(list)
    for note in footnotes:
        if marker_key(note.marker).isdigit():
            found[note.document_id, note.table_id].append(note)
    return {place: tuple(notes) for place, notes in found.items()}


def _check_line(line: Line, known: Notes) -> Iterator[Finding]:
    for own, others in _series(line):
        digits = str(int(value_of(own))) if printed_decimals(own) == 0 else ""
        for note in known:
            key = marker_key(note.marker)
            if digits.endswith(key) and note.footnote_id not in own.footnotes and _fits_without(own, key, others, note):
                yield _finding(own, key)
                break


def _series(line: Line) -> Iterator[tuple[Observation, tuple[Observation, ...]]]:
    """Each figure of a line with the others of its unit; differences are no levels."""
    figures = [
        figure
        for place in line.cells
        if place.measure is not Measure.VERSCHIL and (figure := line.figure(place)) is not None
    ]
    for own in figures:
        yield (
            own,
            tuple(
                one
                for one in figures
                if one is not own and (one.unit_measure, one.unit_mult) == (own.unit_measure, own.unit_mult)
            ),
        )


def _fits_without(own: Observation, key: str, others: tuple[Observation, ...], note: Footnote) -> bool:
    """Whether a figure is too large for its neighbours and right among them without the digits of a marker."""
    neighbours = [value_of(one) for one in others if value_of(one) > 0]
    enough = 1 if note.target is NoteTarget.NONE else FEWEST_NEIGHBOURS
    if len(neighbours) < enough or value_of(own) <= SPREAD * max(neighbours):
        return False
    stripped = _without_marker(own, key)
    return min(neighbours) <= SPREAD * stripped and stripped <= SPREAD * max(neighbours)


def _without_marker(own: Observation, key: str) -> Decimal:
    return value_of(own) // Decimal(10 ** len(key))


def _finding(own: Observation, key: str) -> Finding:
    printed = print_figure(own)
    stripped = format_figure(_without_marker(own, key))
    return make_finding(
        rule=RULE,
        severity=Severity.WARNING,
        document_id=own.document_id,
        table_id=own.table_id,
        observations=(own.observation_id,),
        message=f"{name_cell(own)}: {printed} is ongeveer tien keer zo groot als de andere cijfers in de rij.",
        found=printed,
        expected=stripped,
        hint=f"Misschien staat er {stripped} met noot {key}.",
        locator=own.locator,
    )
