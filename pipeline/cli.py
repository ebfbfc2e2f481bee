"""The command `extract`. Nothing heavy is imported until a command runs: `extract --help` answers at once."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from pipeline.command import DefaultCommand, DefaultGroup

if TYPE_CHECKING:
    from normalise.dataset import Dataset
    from output.formats import Format
    from pipeline.find import Publication, Search
    from pipeline.run import Run
    from pipeline.sql import Answer
    from pipeline.web.fetch import Web

NAME = "extract"
TROUBLE, NO_DATASET = 1, 2

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

TAG_HELP = """\
Show the themes and ambitions of one text.

TEXT is a sentence in quotes, a file, or - for standard input. Every sentence is printed with the themes that it speaks of and
the goals, norms and efforts that it states.

\b
Examples:
  extract tag "In 2028 levert de eenheid minimaal 60 verdachten van mensenhandel aan."
  extract tag regioplan.md
  extract tag regioplan.md --html > regioplan.html
  cat brief.txt | extract tag - --json
"""

DEBUG_HELP = """\
Draw a page of a PDF with what was read from it.

Writes a picture (PNG) of one page with the tables, cells, header cells, markers, notes, headings and text that were found on
it: to see at a glance where the reader went wrong.

\b
Examples:
  extract debug jaarverslag.pdf --page 12
  extract debug jaarverslag.pdf --page 12 -o pagina.png
"""

COMPLETION_HELP = """\
Print the script that completes commands, options and paths in a shell.

\b
Examples:
  extract completion bash >> ~/.bashrc
  extract completion zsh >> ~/.zshrc
  extract completion fish > ~/.config/fish/completions/extract.fish
"""

FORMATS = ("csv", "parquet")  # as output.formats has them, whose import would make --help wait
UNBROKEN = 1000  # columns for a program that reads what a person would see wrapped
SHELLS = ("bash", "zsh", "fish")
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Refusal(click.ClickException):
    """What stops the command before a dataset is written."""

    exit_code = NO_DATASET

    def show(self, file: IO[Any] | None = None) -> None:
        """One line, in the form of all other lines on standard error."""
        click.echo(f"{NAME}: {self.format_message()}", file=file, err=True)


model_option = click.option(
    "--model",
    metavar="NAME",
    help="An installed spaCy package for Dutch that helps to read sentences (nl_core_news_sm).",
)
password_option = click.option(
    "--password",
    metavar="TEXT",
    envvar="EXTRACT_PASSWORD",
    show_envvar=True,
    help="Opens documents that are encrypted.",
)


@click.group(NAME, cls=DefaultGroup, context_settings=SETTINGS)
@click.pass_context
def main(context: click.Context) -> None:
    """The command `extract` and its subcommands."""
    if os.environ.get("NO_COLOR"):
        context.color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without `€` must not cost a run that is done


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
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Only this format; repeatable.")
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
@click.option("--strict", is_flag=True, help="Exit with 1 when a finding is an error.")
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
    _check_model(model)

    from pipeline.progress import shown
    from pipeline.summary import fault_lines, run_lines, written_line

    manner = Manner(replaces=replaces, fresh=fresh, model=model, password=password, debug=debug)
    _check_folder(output, formats)  # before the work rather than after it
    with _web(search, cache, keep=not no_cache) as web, shown(search.publications, quiet=quiet) as publications:
        run = _run(publications, output, formats, web, manner)
    faults = (*search.faults, *run.faults)
    _print(fault_lines(faults, debug=debug), err=True)
    if not quiet:
        _print([*run_lines(run, search), written_line(run.files, output)])
    _exit(trouble=bool(faults) or (strict and _has_errors(run.dataset)))


@main.command("check", help=CHECK_HELP, short_help="Check a dataset again.")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--strict", is_flag=True, help="Exit with 1 when a finding is an error.")
def check(folder: Path, strict: bool) -> None:
    """Read a dataset, make its findings again and list them."""
    from normalise.run import recheck
    from pipeline.summary import check_lines

    dataset = recheck(_dataset(folder))
    _print(check_lines(dataset))
    _exit(trouble=strict and _has_errors(dataset))


@main.command("list", help=LIST_HELP, short_help="List the documents of a dataset.")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
def list_documents(folder: Path) -> None:
    """Print a line for each document."""
    from pipeline.summary import document_lines

    _print(document_lines(_dataset(folder)))


@main.command("show", help=SHOW_HELP, short_help="Show what is in a dataset.")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("indicators", metavar="[INDICATOR]...", nargs=-1)
@click.option("--sql", "query", metavar="QUERY", help="The answer to a query in SQL, through DuckDB.")
def show(folder: Path, indicators: Sequence[str], query: str | None) -> None:
    """Print the indicators of a dataset, the series of some, or the answer to a query."""
    from rich.console import Console

    from pipeline.show import answer_table, contents, find_indicators, series

    width = None if sys.stdout.isatty() else UNBROKEN
    console = Console(width=width, highlight=False, no_color=bool(os.environ.get("NO_COLOR")))
    if query is not None:
        if indicators:
            raise click.UsageError("give an INDICATOR or --sql, not both")
        console.print(answer_table(_answer(folder, query)))
        return
    dataset = _dataset(folder)
    found = {wanted: find_indicators(dataset, wanted) for wanted in indicators}
    unknown = [wanted for wanted, rows in found.items() if not rows]
    if unknown:
        raise Refusal(f"{folder} holds no indicator {', '.join(unknown)} (see: extract show {folder})")
    rows = {row.indicator: row for each in found.values() for row in each}
    for part in [series(dataset, row) for row in rows.values()] or [contents(dataset)]:
        console.print(part)


@main.command("diff", help=DIFF_HELP, short_help="Say what differs between two datasets.")
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
    _print(difference_lines(found))
    _exit(trouble=bool(found))


@main.command("remove", help=REMOVE_HELP, short_help="Take documents out of a dataset.")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("names", metavar="DOCUMENT...", nargs=-1, required=True)
def remove(folder: Path, names: Sequence[str]) -> None:
    """Forget documents, and write the dataset without them."""
    from output.formats import written_formats
    from output.write import OutputError
    from pipeline.run import rewrite
    from pipeline.summary import plural

    rows = _dataset(folder).documents
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
    click.echo(f"{plural(len(gone), 'document', 'documents')} removed, {len(rows) - len(gone):,} left in {folder}")


@main.command("tag", help=TAG_HELP, short_help="Show the themes and ambitions of a text.")
@click.argument("text", metavar="TEXT|FILE|-")
@click.option("--html", "form", flag_value="html", help="A page with the words marked.")
@click.option("--json", "form", flag_value="json", help="JSON, for programs.")
@model_option
def tag_text(text: str, form: str | None, model: str | None) -> None:
    """Read one text and print it with what was found in it."""
    from extract.document import Options, UnreadableDocument
    from output.tagged import tagged_json
    from pipeline.tag import open_text, tag, tagged_lines

    _check_model(model)
    options = Options()
    try:
        content = open_text(text, options.limits)
        tagged = tag(content, options, model)
    except UnreadableDocument as error:
        raise Refusal(str(error)) from error
    if form == "json":
        click.echo(tagged_json(tagged))
    elif form == "html":
        from output.to_spans import spans_page

        click.echo(spans_page(tagged), nl=False)
    else:
        _print(tagged_lines(tagged))


@main.command("debug", help=DEBUG_HELP, short_help="Draw what was read from a page of a PDF.")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--page", metavar="N", default=1, show_default=True, help="Which page, from 1.")
@click.option(
    "-o",
    "--output",
    metavar="PNG",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The picture; by default FILE-page-N.png in this folder.",
)
@password_option
def debug(file: Path, page: int, output: Path | None, password: str | None) -> None:
    """Draw one page and write the picture."""
    from extract.document import Options, UnreadableDocument
    from pipeline.debug import write_picture

    output = output or Path(f"{file.stem}-page-{page}.png")
    try:
        write_picture(file, page, output, Options(password=password))
    except UnreadableDocument as error:
        raise Refusal(f"{click.format_filename(file)}: {error}") from error
    except OSError as error:
        raise Refusal(f"{click.format_filename(output)} cannot be written: {error.strerror or error}") from error
    click.echo(f"Written to {click.format_filename(output)}")


@main.command("completion", help=COMPLETION_HELP, short_help="Print a shell's completion script.")
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that click makes for a shell."""
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    if script is None:
        raise Refusal(f"there is no completion for {shell}")
    click.echo(script(main, {}, NAME, f"_{NAME.upper()}_COMPLETE").source())


main.default = extract_paths


def _answer(folder: Path, query: str) -> Answer:
    from pipeline.sql import QueryError, ask

    try:
        return ask(folder, query)
    except QueryError as error:
        raise Refusal(str(error)) from error


def _dataset(folder: Path) -> Dataset:
    from output.read import DatasetError, read_dataset

    try:
        return read_dataset(folder)
    except DatasetError as error:
        raise Refusal(str(error)) from error


def _search(paths: Sequence[str], output: Path) -> Search:
    from pipeline.find import MissingPath, find_publications

    try:
        search = find_publications(paths, leave_out=output)
    except MissingPath as error:
        raise click.UsageError(str(error)) from error
    if not search.publications:
        _print((f"{NAME}: {fault.source}: {fault.sentence}" for fault in search.faults), err=True)
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
    from output.formats import ALL_FORMATS, Format

    return tuple(map(Format, formats)) or ALL_FORMATS


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


def _check_model(model: str | None) -> None:
    """Load the model that was named, so that a wrong name is refused before the work."""
    if model is None:
        return
    from normalise.language.engine import EngineError, load_engine

    try:
        load_engine(model)
    except EngineError as error:
        raise Refusal(str(error)) from error


def _has_errors(dataset: Dataset) -> bool:
    from normalise.dataset import Severity

    return any(finding.severity is Severity.ERROR and not finding.accepted for finding in dataset.findings)


def _print(lines: Iterable[str], *, err: bool = False) -> None:
    for line in lines:
        click.echo(line, err=err)


def _exit(*, trouble: bool) -> None:
    click.get_current_context().exit(TROUBLE if trouble else 0)
