"""Columns of a tagged table, and which of them the cells of a row cover that has fewer cells than there are columns.

Word writes no spans: a row with merged cells just has fewer. Where its cells stand tells which columns they cover: a text
lies within them, and is aligned with their left, their right or their middle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extract.grid import Layout, Place
from extract.pdf.drafts import DraftCell
from extract.pdf.page import Box
from extract.shapes import Shape, shape_of

PAD = 3.0
"""Points between a text and the edge of its cell, about half of the usual space between two columns."""
SAME_EDGE = 1.5
"""Points by which the edges of aligned texts differ."""
ALIGNED = 0.6
"""Share of a column's texts whose edges are the same when it is aligned there."""
OUTSIDE = 10.0
"""What a point of text outside its columns costs, against a point out of line."""
LEFT_OPEN = 6.0
"""What a column without a cell costs: more than a text that stands a little out of line, less than a wrong column."""
PER_COLUMN = 0.5
"""What a further column costs, so that a cell covers no more of them than its place asks for."""
PER_FIGURE_COLUMN = 12.0
"""The same for a figure: one for several columns is rarer than a cell above that reaches down beside it."""
CLEAR = 4.0
"""Points by which the best way to lay a row must beat the next one."""

Laid = tuple[tuple[int, int], ...]
"""For each cell its first column and the one after its last."""


@dataclass(frozen=True, slots=True)
class TaggedRow:
    """A row of a tagged table: its cells in order, and where upright rules cross it."""

    cells: tuple[DraftCell, ...]
    edges: tuple[float, ...] = ()

    @property
    def boxes(self) -> list[Box | None]:
        """The boxes of the cells' texts."""
        return [cell.box for cell in self.cells]


def lay_rows(rows: Sequence[TaggedRow], columns: Columns) -> tuple[Layout, tuple[int, ...]]:
    """Where the cells of a table without spans stand, and the rows of which that is not certain.

    A place that no cell covers is one that the cell above reaches down to: Word leaves out merged cells only.
    """
    places: list[list[Place]] = []
    unsure: list[int] = []
    above: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        laid, certain = _lay(row, columns)
        if not certain:
            unsure.append(number)
        covered = {column for first, end in laid for column in range(first, end)}
        _reach_down(places, above, {column for column in range(columns.count) if column not in covered})
        places.append([Place(number, first, 1, end - first, False) for first, end in laid])
        for index, (first, end) in enumerate(laid):
            above.update((column, (number, index)) for column in range(first, end))
    return Layout(places, len(rows), columns.count), tuple(unsure)


def _lay(row: TaggedRow, columns: Columns) -> tuple[Laid, bool]:
    """The columns that each cell covers, by rules or else by place, and whether that is certain."""
    count = len(row.cells)
    if count == columns.count:
        return tuple((column, column + 1) for column in range(count)), True
    if count <= 1:
        return ((0, columns.count),) * count, True
    by_rules = lay_by_rules(columns, row.boxes, row.edges)
    if by_rules is not None:
        return by_rules, True
    laid, certain = lay_by_place(columns, row.cells)
    return laid, certain or sum(1 for cell in row.cells if cell.lines) < 2


def _reach_down(places: list[list[Place]], above: dict[int, tuple[int, int]], free: set[int]) -> None:
    """Let the cells above reach a row down, those of which all columns are free in it."""
    for row, index in {above[column] for column in free if column in above}:
        place = places[row][index]
        if free.issuperset(range(place.column, place.column + place.colspan)):
            places[row][index] = place._replace(rowspan=place.rowspan + 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table stand, from the rows that have a cell for each."""

    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    """Edges of the texts, from aligned columns the edge that they share."""
    edges: tuple[float, ...]
    """One more than there are columns: the sides of the cells."""

    @property
    def count(self) -> int:
        return len(self.lefts)


def find_columns(rows: Sequence[Sequence[Box | None]]) -> Columns | None:
    """The columns that the fullest rows show; None where a column has no text in any of them."""
    counts = Counter(len(row) for row in rows)
    most = max(counts, default=0)
    full = [row for row in rows if len(row) == most]
    columns = [[row[index] for row in full if row[index] is not None] for index in range(most)]
    boxes = [[box for box in column if box is not None] for column in columns]
    if most < 2 or not all(boxes):
        return None
    left_aligned = [_share_edge([box.left for box in column]) for column in boxes]
    right_aligned = [_share_edge([box.right for box in column]) for column in boxes]
    lefts = [min(box.left for box in column) for column in boxes]
    rights = [max(box.right for box in column) for column in boxes]
    inner = (
        _edge_between(rights[index], lefts[index + 1], right_aligned[index], left_aligned[index + 1])
        for index in range(most - 1)
    )
    edges = [lefts[0] - PAD, *inner, rights[-1] + PAD]
    if any(left >= right for left, right in pairwise(edges)):
        return None
    return Columns(tuple(lefts), tuple(rights), tuple(edges))


def _share_edge(values: Sequence[float]) -> bool:
    middle = median(values)
    same = sum(1 for value in values if abs(value - middle) <= SAME_EDGE)
    return len(values) > 1 and same >= ALIGNED * len(values)


def _edge_between(right: float, left: float, right_aligned: bool, left_aligned: bool) -> float:
    """The side between two columns: beside the text that is aligned to it, else midway."""
    if right_aligned and not left_aligned and left - right > 2 * PAD:
        return right + PAD
    if left_aligned and not right_aligned and left - right > 2 * PAD:
        return left - PAD
    return (left + right) / 2


def lay_by_rules(columns: Columns, boxes: Sequence[Box | None], edges: Sequence[float]) -> Laid | None:
    """The columns that each cell of a row covers by the rules on both sides of it; None where rules do not tell.

    Cells without text take, in order, the places between rules that are left.
    """
    slots = [(left, right) for left, right in pairwise(edges) if right - left > 2 * PAD]
    spans = [_columns_between(columns, left, right) for left, right in slots]
    if len(slots) < len(boxes) or any(span is None for span in spans):
        return None
    laid: list[tuple[int, int]] = []
    slot = 0
    for number, box in enumerate(boxes):
        if box is not None:
            middle = (box.left + box.right) / 2
            slot = next((at for at in range(slot, len(slots)) if slots[at][0] <= middle <= slots[at][1]), len(slots))
        span = spans[slot] if slot < len(slots) else None
        if span is None or len(slots) - slot < len(boxes) - number:
            return None
        laid.append(span)
        slot += 1
    return tuple(laid)


def _columns_between(columns: Columns, left: float, right: float) -> tuple[int, int] | None:
    """The columns whose middle lies between two rules."""
    inside = [
        column
        for column in range(columns.count)
        if left < (columns.edges[column] + columns.edges[column + 1]) / 2 < right
    ]
    return (inside[0], inside[-1] + 1) if inside else None


def lay_by_place(columns: Columns, cells: Sequence[DraftCell]) -> tuple[Laid, bool]:
    """The columns that each cell of a row covers, and whether no other way comes near the best one.

    The cells come from the left, no more of them than there are columns.
    """
    figures = [shape_of(cell.lines[0].content.text) is Shape.FIGURE if cell.lines else False for cell in cells]
    ways = _Laying(columns, [cell.box for cell in cells], figures).ways(0, 0)
    certain = len(ways) < 2 or ways[1][0] - ways[0][0] >= CLEAR
    return ways[0][1], certain


@dataclass(slots=True)
class _Laying:
    """A row as it is laid; what is left of it from a cell and a column on is worked out once."""

    columns: Columns
    boxes: Sequence[Box | None]
    figures: Sequence[bool]
    known: dict[tuple[int, int], list[tuple[float, Laid]]] = field(default_factory=dict)

    def ways(self, cell: int, column: int) -> list[tuple[float, Laid]]:
        """The two best ways, with their costs, to lay the cells from one on over the columns from one on."""
        if cell == len(self.boxes):
            return [((self.columns.count - column) * LEFT_OPEN, ())]
        if (cell, column) not in self.known:
            self.known[cell, column] = sorted(self._all_ways(cell, column), key=lambda way: way[0])[:2]
        return self.known[cell, column]

    def _all_ways(self, cell: int, column: int) -> Iterator[tuple[float, Laid]]:
        last = self.columns.count - (len(self.boxes) - cell - 1)
        for first in range(column, last):
            for end in range(first + 1, last + 1):
                cost = (first - column) * LEFT_OPEN + self._cost(cell, first, end)
                for rest, laid in self.ways(cell + 1, end):
                    yield cost + rest, ((first, end), *laid)

    def _cost(self, cell: int, first: int, end: int) -> float:
        box = self.boxes[cell]
        more = (end - first - 1) * (PER_FIGURE_COLUMN if self.figures[cell] else PER_COLUMN)
        if box is None:
            return more
        left, right = self.columns.edges[first], self.columns.edges[end]
        outside = max(0.0, left - box.left) + max(0.0, box.right - right)
        off = min(
            abs(box.left - self.columns.lefts[first]),
            abs(box.left - left - PAD),
            abs(box.right - self.columns.rights[end - 1]),
            abs(box.right - right + PAD),
            abs((box.left + box.right) / 2 - (left + right) / 2),
        )
        return OUTSIDE * outside + off + more
