"""What the cells of a sheet form: tables, the titles above them, and the notes and other lines around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest

from extract.document import Cell, Limits, Locator, RefusedDocument
from extract.html.captions import UNIT_LINE
from extract.office.items import Draft, Item, Line, Placed, RowDoubt
from extract.runs import TextRun
from extract.shapes import Shape, is_sentence, shape_of
from extract.sheets.bands import Band, Row, bands_of, has_marker, is_note
from extract.sheets.model import Sheet, SheetCell

DEFAULT_NAME = re.compile(r"(?:blad|sheet|werkblad|tabelle|feuil)\s?\d*", re.IGNORECASE)
LONE_MARKER = re.compile(r"\*{1,4}\)?|[†‡#]|\(?(?:\d{1,2}|[a-z])\)")
"""A marker that has a cell for itself: a plain number there is as likely the number of a row."""
LONGEST_TITLE = 300
MOST_TITLES = 3
"""A number, a title and a unit, each in a row."""
EMPTY = TextRun()
UNCOMPUTED = "formula-without-value"
UNCOMPUTED_MESSAGE = (
    "Cel {address} bevat een formule zonder uitkomst; open het bestand in Excel of LibreOffice, sla het op "
    "en lees het opnieuw in."
)


def sheet_items(sheet: Sheet, limits: Limits) -> Iterator[Item]:
    """The lines and tables of a sheet, in reading order."""
    sheet.refuse_above(limits)
    if sheet.name and sheet.cells and DEFAULT_NAME.fullmatch(sheet.name) is None:
        run = TextRun()
        run.add(sheet.name)
        yield Line(run=run, address=sheet.address(0, 0), heading=2)
    bands = bands_of(sheet)
    for band, below in zip_longest(bands, bands[1:]):
        yield from _items(band, sheet, limits, leads=below is not None and not below.rows[0].is_line)


def _items(band: Band, sheet: Sheet, limits: Limits, *, leads: bool) -> Iterator[Item]:
    """The lines above a table, the table, and the lines below it; or nothing but lines, which may lead to a table."""
    rows, left = list(band.rows), band.columns[0]
    above = len(list(takewhile(lambda row: row.is_line and row.cells[0].column == left, rows)))
    below = len(list(takewhile(_is_below, reversed(rows[above:]))))
    table = rows[above : len(rows) - below]
    if not any(row.cells for row in table):  # what a line that is merged over several rows reaches over
        table = []
    titles = _titles(rows[:above], apart=not table) if table or leads else 0
    for index, row in enumerate(rows[:above]):
        yield _line(row.cells[0], is_title=index >= above - titles)
    if table:
        yield _draft(table, sheet, limits)
    for row in rows[len(rows) - below :]:
        run = _joined(row)
        yield Line(run=run, address=row.cells[0].address, is_note=bool(table) and has_marker(run.text))


def _titles(rows: Sequence[Row], *, apart: bool) -> int:
    """How many of the lines above a table are its title; where an empty row is between, the last one with its unit."""
    if not apart:
        return min(len(rows), MOST_TITLES)
    unit = bool(rows) and UNIT_LINE.fullmatch(rows[-1].cells[0].run.text.text) is not None
    return min(len(rows), 2 if unit else 1)


def _is_below(row: Row) -> bool:
    """Whether a row stands below a table: a lone line that is a note or a source, or a note whose marker has a cell."""
    if row.is_line:
        return is_note(row.cells[0])
    if len(row.cells) != 2 or row.covered:
        return False
    marker, text = (cell.run.text.raw for cell in row.cells)
    return LONE_MARKER.fullmatch(marker) is not None and shape_of(text) is Shape.WORDS


def _joined(row: Row) -> TextRun:
    """The text of a line; a marker that has a cell for itself before it is put in front."""
    if len(row.cells) == 1:
        return row.cells[0].run
    run = row.cells[0].run.copy()
    run.add(" ")
    run.extend(row.cells[1].run)
    return run


def _line(cell: SheetCell, *, is_title: bool) -> Line:
    text = cell.run.text.text
    names = is_title and len(text) <= LONGEST_TITLE and not is_sentence(text) and not is_note(cell)
    return Line(run=cell.run, address=cell.address, is_caption=names)


def _draft(rows: Sequence[Row], sheet: Sheet, limits: Limits) -> Draft:
    """A table of rows: every place of it a cell, those without anything in them too.

    Rows and columns in which no cell begins are none: a merged cell may reach far beyond its table.
    """
    rows = [row for row in rows if row.cells]
    cells = [cell for row in rows for cell in row.cells]
    columns = sorted({cell.column for cell in cells})
    if len(rows) * len(columns) > limits.cells:
        raise RefusedDocument(
            f"A table in the sheet {sheet.name!r} has {len(columns)} columns by {len(rows)} rows, more than the "
            f"{limits.cells:,} cells allowed; split it, or allow more (--limit cells)."
        )
    across = {column: index for index, column in enumerate(columns)}
    down = {row.number: index for index, row in enumerate(rows)}
    taken: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    runs: dict[tuple[int, int], TextRun] = {}
    for cell in cells:
        place = down[cell.row], across[cell.column]
        span = sum(1 for row in cell.rows if row in down), sum(1 for column in cell.columns if column in across)
        taken.update((place[0] + r, place[1] + c) for r in range(span[0]) for c in range(span[1]))
        placed.append(_placed(cell.run, place, span, cell.address, cell.indent))
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
