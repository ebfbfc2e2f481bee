"""Damaged documents through the command itself, all in one run: none is lost, none ends it, and killing it changes nothing.

    python -m fuzz.whole --count 1000 --first 30000 [--kills 3] [--timeout 30] [--keep FOLDER]
    python -m fuzz.whole --papers FOLDER [...]

The documents are those of `fuzz.collection`, or the files of a folder that somebody else damaged. They are read once
undisturbed, and once by runs that are killed at random moments; what both leave must be the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from fuzz.collection import files_of
from fuzz.damage import damaged
from fuzz.seeds import seeds
from pipeline.content import ID_DIGITS

ROOT = Path(__file__).resolve().parent.parent
SLACK = 5.0
"""Seconds between the limit of a document and its end: the watch looks now and then, and what it killed has to go."""
MEMORY = 1_000_000_000
OF_THE_RUN = frozenset({"lock", "run.json", "finished.json"})
"""What is no data: it tells of the run."""
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal does something with, but the end of a line."""
LONGEST_LIFE = 60.0
"""Seconds after which a run is killed at the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The arguments of the command line."""

    count: int
    first: int
    kills: int
    timeout: float
    papers: Path | None
    keep: Path | None


def write_collection(folder: Path, numbers: range) -> None:
    """The damaged documents of these numbers, as files."""
    folder.mkdir(parents=True, exist_ok=True)
    sound = seeds()
    for number in numbers:
        document = damaged(number, sound)
        (folder / document.name).write_bytes(document.data)


def command(papers: Path, folder: Path, timeout: float) -> list[str]:
    """A run over the documents."""
    given = [papers, "-o", folder, "--timeout", timeout, "--memory", MEMORY, "--quiet", "--debug", "--log-json"]
    return [sys.executable, "-m", "pipeline", *map(str, given), f"{folder}.jsonl"]


def wrong(papers: Path, folder: Path, asked: Asked) -> Iterator[str]:
    """What is wrong with a run that nobody disturbs: a sentence each."""
    done = subprocess.run(command(papers, folder, asked.timeout), cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode not in (0, 1):
        yield f"the run ended with {done.returncode}: {done.stderr[-2_000:]}"
        return
    if "Traceback" in done.stderr:
        yield f"a fault of the program: {done.stderr[done.stderr.index('Traceback') :][:2_000]}"
    if OBEYED.search(done.stderr.replace("\n", "")):
        yield "standard error holds what a terminal obeys"
    yield from rows_missing(papers, folder)
    yield from over_limits(Path(f"{folder}.jsonl"), asked.timeout)


def rows_missing(papers: Path, folder: Path) -> Iterator[str]:
    """Files without a row, and rows that do not say enough; of a damaged document that is an archive by now each thing has one."""
    with (folder / "documents.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    known, sources = {row["document_id"] for row in rows}, {row["source"] for row in rows}
    for path in files_of(papers):
        name = str(path.relative_to(papers))
        within = any(source.startswith(f"{name}/") for source in sources)
        if not within and name not in sources and sha256(path.read_bytes()).hexdigest()[:ID_DIGITS] not in known:
            yield f"{name} has no row"
    for row in rows:
        if row["status"] == "failed" and not (row["failure"] and row["error"]):
            yield f"{row['source']} failed without a reason"
        elif row["status"] not in ("ok", "partial", "failed"):
            yield f"{row['source']} has no status"


def over_limits(log: Path, timeout: float) -> Iterator[str]:
    """Documents that took more time or memory than they may, by the log of a run."""
    for line in map(json.loads, log.read_text(encoding="utf-8").splitlines()):
        if (line["seconds"] or 0) > timeout + SLACK or (line["peak_memory"] or 0) > MEMORY * 1.2:
            yield f"{line['source']} took {line['seconds']:.1f} s and {line['peak_memory']:,} bytes"


def killed(papers: Path, folder: Path, asked: Asked) -> None:
    """Runs that are killed at random moments, and one at the end that is not."""
    random = Random(asked.first)  # noqa: S311 - no secret
    for _ in range(asked.kills):
        with subprocess.Popen(command(papers, folder, asked.timeout), cwd=ROOT, stderr=subprocess.DEVNULL) as process:  # noqa: S603
            time.sleep(random.uniform(0.5, LONGEST_LIFE))
            process.send_signal(signal.SIGKILL)
    subprocess.run(command(papers, folder, asked.timeout), cwd=ROOT, stderr=subprocess.DEVNULL, check=False)  # noqa: S603


def data(folder: Path) -> dict[str, str]:
    """The hash of each file that a run left."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in OF_THE_RUN)
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in found}


def _asked() -> Asked:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--first", type=int, default=30_000)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--timeout", type=float, default=30.0)
    parser.add_argument("--papers", type=Path)
    parser.add_argument("--keep", type=Path)
    return Asked(**vars(parser.parse_args()))


def main() -> int:
    """Print what came of it; 1 when anything is wrong."""
    asked = _asked()
    with TemporaryDirectory() as name:
        place = asked.keep or Path(name)
        papers, whole, broken = asked.papers or place / "stukken", place / "heel", place / "afgebroken"
        if asked.papers is None:
            write_collection(papers, range(asked.first, asked.first + asked.count))
        problems = list(wrong(papers, whole, asked))
        account = json.loads((whole / "run.json").read_bytes()) if (whole / "run.json").exists() else {}
        if asked.kills:
            killed(papers, broken, asked)
            one, other = data(whole), data(broken)
            differing = sorted(each for each in one.keys() | other.keys() if one.get(each) != other.get(each))
            problems += [f"{each} is another one after {asked.kills} runs that were killed" for each in differing]
    for problem in problems:
        print(problem)
    given, failures = Counter(account.get("given", {})), account.get("failures", {})
    print(
        f"{sum(1 for _ in files_of(papers)):,} files, {given.total():,} documents: {_counts(given)}; failed by {_counts(failures)}"
    )
    print(
        f"peak memory: {_counts({key: value // 1_000_000 for key, value in account.get('peak_memory', {}).items()})} MB"
    )
    print(f"{len(problems):,} things are wrong")
    return 1 if problems else 0


def _counts(named: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(named.items())) or "nothing"


if __name__ == "__main__":
    sys.exit(main())
