"""DuckDB and SQLite: keys, comments, views and search, the same in both."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from normalise.dataset import Dataset, Measure, Revision, RevisionKind
from output.formats import Format
from output.read import read_dataset
from output.relational import LINKS, VIEWS, schemas_by_key
from output.schema import Kind, table_schemas
from output.write import write_dataset
from tests.output.datasets import nasty_dataset, small_dataset

Ask = Callable[[str], list[tuple[object, ...]]]


def vintages() -> Dataset:
    """The small dataset, with a later figure for 2020, a norm beside it, and a finding that somebody accepted."""
    small = small_dataset()
    first, second = small.observations
    norm = replace(first, observation_id="norm", row=2, measure=Measure.NORM, obs_value=Decimal(1500), footnotes=())
    later = replace(first, observation_id="later", row=3, obs_value=Decimal(1530), footnotes=("f1", "f1"))
    revision = Revision(
        indicator=first.indicator,
        measure=Measure.REALISATIE,
        time_period="2020",
        document_id=first.document_id,
        observation_id="later",
        obs_value=Decimal(1530),
        previous_document_id=first.document_id,
        previous_observation_id="o1",
        previous_value=Decimal(1522),
        change=Decimal(8),
        kind=RevisionKind.REVISION,
    )
    accepted = replace(small.findings[0], finding_id="b2", accepted="klopt, nagebeld")
    return replace(
        small,
        observations=(first, second, norm, later),
        revisions=(revision,),
        findings=(*small.findings, accepted),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("databases")
    write_dataset(vintages(), made, [Format.DUCKDB, Format.SQLITE])
    return made


@pytest.fixture(params=["duckdb", "sqlite"])
def ask(request: pytest.FixtureRequest, folder: Path) -> Iterator[Ask]:
    path = folder / f"beleidscijfers.{request.param}"
    if request.param == "duckdb":
        with duckdb.connect(path, read_only=True) as database:
            yield lambda query: database.execute(query).fetchall()
    else:
        with closing(sqlite3.connect(path)) as connection:
            yield lambda query: connection.execute(query).fetchall()


def test_latest_figures_leave_out_what_a_later_one_replaces(ask: Ask) -> None:
    found = ask("SELECT observation_id FROM latest_figures ORDER BY observation_id")
    assert [key for (key,) in found] == ["later", "norm", "o2"]


def test_norm_stands_beside_realisatie(ask: Ask) -> None:
    found = ask("SELECT realisatie_observation_id, norm, realisatie, difference FROM norm_beside_realisatie ORDER BY 1")
    assert found == [("later", 1500, 1530, 30), ("o1", 1500, 1522, 22)]


def test_open_findings_come_with_their_figures(ask: Ask) -> None:
    found = ask("SELECT finding_id, document, table_number, value_raw FROM open_findings")
    assert found == [("b1", "begroting.html", "Tabel 2", "1.522")]


def test_notes_come_with_their_figures(ask: Ask) -> None:
    found = ask("SELECT marker, value_raw FROM notes_with_figures WHERE observation_id <> 'later' ORDER BY value_raw")
    assert found == [("1", "1.522"), ("1", "12,50")]


def test_a_list_that_names_an_item_twice_is_one_link(ask: Ask) -> None:
    query = "SELECT position, footnote_id FROM observation_footnotes WHERE observation_id = 'later'"
    assert ask(query) == [(1, "f1")]


def test_codes_say_what_they_stand_for(ask: Ask) -> None:
    query = "SELECT label_nl FROM codes WHERE table_name = 'observations' AND column_name = 'obs_status' AND code = 'P'"
    assert ask(query) == [("voorlopig",)]


def test_duckdb_has_types_keys_and_comments(folder: Path) -> None:
    with duckdb.connect(folder / "beleidscijfers.duckdb", read_only=True) as database:
        types = dict(
            database.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'observations'"
            ).fetchall()
        )
        uncommented = database.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal AND table_name IN "
            "(SELECT table_name FROM duckdb_tables()) AND table_name NOT IN ('codes', 'observation_footnotes', 'finding_observations')"
        ).fetchall()
        tables = database.execute("SELECT table_name FROM duckdb_tables() WHERE comment IS NULL").fetchall()
        views = database.execute(
            "SELECT view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal"
        ).fetchall()
        keys = database.execute("SELECT constraint_type, count(*) FROM duckdb_constraints() GROUP BY 1").fetchall()
    assert (types["obs_value"], types["footnotes"], types["confidence"]) == ("DECIMAL(18,6)", "VARCHAR[]", "DOUBLE")
    assert (uncommented, tables, views) == ([], [], [])
    foreign = sum(len(schema.foreign_keys) for schema in table_schemas()) + 2 * len(LINKS)
    assert dict(keys)["FOREIGN KEY"] == foreign


def test_duckdb_holds_every_value(tmp_path: Path) -> None:
    dataset = nasty_dataset()
    write_dataset(dataset, tmp_path, [Format.DUCKDB])
    with duckdb.connect(tmp_path / "beleidscijfers.duckdb") as database:
        for schema in table_schemas():
            database.execute(f"COPY {schema.name} TO '{tmp_path / schema.name}.parquet' (FORMAT parquet)")
    assert {name: set(getattr(read_dataset(tmp_path), name)) for name in ("observations", "passages", "documents")} == {
        name: set(getattr(dataset, name)) for name in ("observations", "passages", "documents")
    }


def test_sqlite_holds_every_value(tmp_path: Path) -> None:
    dataset = nasty_dataset()
    write_dataset(dataset, tmp_path, [Format.SQLITE])
    with closing(sqlite3.connect(tmp_path / "beleidscijfers.sqlite")) as connection:
        figures = dict(connection.execute("SELECT observation_id, obs_value FROM observations").fetchall())
        texts = dict(connection.execute("SELECT passage_id, text FROM passages").fetchall())
        paths = dict(connection.execute("SELECT passage_id, heading_path FROM passages").fetchall())
    for row in dataset.observations:
        stored = figures[row.observation_id]
        assert (None if stored is None else Decimal(str(stored))) == row.obs_value
    for passage in dataset.passages:
        assert texts[passage.passage_id] == passage.text
        assert tuple(json.loads(paths[passage.passage_id])) == passage.heading_path


def test_sqlite_is_searched_for_words(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "beleidscijfers.sqlite")) as connection:
        query = "SELECT p.passage_id FROM passages_fts f JOIN passages p ON p.rowid = f.rowid WHERE passages_fts MATCH 'inbraken'"
        assert connection.execute(query).fetchall() == [("0123456789abcdef-p1",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_datasette_is_told_what_every_column_holds(folder: Path) -> None:
    (database,) = json.loads((folder / "datasette.json").read_bytes())["databases"].values()
    assert set(database["tables"]["observations"]["columns"]) == {
        column.name for schema in table_schemas() if schema.name == "observations" for column in schema.columns
    }
    assert {view.name for view in VIEWS} <= set(database["tables"])


def test_tables_come_behind_what_they_refer_to() -> None:
    seen: set[str] = set()
    for schema in schemas_by_key():
        assert {key.table for key in schema.foreign_keys} <= seen
        seen.add(schema.name)
    assert len(seen) == len(table_schemas())


def test_every_list_of_keys_has_a_link_table() -> None:
    lists = {
        (schema.name, column.name)
        for schema in table_schemas()
        for column in schema.columns
        if column.kind is Kind.LIST and (column.name in {other.name for other in table_schemas()})
    }
    # themes of an ambition are slugs of the vocabulary, no rows of the table of that name
    assert lists - {("ambitions", "themes")} == {(link.table, link.column) for link in LINKS}
