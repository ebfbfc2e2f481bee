"""Commands on one document: the themes and ambitions of a text, a page of a PDF as it was read."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.base import Refusal, check_model, model_option, password_option, print_lines
from pipeline.terminal import escaped, harmless_lines

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


@click.command("tag", help=TAG_HELP, short_help="Show the themes and ambitions of a text.")
@click.argument("text", metavar="TEXT|FILE|-")
@click.option("--html", "form", flag_value="html", help="A page with the words marked.")
@click.option("--json", "form", flag_value="json", help="JSON, for programs.")
@model_option
def tag_text(text: str, form: str | None, model: str | None) -> None:
    """Read one text and print it with what was found in it."""
    from extract.document import Options, UnreadableDocument
    from output.tagged import tagged_json
    from pipeline.tag import open_text, tag, tagged_lines

    check_model(model)
    options = Options()
    try:
        content = open_text(text, options.limits)
        tagged = tag(content, options, model)
    except UnreadableDocument as error:
        raise Refusal(str(error)) from error
    if form == "json":
        click.echo(escaped(tagged_json(tagged)))
    elif form == "html":
        from output.to_spans import spans_page

        click.echo(harmless_lines(spans_page(tagged)), nl=False)
    else:
        print_lines(tagged_lines(tagged))


@click.command("debug", help=DEBUG_HELP, short_help="Draw what was read from a page of a PDF.")
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
    print_lines([f"Written to {click.format_filename(output)}"])
