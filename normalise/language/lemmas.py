"""Lemmas of Dutch words: those of simplemma, with a few of our own where its list is wrong for policy texts."""

from __future__ import annotations

from functools import cache, lru_cache

from normalise.vocabulary import load

LANGUAGE = "nl"


@lru_cache(maxsize=131_072)  # the words of a few thousand documents; a run may be longer than memory
def lemma(word: str) -> str:
    """The lemma of a word in small letters; a word that the list lacks is its own.

    >>> lemma("verdachten"), lemma("aangehouden"), lemma("geremd")
    ('verdachte', 'aanhouden', 'remmen')
    """
    own = _own().get(word)
    if own is not None:
        return own
    from simplemma import lemmatize  # noqa: PLC0415  # a tenth of a second; a page without running text needs none

    # simplemma writes a separable verb as aan_houden, and gives names back with a capital
    return lemmatize(word, lang=LANGUAGE).replace("_", "").lower()


@cache
def _own() -> dict[str, str]:
    return {form: base for base, forms in load("lemmas")["forms"].items() for form in forms}
