"""The text of a table's cells: how most are read at once, and the rest with their markers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from lxml import etree

from extract.document import Cell, Locator, Text
from extract.grid import Place
from extract.html.inline import InlineReader, is_shown
from extract.html.style import Look, look
from extract.runs import BREAK, collapse

NO_BREAK_SPACE = 4.0
"""Points that a no-break space at the start of a cell sets its text in."""
NOT_PLAIN = frozenset({"a", "br", "table", "sup", "sub"})


class Placed(Protocol):
    """A cell, and the points that its text stands in, whatever it was read from."""

    @property
    def cell(self) -> Cell:
        """The cell."""

    @property
    def indent(self) -> float:
        """The points that its text stands in."""


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell, the element that it was read from, and the points that it stands in."""

    cell: Cell
    element: etree._Element
    indent: float


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell prints: its text, whether all of it is bold, and the points that it stands in."""

    text: Text
    bold: bool = False
    indent: float = 0.0


AnyPlaced = TypeVar("AnyPlaced", bound=Placed)
NOTHING = Content(Text(""))


class CellReader:
    """Reads the cells of the tables of one page."""

    def __init__(self, inline: InlineReader) -> None:
        self._inline = inline

    def read(self, element: etree._Element, place: Place, address: str, *, bold: bool, header: bool) -> ReadCell:
        """The cell that an element is; `bold`: its row is set in bold; `header`: its row heads the table."""
        content = self._content(element, bold)
        cell = Cell(
            row=place.row,
            column=place.column,
            rowspan=place.rowspan,
            colspan=place.colspan,
            content=content.text,
            locator=Locator(address=address),
            header=header or element.tag == "th",
            bold=content.bold,
        )
        return ReadCell(cell, element, content.indent)

    def _content(self, element: etree._Element, bold: bool) -> Content:
        if not look(element).printed:
            return NOTHING
        plain = _plain_content(element, bold)
        if plain is not None:
            return plain
        inline = self._inline.read_element(element, bold=bold)
        text = inline.run.text
        if text.markers and not text.text and _is_raised_by_style(element):
            text = Text(text.raw)
        indent = inline.indent + indent_of_spaces(inline.run.source) if text.text else 0.0
        return Content(text, inline.run.bold, indent)

    def lines(self, cell: ReadCell) -> tuple[Text, ...]:
        """The lines of a cell."""
        return self._inline.read_element(cell.element).run.lines


def _plain_content(element: etree._Element, bold: bool) -> Content | None:
    """What most cells hold: one text, by itself or in plain elements within each other; None for other cells."""
    seen = look(element)
    weight, indent = bold if seen.bold is None else seen.bold, seen.indent
    while len(element):
        child = element[0]
        if len(element) > 1 or _has_text(element.text) or _has_text(child.tail):
            return None
        seen = look(child)
        if child.tag in NOT_PLAIN or _is_special(seen) or not is_shown(child, seen):
            return None
        weight, indent, element = weight if seen.bold is None else seen.bold, indent + seen.indent, child
    source = element.text or ""
    if not _has_text(source):
        return NOTHING
    return Content(Text(collapse(source)), weight, indent) if source.isascii() else None


def _is_special(seen: Look) -> bool:
    return seen.raised or seen.lowered or seen.spoken


def _has_text(text: str | None) -> bool:
    return text is not None and not text.isspace() and text != ""


def _is_raised_by_style(cell: etree._Element) -> bool:
    """Whether a cell holds nothing but raised text and no `sup` says so: it is set that way, and is no marker."""
    return next(cell.iter("sup", "a"), None) is None


def indent_of_spaces(source: str) -> float:
    """The points that no-break spaces at its start set a text in."""
    start = source.lstrip(f" \t\r\n\f{BREAK}")
    return NO_BREAK_SPACE * (len(start) - len(start.lstrip("\u00a0")))


def rows_of(cells: Sequence[AnyPlaced]) -> dict[int, list[AnyPlaced]]:
    """The cells of each row that has any, by the number of the row."""
    rows: dict[int, list[AnyPlaced]] = defaultdict(list)
    for read in cells:
        rows[read.cell.row].append(read)
    return rows
