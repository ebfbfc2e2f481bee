"""Lines and columns → pieces in their columns, and pieces → cells."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.pdf.columns import Measure, Stretch
from extract.pdf.flow import Line, read_line
from extract.pdf.found import FoundCell
from extract.pdf.lines import Segment, TextLine, binds, make_segment
from extract.pdf.page import Page, Word, around
from extract.pdf.stacking import Layer, Piece

TOUCHES = 0.3
"""Of the type size: a text that reaches less far into a column does not stand in it."""
BEGINS = 0.8
"""Of the type size: how far from the edge of a column a text still begins at it; steps of indent are wider."""


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A cell in the making: where it stands and its segments."""

    row: int
    column: int
    rowspan: int
    colspan: int
    segments: tuple[Segment, ...]


def make_layer(line: TextLine, columns: Sequence[Stretch], measure: Measure) -> Layer:
    """A line cut at its gaps, each piece in the columns that it covers; pieces in one column are one again."""
    borders = borders_between(columns)
    pieces: list[Piece] = []
    for part in (part for segment in line.segments for part in _cut(segment, measure)):
        taken = pieces[-1].last if pieces else -1
        pieces.append(_place(part, columns, borders, taken))
    return Layer(tuple(_one_a_column(pieces)), line.box, line.baseline, line.size)


def borders_between(columns: Sequence[Stretch]) -> list[float]:
    """The middle of the white space between columns."""
    return [(here.right + there.left) / 2 for here, there in itertools.pairwise(columns)]


def _cut(segment: Segment, measure: Measure) -> list[Segment]:
    """A segment cut at the gaps that are wider than a space."""
    parts: list[list[Word]] = [[]]
    for word in segment.words:
        last = parts[-1][-1] if parts[-1] else None
        gap = word.box.left - last.box.right if last is not None and not word.joined else 0.0
        if last is not None and gap >= measure.glue and not binds(last, word):
            parts.append([])
        parts[-1].append(word)
    return [make_segment(part) for part in parts]


def _place(segment: Segment, columns: Sequence[Stretch], borders: Sequence[float], taken: int) -> Piece:
    """A segment in the columns that it covers; between two, in the nearer one that is not `taken` already."""
    box, least = segment.box, TOUCHES * segment.size
    met = [
        number
        for number, column in enumerate(columns)
        if min(box.right, column.right) - max(box.left, column.left) > min(least, 0.5 * (column.right - column.left))
    ]
    if not met:
        middle = (box.left + box.right) / 2
        nearest = sum(1 for border in borders if border < middle)
        if nearest == taken and nearest < len(borders) and box.left > columns[nearest].right:
            nearest += 1
        return Piece(segment, nearest, nearest)
    first, last = met[0], met[-1]
    if first == 0 and last > 0 and abs(box.left - columns[0].left) <= BEGINS * segment.size:
        last = 0  # a label that runs on over empty columns
    return Piece(segment, first, last)


def _one_a_column(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces in order; those that came to stand in one column are one piece."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept and piece.first <= kept[-1].last:
            before = kept[-1]
            joined = make_segment((*before.segment.words, *piece.segment.words))
            kept[-1] = Piece(joined, before.first, max(before.last, piece.last))
        else:
            kept.append(piece)
    return kept


def make_cells(drafts: Iterable[DraftCell], page: Page) -> tuple[FoundCell, ...]:
    """Cells by row, then column; empty ones are left out."""
    filled = sorted((draft for draft in drafts if draft.segments), key=lambda draft: (draft.row, draft.column))
    cells = []
    for draft in filled:
        box = around(segment.box for segment in draft.segments)
        cells.append(
            FoundCell(
                row=draft.row,
                column=draft.column,
                lines=tuple(_lines(draft.segments)),
                box=box,
                locator=page.locator(box),
                rowspan=draft.rowspan,
                colspan=draft.colspan,
            )
        )
    return tuple(cells)


def _lines(segments: Sequence[Segment]) -> list[Line]:
    """Lines of text: segments beside each other are one line."""
    lines: list[list[Segment]] = []
    for segment in segments:
        if lines and segment.words[0].baseline - lines[-1][-1].words[0].baseline < 0.3 * segment.size:
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [read_line([word for segment in line for word in segment.words]) for line in lines]


def compress(drafts: Sequence[DraftCell]) -> tuple[list[DraftCell], list[int], list[int]]:
    """Cells without the rows and columns in which nothing begins; which rows and columns are kept."""
    rows = sorted({draft.row for draft in drafts if draft.segments})
    columns = sorted({draft.column for draft in drafts if draft.segments})
    kept = []
    for draft in drafts:
        if draft.segments:
            row_end, column_end = draft.row + draft.rowspan, draft.column + draft.colspan
            kept.append(
                DraftCell(
                    rows.index(draft.row),
                    columns.index(draft.column),
                    sum(draft.row <= row < row_end for row in rows),
                    sum(draft.column <= column < column_end for column in columns),
                    draft.segments,
                )
            )
    return kept, rows, columns
