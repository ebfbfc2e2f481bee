"""Ruled grids: the slots between rules, joined where no rule parts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.pdf.page import Rule
from extract.pdf.rules import SNAP, Rules, covered

PARTS = 0.6
"""Share of a slot's side that a rule must cover to part it from the next."""
MOST_CROSSINGS = 20_000
"""A page full of type has a hundred lines of a hundred figures at most."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell that rules make: from row `top` to before `bottom`, from column `left` to before `right`."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """A grid of rules: where its columns and rows begin and end, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        return len(self.ys) - 1


def read_ruling(frame: Rules) -> Ruling:
    """The grid of a frame; where it is open at a side, the ends of its rules close it. Squared paper has none."""
    box = frame.box
    xs = _snap([box.left, *(rule.at for rule in frame.verticals), box.right])
    ys = _snap([box.top, *(rule.at for rule in frame.horizontals), box.bottom])
    if len(xs) * len(ys) > MOST_CROSSINGS:
        return Ruling((), (), ())
    return Ruling(xs, ys, tuple(_join_slots(xs, ys, frame)))


def _snap(values: Sequence[float]) -> tuple[float, ...]:
    """Values in order, those that lie together once."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > SNAP:
            kept.append(value)
    return tuple(kept)


def _near(rules: Sequence[Rule], at: float) -> list[Rule]:
    return [rule for rule in rules if abs(rule.at - at) <= SNAP]


def _join_slots(xs: Sequence[float], ys: Sequence[float], frame: Rules) -> list[Slot]:
    """Rectangles of slots without a rule in them: grown to the right as far as one goes, then down."""
    rows, columns = len(ys) - 1, len(xs) - 1
    uprights = [_near(frame.verticals, x) for x in xs]
    levels = [_near(frame.horizontals, y) for y in ys]
    right_side = [[covered(uprights[c + 1], ys[r], ys[r + 1]) >= PARTS for c in range(columns)] for r in range(rows)]
    foot = [[covered(levels[r + 1], xs[c], xs[c + 1]) >= PARTS for c in range(columns)] for r in range(rows)]
    taken = [[False] * columns for _ in range(rows)]
    slots = []
    for top in range(rows):
        for left in range(columns):
            if taken[top][left]:
                continue
            right = left + 1
            while right < columns and not right_side[top][right - 1] and not taken[top][right]:
                right += 1
            bottom = top + 1
            while bottom < rows and _goes_on(bottom, left, right, right_side, foot, taken):
                bottom += 1
            for row in range(top, bottom):
                taken[row][left:right] = [True] * (right - left)
            slots.append(Slot(top, left, bottom, right))
    return slots


def _goes_on(
    row: int, left: int, right: int, right_side: list[list[bool]], foot: list[list[bool]], taken: list[list[bool]]
) -> bool:
    """Whether a rectangle of slots that ends above a row goes on in it."""
    columns = range(left, right)
    return (
        not any(foot[row - 1][column] or taken[row][column] for column in columns)
        and not any(right_side[row][column] for column in range(left, right - 1))
        and (left == 0 or right_side[row][left - 1] or not right_side[row - 1][left - 1])
        and (right == len(foot[row]) or right_side[row][right - 1] or not right_side[row - 1][right - 1])
    )
