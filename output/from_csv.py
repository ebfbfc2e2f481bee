"""The rows of a table from its CSV: the inverse of `output.to_csv`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from output.schema import Column, Kind, TableSchema, rows_of
from output.to_csv import LIST_SEPARATOR

LONGEST_FIELD = 2**31 - 1  # characters; the csv module stops at 131,072 unless told otherwise
ESCAPED = re.compile(r"\\(.?)", re.DOTALL)  # in a list: \, stands for ; and \\ for \
NOT_IN_KIND = (ValueError, KeyError, InvalidOperation)

Parser = Callable[[str], object]


def csv_rows(data: bytes, schema: TableSchema, shared: dict[str, str] | None = None) -> tuple[object, ...]:
    """The rows of one table; columns that it does not know are passed over. ValueError says what is wrong and where.

    `shared` holds texts that columns and tables have in common: one place in memory for each.
    """
    shared = {} if shared is None else shared
    header, *lines = _lines(data)
    values = [_parsed(column, [line[place] for line in lines], shared) for column, place in _places(header, schema)]
    return rows_of(schema, values)


def _lines(data: bytes) -> list[list[str]]:
    csv.field_size_limit(LONGEST_FIELD)
    try:
        lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except csv.Error as error:
        raise ValueError(f"it is not CSV: {error}") from error
    for number, line in enumerate(lines, start=1):
        if len(line) != len(lines[0]):
            raise ValueError(f"row {number} has {len(line)} fields, the header has {len(lines[0])}")
    return lines or [[]]


def _places(header: Sequence[str], schema: TableSchema) -> list[tuple[Column, int]]:
    missing = [column.name for column in schema.columns if column.name not in header]
    if missing:
        raise ValueError(f"it lacks {', '.join(missing)}")
    return [(column, header.index(column.name)) for column in schema.columns]


def parse_field(column: Column, text: str) -> object:
    """The value that a field of a column holds; ValueError when it can hold no such thing."""
    (value,) = _parsed(column, [text], {})
    return value


def _parsed(column: Column, texts: Sequence[str], shared: dict[str, str]) -> Sequence[object]:
    """The values of a column; equal fields share one value, since most of a table's fields stand in many of its rows."""
    parse = column.code or PARSERS[column.kind]
    empty_is_missing = column.nullable and column.kind is not Kind.LIST
    values = {
        text: None if empty_is_missing and not text else _parse(parse, shared.setdefault(text, text), column)
        for text in dict.fromkeys(texts)
    }
    return [values[text] for text in texts]


def _parse(parse: Parser, text: str, column: Column) -> object:
    try:
        return parse(text)
    except NOT_IN_KIND as error:
        raise ValueError(f"column {column.name} holds {text!r}, which is no {column.kind}") from error


@lru_cache(maxsize=4096)
def parse_list(text: str) -> tuple[str, ...]:
    r"""The items of a list that `output.to_csv.list_text` wrote.

    >>> parse_list("a\\,b;c")
    ('a;b', 'c')
    """
    if not text:
        return ()
    items = text.split(LIST_SEPARATOR)
    return tuple(ESCAPED.sub(_unescape, item) for item in items) if "\\" in text else tuple(items)


def _unescape(match: re.Match[str]) -> str:
    return LIST_SEPARATOR if match[1] == "," else match[1]


PARSERS: dict[Kind, Parser] = {
    Kind.STRING: str,
    Kind.INTEGER: int,
    Kind.NUMBER: float,
    Kind.DECIMAL: lru_cache(maxsize=4096)(Decimal),
    Kind.BOOLEAN: {"true": True, "false": False}.__getitem__,
    Kind.DATE: date.fromisoformat,
    Kind.LIST: parse_list,
}
