"""What kind of table a run of tokens is: how many columns, and what its rows begin with.

Every layout that the tokens give reason to suppose is tried; the one under which header and rows together cost least wins.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from extract.shapes import NOTED_YEAR, Shape
from extract.text.alignment import NEAR, Aligner, Kind, Layout, Lead, Piece, shares_of
from extract.text.header_rows import MOST_ABOVE, Above, Header, HeaderKind, HeaderRow, find_header
from extract.text.tokens import TokenRun
from extract.text.words import CAPTION, read_head

WIDEST = 30
"""Wider tables do not fit a page; a longer row is two rows."""
MOST_WIDTHS = 6
SURE_SECTION = 4
"""A shorter run of blanks, seen once, may stand over the labels in the header."""
MOST_LABELS = 3
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


def first_figure(run: TokenRun) -> int:
    """The first token that a header cannot hold: a figure that is no period, or a section's run of blanks."""
    for index, token in enumerate(run.tokens):
        if token.shape is Shape.FIGURE and not NOTED_YEAR.fullmatch(token.text):
            return index
        if token.shape is Shape.MISSING and not token.row_number:
            return index
    return len(run)


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
