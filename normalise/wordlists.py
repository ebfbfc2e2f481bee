"""Word lists of a vocabulary as patterns, each compiled once."""

from __future__ import annotations

import re
from functools import cache

from normalise.vocabulary import section as word_lists
from normalise.words import compile_words

WORD_LIST = re.compile(r"(?<!P)<(\w+)>")  # <figures>, but not the name of a group


@cache
def word_pattern(vocabulary: str, section: str, key: str = "words") -> re.Pattern[str]:
    """A pattern for any word under `key` in `[section]` of a vocabulary, as a whole word on folded text."""
    return compile_words(word_lists(vocabulary, section)[key])


@cache
def named_pattern(vocabulary: str, source: str) -> re.Pattern[str]:
    """A regular expression of a vocabulary; `<figures>` in it stands for the alternatives of that name in its `[words]`."""
    lists = word_lists(vocabulary, "words")
    return re.compile(WORD_LIST.sub(lambda match: "(?:" + "|".join(lists[match[1]]) + ")", source))
