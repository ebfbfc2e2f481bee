"""The dataset as one Excel workbook: a sheet a table, and a first one that says what is in them.

XlsxWriter writes it row by row (`constant_memory`), so that memory does not grow with the tables. Text is written as
text, whatever it begins with, so none of it runs as a formula. The same dataset gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from normalise.dataset import Dataset, Observation
from output.about import TITLE, About
from output.code_labels import table_label
from output.excel_limits import LONGEST_NOTE, MOST_ROWS, cut, figures, too_long, too_long_texts
from output.formats import File
from output.relational import code_rows
from output.schema import Column, Kind, TableSchema, batches, columns_of, table_schemas
from output.to_csv import decimal_text, list_text
from output.writer import Writer

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.worksheet import Worksheet

FILES = (
    File(
        path="beleidscijfers.xlsx",
        title="The dataset as an Excel workbook, one sheet a table",
        # Not `xlsx`: a validator would then take the first sheet, which explains, for a table.
        format="workbook",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
)

GUIDE, CODES = "Leeswijzer", "codes"
GUIDE_TITLE = "Cijfers uit beleidspublicaties"
READING = (
    ("Noten", "Een noot bij een cijfer staat als opmerking bij de cel, en in het blad footnotes."),
    ("Kolommen", "De opmerking bij een kolomkop zegt wat er in de kolom staat (in het Engels)."),
    (
        "Cijfers",
        "obs_value is het cijfer in unit_measure × 10 tot de macht unit_mult; value_raw is wat er gedrukt staat.",
    ),
    ("Twijfel", "Zeker zijn cijfers met placement exact en confidence 1; zie ook het blad findings."),
)
CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(
    tzinfo=None
)  # a workbook bears a date; the clock's would change its bytes
DATE_FORMAT = "dd-mm-yyyy"
MULTIPLES = {3: ' "× 1.000"', 6: ' "mln."', 9: ' "mld."'}
MOST_UNITS = 200
"""Units with a number format of their own: Excel takes some 200 custom formats, whatever its languages."""
WIDTHS: dict[Kind, int] = {Kind.DATE: 12, Kind.DECIMAL: 18}
NARROWEST, WIDEST = 8, 60  # characters
LOOKED_AT = 200  # rows that decide how wide a column is
NOTE_SIZE = {"x_scale": 2.5, "y_scale": 1.5, "author": "extract"}


def write_xlsx(dataset: Dataset, folder: Path, about: About) -> None:
    """Write the workbook into a folder."""
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    (file,) = FILES
    options = {"constant_memory": True, "tmpdir": str(folder)}
    try:
        with xlsxwriter.Workbook(folder / file.path, options) as workbook:
            workbook.set_properties({"title": about.title, "comments": about.description, "created": CREATED})
            _Book(workbook, dataset).fill(about)
    except (XlsxWriterException, ValueError) as error:
        raise ValueError(f"{file.path}: {error}") from error


def remark(dataset: Dataset) -> str | None:
    """How many texts had to be cut, and how many figures had to be written as text."""
    texts, long = too_long_texts(dataset), sum(map(too_long, figures(dataset)))
    said = [
        f"{texts} texts are cut, since a cell of Excel holds 32,767 characters" if texts else "",
        f"{long} figures of more than 15 digits are text, since Excel would round them" if long else "",
    ]
    return "; ".join(filter(None, said)) or None


def number_format(unit: str, mult: int, decimals: int) -> str:
    """How Excel shows a figure; a Dutch Excel makes of the comma a point and of the point a comma.

    >>> number_format("EUR", 6, 1), number_format("percent", 0, 0), number_format("fte", 0, 0)
    ('[$€-413] #,##0.0 "mln."', '#,##0"%"', '#,##0 "fte"')
    """
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    multiple = MULTIPLES.get(mult, "")
    match unit:
        case "number":
            return digits + multiple
        case "EUR":
            return f"[$€-413] {digits}{multiple}"
        case "percent":
            return f'{digits}"%"{multiple}'
        case "percentage_point":
            return f'{digits}{multiple} "procentpunt"'
        case _:
            return f'{digits}{multiple} "{unit.replace(chr(34), "")}"'


class _Book:
    """A workbook while it is filled."""

    def __init__(self, workbook: Workbook, dataset: Dataset) -> None:
        self.workbook = workbook
        self.dataset = dataset
        self.formats: dict[str, CellFormat] = {}
        self.header = workbook.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self.date = workbook.add_format({"num_format": DATE_FORMAT})
        self.heading = workbook.add_format({"bold": True, "font_size": 14})
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})

    @cached_property
    def notes(self) -> dict[str, str]:
        """Each note by its id, as a comment says it."""
        return {row.footnote_id: f"{row.marker} {row.text}".strip() for row in self.dataset.footnotes}

    def fill(self, about: About) -> None:
        """Write every sheet; the guide comes first, though what it says is known last."""
        guide = self.workbook.add_worksheet(GUIDE)
        sheets = [(schema, name) for schema in table_schemas() for name in self._table(schema)]
        self._codes()
        self._guide(guide, about, sheets)

    def _table(self, schema: TableSchema) -> Iterator[str]:
        """Write a table; what is more than a sheet holds goes on in the next one."""
        rows = getattr(self.dataset, schema.name)
        for number, start in zip(count(1), range(0, max(len(rows), 1), MOST_ROWS)):
            name = schema.name if number == 1 else f"{schema.name} ({number})"
            self._sheet(self.workbook.add_worksheet(name), rows[start : start + MOST_ROWS], schema)
            yield name

    def _sheet(self, sheet: Worksheet, rows: Sequence[object], schema: TableSchema) -> None:
        looked_at = columns_of(rows[:LOOKED_AT], schema)
        for place, (column, values) in enumerate(zip(schema.columns, looked_at, strict=True)):
            sheet.set_column(place, place, _width(column, values))
        for place, column in enumerate(schema.columns):
            sheet.write_string(0, place, column.name, self.header)
            sheet.write_comment(0, place, column.description, NOTE_SIZE)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(schema.columns) - 1)
        number = count(1)
        for some in batches(rows):
            for at, row, values in zip(number, some, zip(*columns_of(some, schema), strict=True)):  # noqa: B905
                for place, (column, value) in enumerate(zip(schema.columns, values, strict=True)):
                    if value is not None:
                        self._cell(sheet, (at, place), column, value, row)
                if isinstance(row, Observation) and row.footnotes:
                    self._comment(sheet, at, schema, row)

    def _cell(self, sheet: Worksheet, at: tuple[int, int], column: Column, value: object, row: object) -> None:
        match value:
            case bool():
                sheet.write_boolean(*at, value)
            case date():
                sheet.write_datetime(*at, value, self.date)
            case Decimal() if not too_long(value):
                sheet.write_number(*at, float(value), self._figure_format(value, row))
            case Decimal():
                sheet.write_string(*at, decimal_text(value))
            case int() | float():
                sheet.write_number(*at, value)
            case _ if column.kind is Kind.LIST:
                sheet.write_string(*at, cut(list_text(value)))
            case _:
                sheet.write_string(*at, cut(str(value)))

    def _figure_format(self, value: Decimal, row: object) -> CellFormat:
        unit, mult = getattr(row, "unit_measure", None), getattr(row, "unit_mult", None)
        decimals = len(decimal_text(value).partition(".")[2])
        code = number_format(unit or "number", mult or 0, decimals)
        if code not in self.formats and len(self.formats) >= MOST_UNITS:
            code = number_format("number", 0, decimals)
        if code not in self.formats:
            self.formats[code] = self.workbook.add_format({"num_format": code})
        return self.formats[code]

    def _comment(self, sheet: Worksheet, at: int, schema: TableSchema, row: Observation) -> None:
        name = "value_raw" if row.obs_value is None else "obs_value"
        place = next(number for number, column in enumerate(schema.columns) if column.name == name)
        text = "\n".join(self.notes[each] for each in row.footnotes if each in self.notes)
        if text:
            sheet.write_comment(at, place, cut(text, LONGEST_NOTE), NOTE_SIZE)

    def _codes(self) -> None:
        sheet = self.workbook.add_worksheet(CODES)
        sheet.set_column(0, 4, 28)
        for place, name in enumerate(("tabel", "kolom", "code", "betekenis", "meaning")):
            sheet.write_string(0, place, name, self.header)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, sum(1 for _ in code_rows()), 4)
        for at, (table, column, code, english, dutch) in enumerate(code_rows(), start=1):
            for place, text in enumerate((table, column, code, dutch, english)):
                sheet.write_string(at, place, text)

    def _guide(self, sheet: Worksheet, about: About, sheets: Sequence[tuple[TableSchema, str]]) -> None:
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, GUIDE_TITLE if about.title == TITLE else about.title, self.heading)
        names = {CODES, *(name for _, name in sheets)}
        for row, (left, right) in enumerate(self._guide_lines(about, sheets), start=2):
            if left in names:
                sheet.write_url(row, 0, f"internal:'{left}'!A1", string=left)
            elif left:
                sheet.write_string(row, 0, left, self.wrapped if right else self.header)
            if right:
                sheet.write_string(row, 1, right, self.wrapped)

    def _guide_lines(self, about: About, sheets: Sequence[tuple[TableSchema, str]]) -> Iterator[tuple[str, str]]:
        yield "Bladen", ""
        for schema, name in sheets:
            rows = f"{len(getattr(self.dataset, schema.name)):,}".replace(",", ".")
            yield name, f"{table_label(schema.name).dutch} ({rows} regels)"
        yield CODES, "Wat elke code betekent"
        yield "", ""
        yield "Lezen", ""
        yield from READING
        yield from self._cut_lines()
        for left, right in (("Uitgever", about.publisher), ("Licentie", about.licence), ("", about.licence_url)):
            if right:
                yield left, right

    def _cut_lines(self) -> Iterator[tuple[str, str]]:
        """What `remark` says, in Dutch."""
        texts, long = too_long_texts(self.dataset), sum(map(too_long, figures(self.dataset)))
        if texts:
            yield "Afgekapt", f"{texts} teksten zijn afgekapt: een cel van Excel houdt 32.767 tekens."
        if long:
            yield "Als tekst", f"{long} getallen van meer dan 15 cijfers staan er als tekst: Excel zou ze afronden."


def _width(column: Column, values: Sequence[object]) -> int:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    return min(WIDEST, max(NARROWEST, WIDTHS.get(column.kind, 0), len(column.name) + 4, longest + 2))


WRITER = Writer(files=FILES, write=write_xlsx, remark=remark)
