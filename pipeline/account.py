"""`run.json`: the account of the last run over a dataset, with what differs from run to run and is no part of the data."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from pipeline.fingerprint import LIBRARIES, fingerprint, installed
from pipeline.journal import Journal
from pipeline.running import Run

FILE = "run.json"
NAME = "beleidscijfers"


def may_write(path: Path) -> bool:
    """Whether there is no such file yet, or one that a run wrote: somebody's own `run.json` is left alone."""
    try:
        return not path.exists() or NAME in json.loads(path.read_bytes())["program"]
    except (OSError, ValueError, LookupError, TypeError):
        return False


def account(run: Run, journal: Journal, options: Mapping[str, object], began: datetime, ended: datetime) -> bytes:
    """The file: versions, options, counts, seconds and bytes. `options` are those of the command, without secrets."""
    dataset = run.dataset
    told = {
        "program": {
            NAME: version(NAME),
            "fingerprint": fingerprint(),
            "python": platform.python_version(),
            "libraries": {name: installed(name) for name in LIBRARIES},
        },
        "options": dict(options),
        "began": began.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "seconds": {
            "total": round((ended - began).total_seconds(), 3),
            **{name: round(seconds, 3) for name, seconds in journal.phases.items()},
            "documents": round(journal.reading, 3),
        },
        "given": dict(sorted(journal.statuses.items())),
        "failures": dict(sorted(journal.failures.items())),
        "dataset": {
            name: len(getattr(dataset, name))
            for name in ("documents", "tables", "observations", "footnotes", "findings")
        },
        "peak_memory": {**journal.peaks, "document": journal.memory},
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=str).encode() + b"\n"
