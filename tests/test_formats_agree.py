"""The same table in two formats gives the same observations, apart from where it stands and how sure its place is.

Each gold table is read in the style that all others are compared with, and in each style in `STYLES`; a further format
is a further style here. Where a document prints other numbers at its notes than the gold has, only their texts agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.formats import FORMATS, dataset_of
from extract.document import Document, Options
from extract.readers import read as read_any
from normalise.dataset import Dataset, Observation
from normalise.run import combine, normalise_document
from pipeline.find import find_publications
from pipeline.running import run
from tests.koop_writer import koop_xml, record_of
from tests.paths import ROOT, SHARED

DOCUMENTS = SHARED / "gold" / "documents"
REFERENCE = "html-gazette"
STYLES = (
    "docx-footnotes",
    "docx-notes",
    "html-budget",
    "html-municipal",
    "odt-footnotes",
    "odt-notes",
    "xml-op",
    "xml-tabel",
)
"""Styles that keep the place of every cell; those that lose some are compared by the gold's scorer only."""
PRINTED = ("pdf-plain", "pdf-ruled", "pdf-rules", "pdf-tagged")
"""Styles that print the same cells, some over more rows: rows of the grid may be numbered otherwise."""
PRINTED_ALIKE = 0.95
"""Share of the printed documents that say the very same; a narrow cell may cut a word, and no rule may show a label's rows."""

PAGES = sorted(
    (*(ROOT / "samples").glob("*.html"), *(ROOT / "tests" / "corpus" / "documents").glob("*.html-lias.html"))
)
"""Pages of our own; their tables have all their cells."""


class Said(NamedTuple):
    """What an observation says, whatever its document is called and wherever in it the table stands."""

    place: tuple[int, int]
    label: str
    parent: str | None
    theme: str | None
    breakdown: str | None
    area: str
    measure: str | None
    period: str | None
    figure: str
    unit: tuple[str, int]
    status: str
    missing: str | None
    role: str
    notes: tuple[str, ...]


def said(dataset: Dataset) -> list[Said]:
    """The observations of a dataset by table and place."""
    notes = {note.footnote_id: note.text for note in dataset.footnotes}
    numbers = {table.table_id: number for number, table in enumerate(dataset.tables)}
    ordered = sorted(dataset.observations, key=lambda o: (numbers[o.table_id], o.row, o.column))
    return [_said(observation, notes) for observation in ordered]


def _said(o: Observation, notes: dict[str, str]) -> Said:
    return Said(
        place=(o.row, o.column),
        label=o.indicator_label,
        parent=o.parent_label,
        theme=o.theme_label,
        breakdown=o.breakdown,
        area=o.ref_area,
        measure=o.measure,
        period=o.time_period,
        figure=f"{o.qualifier or ''}{o.obs_value}/{o.obs_value_upper}",
        unit=(o.unit_measure, o.unit_mult),
        status=o.obs_status,
        missing=o.missing_reason,
        role=o.role,
        notes=tuple(sorted(notes[note] for note in o.footnotes)),
    )


def read(path: Path) -> Dataset:
    return run(find_publications([path]).publications).dataset


def pairs(styles: tuple[str, ...] = STYLES) -> Iterator[tuple[str, str]]:
    """Each document in one of some styles, with the document of the same table that it is compared with."""
    manifest = DOCUMENTS / "manifest.json"
    entries = json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else {}
    references = {entry["gold"]: name for name, entry in entries.items() if entry["style"] == REFERENCE}
    for name, entry in sorted(entries.items()):
        if entry["style"] in styles and entry["gold"] in references:
            yield references[entry["gold"]], name


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(("reference", "other"), list(pairs()))
def test_a_gold_table_says_the_same(reference: str, other: str) -> None:
    assert said(read(DOCUMENTS / other)) == said(read(DOCUMENTS / reference))


@pytest.mark.usefixtures("shared")
def test_printed_tables_say_the_same() -> None:
    """Label, figure, unit, period, status and notes; figures of all documents agree, whatever else does not."""
    alike = 0
    compared = list(pairs(PRINTED))
    for reference, other in compared:
        ours, theirs = (
            [each._replace(place=(0, 0)) for each in said(read(DOCUMENTS / name))] for name in (other, reference)
        )
        alike += ours == theirs
        assert [each.figure for each in ours] == [each.figure for each in theirs], other
    assert alike >= PRINTED_ALIKE * len(compared)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_says_the_same_when_it_is_written_as_xml(page: Path) -> None:
    document = read_any(page.read_bytes(), name=page.name)
    written = read_any(koop_xml(document), name="stuk.xml", options=Options(metadata=record_of(document)))
    assert said(normalised(written)) == said(normalised(document))


def normalised(document: Document) -> Dataset:
    return combine([normalise_document(document, document_id="0" * 16, source="stuk", size=0)])


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "html"])
def test_a_hundred_tables_say_the_same(name: str) -> None:
    assert said(dataset_of(name, FORMATS[name](0))) == said(dataset_of("html", FORMATS["html"](0)))
