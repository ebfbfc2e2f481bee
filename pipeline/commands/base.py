"""What all commands share: how they refuse, print and end, and options that several have."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from pipeline.terminal import harmless, visible

if TYPE_CHECKING:
    from normalise.dataset import Dataset, Indicator

NAME = "extract"
TROUBLE, NO_DATASET = 1, 2
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Refusal(click.ClickException):
    """What stops the command before a dataset is written."""

    exit_code = NO_DATASET

    def show(self, file: IO[Any] | None = None) -> None:
        """One line, in the form of all other lines on standard error."""
        click.echo(f"{NAME}: {visible(self.format_message())}", file=file, err=True)


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
folder_argument = click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
strict_option = click.option("--strict", is_flag=True, help="Exit with 1 when a finding is an error.")


def read_stored(folder: Path) -> Dataset:
    """The dataset in a folder; refuses where there is none."""
    from output.read import DatasetError, read_dataset

    try:
        return read_dataset(folder)
    except DatasetError as error:
        raise Refusal(str(error)) from error


def named_indicators(dataset: Dataset, folder: Path, names: Iterable[str]) -> list[Indicator]:
    """The indicators that were named, each once; refuses a name that nothing has, and says what is near it."""
    from pipeline.indicators import find_indicators, near_indicators

    found = {name: find_indicators(dataset, name) for name in names}
    unknown = [name for name, rows in found.items() if not rows]
    if unknown:
        near = list(dict.fromkeys(slug for name in unknown for slug in near_indicators(dataset, name)))
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        raise Refusal(f"{folder} holds no indicator {', '.join(unknown)}{meant} (see: extract show {folder})")
    return list({row.indicator: row for rows in found.values() for row in rows}.values())


def check_model(model: str | None) -> None:
    """Load the model that was named, so that a wrong name is refused before the work."""
    if model is None:
        return
    from normalise.language.engine import EngineError, load_engine

    try:
        load_engine(model)
    except EngineError as error:
        raise Refusal(str(error)) from error


def print_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """Print lines, on standard error if asked."""
    for line in lines:
        click.echo(harmless(line), err=err)


def finish(*, trouble: bool) -> None:
    """End the command with the exit code for trouble, or none."""
    click.get_current_context().exit(TROUBLE if trouble else 0)
