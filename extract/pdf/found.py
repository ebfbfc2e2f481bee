"""The tables that geometry finds on a page, before they become tables of the document: `find_tables(page) -> [FoundTable]`.

A found table is a grid of `rows` × `columns`; its cells come by row, then column; places that no cell covers are empty.
`FoundCell.lines` are the lines of text in the cell from the top down, markers apart: hyphens at their ends are still
there. `FoundCell.indent` counts steps. `joining.joined(first, second)` is one table of two that stand on pages in a
row, or None; who calls it knows that nothing but page furniture and notes stands between the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from extract.document import Locator
from extract.pdf.flow import Line
from extract.pdf.page import Box


class Method(Enum):
    """What the rows and columns of a table were read from."""

    GRID = "grid"
    """Rules around the cells."""
    BANDS = "bands"
    """Horizontal rules or coloured bands, and white space between columns."""
    SPACE = "space"
    """White space alone."""
    TAGS = "tags"
    """The structure tree of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCell:
    """A cell at its upper left place in the grid of its table."""

    row: int
    column: int
    lines: tuple[Line, ...]
    box: Box
    """In the upright frame of its page."""
    locator: Locator
    rowspan: int = 1
    colspan: int = 1
    indent: int = 0

    @property
    def bold(self) -> bool:
        """All of its text is bold."""
        return bool(self.lines) and all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        """Its lines as printed, for comparing; hyphens at line ends stay."""
        return " ".join(line.content.raw for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """A table on one page, or on several that were joined."""

    cells: tuple[FoundCell, ...]
    rows: int
    columns: int
    box: Box
    """In the upright frame of its first page; rules and bands included."""
    locator: Locator
    lefts: tuple[float, ...]
    """Where the columns begin, in points."""
    rights: tuple[float, ...]
    method: Method
    header_rows: int = 0
    """Rows at the top that read as a header; 0 where nothing tells."""
