"""The walk over an OpenDocument text: its paragraphs, lists, tables and frames in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.document import Limits
from extract.odt.inline import Pieces, TextReader
from extract.odt.lists import Counter, read_levels
from extract.odt.names import CELL, FRAME, HEADING, LEVEL, LIST, PARAGRAPH, STYLE_NAME, TABLE_ELEMENT, TEXT, TEXT_BOX
from extract.odt.styles import ParagraphStyle, Styles
from extract.odt.tables import is_frame, read_grid, rows_of
from extract.office.items import Item, Line, ReadNote
from extract.office.slots import CellContent, Slot, draft_table

SECTION, LIST_ITEM, LIST_HEADER = f"{TEXT}section", f"{TEXT}list-item", f"{TEXT}list-header"
SEEN_THROUGH = frozenset({f"{TEXT}numbered-paragraph", f"{TEXT}meta"})
LINES = (PARAGRAPH, HEADING)


@dataclass(slots=True)
class _Place:
    """Where a container stands, and how many paragraphs and tables it had so far."""

    address: str
    paragraphs: int = 0
    tables: int = 0
    cell: Pieces | None = None
    """What the paragraphs of a cell are written into, as one text."""
    indent: float = 0.0
    """Points that the text of a cell stands in."""

    def of(self, kind: str, number: int) -> str:
        """The address of the paragraph or table with a number."""
        return f"{self.address}&{kind}={number}" if self.address else f"{kind}={number}"


@dataclass(slots=True)
class _List:
    """The list that an item stands in, and its place in it."""

    counter: Counter
    style: str | None
    level: int = 1
    label: str = ""
    """Of the item that begins; its first paragraph takes it."""


@dataclass(slots=True)
class Walk:
    """A walk over the text of one document, and over its notes."""

    styles: Styles
    text: TextReader
    limits: Limits
    _outline: Counter = field(init=False)
    _counters: dict[str, Counter] = field(default_factory=dict)
    """The counter of each list by its id, and the last one of each style."""

    def __post_init__(self) -> None:
        self._outline = Counter(read_levels(self.styles.outline))

    def items(self, container: etree._Element, address: str = "") -> Iterator[Item]:
        """The lines and tables of a text, a frame or a cell, which stands at an address."""
        yield from self._within(container, _Place(address), None)

    def _within(self, container: etree._Element, place: _Place, around: _List | None) -> Iterator[Item]:
        for child in container:
            tag = child.tag
            if tag in LINES:
                yield from self._line(child, place, around)
            elif tag == LIST:
                yield from self._list(child, place, around)
            elif tag == TABLE_ELEMENT:
                place.tables += 1
                yield from self._table(child, place.of("table", place.tables))
            elif tag == FRAME:
                for box in child.iterchildren(TEXT_BOX):
                    yield from self.items(box, place.of("frame", place.paragraphs))
            elif tag in SEEN_THROUGH or (tag == SECTION and not self._is_hidden(child)):
                yield from self._within(child, place, around)

    def _is_hidden(self, section: etree._Element) -> bool:
        return section.get(f"{TEXT}display") == "none" or self.styles.is_hidden_section(section.get(STYLE_NAME))

    def _list(self, element: etree._Element, place: _Place, around: _List | None) -> Iterator[Item]:
        own = self._begin_list(element, around)
        for item in element:
            if item.tag == LIST_ITEM:
                inner = next((child for child in item if child.tag in (*LINES, LIST)), None)
                if inner is not None and inner.tag == PARAGRAPH:
                    own.label = own.counter.next_label(own.level, item.get(f"{TEXT}start-value"))
                yield from self._within(item, place, own)
                own.label = ""
            elif item.tag == LIST_HEADER:
                yield from self._within(item, place, own)

    def _begin_list(self, element: etree._Element, around: _List | None) -> _List:
        style = element.get(STYLE_NAME) or (around.style if around else None)
        if around is not None:
            counter = around.counter
            return _List(counter, style, around.level + 1)
        continued = element.get(f"{TEXT}continue-list")
        goes_on = element.get(f"{TEXT}continue-numbering") == "true"
        known = (
            self._counters.get(f"#{continued}") if continued else self._counters.get(f"{style}") if goes_on else None
        )
        counter = known or Counter(read_levels(self.styles.lists.get(style)))
        identity = element.get("{http://www.w3.org/XML/1998/namespace}id")
        self._counters[f"#{identity}"] = self._counters[f"{style}"] = counter
        return _List(counter, style)

    def _line(self, element: etree._Element, place: _Place, around: _List | None) -> Iterator[Item]:
        style = self.styles.paragraph(element.get(STYLE_NAME))
        place.paragraphs += 1
        heading = _heading_level(element, style)
        label = self._outline_label(element, heading, style) if heading else ""
        if around is not None and not heading:
            label, around.label = around.label, ""
        if place.cell is not None:
            self._write(element, style, label, place, place.cell)
            return
        pieces, address = Pieces(), place.of("paragraph", place.paragraphs)
        self.text.read(element, style.look, pieces)
        yield Line(
            run=pieces.writer.run,
            address=address,
            heading=1 if style.is_title else heading,
            item=around.level if around is not None and label else None,
            label=label,
            is_caption=style.is_caption,
            is_title=style.is_title,
        )
        for number, box in enumerate(pieces.boxes, start=1):
            yield from self.items(box, f"{address}&box={number}")

    def _write(self, element: etree._Element, style: ParagraphStyle, label: str, place: _Place, pieces: Pieces) -> None:
        """Write a paragraph of a cell, with the number that is printed before it, as a line of the cell's text."""
        if place.paragraphs > 1:
            pieces.writer.end_line()
        if not pieces.writer.run.source.strip():
            place.indent = style.indent
        if any(map(str.isalnum, label)):
            pieces.writer.write(f"{label} ", bold=style.look.bold)
        self.text.read(element, style.look, pieces)

    def _outline_label(self, element: etree._Element, level: int, style: ParagraphStyle) -> str:
        if element.get(f"{TEXT}is-list-header") == "true" or style.is_title or style.list_style == "":
            return ""
        return self._outline.next_label(level, element.get(f"{TEXT}start-value"))

    def _table(self, table: etree._Element, address: str) -> Iterator[Item]:
        """The draft of a table, or the contents of its cells where it only lays out text."""
        if is_frame(table):
            for number, (row, _) in enumerate(rows_of(table), start=1):
                for step, cell in enumerate((cell for cell in row if cell.tag == CELL), start=1):
                    yield from self.items(cell, f"{address}&row={number}&cell={step}")
        else:
            yield draft_table(read_grid(table, self.styles, self.limits.cells), address, self._cell)

    def _cell(self, slot: Slot, address: str) -> CellContent:
        """The lines of a cell as one text; tables and frames in it apart."""
        pieces = Pieces()
        place = _Place(address, cell=pieces)
        inner = list(self._within(slot.element, place, None))
        for number, box in enumerate(pieces.boxes, start=1):
            inner += self.items(box, f"{address}&box={number}")
        return CellContent(pieces.writer.run, place.indent, tuple(inner))

    def notes(self) -> Iterator[ReadNote]:
        """The notes that the text had, in its order."""
        for number, note in enumerate(self.text.notes, start=1):
            pieces = Pieces()
            for paragraph in note.body.iter(*LINES):
                self.text.read(paragraph, self.styles.paragraph(paragraph.get(STYLE_NAME)).look, pieces)
                pieces.writer.end_line()
            yield ReadNote(key=note.key, marker=note.marker, content=pieces.writer.run.text, address=f"note={number}")


def _heading_level(element: etree._Element, style: ParagraphStyle) -> int | None:
    level = element.get(LEVEL) or ""
    if element.tag == HEADING:
        return int(level) if level.isascii() and level.isdigit() and len(level) < 3 and int(level) else style.level or 1
    return style.level
