"""Tables in ruled grids: what stands in each slot, and slots that hold several rows or columns cut again."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.pdf.columns import Measure, Stretch, find_columns
from extract.pdf.found import FoundTable, Method
from extract.pdf.grids import Ruling, Slot, read_ruling
from extract.pdf.lattice import DraftCell, borders_between, compress, make_cells, make_layer
from extract.pdf.lines import Segment, TextLine, form_lines, turned_lines, usual_glue
from extract.pdf.looks import is_figure
from extract.pdf.page import Box, Page, Word, around
from extract.pdf.rules import Rules
from extract.pdf.stacking import Layer, stack

FIGURES = 0.6
"""Share of the pieces of a column within a ruled column that must be figures."""
MANY_SLOTS, LEAST_HELD = 30, 0.15
"""Slots, and the share of them that hold text; among the bars and grid lines of a chart hardly any do."""
CENTRED = 0.1
"""Share of the width of a slot by which a text that is centred in it is off."""
SEVERAL = 3
"""Lines in two columns or more that make a slot several rows."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A slot with the lines in it."""

    slot: Slot
    lines: tuple[TextLine, ...]


def read_ruled(page: Page, frame: Rules, words: Sequence[Word]) -> FoundTable | None:
    """The table in a frame of rules; None where its rules make fewer than two columns with text in them."""
    ruling = read_ruling(frame)
    held = _fill(ruling, words)
    if len({one.slot.left for one in held}) < 2:
        return None
    measure = measure_of([line for one in held for line in one.lines])
    columns, starts = _columns(ruling, held, measure)
    rows = [_split_band(band, held, ruling, columns, measure) for band in range(ruling.rows)]
    tops = [0]
    for layers in rows:
        tops.append(tops[-1] + max(len(layers), 1))
    drafts: list[DraftCell] = []
    for one in held:
        slot = one.slot
        if slot.bottom == slot.top + 1 and len(rows[slot.top]) > 1:
            continue
        first, last = starts[slot.left], starts[slot.right] - 1
        for start, end, segments in _pieces(one.lines, columns[first : last + 1], measure):
            top, bottom = tops[slot.top], tops[slot.bottom]
            drafts.append(DraftCell(top, first + start, bottom - top, end - start + 1, segments))
    for top, layers in zip(tops, rows, strict=False):
        if len(layers) > 1:
            drafts += rows_of_layers(layers, top)
    return finish(page, frame.box, drafts, columns, Method.GRID)


def measure_of(lines: Sequence[TextLine], glue: float | None = None) -> Measure:
    """What distances among some lines are measured with."""
    size = median(line.size for line in lines)
    return Measure(size, size * (usual_glue(lines) if glue is None else glue))


def is_drawing(frame: Rules, words: Sequence[Word]) -> bool:
    """Whether a frame of rules is a drawing: many slots, text in hardly any of them."""
    ruling = read_ruling(frame)
    return len(ruling.slots) >= MANY_SLOTS and len(_fill(ruling, words)) < LEAST_HELD * len(ruling.slots)


def finish(
    page: Page, box: Box, drafts: Sequence[DraftCell], columns: Sequence[Stretch], method: Method
) -> FoundTable | None:
    """The table of some cells without its empty rows and columns; None where nothing is left."""
    kept, rows, filled = compress(drafts)
    if not kept:
        return None
    return FoundTable(
        cells=make_cells(kept, page),
        rows=len(rows),
        columns=len(filled),
        box=box,
        locator=page.locator(box),
        lefts=tuple(columns[column].left for column in filled),
        rights=tuple(columns[column].right for column in filled),
        method=method,
    )


def _fill(ruling: Ruling, words: Sequence[Word]) -> list[_Held]:
    """The slots that hold text."""
    homes: dict[Slot, list[Word]] = {}
    boxes = [
        (slot, Box(ruling.xs[slot.left], ruling.ys[slot.top], ruling.xs[slot.right], ruling.ys[slot.bottom]))
        for slot in ruling.slots
    ]
    last: Slot | None = None
    for word in words:
        if not (word.joined and last is not None):
            last = next((slot for slot, box in boxes if box.holds(*word.box.middle)), None)
        if last is not None:
            homes.setdefault(last, []).append(word)
    held = [_Held(slot, (*form_lines(inside), *turned_lines(inside))) for slot, inside in homes.items()]
    return [one for one in held if one.lines]


def _columns(ruling: Ruling, held: Sequence[_Held], measure: Measure) -> tuple[list[Stretch], list[int]]:
    """The columns of the table, and for each border of the ruling the first column after it."""
    columns: list[Stretch] = []
    starts = [0]
    for number in range(ruling.columns):
        inside = [line for one in held if one.slot.left == number == one.slot.right - 1 for line in one.lines]
        columns += _cut_column(Stretch(ruling.xs[number], ruling.xs[number + 1]), inside, measure)
        starts.append(len(columns))
    return columns, starts


def _cut_column(ruled: Stretch, lines: Sequence[TextLine], measure: Measure) -> list[Stretch]:
    """The columns within a ruled column: several where white space parts figures from each other or from labels."""
    several = [line for line in lines if len(line.segments) > 1]
    if len(several) < max(SEVERAL, len(lines) / 2):
        return [ruled]
    found = find_columns([line.words for line in lines], measure)
    layers = [make_layer(line, found, measure) for line in several]
    pieces = [piece for layer in layers for piece in layer.pieces if piece.first > 0]
    if len(found) < 2 or sum(piece.figure for piece in pieces) < FIGURES * len(pieces):
        return [ruled]
    edges = [ruled.left, *borders_between(found), ruled.right]
    return [Stretch(left, right) for left, right in itertools.pairwise(edges)]


def _pieces(
    lines: Sequence[TextLine], columns: Sequence[Stretch], measure: Measure
) -> list[tuple[int, int, tuple[Segment, ...]]]:
    """The cells in a slot over some columns: first and last column of each, and its segments."""
    whole = (0, len(columns) - 1, tuple(segment for line in lines for segment in line.segments))
    if len(columns) == 1:
        return [whole]
    layers = [make_layer(line, columns, measure) for line in lines]
    if max(len(layer.pieces) for layer in layers) > 1:
        return _merge_pieces(layers)
    homes = {(piece.first, piece.last) for layer in layers for piece in layer.pieces}
    box = around(line.box for line in lines)
    centred = abs(sum(box[::2]) - columns[0].left - columns[-1].right) / 2 < CENTRED * (
        columns[-1].right - columns[0].left
    )
    first, last = min(homes)
    return [whole] if len(homes) > 1 or first == 0 or centred else [(first, last, whole[2])]


def _split_band(
    band: int, held: Sequence[_Held], ruling: Ruling, columns: Sequence[Stretch], measure: Measure
) -> list[list[Layer]]:
    """The rows that a band between two rules holds; one or none where the band is one row."""
    inside = [one for one in held if one.slot.top == band == one.slot.bottom - 1]
    tall = [one for one in inside if len(one.lines) > 1]
    stacked = [one for one in tall if all(is_figure(line.text) for line in one.lines) and _had_room(one, ruling)]
    several = [one for one in tall if len(one.lines) >= SEVERAL]
    if not stacked and (len(several) < 2 or len(several) < len(inside) / 2):
        return []
    words = [word for one in inside for line in one.lines for word in line.words]
    layers = [make_layer(line, columns, measure) for line in form_lines(words)]
    rows = stack(layers, columns)
    sure = sum(any(layer.figures for layer in row) for row in rows)
    return rows if len(rows) > 1 and sure > len(rows) / 2 else []


def _had_room(held: _Held, ruling: Ruling) -> bool:
    """Whether a digit more would have fitted into the first line of a slot: a figure that fills its slot goes on below."""
    box, text = held.lines[0].box, held.lines[0].text
    slot = Stretch(ruling.xs[held.slot.left], ruling.xs[held.slot.right])
    padding = max(min(box.left - slot.left, slot.right - box.right), 0.0)
    return slot.right - slot.left - box.width - 2 * padding > box.width / len(text)


def rows_of_layers(rows: Sequence[Sequence[Layer]], top: int) -> list[DraftCell]:
    """The cells of rows that lines make up; the first of them is row `top`."""
    drafts = []
    for number, layers in enumerate(rows, top):
        cells = _merge_pieces(layers)
        drafts += [DraftCell(number, first, 1, last - first + 1, segments) for first, last, segments in cells]
    return drafts


def _merge_pieces(layers: Sequence[Layer]) -> list[tuple[int, int, tuple[Segment, ...]]]:
    """First and last column and segments of each cell of a row: what begins in one column is one cell."""
    cells: dict[int, tuple[int, tuple[Segment, ...]]] = {}
    for piece in (piece for layer in layers for piece in layer.pieces):
        last, segments = cells.get(piece.first, (piece.last, ()))
        cells[piece.first] = max(last, piece.last), (*segments, piece.segment)
    return [(first, last, segments) for first, (last, segments) in sorted(cells.items())]
