"""A page of a PDF in one pass of PDFium; pages are released one by one."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from extract.document import Doubt, Limits
from extract.pdf.frame import Frame
from extract.pdf.glyphs import NO_CODE, read_chunks
from extract.pdf.opening import doubt_page
from extract.pdf.page import Page
from extract.pdf.paths import read_drawings
from extract.pdf.words import form_words, upright_turn

LETTER_BOX = (0.0, 0.0, 612.0, 792.0)
"""What PDFium takes a page to be that names no size."""
TOO_MUCH_TEXT = (
    "Pagina {page} heeft {found} tekens, meer dan de {most} die worden gelezen: wat erop staat, ontbreekt hier."
)
TOO_MANY_DRAWINGS = "Pagina {page} heeft meer dan {most} tekenobjecten; niet alle zijn bekeken, dus lijnen van een tabel kunnen ontbreken."
NO_CODES = (
    "Op pagina {page} staat tekst in een lettertype dat niet zegt welke tekens het zijn: die tekst is niet te lezen."
)


def read_page(page: pypdfium2.PdfPage, number: int, limits: Limits) -> Page | Doubt:
    """An open page, which stays open, under its number from 1; a Doubt for one with more text than the limit."""
    text_page = page.get_textpage()
    try:
        found = text_page.count_chars()
        if found > limits.characters:
            return doubt_page(number, TOO_MUCH_TEXT, found=found, most=limits.characters)
        chunks = read_chunks(text_page.raw)
    finally:
        text_page.close()
    turn = upright_turn(chunks) if chunks else page.get_rotation()
    frame = Frame(*_sheet(page.raw), turn)
    width, height = frame.size
    drawings = read_drawings(page.raw, frame, limits.drawings)
    return Page(
        number=number,
        width=width,
        height=height,
        turn=(turn - page.get_rotation()) % 360,
        words=form_words(chunks, frame),
        horizontals=tuple(drawings.horizontals),
        verticals=tuple(drawings.verticals),
        fills=tuple(drawings.fills),
        images=tuple(drawings.images),
        curves=tuple(drawings.curves),
        drawings_cut=drawings.cut,
    )


def doubts_about_page(page: Page, limits: Limits) -> Iterator[Doubt]:
    """What of a page was seen and not read."""
    if page.drawings_cut:
        yield doubt_page(page.number, TOO_MANY_DRAWINGS, most=limits.drawings)
    if any(NO_CODE in word.text for word in page.words):
        yield doubt_page(page.number, NO_CODES)


def _sheet(page: pdfium.FPDF_PAGE) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what a viewer shows, in user space: the crop box within the media box."""
    media = _box(pdfium.FPDFPage_GetMediaBox, page) or LETTER_BOX
    crop = _box(pdfium.FPDFPage_GetCropBox, page) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if left < right and bottom < top else media


def _box(ask: object, page: pdfium.FPDF_PAGE) -> tuple[float, float, float, float] | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not ask(page, left, bottom, right, top):  # type: ignore[operator]
        return None
    xs, ys = sorted((left.value, right.value)), sorted((bottom.value, top.value))
    return xs[0], ys[0], xs[1], ys[1]
