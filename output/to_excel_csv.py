"""The tables as CSV that a Dutch Excel opens with a double click: semicolons, decimal commas, WAAR and ONWAAR.

A spreadsheet runs text that begins as a formula, and turns text that looks like a number or a date into one: `1.522`
as printed becomes 1522, the range `12-17` the twelfth of May. Such text gets an apostrophe in front, here in every
column alike, so that keys still fit. What begins as a formula is what OWASP names under "CSV Injection".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from normalise.dataset import Dataset
from output.about import About
from output.excel_limits import MOST_DIGITS, figures, too_long
from output.formats import File
from output.schema import Column, Kind, TableSchema, batches, columns_of, table_schemas
from output.to_csv import decimal_text, list_text, write_lines
from output.writer import Writer

FOLDER = "excel"
FILES = tuple(
    File(
        path=f"{FOLDER}/{schema.name}.csv",
        title=f"The table {schema.name} as CSV for a Dutch Excel",
        format="excel-csv",
        media_type="text/csv",
    )
    for schema in table_schemas()
)

BYTE_ORDER_MARK = "\ufeff"
END_OF_LINE = "\r\n"
NEEDS_QUOTES = re.compile(r'[";\r\n]')

FORMULA = re.compile(
    r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]"
)  # "=1+1", "@SUM(A1)", also in their full-width forms
PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,14})")  # stays what it is: 2020
MONTHS = r"(?:jan|feb|m(?:aa)?rt|apr|mei|jun|jul|aug|sep|o[ck]t|nov|dec)[a-z]*"
TAKEN_FOR_VALUE = re.compile(
    r"[€$%\s\d.,:/()\-+]*\d[€$%\s\d.,:/()\-+]*(?:e[+-]?\d+)?|waar|onwaar|true|false"
    rf"|\d+[\s\-/.]*{MONTHS}(?:[\s\-/.]*\d+)?|{MONTHS}[\s\-/.]*\d+",
    re.IGNORECASE,
)  # 1.522, 12-17, 1/2, 10:30, 0123, 12 %, 1e5, 3 mei, mei-20


def write_excel_csv(dataset: Dataset, folder: Path, _: About) -> None:
    """Write the tables into the folder `excel`."""
    for file, schema in zip(FILES, table_schemas(), strict=True):
        write_lines(folder / file.path, _lines(getattr(dataset, schema.name), schema))


def remark(dataset: Dataset) -> str | None:
    """How many figures had to be written as text."""
    count = sum(map(too_long, figures(dataset)))
    return (
        f"{count} figures of more than {MOST_DIGITS} digits are text, since Excel would round them" if count else None
    )


def harmless(text: str) -> str:
    """The text as a spreadsheet leaves it alone.

    >>> [harmless(text) for text in ("=1+1", "-", "1.522", "12-17", "2020", "Inbraken")]
    ["'=1+1", "'-", "'1.522", "'12-17", '2020', 'Inbraken']
    """
    if PLAIN.fullmatch(text):
        return text
    return "'" + text if FORMULA.match(text) or TAKEN_FOR_VALUE.fullmatch(text) else text


def _lines(rows: Sequence[object], schema: TableSchema) -> Iterator[str]:
    yield BYTE_ORDER_MARK + ";".join(column.name for column in schema.columns) + END_OF_LINE
    for some in batches(rows):
        pairs = zip(schema.columns, columns_of(some, schema), strict=True)
        texts = [_texts(column, values) for column, values in pairs]
        yield from (";".join(line) + END_OF_LINE for line in zip(*texts, strict=True))


def _texts(column: Column, values: Sequence[object]) -> list[str]:
    render = RENDER[column.kind]
    return ["" if value is None else _quoted(render(value)) for value in values]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if NEEDS_QUOTES.search(text) else text


def _figure(value: Decimal) -> str:
    text = decimal_text(value).replace(".", ",")
    return "'" + text if too_long(value) else text


RENDER: dict[Kind, Callable[..., str]] = {
    Kind.STRING: harmless,
    Kind.CODE: str,
    Kind.INTEGER: str,
    Kind.NUMBER: lambda value: repr(value).replace(".", ","),
    Kind.DECIMAL: _figure,
    Kind.BOOLEAN: lambda value: "WAAR" if value else "ONWAAR",
    Kind.DATE: date.isoformat,
    Kind.LIST: lambda items: harmless(list_text(items)),
}
"""How a value of each kind is written."""


WRITER = Writer(files=FILES, write=write_excel_csv, remark=remark)
