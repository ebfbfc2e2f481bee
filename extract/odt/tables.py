"""Where the cells of an OpenDocument table stand: repeated and covered cells, spans, header rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from lxml import etree

from extract.document import RefusedDocument
from extract.grid import Span, form_grid
from extract.odt.names import (
    CELL,
    COLUMNS_REPEATED,
    COLUMNS_SPANNED,
    COVERED,
    HEADING,
    PARAGRAPH,
    ROW,
    ROWS_REPEATED,
    ROWS_SPANNED,
    TABLE,
    TABLE_ELEMENT,
    count,
)
from extract.odt.styles import Styles
from extract.office.layout import CellShape, is_layout
from extract.office.slots import Slot, SlotGrid

COLUMN, HEADER_ROWS = f"{TABLE}table-column", f"{TABLE}table-header-rows"
GROUPS = frozenset({HEADER_ROWS, f"{TABLE}table-rows", f"{TABLE}table-row-group"})
COLUMN_GROUPS = frozenset({f"{TABLE}table-columns", f"{TABLE}table-header-columns", f"{TABLE}table-column-group"})
VISIBILITY = f"{TABLE}visibility"
MOST_COLUMNS = 1000


def rows_of(table: etree._Element, *, in_header: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    """The rows of a table in order, each with whether it stands among the header rows."""
    for child in table:
        if child.tag == ROW:
            yield child, in_header
        elif child.tag in GROUPS:
            yield from rows_of(child, in_header=in_header or child.tag == HEADER_ROWS)


def read_grid(table: etree._Element, styles: Styles, limit: int) -> SlotGrid:
    """The cells of a table that are printed.

    Raises UnreadableDocument where the grid would have more than `limit` places.
    """
    grid = SlotGrid()
    step, heads = 0, True
    for row, in_header in rows_of(table):
        times = count(row, ROWS_REPEATED, limit)
        step += times
        if row.get(VISIBILITY) in ("collapse", "filter"):
            continue
        if times + len(grid.steps) > limit:
            raise RefusedDocument(f"A table repeats rows to more than the {limit} cells allowed; save it without them.")
        heads = heads and in_header
        for number in range(times):
            _place_row(row, grid)
            grid.steps.append(step - times + number + 1)
            grid.header_rows += heads
    if _leaves_out_covered(table):
        _place_anew(grid, limit)
    else:
        _clip_rows(grid)
    grid.tidy(_lines(table, styles), _has_text)
    grid.refuse_above(limit)
    return grid


def _place_row(row: etree._Element, grid: SlotGrid) -> None:
    index, column, step = len(grid.steps), 0, 0
    for cell in row:
        times = count(cell, COLUMNS_REPEATED, MOST_COLUMNS)
        if cell.tag == CELL:
            width, height = count(cell, COLUMNS_SPANNED, MOST_COLUMNS), count(cell, ROWS_SPANNED, 65534)
            for number in range(times):
                step += 1
                start = column + number
                grid.slots.append(Slot(cell, index, start, start + width, height, step))
        elif cell.tag == COVERED:
            step += times
        else:
            continue
        column += times


def _leaves_out_covered(table: etree._Element) -> bool:
    """Whether cells span others that the source does not write down, as some programs leave them out."""
    spans = any(cell.get(COLUMNS_SPANNED) or cell.get(ROWS_SPANNED) for cell in table.iter(CELL))
    return spans and next(table.iter(COVERED), None) is None


def _place_anew(grid: SlotGrid, limit: int) -> None:
    """Place cells as a browser does: each in the first free place of its row."""
    rows: list[list[Slot]] = [[] for _ in grid.steps]
    for slot in grid.slots:
        rows[slot.row].append(slot)
    layout = form_grid([[[Span(slot.rowspan, slot.end - slot.start) for slot in row] for row in rows]], limit=limit)
    for row, places in zip(rows, layout.places, strict=True):
        for slot, place in zip(row, places, strict=True):
            slot.start, slot.end, slot.rowspan = place.column, place.column + place.colspan, place.rowspan


def _clip_rows(grid: SlotGrid) -> None:
    for slot in grid.slots:
        slot.rowspan = min(slot.rowspan, len(grid.steps) - slot.row)


def _lines(table: etree._Element, styles: Styles) -> list[float]:
    """Where the grid lines of a table stand, in points from its left edge, as far as widths are known."""
    widths: list[float] = []
    for column in columns_of(table):
        width = styles.width(column.get(f"{TABLE}style-name"))
        if not width:
            break
        widths += [width] * count(column, COLUMNS_REPEATED, MOST_COLUMNS)
    return [0.0, *accumulate(widths)]


def columns_of(element: etree._Element) -> Iterator[etree._Element]:
    """The columns of a table that it describes, in order."""
    for child in element:
        if child.tag == COLUMN:
            yield child
        elif child.tag in COLUMN_GROUPS:
            yield from columns_of(child)


def _has_text(cell: etree._Element) -> bool:
    return any(text.strip() for text in map(str, cell.itertext()))


def is_frame(table: etree._Element) -> bool:
    """Whether a table only lays out text, so that its cells are to be read block by block."""
    if next(table.iter(HEADER_ROWS), None) is not None:
        return False
    return is_layout([_shape(cell) for row, _ in rows_of(table) for cell in row if cell.tag == CELL])


def _shape(cell: etree._Element) -> CellShape:
    paragraphs = [child for child in cell if child.tag in (PARAGRAPH, HEADING)]
    sizes = [len("".join(map(str, paragraph.itertext()))) for paragraph in paragraphs]
    blocks = any(child.tag in (TABLE_ELEMENT, HEADING) for child in cell)
    return CellShape(paragraphs=sizes, blocks=blocks)
