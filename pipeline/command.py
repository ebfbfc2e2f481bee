"""A click group whose own arguments, where they name no subcommand, go to a default command."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from pipeline.terminal import harmless_lines

DEFAULT = "SOURCE..."
"""The default command's name inside click. Whoever types it means a document, and gets this very command."""


class DefaultCommand(click.Command):
    """The command behind the group's own name: it presents itself under that name."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """A context without parent, so that usage reads `extract [OPTIONS] SOURCE...`."""
        context = super().make_context(parent.info_name if parent else info_name, args, None, **extra)
        context.color = parent.color if parent else None
        return context


class DefaultGroup(click.Group):
    """`NAME ARGUMENTS` runs the default command; `NAME SUBCOMMAND ARGUMENTS` the subcommand."""

    default: DefaultCommand

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command in front of arguments that are not the group's own."""
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The default command too, under a name of its own."""
        return self.default if cmd_name == DEFAULT else super().get_command(ctx, cmd_name)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The default command's help, with the subcommands before its last words."""
        context = click.Context(self.default, info_name=ctx.info_name, **self.default.context_settings)
        self.default.format_usage(context, formatter)
        self.default.format_help_text(context, formatter)
        self.default.format_options(context, formatter)
        self.format_commands(ctx, formatter)
        self.default.format_epilog(context, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Subcommands, and whatever the default command takes."""
        context = click.Context(self.default, info_name=ctx.info_name)
        paths = [] if incomplete.startswith("-") else [CompletionItem(incomplete, type="file")]
        return [*super().shell_complete(ctx, incomplete), *self.default.shell_complete(context, incomplete), *paths]

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; Ctrl-C ends it with one sentence and the exit code that shells use for it."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            # It may name a file, and files have any name.
            raise click.UsageError(harmless_lines(error.format_message()), error.ctx) from error
        except KeyboardInterrupt:
            click.echo(f"\n{ctx.info_name}: stopped; the dataset is as it was", err=True)
            ctx.exit(STOPPED)


STOPPED = 130  # 128 + SIGINT
