"""Where the cells of a Word table stand: its rows with their spans, skipped columns and merged cells."""

from __future__ import annotations

from itertools import accumulate

from lxml import etree

from extract.docx.inline import through
from extract.docx.names import CELL, ROW, TWIPS_A_POINT, VALUE, WORD, is_on, number, value_of
from extract.office.slots import Slot, SlotGrid

ROW_PROPERTIES, CELL_PROPERTIES = f"{WORD}trPr", f"{WORD}tcPr"
GONE = f"{WORD}cellDel"
"""A tracked change took the cell away."""
SPAN, MERGE, OLD_MERGE = f"{WORD}gridSpan", f"{WORD}vMerge", f"{WORD}hMerge"
MOST_COLUMNS = 1000
"""Word itself allows 63."""


def read_grid(table: etree._Element, limit: int) -> SlotGrid:
    """The cells of a table that are printed.

    Raises UnreadableDocument where the grid would have more than `limit` places.
    """
    grid = SlotGrid()
    above: dict[int, Slot] = {}
    heads = True
    for step, row in enumerate(through(table, ROW), start=1):
        properties = row.find(ROW_PROPERTIES)
        if properties is not None and _is_gone(properties):
            continue
        heads = heads and properties is not None and is_on(properties.find(f"{WORD}tblHeader"))
        grid.header_rows += heads
        above = _place_row(row, _skipped(properties), above, grid)
        grid.steps.append(step)
    grid.tidy(_lines(table), _has_text)
    grid.refuse_above(limit)
    return grid


def _is_gone(properties: etree._Element) -> bool:
    return properties.find(f"{WORD}del") is not None or is_on(properties.find(f"{WORD}hidden"))


def _skipped(properties: etree._Element | None) -> int:
    """Columns that a row leaves out at its start."""
    return min(number(value_of(properties, "gridBefore")), MOST_COLUMNS)


def _place_row(row: etree._Element, column: int, above: dict[int, Slot], grid: SlotGrid) -> dict[int, Slot]:
    """Place the cells of a row; those that cells of the next row may go on with, by the line where they start."""
    index, open_, last = len(grid.steps), dict[int, Slot](), None
    for step, cell in enumerate(through(row, CELL), start=1):
        properties = cell.find(CELL_PROPERTIES)
        if properties is not None and properties.find(GONE) is not None:
            continue
        span, merge, joins = _spans(properties)
        end = column + span
        continued = above.get(column) if merge == "continue" else None
        if joins and last is not None:
            last.end = end
        elif continued is not None:
            continued.rowspan = index - continued.row + 1
            open_[column] = continued
        else:
            last = Slot(cell, index, column, end, step=step)
            grid.slots.append(last)
            if merge is not None:
                open_[column] = last
        column = end
    return open_


def _spans(properties: etree._Element | None) -> tuple[int, str | None, bool]:
    """Columns of a cell, how it is merged downwards, and whether it goes on with the cell before it."""
    span, merge, joins = 1, None, False
    for child in properties if properties is not None else ():
        tag = child.tag
        if tag == SPAN:
            span = min(max(number(child.get(VALUE), 1), 1), MOST_COLUMNS)
        elif tag == MERGE:
            merge = child.get(VALUE, "continue")
        elif tag == OLD_MERGE:
            joins = child.get(VALUE, "continue") == "continue"
    return span, merge, joins


def _lines(table: etree._Element) -> list[float]:
    """Where the grid lines of a table stand, in points from its left edge."""
    columns = table.find(f"{WORD}tblGrid")
    widths = [] if columns is None else [number(column.get(f"{WORD}w")) / TWIPS_A_POINT for column in columns]
    return [0.0, *accumulate(widths)]


def _has_text(cell: etree._Element) -> bool:
    return any((text.text or "").strip() for text in cell.iter(f"{WORD}t"))
