"""A tagged page: its elements, in the order of the structure tree, become pieces of text and tables.

Roles that only group are walked through, roles within a line are read as one text; what is no content of the page's own
(tables of contents, artifacts) is left out, and so is the text in a figure: labels of a chart are no sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.pdf.drafts import DraftCell, DraftRow, DraftTable, Kind, Piece
from extract.pdf.flow import lines_in_order
from extract.pdf.page import Page, Word, around
from extract.pdf.structure import Element

HEADINGS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}
GROUPS = frozenset(
    {"Document", "DocumentFragment", "Part", "Sect", "Art", "Div", "BlockQuote", "Aside", "Index", "Private"}
)
LEFT_OUT = frozenset({"TOC", "TOCI", "Figure", "Formula", "Artifact"})
TABLE_PARTS = frozenset({"THead", "TBody", "TFoot"})
CELLS = frozenset({"TD", "TH"})
BLOCKS = frozenset(
    {"P", "H", "L", "LI", "Table", "Note", "Caption", "TR", *HEADINGS, *GROUPS, *LEFT_OUT, *TABLE_PARTS, *CELLS}
)
WITHIN_ITEM = frozenset({"P", "Lbl", "LBody", *GROUPS})
WITHIN_CELL = BLOCKS - {"Note", *LEFT_OUT}
"""Blocks that are one text with what is around them, in an item and in a cell."""
NO_BLOCKS: frozenset[str] = frozenset()

Words = list[Word]
Part = Words | Element
Read = Piece | DraftTable


@dataclass(slots=True)
class TagReader:
    """Reads the elements of one page."""

    page: Page
    words: Mapping[int, Sequence[Word]]
    """By number of marked content."""
    found: list[Read] = field(default_factory=list)

    def read(self, elements: Iterable[Element]) -> list[Read]:
        """What stands in some elements, in their order."""
        for element in elements:
            self._open(element, 0)
        return self.found

    def _open(self, element: Element, lists: int) -> None:
        role = element.role
        if role in LEFT_OUT:
            return
        if role == "Table":
            self.found.append(self.read_table(element))
        elif role == "L":
            self._open_children(element, lists + 1)
        elif role == "LI":
            self._read_item(element, max(1, lists))
        elif role == "Note":
            self._read_note(element)
        elif role in HEADINGS or role == "H":
            self._spread(element, Kind.HEADING, lists, HEADINGS.get(role, _depth(element)))
        elif role == "Caption":
            self._spread(element, Kind.CAPTION, lists)
        else:
            self._spread(element, Kind.PARAGRAPH, lists)

    def _open_children(self, element: Element, lists: int) -> None:
        for child in element.elements():
            self._open(child, lists)

    def _spread(self, element: Element, kind: Kind, lists: int, level: int = 1) -> None:
        """The runs of text in an element, each a piece, and the blocks between them."""
        notes: list[Element] = []
        text: Words = []
        for part in self._parts(element, NO_BLOCKS):
            if isinstance(part, list):
                text += part
            elif part.role == "Note":
                notes.append(part)
            elif part.role not in LEFT_OUT:
                self._add(kind, text, element, level)
                text = []
                self._open(part, lists)
        self._add(kind, text, element, level)
        for note in notes:
            self._open(note, lists)

    def _read_item(self, element: Element, level: int) -> None:
        label = "".join(
            word.text for child in element.elements() if child.role == "Lbl" for word in self.text_of(child)
        )
        text: Words = []
        inner: list[Element] = []
        for part in self._parts(element, WITHIN_ITEM, without="Lbl"):
            if isinstance(part, list):
                text += part
            else:
                inner.append(part)
        self._add(Kind.ITEM, text, element, level, label)
        for child in inner:
            self._open(child, level)

    def _read_note(self, element: Element) -> None:
        self._add(Kind.NOTE, list(self.text_of(element)), element)

    def _add(self, kind: Kind, words: Words, element: Element, level: int = 1, label: str = "") -> None:
        if not any(map(str.isalnum, "".join(word.text for word in words))):
            return
        lines = lines_in_order(words)
        box = around(line.box for line in lines)
        self.found.append(Piece(kind, lines, self.page.locator(box), self.page.number, level, label, path=element.path))

    def _parts(self, element: Element, inline: frozenset[str], without: str = "") -> Iterator[Part]:
        """The words of an element and the blocks in it; roles in `inline` are no blocks here."""
        for child in element.children:
            if isinstance(child, int):
                yield list(self.words.get(child, ()))
            elif isinstance(child, Element) and child.role != without:
                if child.role in BLOCKS and child.role not in inline:
                    yield child
                else:
                    yield from self._parts(child, inline, without)

    def text_of(self, element: Element) -> Iterator[Word]:
        """All words of an element, blocks or not; notes and figures in it are left out."""
        for part in self._parts(element, WITHIN_CELL):
            if isinstance(part, list):
                yield from part

    def read_table(self, element: Element) -> DraftTable:
        """The rows of a table that stand on this page."""
        table = DraftTable(element.path, replace(self.page, words=(), fills=(), images=()))
        for child in element.elements():
            if child.role == "TR":
                self._read_row(child, table, in_head=False)
            elif child.role in TABLE_PARTS:
                for row in child.elements():
                    self._read_row(row, table, in_head=child.role == "THead")
            elif child.role == "Caption":
                table.captions += TagReader(self.page, self.words).read([child])
        return table

    def _read_row(self, element: Element, table: DraftTable, *, in_head: bool) -> None:
        cells: dict[int, DraftCell | None] = {}
        for index, child in enumerate(element.children):
            if child is None:
                cells[index] = DraftCell()
            else:
                is_cell = isinstance(child, Element) and child.role in CELLS
                cells[index] = self._read_cell(child) if is_cell else None
        table.rows[element.path] = DraftRow(cells, in_head)

    def _read_cell(self, element: Element) -> DraftCell:
        lines = lines_in_order(self.text_of(element))
        is_header = element.role == "TH" and element.scope != "Row"
        return DraftCell(lines, self.page.number, element.rowspan, element.colspan, is_header)


def _depth(element: Element) -> int:
    """The level of a heading without a number: by how deep it stands, under the root and its section."""
    return max(1, min(6, len(element.path) - 2))
