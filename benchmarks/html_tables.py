"""How long a page of a hundred tables takes, from its bytes to a written dataset, and how that grows with pages.

Run it with `make bench`. The measure is `pandas.read_html` on the same page in the same process, which gives bare
tables: no period, unit, note, place or check.
"""

from __future__ import annotations

import sys
import warnings
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from benchmarks.clock import medians
from benchmarks.pages import page
from pipeline.find import find_publications
from pipeline.running import run, run_into

ROUNDS = 7
PAGES = 10
MOST_AGAINST_PANDAS = 1.15  # about as fast as bare tables; a tenth goes to storing the document for later runs
MOST_FOR_TEN_PAGES = 11.0  # linear, with a tenth to spare for the noise of the machine


def main() -> int:
    """Print what was measured; 1 when a bound is not kept."""
    with TemporaryDirectory() as folder:
        return _report(Path(folder))


def _report(folder: Path) -> int:
    bare, one, ten = folder / "bare", folder / "one", folder / "ten"
    _write_pages(bare, 1, prose=False)
    _write_pages(one, 1)
    _write_pages(ten, PAGES)
    text = (bare / "0.html").read_text(encoding="utf-8")
    theirs, ours, told = medians([lambda: _read_html(text), lambda: _extract(bare), lambda: _extract(one)], ROUNDS)
    single, many = medians([lambda: _extract(one), lambda: _extract(ten)], 3)
    print(f"pandas.read_html, one page        {theirs:7.3f} s")
    print(f"bytes to written dataset          {ours:7.3f} s   {_size(bare)}")
    print(
        f"the same with 800 sentences       {told:7.3f} s   their themes and ambitions read too, which pandas does not do"
    )
    kept = [
        _bound("ours / pandas.read_html", ours / theirs, MOST_AGAINST_PANDAS),
        _bound("ten pages / one page", many / single, MOST_FOR_TEN_PAGES),
    ]
    return 0 if all(kept) else 1


def _write_pages(folder: Path, count: int, *, prose: bool = True) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.html").write_bytes(page(number, prose=prose))


def _read_html(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pd.read_html(StringIO(text), flavor="bs4")


def _extract(folder: Path) -> None:
    run_into(folder.parent / f"results-{folder.name}", find_publications([folder]).publications, fresh=True)


def _size(folder: Path) -> str:
    dataset = run(find_publications([folder]).publications).dataset
    counts = {"tables": dataset.tables, "cells": dataset.cells, "observations": dataset.observations}
    return ", ".join(f"{len(rows):,} {name}" for name, rows in counts.items())


def _bound(name: str, value: float, most: float) -> bool:
    print(f"{name:<33} {value:7.2f}     at most {most:.1f}: {'kept' if value <= most else 'NOT KEPT'}")
    return value <= most


if __name__ == "__main__":
    sys.exit(main())
