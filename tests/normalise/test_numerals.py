from __future__ import annotations

from decimal import Decimal

import pytest

from normalise.numerals import find_figures


def read(text: str) -> list[str]:
    return [
        f"{one.value} {one.unit_measure}{f'e{one.unit_mult}' if one.unit_mult else ''}" for one in find_figures(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vastgesteld op 205 OM-verdachten.", ["205 number"]),
        ("een bedrag van € 180 mln. conservatoir beslag", ["180 EURe6"]),
        ("een bedrag van €\u00a01,5 miljard", ["1.5 EURe9"]),
        ("voor 12 miljoen euro", ["12 EURe6"]),
        ("er waren 1.522 csv's en 2 572 overvallen", ["1522 number", "2572 number"]),
        ("daalde van 51% naar 26 procent", ["51 percent", "26 percent"]),
        ("de bezetting is 47.073 fte", ["47073 fte"]),
        ("in 2021 en 2019–2022", []),
        ("op 23 november 2020 en 1 januari", []),
        ("in artikel 5, tabel 2 en nr. 14", []),
        ("jongeren van 12 tot en met 17", []),
        ("tussen 10 en 20 zaken", ["20 number"]),
        ("bij COVID-19, de G4, 112-meldingen en 1e lijn", []),
        ("per 1.000 inwoners", []),
        ("om 10:30 uur", []),
        ("paragraaf 2.2 en versie 1.5", []),
        ("1 Het betreft 481 slachtoffers", ["481 number"]),
        ("2. Vanaf 2020 zijn er 7", ["7 number"]),
        ("205 verdachten", ["205 number"]),
        ("Waterlichamen: 24.", ["24 number"]),
    ],
)
def test_figures(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["ruim 200 zaken", "bijna € 180 mln.", "zo'n 40%", "meer dan 205"])
def test_approximate(text: str) -> None:
    assert [one.approximate for one in find_figures(text)] == [True]


@pytest.mark.parametrize(
    "text", ["met 3 gestegen", "een toename van 20 zaken", "10 meer dan verwacht", "20 van de zaken", "waarvan 7"]
)
def test_change(text: str) -> None:
    assert find_figures(text)[0].change


def test_amounts_are_compared_whatever_their_multiple() -> None:
    (figure,) = find_figures("€ 180 mln.")
    assert figure.equals(Decimal(180000), 3)
    assert figure.equals(Decimal(180), 6)
    assert not figure.equals(Decimal(180), 0)


def test_rounding() -> None:
    (figure,) = find_figures("€ 1,5 miljoen")
    assert figure.rounds(Decimal(1522), 3)
    assert not figure.rounds(Decimal(1572), 3)


def test_units() -> None:
    people, share = find_figures("187 verdachten, 26%")
    assert people.same_unit("number")
    assert people.same_unit("fte")
    assert not people.same_unit("percent")
    assert share.same_unit("percent")
    assert not share.same_unit("number")
