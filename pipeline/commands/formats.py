"""Options that say in which formats a dataset is written; several commands have them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TypeVar

import click

# As output.formats has them, whose import would make --help wait.
FORMATS = ("csv", "parquet", "sdmx-csv", "cbs", "duckdb", "sqlite", "xlsx", "excel-csv")
TABLE_FORMATS = ("csv", "parquet")
EXCEL_FORMATS = ("xlsx", "excel-csv")

Result = TypeVar("Result")


def format_options(default: Sequence[str]) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """The options --format and --excel, as one argument `formats`; what --excel adds to where no --format is given."""

    def decorate(command: Callable[..., Result]) -> Callable[..., Result]:
        @wraps(command)
        def merged(*, formats: Sequence[str], excel: bool, **given: object) -> Result:
            return command(formats=(*(formats or default), *EXCEL_FORMATS) if excel else formats, **given)

        chosen = click.option(
            "--format",
            "formats",
            metavar="NAME",
            multiple=True,
            type=click.Choice(FORMATS),
            help=f"Only this format; repeatable: {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.",
        )
        also = click.option("--excel", is_flag=True, help="Also a workbook, and CSV that a Dutch Excel opens as it is.")
        return chosen(also(merged))

    return decorate
