"""Scans and the damage that befalls them: headers that lie about sizes, colours and places, streams that break off."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from random import Random
from typing import Literal

import pypdfium2
from PIL import Image

from fuzz import raw
from fuzz.raw import Damage

DPI = 110
"""Coarse, so that recognising one takes a second."""
CHUNK_NAME = re.compile(rb"IHDR|PLTE|IDAT|IEND|tEXt|zTXt|iTXt|eXIf|pHYs|gAMA|iCCP|tRNS")
EXTREMES = (0, 1, 2, 7, 255, 256, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1)
ORDERS: Sequence[Literal["little", "big"]] = ("little", "big")
SEGMENTS = (0xC0, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0, 0xE1, 0xFE)
"""Markers of a JPEG after which a size stands."""


def scans_of(name: str, pdf: bytes) -> list[tuple[str, bytes]]:
    """The first page of a PDF as a scanner saves it: PNG, JPEG, TIFF of two frames, PDF of a picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[0].render(scale=DPI / 72, grayscale=True).to_pil()
    two = {"save_all": True, "append_images": [sheet.resize((sheet.width // 2, sheet.height // 2))]}
    kinds: list[tuple[str, str, dict[str, object]]] = [
        ("png", "PNG", {"dpi": (DPI, DPI)}),
        ("jpg", "JPEG", {"dpi": (DPI, DPI), "quality": 60, "exif": Image.Exif()}),
        ("tif", "TIFF", {"dpi": (DPI, DPI), "compression": "tiff_lzw", **two}),
        ("pdf", "PDF", {"resolution": DPI, "creationDate": None, "modDate": None}),
    ]
    return [(f"{name}.{ending}", _saved(sheet, kind, told)) for ending, kind, told in kinds]


def _saved(sheet: Image.Image, kind: str, told: dict[str, object]) -> bytes:
    stream = BytesIO()
    sheet.save(stream, kind, **told)
    return stream.getvalue()


def number_changed(data: bytes, random: Random) -> bytes:
    """With an extreme number somewhere in what stands before the picture: sizes, depths, places, counts."""
    at = random.randrange(max(1, min(len(data), 400)))
    size, order = random.choice((1, 2, 4)), random.choice(ORDERS)
    value = random.choice(EXTREMES) % (1 << 8 * size)
    return data[:at] + value.to_bytes(size, order) + data[at + size :]


def png_mended(data: bytes, random: Random) -> bytes:
    """A PNG with an extreme number in a chunk, whose check sums are right: they would give it away."""
    data, at, pieces = number_changed(data, random), 8, [data[:8]]
    while at + 12 <= len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        body = data[at + 4 : at + 8 + size]
        if CHUNK_NAME.match(body) is None or len(body) < 4 + size:
            break
        pieces.append(struct.pack(">I", size) + body + struct.pack(">I", zlib.crc32(body)))
        at += 12 + size
    return b"".join(pieces) + data[at:]


def tag_changed(data: bytes, random: Random) -> bytes:
    """A TIFF of which the directory says other things: a kind, a count or a value."""
    if len(data) < 8 or data[:4] != b"II*\0":
        return number_changed(data, random)
    (first,) = struct.unpack("<I", data[4:8])
    if first + 2 > len(data):
        return number_changed(data, random)
    (count,) = struct.unpack("<H", data[first : first + 2])
    entry = first + 2 + 12 * random.randrange(max(1, min(count, 40)))
    at, size = random.choice(((0, 2), (2, 2), (4, 4), (8, 4)))
    value = random.choice(EXTREMES) % (1 << 8 * size)
    return data[: entry + at] + value.to_bytes(size, "little") + data[entry + at + size :]


def segment_changed(data: bytes, random: Random) -> bytes:
    """A JPEG with other bytes right after one of its markers."""
    places = [match.end() for match in re.finditer(b"\xff[" + bytes(SEGMENTS) + b"]", data)]
    if not places:
        return number_changed(data, random)
    at = random.choice(places) + random.randrange(10)
    return data[:at] + bytes((random.randrange(256),)) + data[at + 1 :]


DAMAGES: dict[str, Sequence[Damage]] = {
    "png": (png_mended, png_mended, number_changed, *raw.DAMAGES),
    "jpg": (segment_changed, segment_changed, number_changed, *raw.DAMAGES),
    "tif": (tag_changed, tag_changed, number_changed, *raw.DAMAGES),
}
GENTLE: dict[str, Sequence[Damage]] = {"png": (png_mended,), "jpg": (segment_changed,), "tif": (tag_changed,)}
