"""A page of a PDF in one pass of PDFium; pages are released one by one."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from extract.pdf.frame import Frame
from extract.pdf.glyphs import read_chunks
from extract.pdf.page import Page
from extract.pdf.paths import read_drawings
from extract.pdf.words import form_words, upright_turn

LETTER_BOX = (0.0, 0.0, 612.0, 792.0)
"""What PDFium takes a page to be that names no size."""


def read_pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    """All pages of an open document, one at a time."""
    for index in range(len(document)):
        yield read_page(document, index)


def read_page(document: pypdfium2.PdfDocument, index: int) -> Page:
    """One page, counted from 0.

    Raises pypdfium2.PdfiumError where PDFium cannot load it.
    """
    page = document[index]
    try:
        return read_open_page(page, index + 1)
    finally:
        page.close()


def read_open_page(page: pypdfium2.PdfPage, number: int) -> Page:
    """A page that is open and stays so, under its number from 1."""
    text_page = page.get_textpage()
    try:
        chunks = read_chunks(text_page.raw)
    finally:
        text_page.close()
    turn = upright_turn(chunks) if chunks else page.get_rotation()
    frame = Frame(*_sheet(page.raw), turn)
    width, height = frame.size
    drawings = read_drawings(page.raw, frame)
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
        curves=drawings.curves,
        drawings_cut=drawings.cut,
    )


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
