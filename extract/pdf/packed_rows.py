"""Rows of a tagged table that hold several rows of print: one `TR` whose cells each have a line for every row."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf.drafts import DraftCell
from extract.pdf.flow import Line
from extract.shapes import Shape, shape_of

SAME_LINE = 0.35
"""Of the type size: how far the baselines of one row of print lie apart."""


def unpack_row(cells: Sequence[DraftCell]) -> list[list[DraftCell]]:
    """The rows of print in a row: more than one only where figures stand below each other, each beside a label of its own."""
    baselines = _figure_baselines(cells)
    if len(baselines) < 2 or any(cell.rowspan > 1 for cell in cells):
        return [list(cells)]
    labels = next((cell for cell in cells if cell.lines and not _are_figures(cell.lines)), None)
    if labels is None or not all(any(_on(line, at) for line in labels.lines) for at in baselines):
        return [list(cells)]
    rows = [[_part(cell) for cell in cells] for _ in baselines]
    for column, cell in enumerate(cells):
        for line in cell.lines:
            rows[_row_of(line, baselines)][column].lines.append(line)
    return rows


def _figure_baselines(cells: Sequence[DraftCell]) -> list[float]:
    """Where the figures of a row stand, from the top down; nothing where no cell has two of them below each other."""
    found: list[float] = []
    several = False
    for cell in cells:
        if _are_figures(cell.lines):
            several = several or len(cell.lines) > 1
            found += [line.baseline for line in cell.lines if not any(_on(line, at) for at in found)]
    return sorted(found) if several else []


def _are_figures(lines: Sequence[Line]) -> bool:
    return bool(lines) and all(shape_of(line.content.text) in (Shape.FIGURE, Shape.MISSING) for line in lines)


def _on(line: Line, baseline: float) -> bool:
    return abs(line.baseline - baseline) <= SAME_LINE * line.size


def _row_of(line: Line, baselines: Sequence[float]) -> int:
    """The row of a line: the last one that begins no lower; a label's further lines go on below its figures."""
    above = [number for number, at in enumerate(baselines) if at <= line.baseline + SAME_LINE * line.size]
    return above[-1] if above else 0


def _part(cell: DraftCell) -> DraftCell:
    return DraftCell([], cell.page, 1, cell.colspan, cell.header)
