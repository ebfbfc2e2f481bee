"""The walk over a Word document: its paragraphs, tables and text boxes in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from extract.document import Limits
from extract.docx.grid import read_grid
from extract.docx.inline import Pieces, TextReader, through
from extract.docx.names import PARAGRAPH, TABLE
from extract.docx.notes import NoteShelf
from extract.docx.numbering import Numbering
from extract.docx.styles import ParagraphStyle, Styles
from extract.docx.tables import cells_of_frame, is_frame, sets_head_bold
from extract.office.items import Item, Line, ReadNote
from extract.office.slots import CellContent, Slot, draft_table


class Walk:
    """A walk over the body of one document, and over its notes."""

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: NoteShelf, text: TextReader, limits: Limits
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._text = text
        self._limits = limits

    def items(self, container: etree._Element, address: str = "") -> Iterator[Item]:
        """The lines and tables of a body, a text box or a cell, which stands at an address."""
        prefix = f"{address}&" if address else ""
        paragraphs = tables = 0
        pieces = Pieces()
        for child in through(container, PARAGRAPH, TABLE):
            if child.tag == TABLE:
                tables += 1
                yield from self._table(child, f"{prefix}table={tables}")
                continue
            paragraphs += 1
            style = self._styles.of(child)
            if style.is_contents:
                continue
            if style.is_joined:
                self._text.read(child, style.look, pieces)
                continue
            here = f"{prefix}paragraph={paragraphs}"
            yield self._line(child, style, pieces, here)
            for number, box in enumerate(pieces.boxes, start=1):
                yield from self.items(box, f"{here}&box={number}")
            pieces = Pieces()

    def _line(self, paragraph: etree._Element, style: ParagraphStyle, pieces: Pieces, address: str) -> Line:
        label, level = self._label(style)
        self._text.read(paragraph, style.look, pieces)
        if style.ends_section:
            self._notes.end_section()
        return Line(
            run=pieces.writer.run,
            address=address,
            heading=style.heading,
            item=level + 1 if style.numbering is not None else None,
            label=label,
            is_caption=style.is_caption,
            is_title=style.is_title,
        )

    def _table(self, table: etree._Element, address: str) -> Iterator[Item]:
        """The draft of a table, or the contents of its cells where it only lays out text."""
        if is_frame(table):
            for cell, place in cells_of_frame(table, address):
                yield from self.items(cell, place)
            return
        is_bold = sets_head_bold(table, self._styles)

        def read(slot: Slot, place: str) -> CellContent:
            return self._cell(slot.element, place, bold=is_bold and slot.row == 0)

        yield draft_table(read_grid(table, self._limits.cells), address, read)

    def _cell(self, cell: etree._Element, address: str, *, bold: bool) -> CellContent:
        """The paragraphs of a cell as one text; tables and text boxes in it apart."""
        pieces, indent, is_joined = Pieces(), 0.0, True
        inner: list[Item] = []
        tables = 0
        for child in through(cell, PARAGRAPH, TABLE):
            if child.tag == TABLE:
                tables += 1
                inner += self._table(child, f"{address}&table={tables}")
                continue
            style = self._styles.of(child)
            if not is_joined:
                pieces.writer.end_line()
            if not pieces.writer.run.source:
                indent = style.indent
            is_joined = style.is_joined
            self._write(child, replace(style, look=replace(style.look, bold=True)) if bold else style, pieces)
        for number, box in enumerate(pieces.boxes, start=1):
            inner += self.items(box, f"{address}&box={number}")
        return CellContent(pieces.writer.run, indent, tuple(inner))

    def notes(self) -> Iterator[ReadNote]:
        """The notes that the text referred to, in that order."""
        for reference in list(self._notes.references.values()):
            pieces = Pieces()
            for paragraph in through(reference.element, PARAGRAPH):
                self._write(paragraph, self._styles.of(paragraph), pieces)
                pieces.writer.end_line()
            text = pieces.writer.run.text
            yield ReadNote(key=reference.key, marker=reference.marker, content=text, address=reference.address)

    def _write(self, paragraph: etree._Element, style: ParagraphStyle, pieces: Pieces) -> None:
        """Write a paragraph with the number that is printed before it."""
        label = "" if style.is_joined else self._label(style)[0]
        if any(map(str.isalnum, label)):
            pieces.writer.write(f"{label} ", bold=style.look.bold)
        self._text.read(paragraph, style.look, pieces)

    def _label(self, style: ParagraphStyle) -> tuple[str, int]:
        """The number or bullet of a paragraph and its level, from 0."""
        if style.numbering is None:
            return "", 0
        identity, level = style.numbering
        tied = self._numbering.level_of_style(identity, style.level_style)
        level = level if tied is None else tied
        return self._numbering.label(identity, level), level
