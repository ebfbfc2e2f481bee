"""Cutting the tokens of a flattened table into rows: the cheapest way to do so, and where another way is nearly as cheap.

The method is a shortest path: a row from token i up to token j is an edge whose cost says how unlike a row of this table it
is. Costs are relative: a row of full length costs nothing, one that lost cells about as much as two rows of an odd kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from itertools import accumulate
from math import inf

from extract.shapes import Shape, names_period
from extract.text.tokens import Token, TokenRun
from extract.text.words import CAPTION

LOST = 2.3
LOST_CELL = 0.25
USUAL_LOSS = 0.8
"""A row that lost as many cells as many others: the source drops one column everywhere, or labels span rows."""
LOST_WORDS = 4.0
"""Words without any entry are rather rows of one cell each than one row that lost all its figures."""
CONTINUED = 0.5
NO_NUMBER = 2.5
NEXT_NUMBER = 1.5
"""A numbered row that ends in a whole number right before words has likely taken the number of the next row."""
ODD_WORDS = 1.2
EVEN_WORDS = 0.4
"""Words of a row besides its first, while it is not known which columns hold words: where they are not and where they are supposed."""
WORDS_AMONG_FIGURES = 4.0
FIGURE_AMONG_WORDS = 3.0
PERIOD_AMONG_FIGURES = 1.0
PURE = 0.8
"""From this share on a column is taken to hold one shape; the rest are exceptions."""
LIKE_HEADER = 2.0
"""A row whose entries are two or more periods and nothing else."""
SENTENCE_AS_LABEL = 1.5
SENTENCE_AS_ENTRY = 0.3
REMARK_AS_LABEL = 1.5
REMARK_AS_ENTRY = 0.5
EXCLUDED = 0.5
"""A token at the end that is left to the text after the table; less than a row of its own, more than the end of a full row."""
SECTION = 1.4
SECTION_AMONG_FULL = 1.0
"""Added where other sections of the table do print their blanks."""
KNOWN_REMARK = 0.4
LED_REMARK = 0.2
"""A remark that begins as others do: `Bron: `."""
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
    words_last: bool = False
    """Before the columns are known: further words of a row are supposed after its figures, not before them."""
    columns: tuple[Shares, ...] = ()
    usual_losses: frozenset[tuple[int, bool]] = frozenset()
    """How many cells many rows lost, and whether those rows have their number."""


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
        Shape.WORDS: WORDS_AMONG_FIGURES * max(0.0, 1 - words / PURE),
        Shape.FIGURE: FIGURE_AMONG_WORDS * max(0.0, 1 - figures / PURE) if words else (1.0 if periods and not figures else 0.0),
        Shape.PERIOD: 0.0 if periods >= 0.2 else PERIOD_AMONG_FIGURES,
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
        leads = Counter(token.text.partition(": ")[0] for token in run.tokens if not token.entry and ": " in token.text)
        self.led = (0, *accumulate(leads[token.text.partition(": ")[0]] > 1 and ": " in token.text for token in run.tokens))
        """How many tokens before each begin with a word and colon that others begin with: `Bron: CBS`."""
        self.sentences = (0, *accumulate(token.sentence for token in run.tokens))
        self.figures = (0, *accumulate(shape in (Shape.FIGURE, Shape.MISSING) for shape in run.shapes))
        self.entries = (0, *accumulate(token.entry for token in run.tokens))
        self.periods = (0, *accumulate(shape is Shape.PERIOD for shape in run.shapes))
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
        usual = (layout.width - cells, bool(lead)) in layout.usual_losses
        missing = self._odd_words(start + lead, end, words) + (self._odd_number(lead, end, usual=usual) if layout.numbered else 0.0)
        entries = end - start - lead - words
        if not entries and layout.lead is Lead.WORDS:
            return self._edge_of_words(start, end, cells, words, lead)
        if not entries and layout.lead is Lead.PERIOD and words:
            return end, self._cost_of_lone(start), Kind.LONE if end - start == 1 else Kind.LOST
        if cells == layout.width:
            return end, self._full(start, end, words) + missing, Kind.FULL
        own = words + lead
        if 0 < own < layout.labels and cells - own == layout.width - layout.labels:
            return end, CONTINUED + missing + self._full_entries(start + own, end), Kind.CONTINUED
        return end, self._lost(start, end, words, usual=usual) + missing, Kind.LOST

    def _odd_number(self, lead: int, end: int, *, usual: bool) -> float:
        """What it costs a row of a numbered table to have no number, or to end in that of the next."""
        steals = self.run.tokens[end - 1].row_number and end < self.size and self.run.shapes[end] is Shape.WORDS
        return NO_NUMBER * (not lead and not usual) + NEXT_NUMBER * steals

    def _odd_words(self, label: int, end: int, words: int) -> float:
        """What it costs a row with entries to hold sentences, or to begin with a remark on the row above."""
        cost = SENTENCE_AS_ENTRY * (self.sentences[end] - self.sentences[label])
        if words and self.run.tokens[label].sentence:
            cost += SENTENCE_AS_LABEL
        if self.figures[end] == self.figures[label] and self.periods[end] - self.periods[label] > 1:
            cost += LIKE_HEADER
        if words > 1 and self._is_led(label):
            cost += REMARK_AS_LABEL
        return cost + REMARK_AS_ENTRY * (self.led[end] - self.led[label + 1] if end > label else 0)

    def _is_led(self, index: int) -> bool:
        """Whether a token begins with a word and colon that others begin with: `Bron: CBS`."""
        return self.led[index + 1] > self.led[index]

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
        if names_period(token.text) and not CAPTION.fullmatch(token.text):
            return SECTION + LIKE_HEADER
        if self._is_led(index):
            return LED_REMARK
        if self.texts[token.text] > 1:
            return KNOWN_REMARK
        return SECTION + SECTION_AMONG_FULL * self.full_sections

    def _full(self, start: int, end: int, words: int) -> float:
        if self.layout.columns:
            return _cost_of_full(self.run.cell_shapes(start, end), self.layout.columns)
        return self._further_words(start, end, words)

    def _full_entries(self, start: int, end: int) -> float:
        columns = self.layout.columns[self.layout.labels :]
        return _cost_of_full(self.run.cell_shapes(start, end), columns) if columns else 0.0

    def _lost(self, start: int, end: int, words: int, *, usual: bool) -> float:
        layout = self.layout
        base = USUAL_LOSS if usual else LOST + LOST_CELL * (layout.width - self.run.width(start, end))
        if layout.columns:
            return base + _cost_of_lost(self.run.cell_shapes(start, end), layout.columns)
        return base + self._further_words(start, end, words)

    def _further_words(self, start: int, end: int, words: int) -> float:
        """What the words of a row besides its first cost while the columns are not known."""
        later = sum(1 for shape in self.run.shapes[start + words : end] if shape is Shape.WORDS)
        before, after = (ODD_WORDS, EVEN_WORDS) if self.layout.words_last else (EVEN_WORDS, ODD_WORDS)
        return after * later + before * max(0, words - 1)

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
        cuts = {edge for rival in rivals for edge in rival}
        joined = {token for start, end in rivals for token in range(start + 1, end)}
        return tuple(replace(piece, sure=self._is_sure(piece, cuts, joined)) for piece in pieces)

    def _is_sure(self, piece: Piece, cuts: set[int], joined: set[int]) -> bool:
        """Whether all rivals keep a row's figures together, and apart from other rows."""
        if piece.kind in (Kind.LONE, Kind.PAIR):
            return True
        inner = [cut for cut in range(piece.start + 1, piece.end) if cut in cuts]
        if piece.kind is not Kind.LOST:
            return not inner and piece.start not in joined and piece.end not in joined
        moved = any(self.entries[piece.end] > self.entries[cut] for cut in inner)
        return not moved and not any(self.entries[edge + 1] > self.entries[edge] for edge in (piece.start - 1, piece.end) if 0 <= edge < self.size and max(edge, piece.start) in joined)

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
