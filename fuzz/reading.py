"""A process that reads documents from standard input and says what came of each: a line of JSON for each.

    python -m fuzz.reading [--scans]

It is started by `fuzz.collection`, which kills it when a document takes too long. A document is its number in a line, or the
path of a file that somebody else damaged.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time

from extract.document import Options
from fuzz.damage import Damaged, damaged
from fuzz.judge import faults
from fuzz.seeds import Seed, scan_seeds, seeds
from pipeline.content import identify
from pipeline.unit import work

RESET_PEAK = "5"
SCANS = "--scans"
"""Damage is done to scans instead."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a document."""

    number: int
    name: str
    size: int
    status: str
    said: str
    """Why it could not be read."""
    fault: str
    """What is wrong with the program."""
    seconds: float
    """Of the processor."""
    megabytes: float
    """At most, of the whole process."""


def judged(document: Damaged) -> Verdict:
    """Read a document, and judge what came of it."""
    _reset_peak()
    start = process_time()
    outcome = work(identify(document.name, document.data), Options())
    fault = outcome.fault.trace if outcome.fault else ""
    seconds = process_time() - start
    if not fault:
        try:
            fault = "; ".join(list(faults(outcome.dataset))[:3])
        except Exception:  # noqa: BLE001 - what a joined or written dataset makes of it is what is looked for
            fault = traceback.format_exc()
    (row,) = outcome.dataset.documents
    said = outcome.fault.sentence if outcome.fault else ""
    return Verdict(document.number, document.name, len(document.data), row.status.value, said, fault, seconds, _peak())


def _reset_peak() -> None:
    Path("/proc/self/clear_refs").write_text(RESET_PEAK, encoding="ascii")


def _peak() -> float:
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


def document_of(line: str, sound: Sequence[Seed]) -> Damaged:
    """The document that a line names."""
    if line.isdigit():
        return damaged(int(line), sound)
    path = Path(line)
    return Damaged(0, path.name, path.read_bytes())


def main() -> None:
    """Answer each line with a verdict, until there are no more."""
    sound = scan_seeds() if SCANS in sys.argv else seeds()
    for line in sys.stdin:
        print(json.dumps(asdict(judged(document_of(line.rstrip("\n"), sound)))), flush=True)


if __name__ == "__main__":
    main()
