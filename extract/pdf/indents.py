"""How far the labels of a table stand in from the edge of their column, as steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.pdf.found import FoundCell

STEP = 3.0
"""Points; less is the white space of a letter."""
MOST_STEPS = 4
"""With more edges than this the texts are centred or set at random."""
MOSTLY = 0.5
"""Share of a column's texts with letters that makes it one of labels."""


def indent_steps(cells: Sequence[FoundCell]) -> tuple[FoundCell, ...]:
    """The same cells, those of the first column of labels with their indents."""
    columns = sorted({cell.column for cell in cells})
    for column in columns:
        own = [cell for cell in cells if cell.column == column and cell.lines]
        words = [cell for cell in own if any(map(str.isalpha, cell.text))]
        if len(words) > MOSTLY * len(own):
            steps = _steps([cell.lines[0].box.left for cell in words if cell.colspan == 1])
            return tuple(_set_in(cell, steps) if cell.column == column else cell for cell in cells)
    return tuple(cells)


def _steps(lefts: Sequence[float]) -> tuple[float, ...]:
    """Where each step begins; none where the edges do not form a few steps."""
    starts: list[float] = []
    for left in sorted(lefts):
        if not starts or left - starts[-1] > STEP:
            starts.append(left)
    return tuple(starts) if len(starts) <= MOST_STEPS else ()


def _set_in(cell: FoundCell, steps: Sequence[float]) -> FoundCell:
    if not cell.lines or not steps:
        return cell
    step = sum(1 for start in steps if start <= cell.lines[0].box.left) - 1
    return replace(cell, indent=step) if step > 0 else cell
