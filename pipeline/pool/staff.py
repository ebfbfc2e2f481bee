"""One process of the pool as the run sees it: given work, looked at, ended."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from time import monotonic

import psutil

from pipeline.pool.board import Board
from pipeline.pool.bounds import Bounds, Verdict, out_of_memory, out_of_time
from pipeline.pool.nursery import context

CHILDREN_AFTER = 0.5
"""Seconds after which a worker may have started programs that are worth looking for, and between such looks."""
LAST_WORDS = 5.0
"""Seconds in which a process that was killed is gone."""


class Member:
    """A process with a pipe to it. The watch, which is a thread, looks at it; all else is done by the run."""

    def __init__(self, task: Callable[..., None], *arguments: object) -> None:
        """Start it: `task` gets its end of the pipe, a board, and the arguments."""
        self.board = Board(context())
        self.link, theirs = context().Pipe()
        self.process = context().Process(target=task, args=(theirs, self.board, *arguments), daemon=True)
        self.process.start()
        theirs.close()
        self._seen = _seen(self.process.pid)
        self.done = 0
        """Documents that it finished."""
        self.peak = 0
        """The most memory that it was seen to have in use for what it does now."""
        self.verdict: Verdict | None = None
        """Why the watch ended it."""
        self.slow_page = 0
        """The page that took too long, if that is why."""
        self._since: float | None = None
        self._used_before = 0.0
        self._children: list[psutil.Process] = []
        self._looked = 0.0
        self._lock = Lock()

    def begin(self, used_before: float = 0.0) -> None:
        """Its time starts; of a document that is tried again, that of the first time counts too."""
        with self._lock:
            self.board.turn(0)
            self.peak, self._used_before, self._children = 0, used_before, []
            self._since = self._looked = monotonic()

    def rest(self) -> None:
        """It has nothing to do; `seconds` is what the last took."""
        with self._lock:
            self._used_before, self._since = self.seconds, None

    @property
    def seconds(self) -> float:
        """How long it is at what it does, or did last; the first time counts too."""
        return self._used_before + (monotonic() - self._since if self._since is not None else 0.0)

    def look(self, bounds: Bounds) -> None:
        """End it when it is over a limit. Called by the watch."""
        with self._lock:
            if self._since is None or self.verdict is not None:
                return
            page = self.board.page
            if page and self.board.seconds > bounds.page_seconds:
                self.slow_page = page
                self._end(out_of_time(bounds))
            elif self.seconds > bounds.seconds:
                self._end(out_of_time(bounds))
            elif self._memory() > bounds.memory:
                self._end(out_of_memory(bounds))

    def end(self) -> None:
        """Kill it with all that it started, and wait until it is gone."""
        with self._lock:
            self._kill()
        self.process.join(LAST_WORDS)
        self.link.close()

    def _end(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self._kill()

    def _kill(self) -> None:
        if self._seen is None or not self._seen.is_running():
            return
        with suppress(psutil.Error):
            self._children = self._seen.children(recursive=True)
        with suppress(OSError):
            os.killpg(self._seen.pid, signal.SIGKILL)
        for process in (self._seen, *self._children):  # those that left the group too
            with suppress(psutil.Error):
                process.kill()

    def _memory(self) -> int:
        """Bytes in use by it and by what it started, as far as they can be seen."""
        if self._seen is None:
            return 0
        now = monotonic()
        try:
            used = int(self._seen.memory_info().rss)
            if now - self._looked > CHILDREN_AFTER:
                self._looked, self._children = now, self._seen.children(recursive=True)
        except psutil.Error:  # it is gone
            return 0
        for child in self._children:
            with suppress(psutil.Error):
                used += int(child.memory_info().rss)
        self.peak = max(self.peak, used)
        return used


def _seen(pid: int | None) -> psutil.Process | None:
    """A process as the system knows it, which never is another one that got its number later; None when it is gone."""
    try:
        return psutil.Process(pid)
    except psutil.Error:
        return None
