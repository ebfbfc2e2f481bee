"""`extract`: the tables as its readers give them, before anything is made of what they say."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.side_by_side.reading import Grid, run
from extract.document import Table
from extract.readers import read


def tables(file: Path) -> Iterable[Grid]:
    """The text of each cell at its upper left place; the markers of notes are apart from it."""
    return [_grid(table) for table in read(file.read_bytes(), name=file.name).tables]


def _grid(table: Table) -> Grid:
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.content.text
    return grid


if __name__ == "__main__":
    run(tables)
