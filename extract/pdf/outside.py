"""Headers that stand above the frame of their table, without rules of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.pdf.columns import Stretch
from extract.pdf.found import FoundTable
from extract.pdf.headers import read_header
from extract.pdf.lattice import make_cells, make_layer
from extract.pdf.lines import TextLine
from extract.pdf.looks import is_caption, is_figure
from extract.pdf.page import Page, around
from extract.pdf.ruled import measure_of
from extract.pdf.stacking import CLOSE, Layer
from extract.shapes import names_period

MOST_LINES = 3
FILLED = 0.5
"""Share of the columns after the first that a header outside has texts over."""


def take_header(page: Page, table: FoundTable, lines: Sequence[TextLine]) -> FoundTable:
    """A table that begins with figures, with the lines right above its frame that stand over its columns."""
    above = _lines_above(table, lines) if _begins_with_figures(table) else []
    if not above:
        return table
    columns = [Stretch(left, right) for left, right in zip(table.lefts, table.rights, strict=True)]
    measure = measure_of(above)
    layers = [make_layer(line, columns, measure) for line in above]
    if not _is_header(layers, len(columns)):
        return table
    drafts, rows = read_header(layers, columns, ())
    cells = [*make_cells(drafts, page), *(replace(cell, row=cell.row + rows) for cell in table.cells)]
    box = around([table.box, *(line.box for line in above)])
    return replace(table, cells=tuple(cells), rows=table.rows + rows, box=box, locator=page.locator(box))


def _begins_with_figures(table: FoundTable) -> bool:
    first = [cell.text for cell in table.cells if cell.row == 0 and cell.column > 0]
    return bool(first) and all(is_figure(text) and not names_period(text) for text in first)


def _lines_above(table: FoundTable, lines: Sequence[TextLine]) -> list[TextLine]:
    """Up to three lines that follow each other closely down to the frame."""
    found: list[TextLine] = []
    foot = table.box.top
    for line in reversed([line for line in lines if line.baseline < table.box.top]):
        if foot - line.baseline > CLOSE * line.size or len(found) == MOST_LINES or is_caption(line):
            break
        within = table.box.left <= line.box.left and line.box.right <= table.box.right
        if not within:
            break
        found.insert(0, line)
        foot = line.baseline
    return found


def _is_header(layers: Sequence[Layer], columns: int) -> bool:
    """Whether texts stand over most columns after the first, each over one."""
    over = {piece.first for layer in layers for piece in layer.pieces if piece.first == piece.last}
    return all(piece.first == piece.last for layer in layers for piece in layer.pieces) and len(
        over - {0}
    ) >= FILLED * (columns - 1)
