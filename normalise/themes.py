"""Themes of section headings: a slug from the vocabulary, or one made from the heading."""

from __future__ import annotations

from functools import lru_cache

from normalise.text import fold, slugify
from normalise.vocabulary import entries, word, words


@lru_cache(maxsize=1)
def _by_label() -> dict[str, str]:
    themes = entries("themes", "theme")
    return {
        fold(label): word(theme, "slug") or ""
        for theme in themes
        for label in (*words(theme, "labels"), word(theme, "label") or "")
    }


@lru_cache(maxsize=4096)
def theme_slug(label: str | None) -> str | None:
    """The slug of a section heading's theme.

    >>> theme_slug("Ondermijnende criminaliteit"), theme_slug("Lasten"), theme_slug(None)
    ('ondermijning', 'lasten', None)
    """
    if not label:
        return None
    return _by_label().get(fold(label).strip(" :.")) or slugify(label) or None
