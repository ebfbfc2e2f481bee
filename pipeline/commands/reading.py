"""What the commands share that read documents into a dataset: how, in what, and under which limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pipeline.commands.quantities import Size

if TYPE_CHECKING:
    from output.formats import Format

LANGUAGES = ("nl", "en")  # as output.report.texts has them
SECRET = frozenset({"password"})
LIMIT_HELP = """\
What is refused, or left out, above VALUE; repeatable. NAME is one of size (of a document, 100MB), unpacked (of an archive,
400MB), cells (of a table, 200000), columns (of a table, 2000), depth (of elements, 5000), tags (of XML, 1000000), pages (of a
PDF, 5000), page-characters (100000), page-drawings (100000), page-seconds (30).
"""

lang_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True, help="Language of report.html."
)
no_report_option = click.option("--no-report", is_flag=True, help="Make no report.html.")
no_pictures_option = click.option(
    "--no-pictures", is_flag=True, help="Keep no pictures of pages with tables; the report shows their cells."
)
workers_option = click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=0),
    help="Documents read at a time, each in a process of its own; 0 reads them in this one, with no limit to time and memory."
    "  [default: the processor's cores; 1 for small work]",
)
timeout_option = click.option(
    "--timeout",
    metavar="SECONDS",
    default=120.0,
    show_default=True,
    type=click.FloatRange(min=0, min_open=True),
    help="What one document may take of time; it fails when it takes more.",
)
memory_option = click.option(
    "--memory",
    metavar="SIZE",
    default="2GB",
    show_default=True,
    type=Size(),
    help="What one document may take of memory.",
)
limit_option = click.option("--limit", "limits", metavar="NAME=VALUE", multiple=True, help=LIMIT_HELP)


def chosen(formats: Sequence[str]) -> Sequence[Format]:
    """The formats that were asked for; those of a run where none was."""
    from output.formats import TABLE_FORMATS, Format

    return tuple(map(Format, formats)) or TABLE_FORMATS


def as_given() -> dict[str, object]:
    """The options of this command for its account, but for what is secret."""
    given = click.get_current_context().params
    return {name: given[name] for name in sorted(given) if name not in SECRET}


DASK = "dask"
engine_option = click.option(
    "--engine",
    type=click.Choice(("pool", DASK)),
    default="pool",
    show_default=True,
    help="Who reads: processes of this machine, or a Dask cluster, which writes Parquet in partitions.",
)
scheduler_option = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Dask scheduler of --engine dask, as tcp://127.0.0.1:8786.  [default: a cluster of --workers on this machine]",
)
