"""What each format costs beside the CSV: time and size, over pages of a hundred tables each.

Run it with `.venv/bin/python -m benchmarks.exchange`, or with a number of pages.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.clock import medians
from benchmarks.pages import page
from normalise.dataset import Dataset
from output.formats import Format
from output.write import write_dataset
from pipeline.find import find_publications
from pipeline.running import run

PAGES = 3
TURNS = 3


def main(pages: int = PAGES) -> None:
    """Print a line for each format."""
    with TemporaryDirectory() as name:
        dataset = example(Path(name) / "pages", pages)
        folders = {each: Path(name) / each for each in Format}
        seconds = medians([partial(write_dataset, dataset, folders[each], [each]) for each in Format], TURNS)
        sizes = {each: _megabytes(folder) for each, folder in folders.items()}
    print(f"{len(dataset.observations):,} observations, {len(dataset.cells):,} cells")
    first = seconds[0]
    for each, took in zip(Format, seconds, strict=True):
        print(f"{each:<10} {took:6.2f} s  {took / first:5.1f} x csv  {sizes[each]:6.1f} MB")


def example(folder: Path, pages: int) -> Dataset:
    """The dataset of pages that differ."""
    folder.mkdir()
    for number in range(pages):
        (folder / f"{number}.html").write_bytes(page(number))
    return run(find_publications([folder]).publications).dataset


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
