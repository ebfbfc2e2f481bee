"""The layouts that the tokens of a flattened table give reason to suppose: how wide it may be, and how many labels lead a row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.shapes import NOTED_YEAR, Shape
from extract.text.above import MOST_ABOVE
from extract.text.row_shapes import Layout, Lead
from extract.text.tokens import TokenRun

WIDEST = 30
"""Wider tables do not fit a page; a longer row is two rows."""
MOST_WIDTHS = 6
SURE_SECTION = 4
"""A shorter run of blanks, seen once, may stand over the labels in the header."""
MOST_LABELS = 3


def guess_layouts(run: TokenRun) -> Iterator[Layout]:
    """Layouts that the tokens give reason to suppose, the likeliest first."""
    first = first_figure(run)
    yield from _guess_without_labels(run, first)
    numbers = [
        index for index in range(len(run) - 1) if run.tokens[index].row_number and run.shapes[index + 1] is Shape.WORDS
    ]
    rows = _row_steps(run, first)
    words = _usual_words(run, first)
    for width in _guess_widths(run, first, rows, max(sum(pair) for pair in words)):
        for number in (True, False) if 4 * len(numbers) >= len(rows) and len(numbers) > 1 else (False,):
            for labels, trailing in words:
                yield Layout(width=width, numbered=number, labels=number + labels, trailing=trailing)


def _row_steps(run: TokenRun, first: int) -> list[int]:
    """Cells from the first entry of each stretch of entries to that of the next: the length of a row, wherever its words stand."""
    places = [
        index
        for index in range(max(first, 1), len(run))
        if run.shapes[index] is not Shape.WORDS and run.shapes[index - 1] is Shape.WORDS
    ]
    return [run.width(left, right) for left, right in pairwise(places)]


def _usual_words(run: TokenRun, first: int) -> list[tuple[int, int]]:
    """How many words may lead a row and how many may follow its figures, by the streaks of words between entries."""
    places = range(max(first, 1), len(run))
    streaks = Counter(
        run.words_run[index]
        for index in places
        if run.shapes[index] is Shape.WORDS and run.shapes[index - 1] is not Shape.WORDS
    )
    usual = [
        words
        for words, count in streaks.most_common()
        if 5 * count >= sum(streaks.values()) and words <= MOST_LABELS + 1
    ] or [1]
    return list(
        dict.fromkeys((labels, words - labels) for words in usual for labels in range(1, min(words, MOST_LABELS) + 1))
    )


def _guess_widths(run: TokenRun, first: int, rows: Sequence[int], words: int) -> list[int]:
    """Widths by the blanks of section rows; else by the usual length of rows and by the heads above the first figure."""
    header = max((index for index in range(first) if run.named[index]), default=-1)
    below = range(header + 1, len(run))
    sections = Counter(run.tokens[n].width + 1 for n in below if run.tokens[n].width > 1 and _is_section(run, n))
    if sum(sections.values()) > 1 or max(sections, default=0) >= SURE_SECTION:
        return [width for width, _ in sections.most_common(2) if width <= WIDEST]
    votes: defaultdict[int, float] = defaultdict(float, dict.fromkeys(sections, 2.0))
    for width, count in Counter(rows).items():
        votes[width] += 3 * count / len(rows)
    for width in _widths_of_header(run, first):
        votes[width] += 1 if width > max(rows, default=0) - words else 0.2
    return [width for width, _ in sorted(votes.items(), key=lambda vote: -vote[1]) if 2 <= width <= WIDEST][
        :MOST_WIDTHS
    ]


def _widths_of_header(run: TokenRun, first: int) -> set[int]:
    """How many columns the header has, if its bottom row is full or lacks no more than the heads of the labels."""
    widths = set()
    period = next((index for index in range(first) if run.named[index]), first)
    for labels in range(MOST_LABELS + 1):
        body = first - labels
        widths |= {run.width(skip, body) + corner for skip in range(MOST_ABOVE) if skip < body for corner in (0, 1)}
        if period < body:
            widths |= {run.width(period, body) + more for more in range(labels + 1)}
    return widths


def _is_section(run: TokenRun, index: int) -> bool:
    """Whether a run of blanks ends a row that begins with the words before it."""
    after = index + 1
    ends = after >= len(run) or run.shapes[after] is Shape.WORDS or run.tokens[after].row_number
    return ends and index > 0 and run.shapes[index - 1] is Shape.WORDS


def _guess_without_labels(run: TokenRun, first: int) -> Iterator[Layout]:
    """Layouts of tables whose rows begin with a period, or with no label at all."""
    periods = [index for index in range(max(first - 1, 0), len(run)) if run.shapes[index] is Shape.PERIOD]
    steps = Counter(run.width(left, right) for left, right in pairwise(periods))
    likely = {width for width, _ in steps.most_common(1)} | {
        max((width for width, count in steps.items() if count > 1), default=0)
    }
    for width in likely if 3 * max(steps.values(), default=0) >= len(periods) else ():
        if 2 <= width <= WIDEST:
            trailing = sum(1 for shape in run.shapes[periods[0] : periods[1]] if shape is Shape.WORDS)
            yield Layout(width=width, lead=Lead.PERIOD, trailing=trailing)
    if any(shape is Shape.WORDS for shape in run.shapes[max(first - 1, 0) :]):
        return
    streak = longest = 0
    for named in run.named:
        streak = streak + 1 if named else 0
        longest = max(longest, streak)
    if 2 <= longest <= WIDEST:
        yield Layout(width=longest, lead=Lead.NOTHING, labels=0)


def first_figure(run: TokenRun) -> int:
    """The first token that a header cannot hold: a figure that is no period, or a section's run of blanks."""
    for index, token in enumerate(run.tokens):
        if token.shape is Shape.FIGURE and not NOTED_YEAR.fullmatch(token.text):
            return index
        if token.shape is Shape.MISSING and not token.row_number:
            return index
    return len(run)
