"""The header of a flattened table: where it begins, which rows it has, and which line above it is the caption."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import inf

from extract.shapes import Shape
from extract.text.above import NOT_A_HEAD, WRONG_COLUMN, Above
from extract.text.row_shapes import Layout, Lead
from extract.text.tokens import TokenRun

MOST_ROWS = 3
"""Deeper headers were not seen in flattened text."""
NO_HEADER = 5.0
ROW_MORE = 0.6
LOST_BOTTOM = 3.0
LOST_UPPER = 0.8
"""Upper rows lose cells more often: a name that spans columns is printed once."""
LOST_HEAD = 1.0
"""For each column that lost its head, beyond the columns of labels."""
LEAST_ROWS = 0.6
"""The most that blanks at the left can take off the cost of header rows."""
LEAST_HEADER = -2.7
"""No header costs less: a caption that says so, and blanks at the left."""
HEAD_IN_BODY = 2.5
"""A first body row that begins with a usual head of a column."""
UNKNOWN_LAST = 1.5
"""A last head after periods that is none of those usual there is rather the first label or section."""
UNKNOWN_FIRST = 2.5
"""A first head before `Indicator` that is none of those usual there is rather the caption."""
SPLIT_PERIODS = 4.0
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
    UNNUMBERED = "unnumbered"
    """One for each column but that of the row numbers."""
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

    def __init__(self, run: TokenRun, layout: Layout, above: Above) -> None:
        self.run = run
        self.layout = layout
        self.above = above
        self.judged: dict[tuple[int, int, bool], tuple[float, HeaderKind]] = {}

    def plan(self, body: int) -> Header:
        """The cheapest header between the first token and the first body row."""
        above, named = self.above, self.run.named
        best = Header(NO_HEADER + above.captions[body], body, (), self._caption(body))
        odd = HEAD_IN_BODY * (body < above.size and above.known[body])
        if body and self.layout.lead is not Lead.PERIOD and named[body - 1] and named[body]:
            odd += SPLIT_PERIODS
        for start in above.starts:
            if start < body and self.run.width(start, body) <= MOST_ROWS * self.layout.width:
                fixed = above.captions[start] + odd + self._more_labels(start, body)
                if fixed + above.priced[body] - above.priced[start] < best.cost + LEAST_ROWS:
                    cost, rows = self._rows(start, body)
                    if cost + fixed < best.cost:
                        best = Header(cost + fixed, start, rows, self._caption(start))
        return best

    def _more_labels(self, start: int, end: int) -> float:
        """The heads of labels that stand before any other head are as many as the columns of labels, or fewer."""
        leading = self.above.leading[start:end]
        count = leading.index(False) if False in leading else len(leading)
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
        return WRONG_COLUMN * (self.above.label[split] and self.above.leading[split - 1])

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
                best = (
                    first + second + ROW_MORE,
                    (HeaderRow(start, split, first_kind), HeaderRow(split, end, second_kind)),
                )
        return best

    def _row(self, start: int, end: int, *, bottom: bool) -> tuple[float, HeaderKind]:
        """What it costs to take tokens for one header row."""
        key = (start, end, bottom)
        if key not in self.judged:
            self.judged[key] = self._judge_row(start, end, bottom=bottom)
        return self.judged[key]

    def _judge_row(self, start: int, end: int, *, bottom: bool) -> tuple[float, HeaderKind]:
        layout, run = self.layout, self.run
        missing = layout.width - run.width(start, end)
        if missing < 0:
            return inf, HeaderKind.LOST
        price = self.above.priced[end] - self.above.priced[start] - 0.3 * (run.shapes[start] is Shape.BLANK)
        if not missing:
            return price + self._wrong_columns(start, end, bottom=bottom) + self._late_label(
                start, end
            ), HeaderKind.FULL
        if not any(token.text for token in run.tokens[start:end]):
            price += NOT_A_HEAD
        if start and run.named[start - 1] and run.named[start]:
            price += SPLIT_PERIODS
        price += MIXED_LEVELS * any(
            self.above.value[at] and not run.named[at] and run.shapes[at + 1] is Shape.PERIOD
            for at in range(start, end - 1)
        )
        if bottom and missing == layout.labels and self._heads_values(start, end):
            return price + 0.2, HeaderKind.VALUES
        if (
            bottom
            and missing == 1
            and layout.numbered
            and self.above.label[start]
            and self._heads_values(start + 1, end)
        ):
            return price + 0.2, HeaderKind.UNNUMBERED
        if bottom:
            return price + LOST_BOTTOM + LOST_HEAD * max(0, missing - layout.labels) + self._late_label(
                start, end
            ), HeaderKind.LOST
        return price + LOST_UPPER + 0.05 * missing + self._late_label(start, end) + self._only_labels(
            start, end
        ), HeaderKind.LOST

    def _late_label(self, start: int, end: int) -> float:
        """The head of the labels does not stand right of a measure: there it begins the next row."""
        measures = self.above.measure[start:end]
        if True not in measures:
            return 0.0
        first = start + measures.index(True)
        return WRONG_COLUMN * any(self.above.leading[at] and not self.above.value[at] for at in range(first, end))

    def _only_labels(self, start: int, end: int) -> float:
        """An upper row names groups of columns; it does not end in the head of a column of labels."""
        last = next((at for at in range(end - 1, start - 1, -1) if self.run.tokens[at].text), start)
        return ONLY_LABELS * (self.above.naming[last] and not self.above.value[last])

    def _wrong_columns(self, start: int, end: int, *, bottom: bool) -> float:
        """How badly the heads of a full row agree with what their columns hold."""
        places = [at for at in range(start, end) for _ in range(self.run.tokens[at].width)]
        filled = [at for at in places if self.run.shapes[at] is not Shape.BLANK]
        if not filled:
            return BLANK_OVER_ENTRIES
        cost = LIKE_SECTION * (len(filled) == 1 and len(places) > 2 and self.run.shapes[filled[0]] is Shape.WORDS)
        if self.layout.lead is Lead.WORDS:
            cost += UNKNOWN_FIRST * (
                self.above.naming[places[1]] and filled[0] == places[0] and not self.above.known[filled[0]]
            )
            cost += UNKNOWN_LAST * (
                sum(self.run.named[at] for at in places) > 1
                and not self.run.named[places[-1]]
                and not self.above.known[places[-1]]
            )
            cost += sum(self._wrong_head(at, column, bottom=bottom) for column, at in enumerate(places))
        return cost

    def _wrong_head(self, at: int, column: int, *, bottom: bool) -> float:
        """How badly the head at a token agrees with what a column holds."""
        layout = self.layout
        labels = column < layout.labels
        if self.run.shapes[at] is Shape.BLANK:
            return BLANK_OVER_ENTRIES * (bottom and not labels)
        if labels or (layout.columns and layout.columns[column][0] >= 0.5):
            return WRONG_COLUMN * self.above.over_entries[at] + LOWER_CASE * (
                labels and self.run.tokens[at].text[:1].islower()
            )
        only_figures = bool(layout.columns) and not layout.columns[column][1] and layout.columns[column][2] > 0
        return WRONG_COLUMN * (only_figures and self.above.over_words[at])

    def _heads_values(self, start: int, end: int) -> bool:
        """Whether tokens can only head columns of entries: each names a period, or all of them return in the same order."""
        if start == end:
            return False
        over = self.above.over_entries[start:end]
        if over[0] and all(over[at] or self.above.attribute[start + at] for at in range(end - start)):
            return True
        texts = [token.text for token in self.run.tokens[start:end]]
        size = len(texts)
        return any(self.run.named[start:end]) and any(
            size % part == 0 and texts == texts[:part] * (size // part) for part in range(1, size // 2 + 1)
        )

    def _caption(self, start: int) -> int | None:
        """The token right above the header, if it is words."""
        return start - 1 if start and self.run.shapes[start - 1] is Shape.WORDS else None


def find_header(
    run: TokenRun, layout: Layout, below: Sequence[float], above: Above, limit: float
) -> tuple[float, int, Header] | None:
    """The first body row and the header above it that together cost least: cost, first body token, header.

    None where no such pair costs less than `limit`.
    """
    planner = HeaderPlanner(run, layout, above)
    best = None
    for body in range(min(above.size, len(run))):
        if below[body] + LEAST_HEADER < limit:
            header = planner.plan(body)
            if header.cost + below[body] < limit:
                limit = header.cost + below[body]
                best = (limit, body, header)
    return best
