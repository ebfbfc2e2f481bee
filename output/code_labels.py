"""What the codes and tables of the dataset stand for, in English and in Dutch, from `code_labels.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Label:
    """The words for a code."""

    english: str
    dutch: str


def code_labels(code: type[StrEnum]) -> dict[str, Label]:
    """The label of each code of an enum of `normalise.dataset`, in its order."""
    labels = _all_labels()[code.__name__]
    return {each.value: Label(*labels[each.value]) for each in code}


def table_label(table: str) -> Label:
    """What a table of the dataset holds, in a sentence."""
    return Label(*_all_labels()["tables"][table])


@cache
def _all_labels() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("output").joinpath("code_labels.toml").read_text(encoding="utf-8"))
