"""Case files of one line a case, `title · input · expected`, in the folder `cases`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"
ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|([nt]))")  # \u00a0, \n: characters that an editor would not show


@dataclass(frozen=True, slots=True)
class LineCase:
    """One line of a case file."""

    title: str
    text: str
    expected: str


def read_line_cases(name: str) -> tuple[LineCase, ...]:
    """The cases of `cases/<name>.txt`; empty lines and lines that open with `#` are none."""
    lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_read_line(line) for line in lines if line and not line.startswith("#"))


def _read_line(line: str) -> LineCase:
    title, text, expected = re.split(r"\s*·\s?", line.rstrip(), maxsplit=2)
    return LineCase(title, ESCAPE.sub(_character, text.removesuffix(" ")), expected.strip())


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else {"n": "\n", "t": "\t"}[match[2]]
