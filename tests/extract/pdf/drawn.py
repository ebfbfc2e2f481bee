"""Pages drawn by the tests: text, rules and bands by their place from the upper left corner, read as PDFium reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract.document import Doubt, Limits
from extract.pdf.found import FoundTable
from extract.pdf.page import Page
from extract.pdf.reading import read_page

PLAIN, BOLD = "Helvetica", "Helvetica-Bold"


class Sheet:
    """A page to draw on; y counts from the top."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas = canvas
        self._height = height

    def text(self, x: float, y: float, text: str, *, size: float = 9, bold: bool = False, align: str = "left") -> None:
        self.canvas.setFont(BOLD if bold else PLAIN, size)
        draw = {
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
            "centre": self.canvas.drawCentredString,
        }[align]
        draw(x, self._height - y, text)

    def row(self, y: float, label: str, figures: Sequence[str], rights: Sequence[float], *, bold: bool = False) -> None:
        """A label at the left margin and figures set right."""
        self.text(72, y, label, bold=bold)
        for right, figure in zip(rights, figures, strict=True):
            self.text(right, y, figure, bold=bold, align="right")

    def level(self, left: float, right: float, y: float, width: float = 0.5) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(left, self._height - y, right, self._height - y)

    def upright(self, x: float, top: float, bottom: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x, self._height - top, x, self._height - bottom)

    def band(self, left: float, top: float, right: float, bottom: float, grey: float = 0.8) -> None:
        self.canvas.setFillGray(grey)
        self.canvas.rect(left, self._height - bottom, right - left, bottom - top, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        for x in xs:
            self.upright(x, ys[0], ys[-1])
        for y in ys:
            self.level(xs[0], xs[-1], y)


def draw_page(draw: Callable[[Sheet], None], *, size: tuple[float, float] = A4, rotate: int = 0) -> Page:
    """The page that a function draws."""
    data = BytesIO()
    canvas = Canvas(data, pagesize=size, invariant=1)
    canvas.setPageRotation(rotate)
    draw(Sheet(canvas, size[1]))
    canvas.showPage()
    canvas.save()
    return open_page(data.getvalue())


def open_page(data: bytes) -> Page:
    """The first page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        read = read_page(page, 1, Limits())
        page.close()
    finally:
        document.close()
    assert not isinstance(read, Doubt)
    return read


def rows_of(table: FoundTable) -> list[str]:
    """A table as text: cells parted by bars, `<` where a cell goes on from the left and `^` from above."""
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                grid[row][column] = "^" if row > cell.row else "<"
        grid[cell.row][cell.column] = cell.text
    return [" | ".join(row).rstrip() for row in grid]
