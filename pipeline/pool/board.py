"""Memory that a worker and the watch share: which page is being read, and since when."""

from __future__ import annotations

from multiprocessing.context import BaseContext
from time import monotonic

PAGE, SINCE = range(2)


class Board:
    """The worker writes, the watch reads; a value half written cannot be, since each is eight bytes."""

    def __init__(self, context: BaseContext) -> None:
        self._values = context.RawArray("d", 2)

    def turn(self, page: int) -> None:
        """The worker goes to a page, from 1, or draws one, from -1; 0 is no page."""
        self._values[SINCE] = monotonic()
        self._values[PAGE] = page

    @property
    def page(self) -> int:
        """The page that is being read, or below 0 drawn; 0 for none."""
        return int(self._values[PAGE])

    @property
    def seconds(self) -> float:
        """How long that page is being read already."""
        return monotonic() - float(self._values[SINCE])
