from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from extract.document import (
    Cell,
    Document,
    Doubt,
    Heading,
    Locator,
    Marker,
    Note,
    Options,
    Paragraph,
    Table,
    Text,
    UnreadableDocument,
)  # fmt: skip
from extract.kinds import PDF
from extract.pdf.picture import LEGEND, SCALE, Kind, Mark, draw_page, marks_on
from tests.extract.pdf.files import LINE, pages


def place(left: float, top: float, right: float, bottom: float, page: int = 1) -> Locator:
    return Locator(address=f"page={page}&bbox={left},{top},{right},{bottom}", page=page)


FIGURE = Text("12")


def cell(row: int, column: int, page: int = 1, text: Text = FIGURE) -> Cell:
    top = 100 + 20 * row
    where = place(100 + 50 * column, top, 150 + 50 * column, top + 20, page)
    return Cell(row=row, column=column, content=text, locator=where)


TABLE = Table(
    cells=(
        cell(0, 0), cell(0, 1),
        cell(1, 0, text=Text("Zaken", (Marker(text="1", offset=5),))), cell(1, 1),
        cell(2, 0, page=2), cell(2, 1, page=2),
    ),
    rows=3,
    columns=2,
    header_rows=1,
    locator=place(100, 100, 200, 140),
)  # fmt: skip
DOCUMENT = Document(
    media_type=PDF,
    blocks=(
        Heading(content=Text("Veiligheid"), level=1, locator=place(100, 20, 300, 40)),
        Paragraph(content=Text("Over zaken."), locator=place(100, 50, 300, 60)),
        TABLE,
    ),
    notes=(Note(key="1", marker="1", content=Text("Voorlopig."), locator=place(100, 700, 300, 710), table=1),),
    doubts=(Doubt(rule="ragged-row", message="", locator=place(100, 140, 200, 160)),),
)


TWO_PAGES = pages([LINE, LINE])


def draw(number: int, data: bytes = TWO_PAGES) -> Image.Image:
    return Image.open(BytesIO(draw_page(data, DOCUMENT, number, Options())))


def found(number: int, kind: Kind) -> list[Mark]:
    return [mark for mark in marks_on(DOCUMENT, number) if mark.kind is kind]


def test_a_page_shows_what_stands_on_it() -> None:
    counts = {kind: len(found(1, kind)) for kind in Kind}
    assert counts == {
        Kind.HEADING: 1, Kind.TEXT: 1, Kind.TABLE: 1, Kind.HEADER: 2, Kind.CELL: 2,
        Kind.MARKER: 1, Kind.NOTE: 1, Kind.DOUBT: 1,
    }  # fmt: skip


def test_a_table_is_framed_on_each_of_its_pages() -> None:
    (first,), (second,) = found(1, Kind.TABLE), found(2, Kind.TABLE)
    assert tuple(first.box) == (97, 97, 203, 143)
    assert tuple(second.box) == (97, 137, 203, 163)
    assert first.label == second.label == "t1: 3 by 2"


def test_colours_stand_where_the_boxes_are() -> None:
    picture = draw(1).convert("RGB")
    assert picture.size == (595 * SCALE, (842 + LEGEND) * SCALE)
    assert picture.getpixel((round(97 * SCALE), round((130 + LEGEND) * SCALE))) == Kind.TABLE.colour
    assert picture.getpixel((round(200 * SCALE), round((50 + LEGEND) * SCALE))) == Kind.TEXT.colour


def test_a_poster_is_drawn_smaller() -> None:
    large = pages([LINE]).replace(b"0 0 595 842", b"0 0 9999 99")
    assert draw(1, large).width == 6000


@pytest.mark.parametrize("number", [0, 3])
def test_there_is_no_picture_of_a_page_that_is_not_there(number: int) -> None:
    with pytest.raises(UnreadableDocument, match="its pages are 1 to 2"):
        draw(number)


def test_the_same_page_gives_the_same_picture() -> None:
    assert draw_page(TWO_PAGES, DOCUMENT, 1, Options()) == draw_page(TWO_PAGES, DOCUMENT, 1, Options())
