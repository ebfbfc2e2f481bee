"""No pattern of the program takes more time than the text is long allows: a cell of `########` must not hold up a run.

A pattern that parts a text in many ways tries all of them before it gives up: twice as many for each sign. So each is tried
on signs that are repeated, before something that does not fit.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import signal
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

import extract
import normalise
import output
import pipeline

WHOLE_FILE = 40_000
"""Bytes that a pattern of bytes, which looks through files, is tried on: from each of them to the end is a second."""
SECONDS_A_FILE = 0.5
LENGTH = 48
"""Of the repeated signs: 2 to this power is years."""
SECONDS = 2.0
"""For all that one pattern is tried on; the slowest takes a hundredth of it."""
SIGNS = (
    "#", "*", "1", "a", "A", " ", "  a", ".", "-", "(", ")", "1.", "1 ", "1.000", "a.", "a-", "A.", "(a)", " 1", "1,", "\n",
    "\t", "¹", "m²", "<", "<a ", "&", "/", " a", '"', "'", "=", "x=", "1/", "en ", "|", "| ", "_", "é", "€", "%", "0", "[",
    "2019 ", "a b ",
)  # fmt: skip
BEFORE, BEHIND = ("", "a", "1", "x ", "<", "("), ("", "!", "a!")


def modules() -> Iterator[ModuleType]:
    for room in (extract, normalise, output, pipeline):
        for each in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if not each.name.endswith("__main__"):
                yield importlib.import_module(each.name)


def patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    """All patterns that stand in a module, and those that a function without arguments makes of the vocabulary."""
    found: dict[tuple[object, int], tuple[str, re.Pattern[str] | re.Pattern[bytes]]] = {}
    for module in modules():
        for name, value in vars(module).items():
            made = value() if _makes_pattern(value) else value
            if isinstance(made, re.Pattern):
                found.setdefault((made.pattern, made.flags), (f"{module.__name__}.{name}", made))
    return dict(found.values())


def _makes_pattern(value: object) -> bool:
    if not hasattr(value, "cache_info"):
        return False
    signature = inspect.signature(value)  # type: ignore[arg-type]  # what functools makes of a function is called as one
    return not signature.parameters and "Pattern[" in str(signature.return_annotation).partition("re.")[2]


def texts() -> Iterator[str]:
    for before in BEFORE:
        for sign in SIGNS:
            for behind in BEHIND:
                yield before + sign * (LENGTH // len(sign)) + behind


TEXTS = list(texts())
RAW_TEXTS = [text.encode() for text in TEXTS]


class TooLong(Exception):
    pass


def _stop(*_: object) -> None:
    raise TooLong


@pytest.fixture
def timed() -> Iterator[None]:
    """The clock of the process's own time ends what takes too long: another process that is busy does not."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def takes(seconds: float, task: Callable[[], object]) -> bool:
    """Whether a task takes longer; it is ended then."""
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        task()
    except TooLong:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return False


def is_slow(pattern: re.Pattern[str] | re.Pattern[bytes]) -> bool:
    def try_all() -> None:
        for text in RAW_TEXTS if isinstance(pattern.pattern, bytes) else TEXTS:
            pattern.search(text)  # type: ignore[arg-type]  # text for patterns of text, bytes for those of bytes
            pattern.fullmatch(text)  # type: ignore[arg-type]

    return takes(SECONDS, try_all)


def is_slow_through_files(pattern: re.Pattern[bytes]) -> bool:
    """Whether what one sign begins is looked for anew from the next: that grows with the square of the file."""
    files = (
        before + sign.encode() * (WHOLE_FILE // len(sign.encode())) + b"!"
        for before in (b"", b"<", b"/XObject ", b"1 ")
        for sign in SIGNS
    )
    return any(takes(SECONDS_A_FILE, lambda file=file: sum(1 for _ in pattern.finditer(file))) for file in files)  # type: ignore[misc]


def test_a_slow_pattern_is_seen(timed: None) -> None:
    assert is_slow(re.compile(r"(?:#+\)?)+$"))


def test_a_pattern_that_is_slow_through_files_is_seen(timed: None) -> None:
    assert is_slow_through_files(re.compile(rb"(\d+)\s+\d+\s+obj"))


def test_no_pattern_is_slow_through_files(timed: None) -> None:
    of_bytes = [(name, each) for name, each in patterns().items() if isinstance(each.pattern, bytes)]
    assert len(of_bytes) > 10
    assert [name for name, pattern in of_bytes if is_slow_through_files(pattern)] == []


def test_no_pattern_is_slow(timed: None) -> None:
    every = patterns()
    assert len(every) > 300
    assert [name for name, pattern in every.items() if is_slow(pattern)] == []
