"""The pass over the characters of a page: chunks of characters without white space that one text object draws.

PDFium is asked for the box of the first and the last character of a chunk only, and once per text object for all that its
characters share: that is several times cheaper than a question per character. White space is what the file prints and
what PDFium adds where the pen jumps; `words` measures the gaps once more.
"""

from __future__ import annotations

import ctypes
import math
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from typing import NamedTuple

import pypdfium2.raw as pdfium

from extract.pdf.page import BLACK, Colour, Style

CHUNK = re.compile(r"[^\s\x00-\x01\x03-\x1f]+")  # \x02 is PDFium's sign for a hyphen at the end of a line
NO_CODE = "\ufffd"
"""Stands for a glyph whose font does not say which character it is."""
QUARTER = 90
STRAIGHT = 8
"""Degrees from an axis that still read as along it; a watermark across the page stands at 30 or more."""
BOLD_WEIGHT = 600
BOLD_NAMES = ("bold", "black", "heavy", "semibd", "demi")
ITALIC_NAMES = ("italic", "oblique")
FORCED_BOLD = 1 << 18
ITALIC_FLAG = 1 << 6
STROKED_TOO = 2
"""Text that is filled and stroked looks bold."""
SUBSET_PREFIX = 7
"""`ABCDEF+Arial` is a part of Arial."""
NARROWEST_SPACE = 0.08
"""Of the type size; the boxes of letters may overlap, so a space is measured from where it begins to where the next word does."""
NAME_ROOM = 256
LARGEST_CODE = 0x10FFFF
HALF = re.compile("[\ud800-\udfff]")
"""PDFium counts a character beyond the first 65,536, of mathematics or an emoji, as two halves."""
UINT = ctypes.sizeof(ctypes.c_uint)


class Run(NamedTuple):
    """What the characters of one text object share."""

    style: Style
    mcid: int | None
    angle: int | None
    """Degrees against the clock in user space, a multiple of 90; None for text that follows no axis."""
    descent: float
    """How far below the baseline PDFium's box of a character ends, as a share of its height."""
    nameless: bool
    """The font does not say which characters its glyphs are; PDFium gives numbers of glyphs instead."""


class Chunk(NamedTuple):
    """Characters of one text object without white space, in user space (y grows upwards)."""

    text: str
    run: Run
    spaced: bool
    """The file prints white space before it, and does not draw the pen back over it."""
    x: float
    y: float
    """Where it begins on the baseline."""
    length: float
    """Along the baseline."""


def with_plain_handles(function: object, *arguments: object, result: object = ctypes.c_void_p) -> Callable[..., int]:
    """The same function with handles as plain integers: half the cost of a call, and handles can be compared."""
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


_font_size = with_plain_handles(pdfium.FPDFText_GetFontSize, ctypes.c_void_p, ctypes.c_int, result=ctypes.c_double)
_matrix_of = with_plain_handles(pdfium.FPDFText_GetMatrix, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_font_of = with_plain_handles(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)
_fill_of = with_plain_handles(pdfium.FPDFPageObj_GetFillColor, *[ctypes.c_void_p] * 5, result=ctypes.c_int)
_mode_of = with_plain_handles(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_void_p, result=ctypes.c_int)
_mark_of = with_plain_handles(pdfium.FPDFPageObj_GetMarkedContentID, ctypes.c_void_p, result=ctypes.c_int)
_is_nameless = with_plain_handles(
    pdfium.FPDFText_HasUnicodeMapError, ctypes.c_void_p, ctypes.c_int, result=ctypes.c_int
)
_loose_box = with_plain_handles(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_text_object = with_plain_handles(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_int)


def read_text(text_page: pdfium.FPDF_TEXTPAGE) -> str:
    """The text of a page, one code point for each character that PDFium counts."""
    count = max(pdfium.FPDFText_CountChars(text_page), 0)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    if written == count + 1:
        text = bytes(buffer)[:-2].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text
    codes = [pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count)]
    return "".join(chr(code) if 0 < code <= LARGEST_CODE else NO_CODE for code in codes)


def whole(text: str) -> str:
    r"""A text whose halves of characters are joined; half of one that stands alone is none.

    >>> whole("\ud835\udc56 = 2"), whole("\ud835"), whole("n = 2")
    ('𝑖 = 2', '�', 'n = 2')
    """
    if text.isascii() or HALF.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def read_chunks(text_page: pdfium.FPDF_TEXTPAGE) -> list[Chunk]:
    """The chunks of a page in the order of its content."""
    text = read_text(text_page)
    reading = _Reading(text_page)
    starts, ends, handles = reading.split([match.span() for match in CHUNK.finditer(text)])
    boxes = reading.boxes(starts, ends)
    spaces = reading.spaces(text, starts)
    chunks = []
    for start, end, handle, box in zip(starts, ends, handles, boxes, strict=True):
        run = reading.run(handle, start)
        printed = NO_CODE * (end - start) if run.nameless else whole(text[start:end])
        left, bottom, right, top = box
        spaced = start in spaces and left - spaces[start] > NARROWEST_SPACE * run.style.size
        if run.angle == 0:
            chunks.append(Chunk(printed, run, spaced, left, bottom + (top - bottom) * run.descent, right - left))
        elif run.angle is not None:
            chunks.append(Chunk(printed, run, spaced, *reading.turned(start, end, run.angle)))
    return chunks


class _Font(NamedTuple):
    name: str
    bold: bool
    italic: bool
    descent: float


class _Reading:
    """One page in the reading: objects and fonts are asked once."""

    def __init__(self, text_page: pdfium.FPDF_TEXTPAGE) -> None:
        self._page = text_page
        self._handle = ctypes.cast(text_page, ctypes.c_void_p).value
        self._fonts: dict[int, _Font] = {}
        self._runs: dict[int, Run] = {}
        self._styles: dict[Style, Style] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_at = ctypes.addressof(self._matrix)
        self._rect = pdfium.FS_RECTF()
        self._rect_at = ctypes.addressof(self._rect)
        self._buffer = ctypes.create_string_buffer(NAME_ROOM)
        self._numbers = ctypes.c_double(), ctypes.c_double()
        self._ink = tuple(ctypes.c_double() for _ in range(4))

    def objects(self, indices: Iterable[int]) -> list[int | None]:
        """The objects that draw some characters; None for what PDFium added."""
        return list(map(_text_object, repeat(self._handle), indices))

    def split(self, spans: list[tuple[int, int]]) -> tuple[list[int], list[int], list[int]]:
        """Spans of characters cut where another object draws on: starts, ends, objects."""
        starts: list[int] = []
        ends: list[int] = []
        handles: list[int] = []
        firsts = self.objects(start for start, _ in spans)
        for (start, end), first, following in zip(spans, firsts, [*firsts, None][1:], strict=True):
            handle, at = first, start
            last = first if first == following else _text_object(self._handle, end - 1)
            while handle != last:
                after = self._end_of(handle, at, end - 1)
                self._take(starts, ends, handles, (at, after, handle))
                handle, at = _text_object(self._handle, after), after
            self._take(starts, ends, handles, (at, end, handle))
        return starts, ends, handles

    def _end_of(self, handle: int | None, first: int, last: int) -> int:
        """Where the characters of an object end; they stand together, and `last` is not of it."""
        while last - first > 1:
            middle = (first + last) // 2
            if _text_object(self._handle, middle) == handle:
                first = middle
            else:
                last = middle
        return last

    @staticmethod
    def _take(starts: list[int], ends: list[int], handles: list[int], chunk: tuple[int, int, int | None]) -> None:
        start, end, handle = chunk
        if handle:
            starts.append(start)
            ends.append(end)
            handles.append(handle)

    def boxes(self, starts: list[int], ends: list[int]) -> Iterator[tuple[float, float, float, float]]:
        """Left, bottom, right and top of each chunk, from its first and its last character."""
        firsts = self._loose(starts)
        lasts = self._loose(end - 1 for end in ends)
        for (left, top, right, bottom), (left_too, _, right_too, _) in zip(firsts, lasts, strict=True):
            yield min(left, left_too), bottom, max(right, right_too), top

    def spaces(self, text: str, starts: list[int]) -> dict[int, float]:
        """By the start of a chunk, where the white space before it begins; only of space that the file prints."""
        printed = [
            start
            for start in starts
            if start and text[start - 1].isspace() and _text_object(self._handle, start - 1) is not None
        ]
        return dict(zip(printed, self._lefts(start - 1 for start in printed), strict=True))

    def _lefts(self, indices: Iterable[int]) -> Iterator[float]:
        """Where some characters begin."""
        return (box[0] for box in self._loose(indices))

    def _loose(self, indices: Iterable[int]) -> Iterator[tuple[float, ...]]:
        indices = list(indices)
        boxes = (pdfium.FS_RECTF * len(indices))()
        start, step = ctypes.addressof(boxes), ctypes.sizeof(pdfium.FS_RECTF)
        for _ in map(_loose_box, repeat(self._handle), indices, range(start, start + len(indices) * step, step)):
            pass
        return struct.iter_unpack("4f", bytes(boxes))

    def run(self, handle: int, index: int) -> Run:
        """What the characters of an object share; `index` is one of them."""
        run = self._runs.get(handle)
        if run is None:
            run = self._runs[handle] = self._run(index, handle)
        return run

    def turned(self, first: int, end: int, angle: int) -> tuple[float, float, float]:
        """Where turned characters begin on their baseline, and how far their ink reaches along it."""
        x, y = self._numbers
        pdfium.FPDFText_GetCharOrigin(self._page, first, x, y)
        start = x.value, y.value
        pdfium.FPDFText_GetCharBox(self._page, end - 1, *self._ink)
        left, right, bottom, top = (value.value for value in self._ink)
        reach = {0: right - start[0], 90: top - start[1], 180: start[0] - left, 270: start[1] - bottom}[angle]
        return *start, max(reach, 0.0)

    def _run(self, index: int, text_object: int) -> Run:
        _matrix_of(self._handle, index, self._matrix_at)
        matrix = self._matrix
        size = _font_size(self._handle, index) * math.hypot(matrix.c, matrix.d)
        font = self._font(index, text_object)
        bold = font.bold or _mode_of(text_object) == STROKED_TOO
        style = Style(font.name, round(abs(size), 2), bold, font.italic, fill_colour(text_object))
        mcid = _mark_of(text_object)
        angle = 0 if matrix.b == 0 and matrix.a > 0 else quarter_turn(matrix.a, matrix.b)
        nameless = _is_nameless(self._handle, index) == 1
        return Run(self._styles.setdefault(style, style), mcid if mcid >= 0 else None, angle, font.descent, nameless)

    def _font(self, index: int, text_object: int) -> _Font:
        handle = _font_of(text_object) or 0
        font = self._fonts.get(handle)
        if font is None:
            font = self._fonts[handle] = self._read_font(index)
        return font

    def _read_font(self, index: int) -> _Font:
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._page, index, self._buffer, NAME_ROOM, flags)
        name = self._buffer.value.decode("utf-8", "replace")
        name = name[SUBSET_PREFIX:] if name[SUBSET_PREFIX - 1 : SUBSET_PREFIX] == "+" else name
        lower = name.lower()
        heavy = pdfium.FPDFText_GetFontWeight(self._page, index) >= BOLD_WEIGHT
        bold = heavy or flags.value & FORCED_BOLD > 0 or any(word in lower for word in BOLD_NAMES)
        italic = flags.value & ITALIC_FLAG > 0 or any(word in lower for word in ITALIC_NAMES)
        return _Font(name, bold, italic, self._descent(index))

    def _descent(self, index: int) -> float:
        x, y = self._numbers
        _loose_box(self._handle, index, self._rect_at)
        pdfium.FPDFText_GetCharOrigin(self._page, index, x, y)
        height = self._rect.top - self._rect.bottom
        return (y.value - self._rect.bottom) / height if height else 0.0


def quarter_turn(a: float, b: float) -> int | None:
    """The direction of a line of text, as a multiple of 90 degrees.

    >>> quarter_turn(1, 0), quarter_turn(0, 2), quarter_turn(-1, 0.01), quarter_turn(1, 1)
    (0, 90, 180, None)
    """
    if math.isnan(a) or math.isnan(b):  # of a broken matrix
        return None
    degrees = math.degrees(math.atan2(b, a)) % 360
    nearest = round(degrees / QUARTER) * QUARTER
    return nearest % 360 if abs(degrees - nearest) <= STRAIGHT else None


def fill_colour(thing: pdfium.FPDF_PAGEOBJECT | int) -> Colour:
    """The colour that an object is filled with."""
    channels = (ctypes.c_uint * 4)()
    start = ctypes.addressof(channels)
    if not _fill_of(thing, *range(start, start + 4 * UINT, UINT)):
        return BLACK
    red, green, blue, _ = channels
    return red, green, blue
