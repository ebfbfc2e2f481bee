"""Pages of a PDF that are pictures: drawn at the fineness that recognition asks for, and given to tesseract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import sqrt
from typing import TYPE_CHECKING

import pypdfium2

from extract.document import unheard

if TYPE_CHECKING:
    from extract.scan.recogniser import Recognised, Recogniser

DPI = 300
"""What tesseract was made on; scanners give 200 to 400."""
MOST_PIXELS = 40_000_000
"""Of one page; A3 at 300 dots per inch has 17 million, a poster is drawn coarser."""
INSTALL = (
    "Met tesseract worden zulke pagina's herkend: installeer het met het Nederlands erbij "
    "(Debian en Ubuntu: apt-get install tesseract-ocr tesseract-ocr-nld)."
)


class Scans:
    """The pages of one document that are recognised, while the others are read."""

    def __init__(self, turned: Callable[[int], None] = unheard) -> None:
        """`turned` is told, with 0, before a page waits for others: that is no time of its own."""
        self._turned = turned
        self._recogniser: Recogniser | None = None
        self.hint = ""
        """What a user can do about pages that could not be recognised."""

    def take(self, page: pypdfium2.PdfPage, number: int) -> bool:
        """Have an open page recognised; False where tesseract is not there, or the page is a photograph."""
        from extract.scan.recogniser import Recogniser  # noqa: PLC0415  # few documents need it
        from extract.scan.sheet import is_photo  # noqa: PLC0415

        if not Recogniser.is_there():
            self.hint = INSTALL
            return False
        dpi = min(DPI, 72 * sqrt(MOST_PIXELS / (page.get_width() * page.get_height())))
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        if is_photo(picture):
            return False
        self._recogniser = self._recogniser or Recogniser()
        self._turned(0)
        self._recogniser.take(picture, number, dpi)
        return True

    def pages(self) -> Iterator[Recognised]:
        """What was recognised, page by page, as soon as it is."""
        return self._recogniser.pages() if self._recogniser else iter(())

    def close(self) -> None:
        """Let go of what is not recognised yet."""
        if self._recogniser:
            self._recogniser.close()
