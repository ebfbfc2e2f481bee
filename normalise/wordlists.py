"""Word lists of a vocabulary as patterns, each compiled once."""

from __future__ import annotations

import re
from functools import cache

from normalise.vocabulary import load
from normalise.words import compile_words


@cache
def word_pattern(vocabulary: str, section: str, key: str = "words") -> re.Pattern[str]:
    """A pattern for any word under `key` in `[section]` of a vocabulary, as a whole word on folded text."""
    return compile_words(load(vocabulary)[section][key])
