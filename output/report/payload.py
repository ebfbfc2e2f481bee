"""The rows of a dataset as a page carries them: column by column, repeated values once, packed, and in letters that no browser runs."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from output.schema import Column, Kind, columns_of, table_schema

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]

HARDEST = 9
"""How hard zlib tries: the page is made once, and mailed and opened often."""
PLAIN = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN})


def packed(value: Json) -> str:
    """Any value as letters: JSON, deflated, base64. `data.js` undoes it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    # A lone surrogate, which a broken PDF may hold, is no UTF-8: the page shows it as the browser shows what it cannot.
    return b64encode(zlib.compress(text.encode("utf-8", "replace"), HARDEST)).decode()


def columnar(rows: Sequence[object], table: str) -> Json:
    """The rows of a table as `{"size": n, "columns": {name: column}}`; a column is a list, or its values and where each is in them.

    Figures are texts, so that a browser rounds none; a date is a text as ISO 8601 writes it.
    """
    schema = table_schema(table)
    columns = zip(schema.columns, columns_of(rows, schema), strict=True)
    return {
        "size": len(rows),
        "columns": {column.name: _column(column, values) for column, values in columns},
    }


def _column(column: Column, values: Sequence[object]) -> Json:
    written = [_json(each) for each in values]
    return written if column.kind in PLAIN else _dictionary(written)


def _dictionary(values: Sequence[Json]) -> Json:
    """Each value once, and the place of each row's; as they are where nearly all differ."""
    keys = [tuple(each) if isinstance(each, list) else each for each in values]
    places: dict[object, int] = {}
    at = [places.setdefault(key, len(places)) for key in keys]
    if len(places) * 2 > len(values):
        return values
    return {"values": [list(key) if isinstance(key, tuple) else key for key in places], "at": at}  # type: ignore[misc]


def _json(value: object) -> Json:
    match value:
        case Decimal():
            return f"{value.normalize():f}"
        case date():
            return value.isoformat()
        case tuple():
            return [str(each) for each in value]
        case None | bool() | int() | float():
            return value
        case _:
            return str(value)
