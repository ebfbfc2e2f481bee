"""Parts of pictures of pages (PNG, JPEG, TIFF) as smaller pictures."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

from extract.document import Options
from extract.excerpts import Excerpt, Places
from extract.from_image import sheets
from extract.pdf.crops import Part, as_excerpt, cut, parts_by_page
from extract.scan.small import small


def show(data: bytes, places: Places, options: Options) -> Iterator[Excerpt]:
    """Pictures of the parts of a picture where some places are, frame by frame.

    Raises UnreadableDocument when it cannot be opened, as it was when it was read.
    """
    by_page = parts_by_page(places)
    last = max(by_page, default=0)
    for number, (sheet, dpi) in enumerate(sheets(data, options.limits.pages), 1):
        yield from (_drawn(sheet, dpi, part) for part in by_page.get(number, ()))
        if number >= last:
            return


def _drawn(sheet: Image.Image, dpi: float, part: Part) -> Excerpt:
    points = 72 / dpi
    sides = cut(part.box, sheet.width * points, sheet.height * points)
    left, top, right, bottom = (at / points for at in sides.box)
    box = (left, top, min(right, sheet.width), min(bottom, sheet.height))
    size = (round(sides.box.width * sides.scale), round(sides.box.height * sides.scale))
    media_type, data = small(sheet.resize(size, Image.Resampling.BICUBIC, box=box, reducing_gap=2))
    return as_excerpt(part, sides.box, media_type, data)
