from __future__ import annotations

import pytest

from benchmarks.offices import ODF, pack
from extract.document import Document, Limits, UnreadableDocument
from extract.from_ods import read
from extract.kinds import ODS, sniff
from extract.sheets.ods import in_dutch
from tests.extract.sheets.workbooks import printed

STYLES = (
    '<style:style style:name="Hoog" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="Vet" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="In" style:family="table-cell"><style:paragraph-properties fo:margin-left="0.5cm"/></style:style>'
    '<style:style style:name="Weg" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def ods(*sheets: str) -> bytes:
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    )
    return pack({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def sheet(*rows: str, name: str = "Blad1", attributes: str = "", columns: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{columns}{"".join(rows)}</table:table>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(each if each.startswith('<') else cell(each) for each in cells)}</table:table-row>"


def cell(text: str, attributes: str = "", more: str = "") -> str:
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{shown}{more}</table:table-cell>"


def figure(shown: str, stored: str) -> str:
    return cell(shown, f'office:value-type="float" office:value="{stored}"')


HEADER = row("Indicator", figure("2019", "2019"), figure("2020", "2020"))
ROW = row("Aantal zaken", figure("1.522", "1522"), figure("12,5", "12.5"))
EMPTY_ROWS = row(
    '<table:table-cell table:number-columns-repeated="16384"/>', attributes='table:number-rows-repeated="1048000"'
)


def rows(data: bytes) -> list[list[str]]:
    return printed(read(data).tables[0])


def test_figures_as_the_author_saw_them() -> None:
    data = ods(sheet(HEADER, ROW, EMPTY_ROWS))
    assert sniff(data, "cijfers.ods") == ODS
    assert rows(data) == [["Indicator", "2019", "2020"], ["Aantal zaken", "1.522", "12,5"]]
    assert read(data).tables[0].cells[-1].locator.address == "'Blad1'!C2"


ENGLISH = [
    ("1,522.5", "1522.5", "1.522,5"),
    ("1,522", "1522", "1.522"),
    ("12.5", "12.5", "12,5"),
    ("12.5%", "0.125", "12,5%"),
    ("-1,522", "-1522", "-1.522"),
    ("€ 1,522.00", "1522", "€ 1.522,00"),
    ("1.522", "1522", "1.522"),
    ("1.522", "1.522", "1,522"),
    ("12,5%", "0.125", "12,5%"),
    ("0,3", "0.30000000000000004", "0,3"),
    ("12", "12", "12"),
    ("2 keer", "2", "2 keer"),
    ("1,5 mln", "1500000", "1,5 mln"),
    ("", "0.5", "0,5"),
    ("", "-1522", "-1522"),
    ("12", "geen getal", "12"),
]


@pytest.mark.parametrize(("shown", "stored", "expected"), ENGLISH)
def test_points_and_commas_are_dutch(shown: str, stored: str, expected: str) -> None:
    assert in_dutch(shown, stored) == expected


def test_spans_repeated_cells_and_blank_ones() -> None:
    head = row("Indicator", cell("Realisatie", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>")
    years = row("<table:table-cell/>", "2019", "2020")
    found = read(
        ods(
            sheet(
                head,
                years,
                row("Zaken", cell("12", 'table:number-columns-repeated="2"')),
                row("Doden", "<table:table-cell/>", "3"),
            )
        )
    ).tables[0]
    assert [(each.content.text, each.colspan) for each in found.cells][:2] == [("Indicator", 1), ("Realisatie", 2)]
    assert printed(found)[2:] == [["Zaken", "12", "12"], ["Doden", "", "3"]]


def test_hidden_sheets_rows_and_columns() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    shown = sheet(HEADER, row("weg", "1", "2", attributes='table:visibility="filter"'), ROW, columns=columns)
    document = read(ods(shown, sheet(HEADER, ROW, name="Weg", attributes='table:style-name="Weg"')))
    assert [printed(table) for table in document.tables] == [[["Indicator", "2020"], ["Aantal zaken", "12,5"]]]


def test_markers_bold_and_indents() -> None:
    raised = cell('Zaken<text:span text:style-name="Hoog">1</text:span>', 'table:style-name="In"')
    document = read(
        ods(
            sheet(
                row(cell("Indicator", 'table:style-name="Vet"'), "2020"),
                row("Totaal", "3"),
                row(raised, "2"),
                row("1 Voorlopig."),
            )
        )
    )
    cells = document.tables[0].cells
    assert [each.bold for each in cells][:2] == [True, False]
    assert [each.indent for each in cells if each.column == 0] == [0, 0, 1]
    assert (cells[4].content.text, [marker.text for marker in cells[4].content.markers]) == ("Zaken", ["1"])
    assert [(note.marker, note.content.text) for note in document.notes] == [("1", "Voorlopig.")]


def test_comments_are_notes() -> None:
    comment = "<office:annotation><text:p>Voorlopig cijfer.</text:p></office:annotation>"
    document: Document = read(ods(sheet(row("Indicator", "2020"), row("Zaken", cell("12", more=comment)))))
    assert [(note.content.text, note.locator.address) for note in document.notes] == [
        ("Voorlopig cijfer.", "'Blad1'!B2")
    ]
    assert document.tables[0].cells[-1].content.raw == "12"


def test_a_row_of_figures_repeated_a_million_times_is_refused() -> None:
    many = row("Zaken", "12", attributes='table:number-rows-repeated="1000000"')
    with pytest.raises(UnreadableDocument, match="cells allowed"):
        read(ods(sheet(HEADER, many)), limits=Limits(cells=1000))


def test_a_file_without_sheets_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="holds no sheets"):
        read(pack({"content.xml": f"<office:document-content {ODF}/>"}))


@pytest.mark.parametrize(
    "stored", ["NaN", "Infinity", "1e999999999", "1e-999999999", "1e99999999999999999999", "-1e400", "x"]
)
def test_a_stored_value_that_is_no_number_leaves_what_is_printed(stored: str) -> None:
    assert in_dutch("1.522", stored) == "1.522"
    assert in_dutch("", stored) == ""
