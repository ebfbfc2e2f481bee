"""The dataset as a relational database has it: tables in an order that keys allow, link tables, views and comments.

What is here is the same in DuckDB and SQLite; `to_duckdb` and `to_sqlite` say how each writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import chain

from normalise.dataset import Dataset
from output.code_labels import code_labels
from output.schema import Kind, TableSchema, table_schema, table_schemas

NAME = "beleidscijfers"
"""Of the database: its file is named after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The items of a list column as rows of their own, so that they can be joined and are held to a key."""

    name: str
    table: str
    column: str
    """The list in that table."""
    item: str
    """What an item is, and the key of the table that it is found in."""
    home: str
    description: str

    @property
    def key(self) -> str:
        """The key of the table that holds the list."""
        return table_schema(self.table).primary_key[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A question that is asked often, answered."""

    name: str
    description: str
    query: str


LINKS = (
    Link(
        name="observation_footnotes",
        table="observations",
        column="footnotes",
        item="footnote_id",
        home="footnotes",
        description="Which notes bear on which figure",
    ),
    Link(
        name="finding_observations",
        table="findings",
        column="observations",
        item="observation_id",
        home="observations",
        description="Which figures a finding speaks of",
    ),
)

CODES = "codes"
CODE_COLUMNS = ("table_name", "column_name", "code", "label_en", "label_nl")
CODES_DESCRIPTION = "What each code of each column stands for"

VIEWS = (
    View(
        name="latest_figures",
        description="Each figure as the last publication prints it that can be compared with earlier ones (see revisions)",
        query="""
            SELECT o.*, d.title AS document_title, d.publisher, d.published
            FROM observations o JOIN documents d ON d.document_id = o.document_id
            WHERE o.obs_value IS NOT NULL AND o.measure IS NOT NULL AND o.time_period IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM revisions r WHERE r.previous_observation_id = o.observation_id)""",
    ),
    View(
        name="norm_beside_realisatie",
        description="What was reached beside the norm that the same document prints for the same period and unit",
        query="""
            SELECT r.document_id, d.title AS document_title, r.theme, r.indicator, r.indicator_label, r.parent_label,
                r.ref_area, r.breakdown, r.time_period, r.unit_measure, r.unit_mult,
                n.qualifier AS norm_qualifier, n.obs_value AS norm, r.qualifier AS realisatie_qualifier,
                r.obs_value AS realisatie, r.obs_value - n.obs_value AS difference, i.direction,
                n.observation_id AS norm_observation_id, r.observation_id AS realisatie_observation_id
            FROM observations r
            JOIN observations n ON n.document_id = r.document_id AND n.indicator = r.indicator
                AND n.time_period = r.time_period AND n.ref_area = r.ref_area
                AND coalesce(n.parent_indicator, '') = coalesce(r.parent_indicator, '')
                AND coalesce(n.breakdown, '') = coalesce(r.breakdown, '')
                AND n.unit_measure = r.unit_measure AND n.unit_mult = r.unit_mult
            JOIN documents d ON d.document_id = r.document_id
            JOIN indicators i ON i.indicator = r.indicator
            WHERE r.measure = 'realisatie' AND n.measure = 'norm'
            AND r.obs_value IS NOT NULL AND n.obs_value IS NOT NULL""",
    ),
    View(
        name="open_findings",
        description="Findings that nobody accepted, gravest first, one row for each figure that they speak of",
        query="""
            SELECT f.finding_id, f.severity, f.rule, f.message, f.found, f.expected, f.hint, d.source AS document,
                t.number AS table_number, o.observation_id, o.indicator_label, o.measure, o.time_period, o.value_raw,
                o.obs_value, coalesce(o.page, t.page) AS page, coalesce(f.locator, o.locator, t.locator) AS locator
            FROM findings f
            LEFT JOIN finding_observations l ON l.finding_id = f.finding_id
            LEFT JOIN observations o ON o.observation_id = l.observation_id
            LEFT JOIN documents d ON d.document_id = f.document_id
            LEFT JOIN tables t ON t.table_id = f.table_id
            WHERE f.accepted IS NULL
            ORDER BY CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.finding_id, l.position""",
    ),
    View(
        name="notes_with_figures",
        description="Each note with each figure that it bears on",
        query="""
            SELECT n.footnote_id, n.marker, n.text, n.effect, d.source AS document, t.number AS table_number,
                o.observation_id, o.indicator_label, o.measure, o.time_period, o.value_raw, o.obs_value,
                o.unit_measure, o.unit_mult, o.obs_status
            FROM footnotes n
            JOIN observation_footnotes l ON l.footnote_id = n.footnote_id
            JOIN observations o ON o.observation_id = l.observation_id
            JOIN documents d ON d.document_id = n.document_id
            LEFT JOIN tables t ON t.table_id = o.table_id""",
    ),
)


def schemas_by_key() -> tuple[TableSchema, ...]:
    """The tables, each behind those that its keys refer to."""
    needs = {schema.name: [key.table for key in schema.foreign_keys] for schema in table_schemas()}
    return tuple(table_schema(name) for name in TopologicalSorter(needs).static_order())


def link_rows(dataset: Dataset, link: Link) -> Iterator[tuple[str, int, str]]:
    """Key of the row, number in its list from 1, and item; an item that a list names twice is one row."""
    for row in getattr(dataset, link.table):
        for position, item in enumerate(dict.fromkeys(getattr(row, link.column)), start=1):
            yield getattr(row, link.key), position, item


def code_rows() -> Iterator[tuple[str, str, str, str, str]]:
    """The rows of the table of codes."""
    columns = chain.from_iterable([(schema, column) for column in schema.columns] for schema in table_schemas())
    for schema, column in columns:
        for code, label in code_labels(column.code).items() if column.code else ():
            yield schema.name, column.name, code, label.english, label.dutch


def quoted(name: str) -> str:
    """A name as SQL takes it whatever it is: `end` and `column` are words of SQL too.

    >>> quoted("end")
    '"end"'
    """
    return '"' + name.replace('"', '""') + '"'


def create_table(schema: TableSchema, types: Mapping[Kind, str]) -> str:
    """The statement that creates a table with its keys, with the database's word for each kind of column."""
    columns = [
        f"{quoted(column.name)} {types[column.kind]}{'' if column.nullable else ' NOT NULL'}"
        for column in schema.columns
    ]
    primary = f"PRIMARY KEY ({', '.join(map(quoted, schema.primary_key))})"
    foreign = [
        f"FOREIGN KEY ({quoted(key.column)}) REFERENCES {quoted(key.table)} ({quoted(key.refers_to)})"
        for key in schema.foreign_keys
    ]
    return f"CREATE TABLE {quoted(schema.name)} ({', '.join([*columns, primary, *foreign])})"


def insert(table: str, columns: int) -> str:
    """The statement that puts a row into a table."""
    return f"INSERT INTO {quoted(table)} VALUES ({', '.join('?' * columns)})"  # noqa: S608  # names of our own


def create_views() -> Iterator[str]:
    """The statements that create the views."""
    for view in VIEWS:
        yield f"CREATE VIEW {view.name} AS {view.query}"


def link_table(link: Link, text: str, whole: str) -> str:
    """The statement that creates a link table, with the database's words for text and a whole number."""
    return (
        f"CREATE TABLE {link.name} ({link.key} {text} NOT NULL REFERENCES {link.table} ({link.key}), "
        f"position {whole} NOT NULL, {link.item} {text} NOT NULL REFERENCES {link.home} ({link.item}), "
        f"PRIMARY KEY ({link.key}, {link.item}))"
    )


def code_table(text: str) -> str:
    """The statement that creates the table of codes, with the database's word for text."""
    columns = ", ".join(f"{name} {text} NOT NULL" for name in CODE_COLUMNS)
    return f"CREATE TABLE {CODES} ({columns}, PRIMARY KEY (table_name, column_name, code))"
