"""Where the cells of a Word table stand: spans, merged cells, and edges that were dragged a hair apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from extract.document import UnreadableDocument
from extract.docx.inline import through
from extract.docx.names import CELL, ROW, VALUE, WORD, is_on, number, value_of

ROW_PROPERTIES, CELL_PROPERTIES = f"{WORD}trPr", f"{WORD}tcPr"
SPAN, MERGE, OLD_MERGE = f"{WORD}gridSpan", f"{WORD}vMerge", f"{WORD}hMerge"
MOST_COLUMNS = 1000
"""Word itself allows 63."""
HAIR = 200
"""Twips (3.5 mm): less than a digit between the margins that Word gives a cell."""


@dataclass(slots=True)
class Slot:
    """A cell in its place; `end` is the first grid line after it."""

    element: etree._Element
    row: int
    start: int
    end: int
    rowspan: int = 1
    step: int = 1
    """Which cell of its row it is, from 1."""


@dataclass(slots=True)
class WordGrid:
    """The cells of a table on the grid lines of its source."""

    slots: list[Slot] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    """For each row which one of the source it is, from 1."""
    header_rows: int = 0
    columns: int = 0


def read_grid(table: etree._Element, limit: int) -> WordGrid:
    """The cells of a table that are printed.

    Raises UnreadableDocument where the grid would have more than `limit` places.
    """
    grid = WordGrid()
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
    grid.columns = _tidy(grid.slots, _lines(table))
    if grid.columns * len(grid.steps) > limit:
        raise UnreadableDocument(
            f"A table has {grid.columns} columns by {len(grid.steps)} rows, more than the {limit} cells allowed; "
            "split it, or raise the limit."
        )
    return grid


def _is_gone(properties: etree._Element) -> bool:
    return properties.find(f"{WORD}del") is not None or is_on(properties.find(f"{WORD}hidden"))


def _skipped(properties: etree._Element | None) -> int:
    """Columns that a row leaves out at its start."""
    return min(number(value_of(properties, "gridBefore")), MOST_COLUMNS)


def _place_row(row: etree._Element, column: int, above: dict[int, Slot], grid: WordGrid) -> dict[int, Slot]:
    """Place the cells of a row; those that cells of the next row may go on with, by the line where they start."""
    index, open_, last = len(grid.steps), dict[int, Slot](), None
    for step, cell in enumerate(through(row, CELL), start=1):
        properties = cell.find(CELL_PROPERTIES)
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


def _lines(table: etree._Element) -> list[int]:
    """Where the grid lines of a table stand, in twips from its left edge."""
    columns = table.find(f"{WORD}tblGrid")
    widths = [] if columns is None else [number(column.get(f"{WORD}w")) for column in columns]
    return [0, *accumulate(widths)]


def _tidy(slots: list[Slot], lines: Sequence[int]) -> int:
    """Number the columns anew: without lines at which no cell starts or ends, and with lines a hair apart as one.

    A cell between two such lines goes when it is empty; where it holds text the lines stay two. The number of columns.
    """
    used = sorted({line for slot in slots for line in (slot.start, slot.end)})
    filled = (
        {(slot.start, slot.end) for slot in slots if slot.end - slot.start == 1 and _has_text(slot.element)}
        if len(used) > 2
        else set()
    )
    place: dict[int, int] = {}
    first = -1
    for line in used:
        near = bool(place) and line < len(lines) and lines[line] - lines[first] < HAIR
        if not near or (first, line) in filled or not line:
            first = line
            place[line] = len(set(place.values()))
        else:
            place[line] = place[first]
    for slot in slots:
        slot.start, slot.end = place[slot.start], place[slot.end]
    slots[:] = [slot for slot in slots if slot.end > slot.start]
    return max(place.values(), default=0)


def _has_text(cell: etree._Element) -> bool:
    return any((text.text or "").strip() for text in cell.iter(f"{WORD}t"))
