"""The command itself: documents in, dataset out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.command import STOPPED, DefaultCommand
from pipeline.commands.base import (
    NAME,
    SETTINGS,
    Refusal,
    check_model,
    finish,
    model_option,
    password_option,
    print_lines,
    strict_option,
)
from pipeline.commands.formats import TABLE_FORMATS, format_options
from pipeline.commands.quantities import Place, read_limits
from pipeline.commands.reading import (
    DASK,
    as_given,
    chosen,
    engine_option,
    lang_option,
    limit_option,
    memory_option,
    no_pictures_option,
    no_report_option,
    scheduler_option,
    timeout_option,
    workers_option,
)

if TYPE_CHECKING:
    from output.report.texts import Language
    from pipeline.cluster.conduct import Cluster
    from pipeline.conduct import Ended
    from pipeline.find import Search
    from pipeline.objects import ObjectFolder
    from pipeline.web.fetch import Web

HELP = """\
Turn Dutch policy publications into a dataset of indicators.

Reads the documents named by SOURCE and adds them to one dataset: every figure as printed, with its period, unit, footnotes
and place in the source, and findings wherever something does not add up. A document that is in the dataset already is not
read again.

A SOURCE is a file, a folder, which is searched through, an address on the web, an identifier of officielebekendmakingen.nl,
or a place on an object store (s3://bucket/prefix). A path that exists is never taken for an address; nothing is fetched that is not named.

\b
Examples:
  extract begroting.html
  extract publications/ -o results
  extract https://www.rijksoverheid.nl/jaarverslag.pdf kst-28684-540
  extract jaarverslag.html brief.txt --format parquet --strict
  extract check results
"""

EPILOG = """\
Exit codes: 0, all is well. 1, the dataset was written, but a document could not be read or, with --strict, a finding is
an error. 2, no dataset was written: wrong usage, no documents, or a folder that cannot be written. 130, stopped.

A document that has the name of a command needs a folder in front: extract ./check
"""


@click.command(NAME, cls=DefaultCommand, context_settings=SETTINGS, help=HELP, epilog=EPILOG)
@click.argument("paths", metavar="SOURCE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    default="results",
    show_default=True,
    type=Place(),
    help="Folder of the dataset, or a place on an object store; the documents are added to those that are there.",
)
@format_options(TABLE_FORMATS)
@lang_option
@no_report_option
@click.option("--replace", "replaces", is_flag=True, help="Let a document take the place of one that bears its name.")
@click.option("--fresh", is_flag=True, help="Forget the documents of earlier runs.")
@model_option
@click.option(
    "--cache",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that keeps what was fetched, so that it is not fetched twice.  [default: the user's cache folder]",
)
@click.option("--no-cache", is_flag=True, help="Keep nothing of what is fetched.")
@workers_option
@timeout_option
@memory_option
@engine_option
@scheduler_option
@limit_option
@click.option(
    "--log-json",
    "log",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Write a line of JSON for each document; - is standard error.",
)
@no_pictures_option
@strict_option
@password_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--debug", is_flag=True, help="Show where the program itself went wrong.")
@click.version_option(package_name="beleidscijfers", prog_name=NAME, message="%(prog)s %(version)s")
def extract_paths(  # noqa: PLR0913 - click hands over every option as an argument
    *,
    paths: Sequence[str],
    output: Path | ObjectFolder,
    formats: Sequence[str],
    lang: str,
    no_report: bool,
    replaces: bool,
    fresh: bool,
    model: str | None,
    cache: Path | None,
    no_cache: bool,
    workers: int | None,
    timeout: float,
    memory: int,
    engine: str,
    scheduler: str | None,
    limits: Sequence[str],
    log: str | None,
    no_pictures: bool,
    strict: bool,
    password: str | None,
    quiet: bool,
    debug: bool,
) -> None:
    """Read the documents, write the dataset, say what came of it."""
    from pipeline.pool.nursery import cores, is_small, open_nursery

    held, page_seconds = read_limits(limits)
    across = _across(output, engine, scheduler, formats)
    search = _search(paths, output)
    small = is_small([publication.place for publication in search.publications])
    if isinstance(output, Path) and across is None:
        open_nursery(small=small, at_once=workers != 0 and (fresh or not output.exists()))
    check_model(model)

    from extract.document import Options
    from output.report.texts import Language
    from pipeline.conduct import Manner, conduct
    from pipeline.pool.bounds import Bounds
    from pipeline.summary import fault_lines

    report = None if no_report else Language(lang)
    bounds = Bounds(seconds=timeout, memory=memory)
    manner = Manner(
        formats=chosen(formats),
        report=report,
        options=Options(password=password, limits=held, pictures=not no_pictures),
        bounds=bounds if page_seconds is None else replace(bounds, page_seconds=page_seconds),
        workers=workers if workers is not None else 1 if small or scheduler else cores(),
        model=model,
        replaces=replaces,
        fresh=fresh,
        quiet=quiet,
        debug=debug,
        log=log,
        as_given=as_given(),
    )
    if across is not None:
        from pipeline.cluster.conduct import conduct_across

        ended = _ended(lambda: conduct_across(search, output, manner, across), debug=debug)
    else:
        assert isinstance(output, Path)
        folder, web = output, _web(search, cache, keep=not no_cache)
        _check_folder(folder, formats, report)  # before the work rather than after it
        ended = _ended(lambda: conduct(search, folder, manner, web), debug=debug)
    faults = [*fault_lines(search.faults, debug=debug), *ended.faults]
    print_lines(faults, err=True)
    if not quiet:
        print_lines(ended.lines)
    finish(trouble=bool(faults) or (strict and ended.has_errors))


def _across(output: Path | ObjectFolder, engine: str, scheduler: str | None, formats: Sequence[str]) -> Cluster | None:
    """Who does the work of a run over partitions; None for a run in one piece."""
    if scheduler and engine != DASK:
        raise click.UsageError("--scheduler is for --engine dask")
    if engine != DASK and isinstance(output, Path):
        return None
    if set(formats) - {"parquet"}:
        raise click.UsageError("a dataset in partitions is written as Parquet; leave --format out")
    from pipeline.cluster.conduct import Cluster

    return Cluster(dask=engine == DASK, scheduler=scheduler)


def _search(paths: Sequence[str], output: Path | ObjectFolder) -> Search:
    from pipeline.find import MissingPath, find_publications

    try:
        search = find_publications(paths, leave_out=output if isinstance(output, Path) else None)
    except MissingPath as error:
        raise click.UsageError(str(error)) from error
    if not search.publications:
        print_lines((f"{NAME}: {fault.source}: {fault.sentence}" for fault in search.faults), err=True)
        seen = f", among {len(search.passed_over)} files of other kinds" if search.passed_over else ""
        raise Refusal(f"there is no document to read in {', '.join(map(click.format_filename, paths))}{seen}")
    return search


@contextmanager
def _web(search: Search, cache: Path | None, *, keep: bool) -> Iterator[Web | None]:
    """What fetches; nothing where all documents are on this machine."""
    from pipeline.web.address import Address

    if not any(isinstance(publication.place, Address) for publication in search.publications):
        yield None
        return
    from pipeline.web.cache import Cache, default_folder
    from pipeline.web.client import Client
    from pipeline.web.fetch import Web

    with closing(Client()) as client:
        yield Web(client, Cache(cache or default_folder()) if keep else None)


def _check_folder(output: Path, formats: Sequence[str], report: Language | None) -> None:
    from output.formats import REPORT
    from output.report.sources import FOLDER
    from output.write import OutputError, check_folder

    try:
        check_folder(output, chosen(formats), [REPORT, FOLDER] if report else [])
    except OutputError as error:
        raise Refusal(str(error)) from error


def _ended(conduct: Callable[[], Ended], *, debug: bool) -> Ended:
    """What a run has to say that came to its end; one that did not ends the command."""
    from output.write import OutputError
    from pipeline.conduct import Stopped

    try:
        return conduct()
    except OutputError as error:
        raise Refusal(str(error)) from error
    except Stopped as error:
        click.echo(f"\n{NAME}: {error}", err=True)
        click.get_current_context().exit(STOPPED)
    except Exception as error:
        if debug:
            raise
        fault = f"internal fault while joining the documents ({type(error).__name__})"
        raise Refusal(f"{fault}; nothing was written. Please report this, with what --debug shows") from error
