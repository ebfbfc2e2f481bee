"""Raised and lowered signs that the file prints apart from the word that they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from extract.markers import is_marker
from extract.pdf.page import Word

Token = tuple[Word, ...]
"""A word and the pieces that are joined to it."""

SMALL = 0.85
"""Of the type size of the word before it: raised signs are at most so large."""
NEAR = 0.25
"""Of that size: a space is wider than what parts a sign from its word."""
RAISED_BY = (0.1, 0.7)
"""Of that size: how far above the baseline of its word a raised sign stands."""
LONGEST = 4
"""Characters: `12)` is long for a marker."""


def attach_raised(tokens: Sequence[Token]) -> list[Token]:
    """Tokens with each raised marker joined to the word that it stands behind."""
    largest = max((token[0].style.size for token in tokens), default=0.0)
    signs = [token for token in tokens if _is_sign(token, SMALL * largest)]
    if not signs:
        return list(tokens)
    hosts: dict[Token, list[Token]] = {}
    for sign in signs:
        host = next((token for token in tokens if _stands_behind(sign[0], token)), None)
        if host is not None:
            hosts.setdefault(host, []).append(sign)
    attached = {sign for inside in hosts.values() for sign in inside}
    return [_join(token, hosts.get(token, ())) for token in tokens if token not in attached]


def _is_sign(token: Token, most: float) -> bool:
    word = token[0]
    return word.style.size <= most and len(word.text) <= LONGEST and len(token) == 1 and is_marker(word.text)


def _stands_behind(sign: Word, token: Token) -> bool:
    word = token[-1]
    size = word.style.size
    least, most = RAISED_BY
    return (
        sign.style.size <= SMALL * size
        and abs(sign.box.left - word.box.right) <= NEAR * size
        and least * size <= word.baseline - sign.baseline <= most * size
    )


def _join(token: Token, signs: Sequence[Token]) -> Token:
    return (*token, *(word._replace(joined=True) for sign in signs for word in sign))
