"""What a page gives before the document is whole: pieces of text and tables as lines, each with its place.

Lines stay apart until all pages are read, since only the whole document tells which hyphens divide a word, what returns on
every page, and what goes on overleaf.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from extract.document import Doubt, Locator
from extract.pdf.flow import Line
from extract.pdf.found import FoundTable
from extract.pdf.page import Box, Page, around

Path = tuple[int, ...]


class Kind(Enum):
    """What a piece of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTE = "note"
    CAPTION = "caption"


@dataclass(slots=True)
class Piece:
    """A heading, paragraph, list item, note or caption; it grows when it goes on on the next page."""

    kind: Kind
    lines: list[Line]
    locator: Locator
    """Of its part on the first page."""
    page: int
    level: int = 1
    label: str = ""
    path: Path | None = None
    """Its element in the structure tree, the same on every page."""
    last_page: int = 0
    """Where it ends."""

    def __post_init__(self) -> None:
        self.last_page = self.page


@dataclass(slots=True)
class DraftCell:
    """A cell of a tagged table as its tag gives it."""

    lines: list[Line] = field(default_factory=list)
    page: int | None = None
    rowspan: int = 1
    colspan: int = 1
    header: bool = False

    @property
    def box(self) -> Box | None:
        """The box of its text; None where there is none."""
        return around(line.box for line in self.lines) if self.lines else None


@dataclass(slots=True)
class DraftRow:
    """A row of a tagged table: its cells by their number among the children of the row."""

    cells: dict[int, DraftCell | None]
    """None for a child that is no cell, such as the mark that Word puts at the end of a row."""
    in_head: bool = False
    edges: tuple[float, ...] = ()
    """Where upright rules cross the row, from the left."""

    def go_on(self, overleaf: DraftRow) -> None:
        """Add the rest of a row; a cell that one of the two pages does not show is what the other one shows."""
        for index, cell in overleaf.cells.items():
            before = self.cells.get(index)
            if index not in self.cells or (before is not None and not before.lines):
                self.cells[index] = cell
            elif before is not None and cell is None:
                self.cells[index] = before if before.lines else None
            elif before is not None and cell is not None:
                before.lines += cell.lines


@dataclass(slots=True)
class DraftTable:
    """A tagged table as its tags give it; rows are added as pages are read."""

    path: Path
    page: Page
    """The first one that it stands on."""
    rows: dict[Path, DraftRow] = field(default_factory=dict)
    captions: list[Piece] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def go_on(self, overleaf: DraftTable) -> None:
        """Add what stands on the next page: further rows, and the rest of a row that the page's end cut."""
        for path, row in overleaf.rows.items():
            before = self.rows.get(path)
            if before is None:
                self.rows[path] = row
            else:
                before.go_on(row)


@dataclass(slots=True)
class TableDraft:
    """A table on its grid, by tags or by geometry, with what goes with it."""

    found: FoundTable
    captions: list[Piece] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unsure: tuple[int, ...] = ()
    """Rows of which the columns are not certain."""

    @property
    def last_page(self) -> int:
        """The page that its last row stands on."""
        return max(cell.locator.page or 0 for cell in self.found.cells)

    @property
    def bottom(self) -> float:
        """Where it ends on that page."""
        return max(cell.box.bottom for cell in self.found.cells if cell.locator.page == self.last_page)
