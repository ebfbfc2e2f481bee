"""Tables without tags: each layout is drawn and read back."""

from __future__ import annotations

import pytest
from reportlab.lib.pagesizes import A4, landscape

from extract.pdf.found import Method
from extract.pdf.tables import find_tables
from tests.extract.pdf.drawn import Sheet, draw_page, rows_of

YEARS = ["2019", "2020", "2021"]
RIGHTS = [300, 360, 420]
BODY = [
    ("Aantal zaken", ["1.522", "1.529", "1.370"]),
    ("Beslag in mln. euro", ["180", "190", "-"]),
    ("Onderzoeken", ["39", "7", "12"]),
]
ROWS = [
    "Indicator | 2019 | 2020 | 2021",
    "Aantal zaken | 1.522 | 1.529 | 1.370",
    "Beslag in mln. euro | 180 | 190 | -",
    "Onderzoeken | 39 | 7 | 12",
]


def draw_rows(sheet: Sheet, top: float = 200, pitch: float = 14) -> None:
    sheet.row(top, "Indicator", YEARS, RIGHTS, bold=True)
    for number, (label, figures) in enumerate(BODY, 1):
        sheet.row(top + number * pitch, label, figures, RIGHTS)


def draw_prose(sheet: Sheet, top: float, left: float = 72, lines: int = 6) -> None:
    for number in range(lines):
        sheet.text(left, top + 12 * number, "de raming wordt elk jaar met alle partners in de keten besproken", size=9)


def test_a_table_in_a_ruled_grid() -> None:
    def draw(sheet: Sheet) -> None:
        draw_rows(sheet)
        sheet.grid([68, 240, 305, 365, 425], [188, 204, 218, 232, 246])

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table) == ROWS
    assert table.method is Method.GRID


def test_a_grid_of_thin_rectangles_and_double_rules() -> None:
    def draw(sheet: Sheet) -> None:
        draw_rows(sheet)
        for y in (188, 204, 218, 232, 246):
            sheet.band(68, y, 425, y + 0.5, 0)
            sheet.band(68, y + 1.5, 425, y + 2, 0)
        for x in (68, 240, 305, 365, 425):
            sheet.band(x, 188, x + 0.5, 247, 0)

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table) == ROWS


def test_a_grid_that_is_open_at_its_sides() -> None:
    def draw(sheet: Sheet) -> None:
        draw_rows(sheet)
        for y in (188, 204, 218, 232, 246):
            sheet.level(68, 425, y)
        for x in (240, 305, 365):
            sheet.upright(x, 188, 246)

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table) == ROWS


def test_a_grid_whose_rows_are_not_ruled() -> None:
    def draw(sheet: Sheet) -> None:
        draw_rows(sheet)
        sheet.grid([68, 240, 305, 365, 425], [188, 204, 246])

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table) == ROWS


def test_merged_cells_of_a_grid() -> None:
    def draw(sheet: Sheet) -> None:
        draw_rows(sheet)
        sheet.text(333, 186, "Realisatie", align="centre")
        sheet.grid([68, 240], [174, 204, 218, 232, 246])
        for y in (174, 190, 204, 218, 232, 246):
            sheet.level(240, 425, y)
        sheet.upright(425, 174, 246)
        sheet.upright(305, 190, 246)
        sheet.upright(365, 190, 246)

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table) == ["Indicator | Realisatie | < | <", "^ | 2019 | 2020 | 2021", *ROWS[1:]]


def test_horizontal_rules_only() -> None:
    def draw(sheet: Sheet) -> None:
        draw_prose(sheet, 80)
        draw_rows(sheet)
        for y in (190, 204, 246):
            sheet.level(68, 425, y)
        draw_prose(sheet, 270)

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table) == ROWS
    assert table.method is Method.BANDS


def test_no_rules_at_all() -> None:
    def draw(sheet: Sheet) -> None:
        draw_prose(sheet, 80)
        draw_rows(sheet)
        draw_prose(sheet, 290)

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table) == ROWS
    assert table.method is Method.SPACE


def test_zebra_rows_in_one_frame() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.band(68, 190, 425, 204, 0.5)
        sheet.band(68, 218, 425, 232)
        draw_rows(sheet)
        sheet.grid([68, 425], [190, 246])

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table) == ROWS


def test_labels_over_several_lines_and_sections() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.row(200, "Indicator", YEARS, RIGHTS, bold=True)
        sheet.text(72, 218, "Mensenhandel", bold=True)
        sheet.row(236, "Aantal gemelde slachtoffers bij", ["975", "490", "512"], RIGHTS)
        sheet.text(72, 246, "het meldpunt")
        sheet.row(264, "Onderzoeken", ["39", "7", "12"], RIGHTS)

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table) == [
        ROWS[0],
        "Mensenhandel |  |  |",
        "Aantal gemelde slachtoffers bij het meldpunt | 975 | 490 | 512",
        "Onderzoeken | 39 | 7 | 12",
    ]


@pytest.mark.parametrize("places", [(270, 380), (245, 345)], ids=["centred", "from the left"])
def test_headers_over_several_columns(places: tuple[float, float]) -> None:
    rights = [270, 310, 370, 410]

    def draw(sheet: Sheet) -> None:
        sheet.text(72, 200, "Indicator")
        align = "centre" if places == (270, 380) else "left"
        sheet.text(places[0] if align == "left" else 280, 200, "Norm", align=align)
        sheet.text(places[1] if align == "left" else 380, 200, "Realisatie", align=align)
        sheet.row(216, "", ["2019", "2020", "2019", "2020"], rights)
        for number, (label, figures) in enumerate(BODY):
            sheet.row(232 + 14 * number, label, [*figures[:2], *figures[:2]], rights)

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table)[:3] == [
        "Indicator | Norm | < | Realisatie | <",
        " | 2019 | 2020 | 2019 | 2020",
        "Aantal zaken | 1.522 | 1.529 | 1.522 | 1.529",
    ]


def test_a_header_of_two_lines_is_one_row() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.row(200, "", ["Rekening", "Begroting", "Rekening"], RIGHTS)
        sheet.row(210, "Indicator", YEARS, RIGHTS)
        for number, (label, figures) in enumerate(BODY):
            sheet.row(228 + 14 * number, label, figures, RIGHTS)

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table)[0] == "Indicator | Rekening 2019 | Begroting 2020 | Rekening 2021"


def test_headers_of_different_height_without_rules() -> None:
    def draw(sheet: Sheet) -> None:
        for x, y, text in [(250, 100, "Number of"), (350, 95, "Percent of"), (350, 105, "total")]:
            sheet.text(x, y, text, align="centre")
        sheet.text(72, 115, "State")
        sheet.text(250, 112, "farms", align="centre")
        sheet.text(350, 115, "farms", align="centre")
        for number, (label, figures) in enumerate(BODY):
            sheet.row(132 + 12 * number, label, figures[:2], [270, 360])

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table)[0] == "State | Number of farms | Percent of total farms"


def test_a_unit_over_all_figures_spans_them() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.row(100, "", YEARS, RIGHTS)
        for top, unit in ((116, "in hectares"), (158, "in million euros")):
            sheet.text(350, top, unit, align="centre")
            for number, (label, figures) in enumerate(BODY[:2], 1):
                sheet.row(top + 14 * number, label, figures, RIGHTS)

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table)[1] == " | in hectares | < | <"
    assert rows_of(table)[4] == " | in million euros | < | <"


def test_a_header_above_the_frame_of_its_table() -> None:
    def draw(sheet: Sheet) -> None:
        draw_rows(sheet)
        sheet.grid([68, 240, 305, 365, 425], [204, 218, 232, 246])

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table) == ROWS


def test_numbers_of_items_stay_with_their_labels() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.row(200, "", YEARS, RIGHTS, bold=True)
        for number, (label, figures) in enumerate(BODY, 1):
            sheet.text(72, 200 + 14 * number, f"{number}.")
            sheet.text(90, 200 + 14 * number, label)
            sheet.row(200 + 14 * number, "", figures, RIGHTS)
        sheet.row(260, "Totaal", ["1", "2", "3"], RIGHTS)

    (table,) = find_tables(draw_page(draw))
    assert [row.split(" | ")[0] for row in rows_of(table)] == [
        "",
        "1. Aantal zaken",
        "2. Beslag in mln. euro",
        "3. Onderzoeken",
        "Totaal",
    ]


def test_figures_that_a_narrow_cell_cuts_are_one_cell() -> None:
    def draw(sheet: Sheet) -> None:
        for number in range(3):
            top = 200 + 30 * number
            sheet.text(72, top + 12, f"Groep {'abc'[number]}")
            for left in (150, 176):
                sheet.text(left + 3, top + 12, "1.52")
                sheet.text(left + 3, top + 23, "2")
        sheet.grid([68, 150, 176, 202], [200, 230, 260, 290])

    (table,) = find_tables(draw_page(draw))
    assert (table.rows, table.columns) == (3, 3)
    assert [cell.text for cell in table.cells if cell.column == 1] == ["1.52 2"] * 3


def test_a_table_typed_with_dashes() -> None:
    def draw(sheet: Sheet) -> None:
        lines = ["Land      Uitvoer   Invoer", "-" * 26, "Canada      189,9    227,6", "Mexico       79,3    103,1"]
        for number, line in enumerate(lines):
            sheet.canvas.setFont("Courier", 9)
            sheet.canvas.drawString(72, 700 - 11 * number, line)

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table) == ["Land | Uitvoer | Invoer", "Canada | 189,9 | 227,6", "Mexico | 79,3 | 103,1"]


def test_leader_dots_and_currency_signs_are_no_columns() -> None:
    def draw(sheet: Sheet) -> None:
        for number, (label, amount) in enumerate(
            [("Wages", "1,200"), ("Rent", "310"), ("Energy", "95"), ("Total", "1,605")]
        ):
            y = 200 + 14 * number
            sheet.text(72, y, f"{label}{'.' * (60 - 2 * len(label))}")
            sheet.text(260, y, "$")
            sheet.text(310, y, amount, align="right")
            sheet.text(380, y, amount, align="right")

    (table,) = find_tables(draw_page(draw))
    assert rows_of(table)[0] == "Wages | $ 1,200 | 1,200"


def test_raised_marks_stay_apart() -> None:
    def draw(sheet: Sheet) -> None:
        draw_rows(sheet)
        sheet.text(72 + sheet.canvas.stringWidth("Onderzoeken", "Helvetica", 9), 239, "1", size=5.5)

    (table,) = find_tables(draw_page(draw))
    cell = next(cell for cell in table.cells if cell.text.startswith("Onderzoeken"))
    assert [(line.content.text, [mark.text for mark in line.content.markers]) for line in cell.lines] == [
        ("Onderzoeken", ["1"])
    ]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pages_that_the_file_turns(turn: int) -> None:
    def draw(sheet: Sheet) -> None:
        width, height = A4
        sheet.canvas.saveState()
        sheet.canvas.translate(*{0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[turn])
        sheet.canvas.rotate(turn)
        draw_rows(Sheet(sheet.canvas, width if turn % 180 else height))
        sheet.canvas.restoreState()

    page = draw_page(draw, rotate=turn)
    (table,) = find_tables(page)
    assert rows_of(table) == ROWS
    assert page.turn == 0


def test_a_table_set_sideways_has_its_place_on_the_page_as_shown() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.canvas.translate(A4[0], 0)
        sheet.canvas.rotate(90)
        draw_rows(Sheet(sheet.canvas, A4[0]))

    page = draw_page(draw)
    (table,) = find_tables(page)
    assert rows_of(table) == ROWS
    assert page.turn == 90
    left, top, right, bottom = page.shown(table.box)
    assert 150 < left < right < 260  # lines run upwards, the first of them at the left
    assert top > 400
    assert bottom < A4[1]


def test_tables_side_by_side_are_two() -> None:
    def draw(sheet: Sheet) -> None:
        for left in (60, 440):
            for number, (label, figures) in enumerate(BODY):
                sheet.text(left + 4, 200 + 14 * number, label)
                sheet.text(left + 190, 200 + 14 * number, figures[0], align="right")
            sheet.grid([left, left + 120, left + 200], [190, 204, 218, 232])

    first, second = find_tables(draw_page(draw, size=landscape(A4)))
    assert (
        rows_of(first) == rows_of(second) == ["Aantal zaken | 1.522", "Beslag in mln. euro | 180", "Onderzoeken | 39"]
    )


def test_a_table_beside_running_text() -> None:
    def draw(sheet: Sheet) -> None:
        draw_prose(sheet, 200, left=330, lines=12)
        for number, (label, figures) in enumerate([*BODY, *BODY]):
            sheet.text(72, 200 + 14 * number, label)
            sheet.text(230, 200 + 14 * number, figures[0], align="right")
            sheet.text(280, 200 + 14 * number, figures[1], align="right")

    (table,) = find_tables(draw_page(draw, size=landscape(A4)))
    assert rows_of(table)[0] == "Aantal zaken | 1.522 | 1.529"
    assert table.box.right < 300


def prose_in_two_columns(sheet: Sheet) -> None:
    for number in range(20):
        for left in (60, 310):
            sheet.text(left, 100 + 12 * number, "de raming wordt elk jaar met de keten besproken", size=9)


def list_with_bullets(sheet: Sheet) -> None:
    for number in range(6):
        sheet.text(72, 100 + 14 * number, "•")
        sheet.text(90, 100 + 14 * number, f"in {2015 + number} zijn {number + 3} afspraken gemaakt")


def list_of_contents(sheet: Sheet) -> None:
    for number, page in enumerate([3, 5, 9, 12, 17, 17, 21]):
        sheet.text(72, 100 + 14 * number, f"Hoofdstuk over beleid {'.' * 60}")
        sheet.text(500, 100 + 14 * number, str(page), align="right")


def frame_around_the_page(sheet: Sheet) -> None:
    sheet.grid([30, 560], [30, 800])
    draw_prose(sheet, 100, lines=20)


def chart_with_lines(sheet: Sheet) -> None:
    for number in range(5):
        sheet.text(95, 100 + 30 * number, str(400 - 100 * number), align="right")
        sheet.level(100, 400, 97 + 30 * number)
        sheet.text(130 + 60 * number, 235, str(2015 + number), align="centre")
        sheet.canvas.line(100 + 60 * number, 700 - 13 * number, 160 + 60 * number, 690 - 7 * number)
    sheet.upright(100, 97, 217)


@pytest.mark.parametrize(
    "draw",
    [
        prose_in_two_columns,
        list_with_bullets,
        list_of_contents,
        frame_around_the_page,
        chart_with_lines,
        draw_prose,
    ],
    ids=lambda draw: draw.__name__,
)
def test_what_only_looks_like_a_table(draw: object) -> None:
    page = draw_page(lambda sheet: draw(sheet, 100) if draw is draw_prose else draw(sheet))  # type: ignore[operator]
    assert [rows_of(table) for table in find_tables(page)] == []
