"""What belongs together, found by DuckDB over the partitions: it brings rows to where they are asked for, and judges nothing.

Its tables lie in a file on this machine's disk, and what it sorts and joins spills beside it, so memory stays within a limit
however many documents there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

import pyarrow.parquet as pq

from normalise.checks.missing_note import BREAKING
from normalise.dataset import Indicator, NoteEffect, Observation, Placement
from normalise.placement import PLACE_WAS_LOST
from normalise.families import FEWEST_SHARED
from normalise.indicators import Print, indicator_row
from output.from_parquet import arrow_rows
from output.schema import table_schema
from pipeline.cluster.partitions import MEETING, READ, SIBLINGS, WORK
from pipeline.cluster.rows import FACTS, FAMILIES, ISSUES, PAIRS, QUESTIONS, file_of
from pipeline.cluster.shared import SHARED
from pipeline.folder import Folder
from pipeline.objects import ObjectFolder, filesystem_of

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

MEMORY = "1GB"
"""What DuckDB may hold in memory; the rest goes to its disk."""
ROWS_AT_A_TIME = 20_000


class Across:
    """The partitions of one run, as tables."""

    def __init__(self, connection: DuckDBPyConnection, folder: Folder, data: str, digits: int) -> None:
        self._connection = connection
        self._folder = folder
        self._data = data
        self._part = f"left(document_id, {digits})"
        self._digits = digits

    def siblings(self) -> None:
        """For each figure that lost its place, where else it is printed: the first document that does, of each place."""
        self._see("documents", self._data)
        self._see("read", READ, "observations")
        self._query(
            f"""CREATE OR REPLACE TABLE needed AS
            WITH placed AS (
                SELECT read.*, documents.source FROM read JOIN documents USING (document_id)
                WHERE obs_value IS NOT NULL AND placement = '{Placement.EXACT}'
            ), lost AS (
                SELECT DISTINCT document_id, indicator, parent_indicator, obs_value FROM read
                WHERE obs_value IS NOT NULL AND placement = '{Placement.AMBIGUOUS}'
                AND list_contains(confidence_reasons, '{PLACE_WAS_LOST}')
            )
            SELECT DISTINCT left(lost.document_id, {self._digits}) AS part, arg_min(placed.observation_id,
                (placed.source, placed.document_id, placed.file_row_number)) AS observation_id
            FROM lost JOIN placed ON placed.indicator = lost.indicator AND placed.obs_value = lost.obs_value
                AND placed.parent_indicator IS NOT DISTINCT FROM lost.parent_indicator
                AND placed.document_id <> lost.document_id
            GROUP BY lost.document_id, placed.indicator, placed.parent_indicator, placed.measure, placed.time_period,
                placed.obs_value"""
        )
        self._see("footnotes", self._data)
        self._bring_needed(SIBLINGS, "read", "file_row_number")

    def shared(self) -> list[str]:
        """Bring the figures together that several documents print; the groups that this gives."""
        for name in ("documents", "observations", "footnotes"):
            self._see(name, self._data)
        for schema in (FACTS, QUESTIONS, ISSUES):
            self._see(schema.name, WORK)
        self._query(
            f"""CREATE OR REPLACE TABLE needed AS
            SELECT left(vintage, {self._digits}) AS part, observation_id FROM facts WHERE vintage IN (
                SELECT vintage FROM facts WHERE vintage IS NOT NULL GROUP BY vintage HAVING count(DISTINCT document_id) > 1)"""
        )
        self._bring_needed(SHARED, "observations", "number")
        return [str(part) for (part,) in self._query("SELECT DISTINCT part FROM needed ORDER BY part")]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Documents that share enough figures to be of one family."""
        self._see(PAIRS.name, WORK)
        found = self._connection.cursor().execute(
            "SELECT one, other FROM pairs GROUP BY one, other HAVING count(*) >= ?", [FEWEST_SHARED]
        )
        while rows := found.fetchmany(ROWS_AT_A_TIME):
            yield from rows

    def publishers(self) -> list[tuple[str, str | None]]:
        """Each document, and who published it."""
        return self._query("SELECT document_id, publisher FROM issues ORDER BY document_id")

    def kin(self) -> None:
        """Bring to each group of shared figures when its documents came out, and their families."""
        self._see(FAMILIES.name, WORK)
        met = "SELECT DISTINCT part, document_id FROM needed JOIN facts USING (observation_id)"
        for name in (ISSUES.name, FAMILIES.name):
            self._bring(SHARED, name, f"SELECT met.part, {name}.* FROM ({met}) met JOIN {name} USING (document_id)")

    def indicators(self) -> Iterator[tuple[str, list[Indicator]]]:
        """The table of indicators, in parts by a hash of the slug; the rows of each in order."""
        found = self._connection.cursor().execute(
            f"""WITH prints AS (
                SELECT indicator, indicator_label, unit_measure, theme,
                    CASE WHEN obs_value IS NOT NULL THEN time_period END AS period, obs_value IS NOT NULL AS has_figure,
                    count(*) AS times
                FROM observations GROUP BY ALL
            ), printed AS (SELECT indicator, count(DISTINCT document_id) AS documents FROM observations GROUP BY indicator)
            SELECT left(md5(indicator), {self._digits}) AS part, indicator, documents,
                list((indicator_label, unit_measure, theme, period, has_figure)), list(times)
            FROM prints JOIN printed USING (indicator) GROUP BY indicator, documents ORDER BY part, indicator"""
        )
        part, rows = "0" * self._digits, list[Indicator]()
        while some := found.fetchmany(ROWS_AT_A_TIME):
            for own, slug, documents, prints, times in some:
                if own != part:
                    yield part, rows
                    part, rows = own, []
                rows.append(
                    indicator_row(slug, dict(zip((Print(*one) for one in prints), times, strict=True)), documents)
                )
        yield part, rows

    def meeting(self) -> None:
        """Bring to each partition what its checks need of other documents."""
        self._see("indicators", self._data)
        self._see("revisions", WORK)
        effects = ", ".join(f"'{effect}'" for effect in sorted(BREAKING))
        self._query("CREATE OR REPLACE TABLE needed (part VARCHAR, observation_id VARCHAR)")
        self._query(
            f"""CREATE OR REPLACE TABLE disputed AS
            SELECT DISTINCT left(own, {self._digits}) AS part, facts.table_id FROM (
                SELECT revisions.document_id AS own, previous_observation_id AS observation_id FROM revisions WHERE kind = 'conflict'
                UNION ALL SELECT document_id, observation_id FROM revisions WHERE kind = 'conflict'
                UNION ALL SELECT previous_document_id, observation_id FROM revisions WHERE kind = 'conflict'
            ) JOIN facts USING (observation_id)"""
        )
        for query in (
            # both sides of a change
            f"""SELECT left(document_id, {self._digits}), previous_observation_id FROM revisions WHERE kind <> 'same'
            UNION ALL SELECT left(previous_document_id, {self._digits}), observation_id FROM revisions WHERE kind <> 'same'""",
            # the whole table of a figure in conflict: its arithmetic may speak against it
            "SELECT part, observation_id FROM disputed JOIN facts USING (table_id)",
            # which document prints a figure that would fit, the first in the alphabet; for these tables and one's own
            f"""WITH answers AS (
                SELECT questions.document_id, questions.table_id, arg_min(facts.observation_id,
                    (coalesce(nullif(documents.title, ''), documents.source), facts.document_id)) AS observation_id
                FROM questions JOIN facts ON facts.kin = questions.kin AND facts.figure = questions.figure
                    AND facts.document_id <> questions.document_id
                JOIN documents ON documents.document_id = facts.document_id
                GROUP BY questions.document_id, questions.table_id, questions.kin, questions.figure
            )
            SELECT left(document_id, {self._digits}), observation_id FROM answers
            UNION ALL SELECT part, observation_id FROM disputed JOIN answers USING (table_id)""",
            # figures that a note calls definitive, where they are provisional
            f"""WITH definitive AS (
                SELECT facts.document_id, kin, figure FROM
                    (SELECT document_id, kin, figure, unnest(footnotes) AS footnote_id FROM facts) facts
                JOIN footnotes USING (footnote_id) WHERE effect = '{NoteEffect.DEFINITIVE}' AND figure IS NOT NULL
            )
            SELECT left(definitive.document_id, {self._digits}), facts.observation_id FROM definitive JOIN facts
                ON facts.kin = definitive.kin AND facts.figure = definitive.figure
            WHERE facts.provisional AND facts.document_id <> definitive.document_id""",
            # the first note on a break of each subject and year
            f"""WITH breaks AS (
                SELECT subject, arg_min(observation_id, (source, facts.document_id, number)) AS observation_id FROM
                    (SELECT *, unnest(footnotes) AS footnote_id FROM facts) facts JOIN footnotes USING (footnote_id)
                WHERE effect IN ({effects}) AND period_from IS NOT NULL GROUP BY subject, left(period_from, 4)
            )
            SELECT {self._part}, breaks.observation_id FROM
                (SELECT DISTINCT document_id, subject FROM facts) JOIN breaks USING (subject)""",
        ):
            self._query(f"INSERT INTO needed {query}")
        self._bring_needed(MEETING, "observations", "number")
        self._bring(
            MEETING,
            "indicators",
            f"""SELECT met.part, indicators.* FROM (SELECT DISTINCT {self._part} AS part, indicator FROM observations) met
            JOIN indicators USING (indicator)""",
            "indicator",
        )
        parts = f"[left(document_id, {self._digits}), left(previous_document_id, {self._digits})]"
        self._bring(
            MEETING,
            "revisions",
            f"SELECT unnest(list_distinct({parts})) AS part, * FROM revisions",
            """indicator, coalesce(parent_indicator, ''), ref_area, coalesce(breakdown, ''), measure, time_period, observation_id,
            previous_observation_id""",
        )

    def in_order(self) -> Iterator[Observation]:
        """All observations in the order of one dataset."""
        found = self._connection.cursor().execute(
            """SELECT observations.* FROM observations JOIN (SELECT observation_id, source, number FROM facts) USING (observation_id)
            ORDER BY source, document_id, number"""
        )
        for batch in found.to_arrow_reader(ROWS_AT_A_TIME):
            yield from cast("tuple[Observation, ...]", _rows(batch, "observations"))

    def unknown(self, table: str, column: str, keys: Iterable[str]) -> set[str]:
        """Those keys that a table does not have."""
        wanted = sorted(set(keys))
        self._see(table, self._data)
        known = {
            str(key) for (key,) in self._query(f"SELECT {column} FROM {table} WHERE list_contains(?, {column})", wanted)
        }
        return set(wanted) - known

    def indicators_named(self, slugs: Sequence[str]) -> tuple[Indicator, ...]:
        """The indicators of these slugs, in their order."""
        found = self._connection.execute(
            "SELECT * EXCLUDE (file_row_number) FROM indicators WHERE list_contains(?, indicator) ORDER BY indicator",
            [slugs],
        ).to_arrow_table()
        return cast("tuple[Indicator, ...]", arrow_rows(found, table_schema("indicators")))

    def count(self, query: str) -> list[tuple[object, ...]]:
        """The answer to a question about the tables."""
        return self._query(query)

    def see_dataset(self, names: Iterable[str]) -> None:
        """Look at these tables of the dataset, as they are written now."""
        for name in names:
            self._see(name, self._data)

    def _see(self, name: str, under: str, table: str = "") -> None:
        files = self._folder.address(file_of(under, table or name, "*"))
        self._query(
            f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet('{_quoted(files)}', file_row_number = true)"
        )

    def _bring_needed(self, under: str, table: str, number: str) -> None:
        """Bring the observations that are needed, with their documents and the notes on them."""
        order = "source, document_id, number"
        number = f"facts.{number}" if number == "number" else f"{table}.{number}"
        facts = (
            "facts"
            if number.startswith("facts")
            else f"(SELECT observation_id, source FROM {table} JOIN documents USING (document_id))"
        )
        self._bring(
            under,
            "observations",
            f"""SELECT met.part, {table}.* EXCLUDE (file_row_number), facts.source, {number} AS number
            FROM (SELECT DISTINCT part, observation_id FROM needed) met JOIN {table} USING (observation_id)
            JOIN {facts} facts USING (observation_id)""",
            order,
        )
        met = f"(SELECT DISTINCT part, document_id, footnotes FROM needed JOIN {table} USING (observation_id))"
        self._bring(
            under,
            "documents",
            f"""SELECT met.part, documents.* FROM (SELECT DISTINCT part, document_id FROM {met}) met
            JOIN documents USING (document_id)""",
            "source, document_id",
        )
        self._bring(
            under,
            "footnotes",
            f"""SELECT met.part, footnotes.* FROM (SELECT DISTINCT part, unnest(footnotes) AS footnote_id FROM {met}) met
            JOIN footnotes USING (footnote_id)""",
            "document_id, file_row_number",
        )

    def _bring(self, under: str, table: str, query: str, order: str = "document_id") -> None:
        """Write the rows of a query to one file for each part."""
        self._query(f"CREATE OR REPLACE TABLE brought AS SELECT * FROM ({query}) ORDER BY part, {order}")
        for (part,) in self._query("SELECT DISTINCT part FROM brought ORDER BY part"):
            rows = self._connection.execute(
                f"SELECT * EXCLUDE (part) FROM brought WHERE part = ? ORDER BY {order}", [part]
            ).to_arrow_table()
            stream = BytesIO()
            pq.write_table(rows, stream)
            self._folder.write(file_of(under, table, str(part)), stream.getvalue())

    def _query(self, query: str, *arguments: object) -> list[tuple[object, ...]]:
        return cast("list[tuple[object, ...]]", self._connection.execute(query, [*arguments]).fetchall())


@contextmanager
def looking_across(folder: Folder, data: str, digits: int) -> Iterator[Across]:
    """DuckDB over the partitions in a folder, whose names are the first digits of document ids."""
    import duckdb  # noqa: PLC0415  # an extra

    with TemporaryDirectory(prefix="extract-") as home, duckdb.connect(str(Path(home, "across.duckdb"))) as connection:
        connection.execute("SET memory_limit = ?", [MEMORY])
        connection.execute("SET temp_directory = ?", [str(Path(home, "spilled"))])
        connection.execute("SET autoinstall_known_extensions = false")
        if isinstance(folder, ObjectFolder):
            connection.register_filesystem(filesystem_of(folder.url))
        yield Across(connection, folder, data, digits)


def _rows(batch: pa.RecordBatch, table: str) -> Sequence[object]:
    import pyarrow as pa  # noqa: PLC0415

    return arrow_rows(pa.Table.from_batches([batch]), table_schema(table))


def _quoted(text: str) -> str:
    return text.replace("'", "''")
