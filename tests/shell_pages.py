"""Pages of the documentation as something that runs: the files that a page shows, its commands, and what they answer."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import main
from pipeline.commands.base import NO_DATASET

FENCE = re.compile(
    r"^```(?P<kind>[a-z]+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)
PROMPT = "$ "
LEFT_OUT = "…"
"""A line of an answer that stands for any number of lines."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page, and where its text stands there."""

    kind: str
    title: str | None
    body: str
    start: int
    end: int


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for found in FENCE.finditer(page):
        yield Block(found["kind"], found["title"], found["body"], found.start("body"), found.end("body"))


def played(page: str, runner: CliRunner) -> str:
    """The page with every answer as the program gives it now; files and commands are taken in the order of the page.

    Works in the current folder. A block with a title becomes a file, a `console` block is run.
    """
    text, rest = "", 0
    for block in blocks(page):
        body = block.body
        if block.title is not None:
            Path(block.title).parent.mkdir(parents=True, exist_ok=True)
            Path(block.title).write_text(body, encoding="utf-8")
        elif block.kind == "console":
            body = "".join(_answered(command, shown, runner) for command, shown in _commands(body))
        text += page[rest : block.start] + body
        rest = block.end
    return text + page[rest:]


def _commands(body: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^(?=\$ )", body, flags=re.MULTILINE):
        if part.strip():
            command, _, shown = part.partition("\n")
            assert command.startswith(PROMPT), f"not a command: {command}"
            yield command.removeprefix(PROMPT), shown


def _answered(command: str, shown: str, runner: CliRunner) -> str:
    answer = _run(command, runner)
    if _fits(shown, answer):
        answer = shown
    return f"{PROMPT}{command}\n{answer}"


def _run(command: str, runner: CliRunner) -> str:
    name, *arguments = shlex.split(command)
    assert name == "extract", f"the pages run extract and nothing else: {command}"
    result = runner.invoke(main, arguments, prog_name="extract", env={"COLUMNS": "110"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code != NO_DATASET, f"{command}: {result.output}"
    return "".join(f"{line.rstrip()}\n" for line in result.output.splitlines())


def _fits(shown: str, answer: str) -> bool:
    """Whether an answer is as shown, where a line of `…` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == LEFT_OUT else re.escape(f"{line}\n") for line in shown.splitlines())
    return re.fullmatch(pattern, answer) is not None
