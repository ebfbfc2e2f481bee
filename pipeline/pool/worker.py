"""What goes on in a process of the pool: documents come in by a pipe, outcomes go back; nothing else comes out of it.

Limits are held from outside (`watch.py`). What is set here is a second net: an allocation that would pass the limit at
once fails, before anybody could look.
"""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum, auto
from multiprocessing.connection import Connection
from time import perf_counter

import psutil

from extract.document import Options, UnreadableDocument
from normalise.dataset import Failure
from pipeline.archive import Unpacked, unpack
from pipeline.collector import clear_document
from pipeline.content import Content
from pipeline.pool.board import Board
from pipeline.unit import NO_MEMORY, LostDocument, Outcome, Spent

STANDARD_ERROR = 2
PR_SET_PDEATHSIG = 1  # prctl(2): the signal that a process gets when the one that forked it ends

Unit = Callable[[Content, Options, str | None], Outcome]


class Sign(Enum):
    """What goes through the pipe besides documents and outcomes."""

    NEXT = auto()
    """To a worker: give the next entry of the archive."""
    ITSELF = auto()
    """From a worker: it is no archive but a document."""
    OVER = auto()
    """From a worker: that was the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to do with the bytes that follow it."""

    content: Content
    """Without its bytes, which go through the pipe as they are."""
    options: Options
    model: str | None = None


Entry = Unpacked | Sign | UnreadableDocument
"""What is said of an archive: what is in it, that it has no more, or that it cannot be opened further."""


def send_job(link: Connection, job: Job) -> None:
    """Send a document without a second copy of its bytes."""
    link.send(replace(job, content=replace(job.content, data=b"")))
    link.send_bytes(job.content.data)


def read_documents(link: Connection, board: Board, memory: int, unit: Unit) -> None:
    """Do the unit of work for one document after another, until the pipe is closed.

    What each took goes back first, so that the next one can come before anybody looks at the rows.
    """
    own = _settle(memory)
    with suppress(EOFError, ConnectionError):
        while True:
            job = _receive(link)
            start = perf_counter()
            outcome = unit(job.content, replace(job.options, turned=board.turn), job.model).packed()
            board.turn(0)
            link.send(Spent(seconds=perf_counter() - start, memory=own.memory_info().rss))
            link.send(outcome)
            del job, outcome
            clear_document()


def open_archives(link: Connection, _: Board, memory: int) -> None:
    """Unpack one archive after another, an entry whenever it is asked for, until the pipe is closed."""
    _settle(memory)
    with suppress(EOFError, ConnectionError):
        while True:
            job = _receive(link)
            entries = unpack(job.content, job.options.limits)
            while link.recv() is Sign.NEXT:
                entry = _next(entries)
                link.send(Sign.ITSELF if entry is job.content else entry)
                if entry is job.content or isinstance(entry, Sign | UnreadableDocument):
                    break


def _next(entries: Iterator[Unpacked]) -> Entry:
    try:
        return next(entries, Sign.OVER)
    except UnreadableDocument as error:
        return error
    except MemoryError:
        return LostDocument(NO_MEMORY, Failure.MEMORY)


def _receive(link: Connection) -> Job:
    job: Job = link.recv()
    return replace(job, content=replace(job.content, data=link.recv_bytes()))


def _silence() -> None:
    """What libraries print of a document, past Python, goes nowhere; what Python itself has to say still arrives."""
    sys.stderr = os.fdopen(os.dup(STANDARD_ERROR), "w", buffering=1, errors="backslashreplace")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STANDARD_ERROR)
    os.close(nowhere)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what libraries remark on a document is for who made them


def _settle(memory: int) -> psutil.Process:
    """Make this a process that is ended as a whole, leaves Ctrl-C to the run, and ends when the run does."""
    with suppress(OSError):
        os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _silence()
    own = psutil.Process()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        most = own.memory_info().data + memory
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    gc.freeze()  # what was there before the fork is here to stay, and shared
    gc.disable()  # as in a run: it is asked for between documents
    return own
