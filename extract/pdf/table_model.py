"""A found table becomes a table of the document: its lines joined, its empty places cells, its title row a caption."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extract.document import Cell, Doubt, Locator, Table, Text
from extract.pdf.flow import Line
from extract.pdf.found import FoundCell, FoundTable, Method
from extract.pdf.hyphens import Vocabulary, join_lines

UNSURE = (
    "In deze rij staan {found} cellen onder {columns} kolommen; controleer in de bron onder welke kop de waarden horen."
)

GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+")  # 1.799
CUT_IN_GROUP = re.compile(r"-?\d{1,3}(?:\.\d{3})*\.\d{0,2}")  # 1.79
YEAR = re.compile(r"(?:19|20)\d\d")
BETWEEN_COLUMNS, AT_EDGE = 1.1, 0.6
"""Of the type size: white space between a text and the next column, or the edge of the table, that is the padding of cells and
no more; another letter would not have fitted."""


def take_title(found: FoundTable, vocabulary: Vocabulary) -> tuple[FoundTable, Text | None]:
    """A table without a first row that is one cell as wide as the table, and the text of that cell: its title."""
    first = [cell for cell in found.cells if cell.row == 0]
    filled = [cell for cell in first if cell.lines]
    wide = len(filled) == 1 and filled[0].colspan == found.columns > 1 and filled[0].rowspan == 1
    if not wide or found.rows < 3:
        return found, None
    cells = tuple(replace(cell, row=cell.row - 1) for cell in found.cells if cell.row > 0)
    rest = replace(found, cells=cells, rows=found.rows - 1, header_rows=max(0, found.header_rows - 1))
    return rest, cell_text(filled[0], found, vocabulary)


def cell_text(cell: FoundCell, found: FoundTable, vocabulary: Vocabulary) -> Text:
    """The text of a cell, its lines joined."""
    lines = [line.content for line in cell.lines]
    if len(lines) > 1 and (_is_cut_year(cell, found) or _is_cut_figure(cell)):
        return Text("".join(line.text for line in lines))
    if len(lines) < 2:
        return join_lines(lines, vocabulary)
    room = _grid_room(cell, found) if found.method is Method.GRID else _open_room(cell, found)
    return join_lines(lines, vocabulary, [_is_one_word(line.content) and room(line) for line in cell.lines])


def _is_cut_year(cell: FoundCell, found: FoundTable) -> bool:
    """Whether a narrow column cuts a year in two, in a row that holds other years: `202` above `1`."""
    if any(line.content.markers for line in cell.lines) or not YEAR.fullmatch("".join(cell.text.split())):
        return False
    return any(YEAR.fullmatch(other.text) for other in found.cells if other.row == cell.row and other is not cell)


def _is_cut_figure(cell: FoundCell) -> bool:
    """Whether a narrow column cuts a figure in two: `1.79` above `9` is no figure, `1.799` is."""
    lines = [line.content.text for line in cell.lines]
    if any(line.content.markers for line in cell.lines):
        return False
    return CUT_IN_GROUP.fullmatch(lines[0]) is not None and GROUPED.fullmatch("".join(lines)) is not None


def _is_one_word(text: Text) -> bool:
    return text.text != "" and " " not in text.text


def _grid_room(cell: FoundCell, found: FoundTable) -> Callable[[Line], bool]:
    """Whether a line leaves no room for a letter, as far from the right side of its cell as the text is from the left."""
    left, right = found.lefts[cell.column], found.rights[cell.column + cell.colspan - 1]
    padding = min(line.box.left for line in cell.lines) - left
    return lambda line: padding > 0 and right - padding - line.box.right < line.box.width / len(line.content.text)


def _open_room(cell: FoundCell, found: FoundTable) -> Callable[[Line], bool]:
    """Whether a line leaves no room for a letter before the text of the next column, where no rule parts the two."""
    after = cell.column + cell.colspan
    lefts = [line.box.left for other in found.cells if other.column == after for line in other.lines]
    limit, space = (min(lefts), BETWEEN_COLUMNS) if lefts else (found.box.right, AT_EDGE)
    return lambda line: 0 < limit - line.box.right < space * line.size


def build_table(found: FoundTable, caption: Text | None, vocabulary: Vocabulary) -> Table:
    """The table of the document that a found table is; its places that no cell covers become empty cells."""
    cells = [_cell(cell, found, vocabulary) for cell in found.cells]
    cells += _blanks(found)
    return Table(
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        rows=found.rows,
        columns=found.columns,
        locator=found.locator,
        caption=caption,
        header_rows=found.header_rows,
    )


def _cell(cell: FoundCell, found: FoundTable, vocabulary: Vocabulary) -> Cell:
    return Cell(
        row=cell.row,
        column=cell.column,
        content=cell_text(cell, found, vocabulary),
        locator=cell.locator,
        rowspan=cell.rowspan,
        colspan=cell.colspan,
        header=cell.row < found.header_rows,
        bold=cell.bold,
        indent=cell.indent,
    )


def _blanks(found: FoundTable) -> Iterator[Cell]:
    """Empty cells, each with the place of its row: the nearest cell before it, or else the table."""
    covered = {
        (row, column)
        for cell in found.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    places: dict[int, Locator] = defaultdict(lambda: found.locator)
    for cell in found.cells:
        places.setdefault(cell.row, cell.locator)
    for row in range(found.rows):
        for column in range(found.columns):
            if (row, column) not in covered:
                yield Cell(row=row, column=column, content=Text(""), locator=places[row])


def ragged_rows(found: FoundTable, rows: Sequence[int], number: int) -> Iterator[Doubt]:
    """Doubts about rows with fewer cells than columns that could be laid in more than one way."""
    for row in rows:
        count = sum(1 for cell in found.cells if cell.row == row)
        message = UNSURE.format(found=count, columns=found.columns)
        yield Doubt(rule="ragged-row", message=message, locator=found.locator, table=number, row=row, found=str(count))
