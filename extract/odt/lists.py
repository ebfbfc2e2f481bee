"""The numbers that an OpenDocument text prints before headings and items, which stand nowhere in their text."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from extract.html.lists import NUMBERING
from extract.odt.names import STYLE, TEXT

LEVELS = (f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style", f"{TEXT}list-level-style-bullet")
BULLET = f"{TEXT}bullet-char"


@dataclass(frozen=True, slots=True)
class Level:
    """How the numbers of one level are written."""

    form: str = ""
    """`1`, `a`, `A`, `i` or `I`; empty: no number."""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    """Levels that show in it, itself included."""
    bullet: str = ""


def read_levels(style: etree._Element | None) -> dict[int, Level]:
    """The levels of a list style or of the outline, by their number from 1."""
    levels: dict[int, Level] = {}
    for element in style if style is not None else ():
        if element.tag in LEVELS:
            levels[_number(element.get(f"{TEXT}level"), 1)] = Level(
                form=element.get(f"{STYLE}num-format", ""),
                prefix=element.get(f"{STYLE}num-prefix", ""),
                suffix=element.get(f"{STYLE}num-suffix", ""),
                start=_number(element.get(f"{TEXT}start-value"), 1),
                shown=_number(element.get(f"{TEXT}display-levels"), 1),
                bullet=element.get(BULLET, ""),
            )
    return levels


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise


@dataclass(slots=True)
class Counter:
    """Counts the items of one list, or the headings of a document."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next_label(self, level: int, start: str | None = None) -> str:
        """The label of the next item at a level, from 1; `start` is a number of its own that it begins with."""
        own = self.levels.get(level, Level())
        if start is not None:
            self.counts[level] = _number(start, own.start)
        else:
            self.counts[level] = self.counts.get(level, own.start - 1) + 1
        for deeper in [other for other in self.counts if other > level]:
            del self.counts[deeper]
        return self._label(level, own)

    def _label(self, level: int, own: Level) -> str:
        if own.bullet:
            return own.bullet
        if not own.form:
            return ""
        shown = range(max(1, level - own.shown + 1), level + 1)
        numbers = [self._written(each) for each in shown]
        return f"{own.prefix}{'.'.join(number for number in numbers if number)}{own.suffix}".strip()

    def _written(self, level: int) -> str:
        own = self.levels.get(level, Level())
        if not own.form:
            return ""
        return NUMBERING.get(own.form, str)(self.counts.get(level, own.start))
