"""The header of a flattened table: where it begins, which rows it has, and which line above it is the caption."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from math import inf

from extract.shapes import NOTED_YEAR, Shape, find_date
from extract.text.alignment import Layout, Lead
from extract.text.tokens import Token, TokenRun
from extract.text.words import ATTRIBUTE_HEAD, CAPTION, CORNER_HEAD, LABEL_HEAD, NUMBER_HEAD, NUMBERED, THEME_HEAD, VALUE_HEAD, is_caption, is_column_head

MOST_ROWS = 3
"""Deeper headers were not seen in flattened text."""
MOST_ABOVE = 4
"""Lines from which a header may begin: headings, a caption, its second line."""
NO_HEADER = 5.0
ROW_MORE = 0.6
LOST_BOTTOM = 3.0
LOST_UPPER = 0.8
"""Upper rows lose cells more often: a name that spans columns is printed once."""
LOST_HEAD = 1.0
"""For each column that lost its head, beyond the columns of labels."""
NOT_A_HEAD = 3.0
HEAD_IN_BODY = 2.5
"""A first body row that begins with a usual head of a column."""
UNKNOWN_LAST = 0.7
"""A last head after periods that is none of those usual there is rather the first label or section."""
UNKNOWN_FIRST = 2.5
"""A first head before `Indicator` that is none of those usual there is rather the caption."""
SPLIT_PERIODS = 4.0
NO_CAPTION = 0.4
LEFT_OVER = 0.3
"""For each line above the caption that is left to the text before the table."""
LEFT_OVER_ENTRY = 1.0
WRONG_COLUMN = 3.0
"""A head that cannot stand over what its column holds: a period or measure over words, `Bron` over figures."""
BLANK_OVER_ENTRIES = 1.0
LIKE_SECTION = 2.0
ONLY_LABELS = 2.0
MIXED_LEVELS = 1.5
"""A short row in which periods follow a measure that stands alone: these are two rows."""
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
NO_ROWS: Rows = (inf, ())


@dataclass(frozen=True, slots=True)
class Header:
    """A header and what it costs to suppose it; `caption` is the token above it, if that is one."""

    cost: float
    start: int
    rows: tuple[HeaderRow, ...] = ()
    caption: int | None = None


class HeaderPlanner:
    """Headers that may stand above a first body row, each with its cost."""

    def __init__(self, run: TokenRun, layout: Layout, headings: frozenset[str], most: int) -> None:
        self.run = run
        self.layout = layout
        self.headings = headings
        """Headings of the document: a caption often repeats one."""
        above = run.tokens[:most]
        self.priced = (0.0, *accumulate(map(_price, above)))
        """How unlike heads of columns all tokens before each one are."""
        self.left_over = (0.0, *accumulate(LEFT_OVER_ENTRY if token.entry or is_odd_title(token.text) else LEFT_OVER for token in above))
        captions = [index + 1 for index, token in enumerate(above) if not token.entry and (is_caption(token.text) or token.text in headings)]
        self.starts = sorted({*range(min(MOST_ABOVE, len(above))), *captions})
        self.known: dict[tuple[int, int, bool], tuple[float, HeaderKind]] = {}

    def plan(self, body: int) -> Header:
        """The cheapest header between the first token and the first body row."""
        best = Header(NO_HEADER + self._caption_cost(body), body, (), self._caption(body))
        named, lead = self.run.named, self.layout.lead
        odd = HEAD_IN_BODY * (body < len(named) and is_column_head(self.run.tokens[body].text)) + SPLIT_PERIODS * (body > 0 and named[body - 1] and body < len(named) and named[body] and lead is not Lead.PERIOD)
        for start in self.starts:
            if start < body and self.run.width(start, body) <= MOST_ROWS * self.layout.width:
                cost, rows = self._rows(start, body)
                cost += self._caption_cost(start) + odd + self._more_labels(start, body)
                if cost < best.cost:
                    best = Header(cost, start, rows, self._caption(start))
        return best

    def _more_labels(self, start: int, end: int) -> float:
        """The heads of labels that stand before any other head are as many as the columns of labels, or fewer."""
        count = 0
        for token in self.run.tokens[start:end]:
            if not (is_label_head(token.text) or NUMBER_HEAD.fullmatch(token.text)):
                break
            count += 1
        return ONLY_LABELS * max(0, count - self.layout.labels)

    def _rows(self, start: int, end: int) -> Rows:
        """The cheapest rows for the tokens of a header; the last is the bottom row."""
        cost, kind = self._row(start, end, bottom=True)
        best: Rows = (cost, (HeaderRow(start, end, kind),))
        for split in self._splits(start, end):
            bottom, kind = self._row(split, end, bottom=True)
            upper, rows = self._upper_rows(start, split)
            cost = bottom + upper + ROW_MORE + self._split_labels(split)
            if cost < best[0]:
                best = (cost, (*rows, HeaderRow(split, end, kind)))
        return best

    def _split_labels(self, split: int) -> float:
        """The heads of two columns of labels stand in one row."""
        left, right = self.run.tokens[split - 1].text, self.run.tokens[split].text
        return WRONG_COLUMN * (LABEL_HEAD.fullmatch(right) is not None and (is_label_head(left) or NUMBER_HEAD.fullmatch(left) is not None))

    def _splits(self, start: int, end: int) -> Iterator[int]:
        """Tokens that may begin the bottom row: so that it is full or has a head for each entry, at a blank, or at the first period."""
        run, width = self.run, self.layout.width
        places = {bisect_right(run.ends, run.ends[end] - cells) - 1 for cells in (width, width - self.layout.labels)}
        places |= {index for index in range(start + 1, end) if run.shapes[index] is Shape.BLANK}
        first = next((index for index in range(start, end) if run.named[index]), end)
        places |= {first, *range(max(first - self.layout.labels, 0), first)}
        return (place for place in sorted(places) if start < place < end and run.width(place, end) <= width)

    def _upper_rows(self, start: int, end: int) -> Rows:
        cost, kind = self._row(start, end, bottom=False)
        if cost < inf:
            return cost, (HeaderRow(start, end, kind),)
        best = NO_ROWS
        for split in range(start + 1, end):
            first, first_kind = self._row(start, split, bottom=False)
            second, second_kind = self._row(split, end, bottom=False)
            if first + second + ROW_MORE < best[0]:
                best = (first + second + ROW_MORE, (HeaderRow(start, split, first_kind), HeaderRow(split, end, second_kind)))
        return best

    def _row(self, start: int, end: int, *, bottom: bool) -> tuple[float, HeaderKind]:
        """What it costs to take tokens for one header row."""
        key = (start, end, bottom)
        if key not in self.known:
            self.known[key] = self._judge_row(start, end, bottom=bottom)
        return self.known[key]

    def _judge_row(self, start: int, end: int, *, bottom: bool) -> tuple[float, HeaderKind]:
        layout, run = self.layout, self.run
        missing = layout.width - run.width(start, end)
        if missing < 0:
            return inf, HeaderKind.LOST
        price = self.priced[end] - self.priced[start] - 0.3 * (run.shapes[start] is Shape.BLANK)
        if not missing:
            return price + self._wrong_columns(start, end, bottom=bottom) + self._late_label(start, end), HeaderKind.FULL
        if not any(token.text for token in run.tokens[start:end]):
            price += NOT_A_HEAD
        if start and run.named[start - 1] and run.named[start]:
            price += SPLIT_PERIODS
        price += MIXED_LEVELS * any(
            VALUE_HEAD.fullmatch(run.tokens[index].text) and not run.named[index] and run.shapes[index + 1] is Shape.PERIOD for index in range(start, end - 1)
        )
        if bottom and missing == layout.labels and self._heads_values(start, end):
            return price + 0.2, HeaderKind.VALUES
        if bottom:
            return price + LOST_BOTTOM + LOST_HEAD * max(0, missing - layout.labels) + self._late_label(start, end), HeaderKind.LOST
        return price + LOST_UPPER + 0.05 * missing + self._late_label(start, end) + self._only_labels(start, end), HeaderKind.LOST

    def _late_label(self, start: int, end: int) -> float:
        """The head of the labels does not stand right of a measure: there it begins the next row."""
        texts = [token.text for token in self.run.tokens[start:end]]
        value = next((n for n, text in enumerate(texts) if VALUE_HEAD.fullmatch(text) and not THEME_HEAD.fullmatch(text)), len(texts))
        late = any(is_label_head(text) and not VALUE_HEAD.fullmatch(text) for text in texts[value:])
        return WRONG_COLUMN * late

    def _only_labels(self, start: int, end: int) -> float:
        """An upper row names groups of columns; it does not end in the head of a column of labels."""
        texts = [token.text for token in self.run.tokens[start:end] if token.text]
        return ONLY_LABELS * (bool(texts) and is_label_head(texts[-1]) and not VALUE_HEAD.fullmatch(texts[-1]))

    def _wrong_columns(self, start: int, end: int, *, bottom: bool) -> float:
        """How badly the heads of a full row agree with what their columns hold."""
        heads = [(token, self.run.named[start + step]) for step, token in enumerate(self.run.tokens[start:end]) for _ in range(token.width)]
        filled = [token for token, _ in heads if token.shape is not Shape.BLANK]
        if not filled:
            return BLANK_OVER_ENTRIES
        cost = LIKE_SECTION * (len(filled) == 1 and len(heads) > 2 and not filled[0].entry)
        if self.layout.lead is Lead.WORDS:
            cost += UNKNOWN_FIRST * (is_label_head(heads[1][0].text) and filled[0] is heads[0][0] and not is_column_head(filled[0].text))
            cost += UNKNOWN_LAST * (sum(named for _, named in heads) > 1 and not heads[-1][1] and not is_column_head(heads[-1][0].text))
            cost += sum(self._wrong_head(token, named, column, bottom=bottom) for column, (token, named) in enumerate(heads))
        return cost

    def _wrong_head(self, token: Token, named: bool, column: int, *, bottom: bool) -> float:
        layout = self.layout
        labels = column < layout.labels
        if token.shape is Shape.BLANK:
            return BLANK_OVER_ENTRIES * (bottom and not labels)
        if labels or (layout.columns and layout.columns[column][0] >= 0.5):
            return WRONG_COLUMN * _heads_entries(token.text, named) + LOWER_CASE * (labels and token.text[:1].islower())
        only_figures = bool(layout.columns) and not layout.columns[column][1] and layout.columns[column][2] > 0
        return WRONG_COLUMN * (only_figures and _heads_words(token.text))

    def _heads_values(self, start: int, end: int) -> bool:
        """Whether tokens can only head columns of entries: each names a period, or all of them return in the same order."""
        named = self.run.named[start:end]
        texts = [token.text for token in self.run.tokens[start:end]]
        values = [_heads_entries(text, name) for text, name in zip(texts, named, strict=True)]
        if values[0] and all(value or ATTRIBUTE_HEAD.fullmatch(text) for value, text in zip(values, texts, strict=True)):
            return True
        size = len(texts)
        return any(named) and any(size % part == 0 and texts == texts[:part] * (size // part) for part in range(1, size // 2 + 1))

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
        if LABEL_HEAD.fullmatch(token.text) or (is_label_head(token.text) and start < len(self.run) and is_label_head(self.run.tokens[start].text)):
            return cost + WRONG_COLUMN
        return cost + (1.5 if is_column_head(token.text) else 1.0 if is_odd_title(token.text) else 0.0) - (0.2 if token.text.count(" ") > 2 else 0.0)


def _price(token: Token) -> float:
    """How unlike a head of a column a token is."""
    if token.shape is Shape.FIGURE:
        return 0.3 if NOTED_YEAR.fullmatch(token.text) else NOT_A_HEAD
    if token.shape is Shape.MISSING:
        return NOT_A_HEAD / 2
    if token.sentence or CAPTION.fullmatch(token.text) or find_date(token.text):
        return NOT_A_HEAD
    return 0.3 if NUMBERED.fullmatch(token.text) else 0.0


def is_odd_title(text: str) -> bool:
    """Whether a line is unlikely as heading or caption: it begins in lower case, or says in what its figures are counted."""
    return text[:1].islower() or CORNER_HEAD.fullmatch(text) is not None


def _heads_entries(text: str, named: bool) -> bool:
    """Whether a head names a period or a measure, and so stands over entries."""
    return (named and CAPTION.match(text) is None) or (VALUE_HEAD.fullmatch(text) is not None and THEME_HEAD.fullmatch(text) is None)


def is_label_head(text: str) -> bool:
    """Whether a head stands over labels or themes."""
    return LABEL_HEAD.fullmatch(text) is not None or THEME_HEAD.fullmatch(text) is not None


def _heads_words(text: str) -> bool:
    """Whether a head stands over labels or attributes."""
    return LABEL_HEAD.fullmatch(text) is not None or ATTRIBUTE_HEAD.fullmatch(text) is not None


def find_header(run: TokenRun, layout: Layout, below: Sequence[float], headings: frozenset[str], most: int) -> tuple[float, int, Header]:
    """The first body row, at most at token `most`, and the header above it that together cost least: cost, first body token, header."""
    planner = HeaderPlanner(run, layout, headings, most + 1)
    best = (inf, 0, Header(inf, 0))
    for body in range(min(most + 1, len(run))):
        if below[body] < inf:
            header = planner.plan(body)
            if header.cost + below[body] < best[0]:
                best = (header.cost + below[body], body, header)
    return best
