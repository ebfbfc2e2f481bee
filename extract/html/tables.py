"""A `table` element becomes a `Table`: its cells on a grid, its header rows, and the notes in its last rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from extract.document import Cell, Doubt, Limits, Locator, Table, Text
from extract.grid import MOST_COLUMNS, MOST_ROWS, Layout, Place, Span, form_grid, parse_span
from extract.html.inline import InlineReader, is_shown
from extract.html.notes import Trust, evidence_of, is_source_line, read_note
from extract.html.rows import Group, row_groups
from extract.html.style import look
from extract.runs import collapse

ONE_SLOT = Span()
NO_TEXT = (Text(""), False, 0.0)
NOT_PLAIN = frozenset({"a", "br", "table", "sup", "sub"})
NO_BREAK_SPACE = 4.0
"""Points that a no-break space at the start of a cell sets its text in."""
OVERLAP = "Een cel in deze rij valt deels over een andere cel; controleer in de bron welke waarde in welke kolom hoort."
RAGGED = "Deze rij heeft {found} kolommen en de meeste andere rijen hebben er {usual}; controleer in de bron onder welke kop de waarden horen."


@dataclass(frozen=True, slots=True)
class Foot:
    """Lines that stand in a cell at the foot of a table: notes, or where its figures come from."""

    lines: tuple[Text, ...]
    locator: Locator


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table as read, with what stands in it that is no cell of it."""

    table: Table
    doubts: tuple[Doubt, ...]
    feet: tuple[Foot, ...]
    """From the rows at its foot; these are no rows of the table."""
    inner: tuple[etree._Element, ...]
    """Tables within its cells."""


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell, the element that it was read from, and the points that it stands in."""

    cell: Cell
    element: etree._Element
    indent: float


class TableReader:
    """Reads the tables of one page."""

    def __init__(self, inline: InlineReader, limits: Limits) -> None:
        self._inline = inline
        self._limits = limits

    def read(self, element: etree._Element, address: str, caption: Text | None, number: int) -> TableReading | None:
        """The table at an address, the `number`-th of the page; None where no cell holds text."""
        groups = row_groups(element)
        layout = form_grid(
            [[[_span(cell) for cell, _ in row.cells] for row in group.rows] for group in groups],
            limit=self._limits.cells,
        )
        cells = list(self._read_cells(groups, layout, address))
        if not any(read.cell.content.text for read in cells):
            return None
        feet = self._take_feet(cells, layout.columns, _first_foot_row(groups), caption)
        rows = layout.rows - len(feet)
        kept = [read for read in cells if read.cell.row < rows]
        header = _header_rows(groups, kept, rows)
        table = Table(
            cells=_with_steps(kept, header),
            rows=rows,
            columns=layout.columns,
            locator=Locator(address=address),
            caption=caption,
            header_rows=header,
        )
        inner = tuple(
            inner for inner in element.iterdescendants("table") if next(inner.iterancestors("table")) is element
        )
        return TableReading(table, tuple(_doubts(table, layout, number)), tuple(reversed(feet)), inner)

    def _read_cells(self, groups: Sequence[Group], layout: Layout, address: str) -> Iterator[ReadCell]:
        places = iter(layout.places)
        has_head = _has_head(groups)
        for group in groups:
            in_head = group.kind == "thead" and has_head
            for row in group.rows:
                bold = bool(look(row.element).bold)
                start = f"{address}/{row.step}/"
                for (element, step), place in zip(row.cells, next(places), strict=True):
                    yield self._read_cell(
                        element, place, start + step, bold=bold, header=in_head or element.tag == "th"
                    )

    def _read_cell(self, element: etree._Element, place: Place, address: str, *, bold: bool, header: bool) -> ReadCell:
        text, is_bold, indent = self._read_text(element, bold)
        cell = Cell(
            row=place.row,
            column=place.column,
            rowspan=place.rowspan,
            colspan=place.colspan,
            content=text,
            locator=Locator(address=address),
            header=header,
            bold=is_bold,
        )
        return ReadCell(cell, element, indent)

    def _read_text(self, element: etree._Element, bold: bool) -> tuple[Text, bool, float]:
        """Text, whether all of it is bold, and how far it stands in."""
        if not look(element).printed:
            return NO_TEXT
        plain = _plain_content(element, bold)
        if plain is not None:
            return plain
        inline = self._inline.read_element(element, bold=bold)
        content = inline.run.text
        if content.markers and not content.text and _is_raised_by_style(element):
            content = Text(content.raw)
        indent = inline.indent + _indent_of_spaces(inline.run.source) if content.text else 0.0
        return content, inline.run.bold, indent

    def _take_feet(self, cells: Sequence[ReadCell], columns: int, foot: int, caption: Text | None) -> list[Foot]:
        """What stands in the last rows, from the bottom, as long as these are feet; `foot` is the first row of `tfoot`.

        A source in the last rows is a foot in a `tfoot` or below a note; elsewhere each row may have its source below it.
        """
        rows = _by_row(cells)
        feet: list[Foot] = []
        passed: list[Foot] = []
        known: frozenset[str] | None = None
        for row in sorted(rows, reverse=True)[:-1]:
            wide = _wide_cell(rows[row], columns)
            if wide is None or _is_reached_from_above(cells, row):
                break
            if known is None:
                known = evidence_of([*([caption] if caption else []), *(read.cell.content for read in cells)])
            lines = self._lines(rows[row], wide)
            passed.append(Foot(lines, wide.cell.locator))
            if row >= foot or read_note(lines[0], Trust(known=known)) is not None:
                feet += passed
                passed = []
            elif not is_source_line(lines[0].text):
                break
        return feet

    def _lines(self, row: Sequence[ReadCell], wide: ReadCell) -> tuple[Text, ...]:
        """The lines of a wide cell; a marker that has a cell for itself before it is put in front."""
        lines = self._inline.read_element(wide.element).run.lines
        first = row[0].cell.content
        if row[0] is wide or not first.raw:
            return lines
        start = Text(
            f"{first.text} {lines[0].text}" if first.text else lines[0].text,
            first.markers + (() if first.text else lines[0].markers),
        )
        return (start, *lines[1:])


def _plain_content(element: etree._Element, bold: bool) -> tuple[Text, bool, float] | None:
    """What most cells hold: one text, by itself or in elements within each other that are nothing special; None for other cells."""
    seen = look(element)
    weight, indent = bold if seen.bold is None else seen.bold, seen.indent
    while len(element):
        child = element[0]
        seen = look(child)
        if (
            len(element) > 1
            or _has_text(element.text)
            or _has_text(child.tail)
            or seen.raised
            or seen.lowered
            or seen.spoken
        ):
            return None
        if child.tag in NOT_PLAIN or not is_shown(child, seen):
            return None
        weight, indent, element = weight if seen.bold is None else seen.bold, indent + seen.indent, child
    source = element.text or ""
    if not _has_text(source):
        return NO_TEXT
    return (Text(collapse(source)), weight, indent) if source.isascii() else None


def _has_text(text: str | None) -> bool:
    return text is not None and not text.isspace() and text != ""


def _is_reached_from_above(cells: Sequence[ReadCell], row: int) -> bool:
    """Whether a cell of an earlier row reaches down into a row."""
    return any(read.cell.rowspan > 1 and read.cell.row < row < read.cell.row + read.cell.rowspan for read in cells)


def _is_raised_by_style(cell: etree._Element) -> bool:
    """Whether a cell holds nothing but raised text and no `sup` says so: it is set that way, and no marker of anything."""
    return next(cell.iter("sup", "a"), None) is None


def _indent_of_spaces(source: str) -> float:
    start = source.lstrip(" \t\r\n\f\ufdd1")
    return NO_BREAK_SPACE * (len(start) - len(start.lstrip("\u00a0")))


def _span(cell: etree._Element) -> Span:
    rowspan, colspan = cell.get("rowspan"), cell.get("colspan")
    if rowspan is None and colspan is None:
        return ONE_SLOT
    return Span(parse_span(rowspan, most=MOST_ROWS, least=0), parse_span(colspan, most=MOST_COLUMNS))


def _by_row(cells: Sequence[ReadCell]) -> dict[int, list[ReadCell]]:
    rows: dict[int, list[ReadCell]] = defaultdict(list)
    for read in cells:
        rows[read.cell.row].append(read)
    return rows


def _wide_cell(row: Sequence[ReadCell], columns: int) -> ReadCell | None:
    """The one cell of a row that holds text, or the one behind a lone marker that reaches to the last column."""
    filled = [read for read in row if read.cell.content.raw]
    if len(filled) == 1 and (filled[0].cell.column == 0):
        return filled[0]
    if len(filled) == 2 and filled[0].cell.column == 0 and columns > 2:
        marker, wide = filled[0].cell, filled[1].cell
        reaches_end = wide.colspan > 1 and wide.column + wide.colspan == columns
        return filled[1] if reaches_end and len(marker.content.raw) <= LONGEST_LONE_MARKER else None
    return None


LONGEST_LONE_MARKER = 4
"""Characters: `**)` and `12)` with one to spare."""


def _first_foot_row(groups: Sequence[Group]) -> int:
    """The first row of the last row group if that is a `tfoot`, else the number of rows."""
    total = sum(len(group.rows) for group in groups)
    return total - len(groups[-1].rows) if groups and groups[-1].kind == "tfoot" else total


def _has_head(groups: Sequence[Group]) -> bool:
    """Whether a `thead` heads other rows; some pages put the whole table in it."""
    return bool(groups) and groups[0].kind == "thead" and any(group.kind != "thead" for group in groups)


def _header_rows(groups: Sequence[Group], cells: Sequence[ReadCell], rows: int) -> int:
    """Rows of a `thead` that heads other rows, else the leading rows whose cells are all `th`."""
    head = sum(len(group.rows) for group in groups if group.kind == "thead")
    if _has_head(groups) and head < rows:
        return head
    by_row = _by_row(cells)
    count = 0
    while count < rows and _is_header_row(by_row[count], is_first=count == 0):
        count += 1
    return count if count < rows else 0


def _is_header_row(row: Sequence[ReadCell], *, is_first: bool) -> bool:
    """Whether a row is all `th`, empty corners aside; one wide `th` under a header is a section."""
    heads = [read.element for read in row if read.cell.content.raw or read.element.tag == "th"]
    if not heads or any(head.tag != "th" or head.get("scope") in ("row", "rowgroup") for head in heads):
        return False
    return is_first or len(row) > 1


def _with_steps(cells: Sequence[ReadCell], header: int) -> tuple[Cell, ...]:
    """The cells with their indents as steps: the order of the distances that occur in their column below the header."""
    if not any(read.indent for read in cells):
        return tuple(read.cell for read in cells)
    distances: dict[int, set[float]] = defaultdict(set)
    for read in cells:
        if read.cell.row >= header and read.cell.content.text:
            distances[read.cell.column].add(read.indent)
    steps = {
        (column, distance): step
        for column, found in distances.items()
        for step, distance in enumerate(sorted(found))
        if step
    }
    return tuple(
        _set_in(read.cell, steps.get((read.cell.column, read.indent), 0) if read.cell.row >= header else 0)
        for read in cells
    )


def _set_in(cell: Cell, indent: int) -> Cell:
    return replace(cell, indent=indent) if indent else cell


def _doubts(table: Table, layout: Layout, number: int) -> Iterator[Doubt]:
    """Rows whose cells lie over each other, and rows with more or fewer columns than most."""
    for place in {place.row: place for row in layout.places for place in row if place.overlaps}.values():
        yield Doubt(rule="ragged-row", message=OVERLAP, locator=table.locator, table=number, row=place.row)
    filled = layout.filled()
    texts = Counter(cell.row for cell in table.cells if cell.content.text)
    telling = [filled[row] for row in range(table.rows) if texts[row] > 1]
    usual, count = Counter(telling).most_common(1)[0] if telling else (0, 0)
    for row in range(table.rows):
        if texts[row] > 1 and filled[row] != usual and 2 * count > len(telling):
            message = RAGGED.format(found=filled[row], usual=usual)
            yield Doubt(
                rule="ragged-row", message=message, locator=table.locator, table=number, row=row, found=str(filled[row])
            )
