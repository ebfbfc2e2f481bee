"""Text in which the cells of a table are glued to each other: no figure can be taken out of it with certainty."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.text.lines import Chunk, Line

YEARS = re.compile(r"(?:(?:19|20)\d\d){2,}(?!\d)")  # Indicator20112012201320142015Bron
RUN = re.compile(r"(?<=[a-zà-ÿ)%])(?<!\d[a-zà-ÿ])\d[\d.,%]{2,}")  # inwoners6,36,35,65,54,1CBS
ONE_FIGURE = re.compile(
    r"(?:\d{1,3}(?:\.\d{3})+|\d{1,4})(?:,\d+|\.\d{1,2})?%?[.,]?"
)  # five digits and more are printed with a point
WORD_BEFORE = re.compile(r"[a-zà-ÿ’']{3}[)’']?$")
LONG_RUN = 9
"""A run of so many digits holds two figures at least, whatever stands around it."""
FEWEST_LINES = 2
ADDRESS = re.compile(r"https?:|www\.|@|/")


def is_glued(chunk: Chunk) -> bool:
    """Whether the lines of a chunk are rows of a table whose cells were glued together.

    Two lines must show it, or one that holds two or more glued years or runs: a run of digits behind a word that is no figure.
    """
    marks = [count_marks(line) for line in chunk]
    glued = sum(1 for count in marks if count)
    return glued >= FEWEST_LINES or (glued > 0 and max(marks) >= FEWEST_LINES)


def count_marks(line: Line) -> int:
    """How many pieces of a line can only be cells glued together."""
    text = line.text
    if RUN.search(text) is None:
        return 0
    return sum(
        1 + (sum(map(str.isdecimal, run)) >= LONG_RUN)
        for start, run in _runs(text)
        if _is_glued_run(text[max(0, start - 60) : start], run)
    )


def _runs(text: str) -> Iterable[tuple[int, str]]:
    return ((match.start(), match.group()) for match in RUN.finditer(text))


def _is_glued_run(before: str, run: str) -> bool:
    """Whether a run of digits right behind a word holds more than one figure."""
    word = before.rsplit(None, 1)[-1] if before.strip() else ""
    if not WORD_BEFORE.search(before) or ADDRESS.search(word):
        return False
    return YEARS.fullmatch(run.rstrip(".,%")) is not None or ONE_FIGURE.fullmatch(run) is None
