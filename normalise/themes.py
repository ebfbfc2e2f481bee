"""Themes: their slugs, the section headings that name them, how they hang together and when they were in force."""

from __future__ import annotations

from functools import cache, lru_cache

from normalise.text import fold, slugify
from normalise.vocabulary import Entry, entries, word, words


@lru_cache(maxsize=1)
def _by_label() -> dict[str, str]:
    return {
        fold(label): slug
        for slug, theme in _themes().items()
        for label in (*words(theme, "labels"), word(theme, "label") or "")
    }


@cache
def _themes() -> dict[str, Entry]:
    return {word(theme, "slug") or "": theme for theme in entries("themes", "theme")}


@lru_cache(maxsize=1)
def _by_prose_label() -> dict[str, str]:
    return {fold(label): slug for slug, theme in _themes().items() for label in words(theme, "in_prose")}


def prose_theme(heading: str) -> str | None:
    """The slug of the theme that a heading over running text names in so many words; None for any other heading."""
    label = fold(heading).strip(" :.")
    return _by_label().get(label) or _by_prose_label().get(label)


@lru_cache(maxsize=4096)
def theme_slug(label: str | None) -> str | None:
    """The slug of a section heading's theme.

    >>> theme_slug("Ondermijnende criminaliteit"), theme_slug("Lasten"), theme_slug(None)
    ('ondermijning', 'lasten', None)
    """
    if not label:
        return None
    return _by_label().get(fold(label).strip(" :.")) or slugify(label) or None


def theme_slugs() -> tuple[str, ...]:
    """The slugs of all themes of the vocabulary."""
    return tuple(_themes())


def theme_label(slug: str) -> str:
    """The name of a theme for people; its slug where the vocabulary lacks it."""
    theme = _themes().get(slug)
    return (theme and word(theme, "label")) or slug


@cache
def parent_theme(slug: str) -> str | None:
    """The theme that a theme is a part of."""
    theme = _themes().get(slug)
    return word(theme, "parent") if theme else None


def common_parent(slugs: frozenset[str]) -> str | None:
    """The one theme that all of these are, or are a part of.

    >>> common_parent(frozenset({"cybercrime", "gedigitaliseerde-criminaliteit"}))
    'online-criminaliteit'
    >>> common_parent(frozenset({"ondermijning", "criminele-geldstromen"})), common_parent(frozenset({"fraude", "executie"}))
    ('ondermijning', None)
    """
    above = {parent_theme(slug) or slug for slug in slugs}
    return above.pop() if len(above) == 1 else None


@cache
def national_years(slug: str) -> frozenset[int]:
    """The years in which a national agenda has the theme; none for a theme of regional plans."""
    periods = words(_themes()[slug], "years") if slug in _themes() else ()
    ends = [tuple(map(int, period.split("/"))) for period in periods]
    return frozenset(year for first, last in ends for year in range(first, last + 1))


@cache
def national_years_of_all() -> frozenset[int]:
    """The years of all national agendas that the vocabulary knows."""
    return frozenset().union(*map(national_years, theme_slugs()))
