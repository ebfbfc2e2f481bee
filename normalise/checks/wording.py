"""Words of labels that the checks judge by, from the vocabulary `checks.toml`."""

from __future__ import annotations

from functools import lru_cache

from normalise.text import fold
from normalise.wordlists import word_pattern


@lru_cache(maxsize=16_384)
def speaks_of(kind: str, text: str) -> bool:
    """Whether a text has a word of one kind of the vocabulary.

    >>> speaks_of("unbounded", "EMU-saldo (in procenten bbp)"), speaks_of("counts", "Opkomst")
    (True, False)
    """
    return word_pattern("checks", kind).search(fold(text)) is not None
