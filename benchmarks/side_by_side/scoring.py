"""Grids against the truth: which printed figures stand in their right place, as the figure that they are.

Rows are found by their label and columns by their header, so a table may be cut up, joined or headed in any way in which a reader would
still find the place. A figure is read as Dutch publications print it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from benchmarks.side_by_side.reading import Grid
from normalise.text import fold

FIGURE = re.compile(
    r"(?:€\s*)?(?P<sign>[-−–‒]?)\s*"
    r"(?P<figure>\d{1,3}(?:(?:\.\d{3})+|(?: \d{3})+)(?:,\d+)?|\d+(?:[,.]\d+)?)\s*"
    r"(?:%|\*+\)?|\([^)]*\)|[a-z]\w*\s*)*",
    re.IGNORECASE,
)
"""`1.522`, `2 572`, `€ 12,5`, `51%`, `– 25`, `7,9*`, `13.4 PJ`, `7,5 (1 tot 10)`: any tool's text is read as kindly."""
POINT = re.compile(r"\d+\.(?!\d{3}$)\d+")
"""A point for a comma, which some publications print: `13.4`."""
GLUED_YEAR = re.compile(r"(20\d\d)\d\b")
"""A year with the marker of its note: tools that leave the marker there have the column all the same."""
CONTINUED = "^"
"""In a gold grid: the cell above goes on."""
MORE_LINES = 3
"""Lines above the first row that tools may have more than are printed, since they cut headers in lines; above that is text."""
LIKE = 92
"""Labels that are so alike, of a hundred, are one: a marker or a hyphen at a line's end may have got in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A place of a printed table and what stands there."""

    row: int
    column: int
    value: Decimal | None
    """None where no figure is printed."""
    markers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A table as it is printed: how its rows and columns are called, and what stands in them."""

    labels: Mapping[int, str]
    """By row; sections have one too."""
    headers: Mapping[int, str]
    """By column, the lowest header above it."""
    header_rows: int
    truths: Sequence[Truth]

    @property
    def figures(self) -> int:
        return sum(truth.value is not None for truth in self.truths)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over printed figures: `right`, `wrong` by cause, and what was not found or not readable as a figure."""

    counts: Counter[str]

    @property
    def wrong(self) -> int:
        return sum(count for name, count in self.counts.items() if name in CAUSES)


CAUSES = ("marker", "separator", "shifted", "invented", "other")
"""Why a figure is wrong without a word: a note's marker in it, a point or comma taken for the other, that of a neighbour, one where
none is printed, or anything else."""


def read_figure(text: str) -> Decimal | None:
    """The figure of a cell that holds nothing else.

    >>> read_figure("1.522"), read_figure("-12,5 %"), read_figure("n.v.t.")
    (Decimal('1522'), Decimal('-12.5'), None)
    """
    match = FIGURE.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    figure = match["figure"].replace(" ", "")
    if not POINT.fullmatch(figure):
        figure = figure.replace(".", "").replace(",", ".")
    value = Decimal(figure)
    return -value if match["sign"] else value


def score(table: Printed, grids: Sequence[Grid]) -> Score:
    """What became of every place of a printed table."""
    counts: Counter[str] = Counter()
    placed = {(place.row, place.column): place.value for place in table.truths}
    found = _cells(table, grids)
    for truth in table.truths:
        cell = found.get((truth.row, truth.column), Found("", spoiled=False))
        value = read_figure(cell.text)
        if truth.value is None:
            counts["invented"] += value is not None
        elif value is None:
            counts["missed"] += 1
        elif value == truth.value:
            counts["right"] += 1
            counts["spoiled"] += cell.spoiled
        else:
            others = {placed[key] for key in placed if key[0] == truth.row and key[1] != truth.column}
            counts[_cause(value, truth, others)] += 1
    return Score(counts)


def _cause(value: Decimal, truth: Truth, others: set[Decimal | None]) -> str:
    assert truth.value is not None
    printed = _digits(truth.value)
    if any(_digits(value) == printed + marker.strip("*)(") for marker in truth.markers if marker.strip("*)(")):
        return "marker"
    if _digits(value).strip("0") == printed.strip("0"):
        return "separator"
    return "shifted" if value in others else "other"


def _digits(value: Decimal) -> str:
    return re.sub(r"\D", "", f"{value:f}")


class Found(NamedTuple):
    """A cell of a tool's table, and whether a note's marker got into the label or the year that it is found by."""

    text: str
    spoiled: bool


def _cells(table: Printed, grids: Sequence[Grid]) -> dict[tuple[int, int], Found]:
    """The text that a tool has in each place of the printed table; a row is that of the grid that has most rows."""
    cells: dict[tuple[int, int], Found] = {}
    taken: set[int] = set()
    for grid in sorted(grids, key=lambda each: -len(_rows(table.labels, each))):
        rows = {row: at for row, at in _rows(table.labels, grid).items() if row not in taken}
        if rows:
            first = min(rows.values())
            above = grid[max(0, first - table.header_rows - MORE_LINES) : first]
            stub = max(_column_of(table.labels[row], grid[at]) for row, at in rows.items())
            columns = _columns(table.headers, above, stub)
            years = {column for column, to in columns.items() if any(GLUED_YEAR.search(line[to]) for line in above)}
            named = {row for row, at in rows.items() if _is_marked(table.labels[row], grid[at])}
            cells |= {
                (row, column): Found(grid[at][to], spoiled=row in named or column in years)
                for row, at in rows.items()
                for column, to in columns.items()
            }
            taken |= set(rows)
    return cells


def _rows(labels: Mapping[int, str], grid: Grid) -> dict[int, int]:
    """Rows of the printed table by their label; those of one label by their order, where as many stand between its neighbours."""
    alike = {row: _like(label, grid) for row, label in labels.items()}
    once = {row: at[0] for row, at in alike.items() if at and list(labels.values()).count(labels[row]) == 1}
    rows = dict(once)
    for row in sorted(set(labels) - set(once)):
        before, behind = [each for each in once if each < row], [each for each in once if each > row]
        low, high = once[max(before)] if before else -1, once[min(behind)] if behind else len(grid)
        there = [at for at in alike[row] if low < at < high]
        printed = [
            each
            for each, label in labels.items()
            if label == labels[row] and max(before, default=-1) < each < min(behind, default=each + 1)
        ]
        if len(there) == len(printed):
            rows[row] = there[printed.index(row)]
    return rows


def _columns(headers: Mapping[int, str], above: Grid, stub: int) -> dict[int, int]:
    """Columns of the printed table by the lowest header, right of the labels; columns of one header by their order."""
    width = max((len(row) for row in above), default=0)
    texts = [_plain(" ".join(row[at] for row in above if at < len(row))) for at in range(width)]
    columns: dict[int, int] = {}
    used: set[int] = set()
    for column, header in headers.items():
        wanted = _plain(header)
        there = [at for at in range(stub + 1, width) if at not in used and wanted in texts[at]]
        exact = [at for at in there if any(_plain(row[at]) == wanted for row in above)]
        for at in (exact or there)[:1]:
            columns[column] = at
            used.add(at)
    return columns


def _column_of(label: str, cells: Sequence[str]) -> int:
    """Where in a row its label stands."""
    return max(range(len(cells)), key=lambda at: fuzz.ratio(_plain(label), _plain(cells[at])))


def _like(label: str, grid: Grid) -> list[int]:
    """The rows that hold a label, or else one that is very like it."""
    wanted = _plain(label)
    likeness = [max((fuzz.ratio(wanted, _plain(cell)) for cell in cells if cell.strip()), default=0) for cells in grid]
    best = max(likeness, default=0)
    return [at for at, each in enumerate(likeness) if each == best] if best >= LIKE else []


def _is_marked(label: str, cells: Sequence[str]) -> bool:
    """Whether the label has digits behind it that are not printed as a part of it."""
    wanted = _plain(label)
    names = [_plain(cell) for cell in cells]
    return wanted not in names and any(name.startswith(wanted) and name[len(wanted) :].isdigit() for name in names)


def _plain(text: str) -> str:
    """Letters and digits alone: tools put spaces and hyphens where lines end."""
    return re.sub(r"[\W_]+", "", GLUED_YEAR.sub(r"\1", fold(text)))


def total(scores: Iterable[Score]) -> Score:
    """Scores added up."""
    return Score(sum((each.counts for each in scores), Counter()))


def printed_table(gold: Mapping[str, Any]) -> Printed | None:
    """A gold table: the places that hold one plain figure, or none; None where its rows have no labels to find them by."""
    if gold["label_col"] is None:
        return None
    grid: Grid = gold["grid"]
    truths = [
        Truth(
            row=one["row"],
            column=one["col"],
            value=None if one["obs_value"] is None else Decimal(one["obs_value"]),
            markers=tuple(one["markers"]),
        )
        for one in gold["observations"]
        if one["obs_value_upper"] is None and one["qualifier"] is None
    ]
    columns = {truth.column for truth in truths}
    headers = {at: _lowest([row[at] for row in grid[: gold["n_header"]]]) for at in sorted(columns)}
    labels = {at: _label(row[gold["label_col"] :]) for at, row in enumerate(grid) if at >= gold["n_header"]}
    return Printed(
        labels={at: label for at, label in labels.items() if label},
        headers=headers,
        header_rows=gold["n_header"],
        truths=truths,
    )


def _lowest(cells: Sequence[str]) -> str:
    return next((cell for cell in reversed(cells) if cell not in ("", CONTINUED)), "")


def _label(cells: Sequence[str]) -> str:
    """What a row is called: its label, or the first words behind it where the label of the row above goes on."""
    return next((cell for cell in cells if cell not in ("", CONTINUED)), "")
