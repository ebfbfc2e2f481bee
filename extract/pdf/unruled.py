"""Tables without a grid: columns by white space, rows by rules, bands and what runs on, the header apart."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf.columns import Stretch, find_columns
from extract.pdf.found import FoundTable, Method
from extract.pdf.headers import read_header
from extract.pdf.lattice import make_layer
from extract.pdf.looks import is_note
from extract.pdf.page import Box, Colour, Fill, Page, around
from extract.pdf.regions import Region
from extract.pdf.ruled import finish, measure_of, rows_of_layers
from extract.pdf.rules import SNAP
from extract.pdf.stacking import CLOSE, Layer, beside, stack, wraps
from extract.shapes import names_period

BORDER = 0.7
"""Share of a table's width that a rule or the edge of a band covers to part its rows."""
FEWEST_EDGES = 3
"""Above and below a table and under its header."""
SAME_SIZE = 0.3
"""Points by which type of one size may differ."""
TALLEST_HEADER = 0.5
"""Share of a table's lines that its header is at most."""


def read_unruled(page: Page, region: Region) -> FoundTable | None:
    """The table that a region is; None where its lines make fewer than two columns."""
    columns, layers = _lay(region, 0)
    if len(columns) < 2:
        return None
    edges = row_edges(columns, region, page.fills)
    head = _header_lines(layers, _bands(layers, edges))
    if head > 1:
        columns, layers = _lay(region, head - 1)
    layers = [*layers, *_rest(region, layers, columns)]
    bands = _bands(layers, edges)
    drafts, rows = read_header(layers[:head], columns, region.levels)
    for row in _rows(layers[head:], bands[head:], columns):
        drafts += rows_of_layers([row], rows)
        rows += 1
    box = around([region.box, *(layer.box for layer in layers)])
    return finish(page, box, drafts, columns, Method.BANDS if len(edges) >= FEWEST_EDGES else Method.SPACE)


def _lay(region: Region, head: int) -> tuple[list[Stretch], list[Layer]]:
    """The columns of a region whose first `head` lines are the upper lines of a header, and its lines in them."""
    measure = measure_of(region.lines, region.glue)
    columns = find_columns([line.words for line in region.lines], measure, head)
    return columns, [make_layer(line, columns, measure) for line in region.lines]


def _rest(region: Region, layers: Sequence[Layer], columns: Sequence[Stretch]) -> list[Layer]:
    """The lines below a region that are the end of its last row."""
    measure = measure_of(region.lines, region.glue)
    row, rest = [layers[-1]], list[Layer]()
    for line in region.after:
        layer, last = make_layer(line, columns, measure), row[-1]
        close = layer.baseline - last.baseline <= CLOSE * last.size and abs(layer.size - last.size) < SAME_SIZE
        if is_note(line) or not close or not all(wraps(row, piece, columns) for piece in layer.pieces):
            break
        row.append(layer)
        rest.append(layer)
    return rest


def row_edges(columns: Sequence[Stretch], region: Region, fills: Sequence[Fill]) -> list[float]:
    """Where rules and the edges of coloured bands part the rows of a region, from the top down."""
    left, right = columns[0].left, columns[-1].right
    around_it = region.box.grown(2 * SNAP)
    width = right - left
    edges = [rule.at for rule in region.levels if min(rule.end, right) - max(rule.start, left) >= BORDER * width]
    edges += [y for y in _band_edges(fills, left, right) if around_it.top <= y <= around_it.bottom]
    kept: list[float] = []
    for edge in sorted(edges):
        if not kept or edge - kept[-1] > SNAP:
            kept.append(edge)
    return kept


def _band_edges(fills: Sequence[Fill], left: float, right: float) -> list[float]:
    """Where coloured bands that run over a table begin and end; where one of the same colour follows, nothing shows.

    Fills of one colour and height beside each other are one band, as those of the cells of a row are.
    """
    groups: dict[tuple[int, int, Colour], list[Box]] = {}
    for fill in fills:
        groups.setdefault((round(fill.box.top), round(fill.box.bottom), fill.colour), []).append(fill.box)
    bands = [(around(boxes), colour) for (_, _, colour), boxes in groups.items()]
    wide = [
        (box, colour) for box, colour in bands if min(box.right, right) - max(box.left, left) >= BORDER * (right - left)
    ]
    tops = [(box.top, colour) for box, colour in wide]
    feet = [(box.bottom, colour) for box, colour in wide]
    edges = [y for y, colour in tops if not _is_among(y, colour, feet)]
    return edges + [y for y, colour in feet if not _is_among(y, colour, tops)]


def _is_among(y: float, colour: Colour, others: Sequence[tuple[float, Colour]]) -> bool:
    return any(abs(y - other) <= SNAP and colour == same for other, same in others)


def _bands(layers: Sequence[Layer], edges: Sequence[float]) -> list[int]:
    """For each line the number of edges above it."""
    return [sum(edge < layer.baseline - 0.25 * layer.size for edge in edges) for layer in layers]


def _header_lines(layers: Sequence[Layer], bands: Sequence[int]) -> int:
    """How many lines at the top are the header: those before the first figure that no edge or change to plain type parts.

    Periods are no figures here, and lines with a label only are no header: a section begins with them.
    """
    most = max(1, int(TALLEST_HEADER * len(layers)))
    plain = next((number for number, layer in enumerate(layers) if _has_figures(layer)), 0)
    bold = next((number for number, layer in enumerate(layers) if not layer.bold), 0)
    edges = [number for number in range(1, len(bands)) if bands[number] > bands[number - 1]]
    head = bold if 0 < bold <= min(plain, most) else min(plain, most)
    if not plain:
        return edges[0] if edges and edges[0] <= most else 0
    within = [edge for edge in edges if edge <= head]
    head = within[-1] if within else head
    while head and layers[head - 1].filled == {0} and (head == 1 or head not in edges[:1]):
        head -= 1
    while 0 < head < len(layers) and beside(layers[head - 1].box, layers[head].box):
        head += 1
    return head


def _has_figures(layer: Layer) -> bool:
    return any(piece.first > 0 and piece.figure and not names_period(piece.segment.text) for piece in layer.pieces)


def _rows(layers: Sequence[Layer], bands: Sequence[int], columns: Sequence[Stretch]) -> list[list[Layer]]:
    """The rows of the body: a band is one where most bands are, else its lines are stacked."""
    groups: list[list[Layer]] = []
    for number, layer in enumerate(layers):
        if groups and bands[number] == bands[number - 1]:
            groups[-1].append(layer)
        else:
            groups.append([layer])
    alone = sum(not _two_rows(group) for group in groups)
    if len(groups) > 2 and alone >= 0.7 * len(groups) and len(groups) > len(layers) / 3:
        return [row for group in groups for row in ([group] if not _two_rows(group) else stack(group, columns))]
    return [row for group in groups for row in stack(group, columns)]


def _two_rows(group: Sequence[Layer]) -> bool:
    """Whether two lines of a band have a figure in the same column."""
    seen: set[int] = set()
    for layer in group:
        if seen & layer.figures:
            return True
        seen |= layer.figures
    return False
