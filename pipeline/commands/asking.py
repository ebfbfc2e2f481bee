"""Commands on a dataset that is there: check it, list, show, compare and remove what is in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.base import (
    Refusal,
    finish,
    folder_argument,
    named_indicators,
    print_lines,
    read_stored,
    strict_option,
)

if TYPE_CHECKING:
    from pipeline.sql import Answer

UNBROKEN = 1000  # columns for a program that reads what a person would see wrapped

CHECK_HELP = """\
Check a dataset again and list its findings.

Reads the dataset in DIR, runs every check over it and prints what they find, gravest first. Nothing is written.

\b
Examples:
  extract check results
  extract check results --strict
"""

LIST_HELP = """\
List the documents of a dataset.

Prints for each document in DIR its id, its name, what became of it, and how many tables it has.
"""

SHOW_HELP = """\
Show what is in a dataset.

Without INDICATOR: all indicators in DIR, with their periods and numbers of documents, figures and open findings. With
INDICATOR, a slug or a part of a label: its figures over years and publications, norm beside realisatie, conflicts marked.

\b
Examples:
  extract show results
  extract show results comensha
  extract show results --sql "SELECT indicator, count(*) FROM observations GROUP BY ALL"
"""

DIFF_HELP = """\
Say what differs between two datasets, or between two publications.

A and B are folders with a dataset, or documents. Of documents that both hold, every cell is compared; of different
documents, the figures of one indicator, measure and period. Exits with 1 when there is a difference.

\b
Examples:
  extract diff results-2024 results-2025
  extract diff begroting-2022.html begroting-2023.html
"""

REMOVE_HELP = """\
Take documents out of a dataset.

Removes each DOCUMENT, named as `extract list DIR` names it or by its id, and writes the dataset in DIR without it.
"""


@click.command("check", help=CHECK_HELP, short_help="Check a dataset again.")
@folder_argument
@strict_option
def check(folder: Path, strict: bool) -> None:
    """Read a dataset, make its findings again and list them."""
    from normalise.run import recheck
    from pipeline.summary import check_lines, has_open_errors

    dataset = recheck(read_stored(folder))
    print_lines(check_lines(dataset))
    finish(trouble=strict and has_open_errors(dataset))


@click.command("list", help=LIST_HELP, short_help="List the documents of a dataset.")
@folder_argument
def list_documents(folder: Path) -> None:
    """Print a line for each document."""
    from pipeline.summary import document_lines

    print_lines(document_lines(read_stored(folder)))


@click.command("show", help=SHOW_HELP, short_help="Show what is in a dataset.")
@folder_argument
@click.argument("indicators", metavar="[INDICATOR]...", nargs=-1)
@click.option("--sql", "query", metavar="QUERY", help="The answer to a query in SQL, through DuckDB.")
def show(folder: Path, indicators: Sequence[str], query: str | None) -> None:
    """Print the indicators of a dataset, the series of some, or the answer to a query."""
    from rich.console import Console

    from pipeline.show import answer_table, contents, series

    width = None if sys.stdout.isatty() else UNBROKEN
    console = Console(width=width, highlight=False, no_color=bool(os.environ.get("NO_COLOR")))
    if query is not None:
        if indicators:
            raise click.UsageError("give an INDICATOR or --sql, not both")
        console.print(answer_table(_answer(folder, query)))
        return
    dataset = read_stored(folder)
    rows = named_indicators(dataset, folder, indicators)
    for part in [series(dataset, row) for row in rows] or [contents(dataset)]:
        console.print(part)


@click.command("diff", help=DIFF_HELP, short_help="Say what differs between two datasets.")
@click.argument("sides", metavar="A B", nargs=2, type=click.Path(exists=True, path_type=Path))
def diff(sides: tuple[Path, Path]) -> None:
    """Print what is added, gone and changed."""
    from output.read import DatasetError
    from pipeline.compare import Incomparable, difference_lines, differences, open_side

    try:
        first, second = map(open_side, sides)
    except (DatasetError, Incomparable) as error:
        raise Refusal(str(error)) from error
    found = differences(first, second)
    print_lines(difference_lines(found))
    finish(trouble=bool(found))


@click.command("remove", help=REMOVE_HELP, short_help="Take documents out of a dataset.")
@folder_argument
@click.argument("names", metavar="DOCUMENT...", nargs=-1, required=True)
def remove(folder: Path, names: Sequence[str]) -> None:
    """Forget documents, and write the dataset without them."""
    from output.in_parts import parts_of
    from output.write import OutputError, written_formats
    from pipeline.running import rewrite
    from pipeline.summary import plural

    if parts_of(folder):
        raise Refusal(
            f"{folder} holds a dataset in parts, from which nothing can be taken; make it anew without the document"
        )
    rows = read_stored(folder).documents
    try:
        unknown = [name for name in names if not any(name in (row.document_id, row.source) for row in rows)]
        if unknown:
            raise Refusal(
                f"{folder} holds no document {', '.join(unknown)}; nothing was removed (see: extract list {folder})"
            )
        gone = [row for row in rows if row.document_id in names or row.source in names]
        rewrite(folder, [row.document_id for row in gone], written_formats(folder))
    except OutputError as error:
        raise Refusal(str(error)) from error
    said = f"{plural(len(gone), 'document', 'documents')} removed, {len(rows) - len(gone):,} left in {folder}"
    print_lines([said])


def _answer(folder: Path, query: str) -> Answer:
    from pipeline.sql import QueryError, ask

    try:
        return ask(folder, query)
    except QueryError as error:
        raise Refusal(str(error)) from error
