"""What belongs together, found by DuckDB over the partitions: it brings rows to where they are asked for, and judges nothing.

Its tables lie in a file on this machine's disk, and what it sorts and joins spills beside it, so memory stays within a limit
however many documents there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar, cast

import pyarrow as pa
import pyarrow.parquet as pq

from normalise.checks.missing_note import BREAKING
from normalise.dataset import TABLE_ROWS, Indicator, Observation, Severity
from normalise.families import FEWEST_SHARED
from normalise.indicators import Print, indicator_row
from normalise.placement import PLACE_WAS_LOST
from output.from_parquet import arrow_rows
from output.schema import table_schema
from pipeline.cluster import queries
from pipeline.cluster.mapping import ClusterError
from pipeline.cluster.partitions import MEETING, READ, SIBLINGS, WORK
from pipeline.cluster.rows import FACTS, FAMILIES, ISSUES, PAIRS, QUESTIONS, file_of
from pipeline.cluster.shared import EXPLAINED, SHARED, TOLD
from pipeline.folder import Folder
from pipeline.objects import ObjectFolder, filesystem_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1GB"
"""What DuckDB may hold in memory; the rest goes to its disk."""
ROWS_AT_A_TIME = 20_000

Rows = list[tuple[object, ...]]
Row = TypeVar("Row")


class Across:
    """The partitions of one run, as tables."""

    def __init__(self, connection: DuckDBPyConnection, folder: Folder, data: str, digits: int) -> None:
        self._connection = connection
        self._folder = folder
        self._data = data
        self._digits = digits
        self._query(f"SET VARIABLE digits = {digits:d}")
        self._query("SET VARIABLE place_was_lost = ?", PLACE_WAS_LOST)
        self._query("SET VARIABLE breaking = ?", sorted(effect.value for effect in BREAKING))
        self._query(queries.MACROS)

    def siblings(self) -> None:
        """Bring to figures that lost their places where else they are printed."""
        self._see("documents", "footnotes")
        self._see("observations", under=READ, name="read")
        self._query(queries.SIBLINGS)
        self._bring_needed(SIBLINGS, "read")

    def shared(self) -> list[str]:
        """Bring the figures together that several documents print; the groups that this gives."""
        self._see("documents", "observations", "footnotes")
        self._see(FACTS.name, QUESTIONS.name, ISSUES.name, under=WORK)
        self._query(queries.SHARED)
        self._bring_needed(SHARED, "observations")
        return [str(part) for (part,) in self._query("SELECT DISTINCT part FROM needed ORDER BY part")]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Documents that share enough figures to be of one family."""
        self._see(PAIRS.name, under=WORK)
        found = self._connection.cursor().execute(queries.PAIRS, [FEWEST_SHARED])
        while rows := found.fetchmany(ROWS_AT_A_TIME):
            yield from rows

    def publishers(self) -> list[tuple[str, str | None]]:
        """Each document, and who published it."""
        found = self._query("SELECT document_id, publisher FROM issues ORDER BY document_id")
        return cast("list[tuple[str, str | None]]", found)

    def kin(self) -> None:
        """Bring to each group of shared figures when its documents came out, and their families."""
        self._see(FAMILIES.name, under=WORK)
        for name, query in queries.KIN.items():
            self._bring(SHARED, name, query, "document_id")

    def indicators(self) -> Iterator[tuple[str, list[Indicator]]]:
        """The table of indicators, in parts by a hash of the slug; the rows of each in order."""
        found = self._connection.cursor().execute(queries.INDICATORS)
        part, rows = "0" * self._digits, list[Indicator]()
        while some := found.fetchmany(ROWS_AT_A_TIME):
            for own, slug, documents, prints, times in some:
                if own != part:
                    yield part, rows
                    part, rows = own, []
                counts = dict(zip((Print(*one) for one in prints), times, strict=True))
                rows.append(indicator_row(slug, counts, documents))
        yield part, rows

    def told(self) -> None:
        """Bring to each partition its revisions, and all that documents in conflict print."""
        self._see("revisions", under=WORK)
        self._see("tables", "passages")
        self._bring(TOLD, "revisions", queries.REVISIONS, queries.ORDER_OF_REVISIONS)
        self._query(queries.OPEN)
        for name, query in queries.TOLD.items():
            self._bring(TOLD, name, query, "document_id, file_row_number")

    def meeting(self) -> None:
        """Bring to each partition what its checks need of other documents."""
        self._see("indicators")
        self._see("revisions", under=EXPLAINED)
        for query in queries.MEETING:
            self._query(query)
        self._bring_needed(MEETING, "observations")
        self._bring(MEETING, "indicators", queries.OWN_INDICATORS, "indicator")
        self._bring(MEETING, "passages", queries.OWN_PASSAGES, "document_id, file_row_number")
        self._bring(MEETING, "revisions", queries.OWN_REVISIONS, queries.ORDER_OF_REVISIONS)

    def figures(self) -> int:
        """How many there are."""
        self._see("observations")
        return self._count(queries.FIGURES)

    def in_order(self) -> Iterator[Observation]:
        """All observations in the order of one dataset; none where there is but one document."""
        if len(self._query("SELECT 1 FROM documents LIMIT 2")) < 2:
            return
        for batch in self._connection.sql(queries.IN_ORDER).to_arrow_reader(ROWS_AT_A_TIME):
            rows = arrow_rows(pa.Table.from_batches([batch]), table_schema("observations"))
            yield from cast("tuple[Observation, ...]", rows)

    def unknown(self, table: str, keys: Iterable[str]) -> set[str]:
        """Those keys that a table does not have."""
        self._see(table)
        wanted = sorted(set(keys))
        (key,) = table_schema(table).primary_key
        found = self._query(f"SELECT {key} FROM {table} WHERE list_contains(?, {key})", wanted)  # noqa: S608  # names of our own
        return set(wanted) - {str(one) for (one,) in found}

    def indicators_named(self, slugs: Sequence[str]) -> tuple[Indicator, ...]:
        """The indicators of these slugs, in their order."""
        found = self._connection.sql(
            "SELECT * FROM indicators WHERE list_contains(?, indicator) ORDER BY indicator", params=[slugs]
        )
        return cast("tuple[Indicator, ...]", arrow_rows(found.to_arrow_table(), table_schema("indicators")))

    def counts(self) -> dict[str, int]:
        """The rows of each table of the dataset."""
        self._see(*TABLE_ROWS)
        return {name: self._count(f"SELECT count(*) FROM {name}") for name in TABLE_ROWS}  # noqa: S608  # names of our own

    def severities(self) -> dict[Severity, int]:
        """The open findings of each severity."""
        return {Severity(str(severity)): int(str(count)) for severity, count in self._query(queries.OPEN_FINDINGS)}

    def _count(self, query: str) -> int:
        ((count,),) = self._query(query)
        return int(str(count))

    def _see(self, *tables: str, under: str = "", name: str = "") -> None:
        """Look at the parts of tables as they are now, each as a view of its name."""
        for table in tables:
            files = self._folder.address(file_of(under or self._data, table, "*")).replace("'", "''")
            parts = f"read_parquet('{files}', file_row_number = true)"
            self._query(f"CREATE OR REPLACE VIEW {name or table} AS SELECT * FROM {parts}")  # noqa: S608  # a path of our own

    def _bring_needed(self, under: str, table: str) -> None:
        """Bring the observations that are needed, with their documents and the notes on them."""
        self._bring(under, "observations", queries.OBSERVATIONS[table], "source, document_id, number")
        self._query("CREATE OR REPLACE TABLE observed AS SELECT DISTINCT part, document_id, footnotes FROM brought")
        self._bring(under, "documents", queries.OF_OTHERS["documents"], "source, document_id")
        self._bring(under, "footnotes", queries.OF_OTHERS["footnotes"], "document_id, file_row_number")

    def _bring(self, under: str, table: str, query: str, order: str) -> None:
        """Write the rows of a query to one file for each part."""
        self._query(f"CREATE OR REPLACE TABLE brought AS SELECT * FROM ({query}) ORDER BY part, {order}")  # noqa: S608  # our own
        for (part,) in self._query("SELECT DISTINCT part FROM brought ORDER BY part"):
            one = f"SELECT * EXCLUDE (part) FROM brought WHERE part = ? ORDER BY {order}"  # noqa: S608  # our own
            stream = BytesIO()
            pq.write_table(self._connection.sql(one, params=[part]).to_arrow_table(), stream)
            self._folder.write(file_of(under, table, str(part)), stream.getvalue())

    def _query(self, query: str, *arguments: object) -> Rows:
        return cast("Rows", self._connection.execute(query, [*arguments]).fetchall())


@contextmanager
def looking_across(folder: Folder, data: str, digits: int = 0) -> Iterator[Across]:
    """DuckDB over the partitions in a folder, whose names are the first digits of document ids."""
    with (
        TemporaryDirectory(prefix="extract-") as home,
        duckdb_module().connect(str(Path(home, "across.duckdb"))) as connection,
    ):
        connection.execute("SET memory_limit = ?", [MEMORY])
        connection.execute("SET temp_directory = ?", [str(Path(home, "spilled"))])
        connection.execute("SET autoinstall_known_extensions = false")
        if isinstance(folder, ObjectFolder):
            connection.register_filesystem(filesystem_of(folder.url))
        yield Across(connection, folder, data, digits)


def duckdb_module() -> ModuleType:
    """DuckDB; ClusterError where it is not installed."""
    try:
        return import_module("duckdb")
    except ImportError as error:
        raise ClusterError("a dataset in partitions needs DuckDB: pip install 'beleidscijfers[cluster]'") from error
