"""What it costs to keep what PDFs show around their tables: time against reading them, bytes for each table.

    python -m benchmarks.pictures

The documents are the nine PDFs of `../shared/real/pdf`; where that folder does not exist, the samples. Reading is what a run does
with a document, until its rows are there; drawing is what it does after that. The processor's time counts.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from benchmarks.clock import medians
from extract.document import Options
from pipeline.content import identify
from pipeline.pictures import draw_pictures
from pipeline.unit import work

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "real" / "pdf"
ROUNDS = 3
MOST_IN_ALL = 0.25
"""Of reading."""


def main(arguments: Sequence[str] = ()) -> int:
    """Print what was measured; 1 when the bound is not kept."""
    folder = Path(arguments[0]) if arguments else REAL if REAL.is_dir() else ROOT / "samples"
    print(f"{'':<34}{'pictures':>9}{'kB each':>9}{'ms each':>9}{'read':>9}{'ratio':>7}")
    totals = [0.0, 0.0, 0.0, 0.0]
    for path in sorted(folder.glob("*.pdf")):
        content = identify(path.name, path.read_bytes())
        dataset = work(content, Options(pictures=False)).dataset
        drawn = draw_pictures(content, dataset, Options())
        read, draw = medians(
            [lambda: work(content, Options(pictures=False)), lambda: draw_pictures(content, dataset, Options())],  # noqa: B023 - called at once
            ROUNDS,
            process_time,
        )
        found = (len(drawn), sum(len(picture.data) for picture in drawn), draw, read)
        totals = [total + each for total, each in zip(totals, found, strict=True)]
        _print(path.name, *found)
    _print("all of them", *totals)
    ratio = totals[2] / totals[3]
    print(f"{'ok' if ratio <= MOST_IN_ALL else 'MISSED'}: drawing / reading {ratio:.2f}, at most {MOST_IN_ALL}")
    return 0 if ratio <= MOST_IN_ALL else 1


def _print(name: str, count: float, size: float, draw: float, read: float) -> None:
    each = max(1.0, count)
    print(
        f"{name:<34}{count:>9.0f}{size / each / 1000:>9.1f}{draw / each * 1000:>9.1f}{read:>7.2f} s{draw / read:>7.2f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
