"""Where the processes of a pool come from: one that has imported all that they need, and forks.

A process of its own (multiprocessing's forkserver) rather than a fork of the run: that one has threads, and grows. It
takes a third of a second to start, while the run imports what it needs itself; each worker after it takes a hundredth.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path

UNIT = "pipeline.pool.worker"
WARM = "pipeline.pool.warm"
"""What reads a page before the first fork, so that no worker has to load word lists and compile patterns: 1.5 s."""
SMALL = 500_000
"""Bytes of documents together that one worker reads in the time that this takes."""


@cache
def context() -> ForkServerContext | SpawnContext:
    """How processes are started: by fork of the nursery, or anew where the system cannot fork."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("forkserver")
    return multiprocessing.get_context("spawn")


def is_small(places: Sequence[object]) -> bool:
    """Whether one worker is the quickest to read what is at these places: a document, or a few small ones."""
    size = 0
    for place in places if len(places) > 1 else ():
        try:
            size += place.stat().st_size if isinstance(place, Path) else SMALL
        except OSError:  # what is not there is soon read
            continue
        if size > SMALL:
            return False
    return True


def open_nursery(*, small: bool, at_once: bool) -> None:
    """Prepare it for documents that are a small work, or a large one; start it now, or else with the first worker."""
    if isinstance(context(), ForkServerContext):
        context().set_forkserver_preload([UNIT] if small else [UNIT, WARM])
        if at_once:
            forkserver.ensure_running()


def cores() -> int:
    """The processor's cores that this process may use: as many documents are read at a time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
