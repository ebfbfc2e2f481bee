"""tabula in the Java machine of this process: tables by their rules (`lattice`), and in a document without any by white space."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import tabula

from benchmarks.side_by_side.reading import Grid, frame_grid, run

AS_TEXT = {"header": None, "dtype": str}
"""What pandas makes of the cells: nothing, since it would read figures as English has them."""


def tables(file: Path) -> Iterable[Grid]:
    """The tables of all pages."""
    frames = _read(file, lattice=True)
    if not any(frame.size for frame in frames):
        frames = _read(file, stream=True)
    return [frame_grid(frame, headed=False) for frame in frames]


def _read(file: Path, **how: bool) -> list[pd.DataFrame]:
    found: list[pd.DataFrame] = tabula.read_pdf(file, pages="all", pandas_options=AS_TEXT, silent=True, **how)
    return found


if __name__ == "__main__":
    run(tables)
