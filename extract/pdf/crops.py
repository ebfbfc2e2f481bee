"""Parts of pages as pictures: the tables of a PDF as they are printed, with the lines around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import ceil, floor, sqrt
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from extract.document import Doubt, Options
from extract.excerpts import Excerpt, Places
from extract.pdf.opening import open_page, open_pdf
from extract.pdf.page import Box, around
from extract.pdf.picture import PLACE
from extract.scan.small import small

DPI = 110
"""Text of 7 points can be read, and a page fits a screen."""
MOST_PIXELS = 4_000_000
"""Of one picture: three pages of A4; a poster is shown smaller."""
BESIDE, ABOVE = 12.0, 30.0
"""Points of the page that are shown beside a table, and above and below it: its title is there, and its note."""


class Part(NamedTuple):
    """A part of a page to be shown, under the name that it was asked for."""

    name: str
    page: int
    box: Box
    """In points, as a viewer shows the page."""


def show(data: bytes, places: Places, options: Options) -> Iterator[Excerpt]:
    """Pictures of the parts of a PDF where some places are, page by page.

    Raises UnreadableDocument when it cannot be opened, as it was when it was read.
    """
    by_page = parts_by_page(places)
    with open_pdf(data, options) as document:
        for number in sorted(by_page.keys() - options.undrawn - options.left_out):
            options.turned(-number)
            page = open_page(document, number) if number <= len(document) else None
            if page is None or isinstance(page, Doubt):
                continue
            try:
                if raw.FPDFPage_CountObjects(page) <= options.limits.drawings:
                    yield from (_drawn(page, part) for part in by_page[number])
            except (pdfium.PdfiumError, OSError, ValueError, MemoryError):  # a page that can be read, not drawn
                continue
            finally:
                page.close()
    options.turned(0)


def parts_by_page(places: Places) -> dict[int, list[Part]]:
    """The parts to be shown of each page: one for each name, around all of its places there."""
    boxes: dict[tuple[int, str], list[Box]] = defaultdict(list)
    for name, addresses in places.items():
        for address in addresses:
            if found := PLACE.fullmatch(address):
                boxes[int(found[1]), name].append(Box(*map(float, found.groups()[1:])))
    pages: dict[int, list[Part]] = defaultdict(list)
    for (page, name), found_boxes in boxes.items():
        left, top, right, bottom = around(found_boxes)
        pages[page].append(Part(name, page, Box(left - BESIDE, top - ABOVE, right + BESIDE, bottom + ABOVE)))
    return pages


class Cut(NamedTuple):
    """The pixels to be cut from the sides of a page that is drawn at a scale, and the box that is left, in points."""

    scale: float
    left: int
    top: int
    right: int
    bottom: int
    box: Box


def cut(box: Box, width: float, height: float) -> Cut:
    """How a part of a page of `width` by `height` points is drawn: whole pixels, never beyond the page.

    Raises ValueError when the two do not meet.
    """
    inside = Box(max(0.0, box.left), max(0.0, box.top), min(width, box.right), min(height, box.bottom))
    if inside.width <= 0 or inside.height <= 0:
        raise ValueError("nothing of the page lies there")
    scale = min(DPI / 72, sqrt(MOST_PIXELS / (inside.width * inside.height)))
    across, down = ceil(width * scale), ceil(height * scale)
    left, top = floor(inside.left * scale), floor(inside.top * scale)
    right, bottom = min(across, ceil(inside.right * scale)), min(down, ceil(inside.bottom * scale))
    shown = Box(left / scale, top / scale, right / scale, bottom / scale)
    return Cut(scale, left, top, across - right, down - bottom, shown)


def as_excerpt(part: Part, box: Box, media_type: str, data: bytes) -> Excerpt:
    """The picture of a part, which shows just this box of its page."""
    left, top, right, bottom = box
    address = f"page={part.page}&bbox={left:.2f},{top:.2f},{right:.2f},{bottom:.2f}"
    return Excerpt(name=part.name, address=address, media_type=media_type, data=data)


def _drawn(page: pdfium.PdfPage, part: Part) -> Excerpt:
    sides = cut(part.box, *page.get_size())
    # pypdfium2 rounds what is cut off up to whole pixels: half a pixel less is rounded to what is meant.
    cut_off = tuple(
        max(0.0, pixels - 0.5) / sides.scale for pixels in (sides.left, sides.bottom, sides.right, sides.top)
    )
    bitmap = page.render(scale=sides.scale, grayscale=True, crop=cut_off)
    try:
        media_type, data = small(bitmap.to_pil())
    finally:
        bitmap.close()
    return as_excerpt(part, sides.box, media_type, data)
