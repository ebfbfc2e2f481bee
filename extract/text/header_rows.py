"""The header of a flattened table: where it begins, which rows it has, and which line above it is the caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from math import inf

from extract.shapes import NOTED_YEAR, Shape, find_date, names_period
from extract.text.alignment import Layout, Lead
from extract.text.tokens import Token, TokenRun
from extract.text.words import ATTRIBUTE_HEAD, CAPTION, CORNER_HEAD, LABEL_HEAD, NUMBERED, THEME_HEAD, VALUE_HEAD, is_column_head

MOST_ROWS = 3
"""Deeper headers were not seen in flattened text."""
NO_HEADER = 5.0
ROW_MORE = 0.6
BOTTOM_LOST = 1.5
UPPER_LOST = 0.8
"""Upper rows lose cells more often: a name that spans columns is printed once."""
NOT_A_HEAD = 3.0
SPLIT_PERIODS = 1.5
NO_CAPTION = 0.4
MOST_GAIN = 4.0
"""The most that a caption, a known heading and blanks at the left can take off the cost of a header."""
LEFT_OVER = 0.3
"""For each line above the caption that is left to the text before the table."""
LEFT_OVER_ENTRY = 1.0
WRONG_COLUMN = 1.5
"""A head that cannot stand over what its column holds: a period or measure over words, `Bron` over figures."""
BLANK_OVER_ENTRIES = 1.0
LIKE_SECTION = 2.0
LOWER_CASE = 0.6
"""The head of a column of labels begins with a capital; a group's name in lower case belongs over entries."""


class HeaderKind(Enum):
    """How the cells of a header row are placed."""

    FULL = "full"
    VALUES = "values"
    """One for each column of entries: the blanks over the labels were dropped."""
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A header row: tokens `start` up to `end`."""

    start: int
    end: int
    kind: HeaderKind


Rows = tuple[float, tuple[HeaderRow, ...]]
"""Header rows and what they cost."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header and what it costs to suppose it; `caption` is the token above it, if that is one."""

    cost: float
    start: int
    rows: tuple[HeaderRow, ...] = ()
    caption: int | None = None


class HeaderPlanner:
    """Headers that may stand above a first body row, each with its cost."""

    def __init__(self, run: TokenRun, layout: Layout, headings: frozenset[str]) -> None:
        self.run = run
        self.layout = layout
        self.headings = headings
        """Headings of the document: a caption often repeats one."""
        self.named = tuple(names_period(token.text) for token in run.tokens)
        self.priced = (0.0, *accumulate(self._price(index) for index in range(len(run))))
        """The price of all tokens before each one."""
        self.left_over = (0.0, *accumulate(LEFT_OVER_ENTRY if token.entry or is_odd_title(token.text) else LEFT_OVER for token in run.tokens))

    def plan(self, body: int) -> Header:
        """The cheapest header between the first token and the first body row."""
        if body and self.layout.lead is not Lead.PERIOD and self.run.shapes[body] is Shape.PERIOD and self.named[body - 1]:
            return Header(inf, body)
        best = Header(NO_HEADER + self._caption_cost(body), body, (), self._caption(body))
        split = SPLIT_PERIODS * 2 * (body > 0 and self.named[body] and self.named[body - 1] and self.layout.lead is Lead.WORDS)
        for start in range(body - 1, max(-1, body - MOST_ROWS * self.layout.width - 1), -1):
            if self.priced[body] - self.priced[start] > best.cost + MOST_GAIN:
                break
            cost, rows = self._rows(start, body, MOST_ROWS)
            cost += self._caption_cost(start) + split
            if cost < best.cost:
                best = Header(cost, start, rows, self._caption(start))
        return best

    def _rows(self, start: int, end: int, most: int) -> Rows:
        """The cheapest rows for the tokens of a header; the last is the bottom row."""
        cost, kind = self._row(start, end, bottom=True)
        best: Rows = (cost, (HeaderRow(start, end, kind),))
        if most == 1 or self.run.width(start, end) < 3:
            return best
        for split in range(max(start + 1, end - self.layout.width), end):
            bottom, kind = self._row(split, end, bottom=True)
            if bottom + ROW_MORE >= best[0]:
                continue
            upper, rows = self._upper_rows(start, split, most - 1)
            if bottom + upper + ROW_MORE < best[0]:
                best = (bottom + upper + ROW_MORE, (*rows, HeaderRow(split, end, kind)))
        return best

    def _upper_rows(self, start: int, end: int, most: int) -> Rows:
        cost, kind = self._row(start, end, bottom=False)
        best: Rows = (cost, (HeaderRow(start, end, kind),))
        for split in range(start + 1, end) if most > 1 and cost == inf else ():
            first, first_kind = self._row(start, split, bottom=False)
            second, second_kind = self._row(split, end, bottom=False)
            if first + second + ROW_MORE < best[0]:
                best = (first + second + ROW_MORE, (HeaderRow(start, split, first_kind), HeaderRow(split, end, second_kind)))
        return best

    def _row(self, start: int, end: int, *, bottom: bool) -> tuple[float, HeaderKind]:
        """What it costs to take tokens for one header row."""
        layout, run = self.layout, self.run
        cells = run.width(start, end)
        if cells > layout.width:
            return inf, HeaderKind.LOST
        price = self.priced[end] - self.priced[start] - 0.3 * (run.shapes[start] is Shape.BLANK)
        if cells == layout.width:
            return price + self._wrong_columns(start, end, bottom=bottom), HeaderKind.FULL
        if start and self.named[start - 1] and self.named[start]:
            price += SPLIT_PERIODS
        if bottom and cells == layout.width - layout.labels and self._heads_values(start, end):
            return price + 0.2, HeaderKind.VALUES
        return price + (BOTTOM_LOST if bottom else UPPER_LOST) + 0.05 * (layout.width - cells), HeaderKind.LOST

    def _price(self, index: int) -> float:
        """How unlike a head of a column a token is."""
        token = self.run.tokens[index]
        if token.shape is Shape.FIGURE:
            return 0.3 if NOTED_YEAR.fullmatch(token.text) else NOT_A_HEAD
        if token.shape is Shape.MISSING:
            return NOT_A_HEAD / 2
        if token.sentence or CAPTION.fullmatch(token.text) or find_date(token.text):
            return NOT_A_HEAD
        return 0.7 if NUMBERED.fullmatch(token.text) else 0.0

    def _wrong_columns(self, start: int, end: int, *, bottom: bool) -> float:
        """How badly the heads of a full row agree with what their columns hold."""
        layout = self.layout
        heads = [(token, self.named[start + step]) for step, token in enumerate(self.run.tokens[start:end]) for _ in range(token.width)]
        words = layout.width > 2 and sum(1 for token, _ in heads if not token.entry) == 1 and len(heads) - 1 == sum(1 for token, _ in heads if token.shape is Shape.BLANK)
        if not any(token.text for token, _ in heads):
            return BLANK_OVER_ENTRIES
        cost = LIKE_SECTION * words
        for column, (token, named) in enumerate(heads):
            cost += self._wrong_head(token, named, column, bottom=bottom)
        return cost

    def _wrong_head(self, token: Token, named: bool, column: int, *, bottom: bool) -> float:
        layout = self.layout
        if layout.lead is not Lead.WORDS:
            return 0.0
        labels = column < layout.labels
        if token.shape is Shape.BLANK:
            return BLANK_OVER_ENTRIES * (bottom and not labels)
        words = layout.columns[column][0] >= 0.5 if layout.columns else labels
        if words or labels:
            return WRONG_COLUMN * _heads_entries(token.text, named) + LOWER_CASE * (labels and token.text[:1].islower())
        only_figures = bool(layout.columns) and not layout.columns[column][1]
        return WRONG_COLUMN * (only_figures and _heads_words(token.text))

    def _heads_values(self, start: int, end: int) -> bool:
        """Whether tokens can only head columns of entries: each names a period, or all of them return in the same order."""
        if all(self.named[start:end]):
            return True
        texts = [token.text for token in self.run.tokens[start:end]]
        size = len(texts)
        return any(size % part == 0 and texts == texts[:part] * (size // part) for part in range(1, size // 2 + 1)) and any(self.named[start:end])

    def _caption(self, start: int) -> int | None:
        """The token right above the header, if it is words."""
        return start - 1 if start and self.run.shapes[start - 1] is Shape.WORDS else None

    def _caption_cost(self, start: int) -> float:
        if start == 0:
            return NO_CAPTION
        token = self.run.tokens[start - 1]
        cost = self.left_over[start - 1]
        if token.entry or token.sentence:
            return cost + NOT_A_HEAD
        if CAPTION.fullmatch(token.text):
            return cost - 2.0
        if token.text in self.headings:
            return cost - 0.7
        if NUMBERED.fullmatch(token.text):
            return cost - 1.0
        return cost + (1.5 if is_column_head(token.text) else 1.0 if is_odd_title(token.text) else 0.0) - (0.2 if token.text.count(" ") > 2 else 0.0)


def is_odd_title(text: str) -> bool:
    """Whether a line is unlikely as heading or caption: it begins in lower case, or says in what its figures are counted."""
    return text[:1].islower() or CORNER_HEAD.fullmatch(text) is not None


def _heads_entries(text: str, named: bool) -> bool:
    """Whether a head names a period or a measure, and so stands over entries."""
    return (named and CAPTION.match(text) is None) or (VALUE_HEAD.fullmatch(text) is not None and THEME_HEAD.fullmatch(text) is None)


def _heads_words(text: str) -> bool:
    """Whether a head stands over labels or attributes."""
    return LABEL_HEAD.fullmatch(text) is not None or ATTRIBUTE_HEAD.fullmatch(text) is not None


def find_header(run: TokenRun, layout: Layout, below: Sequence[float], headings: frozenset[str], most: int) -> tuple[float, int, Header]:
    """The first body row and the header above it that together cost least: total cost, first body token, header."""
    planner = HeaderPlanner(run, layout, headings)
    best = (inf, 0, Header(inf, 0))
    for body in range(min(most, len(run))):
        if below[body] < best[0]:
            header = planner.plan(body)
            if header.cost + below[body] < best[0]:
                best = (header.cost + below[body], body, header)
    return best
