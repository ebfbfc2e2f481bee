"""A picture of a page becomes a `Page`: words, rules and bands in points, as if a PDF had drawn them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

import numpy as np
from PIL import Image

from extract.pdf.page import Box, Fill, Page, Rule, Word
from extract.scan.drawn import Drawn, Strip, paper_of, take_drawn
from extract.scan.engine import recognise, sideways
from extract.scan.hocr import TRUST, read_words
from extract.scan.straighten import bleach, straighten

POOR = 0.6 * TRUST
"""Words of text on its side, read as if it stood upright, have a mean confidence of a third; upright ones of 0.9."""
HOPELESS = 0.3 * TRUST
"""What comes out of drawings and handwriting."""
QUARTERS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
"""Pillow turns against the clock."""
NEAR_PAPER, LEAST_PAPER = 30, 0.4
"""Of 255; and part of the sheet: pages of text have 0.8 and more, photographs 0.1 to 0.3."""
LEAST_INK = 0.0002
"""Part of a sheet that is dark when there is something on it: five words on a page are twice as much."""


def read_sheet(picture: Image.Image, number: int, dpi: float) -> Page:
    """The page that a picture in greys shows; a page without words where the sheet is blank.

    Raises Unrecognised where tesseract could not read it.
    """
    if is_blank(picture):
        return Page(number=number, width=_points(picture.width, dpi), height=_points(picture.height, dpi))
    page = _read_upright(picture, number, dpi, turn=0)
    if _sureness(page) >= POOR:
        return page
    turn = sideways(picture)
    if turn in QUARTERS:
        page = _read_upright(picture.transpose(QUARTERS[turn]), number, dpi, turn)
    return page if _sureness(page) >= HOPELESS else replace(page, words=())


def _sureness(page: Page) -> float:
    """The mean confidence of its characters; 0 without any."""
    weights = [len(word.text) for word in page.words]
    return fmean((word.confidence for word in page.words), weights) if weights else 0.0


def is_blank(picture: Image.Image) -> bool:
    """Whether there is nothing on a sheet but dirt."""
    grey = np.asarray(picture.reduce(2))
    paper = int(np.median(grey))
    return float(np.mean(np.abs(grey.astype(np.int16) - paper) > 60)) < LEAST_INK


def is_photo(picture: Image.Image) -> bool:
    """Whether most of a picture has not the brightness of its paper, as all sheets of text have."""
    grey = np.asarray(picture.reduce(8), np.int16)
    return float(np.mean(np.abs(grey - np.median(grey)) < NEAR_PAPER)) < LEAST_PAPER


def _read_upright(picture: Image.Image, number: int, dpi: float, turn: int) -> Page:
    paper = paper_of(np.asarray(picture))
    level, skew = straighten(picture, paper)
    drawn = take_drawn(np.asarray(level), paper, dpi)
    words = read_words(recognise(Image.fromarray(bleach(drawn.picture, paper)), dpi), dpi)
    return replace(_page(words, drawn, number, dpi), turn=turn, skew=skew)


def _page(words: Sequence[Word], drawn: Drawn, number: int, dpi: float) -> Page:
    height, width = drawn.picture.shape
    return Page(
        number=number,
        width=_points(width, dpi),
        height=_points(height, dpi),
        words=tuple(words),
        horizontals=tuple(sorted(_rule(strip, dpi) for strip in drawn.horizontals)),
        verticals=tuple(sorted(_rule(strip, dpi) for strip in drawn.verticals)),
        fills=tuple(_fill(strip, dpi) for strip in drawn.bands),
    )


def _rule(strip: Strip, dpi: float) -> Rule:
    middle = (strip.top + strip.bottom) / 2
    return Rule(
        _points(middle, dpi), _points(strip.left, dpi), _points(strip.right, dpi), _points(strip.thickness, dpi)
    )


def _fill(strip: Strip, dpi: float) -> Fill:
    box = Box(*(_points(at, dpi) for at in (strip.left, strip.top, strip.right, strip.bottom)))
    return Fill(box, GREY)


def _points(pixels: float, dpi: float) -> float:
    return pixels * 72 / dpi


GREY = (128, 128, 128)
"""Of a band: which grey it was plays no part."""
