"""Where sentences of Dutch running text begin, given its tokens.

A point ends a sentence when a new one can begin behind it: not after an abbreviation that asks for a word (`art. 3`), an
initial (`J. de Vries`), the number of an item (`1. Verlagen …`), and not before a small letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from normalise.vocabulary import load

POINT = "."
ENDS = frozenset({POINT, "!", "?", "...", "…", "?!", "!?", "!!"})
CLOSERS = frozenset({")", "]", '"', "'", "''", "»", "”"})
"""What may stand between the point and the next sentence, and belongs to the one before."""
OPENERS = frozenset({"(", "[", '"', "'", "«", "“", "•", "-"})
INITIAL = re.compile(r"(?:[A-Z]\.)+|[A-Z]")
ITEM_NUMBER = re.compile(r"(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]?")
CLOSED_LINE = re.compile(r"[.!?:;…)\"']$")


def sentence_starts(tokens: Sequence[str], spaced: Sequence[bool]) -> list[bool]:
    """For each token whether a sentence begins with it; `spaced` says whether a space follows a token.

    A token of white space (a line end) belongs to the sentence before it.

    >>> sentence_starts(["Zie", "art.", "3", ".", "Klaar", "."], [True, True, False, True, False, False])
    [True, False, False, False, True, False]
    """
    starts = [False] * len(tokens)
    if tokens:
        starts[0] = True
    begin = 0
    for at, token in enumerate(tokens):
        if at < begin:
            continue
        after = _after_end(tokens, spaced, at, begin) if not token.isspace() else _after_line(tokens, at)
        if after is not None and after < len(tokens):
            starts[after] = True
            begin = after
    return starts


def _after_end(tokens: Sequence[str], spaced: Sequence[bool], at: int, begin: int) -> int | None:
    """The place behind the end of a sentence at this token; None where it is no end."""
    word = tokens[at]
    if word in ENDS:
        if word == POINT and at and not spaced[at - 1] and _is_label_or_initial(tokens, at - 1, begin):
            return None
    elif not (word.endswith(POINT) and word.lower() in closing_abbreviations()):
        return None
    after = at + 1
    while after < len(tokens) and (tokens[after] in CLOSERS or tokens[after] in ENDS) and not spaced[after - 1]:
        after += 1
    if after < len(tokens) and not spaced[after - 1] and not tokens[after].isspace():
        return None
    while after < len(tokens) and tokens[after].isspace():
        after += 1
    return after if after == len(tokens) or _can_begin(tokens, after) else None


def _is_label_or_initial(tokens: Sequence[str], at: int, begin: int) -> bool:
    word = tokens[at]
    return INITIAL.fullmatch(word) is not None or (at == begin and ITEM_NUMBER.fullmatch(word) is not None)


def _can_begin(tokens: Sequence[str], at: int) -> bool:
    while at < len(tokens) - 1 and tokens[at] in OPENERS:
        at += 1
    first = tokens[at].lstrip("'")[:1] or tokens[at][:1]
    # 's Avonds, 't Is: the word behind the small letter has the capital
    if tokens[at].lower() in ("'s", "'t", "'n") and at + 1 < len(tokens):
        first = tokens[at + 1][:1]
    return first.isupper() or first.isdigit() or first in "€•"


def _after_line(tokens: Sequence[str], at: int) -> int | None:
    """The place behind a line end that ends a sentence: unless the next line goes on with a small letter."""
    if "\n" not in tokens[at] or at + 1 >= len(tokens) or at == 0:
        return None
    goes_on = tokens[at + 1][:1].islower() and not CLOSED_LINE.search(tokens[at - 1])
    return None if goes_on or tokens[at - 1] == "," else at + 1


@cache
def closing_abbreviations() -> frozenset[str]:
    """Abbreviations with which a sentence can end, in small letters."""
    return frozenset(load("abbreviations")["points"]["closing"])


@cache
def abbreviations() -> tuple[str, ...]:
    """All abbreviations that the tokenizer keeps whole, in small letters."""
    points = load("abbreviations")["points"]
    return tuple(sorted({*points["open"], *points["closing"]}))
