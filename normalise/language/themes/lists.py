"""Sentences that only list themes: "De thema's zijn ondermijning, jeugd en cybercrime"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from normalise.language.model import Sentence
from normalise.language.themes.context import joins, may_list
from normalise.language.themes.terms import Hit
from normalise.themes import prose_theme

ADJECTIVE = re.compile(r"\W+|\w+e|online|seksueel")
"""What may stand in a list of themes beside the words that join it: "online seksueel kindermisbruik"."""
YEAR_DIGITS = 4


def listed_hits(sentence: Sentence, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The themes that a sentence lists, if that is all it does: they stand in a row, and a word says that it is a list.

    A word that means other things too counts in a list where it is the very name of its theme (`jeugd`). Themes that the
    vocabulary lacks may stand among the others.
    """
    named = tuple(hit for hit in hits if not hit.weak or _names_theme(sentence, hit))
    as_item = sentence.lead_in is not None and may_list(sentence.lead_in)
    themes = {hit.theme for hit in named if not hit.weak}
    if not themes or (not as_item and (len(themes) == 1 or not may_list(sentence))):
        return ()
    if any(token.norm.isdigit() and len(token.norm) != YEAR_DIGITS for token in sentence.tokens):
        return ()
    held = sorted({at for hit in named for at in range(hit.tokens[0], hit.tokens[-1] + 1)})
    gaps = [at for one, other in pairwise(held) for at in range(one + 1, other)]
    if as_item:
        gaps += [at for at in range(len(sentence.tokens)) if at not in held]
    strays = [at for at in gaps if not joins(sentence.tokens[at]) and not ADJECTIVE.fullmatch(sentence.tokens[at].norm)]
    return named if len(strays) < len(themes) else ()


def _names_theme(sentence: Sentence, hit: Hit) -> bool:
    return all(prose_theme(sentence.tokens[at].norm) == hit.theme for at in hit.tokens)
