"""The walk over a Word document: its paragraphs, tables and text boxes in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extract.document import Limits
from extract.docx.inline import Pieces, TextReader, through
from extract.docx.names import PARAGRAPH, PARAGRAPH_PROPERTIES, RUN_PROPERTIES, TABLE, VALUE, WORD
from extract.docx.notes import NoteShelf
from extract.docx.numbering import Numbering
from extract.docx.styles import ParagraphStyle, Styles, with_properties
from extract.docx.tables import TableReader, cells_of_frame, is_frame
from extract.office.items import Item, Line, ReadNote

MARK_GONE = f"{RUN_PROPERTIES}/{WORD}del"
PARAGRAPH_STYLE = f"{WORD}pStyle"


class Walk:
    """A walk over the body of one document, and over its notes."""

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: NoteShelf, text: TextReader, limits: Limits
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._text = text
        self._tables = TableReader(self, limits.cells)

    def items(self, container: etree._Element, address: str = "") -> Iterator[Item]:
        """The lines and tables of a body, a text box or a cell, which stands at an address."""
        prefix = f"{address}&" if address else ""
        paragraphs = tables = 0
        pieces = Pieces()
        for child in through(container, PARAGRAPH, TABLE):
            if child.tag == TABLE:
                tables += 1
                yield from self.read_table(child, f"{prefix}table={tables}")
                continue
            paragraphs += 1
            style = self.style(child)
            if style.is_contents:
                continue
            label, level = self._label(child, style)
            goes_on = self._write_text(child, style, pieces)
            if goes_on:
                continue
            here = f"{prefix}paragraph={paragraphs}"
            yield _line(style, label, level, pieces, here)
            for number, box in enumerate(pieces.boxes, start=1):
                yield from self.items(box, f"{here}&box={number}")
            pieces = Pieces()

    def read_table(self, table: etree._Element, address: str) -> Iterator[Item]:
        """The draft of a table, or the contents of its cells where it only lays out text."""
        if is_frame(table):
            for cell, place in cells_of_frame(table, address):
                yield from self.items(cell, place)
        else:
            yield self._tables.read(table, address)

    def notes(self) -> Iterator[ReadNote]:
        """The notes that the text referred to, in that order."""
        for reference in list(self._notes.references.values()):
            pieces = Pieces()
            for paragraph in through(reference.element, PARAGRAPH):
                self.write(paragraph, self.style(paragraph), pieces)
                pieces.writer.end_line()
            text = pieces.writer.run.text
            yield ReadNote(key=reference.key, marker=reference.marker, content=text, address=reference.address)

    def style(self, paragraph: etree._Element) -> ParagraphStyle:
        """What a paragraph is, by its style and its own properties."""
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        if properties is None:
            return self._styles.paragraph(None)
        named = properties.find(PARAGRAPH_STYLE)
        identity = None if named is None else named.get(VALUE)
        style = self._styles.paragraph(identity)
        return with_properties(style, properties)

    def has_bold_head(self, style: str | None) -> bool:
        """Whether a style of tables sets the first row in bold."""
        return self._styles.has_bold_head(style)

    def write(self, paragraph: etree._Element, style: ParagraphStyle, pieces: Pieces) -> bool:
        """Write a paragraph with the number that is printed before it; whether the next one goes on with it."""
        label, _ = self._label(paragraph, style)
        if any(map(str.isalnum, label)):
            pieces.writer.write(f"{label} ", bold=style.look.bold)
        return self._write_text(paragraph, style, pieces)

    def _write_text(self, paragraph: etree._Element, style: ParagraphStyle, pieces: Pieces) -> bool:
        self._text.read(paragraph, style.look, pieces)
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        if properties is None:
            return False
        if properties.find(f"{WORD}sectPr") is not None:
            self._notes.end_section()
        return properties.find(MARK_GONE) is not None

    def _label(self, paragraph: etree._Element, style: ParagraphStyle) -> tuple[str, int]:
        """The number or bullet of a paragraph and its level, from 0."""
        if style.numbering is None:
            return "", 0
        identity, level = style.numbering
        named = None
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        if properties is not None and properties.find(f"{WORD}numPr") is None:
            style_element = properties.find(PARAGRAPH_STYLE)
            named = None if style_element is None else style_element.get(VALUE)
        tied = self._numbering.level_of_style(identity, named)
        level = level if tied is None else tied
        return self._numbering.label(identity, level), level


def _line(style: ParagraphStyle, label: str, level: int, pieces: Pieces, address: str) -> Line:
    return Line(
        run=pieces.writer.run,
        address=address,
        heading=style.heading,
        item=level + 1 if style.numbering is not None else None,
        label=label,
        is_caption=style.is_caption,
        is_title=style.is_title,
    )
