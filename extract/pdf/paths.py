"""The pass over the drawings of a page: straight lines, filled rectangles and pictures, in the upright frame.

What looks like a rule is one, however it is drawn: a stroked line, the side of a stroked rectangle, a rectangle that is
filled and thin. Forms within the page are entered.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as pdfium

from extract.pdf.frame import Frame, Matrix, multiply, place, place_box
from extract.pdf.glyphs import fill_colour
from extract.pdf.page import BLACK, Box, Colour, Fill, Rule

THIN = 3.0
"""Points: rules as thick as this are seen under headers; a zebra row is three times as high."""
LEVEL = 0.5
"""Points that a line may rise from end to end and still be level."""
SHORTEST = 1.0
"""Points; shorter strokes are dots of a dotted line, joined later, or specks."""
MOST_SEGMENTS = 200_000
"""Of one page. The busiest pages with tables that were seen have 9,000; maps have millions and no tables."""
MOST_OF_A_PATH = 2_000
"""Segments; longer paths are drawings."""
DEEPEST = 12
"""Forms within forms."""


@dataclass(slots=True)
class Drawings:
    """What was drawn on a page."""

    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    curves: list[Box] = field(default_factory=list)
    cut: bool = False


def read_drawings(page: pdfium.FPDF_PAGE, frame: Frame, most: int) -> Drawings:
    """The rules, fills and pictures of a page; `cut` where there are more than `most`, which is all that is read."""
    reading = _Reading(*frame.size, most)
    count = pdfium.FPDFPage_CountObjects(page)
    things = (pdfium.FPDFPage_GetObject(page, index) for index in range(count))
    reading.read(things, frame.matrix(), 0)
    drawings = reading.drawings
    drawings.horizontals.sort()
    drawings.verticals.sort()
    return drawings


class _Reading:
    """One page in the reading."""

    def __init__(self, width: float, height: float, most: int) -> None:
        self.drawings = Drawings()
        self._sheet = Box(0, 0, width, height)
        self._objects = most
        self._segments = MOST_SEGMENTS
        self._floats = tuple(ctypes.c_float() for _ in range(4))

    def read(self, things: Iterator[pdfium.FPDF_PAGEOBJECT], matrix: Matrix, depth: int) -> None:
        """Read the objects of a page or of a form; `matrix` takes them to the frame."""
        for thing in things:
            if self._objects <= 0 or self._segments <= 0:
                self.drawings.cut = True
                return
            self._objects -= 1
            match pdfium.FPDFPageObj_GetType(thing):
                case pdfium.FPDF_PAGEOBJ_PATH:
                    self._path(thing, matrix)
                case pdfium.FPDF_PAGEOBJ_IMAGE:
                    self._image(thing, matrix)
                case pdfium.FPDF_PAGEOBJ_FORM if depth < DEEPEST:
                    count = pdfium.FPDFFormObj_CountObjects(thing)
                    inner = (pdfium.FPDFFormObj_GetObject(thing, index) for index in range(count))
                    self.read(inner, multiply(_matrix(thing), matrix), depth + 1)

    def _image(self, thing: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
        box = self._bounds(thing, matrix)
        if box is not None:
            self.drawings.images.append(box)

    def _bounds(self, thing: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Box | None:
        left, bottom, right, top = self._floats
        if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            return None
        box = place_box(matrix, Box(left.value, bottom.value, right.value, top.value))
        return self._on_sheet(box)

    def _on_sheet(self, box: Box) -> Box | None:
        sheet = self._sheet
        if not box.meets(sheet):
            return None
        return Box(
            max(box.left, sheet.left),
            max(box.top, sheet.top),
            min(box.right, sheet.right),
            min(box.bottom, sheet.bottom),
        )

    def _path(self, thing: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
        count = pdfium.FPDFPath_CountSegments(thing)
        self._segments -= max(count, 0)
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        if not pdfium.FPDFPath_GetDrawMode(thing, mode, stroked) or not (mode.value or stroked.value):
            return
        if count > MOST_OF_A_PATH:
            self._curve(thing, matrix)
            return
        outlines, curved = self._outlines(thing, count, multiply(_matrix(thing), matrix))
        if curved or any(_is_oblique(points) for points, _ in outlines):
            self._curve(thing, matrix)
        width, colour = self._stroke(thing, matrix) if stroked.value else (0.0, BLACK)
        for points, closed in outlines:
            box = _rectangle(points)
            if mode.value and box is not None:
                self._fill(box, fill_colour(thing))
            if stroked.value:
                for start, end in zip(points, points[1:] + points[:1] * closed, strict=False):
                    self._line(start, end, width, colour)

    def _curve(self, thing: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
        """A path that does not follow the axes."""
        box = self._bounds(thing, matrix)
        if box is not None:
            self.drawings.curves.append(box)

    def _outlines(
        self, thing: pdfium.FPDF_PAGEOBJECT, count: int, matrix: Matrix
    ) -> tuple[list[tuple[list[tuple[float, float]], bool]], bool]:
        """The straight outlines of a path, each with whether it is closed, and whether there are curves in it."""
        x, y, *_ = self._floats
        outlines: list[tuple[list[tuple[float, float]], bool]] = []
        points: list[tuple[float, float]] = []
        curved = False
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(thing, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                curved, points = True, []
                continue
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = place(matrix, x.value, y.value)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    outlines.append((points, False))
                points = []
            points.append(point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                outlines.append((points, True))
                points = []
        if len(points) > 1:
            outlines.append((points, False))
        return outlines, curved

    def _stroke(self, thing: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> tuple[float, Colour]:
        width, *_ = self._floats
        pdfium.FPDFPageObj_GetStrokeWidth(thing, width)
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pdfium.FPDFPageObj_GetStrokeColor(thing, red, green, blue, alpha)
        a, b, *_ = multiply(_matrix(thing), matrix)
        return width.value * max(abs(a), abs(b)), (red.value, green.value, blue.value)

    def _fill(self, box: Box, colour: Colour) -> None:
        """A filled rectangle: a rule where it is thin."""
        seen = self._on_sheet(box)
        if seen is None:
            return
        if seen.height <= THIN and seen.width > seen.height:
            middle = (seen.top + seen.bottom) / 2
            self._line((seen.left, middle), (seen.right, middle), seen.height, colour)
        elif seen.width <= THIN:
            middle = (seen.left + seen.right) / 2
            self._line((middle, seen.top), (middle, seen.bottom), seen.width, colour)
        else:
            self.drawings.fills.append(Fill(seen, colour))

    def _line(self, start: tuple[float, float], end: tuple[float, float], width: float, colour: Colour) -> None:
        """A straight line: a rule where it follows an axis and lies on the sheet."""
        (x0, y0), (x1, y1) = start, end
        seen = self._on_sheet(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        if seen is None or max(seen.width, seen.height) < SHORTEST:
            return
        if seen.height <= LEVEL:
            rule = Rule((y0 + y1) / 2, seen.left, seen.right, width, colour)
            self.drawings.horizontals.append(rule)
        elif seen.width <= LEVEL:
            rule = Rule((x0 + x1) / 2, seen.top, seen.bottom, width, colour)
            self.drawings.verticals.append(rule)


def _matrix(thing: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _is_oblique(points: list[tuple[float, float]]) -> bool:
    """Whether an outline has a side that follows no axis."""
    return any(abs(x0 - x1) > LEVEL and abs(y0 - y1) > LEVEL for (x0, y0), (x1, y1) in pairwise(points))


def _rectangle(points: list[tuple[float, float]]) -> Box | None:
    """The box that an outline of four corners along the axes makes."""
    corners = points[:-1] if len(points) == 5 and points[0] == points[-1] else points
    if len(corners) != 4:
        return None
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    level = max(xs[1] - xs[0], xs[3] - xs[2]) <= LEVEL and max(ys[1] - ys[0], ys[3] - ys[2]) <= LEVEL
    return box if level else None
