"""Two tables on pages that follow each other become one, where the second goes on with the columns of the first."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from extract.document import Locator
from extract.pdf.flow import Line
from extract.pdf.found import FoundCell, FoundTable
from extract.pdf.looks import is_figure
from extract.shapes import names_period

SHARED = 0.5
"""Share of the narrower of two columns that must lie over the other one."""
EDGE = 4.0
"""Points by which the columns of two pages may lie apart when inner and outer margins are taken off."""
MOST_HEADER = 5


def joined(first: FoundTable, second: FoundTable) -> FoundTable | None:
    """One table of two, the header of the second left out where it repeats that of the first; None where they are two.

    The caller knows that the second stands at the top of the page after the first, and no caption of its own between.
    """
    homes = _match_columns(first, second)
    if homes is None:
        return None
    repeated = _repeated_rows(first, second, homes)
    if not repeated and _begins_with_header(second):
        return None
    down = first.rows - repeated - _is_cut_row(first, second, repeated)
    moved = [
        replace(
            cell,
            row=cell.row + down,
            column=homes[cell.column],
            colspan=homes[cell.column + cell.colspan - 1] - homes[cell.column] + 1,
        )
        for cell in second.cells
        if cell.row >= repeated
    ]
    return replace(first, cells=_merge(first.cells, moved), rows=down + second.rows)


def _is_cut_row(first: FoundTable, second: FoundTable, repeated: int) -> bool:
    """Whether the end of the page cuts a row in two: a label without figures above, its rest in small letters below."""
    above = [cell for cell in first.cells if cell.row == first.rows - 1]
    below = next((cell for cell in second.cells if cell.row == repeated and cell.column == 0), None)
    return len(above) == 1 and above[0].column == 0 and below is not None and below.text[:1].islower()


def _merge(above: Sequence[FoundCell], below: Sequence[FoundCell]) -> tuple[FoundCell, ...]:
    """The cells of both; two in one place are one with the lines of both."""
    places = {(cell.row, cell.column): cell for cell in above}
    for cell in below:
        before = places.get((cell.row, cell.column))
        places[cell.row, cell.column] = cell if before is None else replace(before, lines=before.lines + cell.lines)
    return tuple(places[place] for place in sorted(places))


def with_section(table: FoundTable, line: Line, locator: Locator) -> FoundTable:
    """A table with one more row at its foot: a label that has no figures beside it."""
    cell = FoundCell(row=table.rows, column=0, lines=(line,), box=line.box, locator=locator)
    return replace(table, cells=(*table.cells, cell), rows=table.rows + 1)


def _match_columns(first: FoundTable, second: FoundTable) -> list[int] | None:
    """For each column of the second table that of the first it goes on; None where one has no counterpart."""
    if second.columns > first.columns:
        return None
    for shift in _shifts(first, second):
        homes = [
            _home(first, left + shift, right + shift) for left, right in zip(second.lefts, second.rights, strict=True)
        ]
        found = [home for home in homes if home is not None]
        if len(found) == len(homes) and all(here < there for here, there in itertools.pairwise(found)):
            return found
    return None


def _shifts(first: FoundTable, second: FoundTable) -> Sequence[float]:
    """How far the second may lie to the left: not at all, or as the margins of left and right pages differ."""
    shift = first.lefts[0] - second.lefts[0]
    same_width = abs((first.rights[-1] - first.lefts[0]) - (second.rights[-1] - second.lefts[0])) < EDGE
    return (0.0, shift) if same_width and first.columns == second.columns else (0.0,)


def _home(first: FoundTable, left: float, right: float) -> int | None:
    """The column that a stretch lies over more than any other."""
    shared = [min(right, there) - max(left, here) for here, there in zip(first.lefts, first.rights, strict=True)]
    best = max(range(len(shared)), key=shared.__getitem__)
    width = min(right - left, first.rights[best] - first.lefts[best])
    on_edge = abs(right - first.rights[best]) < EDGE or abs(left - first.lefts[best]) < EDGE
    return best if shared[best] >= SHARED * width or on_edge else None


def _repeated_rows(first: FoundTable, second: FoundTable, homes: Sequence[int]) -> int:
    """How many rows at the top of the second table repeat those at the top of the first."""
    count = 0
    while count < min(MOST_HEADER, first.rows, second.rows):
        here = {homes[cell.column]: _words(cell) for cell in second.cells if cell.row == count}
        there = {cell.column: _words(cell) for cell in first.cells if cell.row == count}
        if not here or here != there:
            break
        count += 1
    return count


def _words(cell: FoundCell) -> str:
    return "".join(cell.text.split()).casefold().replace("-", "")


def _begins_with_header(table: FoundTable) -> bool:
    """Whether a table begins with a row of texts or periods over its columns, as a table of its own does."""
    top = [cell for cell in table.cells if cell.row == 0 and cell.column > 0 and cell.lines]
    if not top or any(is_figure(cell.text) and not names_period(cell.text) for cell in top):
        return False
    below = [cell for cell in table.cells if cell.row > 0 and cell.column > 0]
    figures = sum(is_figure(cell.text) for cell in below)
    return any(cell.bold or names_period(cell.text) for cell in top) or figures > len(below) / 2
