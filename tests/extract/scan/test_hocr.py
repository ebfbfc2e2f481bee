from __future__ import annotations

import pytest

from extract.scan.hocr import TRUST, read_words

DPI = 72
"""Pixels are points then."""


def line(*words: str, size: float = 10, slope: float = 0, left: int = 0) -> str:
    title = f"bbox {left} 100 500 112; baseline {slope} -2; x_size {size}; x_descenders 2; x_ascenders 2"
    return f"<span class='ocr_line' title='{title}'>{''.join(words)}</span>"


def word(text: str, left: int = 0, confidence: int = 90, raised: str = "") -> str:
    """A word on the baseline, six points a letter; `raised` are letters above it at its end."""
    letters = [(letter, left + 6 * n, 103, 110) for n, letter in enumerate(text)]
    letters += [(letter, left + 6 * (len(text) + n), 100, 105) for n, letter in enumerate(raised)]
    spans = "".join(
        f"<span class='ocrx_cinfo' title='x_bboxes {x} {top} {x + 6} {bottom}; x_conf 90'>{letter}</span>"
        for letter, x, top, bottom in letters
    )
    right = left + 6 * len(text + raised)
    return f"<span class='ocrx_word' title='bbox {left} 100 {right} 110; x_wconf {confidence}'>{spans}</span>"


def read(*lines: str) -> list[str]:
    return [each.text for each in read_words(page(*lines), DPI)]


def page(*lines: str) -> bytes:
    return f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{''.join(lines)}</body></html>".encode()


def test_word_has_its_place_size_and_confidence() -> None:
    (found,) = read_words(page(line(word("1.522", left=60, confidence=50))), DPI)
    assert (found.text, found.baseline, found.size) == ("1.522", 110, 10)
    assert (found.box.left, found.box.right) == (60, 90)
    assert found.confidence == 0.5 * TRUST


def test_certainty_is_never_whole() -> None:
    (found,) = read_words(page(line(word("1.522", confidence=100))), DPI)
    assert found.confidence == TRUST == 0.8


def test_sloping_line() -> None:
    left, right = read_words(page(line(word("een", left=0), word("twee", left=400), slope=0.005)), DPI)
    assert right.baseline - left.baseline == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize(
    ("text", "raised", "expected"),
    [
        ("490", "1", "490"), ("Comensha", "*", "Comensha"), ("dossiers", "?", "dossiers"), ("ton", "12", "ton"),
        ("km", "2", "km2"), ("m", "3", "m3"), ("490", "", "490"), ("EU-", "", "EU-"),
    ],
)  # fmt: skip
def test_what_is_raised_at_the_end_is_left_out(text: str, raised: str, expected: str) -> None:
    assert read(line(word("Aantal"), word(text, left=60, raised=raised))) == ["Aantal", expected]


def test_marker_at_the_start_of_a_note_stays() -> None:
    assert read(line(word("", raised="1"), word("Voorlopig", left=12))) == ["1", "Voorlopig"]
    assert read(line(word("dossiers"), word("", left=60, raised="1"))) == ["dossiers"]


@pytest.mark.parametrize(("text", "expected"), [("|", []), ("Struc.|", ["Struc."]), ("_12_", ["12"]), ("[", [])])
def test_remains_of_rules_are_no_text(text: str, expected: list[str]) -> None:
    assert read(line(word(text))) == expected


@pytest.mark.parametrize(
    ("first", "second", "gap", "joined"),
    [("2.003.", "944", 3, True), ("12.", "500", 4, True), ("2019.", "125", 3, False), ("12.", "500", 9, False),
     ("12.", "50", 3, False), ("einde.", "944", 3, False)],
)  # fmt: skip
def test_figure_that_was_broken_at_its_full_stop(first: str, second: str, gap: int, joined: bool) -> None:
    words = read_words(page(line(word(first), word(second, left=6 * len(first) + gap))), DPI)
    assert [each.joined for each in words] == [False, joined]


@pytest.mark.parametrize(
    ("words", "expected"),
    [(("(x", "€", "1", "min.)"), "mln.)"), (("in", "min.", "euro’s)"), "mln."), (("€12", "min."), "mln."),
     (("wachttijd", "12", "min."), "min."), (("in", "min.", "per"), "min."), (("€", "1", "minder"), "minder")],
)  # fmt: skip
def test_millions_of_euros_are_no_minutes(words: tuple[str, ...], expected: str) -> None:
    lefts = [sum(6 * len(other) + 6 for other in words[:n]) for n in range(len(words))]
    assert expected in read(line(*map(word, words, lefts)))


def test_sizes_near_the_usual_one_are_that() -> None:
    lines = [
        line(word("tekst")),
        line(word("CIJFERS"), size=12),
        line(word("kop"), size=20),
        line(word("stof"), size=2),
    ]
    assert [each.size for each in read_words(page(*lines), DPI)] == [11, 11, 20]


def test_nothing_found() -> None:
    assert read_words(page(), DPI) == ()
