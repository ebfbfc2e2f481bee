"""Runs over thousands of documents: speed with one worker and with two, cost as they grow in number, starting, resuming.

    python -m benchmarks.workers [--documents N] [--few N --many N] [--folder DIR]

The documents are made once, in DIR if it is given. Everything is measured on the command itself, as a process; the parts
of a run are from its `run.json`. Runs to compare take turns, so that a slow moment of the machine hits both.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.mixed import write_mixed

DOCUMENTS, FEW, MANY = 2_000, 1_000, 10_000
ROUNDS = 3
LEAST_SPEEDUP = 1.8
MOST_GROWTH = 1.1
MOST_MEMORY_GROWTH = 1.1
MOST_SECONDS_TO_START = 1.0
MOST_SECONDS_TO_RESUME = 3.0
MEGABYTE = 1_000_000
COMPILED_ONCE = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As where it was installed: Python keeps what it made of the source."""
SMALL = "<table><tr><th>Indicator</th><th>Norm 2020</th></tr><tr><td>Aantal zaken</td><td>12</td></tr></table>"


@dataclass(frozen=True, slots=True)
class Took:
    """What a run took."""

    whole: float
    reading: float
    memory: int
    """The most bytes that the run itself had in use when all was read."""
    documents: int

    @property
    def each(self) -> float:
        """Seconds of reading for a document."""
        return self.reading / self.documents


def main(arguments: Sequence[str]) -> int:
    """Print what was measured; 1 when a bound is broken."""
    asked = _asked(arguments)
    with TemporaryDirectory() as name:
        folder = asked.folder or Path(name)
        kept = [_start(folder / "start"), *_speed(folder, asked.documents), *_growth(folder, asked.few, asked.many)]
    return 0 if all(kept) else 1


def _asked(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.workers")
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--few", type=int, default=FEW)
    parser.add_argument("--many", type=int, default=MANY)
    parser.add_argument("--folder", type=Path)
    return parser.parse_args(arguments)


def _start(folder: Path) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "klein.html").write_text(SMALL, encoding="utf-8")
    seconds = median(_from_nothing(folder / "klein.html", folder / "uit") for _ in range(ROUNDS))
    return _bound("a run of one small document", seconds, MOST_SECONDS_TO_START, "s")


def _from_nothing(paper: Path, out: Path) -> float:
    rmtree(out, ignore_errors=True)
    return _seconds(paper, out)


def _speed(folder: Path, documents: int) -> list[bool]:
    papers = folder / f"stukken-{documents}"
    write_mixed(papers, documents)
    rounds = [(_run(papers, folder / "uit", 1), _run(papers, folder / "uit", 2)) for _ in range(ROUNDS)]
    one, two = (median(took.reading for took in side) for side in zip(*rounds, strict=True))
    whole_one, whole_two = (median(took.whole for took in side) for side in zip(*rounds, strict=True))
    print(f"{documents:,} documents: {documents / one:.1f} a second with one worker, {documents / two:.1f} with two")
    print(f"whole runs, the step across documents and writing included: {whole_one:.1f} s and {whole_two:.1f} s")
    return [_at_least("two workers against one, reading", one / two, LEAST_SPEEDUP)]


def _growth(folder: Path, few: int, many: int) -> list[bool]:
    sizes = (few, many)
    for size in sizes:
        write_mixed(folder / f"stukken-{size}", size)
    small, large = (_run(folder / f"stukken-{size}", folder / f"uit-{size}", 2) for size in sizes)
    print(f"{few:,} documents: {small.each * 1000:.1f} ms each; {many:,}: {large.each * 1000:.1f} ms each")
    print(f"whole runs: {small.whole:.1f} s and {large.whole:.1f} s")
    print(
        f"peak memory of the run when all is read: {small.memory / MEGABYTE:.0f} MB and {large.memory / MEGABYTE:.0f} MB"
    )
    again = _seconds(folder / f"stukken-{many}", folder / f"uit-{many}")
    return [
        _bound(f"{many:,} documents against {few:,}, time each", large.each / small.each, MOST_GROWTH, "x"),
        _bound(f"{many:,} documents against {few:,}, memory", large.memory / small.memory, MOST_MEMORY_GROWTH, "x"),
        _bound(f"a finished run of {many:,} again", again, MOST_SECONDS_TO_RESUME, "s"),
    ]


def _run(papers: Path, out: Path, workers: int) -> Took:
    rmtree(out, ignore_errors=True)
    whole = _seconds(papers, out, "--workers", str(workers))
    account = json.loads((out / "run.json").read_bytes())
    return Took(
        whole=whole,
        reading=account["seconds"]["reading"],
        memory=account["peak_memory"]["reading"],
        documents=account["dataset"]["documents"],
    )


def _seconds(papers: Path, out: Path, *more: str) -> float:
    command = [sys.executable, "-m", "pipeline", str(papers), "-o", str(out), "--quiet", "--format", "parquet", *more]
    start = perf_counter()
    subprocess.run(command, check=True, env=COMPILED_ONCE)  # noqa: S603 - our own command
    return perf_counter() - start


def _bound(name: str, value: float, most: float, unit: str) -> bool:
    print(f"{name}: {value:.2f} {unit}, at most {most} {unit}: {'kept' if value <= most else 'NOT KEPT'}")
    return value <= most


def _at_least(name: str, value: float, least: float) -> bool:
    print(f"{name}: {value:.2f} x, at least {least} x: {'kept' if value >= least else 'NOT KEPT'}")
    return value >= least


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
