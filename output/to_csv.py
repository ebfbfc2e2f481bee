"""A table as CSV: UTF-8, comma, LF, RFC 4180, decimal point; missing is an empty field.

The text is made here rather than by the `csv` module, whose quoting of a lone carriage return differs between Python
versions: the same rows must give the same bytes. Column by column, it is also the fastest way that was measured.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from output.schema import Column, Kind, TableSchema, batches, columns_of

LIST_SEPARATOR = ";"
NEEDS_QUOTES = re.compile(r'[",\r\n]')  # a field such as: 12 à 15, of meer
NEEDS_ESCAPE = re.compile(r"[;\\]")  # an item of a list such as: Inkomsten; totaal


def csv_bytes(rows: Sequence[object], schema: TableSchema) -> bytes:
    """The file of one table, header line included."""
    stream = BytesIO()
    write_csv(rows, schema, stream)
    return stream.getvalue()


def write_csv(rows: Sequence[object], schema: TableSchema, stream: BinaryIO) -> None:
    """Write the file of one table, some rows at a time: the text of all of them would take more memory than they do."""
    stream.write((",".join(column.name for column in schema.columns) + "\n").encode())
    for some in batches(rows):
        columns = columns_of(some, schema)
        texts = [_column_texts(column, values) for column, values in zip(schema.columns, columns, strict=True)]
        stream.write("\n".join([*map(",".join, zip(*texts, strict=True)), ""]).encode())


def csv_line(texts: Iterable[str]) -> str:
    """One line of texts, each in quotes where it needs them.

    >>> csv_line(["12 à 15, of meer", "2020"])
    '"12 à 15, of meer",2020\\n'
    """
    return ",".join(_quoted(list(texts))) + "\n"


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write a file of lines in UTF-8; ValueError, beginning with its name, when they are no Unicode."""
    try:
        with path.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(lines)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error


def decimal_text(value: Decimal) -> str:
    """The figure in full, without exponent or trailing zeros.

    >>> [decimal_text(Decimal(figure)) for figure in ("1522", "12.50", "1E+3", "-0.0")]
    ['1522', '12.5', '1000', '0']
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@lru_cache(maxsize=4096)
def list_text(items: tuple[str, ...]) -> str:
    r"""The items joined by `;`. Inside an item `;` is written `\,` and `\` as `\\`; a list of one empty item is `\`.

    >>> print(list_text(("8b1f", "90ac")), list_text(("a;b", "c")))
    8b1f;90ac a\,b;c
    """
    if items == ("",):
        return "\\"
    return LIST_SEPARATOR.join(NEEDS_ESCAPE.sub(_escape, item) for item in items)


def _escape(match: re.Match[str]) -> str:
    return "\\," if match[0] == LIST_SEPARATOR else "\\\\"


def _column_texts(column: Column, values: Sequence[object]) -> list[str]:
    render = RENDER[column.kind]
    texts = ["" if value is None else render(value) for value in values] if render else _plain(column, values)
    return _quoted(texts) if column.kind in MAY_NEED_QUOTES else texts


def _plain(column: Column, values: Iterable[object]) -> list[str]:
    # Text and codes are strings already: nothing to call for each of them.
    if column.nullable:
        return ["" if value is None else value for value in values]  # type: ignore[misc]
    return list(values)  # type: ignore[arg-type]


def _quoted(texts: list[str]) -> list[str]:
    # One search over the whole column first: most columns need no quotes at all.
    if not NEEDS_QUOTES.search("\0".join(texts)):
        return texts
    search = NEEDS_QUOTES.search
    return ['"' + text.replace('"', '""') + '"' if search(text) else text for text in texts]


MAY_NEED_QUOTES = frozenset({Kind.STRING, Kind.LIST})

RENDER: dict[Kind, Callable[..., str] | None] = {
    Kind.STRING: None,
    Kind.CODE: None,
    Kind.INTEGER: str,
    Kind.NUMBER: repr,
    Kind.DECIMAL: decimal_text,
    Kind.BOOLEAN: lambda value: "true" if value else "false",
    Kind.DATE: lambda value: value.isoformat(),
    Kind.LIST: list_text,
}
"""How a value of each kind is written; None: it is a text already."""
