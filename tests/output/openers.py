"""Programs that are not ours, each opening what a format is meant for: how many rows they find, and what figures add up to."""

from __future__ import annotations

import asyncio
import csv
import gc
import shutil
import subprocess
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from output.schema import table_schemas

NAMES = [schema.name for schema in table_schemas()]
SUMMED = "obs_value"


@dataclass(frozen=True)
class Found:
    """What a program found: the rows of each table, and the sum of all figures of the observations."""

    rows: dict[str, int]
    total: Decimal


def by_frictionless(folder: Path) -> Found:
    from frictionless import Package

    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, [error.message for task in report.tasks for error in task.errors]
    rows = {name: package.get_resource(name).read_rows() for name in NAMES}
    return Found({name: len(each) for name, each in rows.items()}, added(row[SUMMED] for row in rows["observations"]))


def by_csvw(folder: Path) -> Found:
    from csvw import CSVW

    metadata = CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert metadata.is_valid, metadata.warnings
    assert not metadata.warnings
    tables = {table.local_name.removesuffix(".csv"): list(table) for table in metadata.tables}
    return Found(
        {name: len(rows) for name, rows in tables.items()}, added(row[SUMMED] for row in tables["observations"])
    )


def by_pandas_csv(folder: Path) -> Found:
    frames = {name: pd.read_csv(folder / f"{name}.csv", dtype="string", keep_default_na=False) for name in NAMES}
    return of_frames(frames)


def by_pandas_parquet(folder: Path) -> Found:
    return of_frames({name: pd.read_parquet(folder / f"{name}.parquet") for name in NAMES})


def by_duckdb(folder: Path) -> Found:
    with duckdb.connect(folder / "beleidscijfers.duckdb", read_only=True) as connection:
        return of_connection(connection, NAMES)


def by_duckdb_parquet(folder: Path) -> Found:
    with duckdb.connect() as connection:
        for name in NAMES:
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM '{folder / f'{name}.parquet'}'")
        return of_connection(connection, NAMES)


def by_datasette(folder: Path) -> Found:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves databases open, of which Python 3.13 complains
        found = asyncio.run(_asked_of_datasette(folder))
        gc.collect()
    return found


async def _asked_of_datasette(folder: Path) -> Found:
    from datasette.app import Datasette

    server = Datasette(
        [str(folder / "beleidscijfers.sqlite")],
        immutables=[],
        settings={"max_returned_rows": 100_000},
    )

    async def ask(query: str) -> list[dict[str, object]]:
        answer = await server.client.get(
            "/beleidscijfers.json", params={"sql": query, "_shape": "array", "_size": "max"}
        )
        assert answer.status_code == 200, answer.text
        rows: list[dict[str, object]] = answer.json()
        return rows

    rows = {name: int(str((await ask(f"SELECT count(*) AS n FROM {name}"))[0]["n"])) for name in NAMES}
    figures = await ask(f"SELECT {SUMMED} FROM observations WHERE {SUMMED} IS NOT NULL")
    for view in ("latest_figures", "norm_beside_realisatie", "open_findings", "notes_with_figures"):
        assert (await server.client.get(f"/beleidscijfers/{view}.json")).status_code == 200
    server.executor.shutdown()
    return Found(rows, added(row[SUMMED] for row in figures))


def by_openpyxl(folder: Path) -> Found:
    book = openpyxl.load_workbook(folder / "beleidscijfers.xlsx", data_only=False)
    assert book.sheetnames[0] == "Leeswijzer"
    assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)
    sheet = book["observations"]
    header = [cell.value for cell in sheet[1]]
    place = header.index(SUMMED)
    figures = [row[place] for row in sheet.iter_rows(min_row=2, values_only=True)]
    return Found({name: book[name].max_row - 1 for name in NAMES}, added(figures))


def by_pandas_xlsx(folder: Path) -> Found:
    book = pd.read_excel(folder / "beleidscijfers.xlsx", sheet_name=NAMES, dtype=object, keep_default_na=False)
    return of_frames(book)


def by_pandas_excel_csv(folder: Path) -> Found:
    frames = {
        name: pd.read_csv(
            folder / "excel" / f"{name}.csv", sep=";", dtype="string", keep_default_na=False, encoding="utf-8-sig"
        )
        for name in NAMES
    }
    frames["observations"][SUMMED] = frames["observations"][SUMMED].str.lstrip("'").str.replace(",", ".")
    return of_frames(frames)


def by_libreoffice_xlsx(folder: Path) -> Found:
    """Every sheet as CSV, numbers as they are stored."""
    made = converted(
        [folder / "beleidscijfers.xlsx"],
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,-1",
    )
    tables = {name: list(rows_of(made / f"beleidscijfers-{name}.csv")) for name in NAMES}
    return of_lines(tables)


def by_libreoffice_excel_csv(folder: Path) -> Found:
    """The tables as a Dutch spreadsheet reads them (language 1043), dates and formulas looked for and worked out."""
    paths = [folder / "excel" / f"{name}.csv" for name in NAMES]
    made = converted(paths, "xlsx", "--infilter=CSV:59,34,76,1,,1043,false,true,false,false,false,0,true")
    tables = {}
    for name in NAMES:
        sheet = openpyxl.load_workbook(made / f"{name}.xlsx").active
        assert sheet is not None
        tables[name] = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    return of_lines(tables)


def converted(paths: list[Path], target: str, *options: str) -> Path:
    """The folder in which LibreOffice put what it made of files."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-calc")
    into = paths[0].parent / "made"
    home = paths[0].parent / "libreoffice"
    command = [program, f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore", *options]
    done = subprocess.run(
        [*command, "--convert-to", target, "--outdir", str(into), *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert into.is_dir(), done.stderr
    return into


def rows_of(path: Path) -> Iterator[list[str]]:
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.reader(stream)


def of_lines(tables: dict[str, list[list[str]]]) -> Found:
    header, *lines = tables["observations"]
    figures = [line[header.index(SUMMED)].lstrip("'").replace(",", ".") for line in lines]
    return Found({name: len(rows) - 1 for name, rows in tables.items()}, added(figures))


def of_frames(frames: dict[str, pd.DataFrame]) -> Found:
    return Found({name: len(frame) for name, frame in frames.items()}, added(frames["observations"][SUMMED]))


def of_connection(connection: duckdb.DuckDBPyConnection, names: list[str]) -> Found:
    rows = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in names}
    figures = connection.execute(f"SELECT {SUMMED} FROM observations").fetchall()
    return Found(rows, added(figure for (figure,) in figures))


def added(figures: Iterable[object]) -> Decimal:
    """The sum of figures, each as exactly as it was stored; missing ones count for nothing."""
    return sum(
        (Decimal(str(each)) for each in figures if not (each is None or each is pd.NA or each == "")), Decimal(0)
    )


OPENERS: dict[str, Callable[[Path], Found]] = {
    "frictionless": by_frictionless,
    "csvw": by_csvw,
    "pandas, CSV": by_pandas_csv,
    "pandas, Parquet": by_pandas_parquet,
    "DuckDB": by_duckdb,
    "DuckDB, Parquet": by_duckdb_parquet,
    "Datasette": by_datasette,
    "openpyxl": by_openpyxl,
    "pandas, xlsx": by_pandas_xlsx,
    "pandas, CSV for Excel": by_pandas_excel_csv,
    "LibreOffice, xlsx": by_libreoffice_xlsx,
    "LibreOffice, CSV for Excel": by_libreoffice_excel_csv,
}
