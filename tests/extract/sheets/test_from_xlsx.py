from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from extract.document import Heading, Limits, Paragraph, Table, UnreadableDocument
from extract.from_xlsx import read
from tests.extract.archives import bomb
from tests.extract.sheets.workbooks import Value, printed, put, read_sheet, workbook

HEADER: list[Value] = ["Indicator", 2019, 2020]
ROW: list[Value] = ["Aantal zaken", 12, 13]
OTHER: list[Value] = ["Aantal doden", 3, 4]


def edited(data: bytes, part: str, change: tuple[str, str]) -> bytes:
    """A workbook with one part changed; the change must be one."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                changed = re.sub(change[0], change[1], text.decode())
                assert changed.encode() != text
                text = changed.encode()
            target.writestr(name, text)
    return buffer.getvalue()


def test_figures_are_as_their_format_prints_them() -> None:
    def fill(sheet: Worksheet) -> None:
        day = datetime(2022, 12, 1)  # noqa: DTZ001  # a sheet's date has no zone
        put(sheet, [["Indicator", "Norm 2021", "Stand"], ["Verdachten", 1522.4, day], ["Aandeel", 0.1 + 0.2, True]])
        sheet["B2"].number_format = "#,##0"
        sheet["B3"].number_format = "0.0%"
        sheet["C2"].number_format = "d-m-yyyy"

    assert printed(read(workbook(fill)).tables[0])[1:] == [
        ["Verdachten", "1.522", "1-12-2022"],
        ["Aandeel", "30,0%", "WAAR"],
    ]


def test_addresses_are_those_of_the_sheet() -> None:
    table = read_sheet([[None], [None, *HEADER], [None, *ROW]], name="Tabel 'nieuw'").tables[0]
    assert table.locator.address == "'Tabel ''nieuw'''!B2"
    assert table.cells[-1].locator.address == "'Tabel ''nieuw'''!D3"


def test_titles_above_and_notes_below() -> None:
    document = read_sheet(
        [
            ["Tabel 3 Kerncijfers"],
            ["(bedragen x € 1.000)"],
            HEADER,
            ROW,
            OTHER,
            ["1 Voorlopig."],
            ["Bron: politie"],
            ["Dit is toegelicht in de nota."],
        ]
    )
    table = document.tables[0]
    assert table.caption is not None
    assert table.caption.text == "Tabel 3 Kerncijfers (bedragen x € 1.000)"
    assert (table.rows, table.columns) == (3, 3)
    assert [(note.marker, note.content.text, note.table) for note in document.notes] == [("1", "Voorlopig.", 1)]
    assert [block.content.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "Bron: politie",
        "Dit is toegelicht in de nota.",
    ]


def test_notes_whose_marker_has_a_cell_for_itself() -> None:
    document = read_sheet([HEADER, ROW, OTHER, ["1)", "Voorlopig cijfer."], ["2)", "Exclusief Caribisch Nederland."]])
    assert [(note.marker, note.content.text) for note in document.notes] == [
        ("1)", "Voorlopig cijfer."), ("2)", "Exclusief Caribisch Nederland."),
    ]  # fmt: skip
    numbered = read_sheet([["Nr", *HEADER], [1, *ROW], [2, *OTHER], [3, "Tevredenheid"]])
    assert (numbered.tables[0].rows, numbered.notes) == (4, ())


def test_a_title_with_an_empty_row_below_it() -> None:
    document = read_sheet([["Regioplan"], ["Woninginbraken"], [], HEADER, ROW])
    assert [block.content.text for block in document.blocks if isinstance(block, Paragraph)] == ["Regioplan"]
    assert document.tables[0].caption is not None
    assert document.tables[0].caption.text == "Woninginbraken"


def test_several_tables_below_each_other() -> None:
    document = read_sheet([HEADER, ROW, [], ["Tabel 2"], HEADER, OTHER, [], HEADER, ROW])
    assert [(table.rows, table.caption and table.caption.text) for table in document.tables] == [
        (2, None),
        (2, "Tabel 2"),
        (2, None),
    ]


def test_rows_set_apart_by_an_empty_one_are_of_the_table_above() -> None:
    document = read_sheet([HEADER, ROW, [], OTHER, [], ["Ondermijning"], ROW])
    assert [table.rows for table in document.tables] == [5]


def test_tables_beside_each_other_and_columns_that_only_part() -> None:
    beside = read_sheet([[*HEADER, None, *HEADER], [*ROW, None, *OTHER], [*OTHER, None, *ROW]])
    assert [(table.rows, table.columns) for table in beside.tables] == [(3, 3), (3, 3)]
    parted = read_sheet([["Indicator", 2019, None, 2020], ["Aantal zaken", 12, None, 13], ["Aantal doden", 3, None, 4]])
    assert [(table.rows, table.columns) for table in parted.tables] == [(3, 3)]


def test_blank_cells_are_cells() -> None:
    table = read_sheet([HEADER, ["Aantal zaken", None, 13]]).tables[0]
    assert printed(table)[1] == ["Aantal zaken", "", "13"]
    assert table.cells[4].locator.address == "'Blad1'!B2"


@pytest.mark.parametrize("gap", [0, 1])
def test_a_title_that_is_merged_over_several_rows(gap: int) -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [["Woninginbraken"], [], [], *[[]] * gap, HEADER, ROW])
        sheet.merge_cells("A1:C3")

    (table,) = read(workbook(fill)).tables
    assert (table.rows, table.caption and table.caption.text) == (2, "Woninginbraken")


def test_a_merged_cell_alone_is_a_line() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [["Geen gegevens"]])
        sheet.merge_cells("A1:B3")

    assert [block.content.text for block in read(workbook(fill)).blocks if isinstance(block, Paragraph)] == [
        "Geen gegevens"
    ]


def test_merged_cells() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [["Indicator", "Realisatie"], [None, 2019, 2020], ROW])
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    found = read(workbook(fill)).tables[0]
    assert [(cell.content.text, cell.rowspan, cell.colspan) for cell in found.cells][:3] == [
        ("Indicator", 2, 1), ("Realisatie", 1, 2), ("2019", 1, 1),
    ]  # fmt: skip


def test_a_row_that_was_merged_across_the_whole_sheet() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [HEADER, ["Veiligheid"], ROW, OTHER])
        sheet.merge_cells("A2:XFD2")
        sheet.merge_cells("A4:A900")

    found = read(workbook(fill)).tables[0]
    assert (found.rows, found.columns) == (4, 3)
    assert [(cell.rowspan, cell.colspan) for cell in found.cells if cell.column == 0] == [
        (1, 1),
        (1, 3),
        (1, 1),
        (1, 1),
    ]


def test_hidden_rows_columns_and_sheets_are_left_out() -> None:
    def fill(sheet: Worksheet) -> None:
        put(
            sheet,
            [["Indicator", "werk", 2020], ["Concept", "x", 1], ["Aantal zaken", "x", 12], ["Aantal doden", "x", 3]],
        )
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True

    def hide(sheet: Worksheet) -> None:
        put(sheet, [HEADER, ROW])
        sheet.sheet_state = "hidden"

    document = read(workbook(fill, hide))
    assert [printed(table) for table in document.tables] == [
        [["Indicator", "2020"], ["Aantal zaken", "12"], ["Aantal doden", "3"]]
    ]
    assert document.tables[0].cells[-1].locator.address == "'Blad1'!C4"


def test_what_is_hidden_parts_nothing() -> None:
    rows: list[list[Value]] = [
        ["Zaken", "x", "OM", 12],
        [None, "x"],
        ["Doden", "x", "CBS", 3],
        ["Branden", "x", "CBS", 4],
    ]

    def fill(sheet: Worksheet) -> None:
        put(sheet, [["Indicator", None, "Bron", 2020], *rows])
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    assert [(table.rows, table.columns) for table in read(workbook(fill)).tables] == [(4, 3)]


def test_raised_markers_bold_and_indents() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [HEADER, ROW, OTHER])
        sheet["A2"] = CellRichText("Aantal zaken", TextBlock(InlineFont(vertAlign="superscript"), "1"))
        sheet["A3"].alignment = Alignment(indent=2)
        sheet["A1"].font = Font(bold=True)
        sheet["B3"].font = Font(vertAlign="superscript")

    cells = read(workbook(fill)).tables[0].cells
    assert (cells[3].content.text, [marker.text for marker in cells[3].content.markers]) == ("Aantal zaken", ["1"])
    assert [cell.bold for cell in cells][:2] == [True, False]
    assert [cell.indent for cell in cells if cell.column == 0] == [0, 0, 1]
    assert (cells[7].content.text, cells[7].content.markers) == ("3", ())


def test_comments_are_notes_without_a_marker_and_without_a_name() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [HEADER, ROW])
        sheet["C2"].comment = Comment("Jan:\nVoorlopig cijfer.", "Jan")
        sheet["B2"].comment = Comment("[Threaded comment]\nklopt dit?", "Jan")

    document = read(workbook(fill))
    assert [(note.marker, note.content.text, note.locator.address) for note in document.notes] == [
        ("", "Voorlopig cijfer.", "'Blad1'!C2")
    ]
    last = document.tables[0].cells[-1].content
    assert (last.raw, last.markers[0].note) == ("13", document.notes[0].key)


def test_a_formula_without_its_value_is_doubted() -> None:
    document = read_sheet([HEADER, ROW, ["Totaal", "=SUM(B2:B2)", 13]])
    assert [(doubt.rule, doubt.table, doubt.row) for doubt in document.doubts] == [("formula-without-value", 1, 2)]
    assert "'Blad1'!B3" in document.doubts[0].message


def test_a_formula_with_its_value_is_a_figure() -> None:
    data = workbook(lambda sheet: put(sheet, [HEADER, ROW, ["Totaal", "=SUM(B2:B2)", 13]]))
    data = edited(data, "xl/worksheets/sheet1.xml", ("<v ?/>|<v></v>", "<v>12</v>"))
    assert printed(read(data).tables[0])[-1] == ["Totaal", "12", "13"]


def test_an_error_is_printed_as_in_dutch() -> None:
    data = workbook(lambda sheet: put(sheet, [HEADER, ["Aantal zaken", "#N/A", 13]]))
    assert printed(read(data).tables[0])[1][1] == "#N/B"


def test_the_name_of_a_sheet_is_a_heading_unless_it_is_none() -> None:
    named = read_sheet([HEADER, ROW], name="Veiligheid")
    assert [block.content.text for block in named.blocks if isinstance(block, Heading)] == ["Veiligheid"]
    assert not any(isinstance(block, Heading) for block in read_sheet([HEADER, ROW], name="Blad1").blocks)


def test_a_strict_workbook_is_read_as_any() -> None:
    data = workbook(lambda sheet: put(sheet, [HEADER, ROW]))
    usual, strict = (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"):
        data = edited(data, part, (usual, strict))
    assert printed(read(data).tables[0])[1] == ["Aantal zaken", "12", "13"]


def test_a_cell_in_the_last_corner_costs_nothing() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [HEADER, ROW])
        sheet["XFD1048576"] = "ver weg"

    assert [(table.rows, table.columns) for table in read(workbook(fill)).tables] == [(2, 3)]


def test_a_sheet_above_the_limit_is_refused() -> None:
    data = workbook(lambda sheet: put(sheet, [ROW] * 50))
    with pytest.raises(UnreadableDocument, match="more than the 100 cells allowed"):
        read(data, limits=Limits(cells=100))


def test_a_damaged_sheet_is_refused_by_its_name() -> None:
    data = workbook(lambda sheet: put(sheet, [HEADER, ROW]), name="Cijfers")
    broken = edited(data, "xl/worksheets/sheet1.xml", ("</sheetData>", "</sheetDat>"))
    with pytest.raises(UnreadableDocument, match="The sheet 'Cijfers' cannot be read"):
        read(broken)


@pytest.mark.parametrize(
    "junk",
    ["<x>" * 10_000, "<row r='1'>" + "<c/>" * 500_000, '<!DOCTYPE a [<!ENTITY a "b">]>'],
    ids=["depth", "crowd", "late declaration"],
)
def test_hostile_sheets_are_refused_or_read(junk: str) -> None:
    data = workbook(lambda sheet: put(sheet, [HEADER, ROW]))
    hostile = edited(data, "xl/worksheets/sheet1.xml", ("<sheetData>", f"<sheetData>{junk}"))
    with pytest.raises(UnreadableDocument):
        read(hostile)


def test_a_bomb_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="unpacks to 1,000,000,000 bytes"):
        read(bomb("xl/worksheets/sheet1.xml", 1000))


def test_a_workbook_without_a_sheet_that_is_shown() -> None:
    data = workbook(lambda sheet: put(sheet, [HEADER, ROW]))
    with pytest.raises(UnreadableDocument, match="no sheet that is shown"):
        read(edited(data, "xl/workbook.xml", ('state="visible"', 'state="hidden"')))


def test_every_table_is_one() -> None:
    assert all(isinstance(block, Table) for block in read_sheet([HEADER, ROW]).blocks)
