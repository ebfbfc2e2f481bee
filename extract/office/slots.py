"""Cells on the grid lines of their source: lines that mean nothing taken out, and a draft made of what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from extract.document import Cell, Locator, RefusedDocument
from extract.office.items import Draft, Item, Placed
from extract.runs import TextRun

HAIR = 10.0
"""Points (3.5 mm): less than a digit between the margins that a word processor gives a cell."""


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
class SlotGrid:
    """The cells of a table on the grid lines of its source, in reading order."""

    slots: list[Slot] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    """For each row which one of the source it is, from 1."""
    header_rows: int = 0
    columns: int = 0

    def refuse_above(self, limit: int) -> None:
        """Raise UnreadableDocument where the grid has more than `limit` places."""
        if self.columns * len(self.steps) > limit:
            raise RefusedDocument(
                f"A table has {self.columns} columns by {len(self.steps)} rows, more than the {limit} cells allowed; "
                "split it, or allow more (--limit cells)."
            )

    def tidy(self, lines: Sequence[float], has_text: Callable[[etree._Element], bool]) -> None:
        """Number the columns anew: without lines at which no cell starts or ends, and lines a hair apart as one.

        `lines` are the distances of the grid lines from the left edge, in points, as far as these are known. Edges of
        cells that were dragged by hand seldom meet exactly. An empty cell between two such lines goes; where it holds
        text the lines stay two.
        """
        used = sorted({line for slot in self.slots for line in (slot.start, slot.end)})
        filled = {(slot.start, slot.end) for slot in self.slots if _is_hair(slot, lines) and has_text(slot.element)}
        place: dict[int, int] = {}
        first = columns = -1
        for line in used:
            is_near = place and line < len(lines) and lines[line] - lines[first] < HAIR and (first, line) not in filled
            if not is_near:
                first, columns = line, columns + 1
            place[line] = columns
        for slot in self.slots:
            slot.start, slot.end = place[slot.start], place[slot.end]
        self.slots = [slot for slot in self.slots if slot.end > slot.start]
        self.columns = max(columns, 0)


def _is_hair(slot: Slot, lines: Sequence[float]) -> bool:
    return slot.end < len(lines) and lines[slot.end] - lines[slot.start] < HAIR


@dataclass(frozen=True, slots=True)
class CellContent:
    """What a cell holds: its text, the points that it stands in, and what in it is no text of its own."""

    run: TextRun
    indent: float = 0.0
    inner: tuple[Item, ...] = ()


def draft_table(grid: SlotGrid, address: str, read: Callable[[Slot, str], CellContent]) -> Draft:
    """The draft of a table, each of its cells read at its address."""
    cells: list[Placed] = []
    runs: dict[tuple[int, int], TextRun] = {}
    inner: list[Item] = []
    for slot, place in _places(grid, address):
        content = read(slot, place)
        cell = Cell(
            row=slot.row,
            column=slot.start,
            rowspan=slot.rowspan,
            colspan=slot.end - slot.start,
            content=content.run.text,
            locator=Locator(address=place),
            header=slot.row < grid.header_rows,
            bold=content.run.bold,
        )
        cells.append(Placed(cell, max(content.indent, 0.0)))
        runs[cell.row, cell.column] = content.run
        inner += content.inner
    return Draft(
        cells=tuple(cells),
        runs=runs,
        rows=len(grid.steps),
        columns=grid.columns,
        header_rows=grid.header_rows,
        address=address,
        inner=tuple(inner),
    )


def _places(grid: SlotGrid, address: str) -> Iterator[tuple[Slot, str]]:
    for slot in grid.slots:
        yield slot, f"{address}&row={grid.steps[slot.row]}&cell={slot.step}"
