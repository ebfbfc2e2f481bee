"""Words as data: each TOML file beside this module holds one vocabulary, read once.

Two forms: named lists of words (`load`), and rules as a list of entries (`entries`). This is the only door to a file within
`normalise/`; the files are part of the package, so they never differ between runs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

Words = Mapping[str, tuple[str, ...]]
Entry = Mapping[str, object]


class VocabularyError(Exception):
    """A vocabulary that does not hold what its reader expects; the message names the file or entry, and the key."""


@lru_cache(maxsize=None)
def _read(name: str) -> Entry:
    source = files(__name__).joinpath(f"{name}.toml")
    if not source.is_file():
        raise VocabularyError(f"there is no vocabulary {name!r}")
    return MappingProxyType(tomllib.loads(source.read_text(encoding="utf-8")))


@lru_cache(maxsize=None)
def load(name: str) -> Mapping[str, Words]:
    """The word lists of `name`.toml, as section -> key -> words; raises VocabularyError where it holds anything else.

    >>> load("missing")["suppressed"]["signs"][0]
    'x'
    """
    sections = {key: value for key, value in _read(name).items() if isinstance(value, dict)}
    if len(sections) != len(_read(name)):
        raise VocabularyError(f"{name}.toml holds something else than sections of word lists")
    lists = {title: {key: words(section, key) for key in section} for title, section in sections.items()}
    return MappingProxyType({title: MappingProxyType(section) for title, section in lists.items()})


@lru_cache(maxsize=None)
def entries(name: str, key: str) -> tuple[Entry, ...]:
    """The entries `[[key]]` of `name`.toml, in the order of the file."""
    value = _read(name).get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise VocabularyError(f"{key!r} in {name}.toml is no list of entries")
    return tuple(MappingProxyType(item) for item in value)


def words(entry: Entry, key: str) -> tuple[str, ...]:
    """The list of strings under `key`; empty where the entry has no such key."""
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise VocabularyError(f"{key!r} is no list of strings: {value!r}")
    return tuple(value)


def word(entry: Entry, key: str) -> str | None:
    """The string under `key`; None where the entry has no such key."""
    value = entry.get(key)
    if value is None or isinstance(value, str):
        return value
    raise VocabularyError(f"{key!r} is no string: {value!r}")


def whole(entry: Entry, key: str) -> int | None:
    """The whole number under `key`; None where the entry has no such key."""
    value = entry.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise VocabularyError(f"{key!r} is no whole number: {value!r}")


def flag(entry: Entry, key: str, *, default: bool) -> bool:
    """The truth value under `key`; `default` where the entry has no such key."""
    value = entry.get(key, default)
    if isinstance(value, bool):
        return value
    raise VocabularyError(f"{key!r} is no truth value: {value!r}")
