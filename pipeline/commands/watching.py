"""`extract watch`: a folder in, a dataset that keeps up with it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from pipeline.commands.base import (
    NAME,
    Refusal,
    check_model,
    model_option,
    password_option,
    print_lines,
)
from pipeline.commands.formats import TABLE_FORMATS, format_options
from pipeline.commands.quantities import read_limits
from pipeline.commands.reading import (
    as_given,
    chosen,
    lang_option,
    limit_option,
    memory_option,
    no_pictures_option,
    no_report_option,
    timeout_option,
    workers_option,
)

HELP = """\
Take the documents of a folder as they arrive.

Adds every document in FOLDER, and in the folders in it, to the dataset in DIR, and goes on with those that come. A file that
is being written is waited for; one that changes takes the place of what it was; one that goes stays in the dataset. Nothing
in FOLDER is moved or written. Stopped, by Ctrl-C or SIGTERM, it leaves the dataset whole, and takes what came in the
meantime when it is started again.

\b
Examples:
  extract watch incoming -o results
  extract watch incoming -o results --once
"""


@click.command("watch", help=HELP, short_help="Take the documents of a folder as they arrive.")
@click.argument("folder", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the dataset.",
)
@click.option(
    "--settle",
    metavar="SECONDS",
    default=5.0,
    show_default=True,
    type=click.FloatRange(min=0, min_open=True),
    help="How long a file must lie as it is before it is taken.",
)
@click.option("--once", is_flag=True, help="End when all that is there has been taken.")
@format_options(TABLE_FORMATS)
@lang_option
@no_report_option
@model_option
@workers_option
@timeout_option
@memory_option
@limit_option
@no_pictures_option
@password_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--debug", is_flag=True, help="Show where the program itself went wrong.")
def watch_folder(  # noqa: PLR0913 - click hands over every option as an argument
    *,
    folder: Path,
    output: Path,
    settle: float,
    once: bool,
    formats: Sequence[str],
    lang: str,
    no_report: bool,
    model: str | None,
    workers: int | None,
    timeout: float,
    memory: int,
    limits: Sequence[str],
    no_pictures: bool,
    password: str | None,
    quiet: bool,
    debug: bool,
) -> None:
    """Watch until somebody stops it."""
    held, page_seconds = read_limits(limits)
    check_model(model)

    from extract.document import Options
    from output.report.texts import Language
    from output.write import OutputError
    from pipeline.conduct import Manner, Stopped, terminated_as_interrupted
    from pipeline.pool.bounds import Bounds
    from pipeline.pool.nursery import cores
    from pipeline.watching import Trouble, watch

    bounds = Bounds(seconds=timeout, memory=memory)
    manner = Manner(
        formats=chosen(formats),
        report=None if no_report else Language(lang),
        options=Options(password=password, limits=held, pictures=not no_pictures),
        bounds=bounds if page_seconds is None else replace(bounds, page_seconds=page_seconds),
        workers=workers if workers is not None else cores(),
        model=model,
        replaces=True,
        quiet=quiet,
        debug=debug,
        as_given=as_given(),
    )
    if output.resolve() == folder.resolve():
        raise click.UsageError(
            f"the dataset cannot lie in {folder} itself, which is watched; choose a folder in it, or another"
        )
    try:
        with terminated_as_interrupted():
            for ended in watch(folder, output, manner, settle=settle, once=once):
                if isinstance(ended, Trouble):
                    print_lines([f"{NAME}: {ended.message}; trying again"], err=True)
                    continue
                print_lines(ended.faults, err=True)
                if not quiet:
                    print_lines(ended.lines)
    except OutputError as error:
        raise Refusal(str(error)) from error
    except (KeyboardInterrupt, Stopped):
        print_lines([f"{NAME}: no longer watching {folder}; the dataset in {output} is whole"], err=True)
