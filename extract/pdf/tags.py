"""A tagged page: its elements, in the order of the structure tree, become pieces of text and tables.

Roles that only group are walked through, roles within a line are read as one text; what is no content of the page's own
(tables of contents, artifacts) is left out, and so is the text in a figure: labels of a chart are no sentences.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.pdf.drafts import DraftCell, DraftRow, DraftTable, Kind, Path, Piece
from extract.pdf.flow import lines_in_order
from extract.pdf.page import Page, Word, around
from extract.pdf.paragraphs import label_of
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
PROSE_CELL = 160
"""Characters a cell: tables of figures have less than 40 on average, columns of running text several hundred."""
PROSE_PARAGRAPH = 80
"""Characters; shorter paragraphs in one cell are its lines."""
MOST_RULES = 5_000
"""Upright rules on a page above which they are a drawing."""
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
    open_tables: Container[Path] = frozenset()
    """Tables that began on an earlier page."""
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
        if role == "Table" and not self._is_layout(element):
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
        self._add(Kind.ITEM, text, element, level, label or _printed_label(text))
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

    def _is_layout(self, element: Element) -> bool:
        """Whether a table only places text on the page: it has one column, or most of its text is blocks of prose."""
        rows = list(_rows(element))
        cells = [cell for row in rows for cell in row.elements() if cell.role in CELLS]
        if element.path in self.open_tables or not cells:
            return False
        if max(sum(1 for child in row.children if _is_place(child)) for row in rows) < 2:
            return True
        sizes = [sum(len(word.text) + 1 for word in self.text_of(cell)) for cell in cells]
        if sum(sizes) <= PROSE_CELL * len(cells):
            return False
        blocks = sum(size for cell, size in zip(cells, sizes, strict=True) if self._holds_blocks(cell))
        return 2 * blocks > sum(sizes)

    def _holds_blocks(self, cell: Element) -> bool:
        inner = [child for child in cell.descendants() if child.role in ("P", "LI", "Table", *HEADINGS)]
        if any(child.role == "Table" or child.role in HEADINGS for child in inner):
            return True
        texts = [sum(len(word.text) + 1 for word in self.text_of(child)) for child in inner]
        prose = sum(1 for size in texts if size > PROSE_PARAGRAPH)
        return prose > 1 or sum(1 for child in inner if child.role == "LI") > 1

    def read_table(self, element: Element) -> DraftTable:
        """The rows of a table that stand on this page."""
        table = DraftTable(element.path, replace(self.page, words=(), fills=(), images=()))
        for child in element.elements():
            if child.role == "Caption":
                inner = TagReader(self.page, self.words).read([child])
                table.captions += [piece for piece in inner if isinstance(piece, Piece)]
        for part in (element, *(child for child in element.elements() if child.role in TABLE_PARTS)):
            for row in part.elements():
                if row.role == "TR":
                    self._read_row(row, table, in_head=part.role == "THead")
        return table

    def _read_row(self, element: Element, table: DraftTable, *, in_head: bool) -> None:
        cells: dict[int, DraftCell | None] = {}
        for index, child in enumerate(element.children):
            if child is None:
                cells[index] = DraftCell()
            elif isinstance(child, Element) and child.role in CELLS:
                cells[index] = self._read_cell(child)
            else:
                cells[index] = None
        table.rows[element.path] = DraftRow(cells, in_head, self._edges(cells))

    def _edges(self, cells: Mapping[int, DraftCell | None]) -> tuple[float, ...]:
        boxes = [box for cell in cells.values() if cell and (box := cell.box)]
        if not boxes or len(self.page.verticals) > MOST_RULES:
            return ()
        middle = (min(box.top for box in boxes) + max(box.bottom for box in boxes)) / 2
        return tuple(sorted({rule.at for rule in self.page.verticals if rule.start <= middle <= rule.end}))

    def _read_cell(self, element: Element) -> DraftCell:
        lines = lines_in_order(self.text_of(element))
        is_header = element.role == "TH" and element.scope != "Row"
        return DraftCell(lines, self.page.number, element.rowspan, element.colspan, is_header)


def _printed_label(words: Words) -> str:
    """The bullet or number that is printed before the text of an item."""
    found = label_of(" ".join(word.text for word in words[:2]) + " ") if len(words) > 1 else None
    return found[1] if found else ""


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, those of its head and foot included."""
    for child in table.elements():
        if child.role == "TR":
            yield child
        elif child.role in TABLE_PARTS:
            yield from (row for row in child.elements() if row.role == "TR")


def _is_place(child: Element | int | None) -> bool:
    """Whether a child of a row is a cell; what has no content here may be one."""
    return child is None or (isinstance(child, Element) and child.role in CELLS)


def _depth(element: Element) -> int:
    """The level of a heading without a number: by how deep it stands, under the root and its section."""
    return max(1, min(6, len(element.path) - 2))
