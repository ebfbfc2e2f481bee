"""The rows of a tagged table become a grid: by the spans that its tags give, else by where the texts stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from extract.document import Limits
from extract.grid import Layout, Span, form_grid
from extract.pdf.drafts import DraftTable, Path, TableDraft
from extract.pdf.found import FoundCell, FoundTable, Method
from extract.pdf.indents import indent_steps
from extract.pdf.packed_rows import unpack_row
from extract.pdf.page import Box, Page, around
from extract.pdf.spans import TaggedRow, find_columns, lay_rows
from extract.shapes import Shape, shape_of

MOST_COLUMNS = 60
"""Columns up to which a row with fewer cells is laid by its place; wider tables than this are no tables of text."""


def read_grid(draft: DraftTable, limits: Limits) -> TableDraft | None:
    """The grid of a tagged table; None where no cell holds text.

    Raises UnreadableDocument for spans that ask for more cells than the limit.
    """
    rows = _rows(draft)
    if not any(cell.lines for row in rows for cell in row.cells):
        return None
    layout, unsure = _lay(rows, limits)
    places = _Places(rows, layout, draft.page)
    cells = indent_steps(tuple(places.cells()))
    first = [cell for cell in cells if cell.locator.page == draft.page.number] or cells
    box = around(cell.box for cell in first)
    table = FoundTable(
        cells=cells,
        rows=layout.rows,
        columns=layout.columns,
        box=box,
        locator=draft.page.locator(box),
        lefts=tuple(places.edges[:-1]),
        rights=tuple(places.edges[1:]),
        method=Method.TAGS,
        header_rows=_header_rows(draft, rows),
    )
    return TableDraft(table, draft.captions, draft.doubts, unsure)


def _rows(draft: DraftTable) -> list[TaggedRow]:
    """The rows in order; those that the tree has but no page shows stay where a cell reaches over them."""
    spans = any(cell.rowspan > 1 for row in draft.rows.values() for cell in row.cells.values() if cell)
    rows: list[TaggedRow] = []
    before: Path | None = None
    for path, row in sorted(draft.rows.items()):
        if spans and before is not None and before[:-1] == path[:-1]:
            rows += [TaggedRow(()) for _ in range(path[-1] - before[-1] - 1)]
        cells = [cell for _, cell in sorted(row.cells.items()) if cell is not None]
        rows += [TaggedRow(tuple(unpacked), row.edges) for unpacked in unpack_row(cells)]
        before = path
    return rows


def _lay(rows: Sequence[TaggedRow], limits: Limits) -> tuple[Layout, tuple[int, ...]]:
    """Where each cell stands, and the rows of which that is not certain."""
    spans = [[Span(cell.rowspan, cell.colspan) for cell in row.cells] for row in rows]
    layout = form_grid([spans], limit=limits.cells)
    counts = Counter(len(row.cells) for row in rows if row.cells)
    if len(counts) < 2 or any(span != Span() for row in spans for span in row):
        return layout, ()
    columns = find_columns([row.boxes for row in rows])
    if columns is None or columns.count > MOST_COLUMNS:
        return layout, tuple(number for number, row in enumerate(rows) if 1 < len(row.cells) < layout.columns)
    return lay_rows(rows, columns)


def _header_rows(draft: DraftTable, rows: Sequence[TaggedRow]) -> int:
    """The rows of a `THead`, else the first rows whose filled cells are all `TH`; rows of figures are none, whatever tags say."""
    head = sum(1 for row in draft.rows.values() if row.in_head)
    count = head if head < len(draft.rows) else 0
    if not count:
        count = sum(1 for _ in takewhile(_is_all_header, rows))
    count = sum(1 for _ in takewhile(lambda row: not _holds_figures(row), rows[:count]))
    return count if count < len(rows) else 0


def _is_all_header(row: TaggedRow) -> bool:
    return bool(row.cells) and all(cell.header for cell in row.cells if cell.lines)


def _holds_figures(row: TaggedRow) -> bool:
    """Whether most of a row's cells after the first are figures; years are none."""
    shapes = [shape_of(cell.lines[0].content.text) for cell in row.cells[1:] if cell.lines]
    return 2 * shapes.count(Shape.FIGURE) > len(shapes)


class _Places:
    """The cells of a grid with their boxes: a cell without text gets the place that its row and columns leave it."""

    def __init__(self, rows: Sequence[TaggedRow], layout: Layout, page: Page) -> None:
        self._rows = rows
        self._layout = layout
        self._page = page
        self.edges = _edges(rows, layout)

    def cells(self) -> Iterator[FoundCell]:
        """All cells by row and column."""
        number, last = self._page.number, 0.0
        for row, places in zip(self._rows, self._layout.places, strict=True):
            boxes = [box for box in row.boxes if box]
            number = next((cell.page for cell in row.cells if cell.page is not None and cell.lines), number)
            top, bottom = (min(b.top for b in boxes), max(b.bottom for b in boxes)) if boxes else (last, last)
            last = bottom
            page = replace(self._page, number=number)
            for cell, place in zip(row.cells, places, strict=True):
                left, right = self.edges[place.column], self.edges[place.column + place.colspan]
                box = cell.box or Box(left, top, right, bottom)
                yield FoundCell(
                    row=place.row,
                    column=place.column,
                    lines=tuple(cell.lines),
                    box=box,
                    locator=page.locator(box),
                    rowspan=place.rowspan,
                    colspan=place.colspan,
                )


def _edges(rows: Sequence[TaggedRow], layout: Layout) -> list[float]:
    """The sides of the columns: midway between the texts that stand in one column alone."""
    lefts: dict[int, float] = {}
    rights: dict[int, float] = {}
    for row, places in zip(rows, layout.places, strict=True):
        for box, place in zip(row.boxes, places, strict=True):
            if box is not None and place.colspan == 1:
                lefts[place.column] = min(box.left, lefts.get(place.column, box.left))
                rights[place.column] = max(box.right, rights.get(place.column, box.right))
    boxes = [box for row in rows for box in row.boxes if box]
    start, end = min(box.left for box in boxes), max(box.right for box in boxes)
    edges = [start]
    for column in range(1, layout.columns):
        before, after = rights.get(column - 1, edges[-1]), lefts.get(column, end)
        edges.append(max(edges[-1], min((before + after) / 2, end)))
    return [*edges, end]
