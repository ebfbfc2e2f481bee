"""What the cells of a sheet form: tables, the titles above them, and the notes and other lines around them.

A sheet does not say where its tables are. Empty rows part blocks, but also set rows of one table apart; so a block that
has no header of its own and fits under the table above goes on with it. An empty column parts two tables only where
the right one has labels of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile, zip_longest

from extract.document import Cell, Limits, Locator, Text, UnreadableDocument
from extract.html.captions import UNIT_LINE
from extract.html.notes import is_source_line
from extract.markers import leading_marker
from extract.office.items import Draft, Item, Line, Placed, RowDoubt
from extract.runs import TextRun
from extract.shapes import Shape, is_sentence, names_period, shape_of
from extract.sheets.model import Sheet, SheetCell

DEFAULT_NAME = re.compile(r"(?:blad|sheet|werkblad|tabelle|feuil)\s?\d*", re.IGNORECASE)
LONGEST_TITLE = 300
MOST_TITLES = 3
"""A number, a title and a unit, each in a row."""
EMPTY = TextRun()
UNCOMPUTED = "formula-without-value"
UNCOMPUTED_MESSAGE = (
    "Cel {address} bevat een formule zonder uitkomst; open het bestand in Excel of LibreOffice, sla het op "
    "en lees het opnieuw in."
)


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


def sheet_items(sheet: Sheet, limits: Limits) -> Iterator[Item]:
    """The lines and tables of a sheet, in reading order."""
    sheet.refuse_above(limits)
    if sheet.name and sheet.cells and DEFAULT_NAME.fullmatch(sheet.name) is None:
        run = TextRun()
        run.add(sheet.name)
        yield Line(run=run, address=sheet.address(0, 0), heading=2)
    bands = _with_continued([part for band in _bands(sheet.cells) for part in _parted(band)])
    for band, below in zip_longest(bands, bands[1:]):
        yield from _items(band, sheet, limits, leads=below is not None and not below.rows[0].is_line)


def _bands(cells: Sequence[SheetCell]) -> Iterator[Band]:
    """The rows of a sheet, parted at empty ones."""
    own: dict[int, list[SheetCell]] = {}
    covered: dict[int, list[SheetCell]] = {}
    for cell in cells:
        own.setdefault(cell.row, []).append(cell)
        for row in cell.rows[1:]:
            covered.setdefault(row, []).append(cell)
    rows: list[Row] = []
    shown = sorted({*own, *covered})
    for number in shown:
        if rows and number > rows[-1].number + 1:
            yield Band(tuple(rows))
            rows = []
        rows.append(Row(number, tuple(own.get(number, ())), tuple(covered.get(number, ()))))
    if rows:
        yield Band(tuple(rows))


def _parted(band: Band) -> list[Band]:
    """A band, parted at those empty columns that have a table of its own at their right."""
    columns = band.columns
    starts = [column for before, column in pairwise(columns) if column > before + 1]
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


def _with_continued(bands: Sequence[Band]) -> list[Band]:
    """The bands, each that goes on with the table above it as part of that."""
    joined: list[Band] = []
    for band in bands:
        if joined and _goes_on(joined[-1], band):
            joined[-1] = Band(joined[-1].rows + band.rows)
        else:
            joined.append(band)
    return joined


def _goes_on(above: Band, below: Band) -> bool:
    """Whether a band has rows of the table above: figures, in columns of that, under no header of its own."""
    first = next((row for row in below.rows if not row.is_line), None)
    if first is None or all(row.is_line for row in above.rows) or above.rows[-1].number >= below.rows[0].number:
        return False
    if _is_header(first) or not set(below.columns) <= set(above.columns):
        return False
    return _has_figure(first) and all(_could_be_section(row, above) for row in below.rows if row.number < first.number)


def _could_be_section(row: Row, above: Band) -> bool:
    return row.cells[0].column == above.columns[0] and not _is_note(row.cells[0])


def _is_header(row: Row) -> bool:
    """Whether a row could head a table: behind its first cell there are words and periods only."""
    return all(
        shape_of(cell.run.text.text) in (Shape.WORDS, Shape.PERIOD) or names_period(cell.run.text.text)
        for cell in row.cells[1:]
    )


def _has_figure(row: Row) -> bool:
    return any(shape_of(cell.run.text.text) in (Shape.FIGURE, Shape.MISSING) for cell in row.cells[1:])


def _items(band: Band, sheet: Sheet, limits: Limits, *, leads: bool) -> Iterator[Item]:
    """The lines above a table, the table, and the lines below it; or nothing but lines, which may lead to a table."""
    rows, left = list(band.rows), band.columns[0]
    above = len(list(takewhile(lambda row: row.is_line and row.cells[0].column == left, rows)))
    below = len(list(takewhile(lambda row: row.is_line and _is_note(row.cells[0]), reversed(rows[above:]))))
    table = rows[above : len(rows) - below]
    titles = _titles(rows[:above], apart=not table) if table or leads else 0
    for index, row in enumerate(rows[:above]):
        yield _line(row.cells[0], is_title=index >= above - titles)
    if table:
        yield _draft(table, sheet, limits)
    for row in rows[len(rows) - below :]:
        cell = row.cells[0]
        yield Line(run=cell.run, address=cell.address, is_note=bool(table) and _has_marker(cell.run.text))


def _titles(rows: Sequence[Row], *, apart: bool) -> int:
    """How many of the lines above a table are its title; where an empty row is between, the last one with its unit."""
    if not apart:
        return min(len(rows), MOST_TITLES)
    unit = bool(rows) and UNIT_LINE.fullmatch(rows[-1].cells[0].run.text.text) is not None
    return min(len(rows), 2 if unit else 1)


def _is_note(cell: SheetCell) -> bool:
    """Whether a lone cell is text below a table rather than a row of it: a note, a source, a sentence."""
    text = cell.run.text
    return _has_marker(text) or is_source_line(text.text) or is_sentence(text.text)


def _has_marker(text: Text) -> bool:
    """Whether a text begins with the marker of a note."""
    is_raised = bool(text.markers) and text.markers[0].offset == 0 and text.text != ""
    return is_raised or leading_marker(text.text) is not None


def _line(cell: SheetCell, *, is_title: bool) -> Line:
    text = cell.run.text.text
    names = is_title and len(text) <= LONGEST_TITLE and not is_sentence(text) and not _is_note(cell)
    return Line(run=cell.run, address=cell.address, is_caption=names)


def _draft(rows: Sequence[Row], sheet: Sheet, limits: Limits) -> Draft:
    """A table of rows: every place of it a cell, those without anything in them too."""
    cells = [cell for row in rows for cell in row.cells]
    columns = sorted({column for cell in cells for column in cell.columns})
    if len(rows) * len(columns) > limits.cells:
        raise UnreadableDocument(
            f"A table in the sheet {sheet.name!r} has {len(columns)} columns by {len(rows)} rows, more than the "
            f"{limits.cells:,} cells allowed; split it, or raise the limit."
        )
    across = {column: index for index, column in enumerate(columns)}
    down = {row.number: index for index, row in enumerate(rows)}
    taken: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    runs: dict[tuple[int, int], TextRun] = {}
    for cell in cells:
        place = down[cell.row], across[cell.column]
        rowspan = sum(1 for row in cell.rows if row in down)
        taken.update((place[0] + r, place[1] + c) for r in range(rowspan) for c in range(len(cell.columns)))
        placed.append(_placed(cell.run, place, (rowspan, len(cell.columns)), cell.address, cell.indent))
        runs[place] = cell.run
    for row in rows:
        for column in columns:
            place = down[row.number], across[column]
            if place not in taken:
                placed.append(_placed(EMPTY, place, (1, 1), sheet.address(row.number, column), 0.0))
                runs[place] = EMPTY
    first = cells[0]
    return Draft(
        cells=tuple(sorted(placed, key=lambda each: (each.cell.row, each.cell.column))),
        runs=runs,
        rows=len(rows),
        columns=len(columns),
        header_rows=0,
        address=first.address,
        doubts=tuple(_uncomputed(cell, down[cell.row]) for cell in cells if cell.uncomputed),
    )


def _uncomputed(cell: SheetCell, row: int) -> RowDoubt:
    message = UNCOMPUTED_MESSAGE.format(address=cell.address)
    return RowDoubt(row=row, rule=UNCOMPUTED, message=message, address=cell.address)


def _placed(run: TextRun, place: tuple[int, int], span: tuple[int, int], address: str, indent: float) -> Placed:
    cell = Cell(
        row=place[0],
        column=place[1],
        rowspan=max(1, span[0]),
        colspan=max(1, span[1]),
        content=run.text,
        locator=Locator(address=address),
        bold=run.bold,
    )
    return Placed(cell, indent)
