"""What becomes of each document, told while a run goes on: to whoever looks on, to a log, and to the account of the run."""

from __future__ import annotations

import json
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import TextIO

import click

from normalise.dataset import DocumentStatus
from pipeline.unit import Outcome

STANDARD_ERROR = "-"
BYTES = 1 if sys.platform == "darwin" else 1024
"""What the system counts memory in."""


class Known(StrEnum):
    """What may become of a document besides being read, or not."""

    KEPT = "kept"
    """It was read by an earlier run."""
    TWIN = "twin"
    """It has the content of another one of this run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of one document."""

    source: str
    document_id: str
    status: DocumentStatus | Known
    failure: str | None = None
    error: str | None = None
    seconds: float | None = None
    """From the first byte to the last row, in the process that read it."""
    memory: int | None = None
    """The most bytes that this process was seen to use."""

    def as_json(self) -> str:
        """The line of a log: an object with these names; what is not known is null."""
        seconds = None if self.seconds is None else round(self.seconds, 3)
        values = {
            "source": self.source,
            "document_id": self.document_id,
            "status": self.status,
            "failure": self.failure,
            "error": self.error,
            "seconds": seconds,
            "peak_memory": self.memory,
        }
        return json.dumps(values, ensure_ascii=False)


Listener = Callable[[Line], None]


@dataclass(slots=True)
class Journal:
    """Counts, and passes on to the listeners."""

    listeners: tuple[Listener, ...] = ()
    statuses: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    phases: dict[str, float] = field(default_factory=dict)
    """Seconds of each part of the run, in order."""
    reading: float = 0.0
    """Seconds of all documents together, in whatever process."""
    memory: int = 0
    """The most bytes that one of them took."""
    peaks: dict[str, int] = field(default_factory=dict)
    """The most bytes that the run itself had in use at the end of each part."""

    def read(self, outcome: Outcome) -> None:
        """A document was read, or failed."""
        (row,) = outcome.dataset.documents
        spent = outcome.spent
        self._tell(
            Line(
                source=row.source,
                document_id=row.document_id,
                status=row.status,
                failure=row.failure,
                error=row.error,
                seconds=spent.seconds if spent else None,
                memory=spent.memory or None if spent else None,
            )
        )

    def known(self, source: str, document_id: str, status: Known) -> None:
        """A document did not have to be read."""
        self._tell(Line(source=source, document_id=document_id, status=status))

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """A part of the run, for its account."""
        start = perf_counter()
        try:
            yield
        finally:
            self.phases[name] = self.phases.get(name, 0.0) + perf_counter() - start
            self.peaks[name] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES

    def _tell(self, line: Line) -> None:
        self.statuses[line.status] += 1
        if line.failure:
            self.failures[line.failure] += 1
        self.reading += line.seconds or 0.0
        self.memory = max(self.memory, line.memory or 0)
        for listener in self.listeners:
            listener(line)


@contextmanager
def json_log(path: str | None) -> Iterator[tuple[Listener, ...]]:
    """Who writes a line of JSON for each document to a file, or with `-` to standard error; nobody without a path."""
    if path is None:
        yield ()
    elif path == STANDARD_ERROR:
        yield (lambda line: click.echo(line.as_json(), err=True),)
    else:
        with Path(path).open("w", encoding="utf-8", errors="replace", buffering=1) as stream:
            yield (_writer(stream),)


def _writer(stream: TextIO) -> Listener:
    def write(line: Line) -> None:
        stream.write(line.as_json() + "\n")

    return write
