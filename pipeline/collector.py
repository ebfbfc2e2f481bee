"""Python's collector of cyclic garbage, kept from walking over rows that are here to stay.

Left to itself it goes over all rows again and again while more of them come: a run over ten pages of a hundred tables
then takes a third longer, and cost grows faster than the number of documents (`make bench`).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 0


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No collections but those that are asked for."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def clear_document() -> None:
    """Free what one document left behind: only what came since the last time is looked at, so cost stays linear."""
    gc.collect(YOUNG)
