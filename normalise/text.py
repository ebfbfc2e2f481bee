"""Text made comparable: typographic variants of spaces, dashes and quotes become one."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

# Spaces that stand for one space: NBSP, figure space, thin space, narrow NBSP and their kin. Line ends are none:
# digits on two lines are two numbers.
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# Hyphens, dashes and minus signs; jaarverslagen print all of them before a negative figure.
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u00b4`"
_QUOTES = "\u201c\u201d\u201e\u201f"
# Soft hyphen, zero-width space and joiners, word joiner, byte order mark: they print nothing.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_QUOTES, '"'),
    }
)
_UNSEEN = dict.fromkeys(map(ord, _INVISIBLE))
# Letters that do not fall apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "&": " en "}
)
# `aangepakte csv's` -> runs of what is no letter or digit
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


def straighten(text: str) -> str:
    """The text with plain spaces, hyphens and quotes; every character keeps its place, so offsets stay right.

    >>> straighten("‒\\u00a03 ’20")
    "- 3 '20"
    """
    return text if text.isascii() and "`" not in text else text.translate(_STRAIGHT)


def drop_invisible(text: str) -> str:
    """The text without soft hyphens and zero-width characters; offsets shift."""
    return text if text.isascii() else text.translate(_UNSEEN)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The text for matching: one form for each space, dash and quote, no case, no ligatures, spaces collapsed.

    Superscript digits become plain digits (`m²` -> `m2`), so take markers out first.

    >>> fold("  Kĳk ’s\\u00a0Avonds – VÓÓR m² ")
    "kijk 's avonds - vóór m2"
    """
    if text.isascii():
        return " ".join(straighten(text).lower().split())
    # Quotes go first: NFKC would make a space and an accent of the acute. Twice, since casefold may undo NFKC.
    once = normalize("NFKC", straighten(drop_invisible(text))).casefold()
    return " ".join(straighten(normalize("NFKC", once).casefold()).split())


@lru_cache(maxsize=65_536)
def slugify(text: str) -> str:
    """An ASCII slug: lower case, words joined by hyphens, no apostrophes; empty where nothing is a letter or digit.

    >>> slugify("Aantal aangepakte CSV’s"), slugify("Bewaken & beveiligen (één jaar)")
    ('aantal-aangepakte-csvs', 'bewaken-en-beveiligen-een-jaar')
    """
    letters = fold(text).replace("'", "").translate(_LETTERS)
    bare = "".join(char for char in normalize("NFKD", letters) if not combining(char))
    return _BETWEEN_WORDS.sub("-", bare).strip("-")
