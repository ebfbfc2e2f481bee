"""How much of a flattened table is read surely, and how much silently wrong, as more of its cells are gone.

Run as `python -m benchmarks.lost_cells [SEEDS]`. The tables are those of `tests/extract/flattened.py`, made from seeds. The
tests hold up to 15 % of loss; this goes on to 40 %, and to texts with pipes in which no row at all need be whole.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from tests.extract.flattened import (
    Flattened,
    count_sure_rows,
    misplaced,
    one_cell_a_paragraph,
    one_row_a_line,
    pipes_filled_at_the_end,
)

LOSSES = (0.0, 0.05, 0.15, 0.25, 0.4)
SEEDS = 150
FORMS: dict[str, Callable[[int, float], Flattened]] = {
    "one cell a paragraph": one_cell_a_paragraph,
    "one row a line": one_row_a_line,
    "pipes, one row whole": pipes_filled_at_the_end,
    "pipes, no row whole": partial(pipes_filled_at_the_end, whole=0),
}


def main(seeds: int) -> None:
    """Print rows below the header, how many the reader is sure of, and figures that are elsewhere without a doubt."""
    print(f"{'':<22}{'lost':>6}{'rows':>8}{'sure':>8}{'silent':>8}")
    for name, form in FORMS.items():
        for loss in LOSSES:
            tables = [form(seed, loss) for seed in range(seeds)]
            rows = sum(table.rows - 1 for table in tables)
            sure = sum(map(count_sure_rows, tables)) / rows
            silent = sum(1 for table in tables for _ in misplaced(table))
            print(f"{name:<22}{loss:>6.0%}{rows:>8,}{sure:>8.1%}{silent:>8,}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS)
