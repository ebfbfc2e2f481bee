"""Missing figures: the signs and abbreviations that stand in a cell where no figure stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from normalise.dataset import MissingReason
from normalise.text import fold
from normalise.vocabulary import load

AROUND = " \t\r\n€%$£"  # `€ -`, `- %`, `€ PM`: the unit of a figure that is not there
ASIDE = re.compile(r"(?<=\S)\s*\([^()]*\)$")  # nnb (april 2021)
NOT_WORDS = re.compile(r"[.()\[\]:;,]")


@lru_cache(maxsize=1)
def _signs() -> Mapping[str, MissingReason]:
    return MappingProxyType(
        {fold(text): MissingReason(name) for name, lists in load("missing").items() for text in lists.get("signs", ())}
    )


@lru_cache(maxsize=1)
def _words() -> Mapping[str, MissingReason]:
    return MappingProxyType(
        {_bare(text): MissingReason(name) for name, lists in load("missing").items() for text in lists.get("words", ())}
    )


def _bare(text: str) -> str:
    """The words without points, brackets and case: `N.v.t.` and `n.v.t` are `nvt`."""
    return " ".join(NOT_WORDS.sub("", fold(text)).split())


def read_missing(text: str) -> MissingReason | None:
    """Why a cell has no figure, where a sign or abbreviation says so; None for figures and for other words.

    >>> read_missing("N.v.t."), read_missing("€ –"), read_missing("zie bijlage")
    (<MissingReason.NOT_APPLICABLE: 'not_applicable'>, <MissingReason.DASH: 'dash'>, None)
    """
    bare = text.strip(AROUND)
    if not text.strip():
        return MissingReason.BLANK
    sign = _signs().get(fold(bare))
    if sign is not None:
        return sign
    words = _bare(bare)
    return _words().get(words) or _words().get(_bare(ASIDE.sub("", bare)))
