"""`pandas.read_html`, told that figures are Dutch: `decimal=","` and `thousands="."`. lxml is the faster of its parsers."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pandas as pd

from benchmarks.side_by_side.reading import Grid, frame_grid, run


def tables(file: Path) -> Iterable[Grid]:
    """All tables of a page; ValueError where there is none."""
    text = file.read_text(encoding="utf-8")
    return [frame_grid(frame) for frame in pd.read_html(StringIO(text), flavor="lxml", decimal=",", thousands=".")]


if __name__ == "__main__":
    run(tables)
