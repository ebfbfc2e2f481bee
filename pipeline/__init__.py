"""The command `extract`, and the same as a library: `from pipeline import run`."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.library import add, join, read, run, write

__all__ = ["add", "join", "read", "run", "write"]


def __getattr__(name: str) -> object:
    """What the library offers, imported when it is asked for: the command has no need of it."""
    if name in __all__:
        return getattr(import_module("pipeline.library"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
