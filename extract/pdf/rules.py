"""Rules of a page: snapped, joined, and put together in frames that touch.

Snapping and joining is pdfplumber's: rules closer than a line of type are one, broken and dotted ones are whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pdfplumber.table import merge_edges

from extract.pdf.page import WHITE, Box, Fill, Page, Rule

SNAP = 3.0
"""Points between the two lines of a double rule, and between a rule and one that should meet it; rows are 6 or more."""
NEAR_WHITE = 250
"""Of 255: such a rule shows on a coloured ground only."""
MOST_RULES = 6_000
"""Of one page; tables of a hundred rows by thirty columns, drawn cell by cell, have fewer."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page, or of one frame on it."""

    horizontals: tuple[Rule, ...]
    """From the top down."""
    verticals: tuple[Rule, ...]
    """From the left."""

    @property
    def box(self) -> Box:
        """The box around all of them; there must be one."""
        boxes = [Box(rule.start, rule.at, rule.end, rule.at) for rule in self.horizontals]
        boxes += [Box(rule.at, rule.start, rule.at, rule.end) for rule in self.verticals]
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return Box(min(lefts), min(tops), max(rights), max(bottoms))


def merge_rules(page: Page) -> Rules:
    """The rules of a page that show, snapped and joined; none where there are more than a table can have."""
    horizontals = [rule for rule in page.horizontals if _shows(rule, page.fills, True)]
    verticals = [rule for rule in page.verticals if _shows(rule, page.fills, False)]
    if len(horizontals) + len(verticals) > MOST_RULES:
        return Rules((), ())
    edges = [_edge(rule, "h") for rule in horizontals] + [_edge(rule, "v") for rule in verticals]
    merged = merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    return Rules(
        tuple(sorted(Rule(e["top"], e["x0"], e["x1"], e["width"]) for e in merged if e["orientation"] == "h")),
        tuple(sorted(Rule(e["x0"], e["top"], e["bottom"], e["width"]) for e in merged if e["orientation"] == "v")),
    )


def _shows(rule: Rule, fills: Iterable[Fill], level: bool) -> bool:
    """Whether a rule can be seen: a white one on a coloured ground only."""
    if min(rule.colour) < NEAR_WHITE:
        return True
    middle = (rule.start + rule.end) / 2
    x, y = (middle, rule.at) if level else (rule.at, middle)
    return any(fill.colour != WHITE and fill.box.holds(x, y) for fill in fills)


def _edge(rule: Rule, orientation: str) -> dict[str, float | str]:
    """A rule in pdfplumber's terms."""
    level = orientation == "h"
    x0, x1, top, bottom = (
        (rule.start, rule.end, rule.at, rule.at) if level else (rule.at, rule.at, rule.start, rule.end)
    )
    size = {"width": x1 - x0, "height": bottom - top}
    return {"orientation": orientation, "x0": x0, "x1": x1, "top": top, "bottom": bottom, **size}


def find_frames(rules: Rules) -> list[Rules]:
    """Rules that cross or touch each other, frame by frame; a rule that touches no other is in none."""
    parents = list(range(len(rules.horizontals) + len(rules.verticals)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    offset = len(rules.horizontals)
    heights = [rule.at for rule in rules.horizontals]
    for number, vertical in enumerate(rules.verticals, offset):
        for index in range(bisect_left(heights, vertical.start - SNAP), bisect_right(heights, vertical.end + SNAP)):
            if _touch(rules.horizontals[index], vertical):
                parents[root(index)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*rules.horizontals, *rules.verticals]):
        groups.setdefault(root(index), ([], []))[index >= offset].append(rule)
    frames = [Rules(tuple(levels), tuple(uprights)) for levels, uprights in groups.values() if levels and uprights]
    return sorted(frames, key=lambda frame: (frame.box.top, frame.box.left))


def _touch(horizontal: Rule, vertical: Rule) -> bool:
    return (
        horizontal.start - SNAP <= vertical.at <= horizontal.end + SNAP
        and vertical.start - SNAP <= horizontal.at <= vertical.end + SNAP
    )


def covered(rules: Sequence[Rule], start: float, end: float) -> float:
    """Which share of a stretch some rules along it cover; they do not overlap."""
    if end <= start:
        return 0.0
    return sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules) / (end - start)
