"""SQL over a dataset, through DuckDB: each table under its own name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from normalise.dataset import TABLE_ROWS
from output.formats import Format, file_name, readable_formats
from output.in_parts import Parts, parts_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


READS = "SELECT"
"""The kind of statement that changes nothing; DESCRIBE and SHOW are of it. EXPLAIN is not: it may run what it explains."""


class QueryError(Exception):
    """A query that cannot be answered. The message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: names of its columns, and rows of values as text; None is missing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def ask(folder: Path, query: str) -> Answer:
    """Put a query to the dataset in a folder; QueryError when there is no DuckDB, no dataset, or no answer."""
    try:
        import duckdb  # noqa: PLC0415  # an extra: most never ask for it
    except ImportError as error:
        raise QueryError("--sql needs DuckDB: pip install 'beleidscijfers[sql]'") from error
    with duckdb.connect(":memory:") as connection:
        try:
            parts = parts_of(folder)
            if parts:
                _refuse_writing(connection, query)
                _look(connection, parts, folder)
            else:
                _load(connection, folder)
            # From here on the query reads these tables and nothing else on this machine or outside it.
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            found = connection.execute(query)
            columns = tuple(str(each[0]) for each in found.description or ())
            return Answer(columns, tuple(tuple(map(_text, row)) for row in found.fetchall()))
        except duckdb.Error as error:
            raise QueryError(str(error).strip()) from error


def _load(connection: DuckDBPyConnection, folder: Path) -> None:
    """Tables of the names of the contract, from Parquet where it was written, else from CSV."""
    each = Format.PARQUET if Format.PARQUET in readable_formats(folder) else Format.CSV
    for name in TABLE_ROWS:
        path = folder / file_name(name, each)
        if not path.is_file():
            raise QueryError(f"{folder} holds no dataset: it has no {path.name}")
        connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM read_{each}(?)', [str(path)])  # noqa: S608  # names of our own


def _refuse_writing(connection: DuckDBPyConnection, query: str) -> None:
    """The files of a dataset in parts stay open to a query, which could write over them."""
    if any(each.type.name != READS for each in connection.extract_statements(query)):
        raise QueryError("a dataset in parts can only be asked: begin the query with SELECT")


def _look(connection: DuckDBPyConnection, parts: Parts, folder: Path) -> None:
    """The same for a dataset in parts, read as far as a query asks for it: it may be larger than memory."""
    connection.execute("SET allowed_directories = [?]", [f"{folder.resolve()}/"])
    for name, files in parts.items():
        found = connection.read_parquet([str(path.resolve()) for path in files])
        found.create_view(name)


def _text(value: object) -> str | None:
    if value is None:
        return None
    return ";".join(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)
