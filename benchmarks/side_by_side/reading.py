"""How a tool is run: it reads a list of files and gives their tables as grids of text, and says what that cost."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import pandas as pd

Grid = list[list[str]]
Reader = Callable[[Path], Iterable[Grid]]


class Outcome(TypedDict):
    """What a tool gives for a list of files."""

    processor: float
    """Seconds of the processor, all threads of the process counted."""
    wall: float
    tables: dict[str, list[Grid]]
    failed: dict[str, str]


def run(read: Reader) -> None:
    """Read the files that standard input names, and write an `Outcome` to standard output.

    The first file is read once before, so that what a tool sets up for all files is not counted.
    """
    files = [Path(name) for name in json.load(sys.stdin)]
    warnings.simplefilter("ignore")
    outcome: Outcome = {"processor": 0, "wall": 0, "tables": {}, "failed": {}}
    _read(read, files[0], outcome)
    processor, wall = process_time(), perf_counter()
    for file in files:
        _read(read, file, outcome)
    outcome["processor"], outcome["wall"] = process_time() - processor, perf_counter() - wall
    json.dump(outcome, sys.stdout)


def _read(read: Reader, file: Path, outcome: Outcome) -> None:
    try:
        outcome["tables"][str(file)] = [[list(row) for row in grid] for grid in read(file)]
    except Exception as error:  # noqa: BLE001 - whatever a tool raises, the others and the other files go on
        outcome["failed"][str(file)] = f"{type(error).__name__}: {error}"


def frame_grid(frame: pd.DataFrame, *, headed: bool = True) -> Grid:
    """The cells of a frame as text, its column names above them where it has any."""
    names = [list(map(str, level)) for level in zip(*map(_levels, frame.columns), strict=True)] if headed else []
    return [*names, *([_text(value) for value in row] for row in frame.itertuples(index=False))]


def _levels(name: object) -> tuple[object, ...]:
    return name if isinstance(name, tuple) else (name,)


def _text(value: object) -> str:
    """A value as text: a figure that a tool has read as one with all that it holds, and nothing where it is missing."""
    if value is None or value != value:  # noqa: PLR0124 - not a number is not itself
        return ""
    if isinstance(value, float):
        return f"{value:.12g}".replace(".", ",")
    return str(value)
