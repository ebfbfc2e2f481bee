"""Rows of a sheet that belong together: parted at empty rows and columns, joined where a table goes on.

A sheet does not say where its tables are. Empty rows part blocks, but also set rows of one table apart; so a block that
has no header of its own and fits under the table above goes on with it. An empty column parts two tables only where
the right one has labels of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from extract.document import Text
from extract.html.notes import is_source_line
from extract.markers import leading_marker
from extract.shapes import Shape, is_sentence, names_period, shape_of
from extract.sheets.model import Sheet, SheetCell


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something; a cell that was merged downwards stands in its first row only."""

    number: int
    cells: tuple[SheetCell, ...]
    covered: tuple[SheetCell, ...] = ()
    """Cells of rows above that reach down into it."""

    @property
    def is_line(self) -> bool:
        """Whether one cell is all there is."""
        return len(self.cells) == 1 and not self.covered


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that follow each other without an empty one between."""

    rows: tuple[Row, ...]

    @property
    def columns(self) -> list[int]:
        """The columns in which it holds something."""
        return sorted({column for row in self.rows for cell in (*row.cells, *row.covered) for column in cell.columns})


def bands_of(sheet: Sheet) -> list[Band]:
    """The bands of a sheet, each that goes on with the table above it as part of that."""
    joined: list[Band] = []
    for band in (part for whole in _split(sheet) for part in _parted(whole, sheet)):
        if joined and _goes_on(joined[-1], band):
            joined[-1] = Band(joined[-1].rows + band.rows)
        else:
            joined.append(band)
    return joined


def _split(sheet: Sheet) -> Iterator[Band]:
    """The rows of a sheet, parted at empty ones."""
    own: dict[int, list[SheetCell]] = {}
    covered: dict[int, list[SheetCell]] = {}
    for cell in sheet.cells:
        own.setdefault(cell.row, []).append(cell)
        for row in cell.rows[1:]:
            covered.setdefault(row, []).append(cell)
    rows: list[Row] = []
    shown = sorted({*own, *covered})
    for number in shown:
        if rows and _is_apart(rows[-1].number, number, sheet.hidden_rows):
            yield Band(tuple(rows))
            rows = []
        rows.append(Row(number, tuple(own.get(number, ())), tuple(covered.get(number, ()))))
    if rows:
        yield Band(tuple(rows))


def _is_apart(first: int, second: int, hidden: AbstractSet[int]) -> bool:
    """Whether there is an empty row or column between two; one that is hidden parts nothing."""
    return any(number not in hidden for number in range(first + 1, second))


def _parted(band: Band, sheet: Sheet) -> list[Band]:
    """A band, parted at those empty columns that have a table of its own at their right."""
    columns = band.columns
    starts = [column for before, column in pairwise(columns) if _is_apart(before, column, sheet.hidden_columns)]
    cuts = [start for start in starts if _begins_table(band, start)]
    if not cuts:
        return [band]
    edges = [0, *cuts, columns[-1] + 1]
    parts = (_between(band, left, right) for left, right in pairwise(edges))
    return [part for part in parts if part.rows]


def _begins_table(band: Band, start: int) -> bool:
    """Whether the columns from one on are a table: labels in the first, figures in a later one and in earlier ones."""
    labels = figures = before = 0
    for row in band.rows:
        for cell in row.cells:
            shape = shape_of(cell.run.text.text)
            if cell.column == start:
                labels += shape is Shape.WORDS
                figures -= 2 * (shape in (Shape.FIGURE, Shape.MISSING))
            elif shape is Shape.FIGURE:
                figures += cell.column > start
                before += cell.column < start
    return labels > 1 and figures > 0 and before > 0


def _between(band: Band, left: int, right: int) -> Band:
    rows = (
        Row(
            row.number,
            tuple(cell for cell in row.cells if left <= cell.column < right),
            tuple(cell for cell in row.covered if left <= cell.column < right),
        )
        for row in band.rows
    )
    return Band(tuple(row for row in rows if row.cells or row.covered))


def _goes_on(above: Band, below: Band) -> bool:
    """Whether a band has rows of the table above: figures, in columns of that, under no header of its own."""
    first = next((row for row in below.rows if not row.is_line), None)
    if first is None or all(row.is_line for row in above.rows) or above.rows[-1].number >= below.rows[0].number:
        return False
    if _is_header(first) or not set(below.columns) <= set(above.columns):
        return False
    return _has_figure(first) and all(_could_be_section(row, above) for row in below.rows if row.number < first.number)


def _could_be_section(row: Row, above: Band) -> bool:
    return row.cells[0].column == above.columns[0] and not is_note(row.cells[0])


def _is_header(row: Row) -> bool:
    """Whether a row could head a table: behind its first cell there are words and periods only."""
    return all(
        shape_of(cell.run.text.text) in (Shape.WORDS, Shape.PERIOD) or names_period(cell.run.text.text)
        for cell in row.cells[1:]
    )


def _has_figure(row: Row) -> bool:
    return any(shape_of(cell.run.text.text) in (Shape.FIGURE, Shape.MISSING) for cell in row.cells[1:])


def is_note(cell: SheetCell) -> bool:
    """Whether a lone cell is text below a table rather than a row of it: a note, a source, a sentence."""
    text = cell.run.text
    return has_marker(text) or is_source_line(text.text) or is_sentence(text.text)


def has_marker(text: Text) -> bool:
    """Whether a text begins with the marker of a note."""
    is_raised = bool(text.markers) and text.markers[0].offset == 0 and text.text != ""
    return is_raised or leading_marker(text.text) is not None
