"""A `table` element becomes a `Table`: its cells on a grid, its header rows, and the notes in its last rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from extract.document import Cell, Doubt, Limits, Locator, Table, Text
from extract.grid import MOST_COLUMNS, MOST_ROWS, Layout, Place, Span, form_grid, parse_span
from extract.html.inline import Inline, InlineReader, contents, is_hidden_by_attribute
from extract.html.notes import evidence_of, note_lines
from extract.html.style import look
from extract.runs import collapse

NO_BREAK_SPACE = 4.0
"""Points that a no-break space at the start of a cell sets its text in."""
OVERLAP = "Een cel in deze rij valt deels over een andere cel; controleer in de bron welke waarde in welke kolom hoort."
RAGGED = "Deze rij heeft {found} kolommen en de meeste andere rijen hebben er {usual}; controleer in de bron onder welke kop de waarden horen."


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the source, with the step that leads to it from its table."""

    element: etree._Element
    step: str
    cells: tuple[tuple[etree._Element, str], ...]
    """The cells with the step that leads to each from its row."""


@dataclass(frozen=True, slots=True)
class Group:
    """A row group: `thead`, `tbody` or `tfoot`; rows that stand in none count as `tbody`."""

    kind: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TableNote:
    """Notes that stand in one cell at the foot of a table."""

    lines: tuple[Text, ...]
    locator: Locator


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table as read, with what stands in it that is no cell of it."""

    table: Table
    doubts: tuple[Doubt, ...]
    notes: tuple[TableNote, ...]
    """Notes from the rows at its foot; these rows are no rows of the table."""
    inner: tuple[etree._Element, ...]
    """Tables within its cells."""


class TableReader:
    """Reads the tables of one page."""

    def __init__(self, inline: InlineReader, limits: Limits) -> None:
        self._inline = inline
        self._limits = limits

    def read(self, element: etree._Element, address: str, caption: Text | None, number: int) -> TableReading | None:
        """The table at an address, the `number`-th of the page; None where no cell holds text."""
        groups = [group for group in row_groups(element) if group.rows]
        layout = form_grid([[[_span(cell) for cell, _ in row.cells] for row in group.rows] for group in groups], limit=self._limits.cells)
        cells = [cell for group, places in zip(groups, _by_group(groups, layout), strict=True) for cell in self._read_group(group, places, address)]
        if not any(cell.content.text for cell in cells):
            return None
        rows, notes = _take_notes(cells, layout.rows, _foot_start(groups), caption)
        kept = tuple(cell for cell in cells if cell.row < rows)
        table = Table(
            cells=_with_indents(kept, header := _header_rows(groups, kept, rows)),
            rows=rows,
            columns=layout.columns,
            locator=Locator(address=address),
            caption=caption,
            header_rows=header,
        )
        inner = tuple(inner for inner in element.iterdescendants("table") if next(inner.iterancestors("table")) is element)
        return TableReading(table, tuple(_doubts(table, layout, number)), notes, inner)

    def _read_group(self, group: Group, places: Sequence[Sequence[Place]], address: str) -> Iterator[Cell]:
        for row, row_places in zip(group.rows, places, strict=True):
            seen = look(row.element)
            start = f"{address}/{row.step}/"
            for (element, step), place in zip(row.cells, row_places, strict=True):
                yield self._read_cell(element, place, start + step, bold=bool(seen.bold), header=group.kind == "thead" or element.tag == "th")

    def _read_cell(self, element: etree._Element, place: Place, address: str, *, bold: bool, header: bool) -> Cell:
        text, is_bold, indent = self._read_text(element, bold)
        return Cell(
            row=place.row,
            column=place.column,
            rowspan=place.rowspan,
            colspan=place.colspan,
            content=text,
            locator=Locator(address=address),
            header=header,
            bold=is_bold,
            indent=round(indent * 100),
        )

    def _read_text(self, element: etree._Element, bold: bool) -> tuple[Text, bool, float]:
        """Text, whether all of it is bold, and how far it stands in."""
        if not len(element) and (source := element.text or "").isascii():  # most cells: nothing in them but text
            seen = look(element)
            text = collapse(source)
            return Text(text), bool(text) and (bold if seen.bold is None else seen.bold), seen.indent
        inline = self._inline.read_element(element, bold=bold)
        text, run = inline.run.text, inline.run
        if text.markers and not text.text and _is_raised_by_style(element):
            text = Text(text.raw)
        return text, run.bold, inline.indent + _indent_of_spaces(run.source)


def _is_raised_by_style(cell: etree._Element) -> bool:
    """Whether a cell holds nothing but raised text and no `sup` says so: it is set that way, and no marker of anything."""
    return next(cell.iter("sup", "a"), None) is None


def _indent_of_spaces(source: str) -> float:
    start = source.lstrip(" \t\r\n\f")
    return NO_BREAK_SPACE * (len(start) - len(start.lstrip("\u00a0")))


def _span(cell: etree._Element) -> Span:
    rowspan, colspan = cell.get("rowspan"), cell.get("colspan")
    if rowspan is None and colspan is None:
        return Span()
    return Span(parse_span(rowspan, most=MOST_ROWS, least=0), parse_span(colspan, most=MOST_COLUMNS))


def row_groups(table: etree._Element) -> list[Group]:
    """The row groups of a table in the order in which they are shown: `tfoot` last."""
    groups: list[Group] = []
    for part, steps in _numbered(table):
        kind = part.tag if part.tag in ("thead", "tfoot") else "tbody"
        if part.tag == "tr":
            rows: tuple[Row, ...] = tuple(_rows((part, steps),))
            if groups and groups[-1].kind == "rows":
                groups[-1] = Group("rows", groups[-1].rows + rows)
    return groups
