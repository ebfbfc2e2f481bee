"""A table of figures on paper that is turned, cropped, locked or scanned, with one of its figures left out if asked."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extract.document import Options
from extract.excerpts import Excerpt, excerpts
from extract.pdf.page import Box
from extract.pdf.picture import PLACE
from extract.readers import read

SHORT, LONG = 500.0, 700.0
ROWS = (
    ("Indicator", "2019", "2020", "2021"),
    ("Aangiften", "1.310", "1.298", "1.275"),
    ("Verdachten", "120", "131", "128"),
    ("Opgelost", "41", "44", "39"),
)
LEFT_OUT = "131"
"""The figure that a page may lack; no other cell holds its text."""
COLUMNS = (60.0, 190.0, 270.0, 350.0)


def paper(
    *,
    rotate: int = 0,
    turned: int = 0,
    crop: float = 0.0,
    password: str | None = None,
    pages: int = 1,
    whole: bool = True,
) -> bytes:
    """A PDF with the table on its last page.

    The page says that it is shown turned by `rotate` degrees with the clock; the table is set `turned` degrees against the
    clock on it. `crop` points of each side of the page are not shown.
    """
    data = BytesIO()
    width, height = (LONG, SHORT) if turned % 180 else (SHORT, LONG)
    locked = StandardEncryption(password, ownerPassword="eigenaar", strength=128) if password else None
    box = (crop, crop, width - crop, height - crop) if crop else None
    # reportlab swaps the sides of a page that says it is turned
    size = (height, width) if rotate % 180 else (width, height)
    canvas = Canvas(data, pagesize=size, cropBox=box, encrypt=locked, invariant=1)
    for number in range(1, pages + 1):
        canvas.setPageRotation(rotate)
        if number == pages:
            _set_upright(canvas, turned, width, height)
            _table(canvas, whole=whole)
        else:
            canvas.drawString(100, 300, "Een bladzijde zonder tabel.")
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def _set_upright(canvas: Canvas, turned: int, width: float, height: float) -> None:
    """Move the origin so that what is drawn stands turned against the clock, on a sheet of SHORT by LONG."""
    across, down = {0: (0.0, 0.0), 90: (width, 0.0), 180: (width, height), 270: (0.0, height)}[turned]
    canvas.translate(across, down)
    canvas.rotate(turned)


def _table(canvas: Canvas, *, whole: bool) -> None:
    canvas.setFont("Helvetica", 10)
    for number, row in enumerate(ROWS):
        for left, text in zip(COLUMNS, row, strict=True):
            if whole or text != LEFT_OUT:
                canvas.drawString(left, 600 - 16 * number, text)


def scanned(*, dpi: int, askew: float, turned: int = 0, whole: bool = True) -> Image.Image:
    """The page as a scanner sees it, clean, `askew` degrees against the clock."""
    with pypdfium2.PdfDocument(paper(turned=turned, whole=whole)) as document:
        sheet: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    return sheet.rotate(askew, Image.Resampling.BICUBIC, fillcolor=255)


def cells_of(data: bytes, options: Options = Options()) -> dict[str, str]:  # noqa: B008 - frozen
    """The address of every cell that was read, by its text."""
    (table,) = read(data, name="stuk", options=options).tables
    return {cell.content.text: cell.locator.address for cell in table.cells if cell.content.text}


def shown(data: bytes, addresses: Sequence[str], options: Options = Options()) -> Excerpt:  # noqa: B008 - frozen
    """The only excerpt around some places."""
    (excerpt,) = excerpts(data, name="stuk", places={"t": addresses}, options=options)
    return excerpt


def pixels(excerpt: Excerpt) -> npt.NDArray[np.int16]:
    """The greys of an excerpt that is a picture."""
    return np.asarray(Image.open(BytesIO(excerpt.data)).convert("L"), np.int16)


def box_in(excerpt: Excerpt, address: str, margin: float = 2.0) -> tuple[slice, slice]:
    """The rows and columns of the pixels within a place, `margin` points around it too."""
    region, place = _box(excerpt.address), _box(address)
    height, width = pixels(excerpt).shape
    across, down = width / region.width, height / region.height
    left, right = (place.left - margin - region.left) * across, (place.right + margin - region.left) * across
    top, bottom = (place.top - margin - region.top) * down, (place.bottom + margin - region.top) * down
    return slice(round(top), round(bottom)), slice(round(left), round(right))


def _box(address: str) -> Box:
    found = PLACE.fullmatch(address)
    assert found
    return Box(*map(float, found.groups()[1:]))
