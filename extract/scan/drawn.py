"""What is drawn on a sheet beside its text: rules, and dark bands with light text; both hinder recognition.

Rules are taken out of the picture and dark bands are turned to light, as they were before the header was made to stand
out. With bleaching (`straighten`) this brings the figures that tesseract finds on full pages from 77 % to 98 % (`docs/quality.md`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

SHORTEST = 0.3
"""Inches that a rule measures at least: strokes of letters are shorter, and so are most cells high."""
THICKEST = 0.035
"""Inches across: 2.5 points."""
FAINTEST = 50
"""Darker than the paper by this much, of 255."""
DARK = 80
"""A band with light text is darker than the paper by this much."""
BESIDE = 0.015
"""Inches beside a rule where there is paper."""
CROWDED = 0.25
"""Part of its length at which there is none: letters that stand on a rule touch less of it."""
BRIDGE = 2
"""Pixels of a rule that may be missing: specks, and steps of a line that is not quite level."""
COARSE = 12
"""Pixels that one pixel stands for when bands are looked for: light letters disappear in it."""
BAND = 0.1
"""Inches that a band measures at least, both ways."""
FRAMED = 0.9
"""Part of each of its edges that is dark: letters stay away from them."""
FULL = 0.7
"""Part of its box that a band fills."""

Mask = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Strip:
    """Runs of dark pixels in rows that follow each other."""

    left: int
    right: int
    top: int
    bottom: int
    """Past the last row."""
    area: int

    @property
    def thickness(self) -> float:
        return self.area / (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture without rules and dark bands, and where these were, in pixels."""

    picture: npt.NDArray[np.uint8]
    horizontals: tuple[Strip, ...]
    verticals: tuple[Strip, ...]
    """Left and right are its top and bottom here: it is a horizontal of the picture laid on its side."""
    bands: tuple[Strip, ...]


def take_drawn(grey: npt.NDArray[np.uint8], paper: int, dpi: float) -> Drawn:
    """A picture in two: its text, and what is drawn around it."""
    picture = grey.copy()
    bands = tuple(_bands(grey, paper, dpi))
    for band in bands:
        inside = picture[band.top : band.bottom, band.left : band.right]
        inside[:] = np.clip(paper - (inside.astype(np.int16) - int(np.percentile(inside, 10))), 0, 255)
    dark = picture < paper - FAINTEST
    horizontals, verticals = tuple(_rules(dark, dpi)), tuple(_rules(dark.T, dpi))
    for strip in horizontals:
        _erase(picture, strip, paper)
    for strip in verticals:
        _erase(picture.T, strip, paper)
    return Drawn(picture, horizontals, verticals, bands)


def paper_of(grey: npt.NDArray[np.uint8]) -> int:
    """The brightness of the paper: that of most of the sheet."""
    return int(np.median(grey[::4, ::4]))


def _rules(dark: Mask, dpi: float) -> Iterator[Strip]:
    """Horizontal rules."""
    for strip in _strips(dark, round(SHORTEST * dpi), _touches):
        if strip.thickness <= THICKEST * dpi and _stands_free(strip, dark, max(2, round(BESIDE * dpi))):
            yield strip


def _stands_free(strip: Strip, dark: Mask, beside: int) -> bool:
    """Whether there is paper on both sides of a rule; beside the strokes of bold letters that touch there are more of them."""
    sides = (row for row in (strip.top - beside, strip.bottom - 1 + beside) if 0 <= row < len(dark))
    return all(float(np.mean(dark[row, strip.left : strip.right])) < CROWDED for row in sides)


def _bands(grey: npt.NDArray[np.uint8], paper: int, dpi: float) -> Iterator[Strip]:
    thinned = Image.fromarray(grey).reduce(4).filter(ImageFilter.MinFilter(3))  # light strokes are gone
    coarse = np.asarray(thinned.reduce(COARSE // 4))
    least = max(2, round(BAND * dpi / COARSE))
    for strip in _strips(coarse < paper - DARK, least, _goes_on):
        height, width = strip.bottom - strip.top, strip.right - strip.left
        if height >= least and strip.area >= FULL * height * width:
            left, top, right, bottom = (COARSE * at for at in (strip.left, strip.top, strip.right, strip.bottom))
            if _is_framed(grey[top:bottom, left:right] < paper - DARK):
                yield Strip(left, right, top, bottom, (right - left) * (bottom - top))


def _is_framed(dark: Mask) -> bool:
    """Whether something is dark all around, as a band is and a word in bold type is not."""
    inner = dark[COARSE:-COARSE, COARSE:-COARSE]  # a coarse pixel at the edge may lie mostly beside the band
    edges = (inner[:1], inner[-1:], inner[:, :1], inner[:, -1:])
    return inner.size > 0 and all(float(np.mean(edge)) > FRAMED for edge in edges)


def _touches(strip: Strip, start: int, end: int) -> bool:
    return start <= strip.right + BRIDGE and end >= strip.left - BRIDGE


def _goes_on(strip: Strip, start: int, end: int) -> bool:
    """Whether a run ends where the strip does: the letters above a band do not."""
    return abs(start - strip.left) <= BRIDGE and abs(end - strip.right) <= BRIDGE


def _strips(dark: Mask, shortest: int, belongs: Callable[[Strip, int, int], bool]) -> Iterator[Strip]:
    """Long runs of dark pixels, those of rows that follow each other together where they belong together."""
    rows, starts, ends = _runs(dark, shortest)
    strips: list[Strip] = []
    for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        over = [strip for strip in strips if strip.bottom < row - BRIDGE]
        if over:
            yield from over
            strips = [strip for strip in strips if strip.bottom >= row - BRIDGE]
        own = next((strip for strip in strips if belongs(strip, start, end)), None)
        if own is None:
            strips.append(Strip(start, end, row, row + 1, end - start))
            continue
        own.left, own.right = min(own.left, start), max(own.right, end)
        own.bottom, own.area = row + 1, own.area + end - start
    yield from strips


def _runs(dark: Mask, shortest: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Row, start and end of each run of dark pixels of some length, by row; a gap of a pixel or two is bridged."""
    height, width = dark.shape
    padded = np.zeros((height, width + 2 * BRIDGE + 2), np.int8)
    for shift in range(BRIDGE + 1):
        padded[:, 1 + shift : 1 + shift + width] |= dark
    steps = np.diff(padded.ravel())
    starts, ends = np.flatnonzero(steps == 1) + 1, np.flatnonzero(steps == -1) + 1 - BRIDGE
    long = ends - starts >= shortest
    rows, begins = np.divmod(starts[long], padded.shape[1])
    return rows, begins - 1, begins - 1 + (ends - starts)[long]


def _erase(picture: npt.NDArray[np.uint8], strip: Strip, paper: int) -> None:
    """Paint a rule over, a pixel to both sides included, in the colour of the paper."""
    picture[max(0, strip.top - 1) : strip.bottom + 1, max(0, strip.left) : strip.right] = paper
