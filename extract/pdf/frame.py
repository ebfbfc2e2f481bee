"""From the coordinates of a PDF (origin below left, before `/Rotate`) to the upright frame of `Page`."""

from __future__ import annotations

from dataclasses import dataclass

from extract.pdf.page import Box

Matrix = tuple[float, float, float, float, float, float]
"""PDF's a, b, c, d, e, f: x' = a·x + c·y + e, y' = b·x + d·y + f."""
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet in user space, and the degrees with the clock by which it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height after the turn."""
        across, along = self.right - self.left, self.top - self.bottom
        return (along, across) if self.turn % 180 else (across, along)

    def turned(self, by: int) -> Frame:
        """The same sheet, turned further."""
        return Frame(self.left, self.bottom, self.right, self.top, (self.turn + by) % 360)

    def matrix(self) -> Matrix:
        """The way from user space to the upright frame.

        >>> Frame(0, 0, 300, 200, 90).matrix()
        (0, 1, 1, 0, 0, 0)
        """
        match self.turn:
            case 90:
                return (0, 1, 1, 0, -self.bottom, -self.left)
            case 180:
                return (-1, 0, 0, 1, self.right, -self.bottom)
            case 270:
                return (0, -1, -1, 0, self.top, self.right)
            case _:
                return (1, 0, 0, -1, -self.left, self.top)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does one thing and then the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def place(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix takes a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def place_box(matrix: Matrix, box: Box) -> Box:
    """The upright box around what a matrix makes of a box."""
    corners = [place(matrix, x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    xs, ys = zip(*corners, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))
