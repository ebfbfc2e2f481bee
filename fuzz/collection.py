"""A collection of damaged documents through the unit of work: what crashes, hangs, swells or invents figures.

    python -m fuzz.collection --count 2000 --first 0 [--scans] [--keep FOLDER]
    python -m fuzz.collection --papers FOLDER

The same numbers are the same documents on every machine (`fuzz.damage`); --papers takes the
files of a folder that somebody else damaged. What went wrong is printed, and kept with --keep.
"""

from __future__ import annotations

import argparse
import json
import select
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from fuzz.reading import SCANS, Verdict, document_of
from fuzz.seeds import Seed, scan_seeds, seeds
from pipeline.find import could_be_document

WAIT = 600
"""Seconds by the clock after which a reader is killed; the machine may be busy with something else."""
MOST_SECONDS = 10
"""Of the processor, for one document."""
MOST_MEGABYTES = 1_000
COMMAND = [sys.executable, "-m", "fuzz.reading"]
ROOT = Path(__file__).resolve().parent.parent


def files_of(papers: Path) -> Iterator[Path]:
    """The files in a folder that could be documents."""
    return (path for path in sorted(papers.rglob("*")) if path.is_file() and could_be_document(path.name))


class Reader:
    """A process that reads; another one takes its place when it was killed or died."""

    def __init__(self, *, scans: bool) -> None:
        self._command = [*COMMAND, SCANS] if scans else COMMAND
        self._process = self._start()

    def read(self, document: int | Path) -> Verdict | str:
        """What came of a document; a word where its reader did not live to say it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{document}\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], WAIT)
        line = self._process.stdout.readline() if ready else ""
        if line:
            return Verdict(**json.loads(line))
        self.close()
        ended = self._process.returncode
        self._process = self._start()
        return f"died with {ended}" if ready else f"hung for {WAIT} s"

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603


def wrong(verdict: Verdict) -> str:
    """What is wrong with the program, as this document shows it; nothing when all is well."""
    if verdict.fault:
        return verdict.fault
    if verdict.seconds > MOST_SECONDS:
        return f"took {verdict.seconds:.1f} s of the processor"
    return f"took {verdict.megabytes:,.0f} MB" if verdict.megabytes > MOST_MEGABYTES else ""


def run(documents: Sequence[int | Path], keep: Path | None, *, scans: bool = False) -> Iterator[Verdict | str]:
    """The verdict on each document; what is wrong is printed at once, and the document kept."""
    sound = scan_seeds() if scans else seeds()
    reader = Reader(scans=scans)
    try:
        for each in documents:
            verdict = reader.read(each)
            problem = verdict if isinstance(verdict, str) else wrong(verdict)
            if problem:
                _report(each, problem, sound, keep)
            yield verdict
    finally:
        reader.close()


def _report(which: int | Path, problem: str, sound: list[Seed], keep: Path | None) -> None:
    document = document_of(str(which), sound)
    print(f"{document.name}: {problem}", flush=True)
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / document.name).write_bytes(document.data)
        (keep / f"{document.name}.why").write_text(problem, encoding="utf-8")


def main() -> int:
    """Print what came of it; 1 when anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    parser.add_argument(SCANS, action="store_true", help="damage scans instead: a second each, with tesseract")
    parser.add_argument("--papers", type=Path)
    told = parser.parse_args()
    documents = list(files_of(told.papers)) if told.papers else range(told.first, told.first + told.count)
    verdicts = list(run(documents, told.keep, scans=told.scans))
    lived = [each for each in verdicts if isinstance(each, Verdict)]
    statuses = Counter(each.status for each in lived)
    bad = len(verdicts) - len(lived) + sum(bool(wrong(each)) for each in lived)
    print(
        f"{len(verdicts):,} documents: "
        + ", ".join(f"{count:,} {status}" for status, count in sorted(statuses.items()))
    )
    print(
        f"most processor time {max(each.seconds for each in lived):.1f} s, most memory {max(each.megabytes for each in lived):,.0f} MB"
    )
    print(f"{bad:,} show a fault of the program")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
