"""The sheets of an OpenDocument spreadsheet: it holds each figure as stored and as the author saw it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml import etree

from extract.document import Limits
from extract.odt.inline import Pieces, TextReader
from extract.odt.names import (
    CELL,
    COLUMNS_REPEATED,
    COLUMNS_SPANNED,
    COVERED,
    OFFICE,
    PARAGRAPH,
    ROWS_REPEATED,
    ROWS_SPANNED,
    TABLE,
    count,
    points,
)
from extract.odt.styles import Styles
from extract.odt.tables import columns_of, rows_of
from extract.office.items import ReadNote
from extract.office.look import Look
from extract.runs import TextRun
from extract.sheets.model import Sheet, SheetCell, address_of_sheet
from extract.sheets.number_formats import can_be_shown, show_general
from extract.sheets.xlsx_sheet import MOST_MERGED, with_note

NAME, CELL_STYLE, DEFAULT_STYLE = f"{TABLE}name", f"{TABLE}style-name", f"{TABLE}default-cell-style-name"
VISIBILITY, KIND, VALUE = f"{TABLE}visibility", f"{OFFICE}value-type", f"{OFFICE}value"
ANNOTATION = f"{OFFICE}annotation"
NUMBERS = frozenset({"float", "percentage", "currency"})
MOST_PLACES = 1_048_576
"""Rows of a sheet; files repeat the last, empty row as often."""
FIGURE = re.compile(r"\d[\d.,\s\u202f]*")
LEAST_SAME = Decimal("0.5")
"""Of the last printed digit: what rounding can differ."""


@dataclass(frozen=True, slots=True)
class _Column:
    hidden: bool
    style: str | None


class SheetReader:
    """Reads the sheets of one spreadsheet, and the comments on their cells as notes."""

    def __init__(self, styles: Styles, limits: Limits) -> None:
        self._styles = styles
        self._text = TextReader(styles)
        self._limits = limits
        self.notes: list[ReadNote] = []

    def is_shown(self, table: etree._Element) -> bool:
        """Whether a sheet is not hidden."""
        return self._styles.is_shown_table(table.get(CELL_STYLE))

    def read(self, table: etree._Element) -> Sheet:
        """The cells of a sheet that show something, hidden rows and columns left out."""
        sheet = Sheet(table.get(NAME, ""), address_form=address_of_sheet(table.get(NAME, "")))
        columns = list(self._columns(table))
        sheet.hidden_columns = {index for index, column in enumerate(columns) if column.hidden}
        number = 0
        for row, _ in rows_of(table):
            times = count(row, ROWS_REPEATED, MOST_PLACES)
            if row.get(VISIBILITY) in ("collapse", "filter"):
                sheet.hidden_rows.update(range(number, number + min(times, MOST_MERGED)))
            elif any(len(cell) for cell in row):
                for repeated in range(number, number + times):
                    self._read_row(row, repeated, columns, sheet)
                    sheet.refuse_above(self._limits)
            number += times
        sheet.cells = [cell for cell in sheet.cells if _clip(cell, sheet)]
        return sheet

    def _columns(self, table: etree._Element) -> Iterator[_Column]:
        for column in columns_of(table):
            is_hidden = column.get(VISIBILITY) in ("collapse", "filter")
            read = _Column(is_hidden, column.get(DEFAULT_STYLE))
            yield from [read] * count(column, COLUMNS_REPEATED, 16_384)

    def _read_row(self, row: etree._Element, number: int, columns: list[_Column], sheet: Sheet) -> None:
        column = 0
        for cell in row:
            if cell.tag not in (CELL, COVERED):
                continue
            times = count(cell, COLUMNS_REPEATED, 16_384)
            if cell.tag == CELL and len(cell):
                for repeated in range(column, column + times):
                    style = columns[repeated].style if repeated < len(columns) else None
                    look = self._styles.cell(cell.get(CELL_STYLE) or row.get(DEFAULT_STYLE) or style)
                    self._read_cell(cell, number, repeated, look, sheet)
            column += times

    def _read_cell(self, cell: etree._Element, row: int, column: int, look: Look, sheet: Sheet) -> None:
        address = sheet.address(row, column)
        run = self._run(cell, look)
        for annotation in cell.iterchildren(ANNOTATION):
            key = f"comment-{len(self.notes) + 1}"
            run = with_note(run, key)
            text = self._said(annotation)
            self.notes.append(ReadNote(key=key, marker="", content=text.text, address=address))
        if not run.source.strip():
            return
        height, width = (min(count(cell, name, MOST_PLACES), MOST_MERGED) for name in (ROWS_SPANNED, COLUMNS_SPANNED))
        rows, across = tuple(range(row, row + height)), tuple(range(column, column + width))
        sheet.add(SheetCell(row, column, run, address, rows, across, self._indent(cell)))

    def _run(self, cell: etree._Element, look: Look) -> TextRun:
        pieces = Pieces()
        lines = list(cell.iterchildren(PARAGRAPH))
        for index, line in enumerate(lines):
            if index:
                pieces.writer.end_line()
            self._text.read(line, look, pieces)
        run = pieces.writer.run
        if cell.get(KIND) in NUMBERS and len(lines) == 1:
            printed = in_dutch(run.source, cell.get(VALUE))
            if printed != run.source:
                run = TextRun()
                run.add(printed, bold=look.bold)
        return run

    def _said(self, annotation: etree._Element) -> TextRun:
        pieces = Pieces()
        for line in annotation.iterchildren(PARAGRAPH):
            self._text.read(line, Look(), pieces)
            pieces.writer.end_line()
        return pieces.writer.run

    def _indent(self, cell: etree._Element) -> float:
        return points(self._styles.cell_margin(cell.get(CELL_STYLE)))


def _clip(cell: SheetCell, sheet: Sheet) -> bool:
    """Leave out the hidden rows and columns that a cell covers; whether anything of it is left."""
    cell.rows = tuple(row for row in cell.rows if row not in sheet.hidden_rows)
    cell.columns = tuple(column for column in cell.columns if column not in sheet.hidden_columns)
    if cell.rows and cell.columns:
        cell.row, cell.column = cell.rows[0], cell.columns[0]
    return bool(cell.rows and cell.columns)


def in_dutch(printed: str, stored: str | None) -> str:
    """A figure as it is printed, its points and commas as in Dutch where the author's program showed English ones.

    The stored value tells which they are; one that was not rendered at all is shown as a cell without format shows it.

    >>> in_dutch("1,522.5", "1522.5"), in_dutch("1.522", "1522"), in_dutch("", "0.5")
    ('1.522,5', '1.522', '0,5')
    """
    try:
        value = Decimal(stored or "").copy_abs()
    except InvalidOperation:
        return printed
    if not can_be_shown(value):
        return printed
    if not printed.strip():
        return ("-" if (stored or "").strip().startswith("-") else "") + show_general(value)
    match = FIGURE.search(printed)
    if match is None:
        return printed
    if "%" in printed:
        value *= 100
    figure = match.group()
    if _is_same(figure, value, point=",") or not _is_same(figure, value, point="."):
        return printed
    return printed.replace(figure, figure.translate(str.maketrans(".,", ",.")))


def _is_same(figure: str, value: Decimal, *, point: str) -> bool:
    """Whether a figure with this decimal sign is a value, rounded as printed."""
    thousands = "." if point == "," else ","
    plain = "".join(figure.split()).replace(thousands, "").rstrip(".,")
    whole, _, places = plain.partition(point)
    try:
        number = Decimal(f"{whole}.{places}" if places else whole)
    except InvalidOperation:
        return False
    return abs(number - value) <= LEAST_SAME.scaleb(-len(places))
