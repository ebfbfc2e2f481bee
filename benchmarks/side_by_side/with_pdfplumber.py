"""pdfplumber: tables by their rules, and on a page without any by the places of words (`text`)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pdfplumber

from benchmarks.side_by_side.reading import Grid, run

BY_WORDS = {"vertical_strategy": "text", "horizontal_strategy": "text"}


def tables(file: Path) -> Iterable[Grid]:
    """The tables of all pages."""
    with pdfplumber.open(file) as document:
        for page in document.pages:
            for table in page.extract_tables() or page.extract_tables(BY_WORDS):
                yield [[cell or "" for cell in row] for row in table]


if __name__ == "__main__":
    run(tables)
