"""Looks at the processes of a pool, some times a second, whatever the run itself is doing or waiting for."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Event, Thread

from pipeline.pool.bounds import Bounds
from pipeline.pool.staff import Member

PAUSE = 0.05
"""Seconds between looks: in that time a process takes a quarter of a gigabyte at most, and one look costs 0.05 ms."""


class Watch:
    """A thread that ends what is over its limits."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._members: tuple[Member, ...] = ()
        self._over = Event()
        self._thread = Thread(target=self._look, name="watch", daemon=True)

    def over(self, members: Iterable[Member]) -> None:
        """Look at these from now on."""
        self._members = tuple(members)
        if not self._thread.is_alive() and self._members:
            self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(PAUSE):
            for member in self._members:
                member.look(self._bounds)
