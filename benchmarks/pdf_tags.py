"""Tagged reports read twice, once by their tags and once by geometry alone: in how many tables the two agree.

    python -m benchmarks.pdf_tags ../shared/real/pdf/bmh-14*.pdf ../shared/real/pdf/bmh-03*.pdf [--details]

Tags give a table's cells exactly, so they are the truth here. A data table has at least three rows and three columns; it
agrees when at least 95 % of its filled cells stand in the same row and column of one table of the other reading, text
compared without white space. Tables that only lay out a page are none by either reading.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.document import Cell, Document, Table
from extract.from_pdf import read

FEWEST = 3
"""Rows and columns of a data table."""
ENOUGH = 0.95
SPACE = re.compile(r"\s+")
Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Match:
    """A tagged table and the share of its cells that the best table of geometry has in the same place."""

    table: Table
    other: Table | None
    share: float


def main(arguments: Sequence[str]) -> int:
    """Print a line a file, with `--details` a line for each table that differs; 0 when all agree enough."""
    details = "--details" in arguments
    agreed = total = 0
    for name in (argument for argument in arguments if not argument.startswith("-")):
        data = Path(name).read_bytes()
        matches = list(compare(read(data), read(data, by_tags=False)))
        same = sum(1 for match in matches if match.share >= ENOUGH)
        print(f"{Path(name).name:<40} {same:>3} of {len(matches):>3} data tables agree")
        agreed, total = agreed + same, total + len(matches)
        if details:
            _print_differences(matches)
    print(f"{'all':<40} {agreed:>3} of {total:>3}: {agreed / max(1, total):.1%}")
    return 0


def compare(tagged: Document, plain: Document) -> Iterator[Match]:
    """For each data table by tags the table by geometry that has most of its cells in the same place."""
    others = plain.tables
    for table in tagged.tables:
        if table.rows < FEWEST or table.columns < FEWEST:
            continue
        near = [other for other in others if abs((other.locator.page or 0) - (table.locator.page or 0)) <= 1]
        best = max(((agreement(table, other), -n, other) for n, other in enumerate(near)), default=None)
        yield Match(table, best[2] if best else None, best[0] if best else 0.0)


def agreement(table: Table, other: Table) -> float:
    """Share of the filled cells of both that stand in the same place, at the best shift of rows.

    A title over the table may be a row of it by one reading and its caption by the other.
    """
    shifts = range(-2, 3)
    return max(_agreement(_places(table, 0), _places(other, shift)) for shift in shifts)


def _agreement(places: Counter[Place], others: Counter[Place]) -> float:
    larger = max(places.total(), others.total())
    return (places & others).total() / larger if larger else 0.0


def _places(table: Table, shift: int) -> Counter[Place]:
    """The filled cells by row and column, rows and columns without any text not counted: white space has no tag."""
    filled = [cell for cell in table.cells if _text(cell)]
    rows = {row: number for number, row in enumerate(sorted({cell.row for cell in filled}))}
    columns = {column: number for number, column in enumerate(sorted({cell.column for cell in filled}))}
    return Counter((rows[cell.row] + shift, columns[cell.column], _text(cell)) for cell in filled)


def _text(cell: Cell) -> str:
    return SPACE.sub("", cell.content.raw).replace("-", "")


def _print_differences(matches: Sequence[Match]) -> None:
    for match in matches:
        if match.share >= ENOUGH:
            continue
        first = next((cell.content.raw for cell in match.table.cells if cell.content.raw), "")
        size = f"{match.other.rows}x{match.other.columns}" if match.other and match.share else "none"
        print(
            f"    p{match.table.locator.page} {match.table.rows}x{match.table.columns} "
            f"by geometry {size}, {match.share:.0%} of its cells: {first[:50]}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
