"""The dataset as one SQLite file, with keys, indexes, views and full-text search, and what Datasette says of it.

SQLite has no exact decimals: a figure is an INTEGER or REAL where that gives it back exactly, else it is TEXT, in a
column that changes nothing. Lists are JSON (`json_each` opens them), dates ISO 8601, yes and no 1 and 0.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from normalise.dataset import Dataset
from output.about import RIGHTS, About
from output.code_labels import table_label
from output.formats import File
from output.relational import (
    CODE_COLUMNS,
    CODES,
    CODES_DESCRIPTION,
    LINKS,
    NAME,
    VIEWS,
    code_rows,
    code_table,
    create_table,
    create_views,
    insert,
    link_rows,
    link_table,
    quoted,
    schemas_by_key,
)
from output.schema import Kind, TableSchema, batches, columns_of, table_schemas
from output.to_csv import decimal_text
from output.writer import Writer

if TYPE_CHECKING:
    from sqlite3 import Connection

DATABASE = File(
    path=f"{NAME}.sqlite",
    title="The dataset as a SQLite database, with keys, views and full-text search",
    format="sqlite",
    media_type="application/vnd.sqlite3",
)
METADATA = File(
    path="datasette.json",
    title="What Datasette says of the SQLite database (datasette beleidscijfers.sqlite --metadata datasette.json)",
    format="json",
    media_type="application/json",
)
FILES = (DATABASE, METADATA)

TYPES: dict[Kind, str] = {
    Kind.STRING: "TEXT",
    Kind.CODE: "TEXT",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "REAL",
    Kind.DECIMAL: "",  # no affinity: what is put in comes out
    Kind.BOOLEAN: "INTEGER",
    Kind.DATE: "TEXT",
    Kind.LIST: "TEXT",
}

SEARCHED: dict[str, tuple[str, ...]] = {
    "observations": ("indicator_label", "parent_label", "theme_label"),
    "footnotes": ("text",),
    "passages": ("text",),
    "findings": ("message",),
}
"""Columns that people search for words, by table; Datasette shows a search box where it finds these."""

UNSAFE = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;"
"""A file that is not finished is thrown away, so nothing of it has to survive a crash."""


def write_sqlite(dataset: Dataset, folder: Path, about: About) -> None:
    """Write the database and Datasette's metadata into a folder; ValueError when rows do not fit their keys."""
    import sqlite3

    try:
        with closing(sqlite3.connect(folder / DATABASE.path)) as connection:
            connection.executescript(UNSAFE)
            _fill(connection, dataset)
            connection.commit()
            connection.execute("ANALYZE")
    except (sqlite3.Error, ValueError) as error:
        raise ValueError(f"{DATABASE.path}: {error}") from error
    text = json.dumps(_metadata(about), indent=2, ensure_ascii=False) + "\n"
    (folder / METADATA.path).write_bytes(text.encode())


def _fill(connection: Connection, dataset: Dataset) -> None:
    for schema in schemas_by_key():
        connection.execute(create_table(schema, TYPES))
        for some in batches(getattr(dataset, schema.name)):
            connection.executemany(insert(schema.name, len(schema.columns)), _rows(some, schema))
    for link in LINKS:
        connection.execute(link_table(link, "TEXT", "INTEGER"))
        connection.executemany(insert(link.name, 3), link_rows(dataset, link))
    connection.execute(code_table("TEXT"))
    connection.executemany(insert(CODES, len(CODE_COLUMNS)), code_rows())
    for statement in (*_indexes(), *create_views(), *_searches()):
        connection.execute(statement)


def _rows(rows: Sequence[object], schema: TableSchema) -> Iterator[tuple[object, ...]]:
    pairs = zip(schema.columns, columns_of(rows, schema), strict=True)
    return zip(*(_stored(column.kind, values) for column, values in pairs), strict=True)


def _stored(kind: Kind, values: Sequence[object]) -> Sequence[object]:
    store = STORE.get(kind)
    return [None if value is None else store(value) for value in values] if store else values


def exact_number(value: Decimal) -> int | float | str:
    """A figure as SQLite can hold it without changing it.

    >>> [exact_number(Decimal(figure)) for figure in ("1522", "12.50", "999999999999.999999")]
    [1522, 12.5, '999999999999.999999']
    """
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else decimal_text(value)


def _indexes() -> Iterator[str]:
    for schema in table_schemas():
        for key in schema.foreign_keys:
            name = quoted(f"{schema.name}_{key.column}")
            yield f"CREATE INDEX {name} ON {quoted(schema.name)} ({quoted(key.column)})"
    for link in LINKS:
        yield f"CREATE INDEX {link.name}_{link.item} ON {link.name} ({link.item})"


def _searches() -> Iterator[str]:
    for table, columns in SEARCHED.items():
        named = ", ".join(columns)
        yield f"CREATE VIRTUAL TABLE {table}_fts USING fts5({named}, content='{table}', tokenize='unicode61')"
        yield f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')"  # noqa: S608


def _metadata(about: About) -> dict[str, object]:
    """https://docs.datasette.io/en/stable/metadata.html."""
    tables: dict[str, object] = {
        schema.name: {
            "description": table_label(schema.name).english,
            "columns": {column.name: column.description for column in schema.columns},
        }
        for schema in table_schemas()
    }
    others = {each.name: {"description": each.description} for each in (*LINKS, *VIEWS)}
    said: dict[str, object] = {"title": about.title, "description": f"{about.description} {RIGHTS}"}
    if about.licence:
        said["license"] = about.licence
    if about.licence_url:
        said["license_url"] = about.licence_url
    if about.publisher:
        said["source"] = about.publisher
    codes = {CODES: {"description": CODES_DESCRIPTION}}
    return {**said, "databases": {NAME: {"tables": {**tables, **others, **codes}}}}


STORE: dict[Kind, Callable[..., object]] = {
    Kind.CODE: str,
    Kind.DECIMAL: exact_number,
    Kind.BOOLEAN: int,
    Kind.DATE: date.isoformat,
    Kind.LIST: lambda items: json.dumps(items, ensure_ascii=False),
}
"""How a value of each kind is stored; other kinds as they are."""


WRITER = Writer(files=FILES, write=write_sqlite)
