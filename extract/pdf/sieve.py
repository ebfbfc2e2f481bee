"""What only looks like a table: running text in columns, bullet lists, contents lists, charts."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from extract.pdf.found import FoundCell, FoundTable, Method
from extract.pdf.looks import is_bullet, is_figure
from extract.pdf.page import WHITE, Page

SECTION = re.compile(r"\d+(?:\.\d+)+\.?")  # 2.1  4.3.2
FEWEST_ROWS = 2
FILLED = 0.35
"""Share of the places of a table that hold text; sparse matrices have about half."""
FIGURES = 0.3
"""Share of the cells outside the first column that are figures, in a table that no rule shows."""
FIGURES_WITH_RULES = 0.1
SHORT = 4
"""Words: cells of tables of words are shorter on average."""
MANY_COLUMNS = 4
"""Running text is not set in so many columns."""
ROW_FILLED = 0.5
"""Share of the columns that two rows fill at least."""
BAND, FEWEST_BARS = 0.3, 4
"""Share of a table's width below which a filled box is no band, and how many lengths of such boxes make a bar chart."""
LARGE, FEWEST_CURVES, BESIDE, FAR_BESIDE = 15.0, 2, 8.0, 25.0
"""Points that a line of a chart measures at least, how many there are, and how far it is from what is taken for a table,
with rules of its own and without."""


def is_table(table: FoundTable, page: Page) -> bool:
    """Whether what geometry found is a table."""
    if table.columns < 2 or table.rows < FEWEST_ROWS:
        return False
    return not (any(looks(table) for looks in BY_TEXT) or _is_chart(table, page) or _loses_words(table, page))


def _loses_words(table: FoundTable, page: Page) -> bool:
    """Whether words stand within its box and in none of its cells: as text they are seen, in a table they would be gone."""
    inside = sum(_signs(word.text) for word in page.words if not word.turn and table.box.holds(*word.box.middle))
    return sum(_signs(line.content.raw) for cell in table.cells for line in cell.lines) < inside


def _signs(text: str) -> int:
    return sum(map(str.isalnum, text))


def _cells_after_first(table: FoundTable) -> list[FoundCell]:
    return [cell for cell in table.cells if cell.column > 0]


def _is_sparse(table: FoundTable) -> bool:
    covered = sum(cell.rowspan * cell.colspan for cell in table.cells)
    return covered < FILLED * table.rows * table.columns


def _is_wordy(table: FoundTable) -> bool:
    """Too few figures for what so little shows to be a table."""
    cells = _cells_after_first(table)
    if not cells:
        return True
    figures = sum(is_figure(cell.text) for cell in cells) / len(cells)
    words = sum(len(cell.text.split()) for cell in table.cells) / len(table.cells)
    if table.method is Method.SPACE:
        return (figures < FIGURES and table.columns < MANY_COLUMNS) or words > 2 * SHORT
    return figures < FIGURES_WITH_RULES and words > SHORT


def _is_one_row(table: FoundTable) -> bool:
    """One row of texts beside each other and lines with little on them: an axis with its title."""
    several = Counter(cell.row for cell in table.cells)
    labels = {cell.row for cell in table.cells if cell.column == 0 and any(map(str.isalpha, cell.text))}
    least = max(2, ROW_FILLED * table.columns) if table.method is Method.SPACE else 2
    return sum(count >= least or (row in labels and count > 1) for row, count in several.items()) < FEWEST_ROWS


def _is_list(table: FoundTable) -> bool:
    """Items with their bullets or numbers."""
    first = [cell.text for cell in table.cells if cell.column == 0]
    return table.columns == 2 and bool(first) and all(is_bullet(text) for text in first)


def _is_contents(table: FoundTable) -> bool:
    """A list of contents: titles, perhaps with their numbers, and page numbers that never fall."""
    if table.method is Method.GRID or table.rows < 3:
        return False
    last = [cell.text for cell in table.cells if cell.column == table.columns - 1]
    numbers = [int(text) for text in last if text.isdecimal() and len(text) < 4]
    titles = [cell.text for cell in table.cells if cell.column < table.columns - 1 and not is_figure(cell.text)]
    inner = [cell.text for cell in table.cells if 0 < cell.column < table.columns - 1 and is_figure(cell.text)]
    wordy = sum(len(title.split()) for title in titles) >= 2 * len(titles) and all(map(SECTION.fullmatch, inner))
    return len(numbers) >= 3 and len(numbers) >= 0.9 * len(last) and _never_falls(numbers) and wordy


def _never_falls(numbers: Sequence[int]) -> bool:
    return all(here <= there for here, there in itertools.pairwise(numbers))


BY_TEXT = (_is_sparse, _is_one_row, _is_wordy, _is_list, _is_contents)


def _is_chart(table: FoundTable, page: Page) -> bool:
    """Part of a chart: its lines or slices run through it or right beside it, or its bars do."""
    near = table.box.grown(FAR_BESIDE if table.method is Method.SPACE else BESIDE)
    curves = [box for box in page.curves if max(box.width, box.height) >= LARGE and not box.surrounds(table.box)]
    if sum(box.meets(near) for box in curves) >= FEWEST_CURVES:
        return True
    bars = [fill.box for fill in page.fills if fill.colour != WHITE and fill.box.meets(near)]
    narrow = [bar for bar in bars if bar.width < BAND * table.box.width]
    sizes = {round(bar.height) for bar in narrow}, {round(bar.width) for bar in narrow}
    return table.method is Method.SPACE and min(map(len, sizes)) <= 2 and max(map(len, sizes)) >= FEWEST_BARS
