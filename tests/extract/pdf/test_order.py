"""The order of reading: columns one after the other, and what only looks like columns."""

from __future__ import annotations

from extract.pdf.gate import may_be_columns
from extract.pdf.order import Block, Region, read_order
from extract.pdf.page import Box, Style, Word

STYLE = Style("Arial", 10)


def words(text: str, left: float, baseline: float) -> list[Word]:
    """A line of words of six points a letter."""
    found = []
    for word in text.split():
        right = left + 6 * len(word)
        found.append(Word(word, Box(left, baseline - 7.5, right, baseline + 2.5), baseline, STYLE))
        left = right + 3
    return found


def column(left: float, top: float, *texts: str) -> list[Word]:
    return [word for number, text in enumerate(texts) for word in words(text, left, top + 12 * number)]


def read(*columns: list[Word]) -> list[str]:
    blocks: list[Block[str]] = []
    found = read_order([word for column in columns for word in column], blocks)
    return [" ".join(line.content.text for line in part.lines) for part in found if isinstance(part, Region)]


LEFT = (
    "De linker kolom heeft een aantal",
    "regels die samen een alinea zijn",
    "en die voor de rechter kolom uit",
    "gelezen moeten worden door ieder.",
)
RIGHT = (
    "De rechter kolom komt daarna pas",
    "aan de beurt en heeft een eigen",
    "alinea die er los van staat en",
    "die op zichzelf te lezen valt hier.",
)


def test_columns_one_after_the_other() -> None:
    assert read(column(70, 100, *LEFT), column(320, 100, *RIGHT)) == [" ".join(LEFT), " ".join(RIGHT)]


def test_also_when_the_file_prints_them_line_by_line() -> None:
    mixed = [
        words_
        for number in range(4)
        for words_ in (column(70, 100 + 12 * number, LEFT[number]), column(320, 100 + 12 * number, RIGHT[number]))
    ]
    assert read(*mixed) == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_heading_over_both_columns_stands_before_them() -> None:
    heading = column(70, 80, "Een kop die over de hele breedte van de twee kolommen loopt")
    assert read(column(70, 100, *LEFT), column(320, 100, *RIGHT), heading)[0].startswith("Een kop")


def test_bullets_and_labels_are_no_column() -> None:
    lines = [
        word
        for n in range(5)
        for word in (*words("•", 70, 100 + 12 * n), *words("een punt van enige lengte", 90, 100 + 12 * n))
    ]
    assert read(lines) == [" ".join(["• een punt van enige lengte"] * 5)]


def test_a_table_stands_where_it_was_printed() -> None:
    above, below = column(70, 100, "Tekst boven de tabel."), column(70, 300, "Tekst onder de tabel.")
    table = Block("tabel", Box(70, 150, 500, 250))
    parts = list(read_order([*below, *above], [table]))
    assert [part.content if isinstance(part, Block) else part.lines[0].content.text for part in parts] == [
        "Tekst boven de tabel.",
        "tabel",
        "Tekst onder de tabel.",
    ]


def test_which_lines_may_be_those_of_a_table() -> None:
    figures = [*column(70, 100, "Aangiften", "Verdachten"), *column(300, 100, "310", "120")]
    items = [word for n in range(3) for word in (*words("1.", 70, 100 + 12 * n), *words("een punt", 95, 100 + 12 * n))]
    ages = [word for n in range(3) for word in (*words("12", 70, 100 + 12 * n), *words("310", 95, 100 + 12 * n))]
    assert may_be_columns(figures)
    assert may_be_columns(ages)
    assert may_be_columns(words("Totaal.......12", 70, 100))
    assert not may_be_columns(column(70, 100, *LEFT))
    assert not may_be_columns(items)
