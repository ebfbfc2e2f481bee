"""What kind of table a run of tokens is: how many columns, and what its rows begin with.

Every layout that the tokens give reason to suppose is tried; the one under which header and rows together cost least wins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from extract.text.above import Above
from extract.text.alignment import NEAR, Aligner
from extract.text.header_rows import Header, HeaderKind, HeaderRow, find_header
from extract.text.layout_guesses import MOST_LABELS, WIDEST, first_figure, guess_layouts
from extract.text.row_shapes import Kind, Layout, Lead, Piece, shares_of
from extract.text.tokens import TokenRun
from extract.text.words import CAPTION, read_head

SAMPLE = 160
"""Tokens by which a layout is chosen: some twenty rows of the usual width."""
MOST_LOOKS = 3
"""What the columns hold seldom changes after the second look."""
MOST_LEARNT = 16.0
"""The most that knowing the columns takes off the cost of a layout that then wins."""
FEWEST_ALIKE = 3
"""What happens to two rows may be chance."""
NO_FULL_ROW = 1.5
"""A table of which no row is as wide as supposed is likely narrower."""
NEAR_SHARE = 0.1
"""The less a layout fits, the further away another may be and still be a rival."""
COUNTED = re.compile(r"\d{1,2}[.)]?")  # 1.  2)
PERFECT = 0.5
"""A layout under which header and rows cost less than this needs no other beside it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A way to read a run of tokens as a table."""

    layout: Layout
    cost: float
    header: Header
    pieces: tuple[Piece, ...]

    @property
    def body_cost(self) -> float:
        """What the rows below the header cost."""
        return self.cost - self.header.cost

    @property
    def covered(self) -> int:
        """One past the last token that the rows took."""
        return self.pieces[-1].end if self.pieces else 0


def choose_plan(run: TokenRun, last: int, headings: frozenset[str]) -> Plan | None:
    """The best way to read tokens as a table of which token `last - 1` is the last that surely belongs to it."""
    if first_figure(run) == len(run):
        return plan_of_words(run)
    sample = TokenRun(run.tokens[:SAMPLE]) if len(run) > SAMPLE else run
    above = Above(sample, first_figure(sample), headings)
    tried: list[Plan] = []
    for layout in guess_layouts(sample):
        plan = try_layout(
            sample, layout, min(last, len(sample)), above, min((other.cost for other in tried), default=inf)
        )
        if plan is not None:
            tried.append(plan)
            if plan.cost < PERFECT and plan.body_cost < PERFECT:
                break
    if not tried:
        return None
    best, *others = sorted(tried, key=lambda plan: (plan.cost, -plan.layout.width))
    best = end_before_next(sample, _doubt(best, others))
    if sample is run or best.covered < min(last, len(sample)):
        return best
    extended = _extend(run, best, last, above)
    return None if extended is None else end_before_next(run, extended)


def end_before_next(run: TokenRun, plan: Plan) -> Plan:
    """The plan cut short where rows of one cell follow each other as the caption and header of a next table do."""
    streak: list[int] = []
    for number, piece in enumerate(plan.pieces):
        if piece.kind is not Kind.LONE:
            streak = []
            continue
        streak.append(number)
        texts = [run.tokens[plan.pieces[n].end - 1].text for n in streak]
        heads = sum(1 for text in texts if read_head(text))
        if CAPTION.fullmatch(texts[-1]) or len(streak) > 2 or (len(streak) == 2 and heads):
            return replace(plan, pieces=plan.pieces[: streak[0]])
    return plan


def plan_of_words(run: TokenRun) -> Plan | None:
    """The plan of a table without figures: its rows are numbered from 1, all of one length, and so is the header."""
    starts = [index for index, token in enumerate(run.tokens) if COUNTED.fullmatch(token.text)]
    numbers = [int(run.tokens[index].text.strip(".)")) for index in starts]
    steps = {run.width(left, right) for left, right in pairwise([*starts, len(run)])}
    if len(starts) < 2 or numbers != list(range(1, len(numbers) + 1)) or len(steps) != 1:
        return None
    width = steps.pop()
    head = next((index for index in range(starts[0]) if run.width(index, starts[0]) == width), None)
    if head is None or not 2 < width <= WIDEST:
        return None
    header = Header(
        0.0,
        head,
        (HeaderRow(head, starts[0], HeaderKind.FULL),),
        head - 1 if head and not run.tokens[head - 1].entry else None,
    )
    pieces = tuple(Piece(left, right, Kind.FULL) for left, right in pairwise([*starts, len(run)]))
    return Plan(Layout(width=width, numbered=True, labels=2), 0.0, header, pieces)


def _doubt(best: Plan, others: Sequence[Plan]) -> Plan:
    """The best plan; rows that a plan of nearly the same cost cuts otherwise are not sure."""
    for other in others:
        if other.cost - best.cost < max(NEAR, NEAR_SHARE * best.body_cost):
            same = (
                {(piece.start, piece.end) for piece in other.pieces}
                if other.layout.width == best.layout.width
                else set()
            )
            best = replace(
                best, pieces=tuple(replace(p, sure=p.sure and (p.start, p.end) in same) for p in best.pieces)
            )
    return best


def _extend(run: TokenRun, best: Plan, last: int, above: Above) -> Plan | None:
    """A plan for all tokens under the layout that a sample of them chose."""
    plan = read_with(run, best.layout, last, above, inf)
    unsure = any(not piece.sure for piece in best.pieces)
    return replace(plan, pieces=tuple(replace(p, sure=False) for p in plan.pieces)) if plan and unsure else plan


def try_layout(run: TokenRun, layout: Layout, last: int, above: Above, best: float) -> Plan | None:
    """A plan under a layout, after some looks at what its columns hold; None where it cannot come near the best cost so far."""
    plan = read_with(run, layout, last, above, best + MOST_LEARNT)
    for _ in range(MOST_LOOKS):
        known = None if plan is None else learn(run, plan)
        if plan is None or known is None or known == plan.layout:
            break
        plan = read_with(run, known, last, above, inf)
    return plan


def read_with(run: TokenRun, layout: Layout, last: int, above: Above, limit: float) -> Plan | None:
    """The plan under a layout, if there is one that costs less than a limit."""
    aligner = Aligner(run, layout, last)
    found = find_header(run, layout, aligner.below, above, limit)
    if found is None:
        return None
    cost, body, header = found
    pieces = aligner.cut(body)
    return Plan(layout, cost + NO_FULL_ROW * (not any(piece.kind is Kind.FULL for piece in pieces)), header, pieces)


def learn(run: TokenRun, plan: Plan) -> Layout:
    """The layout with what a cut says of its columns."""
    layout = plan.layout
    rows = [piece for piece in plan.pieces if piece.kind in (Kind.FULL, Kind.LOST) and piece.end - piece.start > 1]
    losses = Counter(
        (layout.width - run.width(row.start, row.end), layout.numbered and run.tokens[row.start].row_number)
        for row in rows
    )
    often = max(FEWEST_ALIKE, len(rows) / 4)
    columns = shares_of(run, plan.pieces, layout.width)
    return replace(
        layout,
        columns=columns,
        labels=_count_labels(run, plan, columns),
        usual_losses=frozenset(loss for loss, count in losses.items() if loss[0] and count >= often),
    )


def _count_labels(run: TokenRun, plan: Plan, columns: Sequence[tuple[float, float, float]]) -> int:
    """Leading columns of words, and the number before them."""
    layout = plan.layout
    if layout.lead is not Lead.WORDS:
        return int(layout.lead is Lead.PERIOD)
    first = int(layout.numbered)
    if columns:
        words = next((n for n, shares in enumerate(columns[first:]) if shares[0] < 0.5), len(columns) - first)
        return first + max(1, min(words, MOST_LABELS))
    leading = Counter(
        run.words_run[piece.start + first]
        for piece in plan.pieces
        if piece.kind is Kind.LOST and piece.start + first < piece.end
    )
    return first + (max(1, min(leading.most_common(1)[0][0], MOST_LABELS)) if leading else 1)
