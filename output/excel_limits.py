"""What Excel cannot hold: https://support.microsoft.com/office/excel-specifications-and-limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from normalise.dataset import Dataset
from output.schema import Kind, table_schemas
from output.to_csv import decimal_text, list_text

MOST_ROWS = 1_048_575
"""Rows of a sheet, its header left out."""
LONGEST_TEXT = 32_767
"""UTF-16 units of the text of a cell."""
LONGEST_NOTE = 32_000
"""Of a comment, with room for what Excel adds."""
MOST_DIGITS = 15
"""Digits of a figure that are kept; those behind become zeros."""
ENDING = "… [afgekapt]"
NO_XML = re.compile("[\ufffe\uffff]")
"""Not allowed in XML, and so not in a workbook; other control characters are escaped."""
MARK = "\ufffd"


def figures(dataset: Dataset) -> Iterator[Decimal]:
    """Every figure of every table."""
    for schema in table_schemas():
        names = [column.name for column in schema.columns if column.kind is Kind.DECIMAL]
        for row in getattr(dataset, schema.name) if names else ():
            yield from (value for name in names if (value := getattr(row, name)) is not None)


def too_long(figure: Decimal) -> bool:
    """Whether Excel would not keep a figure to its last digit."""
    return len(decimal_text(abs(figure)).replace(".", "").lstrip("0")) > MOST_DIGITS


def too_long_texts(dataset: Dataset) -> int:
    """How many texts and lists of a dataset do not fit a cell."""
    return sum(1 for text in _texts(dataset) if _length(text) > LONGEST_TEXT)


def cut(text: str, longest: int = LONGEST_TEXT) -> str:
    """The text as a cell can hold it; one that is cut says so."""
    if not text.isascii():
        text = NO_XML.sub(MARK, text)
    if _length(text) <= longest:
        return text
    units = text.encode("utf-16-le")[: 2 * (longest - len(ENDING))]
    return units.decode("utf-16-le", errors="ignore") + ENDING


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _texts(dataset: Dataset) -> Iterator[str]:
    for schema in table_schemas():
        for column in schema.columns:
            if column.kind in (Kind.STRING, Kind.LIST):
                for row in getattr(dataset, schema.name):
                    value = getattr(row, column.name)
                    if value:
                        yield value if isinstance(value, str) else list_text(value)
