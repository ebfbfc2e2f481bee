"""Notes with the rows that they bear on, and the same cells in other publications: what the checks of notes look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from normalise.checks.explanations import document_titles
from normalise.checks.lines import TableLines, is_exact, read_lines
from normalise.dataset import Dataset, Finding, Footnote, Measure, NoteTarget, Observation, Severity
from normalise.findings import make_finding
from normalise.sentences import years_of

RULE = "footnote-value"

OF_A_ROW = frozenset({NoteTarget.LABEL, NoteTarget.CELL})
OF_CELLS = OF_A_ROW | {NoteTarget.HEADER, NoteTarget.CAPTION}
OBSERVED = frozenset({Measure.REALISATIE, Measure.UNKNOWN})

Subject = tuple[str, str | None, str, str | None]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table that a note bears on."""

    table: TableLines
    cells: tuple[Observation, ...]
    """All its cells, whether they bear the note or not; none where a place was lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """A note and the rows that it bears on, each with all its cells."""

    note: Footnote
    rows: tuple[Row, ...]

    @property
    def of_a_row(self) -> bool:
        """Whether the note stands at a label or a cell, so that it speaks of that row."""
        return self.note.target in OF_A_ROW

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year that the note speaks of; None where it names none or goes on without end."""
        first, last = self.note.period_from, self.note.period_to
        return (int(first[:4]), int(last[:4])) if first and last else None

    @property
    def year(self) -> int | None:
        """The one year that the note speaks of."""
        return self.years[0] if self.years and self.years[0] == self.years[1] else None

    def covered(self, row: Row) -> tuple[Observation, ...]:
        """The figures of a row that the note speaks of: those that it bears on, in its years where it names them."""
        return tuple(
            cell
            for cell in row.cells
            if is_exact(cell)
            and self.note.footnote_id in cell.footnotes
            and (self.years is None or overlaps(cell, self.years))
        )


def read_bearings(dataset: Dataset) -> Iterator[Bearing]:
    """Every note on labels, cells, headers and captions, with its rows in printed order."""
    notes = {note.footnote_id: note for note in dataset.footnotes if note.target in OF_CELLS}
    rows: dict[str, list[Row]] = defaultdict(list)
    for table in read_lines(dataset) if notes else ():
        for line in table.lines:
            # A line with a lost place may have its figure anywhere, so nothing can be said of its years.
            row = Row(table, tuple(line.cells.values()) if line.sure else ())
            for footnote_id in {one for cell in row.cells for one in cell.footnotes}:
                rows[footnote_id].append(row)
    for footnote_id, note in notes.items():
        yield Bearing(note=note, rows=tuple(rows[footnote_id]))


def overlaps(cell: Observation, years: tuple[int, int]) -> bool:
    """Whether a cell's period shares a year with a span of years."""
    return any(years[0] <= year <= years[1] for year in years_of(cell.time_period))


def subject_of(one: Observation) -> Subject:
    """What a row of figures is about, in whatever publication."""
    return one.indicator, one.parent_indicator, one.ref_area, one.breakdown


@dataclass(frozen=True)
class Elsewhere:
    """The cells of a dataset as other publications of their family print them, by way of `dataset.revisions`."""

    dataset: Dataset

    def name(self, document_id: str) -> str:
        """How a message names a document."""
        return self._titles.get(document_id, document_id)

    def earlier(self, cell: Observation) -> tuple[Observation, ...]:
        """The same cell in earlier publications, the latest first."""
        return tuple(self._walk(cell, self._before))

    def later(self, cell: Observation) -> tuple[Observation, ...]:
        """The same cell in later publications, the first first."""
        return tuple(self._walk(cell, self._after))

    def of_year(self, cells: Iterable[Observation], year: int) -> tuple[Observation, ...]:
        """What publications that print one of some cells of a row print for a year in the same row."""
        prints = [each for cell in cells for each in (*self.earlier(cell), *self.later(cell))]
        wanted = {(each.document_id, subject_of(each), year) for each in prints}
        return tuple(cell for key in sorted(wanted, key=str) for cell in self._by_year.get(key, ()))

    def notes(self, cell: Observation) -> tuple[Footnote, ...]:
        """The notes that bear on a cell."""
        return tuple(self._notes[key] for key in cell.footnotes if key in self._notes)

    def _walk(self, cell: Observation, steps: Mapping[str, str]) -> Iterator[Observation]:
        at = steps.get(cell.observation_id, "")
        while at in self._figures:  # a part of a dataset may not have what others' chains lead to
            yield self._figures[at]
            at = steps.get(at, "")

    @cached_property
    def _before(self) -> dict[str, str]:
        return {row.observation_id: row.previous_observation_id for row in self.dataset.revisions}

    @cached_property
    def _after(self) -> dict[str, str]:
        return {row.previous_observation_id: row.observation_id for row in self.dataset.revisions}

    @cached_property
    def _figures(self) -> dict[str, Observation]:
        wanted = self._before.keys() | self._after.keys()
        return {one.observation_id: one for one in self.dataset.observations if one.observation_id in wanted}

    @cached_property
    def _by_year(self) -> dict[tuple[str, Subject, int], list[Observation]]:
        found: dict[tuple[str, Subject, int], list[Observation]] = defaultdict(list)
        for one in self.dataset.observations:
            if one.time_period and one.time_period.isdigit() and one.measure in OBSERVED and is_exact(one):
                found[one.document_id, subject_of(one), int(one.time_period)].append(one)
        return found

    @cached_property
    def _notes(self) -> dict[str, Footnote]:
        return {note.footnote_id: note for note in self.dataset.footnotes}

    @cached_property
    def _titles(self) -> dict[str, str]:
        return document_titles(self.dataset)


def note_finding(  # noqa: PLR0913 - the columns of a finding, each by its name
    note: Footnote,
    severity: Severity,
    table_id: str,
    message: str,
    cells: Iterable[Observation] = (),
    *,
    found: str | None = None,
    expected: str | None = None,
) -> Finding:
    """A finding on what a note says of its cells; where there are two sides, `found` and `expected` quote them."""
    return make_finding(
        rule=RULE,
        severity=severity,
        document_id=note.document_id,
        table_id=table_id,
        observations=tuple(one.observation_id for one in cells),
        footnote_id=note.footnote_id,
        message=message,
        found=found,
        expected=expected,
        locator=note.locator,
    )
