"""Lines of a column become paragraphs, list items and notes: where a piece ends and the next one begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.pdf.flow import Line

SAME_SIZE = 0.6
"""Points by which the sizes of lines of one paragraph differ at most."""
LOOSE = 1.3
"""Times the usual distance of lines from which the white space parts two paragraphs."""
USUAL_LEADING = 1.25
"""Times the type size, where no two lines tell."""
INDENT = 0.7
"""Of the type size: what a first line is set in by at least."""
ROOM = 0.5
"""Of the type size: what must be left over on a line that could have held the next word."""
MUCH_SHORTER = 0.7
"""Part of the column's width; a line that ends before this and has no full stop is a heading, a name or an address."""
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
BULLET = re.compile(r"([•·●○▪▫■□◦‣⁃∙➢➤✓✔*o–—-])\s+(?=\S)")
NUMBER_LABEL = re.compile(
    r"(\(?(?:\d{1,2}[.)]|[a-z][.)]|[ivx]{1,4}[.)])|\([a-z\d]{1,2}\))\s+(?=\S)"
)  # 1.  a)  (b)  iv.
DASHES = "-–—*o"
"""Bullets that may as well stand in the middle of a sentence."""
CERTAIN_BULLETS = "•·●○▪▫■□◦‣⁃∙➢➤✓✔"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that belong together, and the label that they begin with if they are a list item."""

    lines: tuple[Line, ...]
    label: str = ""


def label_of(text: str) -> re.Match[str] | None:
    """The bullet or number that a text begins with."""
    return BULLET.match(text) or NUMBER_LABEL.match(text)


def _label_of_line(line: Line) -> re.Match[str] | None:
    return None if line.content.markers and line.content.markers[0].offset == 0 else label_of(line.content.text)


def split_paragraphs(lines: Sequence[Line]) -> Iterator[Stretch]:
    """The paragraphs and items of a column, its lines given from the top down."""
    column = _Column.of(lines)
    current: list[Line] = []
    label = ""
    for line in lines:
        found = _label_of_line(line)
        begins = not current or column.begins(current, label, line, found)
        if begins and current:
            yield Stretch(tuple(current), label)
        if begins:
            current, label = [], found[1] if found else ""
        current.append(line)
    if current:
        yield Stretch(tuple(current), label)


@dataclass(frozen=True, slots=True)
class _Column:
    """The measures of a column of text."""

    left: float
    right: float
    leading: dict[float, float]
    """The usual distance of two lines by their size, in half points."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Column:
        steps: dict[float, list[float]] = {}
        for line, following in pairwise(lines):
            step = following.baseline - line.baseline
            if abs(line.size - following.size) < SAME_SIZE and 0 < step < 2 * line.size:
                steps.setdefault(round(2 * line.size), []).append(step)
        leading = {size: median(found) for size, found in steps.items()}
        return cls(min(line.box.left for line in lines), max(line.box.right for line in lines), leading)

    def begins(self, current: Sequence[Line], label: str, line: Line, found: re.Match[str] | None) -> bool:
        """Whether a line begins a new piece after the lines of the current one."""
        last = current[-1]
        if abs(last.size - line.size) >= SAME_SIZE or (last.bold != line.bold and not self._is_run_in(current, line)):
            return True
        if line.baseline - last.baseline > LOOSE * self._leading(line) or line.baseline < last.baseline:
            return True
        if line.content.markers and line.content.markers[0].offset == 0:
            return True
        ends = SENTENCE_END.search(last.content.text) is not None
        if found is not None and self._is_label(found[1], label, ends=ends, last=last, line=line):
            return True
        if label:
            alone = len(current) == 1 and line.box.left <= last.box.left + 1
            return self._is_set_out(current, line) or (alone and (ends or self._had_room(last, line)))
        return (ends and (self._is_set_in(last, line) or self._had_room(last, line))) or self._is_short(last, line)

    def _is_run_in(self, current: Sequence[Line], line: Line) -> bool:
        """Whether bold words go over a line's end: the line is full, and its sentence goes on."""
        last = current[-1]
        is_full = not self._had_room(last, line) and SENTENCE_END.search(last.content.text) is None
        return is_full and (all(other.bold for other in current) or (last.ends_bold and line.bold))

    def _leading(self, line: Line) -> float:
        return self.leading.get(round(2 * line.size), USUAL_LEADING * line.size)

    def _is_label(self, found: str, label: str, *, ends: bool, last: Line, line: Line) -> bool:
        """Whether what looks like a bullet or a number is one: in the middle of a sentence it is a dash or a figure."""
        if found in CERTAIN_BULLETS:
            return True
        alike = bool(label) and line.box.left <= last.box.left + 1
        return ends or alike or (found not in DASHES and self._had_room(last, line))

    def _is_set_out(self, current: Sequence[Line], line: Line) -> bool:
        """Whether a line begins to the left of the text of an item."""
        texts = [other.box.left for other in current[1:]]
        return line.box.left < (min(texts) if texts else current[0].box.left + 1) - INDENT * line.size

    def _is_set_in(self, last: Line, line: Line) -> bool:
        """Whether a line is set in as the first one of a paragraph is."""
        return line.box.left > self.left + INDENT * line.size and last.box.left <= self.left + 1

    def _had_room(self, last: Line, line: Line) -> bool:
        """Whether the first word of a line would have fitted on the line before it."""
        text = line.content.text
        word = len(text.split(None, 1)[0]) if text else 0
        width = (line.box.right - line.box.left) * (word + 1) / max(1, len(text))
        return last.box.right + width + ROOM * line.size < self.right

    def _is_short(self, last: Line, line: Line) -> bool:
        """Whether a line ends so early that the next one, which begins with a capital, is another text."""
        reach = (last.box.right - self.left) / max(1.0, self.right - self.left)
        return reach < MUCH_SHORTER and line.content.text[:1].isupper() and self._had_room(last, line)
