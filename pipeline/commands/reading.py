"""What the commands share that read documents into a dataset: how, in what, and under which limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pipeline.commands.quantities import Size

if TYPE_CHECKING:
    from output.formats import Format

FORMATS = ("csv", "parquet")  # as output.formats has them, whose import would make --help wait
SECRET = frozenset({"password"})
LIMIT_HELP = """\
What is refused, or left out, above VALUE; repeatable. NAME is one of size (of a document, 100MB), unpacked (of an archive,
400MB), cells (of a table, 200000), depth (of elements, 5000), tags (of XML, 1000000), pages (of a PDF, 5000),
page-characters (100000), page-drawings (100000), page-seconds (30).
"""

formats_option = click.option(
    "--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Only this format; repeatable."
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
    """The formats that were asked for; all of them where none was."""
    from output.formats import ALL_FORMATS, Format

    return tuple(map(Format, formats)) or ALL_FORMATS


def as_given() -> dict[str, object]:
    """The options of this command for its account, but for what is secret."""
    given = click.get_current_context().params
    return {name: given[name] for name in sorted(given) if name not in SECRET}
