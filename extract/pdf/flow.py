"""Words in the order of reading become lines of text, raised markers apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.document import Text
from extract.pdf.page import Box, Style, Word, around
from extract.runs import TextRun

RAISED_SIZE = 0.85
"""Raised and lowered text is at most this part of the size of the text around it; Word sets it at two thirds."""
RAISED_BY = 0.1
"""Part of that size by which its baseline is moved; Word moves it by a third."""
SHARES_LINE = 0.5
"""Part of the lower of two words' heights that they share when they stand on one line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in its place."""

    content: Text
    box: Box
    baseline: float
    style: Style
    """That of most of its characters."""
    bold: bool
    """All of it is bold."""
    ends_bold: bool
    """Its last word is."""

    @property
    def size(self) -> float:
        return self.style.size


def lines_in_order(words: Iterable[Word]) -> list[Line]:
    """Lines of words that stand in the order of reading, as those of one paragraph do."""
    lines: list[list[Word]] = []
    for word in words:
        if lines and _goes_on(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [read_line(line) for line in lines]


def _goes_on(line: Sequence[Word], word: Word) -> bool:
    last = line[-1]
    shared = min(last.box.bottom, word.box.bottom) - max(last.box.top, word.box.top)
    height = min(last.box.height, word.box.height)
    return shared >= SHARES_LINE * height and word.box.left >= last.box.right - max(last.size, word.size)


def read_line(words: Sequence[Word]) -> Line:
    """The words of one line, from the left, as text; at least one must be given."""
    first = words[0]
    style, baseline = first.style, first.baseline
    alike = all(word.style is style and word.baseline == baseline for word in words)
    if not alike:
        style = main_style(words)
        baseline = next(word.baseline for word in words if word.style == style)
    box = even_box(words) if alike else around(word.box for word in words)
    bold = style.bold if alike else all(word.style.bold for word in words)
    content = _plain_text(words) if alike else _text(words, style.size, baseline)
    if first.confidence < 1:
        content = replace(content, confidence=min(word.confidence for word in words))
    return Line(content, box, baseline, style, bold, words[-1].style.bold)


def even_box(words: Sequence[Word]) -> Box:
    """The box of words that follow each other on one baseline in one size."""
    first, last = words[0].box, words[-1].box
    return Box(first.left, first.top, last.right, first.bottom)


def _plain_text(words: Sequence[Word]) -> Text:
    """The text of words that all stand on the line in one style."""
    text = "".join(word.text if word.joined or not index else f" {word.text}" for index, word in enumerate(words))
    if text.isascii():
        return Text(text)
    run = TextRun()
    run.add(text)
    return run.text


def _text(words: Sequence[Word], size: float, baseline: float) -> Text:
    run = TextRun()
    for index, word in enumerate(words):
        if index and not word.joined:
            run.add(" ")
        _add_word(run, word, size, baseline)
    return run.text


def main_style(words: Sequence[Word]) -> Style:
    """The style of most characters, of the largest where as many have another."""
    first = words[0].style
    if all(word.style is first for word in words):
        return first
    counts: Counter[Style] = Counter()
    for word in words:
        counts[word.style] += len(word.text)
    return max(counts, key=lambda style: (counts[style], style.size))


def _add_word(run: TextRun, word: Word, size: float, baseline: float) -> None:
    """Add a word to a run of text of a size on a baseline: plain, raised or lowered."""
    small = word.style.size < RAISED_SIZE * size
    if small and word.baseline < baseline - RAISED_BY * size:
        run.add_raised(word.text)
    elif small and word.baseline > baseline + RAISED_BY * size:
        run.add_lowered(word.text)
    else:
        run.add(word.text)
