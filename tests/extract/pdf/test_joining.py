from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.document import Locator
from extract.pdf.flow import Line, read_line
from extract.pdf.found import FoundCell, FoundTable, Method
from extract.pdf.joining import joined, with_section
from extract.pdf.page import Box, Style, Word
from tests.extract.pdf.drawn import rows_of

HEADER = ["Indicator", "2019", "2020"]
LEFTS, RIGHTS = (72.0, 280.0, 340.0), (200.0, 300.0, 360.0)


def printed(text: str, box: Box) -> Line:
    return read_line([Word(text, box, box.bottom, Style(size=9.0))])


def table(
    *rows: Sequence[str],
    page: int = 1,
    shift: float = 0,
    lefts: Sequence[float] = LEFTS,
    rights: Sequence[float] = RIGHTS,
) -> FoundTable:
    """A found table of these rows; empty texts are no cells."""
    cells = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            box = Box(lefts[column] + shift, 100 + 14 * number, rights[column] + shift, 109 + 14 * number)
            place = Locator(address=f"page={page}", page=page)
            line = printed(text, box)
            if text:
                cells.append(FoundCell(row=number, column=column, lines=(line,), box=box, locator=place))
    return FoundTable(
        cells=tuple(cells),
        rows=len(rows),
        columns=len(lefts),
        box=Box(72, 100, 360, 100 + 14 * len(rows)),
        locator=Locator(address=f"page={page}", page=page),
        lefts=tuple(left + shift for left in lefts),
        rights=tuple(right + shift for right in rights),
        method=Method.SPACE,
    )


@pytest.mark.parametrize("shift", [0, 14])
def test_a_repeated_header_is_left_out_also_where_margins_differ(shift: float) -> None:
    whole = joined(table(HEADER, ["Zaken", "1", "2"]), table(HEADER, ["Beslag", "3", "4"], page=2, shift=shift))
    assert whole is not None
    assert rows_of(whole) == ["Indicator | 2019 | 2020", "Zaken | 1 | 2", "Beslag | 3 | 4"]
    assert [cell.locator.page for cell in whole.cells if cell.row == 2] == [2, 2, 2]


def test_a_table_goes_on_without_its_header() -> None:
    whole = joined(table(HEADER, ["Zaken", "1", "2"]), table(["Beslag", "3", "4"], ["Inzet", "5", ""], page=2))
    assert whole is not None
    assert rows_of(whole)[2:] == ["Beslag | 3 | 4", "Inzet | 5 |"]


def test_columns_without_anything_overleaf_stay_empty() -> None:
    below = table(["Beslag", "4"], ["Inzet", "5"], page=2, lefts=(72, 340), rights=(190, 360))
    whole = joined(table(HEADER, ["Zaken", "1", "2"]), below)
    assert whole is not None
    assert rows_of(whole)[2:] == ["Beslag |  | 4", "Inzet |  | 5"]


def test_a_row_that_the_end_of_the_page_cuts() -> None:
    whole = joined(table(HEADER, ["Samenvoegen van", "", ""]), table(["eerste gehoor", "3", "4"], ["Inzet", "5", "6"]))
    assert whole is not None
    assert rows_of(whole)[1] == "Samenvoegen van eerste gehoor | 3 | 4"
    assert whole.rows == 3


def test_a_section_at_the_foot_of_the_page() -> None:
    first = table(HEADER, ["Zaken", "1", "2"])
    line = printed("Baten", Box(72, 130, 100, 139))
    whole = joined(with_section(first, line, first.locator), table(HEADER, ["Beslag", "3", "4"], page=2))
    assert whole is not None
    assert rows_of(whole)[2:] == ["Baten |  |", "Beslag | 3 | 4"]


@pytest.mark.parametrize(
    "second",
    [
        table(["Kosten", "2021", "2022"], ["Huur", "3", "4"], page=2),
        table(
            ["Huur", "3", "4", "5"], ["Energie", "3", "4", "5"], lefts=(72, 150, 250, 400), rights=(140, 200, 270, 420)
        ),
        table(["Huur", "3", "4"], lefts=(72, 215, 420), rights=(200, 240, 440)),
    ],
    ids=["a header of its own", "more columns", "columns in other places"],
)
def test_two_tables_stay_two(second: FoundTable) -> None:
    assert joined(table(HEADER, ["Zaken", "1", "2"]), second) is None
