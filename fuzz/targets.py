"""The parsers that a fuzzer is let loose on: each takes bytes, and raises when what must hold of its answer does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from extract.document import Cell, Document, Locator, Note, Paragraph, Table, Text, UnreadableDocument
from extract.from_koop_xml import read as read_koop_xml
from extract.grid import Grid, Layout, Span, form_grid
from extract.markers import is_marker, leading_marker, marker_key, split_markers
from fuzz.judge import digits, is_printed, row_faults
from normalise.digits import fits
from normalise.effects import read_effect
from normalise.headers import read_header
from normalise.numbers import parse_figure
from normalise.numerals import find_figures
from normalise.periods import find_periods, strip_period
from normalise.run import combine, normalise_document
from normalise.units import find_unit, slug_unit

SLOTS = 2_000
"""Of a grid; a fuzzer would rather grow it than understand it."""
YEAR = re.compile(r"\d{4}")
BETWEEN_CELLS, BETWEEN_ROWS, BETWEEN_PARTS = "|", "\n", "\n\n"
SPAN_BYTES = 3
SEPARATORS = " ,;.&en"
"""Between the markers of a list, and sometimes behind the last."""


class Violated(Exception):
    """Something that must hold does not. The message says what."""


def numbers(data: bytes) -> None:
    """A cell and a sentence: the figure has no digit that is not printed, and the dataset has room for it."""
    text = _text(data)
    for point in (False, True):
        figure = parse_figure(text, decimal_point=point)
        _hold((figure.value is None) != (figure.missing is None), f"{text!r} is {figure}")
        for value in (figure.value, figure.upper):
            _hold(value is None or fits(value), f"{value} has no room")
            _hold(value is None or is_printed(value, text), f"{value} is not printed in {text!r}")
    for one in find_figures(text):
        _hold(fits(one.value), f"{one.value} has no room")
        _hold(is_printed(one.value, text[one.start : one.end]), f"{one.value} is not what {text!r} has at {one.start}")
    find_unit(text)
    slug_unit(text)


def headers(data: bytes) -> None:
    """A header: the years that it speaks of are printed in it, and its text is kept."""
    text = _text(data)
    said = read_header(text)
    _hold(said.text == text, f"{text!r} became {said.text!r}")
    _years_are_printed(said.period, text)
    for period in find_periods(text):
        _hold(0 <= period.start < period.end <= len(text), f"{period} stands outside {text!r}")
        _years_are_printed(period.code, text)
    rest, _ = strip_period(text)
    _hold(_is_subsequence(digits(rest), digits(text)), f"{rest!r} has digits that {text!r} has not")


def notes(data: bytes) -> None:
    """A note: its marker stands at its start, and the years that it speaks of in its text."""
    text = _text(data)
    lead = leading_marker(text)
    _hold(lead is None or lead.marker in text[: lead.end], f"{lead} does not begin {text!r}")
    if is_marker(text):
        parts = "".join(before + marker for before, marker in split_markers(text))
        behind = text.strip().removeprefix(parts)
        _hold(not behind.strip(SEPARATORS), f"{text!r} became {parts!r}")
    marker_key(text)
    reading = read_effect(text)
    for year in (reading.period_from, reading.period_to):
        _years_are_printed(year, text, until=True)


def grids(data: bytes) -> None:
    """Cells with spans: each within the grid, and none over another that does not say so."""
    rows: list[list[Span]] = [[]]
    for at in range(0, len(data) - SPAN_BYTES + 1, SPAN_BYTES):
        rowspan, colspan, where = data[at : at + SPAN_BYTES]
        rows[-1].append(Span(rowspan, colspan % 8 + 1, where % 16 if where > 200 else None))
        if where % 5 == 0:
            rows.append([])
    try:
        layout = form_grid([rows[: len(rows) // 2], rows[len(rows) // 2 :]], limit=SLOTS)
    except UnreadableDocument:
        return
    _places_hold(layout)
    table = Table(cells=tuple(_cells(layout)), rows=layout.rows, columns=layout.columns, locator=Locator(address="/t"))
    grid = Grid(table)
    for row in range(layout.rows):
        _hold(len(grid.row(row)) == layout.columns, f"row {row} is not as wide as the grid")


def tables(data: bytes) -> None:
    """A table, with lines of text below it: whatever it says, its rows are sound (see `fuzz.judge`)."""
    head, *rest = _text(data).split(BETWEEN_PARTS)
    rows = [line.split(BETWEEN_CELLS) for line in head.split(BETWEEN_ROWS)]
    columns = max(map(len, rows))
    if columns * len(rows) > SLOTS:
        return
    cells = tuple(
        Cell(row=row, column=column, content=Text(text), locator=Locator(address=f"/{row}/{column}"))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    table = Table(cells=cells, rows=len(rows), columns=columns, locator=Locator(address="/"))
    below = tuple(
        Note(key=str(number), marker=part[:1], content=Text(part[1:]), locator=Locator(address=f"n{number}"), table=1)
        for number, part in enumerate(rest)
        if part
    )
    texts = tuple(Paragraph(content=Text(part), locator=Locator(address=f"p{n}")) for n, part in enumerate(rest))
    _rows_hold(Document(media_type="text/plain", blocks=(table, *texts), notes=below), len(data))


def koop_xml(data: bytes) -> None:
    """A publication of KOOP: refused in one sentence, or read into rows that are sound."""
    try:
        document = read_koop_xml(data)
    except UnreadableDocument as error:
        _hold("\n" not in str(error), f"a refusal of several lines: {error}")
        return
    _rows_hold(document, len(data))


def _rows_hold(document: Document, size: int) -> None:
    dataset = normalise_document(document, document_id="0" * 16, source="fuzz", size=size)
    wrong = "; ".join(row_faults(combine([dataset])))
    _hold(not wrong, wrong)


def _places_hold(layout: Layout) -> None:
    taken: dict[tuple[int, int], int] = {}
    for number, place in enumerate(each for row in layout.places for each in row):
        inside = place.row + place.rowspan <= layout.rows and place.column + place.colspan <= layout.columns
        _hold(inside and place.rowspan > 0 < place.colspan, f"{place} lies outside {layout.rows} by {layout.columns}")
        for row in range(place.row, place.row + place.rowspan):
            for column in range(place.column, place.column + place.colspan):
                other = taken.setdefault((row, column), number)
                _hold(other == number or place.overlaps, f"{place} lies over cell {other} and does not say so")


def _cells(layout: Layout) -> Iterator[Cell]:
    for place in (each for row in layout.places for each in row):
        yield Cell(
            row=place.row,
            column=place.column,
            rowspan=place.rowspan,
            colspan=place.colspan,
            content=Text("1"),
            locator=Locator(address="/"),
        )


def _years_are_printed(code: str | None, text: str, *, until: bool = False) -> None:
    """The years of a code stand in the text; with `until` the year after one may do: *tot 2024* is to the end of 2023."""
    for year in YEAR.findall(code or ""):
        forms = (year, str(int(year) + 1)) if until else (year,)
        _hold(any(_is_subsequence(form[2:], digits(text)) for form in forms), f"{year} is not printed in {text!r}")


def _is_subsequence(wanted: str, text: str) -> bool:
    left = iter(text)
    return all(char in left for char in wanted)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _hold(holds: bool, wrong: str) -> None:
    if not holds:
        raise Violated(wrong)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (numbers, headers, notes, grids, tables, koop_xml)
}
