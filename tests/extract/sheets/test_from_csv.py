from __future__ import annotations

import pytest

from extract.document import Document, Limits, UnreadableDocument
from extract.from_csv import read
from extract.kinds import CSV, TEXT, sniff
from tests.extract.sheets.workbooks import printed

SEMICOLONS = "Indicator;2019;2020\r\nAantal zaken;1.522;1.529\r\nAandeel;12,5%;13%\r\n"


def rows(data: bytes, number: int = 0) -> list[list[str]]:
    return printed(read(data).tables[number])


EXPECTED = [["Indicator", "2019", "2020"], ["Aantal zaken", "1.522", "1.529"], ["Aandeel", "12,5%", "13%"]]
DIALECTS = [
    ("semicolons", SEMICOLONS),
    ("tabs", SEMICOLONS.replace(";", "\t")),
    ("commas and quotes", 'Indicator,2019,2020\nAantal zaken,1.522,1.529\nAandeel,"12,5%",13%\n'),
    (
        "everything quoted",
        "\n".join(";".join(f'"{field}"' for field in line.split(";")) for line in SEMICOLONS.split()),
    ),
    ("line ends of the Mac", SEMICOLONS.replace("\r\n", "\r")),
    ("the separator said above", "sep=;\r\n" + SEMICOLONS),
    ("empty fields at the end of all lines", SEMICOLONS.replace("\r\n", ";;\r\n")),
    ("no line end at the end", SEMICOLONS.strip()),
]


@pytest.mark.parametrize(
    "text",
    [case[1] for case in DIALECTS if case[0] != "everything quoted"],
    ids=[c[0] for c in DIALECTS if c[0] != "everything quoted"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_dialects(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert sniff(data, "cijfers.csv") == CSV
    assert rows(data) == EXPECTED


def test_quoted_fields_with_separators_quotes_and_line_ends() -> None:
    data = b'"Indicator";"2019"\n"Zaken; ""alle""";"12"\n"Doden,\nin totaal";"3"\n'
    assert rows(data) == [["Indicator", "2019"], ['Zaken; "alle"', "12"], ["Doden, in totaal", "3"]]


def test_every_line_in_an_encoding_of_its_own() -> None:
    data = b"Gebied;2019\nCura\x87ao;1\nCura\xe7ao;2\nCura\xc3\xa7ao;3\nCo\xf6peratie's \x80;4\nCo\x94peratie;5\nfoto\x92s;6\n"
    labels = [row[0] for row in rows(data)[1:]]
    assert labels == ["Curaçao", "Curaçao", "Curaçao", "Coöperatie's €", "Coöperatie", "foto’s"]


def test_a_title_above_and_notes_below() -> None:
    data = ("Tabel 5 Politiesterkte;;\n;;\n" + SEMICOLONS + "* Voorlopig.;;\nBron: politie;;\n").encode()
    document = read(data)
    assert document.tables[0].caption is not None
    assert document.tables[0].caption.text == "Tabel 5 Politiesterkte"
    assert [(note.marker, note.content.text, note.table) for note in document.notes] == [("*", "Voorlopig.", 1)]
    assert rows(data) == EXPECTED


def test_addresses_are_fragments_of_rfc_7111() -> None:
    table = read(SEMICOLONS.encode()).tables[0]
    assert (table.locator.address, table.cells[-1].locator.address) == ("cell=1,1", "cell=3,3")


def test_rows_without_a_header() -> None:
    assert rows(b"Zaken;12;13\nDoden;3;4\n") == [["Zaken", "12", "13"], ["Doden", "3", "4"]]


def test_lines_of_different_length() -> None:
    assert rows(b"Indicator;2019;2020\nZaken;12\nDoden;3;4\n")[1] == ["Zaken", "12", ""]


TELLING = [
    ("a CSV without its ending", SEMICOLONS, "cijfers.txt", CSV),
    ("two lines are too few", "Zaken;12;13\nDoden;3;4\n", "cijfers.txt", TEXT),
    ("prose with commas", "Het doel is 5, 6 of 7 procent, naar keuze.\nDat is veel, vinden wij, en duur.\n" * 3, "brief.csv", TEXT),
    ("prose with semicolons", "De norm is hoog; de uitkomst laag.\nHet is zo; het blijft zo; helaas.\n" * 3, "brief.txt", TEXT),
    ("long sentences with semicolons", ("Een zin " * 80 + "; nog een zin " * 2 + "\n") * 4, "brief.csv", TEXT),
    ("tabs in a text are the text reader's", SEMICOLONS.replace(";", "\t"), "cijfers.txt", TEXT),
    ("tabs under the ending of a table", SEMICOLONS.replace(";", "\t"), "cijfers.tsv", CSV),
    ("a list with commas", "Breda, Tilburg\nUtrecht, Zeist, Bunnik\nAmersfoort\n", "lijst.csv", TEXT),
    ("one column", "Indicator\nZaken\nDoden\n", "lijst.csv", TEXT),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "kind"), [case[1:] for case in TELLING], ids=[case[0] for case in TELLING])
def test_a_csv_is_told_from_text(text: str, name: str, kind: str) -> None:
    assert sniff(text.encode(), name) == kind


def test_a_csv_above_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="more than the 100 cells allowed"):
        read(b"a;1\n" * 100, limits=Limits(cells=100))


def test_a_csv_of_nothing_but_separators_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="holds no fields"):
        read(b";;\n;;\n;;\n")


def test_a_quote_that_never_closes_is_read_or_refused() -> None:
    assert isinstance(read(b'Zaken;"12\n' + b"Doden;3\n" * 1000), Document)
