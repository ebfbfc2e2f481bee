"""tesseract, where it is installed.

It is called as a program of its own, by way of pytesseract: a picture that makes it crash or hang then costs a page,
not the run. (tesserocr is faster by the start of a process, a tenth of a second on some three for a page, but brings a
second tesseract along that does not find the languages which the system has.)
"""

from __future__ import annotations

import os
from functools import cache

import pytesseract
from PIL import Image

WANTED = ("nld", "eng")
"""Dutch; failing that English, whose letters and figures are the same."""
SECONDS = 180
"""For one page; a full one takes three seconds, a machine that does ten things at once takes ten times that."""
AS_ONE_BLOCK = "--psm 6"
"""Rows of a table stay rows. With tesseract's own layout (`--psm 1`) cells of tables without rules are lost."""
SIDEWAYS = "--psm 0"


os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # pages side by side take half the time of threads within a page


class Unrecognised(Exception):
    """A picture that tesseract could not read. The message says why."""


@cache
def language() -> str | None:
    """The language that text is recognised in; None where there is no tesseract, or none with a language."""
    try:
        installed = [name for name in pytesseract.get_languages() if name != "osd"]
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, SystemExit):
        return None
    return next((name for name in WANTED if name in installed), installed[0] if installed else None)


def recognise(picture: Image.Image, dpi: float) -> bytes:
    """What tesseract finds in a picture, as hOCR."""
    config = f"{AS_ONE_BLOCK} --dpi {dpi:.0f} -c hocr_char_boxes=1"
    try:
        found = pytesseract.image_to_pdf_or_hocr(
            picture, lang=language(), config=config, extension="hocr", timeout=SECONDS
        )
    except (pytesseract.TesseractError, RuntimeError, OSError) as error:  # RuntimeError: the time was up
        raise Unrecognised(str(error)) from error
    assert isinstance(found, bytes)
    return found


def sideways(picture: Image.Image) -> int:
    """Degrees with the clock by which a picture has to be turned for its text to stand upright; 0 where it is not known."""
    try:
        said = pytesseract.image_to_osd(picture, config=SIDEWAYS, output_type=pytesseract.Output.DICT, timeout=SECONDS)
    except (pytesseract.TesseractError, RuntimeError, OSError):  # too few letters to tell, or no data for it
        return 0
    return int(said["rotate"]) % 360
