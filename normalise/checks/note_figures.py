"""footnote-value: a figure that a note states, or says was printed before, against its row and other publications."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalise.checks.bearings import OBSERVED, Bearing, Elsewhere, Row, note_finding, overlaps
from normalise.checks.figures import format_figure, name_cell, print_figure, value_of
from normalise.checks.lines import is_exact
from normalise.checks.wording import speaks_of
from normalise.dataset import Finding, NoteTarget, Observation, Severity
from normalise.note_claims import Stated, read_claims
from normalise.sentences import years_of


def check_stated_figures(bearing: Bearing, elsewhere: Elsewhere) -> Iterator[Finding]:
    """Figures in a note other than those that are printed for the same year, here or in another publication."""
    stated = [claim for claim in read_claims(bearing.note.text) if isinstance(claim, Stated)]
    for row in bearing.rows if stated else ():
        for claim in stated:
            year = _year(bearing, row, claim)
            rivals = [one for one in stated if (one.earlier, _year(bearing, row, one)) == (claim.earlier, year)]
            if year is None or len(rivals) > 1:
                continue
            if claim.earlier:
                yield from _check_earlier(bearing, row, claim, year, elsewhere)
            else:
                yield from _check_now(bearing, row, claim, year, elsewhere)


def _year(bearing: Bearing, row: Row, claim: Stated) -> int | None:
    """The year of a stated figure: as its sentence says, else its note, else the cell at which its marker stands."""
    if claim.year is not None or bearing.year is not None:
        return claim.year or bearing.year
    if bearing.note.target is not NoteTarget.CELL:
        return None
    years = {year for cell in bearing.covered(row) for year in years_of(cell.time_period)}
    return years.pop() if len(years) == 1 else None


def _check_now(bearing: Bearing, row: Row, claim: Stated, year: int, elsewhere: Elsewhere) -> Iterator[Finding]:
    own = _comparable(row.cells, claim, year)
    if len(own) == 1 and not _says(claim, own[0]):
        # A note may well cite another figure than the one it stands at (a part, another count), so this is no warning.
        yield _finding(bearing, claim, own[0], f"gedrukt staat {print_figure(own[0])}")
    if own or any(overlaps(cell, (year, year)) and is_exact(cell) for cell in row.cells):
        return
    others = _comparable(elsewhere.of_year(row.cells, year), claim, year)
    if others and not any(_says(claim, other) for other in others):
        source = elsewhere.name(others[-1].document_id)
        yield _finding(bearing, claim, others[-1], f"{source} drukt {print_figure(others[-1])}")


def _check_earlier(bearing: Bearing, row: Row, claim: Stated, year: int, elsewhere: Elsewhere) -> Iterator[Finding]:
    own = _comparable(row.cells, claim, year)
    if len(own) != 1:
        return
    if _says(claim, own[0]) and speaks_of("revised", bearing.note.text):
        yield _finding(bearing, claim, own[0], "dat staat er nog", Severity.WARNING)
        return
    earlier = _comparable(elsewhere.earlier(own[0]), claim, year)
    if earlier and not any(_says(claim, other) for other in earlier):
        source = elsewhere.name(earlier[0].document_id)
        said = f"eerder drukte {source} {print_figure(earlier[0])}"
        yield _finding(bearing, claim, own[0], said, Severity.WARNING, earlier[0])


def _comparable(cells: Iterable[Observation], claim: Stated, year: int) -> list[Observation]:
    return [
        cell
        for cell in cells
        if is_exact(cell)
        and overlaps(cell, (year, year))
        and cell.measure in OBSERVED
        and claim.figure.same_unit(cell.unit_measure)
    ]


def _says(claim: Stated, cell: Observation) -> bool:
    figure = claim.figure
    if figure.approximate:
        return figure.rounds(value_of(cell), cell.unit_mult)
    # A note may leave out the power of ten that its table prints above: 12,5 in a table in millions.
    return figure.equals(value_of(cell), cell.unit_mult) or (figure.unit_mult == 0 and figure.value == value_of(cell))


def _finding(
    bearing: Bearing,
    claim: Stated,
    cell: Observation,
    printed: str,
    severity: Severity = Severity.INFO,
    other: Observation | None = None,
) -> Finding:
    said = format_figure(claim.figure.value)
    message = f"{name_cell(cell)}: noot {bearing.note.marker} noemt {'eerder ' * claim.earlier}{said}, {printed}."
    return note_finding(
        bearing.note,
        severity,
        bearing.rows[0].table.table_id,
        message,
        (cell, other) if other else (cell,),
        found=print_figure(other or cell),
        expected=said,
    )
