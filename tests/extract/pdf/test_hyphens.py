"""Hyphens at line ends: which only divide a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Marker, Text
from extract.pdf.hyphens import Vocabulary, join_lines


def join(*lines: str, words: str = "") -> str:
    vocabulary = Vocabulary()
    vocabulary.add(words)
    return join_lines([Text(line) for line in lines], vocabulary).text


@pytest.mark.parametrize(
    ("lines", "words", "expected"),
    [
        (("het doelbe-", "reik"), "", "het doelbereik"),
        (("inkomens-", "en vermogenspositie"), "", "inkomens- en vermogenspositie"),
        (("hoofd-", "of bijzaak"), "", "hoofd- of bijzaak"),
        (("de niet-", "westerse groep"), "een niet-westerse achtergrond", "de niet-westerse groep"),
        (("de zorg-", "premies"), "zorgpremies stijgen", "de zorgpremies"),
        (("Noord-", "Holland"), "", "Noord-Holland"),
        (("CO2-", "uitstoot"), "", "CO2-uitstoot"),
        (("de EU-", "lidstaten"), "", "de EU-lidstaten"),
        (("2019-", "2022"), "", "2019-2022"),
        (("(zorg-", "premies)"), "", "(zorgpremies)"),
        (("trap-op-trap-af-", "systematiek"), "", "trap-op-trap-af-systematiek"),
        (("be\u00ad", "leid"), "", "beleid"),
        (("een streep –", "en verder"), "", "een streep – en verder"),
        (("gewoon", "verder"), "", "gewoon verder"),
        (("een lege", "", "regel"), "", "een lege regel"),
    ],
)
def test_line_ends(lines: tuple[str, ...], words: str, expected: str) -> None:
    assert join(*lines, words=words) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Streefwaa", "rde 2020"), "Streefwaarde 2020"),
        (("Mobil", "iteit"), "Mobiliteit"),
        (("Laatste", "meting"), "Laatste meting"),
        (("Realisatie", "2019"), "Realisatie 2019"),
        (("Soort", "Misdrijf"), "Soort Misdrijf"),
    ],
)
def test_words_that_fill_a_narrow_cell(lines: tuple[str, str], expected: str) -> None:
    """Without a hyphen only a list of words tells a cut word from two words."""
    assert join_lines([Text(line) for line in lines], Vocabulary(), [True, False]).text == expected


def test_markers_keep_their_places() -> None:
    lines = [Text("het doelbe-"), Text("reik van", (Marker(text="1", offset=4),)), Text("beleid")]
    joined = join_lines(lines, Vocabulary())
    assert joined.text == "het doelbereik van beleid"
    assert [(marker.text, joined.text[: marker.offset]) for marker in joined.markers] == [("1", "het doelbereik")]


@given(st.lists(st.text("abc XY12-,.", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=6))
def test_nothing_but_hyphens_and_spaces_is_lost(lines: list[str]) -> None:
    joined = join_lines([Text(line) for line in lines], Vocabulary()).text
    kept = "".join(lines).replace(" ", "").replace("-", "")
    assert joined.replace(" ", "").replace("-", "") == kept
