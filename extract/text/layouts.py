"""What kind of table a run of tokens is: how many columns, and what its rows begin with.

Every layout that the tokens give reason to suppose is tried; the one under which header and rows together cost least wins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from extract.shapes import Shape
from extract.text.alignment import Aligner, Kind, Layout, Lead, Piece, shares_of
from extract.text.header_rows import Header, find_header
from extract.text.tokens import TokenRun

WIDEST = 30
"""Wider tables do not fit a page; a longer row is two rows."""
MOST_WIDTHS = 5
MOST_LABELS = 3
SAMPLE = 160
"""Tokens by which a layout is chosen: some twenty rows of the usual width."""
MOST_RARE = 2
"""What happens to two rows may be chance."""
MOST_LOOKS = 3
"""What the columns hold seldom changes after the second look."""
MOST_SKIPPED = 4
"""Lines before the header: headings, a caption, its second line."""
MOST_ABOVE = 3
"""Header rows, with the lines above them, for each of which as many tokens as columns are searched for the first body row."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A way to read a run of tokens as a table."""

    layout: Layout
    cost: float
    header: Header
    pieces: tuple[Piece, ...]


def choose_plan(run: TokenRun, last: int, headings: frozenset[str]) -> Plan | None:
    """The best way to read tokens as a table of which token `last - 1` is the last that surely belongs to it."""
    sample = TokenRun(run.tokens[:SAMPLE]) if len(run) > SAMPLE else run
    tried = [plan for layout in guess_layouts(sample) if (plan := try_layout(sample, layout, min(last, len(sample)), headings)) is not None]
    best = min(tried, key=lambda plan: (plan.cost, -plan.layout.width), default=None)
    if best is None or sample is run:
        return best
    return read_with(run, best.layout, last, headings)


def try_layout(run: TokenRun, layout: Layout, last: int, headings: frozenset[str]) -> Plan | None:
    """A plan under a layout, after some looks at what its columns hold."""
    plan = read_with(run, layout, last, headings)
    for _ in range(MOST_LOOKS):
        known = None if plan is None else learn(run, plan)
        if plan is None or known is None or known == plan.layout:
            break
        plan = read_with(run, known, last, headings)
    return plan


def read_with(run: TokenRun, layout: Layout, last: int, headings: frozenset[str]) -> Plan | None:
    aligner = Aligner(run, layout, last)
    cost, body, header = find_header(run, layout, aligner.below, headings, (MOST_ABOVE + 1) * layout.width + 4)
    return None if cost == inf else Plan(layout, cost, header, aligner.cut(body))


def learn(run: TokenRun, plan: Plan) -> Layout:
    """The layout with what a first cut says of its columns."""
    layout = plan.layout
    columns = shares_of(run, plan.pieces, layout.width)
    rows = [piece for piece in plan.pieces if piece.kind in (Kind.FULL, Kind.LOST) and piece.end - piece.start > 1]
    losses = Counter((layout.width - run.width(row.start, row.end), layout.numbered and run.shapes[row.start] is not Shape.WORDS or run.tokens[row.start].row_number) for row in rows)
    often = max(MOST_RARE + 1, sum(losses.values()) / 4)
    return replace(
        layout,
        columns=columns,
        labels=_count_labels(run, plan, columns),
        usual_losses=frozenset(loss for loss, count in losses.items() if loss[0] and count >= often),
    )


def _count_labels(run: TokenRun, plan: Plan, columns: Sequence[tuple[float, float, float]]) -> int:
    """Leading columns of labels: of words, and the number before them."""
    layout = plan.layout
    if layout.lead is not Lead.WORDS:
        return int(layout.lead is Lead.PERIOD)
    first = int(layout.numbered)
    if columns:
        words = next((n for n, shares in enumerate(columns[first:]) if shares[0] < 0.5), len(columns) - first)
        return first + max(1, min(words, MOST_LABELS))
    leading = Counter(run.words_run[piece.start + first] for piece in plan.pieces if piece.kind is Kind.LOST and piece.start + first < piece.end)
    return first + (max(1, min(leading.most_common(1)[0][0], MOST_LABELS)) if leading else 1)


def guess_layouts(run: TokenRun) -> Iterator[Layout]:
    """Layouts that the tokens give reason to suppose, the likeliest first."""
    starts = [index for index in range(1, len(run)) if run.shapes[index] is Shape.WORDS and run.shapes[index - 1] is not Shape.WORDS]
    if not any(left is Shape.WORDS and right in (Shape.FIGURE, Shape.MISSING) for left, right in pairwise(run.shapes)):
        yield from _guess_without_labels(run)
    numbered = [index for index in starts if run.tokens[index - 1].row_number or run.tokens[index].row_number]
    wordy = sum(1 for left, right in pairwise(run.shapes) if left is right is Shape.WORDS)
    bodies = _first_bodies(run)
    for width in _guess_widths(run, starts, bodies):
        for number in (False, True)[: 1 + (4 * len(numbered) >= len(starts) > 0)]:
            plain = Layout(width=width, numbered=number, labels=1 + number)
            yield plain
            if 5 * wordy >= len(starts):
                yield replace(plain, words_last=True)
                yield from _model_on_first_row(run, plain, bodies)


def _model_on_first_row(run: TokenRun, layout: Layout, bodies: Sequence[int]) -> Iterator[Layout]:
    """Layouts that suppose the first body row to be full, so that its cells show what each column holds."""
    seen = set()
    after_heads = (bisect_left(run.ends, run.ends[skip] + layout.width * rows) for skip in range(MOST_SKIPPED) for rows in (1, 2) if skip < len(run))
    for body in dict.fromkeys((*after_heads, *bodies)):
        end = bisect_left(run.ends, run.ends[min(body, len(run))] + layout.width)
        if end >= len(run.ends) or run.width(body, end) != layout.width or run.tokens[body].row_number != layout.numbered:
            continue
        columns = shares_of(run, [Piece(body, end, Kind.FULL)], layout.width)
        if columns and columns not in seen and any(shares[2] for shares in columns):
            seen.add(columns)
            yield replace(layout, columns=columns)


def _guess_widths(run: TokenRun, starts: Sequence[int], bodies: Sequence[int]) -> list[int]:
    """Widths by the blanks of section rows, else by how far rows begin from each other and by the tokens before the first."""
    sections = Counter(token.width + 1 for index, token in enumerate(run.tokens) if token.width > 1 and _is_section(run, index))
    if sections:
        return [width for width, _ in sections.most_common(2) if width <= WIDEST]
    steps = Counter(run.width(left, right) for left, right in zip(starts, starts[1:], strict=False))
    votes = Counter({width: 2 * count for width, count in steps.items()})
    heads = [run.width(skip, body) for body in bodies for skip in range(MOST_SKIPPED)]
    for width in [*heads, max(steps, default=0)]:
        votes[width] += 2
    return [width for width, _ in votes.most_common() if 2 <= width <= WIDEST][:MOST_WIDTHS]


def _is_section(run: TokenRun, index: int) -> bool:
    """Whether a run of blanks ends a row that begins with the words before it."""
    after = index + 1
    ends = after >= len(run) or run.shapes[after] is Shape.WORDS or run.tokens[after].row_number
    return ends and index > 0 and run.shapes[index - 1] is Shape.WORDS


def _first_bodies(run: TokenRun) -> list[int]:
    """Tokens that may begin the first body row: words, or a number and words, from which entries follow that are no periods."""
    found: list[int] = []
    for index in range(1, len(run) - 1):
        if run.shapes[index] is Shape.WORDS and run.tokens[index - 1].row_number:
            found += [index - 1, index]
        elif run.shapes[index] is Shape.WORDS and run.shapes[index + 1] in (Shape.FIGURE, Shape.MISSING):
            found.append(index)
        if len(found) > 2:
            break
    return found


def _guess_without_labels(run: TokenRun) -> Iterator[Layout]:
    """Layouts of tables whose rows begin with a period, or with no label at all."""
    periods = [index for index, shape in enumerate(run.shapes) if shape is Shape.PERIOD]
    lone = [left for left, right in zip(periods, [*periods[1:], len(run)], strict=False) if right - left > 1]
    steps = Counter(run.width(left, right) for left, right in zip(lone, lone[1:], strict=False))
    for width, _ in steps.most_common(2):
        if 2 <= width <= WIDEST:
            yield Layout(width=width, lead=Lead.PERIOD)
    streak = longest = 0
    for shape in run.shapes:
        streak = streak + 1 if shape is Shape.PERIOD else 0
        longest = max(longest, streak)
    if 2 <= longest <= WIDEST:
        yield Layout(width=longest, lead=Lead.NOTHING, labels=0)
