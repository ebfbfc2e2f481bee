from __future__ import annotations

from extract.pdf.frame import IDENTITY, Frame, multiply, place, place_box
from extract.pdf.glyphs import Chunk, Run
from extract.pdf.lines import form_lines, usual_glue
from extract.pdf.page import Box, Page, Style, Word
from extract.pdf.raised import attach_raised
from extract.pdf.rules import find_frames, merge_rules
from extract.pdf.words import form_words
from tests.extract.pdf.drawn import Sheet, draw_page


def word(text: str, left: float, baseline: float = 100, *, size: float = 10, joined: bool = False) -> Word:
    """A word whose characters are half as wide as high."""
    box = Box(left, baseline - 0.75 * size, left + 0.5 * size * len(text), baseline + 0.25 * size)
    return Word(text, box, baseline, Style(size=size), joined)


def test_words_have_their_place_face_and_size() -> None:
    page = draw_page(lambda sheet: sheet.text(72, 100, "Aantal zaken", size=10, bold=True))
    first, second = page.words
    assert (first.text, second.text) == ("Aantal", "zaken")
    assert (round(first.box.left), round(first.baseline)) == (72, 100)
    assert first.bold
    assert first.size == 10
    assert not second.joined


def test_text_across_the_page_is_no_word() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(72, 100, "Aantal zaken")
        sheet.canvas.rotate(45)
        sheet.text(300, 600, "CONCEPT", size=60)

    assert [word.text for word in draw_page(draw).words] == ["Aantal", "zaken"]


def test_text_without_a_place_is_no_word() -> None:
    run = Run(style=Style(size=10), mcid=None, angle=0, descent=0.25, nameless=False)
    chunks = [Chunk("12", run, True, x, 700, 20) for x in (72, float("nan"), float("inf"))]
    assert [word.box.left for word in form_words(chunks, Frame(0, 0, 595, 842))] == [72]


def test_turned_words_know_how_they_are_turned() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(72, 100, "Aantal zaken in behandeling")
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(300, -200, "omhoog")

    turned = next(word for word in draw_page(draw).words if word.turn)
    assert (turned.text, turned.turn) == ("omhoog", 90)
    assert turned.box.height > turned.box.width


def test_segments_end_where_the_white_space_is_wide() -> None:
    (line,) = form_lines([word("Aantal", 72), word("zaken", 105), word("12", 200)])
    assert [segment.text for segment in line.segments] == ["Aantal zaken", "12"]


def test_typewriter_faces_have_wide_spaces() -> None:
    narrow = form_lines([word("een", 72), word("twee", 90), word("drie", 113)])
    wide = form_lines([word("een", 72), word("twee", 93), word("drie", 119)])
    assert usual_glue(narrow) < 0.5 < usual_glue(wide)


def test_a_marker_that_is_printed_apart_joins_its_word() -> None:
    tokens = attach_raised([(word("zaken", 72),), (word("12", 150),), (word("1", 97.2, 96.5, size=6),)])
    assert [[piece.text for piece in token] for token in tokens] == [["zaken", "1"], ["12"]]


def test_small_text_on_a_line_of_its_own_is_no_marker() -> None:
    tokens = [(word("zaken", 72),), (word("1", 72, 120, size=6),), (word("Voorlopig", 80, 120, size=6),)]
    assert attach_raised(tokens) == tokens


def test_leader_dots_are_white_space() -> None:
    (line,) = form_lines([word("Totaal........12", 72)])
    assert [segment.text for segment in line.segments] == ["Totaal", "12"]


def test_frames_turn_a_sheet_and_matrices_follow_each_other() -> None:
    assert Frame(0, 0, 300, 200, 90).size == (200, 300)
    assert Frame(0, 0, 300, 200).turned(450).turn == 90
    assert multiply(IDENTITY, (2, 0, 0, 2, 5, 5)) == (2, 0, 0, 2, 5, 5)
    assert place(Frame(10, 10, 310, 210, 180).matrix(), 310, 10) == (0, 0)
    assert place_box(Frame(0, 0, 300, 200, 270).matrix(), Box(0, 0, 10, 20)) == Box(180, 290, 200, 300)


def test_double_and_broken_rules_are_one() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.level(72, 200, 100)
        sheet.level(201, 400, 100)
        sheet.level(72, 400, 102)
        sheet.upright(72, 100, 200)

    rules = merge_rules(draw_page(draw))
    assert [(round(rule.start), round(rule.end)) for rule in rules.horizontals] == [(72, 400)]
    assert len(find_frames(rules)) == 1


def test_white_rules_show_on_a_coloured_ground_only() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.canvas.setStrokeGray(1)
        sheet.level(72, 400, 100)
        sheet.canvas.setStrokeGray(0)
        sheet.band(72, 190, 400, 220)
        sheet.canvas.setStrokeGray(1)
        sheet.level(72, 400, 205)

    assert [round(rule.at) for rule in merge_rules(draw_page(draw)).horizontals] == [205]


def test_a_place_is_given_as_a_viewer_shows_it() -> None:
    page = Page(number=3, width=842, height=595, turn=90)
    assert page.locator(Box(100, 50, 200, 60)).address == "page=3&bbox=50.0,642.0,60.0,742.0"
