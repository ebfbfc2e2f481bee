"""Pages for the tests of the PDF reader, printed on paper that is tagged or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from extract.document import Document, Table
from extract.from_pdf import read
from tests.making.paper import BOLD, PLAIN, Paper

LEFT = 70.0
COLUMNS = (LEFT, 250.0, 330.0, 410.0)
PITCH = 14.0


class Print:
    """A document that is printed from the top of a page down."""

    def __init__(self, *, tagged: bool = False) -> None:
        self.paper = Paper(tagged=tagged)
        self.top = 0.0
        self.turn_page()

    def turn_page(self) -> None:
        self.paper.turn_page()
        self.top = 100.0

    def line(self, text: str, *, size: float = 10, font: str = PLAIN, left: float = LEFT, gap: float = 1.2) -> None:
        """One line of text below what is there."""
        self.top += size * gap
        self.paper.text(left, self.top, text, size, font)

    def block(self, role: str, *lines: str, size: float = 10, font: str = PLAIN, left: float = LEFT) -> None:
        """An element of lines, with white space above it."""
        self.top += size * 0.8
        with self.paper.element(role):
            for text in lines:
                self.line(text, size=size, font=font, left=left)

    def row(self, *cells: str, columns: Sequence[float] = COLUMNS, font: str = PLAIN) -> None:
        """A row of a table, each cell at a place of its own; a cell with `|` has a line for each part."""
        self.top += PITCH
        with self.paper.element("TR"):
            for left, cell in zip(columns, cells, strict=False):
                with self.paper.element("TD"), self.paper.element("P"):
                    for number, part in enumerate(cell.split("|")):
                        self.paper.text(left, self.top + number * PITCH, part, 9, font)
        self.top += PITCH * max(cell.count("|") for cell in cells)

    @contextmanager
    def table(self) -> Iterator[None]:
        """What is printed in the block is a table."""
        self.top += 6
        with self.paper.element("Table"):
            yield
        self.top += 6

    def figures(self, *, head: bool = True) -> None:
        """A table of figures."""
        with self.table():
            if head:
                self.row("Indicator", "2019", "2020", "2021", font=BOLD)
            self.row("Aangiften", "310", "298", "275")
            self.row("Verdachten", "120", "131", "128")
            self.row("Opgelost", "41", "44", "39")

    def foot_note(self, marker: str, text: str, above: float = 80) -> None:
        """A note at the foot of the page."""
        with self.paper.element("Footnote"):
            self.paper.text(LEFT, 842 - above, f"^{marker} {text}", 7.5)

    def read(self, *, by_tags: bool = True) -> Document:
        return read(self.paper.build(), by_tags=by_tags)


def rows_of(table: Table) -> list[list[str]]:
    """The texts of a table, row by row, each cell at its upper left place."""
    return [[cell.content.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


def texts_of(document: Document) -> list[str]:
    """Headings with a `#` a level, paragraphs, items with their label, and a line for each table."""
    found = []
    for block in document.blocks:
        match block:
            case Table():
                found.append(f"TABLE {block.rows}x{block.columns}")
            case _:
                level = "#" * block.level + " " if hasattr(block, "level") and not hasattr(block, "label") else ""
                label = f"[{block.label}] " if hasattr(block, "label") else ""
                found.append(f"{level}{label}{block.content.text}")
    return found
