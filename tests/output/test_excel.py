"""The workbook and the CSV for Dutch Excel: what a spreadsheet would change, it does not get to change."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from normalise.dataset import Dataset
from output import excel_limits, to_excel_csv, to_xlsx
from output.excel_limits import cut, too_long
from output.formats import Format
from output.to_excel_csv import harmless
from output.write import write_dataset
from tests.output.datasets import HOSTILE_TEXTS, nasty_dataset, small_dataset


def book_of(dataset: Dataset, folder: Path) -> openpyxl.Workbook:
    write_dataset(dataset, folder, [Format.XLSX])
    return openpyxl.load_workbook(folder / "beleidscijfers.xlsx")


def cell_of(sheet: Worksheet, row: int, column: str) -> openpyxl.cell.cell.Cell:
    place = [cell.value for cell in sheet[1]].index(column) + 1
    found = sheet.cell(row, place)
    assert isinstance(found, openpyxl.cell.cell.Cell)
    return found


def test_sheets_are_ready_to_use(tmp_path: Path) -> None:
    book = book_of(small_dataset(), tmp_path)
    sheet = book["observations"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:AG3")
    assert sheet.cell(1, 1).font.bold
    assert all(8 <= dimension.width <= 61 for dimension in sheet.column_dimensions.values() if dimension.width)
    date = cell_of(book["documents"], 2, "published")
    assert (date.is_date, date.number_format) == (True, "dd-mm-yyyy")
    assert cell_of(book["indicators"], 2, "known").value is True


def test_notes_are_comments_on_their_figures(tmp_path: Path) -> None:
    sheet = book_of(small_dataset(), tmp_path)["observations"]
    comment = cell_of(sheet, 2, "obs_value").comment
    assert comment is not None
    assert comment.text == "1 Voorlopig cijfer, zie ook “bijlage 3”."
    assert cell_of(sheet, 2, "indicator_label").comment is None


def test_header_cells_say_what_their_column_holds(tmp_path: Path) -> None:
    comment = cell_of(book_of(small_dataset(), tmp_path)["observations"], 1, "unit_mult").comment
    assert comment is not None
    assert comment.text == "Power of ten: 0, 3, 6 or 9"


@pytest.mark.parametrize(
    ("unit", "mult", "value", "shown"),
    [
        ("number", 0, "1522", "#,##0"),
        ("number", 3, "1.5", '#,##0.0 "× 1.000"'),
        ("EUR", 6, "12.25", '[$€-413] #,##0.00 "mln."'),
        ("percent", 0, "51", '#,##0"%"'),
        ("percentage_point", 0, "0.5", '#,##0.0 "procentpunt"'),
        ("fte", 0, "3", '#,##0 "fte"'),
        ('een "eenheid"', 0, "3", '#,##0 "een eenheid"'),
    ],
)
def test_figures_are_shown_in_their_unit(unit: str, mult: int, value: str, shown: str, tmp_path: Path) -> None:
    row = replace(small_dataset().observations[0], unit_measure=unit, unit_mult=mult, obs_value=Decimal(value))
    cell = cell_of(book_of(replace(small_dataset(), observations=(row,)), tmp_path)["observations"], 2, "obs_value")
    assert (cell.number_format, Decimal(str(cell.value))) == (shown, Decimal(value))


def test_hundreds_of_units_do_not_break_a_workbook(tmp_path: Path) -> None:
    plain = small_dataset().observations[0]
    rows = [replace(plain, observation_id=f"u{number}", unit_measure=f"unit-{number}") for number in range(300)]
    sheet = book_of(replace(small_dataset(), observations=tuple(rows)), tmp_path)["observations"]
    shown = {cell_of(sheet, row, "obs_value").number_format for row in range(2, 302)}
    assert len(shown) <= to_xlsx.MOST_UNITS + 1
    assert '#,##0 "unit-0"' in shown


def test_text_is_kept_whatever_it_begins_with(tmp_path: Path) -> None:
    sheet = book_of(nasty_dataset(), tmp_path)["passages"]
    found = [cell_of(sheet, row, "text") for row in range(3, sheet.max_row + 1)]
    assert all(cell.data_type in ("s", "inlineStr") for cell in found)
    for cell, text in zip(found, HOSTILE_TEXTS, strict=True):
        if len(text) <= excel_limits.LONGEST_TEXT:
            assert unescape(str(cell.value)) == text.replace("\ufffe", "\ufffd")


def test_what_does_not_fit_is_cut_and_said(tmp_path: Path) -> None:
    dataset = nasty_dataset()
    book = book_of(dataset, tmp_path)
    texts = [cell_of(book["passages"], row, "text").value for row in range(2, book["passages"].max_row + 1)]
    assert max(len(str(text)) for text in texts) <= excel_limits.LONGEST_TEXT
    assert any(str(text).endswith("… [afgekapt]") for text in texts)
    said = to_xlsx.remark(dataset)
    assert said is not None
    assert "texts are cut" in said
    guide = [cell.value for row in book["Leeswijzer"] for cell in row]
    assert "figures of more than 15 digits are text" in said
    assert {"Afgekapt", "Als tekst"} <= set(guide)
    assert to_xlsx.remark(small_dataset()) is None


def test_figure_that_excel_would_round_is_text(tmp_path: Path) -> None:
    row = replace(small_dataset().observations[0], obs_value=Decimal("999999999999.999999"))
    cell = cell_of(book_of(replace(small_dataset(), observations=(row,)), tmp_path)["observations"], 2, "obs_value")
    assert cell.value == "999999999999.999999"


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_xlsx, "MOST_ROWS", 4)
    book = book_of(small_dataset(), tmp_path)
    assert (book["cells"].max_row, book["cells (2)"].max_row) == (5, 3)
    assert cell_of(book["cells (2)"], 1, "table_id").font.bold
    assert "cells (2)" in [cell.value for cell in book["Leeswijzer"]["A"]]


def test_same_dataset_gives_the_same_workbook(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_dataset(nasty_dataset(), tmp_path / name, [Format.XLSX])
    assert (tmp_path / "a" / "beleidscijfers.xlsx").read_bytes() == (
        tmp_path / "b" / "beleidscijfers.xlsx"
    ).read_bytes()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+31 6", "'+31 6"),
        ("-2+3", "'-2+3"),
        ("@A1", "'@A1"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("＝1+1", "'＝1+1"),
        ("1.522", "'1.522"),
        ("12,50", "'12,50"),
        ("007", "'007"),
        ("12-17", "'12-17"),
        ("2020-06", "'2020-06"),
        ("3 mei", "'3 mei"),
        ("mei 2020", "'mei 2020"),
        ("1234567812345678", "'1234567812345678"),
        ("12345678e1234567", "'12345678e1234567"),
        ("waar", "'waar"),
        ("2020", "2020"),
        ("-", "'-"),
        ("2020-Q3", "2020-Q3"),
        ("Meijer", "Meijer"),
        ("12 verdachten", "12 verdachten"),
        ("8b1f90ac8b1f90ac", "8b1f90ac8b1f90ac"),
        ("", ""),
    ],
)
def test_text_that_excel_would_change_has_an_apostrophe(text: str, kept: str) -> None:
    assert harmless(text) == kept


@given(st.text())
def test_harmless_text_is_the_text(text: str) -> None:
    assert harmless(text) in (text, f"'{text}")
    assert harmless(text)[:1] not in tuple("=+@\t\r")


@given(st.text(max_size=60), st.integers(20, 40))
def test_cut_text_fits(text: str, longest: int) -> None:
    fitting = cut(text, longest)
    assert len(fitting.encode("utf-16-le")) // 2 <= longest


def test_dutch_csv_speaks_dutch(tmp_path: Path) -> None:
    write_dataset(small_dataset(), tmp_path, [Format.EXCEL_CSV])
    data = (tmp_path / "excel" / "observations.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfobservation_id;")
    assert b";12,5;" in data
    assert b";'1.522;" in data
    assert data.count(b"\r\n") == 3
    assert b";WAAR\r\n" in (tmp_path / "excel" / "indicators.csv").read_bytes()


def test_long_figures_are_counted_and_text_in_dutch_csv(tmp_path: Path) -> None:
    assert too_long(Decimal("-1234567890.123456"))
    assert not too_long(Decimal("0.000001"))
    write_dataset(nasty_dataset(), tmp_path, [Format.EXCEL_CSV])
    assert b";'999999999999,999999;" in (tmp_path / "excel" / "observations.csv").read_bytes()
    said = to_excel_csv.remark(nasty_dataset())
    assert said is not None
    assert said.endswith("figures of more than 15 digits are text, since Excel would round them")
