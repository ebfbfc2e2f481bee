"""The numbers and bullets that Word prints before paragraphs, which stand nowhere in their text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from extract.docx.names import WORD, number, value_of
from extract.html.lists import NUMBERING

PLACEHOLDER = re.compile(r"%([1-9])")
LEVELS = 9
MOST_LINKS = 5
"""A list that takes its levels from a style takes them from one list further; a circle ends here."""
BULLET_SIGNS = {"\uf0b7": "•", "\uf0a7": "▪", "o": "◦", "\uf0d8": "•", "\uf0fc": "•", "\uf02d": "–", "\u2022": "•"}
"""Bullets from fonts of signs, as the signs that they show."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its numbers are written."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    restarts_after: int | None = None
    """The level whose numbers begin it anew; None: any higher one."""
    plain: bool = False
    """Higher levels show as decimal numbers in it."""


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list of the document: its levels, and which lists count on with it."""

    counts_with: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    """Levels that this list begins at a number of its own."""
    style_levels: dict[str, int] = field(default_factory=dict)
    """The level that paragraphs of a style have."""


class Numbering:
    """Counts the numbered paragraphs of one document, in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._root = root
        abstract = () if root is None else root.findall(f"{WORD}abstractNum")
        self._abstract = {element.get(f"{WORD}abstractNumId"): element for element in abstract}
        self._numbers = (
            {} if root is None else {element.get(f"{WORD}numId"): element for element in root.findall(f"{WORD}num")}
        )
        self._kinds: dict[str, ListKind | None] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def label(self, identity: str, level: int) -> str:
        """The label of the next paragraph of a list at a level, as printed; empty where there is none."""
        kind = self._kind(identity)
        if kind is None or level not in range(LEVELS):
            return ""
        counts = self._counts[kind.counts_with]
        own = kind.levels.get(level, Level())
        begins = level in kind.starts and (identity, level) not in self._begun
        self._begun.add((identity, level))
        counts[level] = kind.starts[level] if begins else counts.get(level, kind.starts.get(level, own.start) - 1) + 1
        for lower in [deeper for deeper in counts if deeper > level and _restarts(kind.levels.get(deeper), level)]:
            del counts[lower]
        return _label(kind, level, counts)

    def level_of_style(self, identity: str, style: str | None) -> int | None:
        """The level that a list ties to a style of paragraphs."""
        kind = self._kind(identity)
        return kind.style_levels.get(style) if kind is not None and style is not None else None

    def _kind(self, identity: str) -> ListKind | None:
        if identity not in self._kinds:
            self._kinds[identity] = self._read(identity)
        return self._kinds[identity]

    def _read(self, identity: str) -> ListKind | None:
        element = self._numbers.get(identity)
        if element is None:
            return None
        counts_with = value_of(element, "abstractNumId") or ""
        abstract = self._with_levels(counts_with)
        if abstract is None:
            return None
        kind = ListKind(counts_with)
        for level in abstract.iterchildren(f"{WORD}lvl"):
            _read_level(level, kind)
        for override in element.iterchildren(f"{WORD}lvlOverride"):
            own = override.find(f"{WORD}lvl")
            if own is not None:
                _read_level(own, kind)
            start = value_of(override, "startOverride")
            if start is not None:
                kind.starts[number(override.get(f"{WORD}ilvl"))] = number(start, 1)
        return kind

    def _with_levels(self, identity: str) -> etree._Element | None:
        """The definition of a list; one that refers to a style of lists is that style's."""
        abstract = self._abstract.get(identity)
        for _ in range(MOST_LINKS):
            link = value_of(abstract, "numStyleLink")
            if link is None:
                break
            abstract = next((other for other in self._abstract.values() if value_of(other, "styleLink") == link), None)
        return abstract


def _read_level(element: etree._Element, kind: ListKind) -> None:
    index = number(element.get(f"{WORD}ilvl"))
    restart = value_of(element, "lvlRestart")
    kind.levels[index] = Level(
        form=value_of(element, "numFmt") or "decimal",
        text=value_of(element, "lvlText") or "",
        start=number(value_of(element, "start"), 1),
        restarts_after=None if restart is None else number(restart) - 1,
        plain=element.find(f"{WORD}isLgl") is not None,
    )
    style = value_of(element, "pStyle")
    if style is not None:
        kind.style_levels[style] = index


def _restarts(level: Level | None, after: int) -> bool:
    """Whether a number at level `after` begins a deeper level anew."""
    if level is None or level.restarts_after is None:
        return True
    return after <= level.restarts_after


def _label(kind: ListKind, level: int, counts: dict[int, int]) -> str:
    own = kind.levels.get(level, Level())
    if own.form == "none":
        return PLACEHOLDER.sub("", own.text).strip()
    if own.form == "bullet":
        return BULLET_SIGNS.get(own.text, own.text if own.text.isprintable() else "•")

    def show(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = kind.levels.get(index, Level())
        return write_number(counts.get(index, other.start), "decimal" if own.plain else other.form)

    return PLACEHOLDER.sub(show, own.text).strip()


def write_number(value: int, form: str) -> str:
    """A number in one of Word's forms.

    >>> [write_number(4, form) for form in ("decimal", "lowerRoman", "upperLetter", "decimalZero", "chicago")]
    ['4', 'iv', 'D', '04', '§']
    """
    return FORMS.get(form, str)(value)


SYMBOLS = "*†‡§"


def _symbol(value: int) -> str:
    """The signs of English notes: * † ‡ §, then each twice."""
    return SYMBOLS[(value - 1) % len(SYMBOLS)] * ((value - 1) // len(SYMBOLS) + 1)


FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": NUMBERING["a"],
    "upperLetter": NUMBERING["A"],
    "lowerRoman": NUMBERING["i"],
    "upperRoman": NUMBERING["I"],
    "decimalZero": lambda value: f"{value:02}",
    "ordinal": lambda value: f"{value}e",
    "chicago": _symbol,
    "none": lambda _: "",
}
