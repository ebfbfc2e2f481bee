"""The form of a cell's text, as generous as a reader may be who interprets nothing."""

from __future__ import annotations

import pytest

from extract.shapes import is_figure, is_sentence, names_period


@pytest.mark.parametrize(
    "text",
    [
        "1.522",
        "2 572",
        "‒ 3",
        "– 101.927",
        "51%",
        "< 1 900",
        ">85%",
        "€ 180 mln.",
        "50 (0%)",
        "7,5 **)",
        "12 à 15",
        "½",
        "+1,3",
    ],
)
def test_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["", "Aantal zaken", "2.2 Veiligheid", "CBS", "zie bijlage 3"])
def test_no_figures(text: str) -> None:
    assert not is_figure(text)


@pytest.mark.parametrize("text", ["2019", "Real.2020", "Rekening 2018", "2e helft 2020", "2019-2022", "Q3 2020"])
def test_periods(text: str) -> None:
    assert names_period(text)


@pytest.mark.parametrize("text", ["Realisatie", "1.522", "12"])
def test_no_periods(text: str) -> None:
    assert not names_period(text)


def test_sentences() -> None:
    assert is_sentence("De raming wordt elk jaar met de partners besproken.")
    assert not is_sentence("Conservatoir beslag (in mln. euro’s)")
