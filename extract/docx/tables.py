"""A Word table becomes a draft: what each cell prints, and what stands in cells that is no text of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from lxml import etree

from extract.document import Cell, Locator
from extract.docx.grid import Slot, WordGrid, read_grid
from extract.docx.inline import Pieces, through
from extract.docx.names import CELL, PARAGRAPH, TABLE, TEXT, VALUE, WORD
from extract.docx.styles import Look, ParagraphStyle
from extract.html.cells import ReadCell
from extract.office.items import Draft, Item
from extract.office.layout import CellShape, is_layout
from extract.runs import TextRun

LOOKS, STYLE = f"{WORD}tblPr/{WORD}tblLook", f"{WORD}tblPr/{WORD}tblStyle"
FIRST_ROW = 0x0020
"""The bit of `w:tblLook` that says that the first row looks as the style has it."""


class Paragraphs(Protocol):
    """What a table asks of the reader of the text around it."""

    def style(self, paragraph: etree._Element) -> ParagraphStyle:
        """What a paragraph is."""

    def write(self, paragraph: etree._Element, style: ParagraphStyle, pieces: Pieces) -> bool:
        """Write a paragraph with its number; whether the next one goes on with it."""

    def items(self, container: etree._Element, address: str) -> Iterator[Item]:
        """What stands in a text box or a cell."""

    def read_table(self, table: etree._Element, address: str) -> Iterator[Item]:
        """A table in a cell, or the contents of its cells."""

    def has_bold_head(self, style: str | None) -> bool:
        """Whether a style of tables sets the first row in bold."""


def is_frame(table: etree._Element) -> bool:
    """Whether a table only lays out text, so that its cells are to be read block by block."""
    cells = list(table.iter(CELL))
    if len(cells) > 1 and sum(1 for _ in table.iter(PARAGRAPH)) <= len(cells):
        return False
    if next(table.iter(f"{WORD}tblHeader"), None) is not None:
        return False
    return is_layout([_shape(cell) for row in through(table, f"{WORD}tr") for cell in through(row, CELL)])


def _shape(cell: etree._Element) -> CellShape:
    sizes = [sum(len(text.text or "") for text in paragraph.iter(TEXT)) for paragraph in through(cell, PARAGRAPH)]
    return CellShape(paragraphs=sizes, blocks=next(through(cell, TABLE), None) is not None)


def cells_of_frame(table: etree._Element, address: str) -> Iterator[tuple[etree._Element, str]]:
    """The cells of a table that only lays out text, in reading order, each with its address."""
    for number_, row in enumerate(through(table, f"{WORD}tr"), start=1):
        for step, cell in enumerate(through(row, CELL), start=1):
            yield cell, f"{address}&row={number_}&cell={step}"


class TableReader:
    """Reads the tables of one document."""

    def __init__(self, paragraphs: Paragraphs, limit: int) -> None:
        self._paragraphs = paragraphs
        self._limit = limit

    def read(self, table: etree._Element, address: str) -> Draft:
        """The draft of a table of data."""
        grid = read_grid(table, self._limit)
        head = Look(bold=True) if self._sets_head_bold(table) else None
        cells: list[ReadCell] = []
        runs: dict[tuple[int, int], TextRun] = {}
        inner: list[Item] = []
        for slot in grid.slots:
            read, run = self._read_cell(slot, grid, address, head if slot.row == 0 else None, inner)
            cells.append(read)
            runs[read.cell.row, read.cell.column] = run
        return Draft(
            cells=tuple(cells),
            runs=runs,
            rows=len(grid.steps),
            columns=grid.columns,
            header_rows=grid.header_rows if grid.header_rows < len(grid.steps) else 0,
            address=address,
            inner=tuple(inner),
        )

    def _sets_head_bold(self, table: etree._Element) -> bool:
        look, style = table.find(LOOKS), table.find(STYLE)
        if look is None or style is None:
            return False
        first = look.get(f"{WORD}firstRow")
        shows = first in ("1", "true", "on") if first else bool(_hexadecimal(look.get(VALUE)) & FIRST_ROW)
        return shows and self._paragraphs.has_bold_head(style.get(VALUE))

    def _read_cell(
        self, slot: Slot, grid: WordGrid, table: str, head: Look | None, inner: list[Item]
    ) -> tuple[ReadCell, TextRun]:
        address = f"{table}&row={grid.steps[slot.row]}&cell={slot.step}"
        pieces, indent = Pieces(), 0.0
        goes_on = True
        for child in through(slot.element, PARAGRAPH, TABLE):
            if child.tag == TABLE:
                continue
            style = self._paragraphs.style(child)
            if not goes_on:
                pieces.writer.end_line()
            before = len(pieces.writer.run.source)
            goes_on = self._paragraphs.write(child, style if head is None else replace(style, look=head), pieces)
            if not before and pieces.writer.run.source:
                indent = style.indent
        inner += self._within(slot.element, pieces, address)
        run = pieces.writer.run
        cell = Cell(
            row=slot.row,
            column=slot.start,
            rowspan=slot.rowspan,
            colspan=slot.end - slot.start,
            content=run.text,
            locator=Locator(address=address),
            header=slot.row < grid.header_rows,
            bold=run.bold,
        )
        return ReadCell(cell, slot.element, max(indent, 0.0)), run

    def _within(self, cell: etree._Element, pieces: Pieces, address: str) -> Iterator[Item]:
        """The tables and text boxes in a cell."""
        for number_, table in enumerate(through(cell, TABLE), start=1):
            yield from self._paragraphs.read_table(table, f"{address}&table={number_}")
        for number_, box in enumerate(pieces.boxes, start=1):
            yield from self._paragraphs.items(box, f"{address}&box={number_}")


def _hexadecimal(text: str | None) -> int:
    try:
        return int(text or "0", 16)
    except ValueError:
        return 0
