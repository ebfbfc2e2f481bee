"""What is measured with is what it is said to be."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from benchmarks.clock import medians
from benchmarks.formats import FORMATS
from benchmarks.mixed import MAKERS, write_mixed
from benchmarks.pages import page
from benchmarks.pdf_pages import join_pages, plain_text
from benchmarks.writing import DOCUMENT, OBSERVATIONS, example
from extract.readers import read
from tests.extract.pdf.files import pages

FILES = {"one": pages([b"BT /F1 9 Tf (een) Tj ET"] * 2), "two": pages([b"BT /F1 9 Tf (twee) Tj ET"] * 4)}


@pytest.mark.parametrize(("count", "letters"), [(3, 3 + 2 * 4), (6, 2 * 3 + 4 * 4), (12, 2 * (2 * 3 + 4 * 4))])
def test_report_has_pages_from_all_files(count: int, letters: int) -> None:
    report = join_pages(FILES, count)
    with pdfium.PdfDocument(report) as document:
        assert len(document) == count
    assert plain_text(report) == letters


def test_page_is_the_same_every_time_and_another_for_each_seed() -> None:
    assert page(1) == page(1)
    assert page(1) != page(2)


def test_page_has_a_hundred_tables_with_two_thousand_rows() -> None:
    text = page(0).decode("utf-8")
    assert (text.count("<table>"), text.count("<tr>")) == (100, 2000)
    assert 10_000 <= text.count("<td>") + text.count("<th>") <= 12_000
    assert text.count("<sup>") == 2 * text.count('class="noot"') > 0


def test_every_format_has_the_same_hundred_tables() -> None:
    counts = {
        name: [(table.rows, table.columns) for table in read(make(0), name=name).tables]
        for name, make in FORMATS.items()
    }
    assert len(counts["html"]) == 100
    assert all(count == counts["html"] for count in counts.values())


def test_example_to_write_is_as_large_as_it_is_said_to_be() -> None:
    dataset = example()
    assert len(dataset.observations) == OBSERVATIONS
    assert len({row.observation_id for row in dataset.observations}) == OBSERVATIONS
    assert {row.document_id for row in dataset.observations} == {DOCUMENT}


def test_median_is_of_the_rounds_after_the_first() -> None:
    calls: list[str] = []
    times = medians([lambda: calls.append("a"), lambda: calls.append("b")], rounds=3)
    assert calls == ["a", "b"] * 4
    assert len(times) == 2


def test_mixed_heap_has_seven_pages_two_pdfs_and_a_word_document_in_ten(tmp_path: Path) -> None:
    write_mixed(tmp_path, 20)
    assert Counter(path.suffix for path in tmp_path.rglob("*.*")) == {".html": 14, ".pdf": 4, ".docx": 2}


@pytest.mark.parametrize("kind", MAKERS)
def test_mixed_document_has_two_tables_and_is_the_same_every_time(kind: str) -> None:
    data = MAKERS[kind](3)
    assert data == MAKERS[kind](3)
    assert len(read(data, name=f"stuk.{kind}").tables) == 2
