"""`pandas.read_html` as it comes, for a point and a comma as English has them."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pandas as pd

from benchmarks.side_by_side.reading import Grid, frame_grid, run


def tables(file: Path) -> Iterable[Grid]:
    """All tables of a page; ValueError where there is none."""
    return [frame_grid(frame) for frame in pd.read_html(StringIO(file.read_text(encoding="utf-8")), flavor="lxml")]


if __name__ == "__main__":
    run(tables)
