"""What only looks like a table: running text in columns, bullet lists, contents lists, charts."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from extract.pdf.found import FoundCell, FoundTable, Method
from extract.pdf.looks import is_bullet, is_figure
from extract.pdf.page import Page

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
LARGE, FEWEST_CURVES, BESIDE = 15.0, 2, 8.0
"""Points that a line of a chart measures at least, how many there are, and how far it is from what is taken for a table."""


def is_table(table: FoundTable, page: Page) -> bool:
    """Whether what geometry found is a table."""
    if table.columns < 2 or table.rows < FEWEST_ROWS:
        return False
    return not any(looks(table) for looks in BY_TEXT) and not _is_chart(table, page)


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
    """One row of texts beside each other and lines alone: an axis with its title."""
    several = Counter(cell.row for cell in table.cells)
    return sum(count > 1 for count in several.values()) < FEWEST_ROWS


def _is_list(table: FoundTable) -> bool:
    """Items with their bullets or numbers."""
    first = [cell.text for cell in table.cells if cell.column == 0]
    return table.columns == 2 and bool(first) and all(is_bullet(text) for text in first)


def _is_contents(table: FoundTable) -> bool:
    """A list of contents: titles, and page numbers that never fall."""
    if table.method is Method.GRID or table.columns > 3 or table.rows < 3:
        return False
    last = [cell.text for cell in table.cells if cell.column == table.columns - 1]
    numbers = [int(text) for text in last if text.isdecimal() and len(text) < 4]
    titles = [cell.text for cell in table.cells if cell.column < table.columns - 1 and not is_figure(cell.text)]
    wordy = sum(len(title.split()) for title in titles) >= 2 * len(titles)
    return len(numbers) >= 3 and len(numbers) >= 0.9 * len(last) and _never_falls(numbers) and wordy


def _never_falls(numbers: Sequence[int]) -> bool:
    return all(here <= there for here, there in itertools.pairwise(numbers))


BY_TEXT = (_is_sparse, _is_one_row, _is_wordy, _is_list, _is_contents)


def _is_chart(table: FoundTable, page: Page) -> bool:
    """Part of a chart: its lines or slices run through it or right beside it."""
    near = table.box.grown(BESIDE)
    curves = [box for box in page.curves if max(box.width, box.height) >= LARGE and not box.surrounds(table.box)]
    return sum(box.meets(near) for box in curves) >= FEWEST_CURVES
