"""The command `extract`. Nothing heavy is imported until a command runs: `extract --help` answers at once."""

from __future__ import annotations

import io
import os
import sys

import click

from pipeline.command import DefaultGroup
from pipeline.commands import asking, looking, plotting
from pipeline.commands.base import NAME, SETTINGS, Refusal
from pipeline.commands.exporting import export
from pipeline.commands.extracting import extract_paths
from pipeline.commands.watching import watch_folder

COMPLETION_HELP = """\
Print the script that completes commands, options and paths in a shell.

\b
Examples:
  extract completion bash >> ~/.bashrc
  extract completion zsh >> ~/.zshrc
  extract completion fish > ~/.config/fish/completions/extract.fish
"""

SHELLS = ("bash", "zsh", "fish")


@click.group(NAME, cls=DefaultGroup, context_settings=SETTINGS)
@click.pass_context
def main(context: click.Context) -> None:
    """The command `extract` and its subcommands."""
    if os.environ.get("NO_COLOR"):
        context.color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without `€` must not cost a run that is done


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
for each in (
    asking.check,
    asking.list_documents,
    asking.show,
    plotting.plot,
    asking.diff,
    asking.remove,
    export,
    looking.tag_text,
    looking.debug,
    watch_folder,
):
    main.add_command(each)
