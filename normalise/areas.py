"""Areas that a table prints, as columns, rows or a column of its own."""

from __future__ import annotations

import re
from functools import lru_cache

from normalise.text import fold
from normalise.vocabulary import load

DEFAULT_AREA = "NL"
"""What `ref_area` says where a table prints no area."""


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(
        fold(name) for part, table in load("areas").items() if part != "prefixes" for name in table["names"]
    )


@lru_cache(maxsize=1)
def _prefixed() -> re.Pattern[str]:
    """`gemeente Velsen`, `eenheid Rotterdam`: the word and a name of at most four words after it."""
    words = "|".join(re.escape(fold(name)) for name in load("areas")["prefixes"]["names"])
    return re.compile(rf"(?:{words}) (?:[\w'-]+ ?){{1,4}}")


@lru_cache(maxsize=8192)
def is_area(text: str) -> bool:
    """Whether a text is the name of an area and nothing else.

    >>> is_area("Nederland"), is_area("gemeente Velsen"), is_area("structurele budgetten")
    (True, True, False)
    """
    folded = fold(text).strip(" :")
    return folded in _names() or (_prefixed().fullmatch(folded) is not None and folded.split(" ", 1)[1] in _names())
