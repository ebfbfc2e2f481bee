"""Workbooks for tests, written by openpyxl: a program that is not ours."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import datetime

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from extract.document import Document, Table
from extract.from_xlsx import read

Value = str | int | float | datetime | None


def workbook(fill: Callable[[Worksheet], None], *more: Callable[[Worksheet], None], name: str = "Blad1") -> bytes:
    """A workbook with a sheet for each function that fills one."""
    book = openpyxl.Workbook()
    for number, function in enumerate((fill, *more)):
        sheet = book.active if number == 0 else book.create_sheet(f"Blad{number + 1}")
        assert isinstance(sheet, Worksheet)
        if number == 0:
            sheet.title = name
        function(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def put(sheet: Worksheet, rows: Sequence[Sequence[Value]], *, top: int = 1, left: int = 1) -> None:
    """Put rows of values into a sheet."""
    for down, values in enumerate(rows):
        for right, value in enumerate(values):
            if value is not None:
                sheet.cell(top + down, left + right, value)


def read_sheet(rows: Sequence[Sequence[Value]], name: str = "Blad1") -> Document:
    """The document that a sheet with these rows is."""
    return read(workbook(lambda sheet: put(sheet, rows), name=name))


def printed(table: Table) -> list[list[str]]:
    """The rows of a table as printed."""
    return [[cell.content.raw for cell in table.cells if cell.row == row] for row in range(table.rows)]
