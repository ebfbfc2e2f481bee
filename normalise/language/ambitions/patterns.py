"""Patterns of words as the vocabulary writes them, compiled to run over a `Line`.

doel ... zijn .. dat|om [      a word matches a form or a lemma; `..` is a gap of at most four words, `...` one of any
                               length; neither crosses a semicolon or a colon. `[` marks where the span begins.
=wil  {goal}  *doelstelling    only the form; any word of the list `goal`; any word that ends so
<f> <p> <i> <v> #              a verb form that can be finite in the present, past, infinitive, participle; a number
^  $  word?  ten_minste       begin and end of the line, an optional word, words that belong together
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from normalise.language.ambitions.lines import Line
from normalise.vocabulary import VocabularyError, section

ITEM = re.compile(r"\S+")
GAPS = {"..": r"(?:[^;:/ ]+/\S* ){0,4}?", "...": r"(?:[^;:/ ]+/\S* )*?"}
FORM, LEMMA, LETTERS = r"[^/ ]*", r"[^/ ]*", r"[^ ]*"

Lists = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; `anchors` are words of which a line must have one (empty: any line may match)."""

    source: str
    regex: re.Pattern[str]
    anchors: frozenset[str]

    def search(self, line: Line) -> re.Match[str] | None:
        """The first match in a line."""
        if self.anchors and self.anchors.isdisjoint(line.keys):
            return None
        return self.regex.search(line.text)


@dataclass(frozen=True, slots=True)
class _Item:
    regex: str
    anchors: frozenset[str]
    optional: bool


@cache
def compile_pattern(source: str, vocabulary: str) -> Pattern:
    """The pattern that a source describes, with the word lists `[lists]` of a vocabulary."""
    lists = section(vocabulary, "lists")
    pieces: list[str] = ["(?<![^ ])"]
    anchors: list[frozenset[str]] = []
    for match in ITEM.finditer(source):
        item = _compile_item(match[0], lists)
        pieces.append(item.regex)
        if item.anchors and not item.optional:
            anchors.append(item.anchors)
    smallest = min(anchors, key=lambda words: (len(words), sorted(words)), default=frozenset[str]())
    return Pattern(source, re.compile("".join(pieces)), smallest)


def _compile_item(text: str, lists: Lists) -> _Item:
    none = frozenset[str]()
    if text in GAPS:
        return _Item(GAPS[text], none, optional=True)
    if text == "[":
        return _Item("(?P<span>)", none, optional=True)
    if text in ("^", "$"):
        return _Item(text, none, optional=True)
    optional = text.endswith("?") and len(text) > 1
    words = _expand(text.removesuffix("?") if optional else text, lists)
    regex = "(?:" + "|".join(_phrase(word) for word in words) + ")"
    plain = all(not set(word) & set("*<#") for word in words)
    anchors = frozenset(word.split()[0].lstrip("=") for word in words) if plain else none
    return _Item(regex + ("?" if optional else ""), anchors, optional=optional)


def _expand(text: str, lists: Lists) -> tuple[str, ...]:
    """The words of an item: alternatives, those in lists included."""
    found: list[str] = []
    for word in text.split("|"):
        if word.startswith("{"):
            name = word.strip("{}")
            if name not in lists:
                raise VocabularyError(f"a pattern names the list {name!r}, which does not exist")
            found += lists[name]
        else:
            found.append(word.replace("_", " "))
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _phrase(words: str) -> str:
    return "".join(_word(word) for word in words.split())


def _word(word: str) -> str:
    if word == "#":
        return rf"{FORM}/{LEMMA}/n "
    if word.startswith("<"):
        return rf"{FORM}/{LEMMA}/[a-z]*[{word.strip('<>')}][a-z]* "
    if word.startswith("="):
        return rf"{_glob(word[1:])}/{LETTERS} "
    return rf"(?:{_glob(word)}/|{FORM}/{_glob(word)}/){LETTERS} "


def _glob(word: str) -> str:
    return re.escape(word).replace(r"\*", FORM)
