"""The command itself: documents in, dataset out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.command import DefaultCommand
from pipeline.commands.base import (
    NAME,
    SETTINGS,
    Refusal,
    check_model,
    finish,
    has_open_errors,
    model_option,
    password_option,
    print_lines,
    strict_option,
)
from pipeline.commands.formats import TABLE_FORMATS, format_options

if TYPE_CHECKING:
    from output.formats import Format
    from pipeline.find import Publication, Search
    from pipeline.run import Run
    from pipeline.web.fetch import Web

HELP = """\
Turn Dutch policy publications into a dataset of indicators.

Reads the documents named by SOURCE and adds them to one dataset: every figure as printed, with its period, unit, footnotes
and place in the source, and findings wherever something does not add up. A document that is in the dataset already is not
read again.

A SOURCE is a file, a folder, which is searched through, an address on the web, or an identifier of
officielebekendmakingen.nl. A path that exists is never taken for an address; nothing is fetched that is not named.

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
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the dataset; the documents are added to those that are there.",
)
@format_options(TABLE_FORMATS)
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
@strict_option
@password_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--debug", is_flag=True, help="Show where the program itself went wrong.")
@click.version_option(package_name="beleidscijfers", prog_name=NAME, message="%(prog)s %(version)s")
def extract_paths(  # noqa: PLR0913 - click hands over every option as an argument
    *,
    paths: Sequence[str],
    output: Path,
    formats: Sequence[str],
    replaces: bool,
    fresh: bool,
    model: str | None,
    cache: Path | None,
    no_cache: bool,
    strict: bool,
    password: str | None,
    quiet: bool,
    debug: bool,
) -> None:
    """Read the documents, write the dataset, say what came of it."""
    search = _search(paths, output)
    check_model(model)

    from pipeline.progress import shown
    from pipeline.summary import fault_lines, run_lines, written_lines

    manner = Manner(replaces=replaces, fresh=fresh, model=model, password=password, debug=debug)
    _check_folder(output, formats)  # before the work rather than after it
    with _web(search, cache, keep=not no_cache) as web, shown(search.publications, quiet=quiet) as publications:
        run = _run(publications, output, formats, web, manner)
    faults = (*search.faults, *run.faults)
    print_lines(fault_lines(faults, debug=debug), err=True)
    if not quiet:
        print_lines([*run_lines(run, search), *written_lines(run.dataset, run.files, output)])
    finish(trouble=bool(faults) or (strict and has_open_errors(run.dataset)))


def _search(paths: Sequence[str], output: Path) -> Search:
    from pipeline.find import MissingPath, find_publications

    try:
        search = find_publications(paths, leave_out=output)
    except MissingPath as error:
        raise click.UsageError(str(error)) from error
    if not search.publications:
        print_lines((f"{NAME}: {fault.source}: {fault.sentence}" for fault in search.faults), err=True)
        seen = f", among {len(search.passed_over)} files of other kinds" if search.passed_over else ""
        raise Refusal(f"there is no document to read in {', '.join(map(click.format_filename, paths))}{seen}")
    return search


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a run goes about it."""

    replaces: bool
    fresh: bool
    model: str | None
    password: str | None
    debug: bool


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


def _check_folder(output: Path, formats: Sequence[str]) -> None:
    from output.write import OutputError, check_folder

    try:
        check_folder(output, _chosen(formats))
    except OutputError as error:
        raise Refusal(str(error)) from error


def _chosen(formats: Sequence[str]) -> Sequence[Format]:
    from output.formats import TABLE_FORMATS, Format

    return tuple(map(Format, formats)) or TABLE_FORMATS


def _run(
    publications: Iterable[Publication], output: Path, formats: Sequence[str], web: Web | None, manner: Manner
) -> Run:
    from extract.document import Options
    from output.write import OutputError
    from pipeline.run import run_into

    try:
        return run_into(
            output,
            publications,
            _chosen(formats),
            Options(password=manner.password),
            web,
            fresh=manner.fresh,
            replaces=manner.replaces,
            model=manner.model,
        )
    except OutputError as error:
        raise Refusal(str(error)) from error
    except Exception as error:
        if manner.debug:
            raise
        fault = f"internal fault while joining the documents ({type(error).__name__})"
        raise Refusal(f"{fault}; nothing was written. Please report this, with what --debug shows") from error
