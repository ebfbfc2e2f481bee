"""Cutting the tokens of a flattened table into rows: the cheapest way to do so, and where another way is nearly as cheap.

The method is a shortest path: a row from token i up to token j is an edge whose cost says how unlike a row of this table it
is. Costs are relative: a row of full length costs nothing, one that lost cells about as much as two rows of an odd kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from math import inf

from extract.shapes import Shape
from extract.text.tokens import Token, TokenRun

LOST = 2.3
LOST_CELL = 0.25
USUAL_LOSS = 0.8
"""A row that lost as many cells as most others: the source drops one column everywhere."""
LOST_WORDS = 4.0
"""Words without any entry are rather rows of one cell each than one row that lost all its figures."""
CONTINUED = 0.5
NO_NUMBER = 2.5
EXCLUDED = 0.5
"""A token at the end that is left to the text after the table; less than a row of its own, more than the end of a full row."""
SECTION = 1.4
SECTION_AMONG_FULL = 1.0
"""Added where other sections of the table do print their blanks."""
KNOWN_REMARK = 0.4
STRAY_SENTENCE = 2.0
NEAR = 1.0
"""A second way to cut that costs less than this above the best is a rival: its rows are not certain."""


class Lead(Enum):
    """What the rows of a table begin with."""

    WORDS = "words"
    PERIOD = "period"
    NOTHING = "nothing"


class Kind(Enum):
    """What a row is by its form."""

    FULL = "full"
    """As many cells as the table has columns."""
    LOST = "lost"
    """Fewer cells than columns."""
    CONTINUED = "continued"
    """All entries, but fewer labels: the row stands under a label that spans rows."""
    LONE = "lone"
    """One cell: a section, a remark."""
    PAIR = "pair"
    """A remark of two cells: `Bron:`, `CBS`."""


Shares = tuple[float, float, float]
"""Of a column: the part of its cells that are words, periods, and figures or missing signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is supposed of a table while its rows are cut."""

    width: int
    lead: Lead = Lead.WORDS
    numbered: bool = False
    """Rows begin with a number, then the label."""
    labels: int = 1
    """Columns of labels at the left, the number's included."""
    columns: tuple[Shares, ...] = ()
    usual_loss: int = 0
    """How many cells most rows lost; 0 where most are full."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A row: tokens `start` up to `end`."""

    start: int
    end: int
    kind: Kind
    sure: bool = True


@lru_cache(256)
def _mismatch(shares: Shares) -> dict[Shape, float]:
    """What a cell of each shape costs in a column."""
    words, periods, figures = shares
    return {
        Shape.BLANK: 0.0,
        Shape.WORDS: 0.0 if words >= 0.5 else 0.5 if words else 4.0,
        Shape.FIGURE: 0.0 if figures else 3.0 if words == 1 else 1.0,
        Shape.PERIOD: 0.0 if periods else 0.2 if figures else 1.5,
        Shape.MISSING: 0.0 if words < 1 else 0.6,
    }


@lru_cache(8192)
def _cost_of_full(shapes: tuple[Shape, ...], columns: tuple[Shares, ...]) -> float:
    return sum(_mismatch(column)[shape] for shape, column in zip(shapes, columns, strict=True))


@lru_cache(8192)
def _cost_of_lost(shapes: tuple[Shape, ...], columns: tuple[Shares, ...]) -> float:
    """The least that cells cost when laid over the columns in their order."""
    best = [0.0] + [inf] * len(shapes)
    for column in columns:
        costs = _mismatch(column)
        for cell in range(len(shapes), 0, -1):
            best[cell] = min(best[cell], best[cell - 1] + costs[shapes[cell - 1]])
    return best[-1]


class Aligner:
    """All rows that tokens could be cut into under a layout, and the cheapest way through them."""

    def __init__(self, run: TokenRun, layout: Layout, last: int) -> None:
        self.run = run
        self.layout = layout
        self.last = last
        """Tokens up to this one belong to the table; those after it may."""
        self.size = len(run)
        self.starts = tuple(self._may_start(index) for index in range(self.size)) + (True,)
        self.texts = Counter(token.text for token in run.tokens if not token.entry)
        self.remarks = Counter(token.text.partition(":")[0] for token in run.tokens if not token.entry and ":" in token.text)
        self.inner_sentences = has_inner_sentences(run.tokens[:last])
        self.full_sections = self._count_full_sections() > 0
        self.edges: dict[int, list[tuple[int, float, Kind]]] = {}
        self.below = self._cost_below()
        """What it costs to cut all tokens from each one on."""

    def _may_start(self, index: int) -> bool:
        """Whether a row may begin with a token."""
        shape = self.run.shapes[index]
        if self.layout.lead is Lead.NOTHING:
            return True
        if shape is Shape.WORDS:
            return True
        if shape is Shape.PERIOD and self.layout.lead is Lead.PERIOD:
            return True
        if shape is Shape.BLANK and self.run.tokens[index].width < self.layout.width:
            return self.run.words_run[index + 1] > 0
        return self._is_number(index)

    def _is_number(self, index: int) -> bool:
        """Whether a token numbers the row that begins there."""
        return self.layout.numbered and self.run.tokens[index].row_number and self.run.words_run[index + 1] > 0

    def _count_full_sections(self) -> int:
        run, width = self.run, self.layout.width
        return sum(1 for token in run.tokens if token.width == width - 1 and token.shape is Shape.BLANK and width > 2)

    def _cost_below(self) -> list[float]:
        below = [inf] * self.size + [0.0]
        for start in range(self.size - 1, -1, -1):
            if start >= self.last:
                below[start] = EXCLUDED * (self.size - start)
            if self.starts[start]:
                edges = self.edges[start] = list(self._edges_from(start))
                below[start] = min([below[start], *(cost + below[end] for end, cost, _ in edges)])
        return below

    def _edges_from(self, start: int) -> Iterator[tuple[int, float, Kind]]:
        """Every row that may begin at a token: its end, cost and kind."""
        run, width = self.run, self.layout.width
        lead = 1 if self._is_number(start) or (run.shapes[start] is Shape.BLANK and self.layout.lead is Lead.WORDS) else 0
        words = min(run.words_run[start + lead], self.size - start - lead)
        for end in range(start + 1, self.size + 1):
            cells = run.width(start, end)
            if cells > width:
                return
            if end > start + lead and (self.starts[end] or end >= self.last):
                yield self._edge(start, end, cells, min(words, end - start - lead), lead)

    def _edge(self, start: int, end: int, cells: int, words: int, lead: int) -> tuple[int, float, Kind]:
        layout = self.layout
        missing = NO_NUMBER if layout.numbered and not lead else 0.0
        entries = end - start - lead - words
        if not entries and layout.lead is Lead.WORDS:
            return self._edge_of_words(start, end, cells, words, lead)
        if not entries and layout.lead is Lead.PERIOD and words:
            return end, self._cost_of_lone(start), Kind.LONE if end - start == 1 else Kind.LOST
        if cells == layout.width:
            return end, self._full(start, end, words) + missing, Kind.FULL
        own = words + lead
        if 0 < own < layout.labels and cells - own == layout.width - layout.labels:
            return end, CONTINUED + self._full_entries(start + own, end), Kind.CONTINUED
        return end, self._lost(start, end, cells, words) + missing, Kind.LOST

    def _edge_of_words(self, start: int, end: int, cells: int, words: int, lead: int) -> tuple[int, float, Kind]:
        """The cost of a row without entries."""
        tokens = self.run.tokens
        if words == 1:
            return end, self._cost_of_lone(start + lead) + lead, Kind.LONE
        if words == 2 and not lead and tokens[start].text.endswith(":"):
            return end, 0.0 if self.texts[tokens[start].text] > 1 else 0.5, Kind.PAIR
        if cells == self.layout.width:
            return end, self._full(start, end, words), Kind.FULL
        return end, LOST_WORDS + 2 * LOST_CELL * (self.layout.width - cells), Kind.LOST

    def _cost_of_lone(self, index: int) -> float:
        """A row of one cell: cheap if it is a remark of a kind that returns, dear if it could be text about the table."""
        token = self.run.tokens[index]
        if token.sentence:
            follows_sentence = index > 0 and self.run.tokens[index - 1].sentence
            return STRAY_SENTENCE if follows_sentence or not self.inner_sentences else KNOWN_REMARK
        if token.text.endswith(":"):
            return SECTION
        if self.texts[token.text] > 1 or self.remarks[token.text.partition(":")[0]] > 1:
            return KNOWN_REMARK
        return SECTION + SECTION_AMONG_FULL * self.full_sections

    def _full(self, start: int, end: int, words: int) -> float:
        if self.layout.columns:
            return _cost_of_full(self.run.cell_shapes(start, end), self.layout.columns)
        later = sum(1 for shape in self.run.shapes[start + words : end] if shape is Shape.WORDS)
        return 0.8 * later + 0.4 * max(0, words - 1)

    def _full_entries(self, start: int, end: int) -> float:
        columns = self.layout.columns[self.layout.labels :]
        return _cost_of_full(self.run.cell_shapes(start, end), columns) if columns else 0.0

    def _lost(self, start: int, end: int, cells: int, words: int) -> float:
        layout = self.layout
        missing = layout.width - cells
        base = USUAL_LOSS if missing == layout.usual_loss else LOST + LOST_CELL * missing
        if layout.columns:
            return base + _cost_of_lost(self.run.cell_shapes(start, end), layout.columns)
        later = sum(1 for shape in self.run.shapes[start + words : end] if shape is Shape.WORDS)
        return base + 0.8 * later + 0.4 * max(0, words - 1)

    def cut(self, start: int) -> tuple[Piece, ...]:
        """The rows of the cheapest way from a token on; tokens left to the text after the table are in none."""
        pieces = []
        while start < self.size:
            if start >= self.last and self.below[start] == EXCLUDED * (self.size - start):
                break
            end, _, kind = min(self.edges[start], key=lambda edge: (edge[1] + self.below[edge[0]], -edge[0]))
            pieces.append(Piece(start, end, kind))
            start = end
        return self._doubt(tuple(pieces))

    def _doubt(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """The rows, those marked that another way of nearly the same cost would cut differently."""
        rivals = self._rivals(pieces[0].start, {(piece.start, piece.end) for piece in pieces}) if pieces else []
        if not rivals:
            return pieces
        contested = {token for start, end in rivals for token in range(start, end)}
        return tuple(Piece(p.start, p.end, p.kind, contested.isdisjoint(range(p.start, p.end))) for p in pieces)

    def _rivals(self, first: int, chosen: set[tuple[int, int]]) -> list[tuple[int, int]]:
        """Rows that are not chosen but lie on a way that costs hardly more."""
        above = [inf] * (self.size + 1)
        above[first] = 0.0
        limit = self.below[first] + NEAR
        rivals = []
        for start in range(first, self.size):
            for end, cost, _ in self.edges.get(start, ()) if above[start] < inf else ():
                reached = above[start] + cost
                above[end] = min(above[end], reached)
                if reached + self.below[end] < limit and (start, end) not in chosen:
                    rivals.append((start, end))
        return rivals


def has_inner_sentences(tokens: Sequence[Token]) -> bool:
    """Whether sentences stand between the rows; one after `Toelichting:` belongs to that."""
    return any(token.sentence and index and not tokens[index - 1].text.endswith(":") for index, token in enumerate(tokens))


def shares_of(run: TokenRun, pieces: Sequence[Piece], width: int) -> tuple[Shares, ...]:
    """What the full rows with figures hold, column by column; empty where there are none."""
    rows = [run.cell_shapes(piece.start, piece.end) for piece in pieces if piece.kind is Kind.FULL]
    rows = [row for row in rows if sum(1 for shape in row if shape is Shape.BLANK) < width - 1]
    if not rows:
        return ()
    return tuple(_shares([row[column] for row in rows]) for column in range(width))


def _shares(shapes: Sequence[Shape]) -> Shares:
    filled = [shape for shape in shapes if shape is not Shape.BLANK]
    count = len(filled) or 1
    words = sum(1 for shape in filled if shape is Shape.WORDS) / count
    periods = sum(1 for shape in filled if shape is Shape.PERIOD) / count
    return (round(words, 2), round(periods, 2), round(1 - words - periods, 2) if filled else 0.0)
