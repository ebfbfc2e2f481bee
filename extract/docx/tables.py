"""Which Word tables only lay out text, and which set their first row in bold."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extract.docx.inline import through
from extract.docx.names import CELL, PARAGRAPH, ROW, TABLE, TEXT, VALUE, WORD
from extract.docx.styles import Styles
from extract.office.layout import CellShape, is_layout

LOOKS, STYLE = f"{WORD}tblPr/{WORD}tblLook", f"{WORD}tblPr/{WORD}tblStyle"
FIRST_ROW = 0x0020
"""The bit of `w:tblLook` that says that the first row looks as the style has it."""


def is_frame(table: etree._Element) -> bool:
    """Whether a table only lays out text, so that its cells are to be read block by block."""
    cells = sum(1 for _ in table.iter(CELL))
    if cells > 1 and sum(1 for _ in table.iter(PARAGRAPH)) <= cells:
        return False
    if next(table.iter(f"{WORD}tblHeader"), None) is not None:
        return False
    return is_layout([_shape(cell) for row in through(table, ROW) for cell in through(row, CELL)])


def _shape(cell: etree._Element) -> CellShape:
    sizes = [sum(len(text.text or "") for text in paragraph.iter(TEXT)) for paragraph in through(cell, PARAGRAPH)]
    return CellShape(paragraphs=sizes, blocks=next(through(cell, TABLE), None) is not None)


def cells_of_frame(table: etree._Element, address: str) -> Iterator[tuple[etree._Element, str]]:
    """The cells of a table that only lays out text, in reading order, each with its address."""
    for number, row in enumerate(through(table, ROW), start=1):
        for step, cell in enumerate(through(row, CELL), start=1):
            yield cell, f"{address}&row={number}&cell={step}"


def sets_head_bold(table: etree._Element, styles: Styles) -> bool:
    """Whether the style of a table sets its first row in bold."""
    look, style = table.find(LOOKS), table.find(STYLE)
    if look is None or style is None:
        return False
    first = look.get(f"{WORD}firstRow")
    shows = first in ("1", "true", "on") if first else bool(_hexadecimal(look.get(VALUE)) & FIRST_ROW)
    return shows and styles.has_bold_head(style.get(VALUE))


def _hexadecimal(text: str | None) -> int:
    try:
        return int(text or "0", 16)
    except ValueError:
        return 0
