"""Cutting the tokens of a flattened table into rows: the cheapest way to do so, and where another way is nearly as cheap.

The method is a shortest path: a row from token i up to token j is an edge, and its cost says how unlike a row of this table it
is. Costs are relative to each other; the unit is one vanished cell. They were set so that tables with cells removed at random
come back in `tests/extract/test_flattened_tables.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from extract.shapes import Shape
from extract.text.row_shapes import Kind, Layout, Lead, Piece, cost_of_full, cost_of_lost
from extract.text.tokens import TokenRun
from extract.text.words import CAPTION

LOST_ROW = 0.4
LOST_CELL = 1.0
FURTHER_LOST_CELL = 0.5
"""For each lost cell after the third: rows that lost much are as likely as rows that lost some."""
USUAL_LOST_CELL = 0.3
"""Where many rows lost as many: the source drops one column everywhere, or labels span rows."""
LOST_WORDS = 4.0
"""Words without any entry are rather rows of one cell each than one row that lost all its figures."""
CONTINUED = 0.1
NO_NUMBER = 2.5
NEXT_NUMBER = 1.5
"""A numbered row that ends in a whole number right before words has likely taken the number of the next row."""
ODD_WORDS = 1.2
"""Words of a row beyond those supposed, while it is not known what the columns hold."""
FEW_WORDS = 0.3
EXTRA_WORDS = 0.4
"""Words of a row besides its first: there are columns of themes and attributes, but two rows joined into one look the same."""
LIKE_HEADER = 2.0
"""A row whose entries are two or more periods and nothing else."""
SENTENCE_AS_LABEL = 1.5
SENTENCE_AS_ENTRY = 0.3
REMARK_AS_LABEL = 1.5
REMARK_AS_ENTRY = 0.5
EXCLUDED = 0.4
"""A token at the end that is left to the text after the table; less than a row of its own, more than the end of a full row."""
SECTION = 0.5
SECTION_AMONG_FULL = 1.0
"""Added where other sections of the table do print their blanks."""
KNOWN_REMARK = 0.3
LED_REMARK = 0.2
"""A remark that begins as others do: `Bron: `."""
STRAY_SENTENCE = 2.0
NEAR = 1.0
"""A second way to cut that costs less than this above the best is a rival: its rows are not certain."""


Edge = tuple[int, float, Kind]
"""A row that may begin at a token: its end, cost and kind."""


class Aligner:
    """All rows that tokens could be cut into under a layout, and the cheapest way through them."""

    def __init__(self, run: TokenRun, layout: Layout, last: int) -> None:
        self.run = run
        self.layout = layout
        self.last = last
        """Tokens up to this one belong to the table; those after it may."""
        self.size = len(run)
        self.inner_sentences = run.has_inner_sentences(last)
        self.full_sections = layout.width > 2 and any(
            token.width == layout.width - 1 for token in run.tokens if token.shape is Shape.BLANK
        )
        starts = [index for index in range(self.size) if self._may_start(index)]
        self.ends = sorted({*starts, *range(last, self.size + 1)})
        """Tokens before which a row may end."""
        self.edges: dict[int, list[Edge]] = {}
        self.below = self._cost_below(starts)
        """What it costs to cut all tokens from each one on."""

    def _may_start(self, index: int) -> bool:
        """Whether a row may begin with a token."""
        shape = self.run.shapes[index]
        if shape is Shape.WORDS or self.layout.lead is Lead.NOTHING:
            return True
        if shape is Shape.PERIOD and self.layout.lead is Lead.PERIOD:
            return True
        if self.run.words_run[index + 1] == 0:
            return False
        if shape is Shape.BLANK:
            return self.run.tokens[index].width < self.layout.width
        return self.layout.numbered and self.run.tokens[index].row_number

    def _cost_below(self, starts: Sequence[int]) -> list[float]:
        below = [inf] * self.size + [0.0]
        for start in range(self.last, self.size):
            below[start] = EXCLUDED * (self.size - start)
        place = len(self.ends)
        for start in reversed(starts):
            while place and self.ends[place - 1] > start:
                place -= 1
            edges = self.edges[start] = list(self._edges_from(start, place))
            below[start] = min([below[start], *(cost + below[end] for end, cost, _ in edges)])
        return below

    def _edges_from(self, start: int, place: int) -> Iterator[Edge]:
        """Every row that may begin at a token; `place` is that of the first token after it before which a row may end."""
        run, width = self.run, self.layout.width
        numbered = self.layout.numbered and run.tokens[start].row_number and run.words_run[start + 1] > 0
        lead = int(numbered or (run.shapes[start] is Shape.BLANK and self.layout.lead is Lead.WORDS))
        words = run.words_run[start + lead]
        first = run.ends[start]
        for end in self.ends[place:]:
            if run.ends[end] - first > width:
                return
            if end > start + lead:
                yield self._edge(start, end, min(words, end - start - lead), lead)

    def _edge(self, start: int, end: int, words: int, lead: int) -> Edge:
        run, layout = self.run, self.layout
        label, cells = start + lead, run.ends[end] - run.ends[start]
        later = end - start - (run.entries[end] - run.entries[start]) - words
        if run.entries[end] == run.entries[label] and layout.lead is not Lead.NOTHING:
            return self._edge_of_words(start, end, words, lead)
        missing = layout.width - cells
        bare = run.figures[end] == run.figures[label] and run.periods[end] == run.periods[label]
        if not missing and bare and words + later == 1:
            return end, 0.0, Kind.FULL
        usual = (missing, bool(lead)) in layout.usual_losses
        odd = (
            EXTRA_WORDS * max(0, words + later - 1)
            + self._odd_words(label, end, words)
            + (self._odd_number(end, lead, usual=usual) if layout.numbered and not bare else 0.0)
        )
        own = words + lead
        if not missing:
            return end, odd + self._fit(start, end, words, later), Kind.FULL
        if (
            0 < own < layout.labels
            and missing == layout.labels - own
            and layout.lead is Lead.WORDS
            and run.width(start, start + own) == own
        ):
            return end, odd + CONTINUED + self._fit_entries(start + own, end), Kind.CONTINUED
        lost = LOST_ROW + (
            USUAL_LOST_CELL * missing
            if usual
            else LOST_CELL * min(missing, 3) + FURTHER_LOST_CELL * max(0, missing - 3)
        )
        return end, odd + lost + self._fit(start, end, words, later), Kind.LOST

    def _fit(self, start: int, end: int, words: int, later: int) -> float:
        """What it costs to lay a row over the columns, or over what is supposed of them."""
        run, layout = self.run, self.layout
        if layout.columns:
            shapes = run.cell_shapes(start, end)
            return (
                cost_of_full(shapes, layout.columns)
                if len(shapes) == layout.width
                else cost_of_lost(shapes, layout.columns)
            )
        own = layout.labels - layout.numbered if layout.lead is Lead.WORDS else 0
        few = max(0, own - words) + max(0, layout.trailing - later)
        return ODD_WORDS * (max(0, words - own) + max(0, later - layout.trailing)) + FEW_WORDS * few

    def _fit_entries(self, start: int, end: int) -> float:
        columns = self.layout.columns[self.layout.labels :]
        return cost_of_full(self.run.cell_shapes(start, end), columns) if columns else 0.0

    def _odd_number(self, end: int, lead: int, *, usual: bool) -> float:
        """What it costs a row of a numbered table to have no number, or to end in that of the next."""
        run = self.run
        steals = run.tokens[end - 1].row_number and end < self.size and run.shapes[end] is Shape.WORDS
        return NO_NUMBER * (not lead and not usual) + NEXT_NUMBER * steals

    def _odd_words(self, label: int, end: int, words: int) -> float:
        """What it costs a row with entries to look like a header, to hold sentences, or to begin with a remark."""
        run = self.run
        cost = SENTENCE_AS_ENTRY * (run.sentences[end] - run.sentences[label]) + REMARK_AS_ENTRY * (
            run.led[end] - run.led[label]
        )
        if words and run.tokens[label].sentence:
            cost += SENTENCE_AS_LABEL
        if run.figures[end] == run.figures[label] and run.periods[end] - run.periods[label] > 1:
            cost += LIKE_HEADER
        if words > 1 and run.is_led(label):
            cost += REMARK_AS_LABEL
        return cost

    def _edge_of_words(self, start: int, end: int, words: int, lead: int) -> Edge:
        """The cost of a row without entries."""
        run, width = self.run, self.layout.width
        if words == 1:
            return end, self._cost_of_lone(start + lead) + lead, Kind.LONE
        if words == 2 and not lead and run.tokens[start].text.endswith(":"):
            return end, 0.0 if run.texts[run.tokens[start].text] > 1 else 0.5, Kind.PAIR
        if run.width(start, end) == width:
            return end, self._fit(start, end, words, 0), Kind.FULL
        return end, LOST_WORDS + 0.5 * (width - run.width(start, end)), Kind.LOST

    def _cost_of_lone(self, index: int) -> float:
        """A row of one cell: cheap if it is a remark of a kind that returns, dear if it could be text about the table."""
        run, token = self.run, self.run.tokens[index]
        if token.sentence:
            follows_sentence = index > 0 and run.tokens[index - 1].sentence
            return STRAY_SENTENCE if follows_sentence or not self.inner_sentences else KNOWN_REMARK
        if token.text.endswith(":"):
            return SECTION
        if run.named[index] and not CAPTION.fullmatch(token.text):
            return SECTION + LIKE_HEADER
        if run.is_led(index):
            return LED_REMARK
        return KNOWN_REMARK if run.texts[token.text] > 1 else SECTION + SECTION_AMONG_FULL * self.full_sections

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
        entries = self.run.entries
        inner = [
            cut for cut in range(piece.start + 1, piece.end) if cut in cuts and entries[cut] > entries[piece.start]
        ]
        if piece.kind is not Kind.LOST:
            return not inner and piece.start not in joined and piece.end not in joined
        if any(entries[piece.end] > entries[cut] for cut in inner):
            return False
        before = piece.start in joined and piece.start > 0 and entries[piece.start] > entries[piece.start - 1]
        after = piece.end in joined and piece.end < self.size and entries[piece.end + 1] > entries[piece.end]
        return not before and not after

    def _rivals(self, first: int, chosen: set[tuple[int, int]]) -> list[tuple[int, int]]:
        """Rows that are not chosen but lie on a way that costs hardly more."""
        above = [inf] * (self.size + 1)
        above[first] = 0.0
        limit = self.below[first] + NEAR
        rivals = []
        for start in range(first, self.size):
            for end, cost, _ in self.edges.get(start, ()) if above[start] < limit else ():
                reached = above[start] + cost
                above[end] = min(above[end], reached)
                if reached + self.below[end] < limit and (start, end) not in chosen:
                    rivals.append((start, end))
        return rivals
