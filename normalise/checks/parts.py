"""Which lines of a table can be the parts of a total: candidates that a table's own arithmetic decides between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalise.checks.lines import Line, TableLines
from normalise.dataset import Role

Parts = tuple[Line, ...]

FEWEST_PARTS = 2
"""A total of one part says nothing: any copy of a line would be one."""


def section_parts(table: TableLines, index: int) -> Parts:
    """The items between the start of a total's section (or the total before it) and the total itself."""
    start = max(_section_start(table.lines, index), _previous_total(table.lines, index) + 1)
    return _items(table.lines[start:index], table.lines[index])


def candidate_parts(table: TableLines, index: int) -> tuple[Parts, ...]:
    """Sets of lines that could add up to the total at an index, the likeliest first, each set once.

    Of-which lines and lines of another unit are in none of them.
    """
    sets = (nested for base in _base_sets(table, index) for nested in (base, *_one_level(base)))
    return tuple(
        {tuple(line.position for line in parts): parts for parts in sets if len(parts) >= FEWEST_PARTS}.values()
    )


def _base_sets(table: TableLines, index: int) -> Iterator[Parts]:
    lines, total = table.lines, table.lines[index]
    start, end = _section_start(lines, index), _section_end(lines, index)
    previous, following = _previous_total(lines, index), _following_total(lines, index)
    totals_before, totals_after = _totals(lines[:index], total), _totals(lines[index + 1 :], total)
    since = _items(lines[previous + 1 : index], total)
    yield section_parts(table, index)
    yield _items(lines[start:index], total)
    yield _items(lines[index + 1 : min(end, following)], total)
    yield since
    yield tuple(line for line in _items(lines, total) if line.parent_label == total.label)
    yield (*totals_before[-1:], *since)  # a running total: the total above and what was added to it
    yield totals_before
    yield (*totals_before, *since)  # totals of sections and loose lines under them
    yield totals_before[-2:]
    yield _items(lines[:index], total)
    yield totals_after
    yield _items(lines[index + 1 : following], total)
    yield _items(lines[index + 1 :], total)


def _one_level(parts: Parts) -> Iterator[Parts]:
    """The same lines without the components of others, and without those that have components."""
    labels = {line.label for line in parts}
    parents = {line.parent_label for line in parts} & labels
    if parents:
        yield tuple(line for line in parts if line.parent_label not in labels)
        yield tuple(line for line in parts if line.label not in parents)


def _items(lines: Iterable[Line], total: Line) -> Parts:
    return tuple(line for line in lines if line.role is Role.ITEM and line.unit == total.unit)


def _totals(lines: Iterable[Line], total: Line) -> Parts:
    return tuple(line for line in lines if line.role is Role.TOTAL and line.unit == total.unit)


def _section_start(lines: tuple[Line, ...], index: int) -> int:
    while index > 0 and lines[index - 1].theme_label == lines[index].theme_label:
        index -= 1
    return index


def _section_end(lines: tuple[Line, ...], index: int) -> int:
    while index < len(lines) - 1 and lines[index + 1].theme_label == lines[index].theme_label:
        index += 1
    return index + 1


def _previous_total(lines: tuple[Line, ...], index: int) -> int:
    return next((at for at in range(index - 1, -1, -1) if lines[at].role is Role.TOTAL), -1)


def _following_total(lines: tuple[Line, ...], index: int) -> int:
    return next((at for at in range(index + 1, len(lines)) if lines[at].role is Role.TOTAL), len(lines))
