"""A page as a picture with what was read from it drawn over it, for those who judge the reader or mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from extract.document import Cell, Document, Doubt, Heading, ListItem, Locator, Options, Table, Text, UnreadableDocument
from extract.pdf.opening import open_page, open_pdf
from extract.pdf.page import Box, around

PLACE = re.compile(r"page=(\d+)&bbox=(-?[\d.]+),(-?[\d.]+),(-?[\d.]+),(-?[\d.]+)")  # page=3&bbox=72.0,90.5,510.2,104.1
SCALE = 2.0
"""Pixels a point: body text of 8 points can be read."""
LARGEST = 6_000
"""Pixels of a side of the picture: a poster is shown smaller."""
LETTERS = 9
"""Points of the labels."""
LEGEND = 16
"""Points of the strip above the page that says which colour is what."""
MARGIN = 3
"""Points between the cells of a table and its frame."""
SHADE = 40
"""How much of the paper a header cell's colour covers, of 255."""
Font = ImageFont.ImageFont | ImageFont.FreeTypeFont


class Kind(Enum):
    """What is drawn: its name in the legend and its colour."""

    TABLE = "table", (20, 80, 220)
    CELL = "cell", (110, 150, 230)
    HEADER = "header", (240, 140, 0)
    MARKER = "marker", (220, 0, 40)
    NOTE = "note", (0, 140, 60)
    HEADING = "heading", (140, 0, 170)
    TEXT = "text, in reading order", (110, 110, 110)
    DOUBT = "doubt", (200, 0, 160)

    @property
    def label(self) -> str:
        return self.value[0]

    @property
    def colour(self) -> tuple[int, int, int]:
        return self.value[1]


BESIDE = "rt"
"""The label stands to the left of the box's upper corner, as Pillow's anchors say it."""
ANCHORS = {Kind.TABLE: "ls", Kind.MARKER: "lm", Kind.CELL: "lt", Kind.HEADER: "lt"}
"""Where else: above it, behind it, in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something found on the page."""

    kind: Kind
    box: Box
    """In points, as a viewer shows the page."""
    label: str = ""


def draw_page(data: bytes, document: Document, number: int, options: Options) -> bytes:
    """A PNG of page `number` (from 1) of a PDF, with what `document`, read from it, has on that page.

    Raises UnreadableDocument when there is no such page or it cannot be opened.
    """
    with open_pdf(data, options) as pdf:
        if not 1 <= number <= len(pdf):
            raise UnreadableDocument(f"There is no page {number}; its pages are 1 to {len(pdf)}.")
        page = open_page(pdf, number)
        if isinstance(page, Doubt):
            raise UnreadableDocument(f"Page {number} is damaged, or of a size that no paper has; ask for another page.")
        try:
            picture, scale = _render(page)
        finally:
            page.close()
    return _png(_draw(picture, scale, tuple(marks_on(document, number))))


def marks_on(document: Document, number: int) -> Iterator[Mark]:
    """What a document has on one page: text first, so that tables and doubts are drawn over it."""
    for order, block in enumerate(document.blocks, start=1):
        box = box_on(block.locator, number)
        if not isinstance(block, Table) and box:
            kind = Kind.HEADING if isinstance(block, Heading) else Kind.TEXT
            sign = f"{order}" + (f" h{block.level}" if isinstance(block, Heading) else "")
            yield Mark(kind=kind, box=box, label=sign + (" •" if isinstance(block, ListItem) else ""))
            yield from _markers(block.content, box)
    for note in document.notes:
        if box := box_on(note.locator, number):
            yield Mark(kind=Kind.NOTE, box=box, label=note.marker + (f" of t{note.table}" if note.table else ""))
    for order, table in enumerate(document.tables, start=1):
        yield from _marks_of_table(table, order, number)
    for doubt in document.doubts:
        if box := box_on(doubt.locator, number):
            yield Mark(kind=Kind.DOUBT, box=box, label=doubt.rule)


def box_on(locator: Locator, number: int) -> Box | None:
    """The box that a locator gives on a page; None when it is on another page or has no box.

    >>> box_on(Locator(address="page=3&bbox=72.0,90.5,510.2,104.1", page=3), 3)
    Box(left=72.0, top=90.5, right=510.2, bottom=104.1)
    """
    found = PLACE.fullmatch(locator.address)
    return Box(*map(float, found.groups()[1:])) if found and int(found[1]) == number else None


def _marks_of_table(table: Table, order: int, number: int) -> Iterator[Mark]:
    """Its cells on this page and a frame around them; a table may run over several pages."""
    places = [(cell, box) for cell in table.cells if (box := box_on(cell.locator, number))]
    if not places:
        return
    for cell, box in places:
        is_header = cell.header or cell.row < table.header_rows
        yield Mark(kind=Kind.HEADER if is_header else Kind.CELL, box=box, label=_spans(cell))
        yield from _markers(cell.content, box)
    frame = around(box for _, box in places).grown(MARGIN)
    yield Mark(kind=Kind.TABLE, box=frame, label=f"t{order}: {table.rows} by {table.columns}")


def _spans(cell: Cell) -> str:
    return f"{cell.rowspan}x{cell.colspan}" if cell.rowspan > 1 or cell.colspan > 1 else ""


def _markers(content: Text, box: Box) -> Iterator[Mark]:
    if content.markers:
        corner = Box(box.right, box.top, box.right, box.top)  # where in the text it stands, the model does not say
        yield Mark(kind=Kind.MARKER, box=corner, label=",".join(marker.text for marker in content.markers))


def _render(page: pdfium.PdfPage) -> tuple[Image.Image, float]:
    scale = min(SCALE, LARGEST / max(page.get_size()))
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        return bitmap.to_pil().convert("RGB"), scale
    finally:
        bitmap.close()


def _draw(picture: Image.Image, scale: float, marks: Sequence[Mark]) -> Image.Image:
    strip = round(LEGEND * scale)
    canvas = Image.new("RGB", (picture.width, picture.height + strip), "white")
    canvas.paste(picture, (0, strip))
    draw = ImageDraw.Draw(canvas, "RGBA")
    font = ImageFont.load_default(LETTERS * scale)
    _draw_legend(draw, font, strip, scale)
    for mark in marks:
        left, top, right, bottom = (round(side * scale) for side in mark.box)
        corners = (left, top + strip, max(left, right), max(top, bottom) + strip)
        shade = (*mark.kind.colour, SHADE) if mark.kind is Kind.HEADER else None
        draw.rectangle(corners, outline=mark.kind.colour, fill=shade, width=3 if mark.kind is Kind.TABLE else 1)
        draw.text(corners[:2], mark.label, fill=mark.kind.colour, font=font, anchor=ANCHORS.get(mark.kind, BESIDE))
    return canvas


def _draw_legend(draw: ImageDraw.ImageDraw, font: Font, height: int, scale: float) -> None:
    left = LETTERS * scale
    for kind in Kind:
        draw.text((left, height / 2), kind.label, fill=kind.colour, font=font, anchor="lm")
        left += draw.textlength(kind.label, font=font) + LETTERS * scale


def _png(picture: Image.Image) -> bytes:
    stream = BytesIO()
    picture.save(stream, format="PNG")
    return stream.getvalue()
