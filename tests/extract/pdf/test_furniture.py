"""Headers, footers, page numbers and tables of contents, against text that looks like them."""

from __future__ import annotations

import pytest

from extract.document import Text
from extract.pdf.flow import Line
from extract.pdf.furniture import Sheet, drop_furniture
from extract.pdf.order import Region
from extract.pdf.page import Box, Page, Style

STYLE = Style("Arial", 9)


def line(text: str, baseline: float, left: float = 70, right: float | None = None) -> Line:
    end = right if right is not None else left + 5 * len(text)
    return Line(Text(text), Box(left, baseline - 7, end, baseline + 2), baseline, STYLE, False, False)


def sheet(number: int, *lines: Line) -> Sheet:
    return Sheet(Page(number=number, width=595, height=842), [Region(list(lines))])


def kept(*sheets: Sheet) -> list[list[str]]:
    drop_furniture(sheets)
    return [[line.content.text for line in sheet.lines] for sheet in sheets]


def test_what_returns_in_its_place_is_off() -> None:
    pages = [sheet(n, line("Jaarverslag 2020", 40), line(f"Tekst {n}", 200)) for n in (1, 2, 3)]
    assert kept(*pages) == [["Tekst 1"], ["Tekst 2"], ["Tekst 3"]]


def test_what_returns_in_the_text_stays() -> None:
    pages = [sheet(n, line("Toelichting", 300)) for n in (1, 2, 3)]
    assert kept(*pages) == [["Toelichting"]] * 3


def test_page_numbers_may_begin_anywhere() -> None:
    pages = [sheet(n, line("Tekst", 200), line(f"Hoofdstuk {n * n} | {n + 11}", 825)) for n in (1, 2, 3, 4)]
    assert kept(*pages) == [["Tekst"]] * 4


@pytest.mark.parametrize("text", ["7", "- 7 -", "Pagina 7 van 306", "blz. 7", "7 / 12"])
def test_a_lone_page_number_is_off(text: str) -> None:
    assert kept(sheet(1, line("Tekst", 200), line(text, 825))) == [["Tekst"]]


def test_a_sentence_at_the_foot_stays() -> None:
    assert kept(sheet(1, line("Het aantal aangiften steeg in dat jaar tot 310.", 825))) == [
        ["Het aantal aangiften steeg in dat jaar tot 310."]
    ]


def test_contents_with_dots_and_with_numbers_that_rise_are_off() -> None:
    dotted = line("Inleiding .......... 3", 200)
    plain = [line(f"{n} Hoofdstuk {2 * n + 1}", 300 + 12 * n, right=500) for n in range(1, 7)]
    assert kept(sheet(1, dotted, line("Een zin.", 250)), sheet(2, *plain)) == [["Een zin."], []]


def test_lines_that_end_in_years_are_no_contents() -> None:
    lines = [line(text, 300 + 12 * n) for n, text in enumerate(("In 2019", "en ook in 2018", "was dat zo, tot 2020"))]
    assert kept(sheet(1, *lines)) == [[line.content.text for line in lines]]
