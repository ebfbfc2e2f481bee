"""Pages of pictures, recognised while others are read: tesseract works on two at a time, or as many as there are cores."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import NamedTuple

from PIL import Image

from extract.pdf.page import Page
from extract.scan.engine import Unrecognised, language
from extract.scan.sheet import read_sheet

AT_ONCE = min(4, os.cpu_count() or 1)
WAITING = 2
"""Pictures kept for each that is worked on; one of A4 takes 9 MB."""


class Recognised(NamedTuple):
    """What came of a picture."""

    number: int
    page: Page | None
    """None where tesseract could not read it."""


class Recogniser:
    """Takes pictures of pages, in any order, and gives pages in that order; to be closed."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._room = BoundedSemaphore(AT_ONCE * WAITING)
        self._under_way: list[Future[Recognised]] = []

    @staticmethod
    def is_there() -> bool:
        """Whether tesseract is installed, with a language."""
        return language() is not None

    def take(self, picture: Image.Image, number: int, dpi: float) -> None:
        """Take the picture of a page, in greys; this waits while enough of them are under way."""
        self._room.acquire()
        self._under_way.append(self._pool.submit(self._read, picture, number, dpi))

    def pages(self) -> Iterator[Recognised]:
        """What came of all pictures, each when it is ready."""
        for future in self._under_way:
            yield future.result()

    def close(self) -> None:
        """Let go of what is not done; a page that is being recognised is finished first."""
        self._pool.shutdown(cancel_futures=True)

    def _read(self, picture: Image.Image, number: int, dpi: float) -> Recognised:
        try:
            return Recognised(number, read_sheet(picture, number, dpi))
        except Unrecognised:
            return Recognised(number, None)
        finally:
            self._room.release()
