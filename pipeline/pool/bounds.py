"""What a document may take before it is stopped, and what is said of one that was."""

from __future__ import annotations

from dataclasses import dataclass
from signal import Signals

from normalise.dataset import Failure

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one document may take, of the process that reads it and the programs that this starts (tesseract) together."""

    seconds: float = 120.0
    """By the clock on the wall: a budget of 400 pages takes some thirty."""
    memory: int = 2_000_000_000
    """Bytes in use; the longest annual reports take 400 million."""
    page_seconds: float = 30.0
    """For one page of a PDF; it is then left out, and the others are read. A full page takes a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a process was stopped, or what became of it."""

    failure: Failure
    sentence: str


def out_of_time(bounds: Bounds) -> Verdict:
    """For a document that took too long."""
    return Verdict(
        Failure.TIMEOUT,
        f"it was not read within {bounds.seconds:g} seconds; give it more with --timeout, or leave it out",
    )


def out_of_memory(bounds: Bounds) -> Verdict:
    """For a document that took too much memory."""
    return Verdict(
        Failure.MEMORY,
        f"it takes more memory than the {bounds.memory / MEGABYTE:,.0f} MB allowed; give it more with --memory, or leave it out",
    )


def died(exit_code: int | None) -> Verdict:
    """For a document whose process ended by itself: `exit_code` as multiprocessing tells it, a signal as its negative."""
    how = f"ended with {exit_code}"
    if exit_code is not None and exit_code < 0:
        try:
            how = f"was ended by {Signals(-exit_code).name}"
        except ValueError:
            how = f"was ended by signal {-exit_code}"
    return Verdict(
        Failure.CRASH, f"the process that read it {how}; please report this, with the document, and leave it out"
    )
