"""`extract export`: a dataset that is there, in other formats."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.commands.base import Refusal, folder_argument, print_lines
from pipeline.commands.formats import format_options

HELP = """\
Write a dataset in other formats.

Adds the formats to those that the dataset in DIR has, or with -o writes them into another folder. The documents are not
read again: what is exported is what the CSV or Parquet files in DIR hold.

\b
Formats:
  csv        the tables, with metadata for CSV on the Web
  parquet    the tables, typed
  duckdb     one database with keys, comments and views
  sqlite     the same for SQLite, with metadata for Datasette
  xlsx       one Excel workbook, a sheet a table
  excel-csv  the tables as a Dutch Excel opens them
  sdmx-csv   the figures as SDMX-CSV 2.0
  cbs        the figures as in the open data of CBS StatLine

\b
Examples:
  extract export results --format duckdb
  extract export results --excel -o voor-collega
"""


@click.command("export", help=HELP, short_help="Write a dataset in other formats.")
@folder_argument
@format_options(())
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write into.  [default: that of the dataset itself]",
)
def export(folder: Path, formats: Sequence[str], output: Path | None) -> None:
    """Write what a dataset holds in the formats that were asked for."""
    if not formats:
        raise click.UsageError("say in which format: --format duckdb, or --excel")
    from output.formats import Format
    from output.read import DatasetError
    from output.write import OutputError
    from pipeline.export import export_dataset
    from pipeline.summary import written_lines

    try:
        dataset, files = export_dataset(folder, [Format(each) for each in formats], output or folder)
    except (DatasetError, OutputError) as error:
        raise Refusal(str(error)) from error
    print_lines(written_lines(dataset, files, output or folder))
