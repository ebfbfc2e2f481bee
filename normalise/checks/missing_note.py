"""footnote-value: a jump in the year in which another publication reports a break, without a note that says so.

The series of one publication halves in 2020; another prints the same series with a note that the count changed in 2020. A
reader of the first alone would take the change of method for a fall.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from normalise.checks.bearings import RULE, Subject, subject_of
from normalise.checks.explanations import document_titles
from normalise.checks.figures import name_cell, print_figure
from normalise.checks.lines import is_exact
from normalise.dataset import Dataset, Finding, Footnote, Measure, NoteEffect, Observation, Severity
from normalise.findings import make_finding
from normalise.revisions import amount

JUMP = Decimal("1.5")
"""A series that grows by half, or loses a third, in the very year of a break elsewhere has likely the same break."""

BREAKING = frozenset({NoteEffect.BREAK, NoteEffect.DEFINITION})
EXPLAINING = BREAKING | {NoteEffect.SCOPE}


def check_missing_notes(dataset: Dataset) -> Iterator[Finding]:
    """Figures that jump where a related publication has a note on a break and this one has none."""
    notes = {note.footnote_id: note for note in dataset.footnotes if note.effect in EXPLAINING}
    breaks = _breaks(dataset.observations, notes)
    if not breaks:
        return
    related = _related(dataset)
    titles = document_titles(dataset)
    for (document_id, subject), series in _series(dataset.observations, {subject for subject, _ in breaks}).items():
        for year, figure in series.items():
            before = series.get(year - 1)
            note = breaks.get((subject, year))
            if note is None or before is None or not _jumps(before, figure):
                continue
            linked = (subject[0], frozenset({document_id, note.document_id})) in related
            if linked and not any(key in notes for one in (before, figure) for key in one.footnotes):
                yield _finding(before, figure, note, titles)


def _breaks(observations: Iterable[Observation], notes: Mapping[str, Footnote]) -> dict[tuple[Subject, int], Footnote]:
    """The first note on a break of each subject, by the year from which it holds."""
    found: dict[tuple[Subject, int], Footnote] = {}
    for one in observations:
        for key in one.footnotes:
            note = notes.get(key)
            if note is not None and note.effect in BREAKING and note.period_from:
                found.setdefault((subject_of(one), int(note.period_from[:4])), note)
    return found


def _series(
    observations: Iterable[Observation], subjects: set[Subject]
) -> dict[tuple[str, Subject], dict[int, Observation]]:
    series: dict[tuple[str, Subject], dict[int, Observation]] = defaultdict(dict)
    for one in observations:
        yearly = one.time_period is not None and one.time_period.isdigit()
        if yearly and one.measure is Measure.REALISATIE and is_exact(one) and subject_of(one) in subjects:
            series[one.document_id, subject_of(one)].setdefault(int(one.time_period or 0), one)
    return series


def _related(dataset: Dataset) -> set[tuple[str, frozenset[str]]]:
    """Pairs of publications of one family that print one indicator."""
    return {(row.indicator, frozenset({row.document_id, row.previous_document_id})) for row in dataset.revisions}


def _jumps(before: Observation, figure: Observation) -> bool:
    low, high = sorted((abs(amount(before)), abs(amount(figure))))
    return low > 0 and high >= JUMP * low


def _finding(before: Observation, figure: Observation, note: Footnote, titles: Mapping[str, str]) -> Finding:
    source = titles.get(note.document_id, note.document_id)
    return make_finding(
        rule=RULE,
        severity=Severity.WARNING,
        document_id=figure.document_id,
        table_id=figure.table_id,
        observations=(before.observation_id, figure.observation_id),
        footnote_id=note.footnote_id,
        message=f"{name_cell(figure)}: {print_figure(figure)} na {print_figure(before)} in {before.time_period}, zonder noot; "
        f"{source} meldt daar «{note.text.rstrip('.')}».",
        found=print_figure(figure),
        hint="De sprong kan van de telling komen en niet van wat er geteld is.",
        locator=figure.locator,
    )
