"""Words as data: each TOML file beside this module holds one vocabulary, read once.

Two forms: named lists of words (`load`), and rules as a list of entries (`entries`). This is the only door to a file
within `normalise/`; the files are part of the package, so they never differ between runs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

Words = Mapping[str, tuple[str, ...]]
Entry = Mapping[str, object]


class VocabularyError(Exception):
    """A vocabulary that does not hold what its reader expects; the message names the file or entry, and the key."""


@cache
def _read(name: str) -> Entry:
    source = files(__name__).joinpath(f"{name}.toml")
    if not source.is_file():
        raise VocabularyError(f"there is no vocabulary {name!r}")
    return MappingProxyType(tomllib.loads(source.read_text(encoding="utf-8")))


@cache
def load(name: str) -> Mapping[str, Words]:
    """The word lists of `name`.toml, as section -> key -> words; raises VocabularyError where it holds anything else.

    >>> load("missing")["suppressed"]["signs"][0]
    'x'
    """
    return MappingProxyType({title: section(name, title) for title in _read(name)})


@cache
def entries(name: str, key: str) -> tuple[Entry, ...]:
    """The entries `[[key]]` of `name`.toml, in the order of the file."""
    return parts(_read(name), key)


def parts(entry: Entry, key: str) -> tuple[Entry, ...]:
    """The entries `[[...key]]` within an entry, in the order of the file."""
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise VocabularyError(f"{key!r} is no list of entries: {value!r}")
    return tuple(MappingProxyType(item) for item in value)


def section(name: str, key: str) -> Words:
    """The word lists of the one section `[key]` of `name`.toml."""
    value = _read(name).get(key)
    if not isinstance(value, dict):
        raise VocabularyError(f"there is no section [{key}] in {name}.toml")
    return MappingProxyType({title: words(value, title) for title in value})


def words(entry: Entry, key: str) -> tuple[str, ...]:
    """The strings of the list under `key`; empty where the entry has no such key."""
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
