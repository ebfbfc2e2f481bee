"""Plain texts, case by case, and what holds for all of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Document, Limits, Table, UnreadableDocument
from extract.from_text import read
from tests.extract.text_cases import Case, describe, document_of, read_cases, write_cases

CASES = Path(__file__).parent / "cases" / "text.txt"


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.title)
def test_text(case: Case, update_golden: bool) -> None:
    found = describe(document_of(case))
    if update_golden:
        kept = (replace(other, expected=found) if other.title == case.title else other for other in read_cases(CASES))
        write_cases(CASES, tuple(kept))
    assert found == case.expected or update_golden


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.title)
def test_every_locator_cuts_its_text(case: Case) -> None:
    text = case.text.replace("~", "\u00a0")
    for block in document_of(case).blocks:
        pieces = block.cells if isinstance(block, Table) else (block,)
        for piece in pieces:
            start, end = map(int, piece.locator.address.removeprefix("char=").split(","))
            cut = text[start:end].replace("\u00a0", " ")
            assert " ".join(piece.content.raw.replace("\u00a0", " ").split()) == " ".join(cut.split())


LABELS = st.lists(
    st.sampled_from(
        ["Aantal overvallen", "Gemelde inbraken", "Straatroof", "Geweld tegen ambtenaren", "Verkeersdoden"]
    ),
    min_size=3,
    max_size=5,
    unique=True,
)
FIGURES = st.sampled_from(["1.522", "9,7", "51%", "‒ 3", "12", "n.v.t.", "0"])
TABLES = LABELS.flatmap(
    lambda labels: st.integers(2, 4).flatmap(
        lambda width: st.tuples(
            st.just(labels),
            st.lists(st.lists(FIGURES, min_size=width, max_size=width), min_size=len(labels), max_size=len(labels)),
        )
    )
)


def rows_of(labels: list[str], figures: list[list[str]]) -> list[list[str]]:
    header = ["Indicator", *(str(2018 + column) for column in range(len(figures[0])))]
    return [header, *([label, *row] for label, row in zip(labels, figures, strict=True))]


def only_grid(document: Document) -> list[list[str]]:
    (table,) = document.tables
    assert not any(cell.lost for cell in table.cells)
    texts = {(cell.row, cell.column): cell.content.text for cell in table.cells}
    return [[texts.get((row, column), "") for column in range(table.columns)] for row in range(table.rows)]


@given(TABLES)
def test_a_table_of_one_cell_a_paragraph_comes_back(table: tuple[list[str], list[list[str]]]) -> None:
    rows = rows_of(*table)
    text = "Inleiding\n\nDit is de toelichting op de tabel.\n\nTabel 1 Cijfers\n\n" + "\n\n".join(
        cell for row in rows for cell in row
    )
    assert only_grid(read(text.encode())) == rows


@pytest.mark.parametrize("form", ["{}", "| {} |"])
@given(table=TABLES)
def test_a_table_with_pipes_comes_back(form: str, table: tuple[list[str], list[list[str]]]) -> None:
    rows = rows_of(*table)
    text = "Tabel 1 Cijfers\n\n" + "\n".join(form.format(" | ".join(row)) for row in rows)
    assert only_grid(read(text.encode())) == rows


@given(table=TABLES)
def test_a_table_with_tabs_comes_back(table: tuple[list[str], list[list[str]]]) -> None:
    rows = rows_of(*table)
    assert only_grid(read(("Tabel 1 Cijfers\n\n" + "\n".join("\t".join(row) for row in rows)).encode())) == rows


PIECES = st.sampled_from(
    [
        "1",
        "2019",
        "1.522",
        "|",
        "\u00a0",
        "Aantal zaken",
        "Norm",
        "- ",
        "*",
        "1)",
        "Bron: CBS",
        "\t",
        "Een zin met een punt.",
        "# ",
    ]
)


@given(st.lists(st.tuples(PIECES, st.sampled_from([" ", "\n", "\n\n"])), max_size=40))
def test_no_text_breaks_the_reader(pieces: list[tuple[str, str]]) -> None:
    document = read("".join(piece + end for piece, end in pieces).encode())
    for table in document.tables:
        places = [(cell.row, cell.column) for cell in table.cells]
        assert len(places) == len(set(places))
        assert all(row < table.rows and column < table.columns for row, column in places)


@given(st.binary(max_size=300))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(UnreadableDocument):
        assert read(data).media_type == "text/plain"


def test_a_text_above_the_limit_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(UnreadableDocument, match="limit"):
        read(b"\xff" * 11, limits=Limits(bytes=10))
