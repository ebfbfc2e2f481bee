"""The dataset as one DuckDB file: typed tables with keys and comments, link tables, a table of codes, and views.

The same dataset gives the same content; the bytes of a DuckDB file depend on its version and on how it laid its blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from normalise.dataset import Dataset
from output.about import About
from output.arrow import arrow_array
from output.code_labels import table_label
from output.formats import File
from output.relational import (
    CODE_COLUMNS,
    CODES,
    CODES_DESCRIPTION,
    LINKS,
    NAME,
    VIEWS,
    Link,
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
from output.schema import DECIMAL_PRECISION, DECIMAL_SCALE, Kind, batches, table_schemas
from output.to_parquet import arrow_table
from output.writer import Writer

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FILES = (
    File(
        path=f"{NAME}.duckdb",
        title="The dataset as a DuckDB database, with keys, comments and views",
        format="duckdb",
        media_type="application/vnd.duckdb",
    ),
)

TYPES: dict[Kind, str] = {
    Kind.STRING: "VARCHAR",
    Kind.CODE: "VARCHAR",
    Kind.INTEGER: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.DECIMAL: f"DECIMAL({DECIMAL_PRECISION},{DECIMAL_SCALE})",
    Kind.BOOLEAN: "BOOLEAN",
    Kind.DATE: "DATE",
    Kind.LIST: "VARCHAR[]",
}
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    # DuckDB would fetch an extension that a statement asks for; none of ours does, and none may.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # Every column of every table takes a block of its own: with the usual 256 kB the samples take 15 MB.
    "default_block_size": 16_384,
}
INCOMING = "incoming"


def write_duckdb(dataset: Dataset, folder: Path, _: About) -> None:
    """Write the database into a folder; ValueError when rows do not fit their keys."""
    import duckdb

    (file,) = FILES
    try:
        with duckdb.connect(folder / file.path, config=SETTINGS) as connection:
            connection.begin()  # statement by statement the file would be written sixty times over
            _fill(connection, dataset)
            connection.commit()
    except (duckdb.Error, ValueError) as error:
        raise ValueError(f"{file.path}: {error}") from error


def _fill(connection: DuckDBPyConnection, dataset: Dataset) -> None:
    for schema in schemas_by_key():
        connection.execute(create_table(schema, TYPES))
        for some in batches(getattr(dataset, schema.name)):
            _insert(connection, schema.name, arrow_table(some, schema))
    for link in LINKS:
        connection.execute(link_table(link, "VARCHAR", "BIGINT"))
        _insert(connection, link.name, _link_table(link, tuple(link_rows(dataset, link))))
    connection.execute(code_table("VARCHAR"))
    connection.executemany(insert(CODES, len(CODE_COLUMNS)), list(code_rows()))
    for statement in (*create_views(), *_comments()):
        connection.execute(statement)


def _link_table(link: Link, rows: Sequence[tuple[str, int, str]]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    kinds = (Kind.STRING, Kind.INTEGER, Kind.STRING)
    arrays = [arrow_array(tuple(values), kind) for values, kind in zip(columns, kinds, strict=True)]
    return pa.Table.from_arrays(arrays, names=[link.key, "position", link.item])


def _insert(connection: DuckDBPyConnection, table: str, rows: object) -> None:
    connection.register(INCOMING, rows)
    connection.execute(f"INSERT INTO {quoted(table)} SELECT * FROM {INCOMING}")  # noqa: S608  # names of our own
    connection.unregister(INCOMING)


def _comments() -> Iterator[str]:
    for schema in table_schemas():
        yield _comment(f"TABLE {quoted(schema.name)}", table_label(schema.name).english)
        for column in schema.columns:
            yield _comment(f"COLUMN {quoted(schema.name)}.{quoted(column.name)}", column.description)
    for link in LINKS:
        yield _comment(f"TABLE {link.name}", link.description)
    yield _comment(f"TABLE {CODES}", CODES_DESCRIPTION)
    for view in VIEWS:
        yield _comment(f"VIEW {view.name}", view.description)


def _comment(what: str, text: str) -> str:
    return f"COMMENT ON {what} IS '{text.replace(chr(39), chr(39) * 2)}'"


WRITER = Writer(files=FILES, write=write_duckdb, needs=("duckdb", "sql"))
