"""Measuring time: alternate what is compared, so that a slow moment of the machine hits both."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter


def seconds(work: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    """How long a piece of work takes; the rubbish of the work before it is cleared first."""
    gc.collect()
    start = clock()
    work()
    return clock() - start


def medians(
    works: Sequence[Callable[[], object]], rounds: int, clock: Callable[[], float] = perf_counter
) -> list[float]:
    """The median time of each piece of work, over rounds in which each takes its turn, after one round to warm up.

    With `time.process_time` for a clock it is the processor's time that counts, whatever else the machine does.
    """
    for work in works:
        work()
    measured = [[seconds(work, clock) for work in works] for _ in range(rounds)]
    return [median(times) for times in zip(*measured, strict=True)]
