from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.markers import is_marker, leading_marker, lowered_text, marker_key, raised_text, split_markers
from extract.runs import TextRun, collapse

MARKERS = [
    ("Comensha", "1"),
    ("490", "12"),
    ("490", "105"),
    ("Streefwaarde", "*"),
    ("Streefwaarde", "**)"),
    ("Streefwaarde", "1)"),
    ("Streefwaarde", "(1)"),
    ("Streefwaarde", "[3]"),
    ("dossiers", "a"),
    ("dossiers", "B"),
    ("dossiers", "iv"),
    ("jaar", "#"),
    ("jaar", "†"),
    ("490", "1, 2"),
    ("490", "1,2"),
    ("490", "1)2)"),
    ("490", "*,**"),
    ("490", "1 2"),
    ("stroom", "2"),  # ends in m, is no metre
    ("km", "1"),
    ("10", "1"),
    ("in 2010,", "12"),
    ("Tabel 3.", "2"),
    ("de", "e"),
    ("", "1"),
]

NO_MARKERS = [
    ("12 m", "2"),
    ("m", "3"),
    ("per km", "2"),
    ("(mln. m", "3"),
    ("per m", "1"),  # running metres
    ("M", "2"),
    ("m/s", "2"),
    ("CO", "2"),
    ("R", "2"),
    ("10", "6"),
    ("3 x 10", "5"),
    ("10", "-6"),
    ("het 1", "e"),
    ("de 21", "ste"),
    ("2", "de"),
    ("XIX", "e"),
    ("n", "o"),
    ("20 ", "o"),
    ("€ 12,", "50"),
    ("€ 1250", "50"),
    ("490", "2020"),
    ("490", "voorlopig"),
    ("490", ""),
    ("490", "1.50"),
    ("merk", "TM"),
]


@pytest.mark.parametrize(("before", "raised"), MARKERS)
def test_raised_text_that_is_a_marker(before: str, raised: str) -> None:
    assert is_marker(raised, before)


@pytest.mark.parametrize(("before", "raised"), NO_MARKERS)
def test_raised_text_that_is_part_of_what_stands_before_it(before: str, raised: str) -> None:
    assert not is_marker(raised, before)


@pytest.mark.parametrize(
    ("before", "raised", "expected"),
    [
        ("m", "2", "²"),
        ("10", "-6", "⁻⁶"),
        ("1", "e", "e"),
        ("12,", "50", "50"),
        ("12", ",50", ",50"),
        ("490", "2020", "²⁰²⁰"),
        ("€ 1250", "50", "⁵⁰"),  # 125050 would be another amount
        ("490", "voorlopig", " voorlopig"),
        ("merk", "TM", "TM"),
    ],
)
def test_how_raised_text_stands_in_the_text(before: str, raised: str, expected: str) -> None:
    assert raised_text(raised, before) == expected


@given(st.from_regex(r"[0-9]{1,4}", fullmatch=True), st.from_regex(r"[0-9]{1,6}", fullmatch=True))
def test_a_raised_number_never_lengthens_a_figure(raised: str, before: str) -> None:
    run = TextRun()
    run.add(before)
    run.add_raised(raised)
    assert run.text.text == before or not run.text.text.isascii()


@given(st.from_regex(r"[0-9]{1,4}", fullmatch=True), st.from_regex(r"[0-9]{1,6}", fullmatch=True))
def test_a_lowered_number_never_lengthens_a_figure(lowered: str, before: str) -> None:
    assert not lowered_text(lowered, before).isascii()
    assert lowered_text(lowered, "CO") == lowered


def test_a_list_of_markers_is_taken_apart() -> None:
    assert split_markers("1, 2") == (("", "1"), (", ", "2"))
    assert split_markers("*,**)") == (("", "*"), (",", "**)"))
    assert split_markers("12") == (("", "12"),)


@pytest.mark.parametrize(
    ("one", "other"), [("1", "1)"), ("1", "¹"), ("(a)", "a."), ("[3]", "3"), ("*)", "*"), ("1\u00a0", "1")]
)
def test_markers_that_are_one(one: str, other: str) -> None:
    assert marker_key(one) == marker_key(other)


def test_stars_are_counted() -> None:
    assert len({marker_key("*"), marker_key("**"), marker_key("***")}) == 3


@pytest.mark.parametrize(
    ("text", "marker", "rest"),
    [
        ("* Voorlopig", "*", "Voorlopig"),
        ("*Voorlopig", "*", "Voorlopig"),
        ("**) Voorlopig", "**)", "Voorlopig"),
        ("(*) Voorlopig", "(*)", "Voorlopig"),
        ("# Niet gemeten", "#", "Niet gemeten"),
        ("† Herzien", "†", "Herzien"),
        ("1 Door afronding", "1", "Door afronding"),
        ("1. Door afronding", "1", "Door afronding"),
        ("1) Door afronding", "1)", "Door afronding"),
        ("(1) Door afronding", "(1)", "Door afronding"),
        ("[12] Door afronding", "[12]", "Door afronding"),
        ("1: Door afronding", "1", "Door afronding"),
        ("1Door afronding", "1", "Door afronding"),
        ("a. Door afronding", "a", "Door afronding"),
        ("a) Door afronding", "a)", "Door afronding"),
    ],
)
def test_plain_markers_at_the_start(text: str, marker: str, rest: str) -> None:
    lead = leading_marker(text)
    assert lead is not None
    assert (lead.marker, text[lead.end :]) == (marker, rest)
    assert lead.certain == (marker.strip("()") in ("*", "**", "#", "†"))


@pytest.mark.parametrize(
    "text", ["2020 was goed", "De cijfers", "a de cijfers", "1.522 zaken", "12,5% van", "1", "*", "", "0 zaken"]
)
def test_texts_that_begin_with_no_marker(text: str) -> None:
    assert leading_marker(text) is None


RUNS = [
    (["Comensha", ("1",)], "Comensha", [("1", 8)], "Comensha1"),
    (["490 ", ("1",)], "490", [("1", 3)], "490 1"),
    (["490\u00a0", ("1",)], "490", [("1", 3)], "490\u00a01"),
    (["de politie ", ("1",), " heeft"], "de politie heeft", [("1", 10)], "de politie 1 heeft"),
    (["de politie ", ("1",), "(x)"], "de politie (x)", [("1", 10)], "de politie 1 (x)"),
    (["490", ("1",), ", ", ("2",)], "490", [("1", 3), ("2", 3)], "4901, 2"),
    (["490", ("1, 2",)], "490", [("1", 3), ("2", 3)], "4901, 2"),
    (["490", ("1",), (")",)], "490", [("1)", 3)], "4901)"),
    (["tekst (", ("1",), ") verder"], "tekst verder", [("(1)", 5)], "tekst (1) verder"),
    (["490¹ en 12 m²"], "490 en 12 m²", [("¹", 3)], "490¹ en 12 m²"),
    (["Comensha²⁾"], "Comensha", [("²⁾", 8)], "Comensha²⁾"),
    (["10⁶"], "10⁶", [], "10⁶"),
    ([("1",), " Voorlopig"], "Voorlopig", [("1", 0)], "1Voorlopig"),
    (["4,5", ("1",), "%"], "4,5%", [("1", 3)], "4,51%"),
    (["  twee\n  woorden\u00ad "], "twee woorden", [], "twee woorden"),
    (["\u00a0"], "", [], ""),
    (["1\u00a0234"], "1\u00a0234", [], "1\u00a0234"),
]


@pytest.mark.parametrize(("pieces", "text", "markers", "raw"), RUNS)
def test_pieces_become_a_text(
    pieces: list[str | tuple[str]], text: str, markers: list[tuple[str, int]], raw: str
) -> None:
    run = TextRun()
    for piece in pieces:
        if isinstance(piece, str):
            run.add(piece)
        else:
            run.add_raised(piece[0])
    assert run.text.text == text
    assert [(marker.text, marker.offset) for marker in run.text.markers] == markers
    assert run.text.raw == raw


def test_lines_are_apart_and_one_text_together() -> None:
    run = TextRun()
    run.add_raised("1")
    run.add(" Eerste")
    run.add_break()
    run.add_raised("2")
    run.add(" Tweede")
    assert [(line.markers[0].text, line.text) for line in run.lines] == [("1", "Eerste"), ("2", "Tweede")]
    assert run.text.text == "Eerste Tweede"


def test_a_run_is_bold_if_all_its_text_is() -> None:
    run = TextRun()
    run.add("vet", bold=True)
    run.add(" ")
    assert run.bold
    run.add("niet")
    assert not run.bold


PIECES = st.lists(
    st.one_of(st.text(alphabet="ab1 \u00a0,(\n", max_size=6), st.sampled_from([("1",), ("*",), ("a",)])), max_size=8
)


@given(PIECES)
def test_no_character_is_lost(pieces: list[str | tuple[str]]) -> None:
    run = TextRun()
    for piece in pieces:
        if isinstance(piece, str):
            run.add(piece)
        else:
            run.add_raised(piece[0])
    printed = "".join(piece if isinstance(piece, str) else piece[0] for piece in pieces)
    assert "".join(run.text.raw.split()) == "".join(printed.split())
    offsets = [marker.offset for marker in run.text.markers]
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(run.text.text) for offset in offsets)


@given(st.text(alphabet="a \t\n\u00a0", max_size=12))
def test_white_space_is_as_a_browser_shows_it(text: str) -> None:
    shown = collapse(text)
    assert shown == collapse(shown)
    assert "  " not in shown
    assert shown == shown.strip()
