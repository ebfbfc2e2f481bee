"""The same figures from a page and from what office programs would make of it, their placement and confidence too."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from benchmarks.offices import WRITERS
from extract.document import Document, Limits
from extract.package import Package
from extract.readers import read
from normalise.run import combine, normalise_document
from tests.office_samples import SAMPLES
from tests.paths import ROOT, SHARED

PAGES = [
    *sorted((ROOT / "samples").glob("*.html")),
    *sorted((ROOT / "tests" / "corpus" / "documents").glob("*.html-plain.html")),
    *sorted((SHARED / "gold" / "documents").glob("*.html-gazette.html")),
]
EXACT = ("docx", "odt", "xlsx", "ods")
"""Formats that keep all that tells a figure; a CSV loses merged cells, bold and what is raised."""


def figures_of(document: Document) -> Counter[tuple[object, ...]]:
    """The observations of a document with their notes, but for ids and places."""
    dataset = combine([normalise_document(document, document_id="0" * 16, source="stuk", size=1)])
    notes = {note.footnote_id: (note.marker, note.text) for note in dataset.footnotes}
    left_out = {"observation_id", "document_id", "table_id", "row", "column", "locator", "footnotes"}
    return Counter(
        (
            *(repr(getattr(row, name)) for name in row.__dataclass_fields__ if name not in left_out),
            tuple(sorted(notes[note] for note in row.footnotes)),
        )
        for row in dataset.observations
    )


@lru_cache
def page(path: Path) -> Document:
    return read(path.read_bytes(), name=path.name)


@pytest.mark.parametrize("name", EXACT)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_format_gives_the_figures_of_the_page(path: Path, name: str) -> None:
    written = WRITERS[name](page(path))
    assert figures_of(read(written, name=f"stuk.{name}")) == figures_of(page(path))


@pytest.mark.parametrize("name", WRITERS)
def test_what_is_written_is_the_same_every_time(name: str) -> None:
    assert WRITERS[name](page(PAGES[0])) == WRITERS[name](page(PAGES[0]))


def test_a_csv_gives_the_figures_of_a_plain_table() -> None:
    source = b"<table><tr><th>Indicator<th>2019<th>2020<tr><td>Zaken<td>1.522<td>12,5%<tr><td>Doden<td>-<td>3</table>"
    document = read(source, name="stuk.html")
    assert figures_of(read(WRITERS["csv"](document), name="stuk.csv")) == figures_of(document)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_what_their_script_makes(name: str) -> None:
    kept, made = (Package(data, Limits()) for data in ((ROOT / "samples" / name).read_bytes(), SAMPLES[name]()))
    assert [(part, kept.read(part)) for part in kept.names] == [(part, made.read(part)) for part in made.names]
