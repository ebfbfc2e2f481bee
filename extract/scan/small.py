"""A picture of text in as few bytes as leave it legible; the same bytes for the same picture."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

GREYS = 16
"""Of a picture of type: edges of letters need no more, and two pixels go in a byte."""
STEP = 255 // (GREYS - 1)
TO_GREY = [(level + STEP // 2) // STEP for level in range(256)]
PALETTE = [grey * STEP for grey in range(GREYS) for _ in range(3)]
DENSE = 0.1
"""Bytes a pixel above which it is no picture of type alone: printed pages take 0.05, scans with their specks from 0.13 on."""
QUALITY = 30
"""Of WebP, for scans: figures of 8 points can be read."""

PNG, WEBP = "image/png", "image/webp"


def small(grey: Image.Image) -> tuple[str, bytes]:
    """The media type and the bytes of a picture in greys."""
    drawn = _png(grey)
    if len(drawn) <= DENSE * grey.width * grey.height:
        return PNG, drawn
    scanned = _webp(grey)
    return (WEBP, scanned) if len(scanned) < len(drawn) else (PNG, drawn)


def _png(grey: Image.Image) -> bytes:
    indices = Image.frombytes("P", grey.size, grey.point(TO_GREY).tobytes())
    indices.putpalette(PALETTE)
    stream = BytesIO()
    indices.save(stream, "PNG", bits=4, compress_level=6)
    return stream.getvalue()


def _webp(grey: Image.Image) -> bytes:
    stream = BytesIO()
    grey.save(stream, "WEBP", quality=QUALITY, method=2)
    return stream.getvalue()
