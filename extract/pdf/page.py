"""A page as its readers see it: words, rules, filled areas and images in one upright frame.

All places are in points from the upper left corner; y grows downwards. A page that the file turns (`/Rotate`) is turned,
and so is one whose text runs upwards or downwards: a table set sideways is read like any other. `Page.shown` takes a
place back to the page as a viewer shows it; locators give that place.

A reader of scans makes the same model: words with boxes and a confidence, no fonts, no marked content.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin
from typing import NamedTuple

from extract.document import Locator

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)


class Box(NamedTuple):
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def meets(self, other: Box) -> bool:
        """Whether the two share a point."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    def surrounds(self, other: Box) -> bool:
        """Whether all of another box lies in it."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def grown(self, by: float) -> Box:
        """The box with a margin around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of some boxes; at least one must be given."""
    lefts, tops, rights, bottoms = zip(*boxes)  # noqa: B905  # boxes are of one length, and this is asked of every line
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


class Style(NamedTuple):
    """What the characters of a word have in common; shared by all words that look so."""

    font: str = ""
    """Name in the file without the prefix of a subset: `Arial-BoldMT`; empty where there is no font (scans)."""
    size: float = 0.0
    """As shown, in points, with all scaling applied."""
    bold: bool = False
    italic: bool = False
    colour: Colour = BLACK


class Word(NamedTuple):
    """Characters of one style without a gap: a word, or the part of one that is set alike.

    A raised marker is a word of its own that is `joined` to the one before it.
    """

    text: str
    """As printed, with ligatures, bullets of symbol fonts and soft hyphens in plain characters."""
    box: Box
    """From edge to edge of the advance widths; height is that of the line of type, not of the ink."""
    baseline: float
    style: Style
    joined: bool = False
    """No space between this word and the one before it in `Page.words`."""
    mcid: int | None = None
    """Marked content that it belongs to; None in a page without tags, and for artifacts in one with tags."""
    turn: int = 0
    """Degrees against the clock by which it is turned in the upright frame: 90 reads upwards."""
    confidence: float = 1.0
    """Below 1 only where the word was recognised in a picture."""

    @property
    def size(self) -> float:
        return self.style.size

    @property
    def bold(self) -> bool:
        return self.style.bold


class Rule(NamedTuple):
    """A straight line along an axis, or a filled rectangle so thin that it reads as one."""

    at: float
    """y of a horizontal rule, x of a vertical one: its middle."""
    start: float
    end: float
    width: float
    colour: Colour = BLACK


class Fill(NamedTuple):
    """A filled rectangle that is no rule: a band behind a header, a zebra row, a frame."""

    box: Box
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page; words in the order of the file's content, which is mostly but not always that of reading."""

    number: int
    """From 1."""
    width: float
    height: float
    turn: int = 0
    """Degrees with the clock by which the page was turned, besides its `/Rotate`, so that its text stands upright."""
    skew: float = 0.0
    """Degrees against the clock by which a scan was turned around its middle, after that, so that its lines are level."""
    words: tuple[Word, ...] = ()
    horizontals: tuple[Rule, ...] = ()
    """From the top down."""
    verticals: tuple[Rule, ...] = ()
    """From the left."""
    fills: tuple[Fill, ...] = ()
    images: tuple[Box, ...] = ()
    curves: tuple[Box, ...] = ()
    """Strokes and fills that do not follow the axes: a drawing or a chart, but also rounded frames and bullets."""
    drawings_cut: bool = False
    """There were more drawings than are read; rules may be missing."""

    def shown(self, box: Box) -> Box:
        """A place in this frame as a viewer shows the page."""
        askew = lean(box, self.skew, self.width / 2, self.height / 2) if self.skew else box
        return turn_back(askew, self.turn, self.width, self.height)

    def locator(self, box: Box) -> Locator:
        """`page=3&bbox=left,top,right,bottom`, as a viewer shows the page."""
        left, top, right, bottom = self.shown(box)
        return Locator(
            address=f"page={self.number}&bbox={left:.1f},{top:.1f},{right:.1f},{bottom:.1f}", page=self.number
        )


def lean(box: Box, degrees: float, across: float, down: float) -> Box:
    """The upright box around a box after the sheet is turned with the clock around a point: back askew, as it was scanned.

    The middle of the box is led back exactly; its sides grow by what its corners lean over.
    """
    sine, cosine = sin(radians(degrees)), cos(radians(degrees))
    corners = [(x - across, y - down) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    xs = [across + cosine * x - sine * y for x, y in corners]
    ys = [down + sine * x + cosine * y for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def turn_back(box: Box, turn: int, width: float, height: float) -> Box:
    """A box on a sheet of `width` × `height` after that sheet is turned `turn` degrees against the clock.

    >>> turn_back(Box(0, 0, 10, 20), 90, 300, 200)
    Box(left=0, top=290, right=20, bottom=300)
    """
    left, top, right, bottom = box
    match turn % 360:
        case 90:
            return Box(top, width - right, bottom, width - left)
        case 180:
            return Box(width - right, height - bottom, width - left, height - top)
        case 270:
            return Box(height - bottom, left, height - top, right)
        case _:
            return box
