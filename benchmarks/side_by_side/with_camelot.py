"""camelot: tables by their rules (`lattice`, pages drawn by PDFium), and in a document without any by white space (`stream`)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import camelot

from benchmarks.side_by_side.reading import Grid, frame_grid, run


def tables(file: Path) -> Iterable[Grid]:
    """The tables of all pages."""
    found = camelot.read_pdf(file, pages="all", flavor="lattice", suppress_stdout=True)
    if not found.n:
        found = camelot.read_pdf(file, pages="all", flavor="stream", suppress_stdout=True)
    return [frame_grid(table.df, headed=False) for table in found]


if __name__ == "__main__":
    run(tables)
