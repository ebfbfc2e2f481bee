"""What a format is to the rest of the program: the files that it may write, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from normalise.dataset import Dataset
from output.about import About
from output.formats import File


def _no_remark(_: Dataset) -> None:
    """Nothing is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """How a format is written."""

    files: tuple[File, ...] = ()
    """The files that it may write, but those that hold a table of the contract each."""
    write: Callable[[Dataset, Path, About], None]
    """Write them into a folder. ValueError, beginning with the name of the file, when something does not fit."""
    remark: Callable[[Dataset], str | None] = _no_remark
    """What the format cannot hold of a dataset, with how many there are of it, in a sentence."""
    needs: tuple[str, str] | None = None
    """A module that may not be installed, and the extra that brings it."""
