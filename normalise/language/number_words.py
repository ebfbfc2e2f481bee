"""Numbers in words: "twee miljoen" is 2,000,000, "honderdtwintig" 120."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from text_to_num import text2num

LANGUAGE = "nl"
# Made of nothing but parts of number words; "één" counts, "een" does not, being mostly an article.
NUMBER_WORD = re.compile(
    "(?!(?:en|ën|der|tig)$)(?:één|een(?=en|honderd|duizend)|twee|twin|drie?|der|vier|veer|vijf|zes|zeven|acht|tach|negen|tien|tig|elf|twaalf|"
    "honderd|duizend|en|ën)+"
)
MOST_WORDS = 8
"""Words of one number: "drie miljoen tweehonderd duizend vijf"; a row of more is no number, and would take long to find so."""
LARGE = ("miljoen", "miljard")


class NumberInWords(NamedTuple):
    """A number that is written in words, and the tokens it stands in: the first, and the one after the last."""

    first: int
    after: int
    value: int


def find_numbers_in_words(words: Sequence[str]) -> tuple[NumberInWords, ...]:
    """The numbers in words among words in small letters, neighbours that form one number taken together.

    >>> find_numbers_in_words(["nog", "tweehonderd", "vijf", "zaken", "en", "drie", "miljoen"])
    (NumberInWords(first=1, after=3, value=205), NumberInWords(first=5, after=7, value=3000000))
    """
    found: list[NumberInWords] = []
    at = 0
    while at < len(words):
        after = at
        while after < min(at + MOST_WORDS, len(words)) and (
            NUMBER_WORD.fullmatch(words[after]) or (after > at and words[after] in LARGE)
        ):
            after += 1
        while after > at:
            value = _value(" ".join(words[at:after]))
            if value is not None:
                found.append(NumberInWords(at, after, value))
                break
            after -= 1
        at = max(after, at + 1)
    return tuple(found)


def _value(text: str) -> int | None:
    try:
        return int(text2num(text, LANGUAGE))
    except ValueError:
        return None
