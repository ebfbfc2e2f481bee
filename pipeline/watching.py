"""A folder that is watched: its files are taken when they have come whole, and again when they change.

The folder is looked through time and again rather than the system asked to tell: that works on a network drive and in a
container too, misses nothing that came while nobody watched, and needs nothing installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic, sleep

from output.write import OutputError
from pipeline.conduct import Ended, Manner, conduct
from pipeline.find import MissingPath, Publication, find_publications

PATIENCE = 5
"""How many times the time of settling a file that lies still waits for others that do not: so a burst becomes one run."""
SHARE = 10
"""Of the time, one part goes to looking: a folder of 100,000 files is not gone through without pause."""
AGAIN = 30.0
"""Seconds until what could not be done is tried again: a disk that is full, a run of somebody else."""

Mark = tuple[tuple[int, int, int], ...]
"""Size, time of change and number on the disk, of a file and of the record beside it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps the watch from its work for now. The message is one sentence."""

    message: str


@dataclass(slots=True)
class Arrivals:
    """Which files of the folder have come, or changed, and which of those lie still."""

    settle: float
    """Seconds for which a file must lie as it is: one that is being written does not."""
    moving: int = 0
    """Files that came or changed of late."""
    _seen: dict[str, tuple[Mark, float]] = field(default_factory=dict)
    """Since when each new file has been as it is."""
    _taken: dict[str, Mark] = field(default_factory=dict)

    def look(self, found: Sequence[Publication], now: float) -> tuple[Publication, ...]:
        """The files to take now; none while there are more to come, unless the first has waited long enough."""
        still: list[Publication] = []
        self.moving, longest = 0, 0.0
        before, self._seen = self._seen, {}
        for publication in found:
            mark = _mark(publication)
            if mark is None or self._taken.get(publication.source) == mark:
                continue
            known = before.get(publication.source)
            since = known[1] if known is not None and known[0] == mark else now
            self._seen[publication.source] = (mark, since)
            if now - since >= self.settle:
                still.append(publication)
                longest = max(longest, now - since)
            else:
                self.moving += 1
        return () if self.moving and longest < PATIENCE * self.settle else tuple(still)

    def take(self, publications: Sequence[Publication]) -> None:
        """They are in the dataset now, as they were when they were looked at."""
        for publication in publications:
            self._taken[publication.source] = self._seen[publication.source][0]


def watch(
    folder: Path, output: Path, manner: Manner, *, settle: float, once: bool, pause: Callable[[float], None] = sleep
) -> Iterator[Ended | Trouble]:
    """What came of each run, and of what kept one from being made, for as long as somebody asks.

    With `once` it ends when all that is there has been taken, and trouble is an OutputError.
    """
    arrivals, troubled = Arrivals(settle), ""
    while True:
        began = monotonic()
        try:
            search = find_publications([folder], leave_out=output)
            ready = arrivals.look(search.publications, monotonic())
            looked = monotonic() - began
            if ready:
                yield conduct(replace(search, publications=ready, passed_over=()), output, manner, nullcontext())
                arrivals.take(ready)
            troubled, wait = "", max(settle / 2, SHARE * looked)
        except (OutputError, MissingPath) as error:
            if once:
                raise OutputError(str(error)) from error
            if str(error) != troubled:
                yield Trouble(str(error))
            troubled, wait = str(error), max(AGAIN, settle)
        else:
            if once and not ready and not arrivals.moving:
                return
        pause(wait)


def _mark(publication: Publication) -> Mark | None:
    """What tells whether a file is as it was; None for one that is gone again."""
    marks = []
    for path in (publication.place, publication.record):
        if isinstance(path, Path):
            try:
                status = path.stat()
            except OSError:
                return None
            marks.append((status.st_size, status.st_mtime_ns, status.st_ino))
    return tuple(marks)
