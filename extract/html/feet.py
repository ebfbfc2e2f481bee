"""The last rows of a table that are no rows: notes, and where the figures come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.document import Locator, Text
from extract.html.cells import AnyPlaced, Placed, rows_of
from extract.html.notes import Trust, evidence_of, is_source_line, read_note

LONGEST_LONE_MARKER = 4
"""Characters: `**)` and `12)` with one to spare."""


@dataclass(frozen=True, slots=True)
class Foot:
    """Lines that stand in a cell at the foot of a table: notes, or where its figures come from."""

    lines: tuple[Text, ...]
    locator: Locator
    row: int


def take_feet(
    cells: Sequence[AnyPlaced],
    columns: int,
    tfoot: int,
    caption: Text | None,
    lines_of: Callable[[AnyPlaced], tuple[Text, ...]],
) -> list[Foot]:
    """What stands in the last rows, as long as these are feet; `tfoot` is the first row that the page itself calls so.

    A source in the last rows is a foot in a `tfoot` or below a note; elsewhere each row may have its own source.
    """
    rows = rows_of(cells)
    feet: list[Foot] = []
    passed: list[Foot] = []
    trust: Trust | None = None
    for row in sorted(rows, reverse=True)[:-1]:
        if not any(read.cell.content.raw for read in rows[row]):
            continue
        wide = _wide_cell(rows[row], columns)
        if wide is None or _is_reached_from_above(cells, row):
            break
        if trust is None:
            trust = Trust(known=evidence_of([*([caption] if caption else []), *(read.cell.content for read in cells)]))
        lines = _lines(rows[row], wide, lines_of)
        spans_all = wide.cell.colspan == columns > 1
        passed.append(Foot(lines, wide.cell.locator, row))
        if read_note(lines[0], trust) is not None or (spans_all and row >= tfoot):
            feet += passed
            passed = []
        elif not (spans_all and is_source_line(lines[0].text)):
            break
    return feet[::-1]


def _lines(
    row: Sequence[AnyPlaced], wide: AnyPlaced, lines_of: Callable[[AnyPlaced], tuple[Text, ...]]
) -> tuple[Text, ...]:
    """The lines of a wide cell; a marker that has a cell for itself before it is put in front."""
    lines = lines_of(wide) or (wide.cell.content,)
    first = row[0].cell.content
    if row[0] is wide or not first.raw:
        return lines
    start = (
        Text(f"{first.text} {lines[0].text}") if first.text else Text(lines[0].text, first.markers + lines[0].markers)
    )
    return (start, *lines[1:])


def _wide_cell(row: Sequence[AnyPlaced], columns: int) -> AnyPlaced | None:
    """The one cell of a row that holds text, or the one behind a lone marker that reaches to the last column."""
    filled = [read for read in row if read.cell.content.raw]
    if len(filled) == 1 and (filled[0].cell.column == 0):
        return filled[0]
    if len(filled) == 2 and filled[0].cell.column == 0 and columns > 2:
        marker, wide = filled[0].cell, filled[1].cell
        reaches_end = wide.colspan > 1 and wide.column + wide.colspan == columns
        return filled[1] if reaches_end and len(marker.content.raw) <= LONGEST_LONE_MARKER else None
    return None


def _is_reached_from_above(cells: Sequence[Placed], row: int) -> bool:
    """Whether a cell of an earlier row reaches down into a row."""
    return any(read.cell.rowspan > 1 and read.cell.row < row < read.cell.row + read.cell.rowspan for read in cells)
