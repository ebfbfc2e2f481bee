"""Named pipes, of which `<(…)` of a shell is one: read to their end, without waiting for ever for a writer."""

from __future__ import annotations

import os
import select
from pathlib import Path
from stat import S_ISFIFO
from time import monotonic

from extract.document import UnreadableDocument

PATIENCE = 120.0
"""Seconds without a byte after which nobody will write any more: a page that is fetched into one may be slow."""
AT_ONCE = 65_536
NEVER_ENDS = "nothing has come out of the pipe for {seconds:g} seconds; give the document as a file"


def is_pipe(path: Path) -> bool:
    """Whether a path leads to one; OSError when there is nothing."""
    return S_ISFIFO(path.stat().st_mode)


def read_pipe(path: Path, most: int, *, patience: float = PATIENCE) -> bytes:
    """What comes out of a pipe, `most` bytes of it; UnreadableDocument when it does not go on for `patience` seconds."""
    file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # or opening it would wait for its writer
    try:
        data = bytearray()
        while len(data) < most and (came := _next(file, min(AT_ONCE, most - len(data)), monotonic() + patience)):
            data += came
        return bytes(data)
    except TimeoutError as error:
        raise UnreadableDocument(NEVER_ENDS.format(seconds=patience)) from error
    finally:
        os.close(file)


def _next(file: int, most: int, until: float) -> bytes:
    """What comes next, nothing at the end; TimeoutError when nothing has by then."""
    waits = select.poll()
    waits.register(file, select.POLLIN)
    while (left := until - monotonic()) > 0:
        if not waits.poll(left * 1000):
            break
        try:
            return os.read(file, most)
        except BlockingIOError:  # another reader of the same pipe was first
            continue
    raise TimeoutError
