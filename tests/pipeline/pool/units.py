"""A unit of work whose reader does what no reader should: the first word of the content says what."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable

from extract.document import Document, Doubt, Locator, Options
from pipeline import unit as real
from pipeline.content import Content

MEGABYTE = 1_000_000
CHUNK = 20 * MEGABYTE
SLOW_PAGE = 7


def unit(content: Content, options: Options, model: str | None) -> real.Outcome:
    """The real one, but for its reader; to be called in a process of a pool, where that harms nobody."""
    real.read = _read  # type: ignore[attr-defined]
    return real.work(content, options, model)


def _read(data: bytes, *, name: str, options: Options = Options()) -> Document:  # noqa: B008 - frozen
    deed = DEEDS.get(data.split()[0].decode())
    if deed is not None:
        deed(options)
    left_out = (
        Doubt(rule="unread-page", message=f"Pagina {page}", locator=Locator(address=f"page={page}"))
        for page in options.left_out
    )
    return Document(media_type="text/plain", blocks=(), doubts=tuple(left_out), title=name)


def _spin(_: Options) -> None:
    while True:
        pass


def _sleep(_: Options) -> None:
    time.sleep(1000)


def _eat(_: Options) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(b"x" * CHUNK))
        time.sleep(0.01)


def _eat_at_once(_: Options) -> None:
    bytearray(b"x") * (10**12)


def _eat_in_a_child(options: Options) -> None:
    child = os.fork()
    if child == 0:
        _eat(options)
    os.waitpid(child, 0)


def _segfault(_: Options) -> None:
    ctypes.string_at(0)


def _leave(_: Options) -> None:
    os._exit(3)


def _hang_with_a_child(_: Options) -> None:
    if os.fork() == 0:
        os.setsid()
        time.sleep(1000)
    time.sleep(1000)


def _turn_pages(options: Options) -> None:
    for page in range(1, 10):
        options.turned(page)
        if page == SLOW_PAGE and page not in options.left_out:
            time.sleep(1000)
    options.turned(0)


DEEDS: dict[str, Callable[[Options], None]] = {
    "spin": _spin,
    "sleep": _sleep,
    "eat": _eat,
    "eat-at-once": _eat_at_once,
    "eat-in-a-child": _eat_in_a_child,
    "segfault": _segfault,
    "leave": _leave,
    "hang-with-a-child": _hang_with_a_child,
    "turn-pages": _turn_pages,
}
