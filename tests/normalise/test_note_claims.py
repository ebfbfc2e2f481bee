from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.note_claims import PartOfYear, Share, Stated, definition_way, is_partial, read_claims
from normalise.vocabulary import Entry, entries, word
from normalise.wordlists import named_pattern

CLAIMS = entries("note_claims", "claim")
KINDS = {"share": Share, "part-of-year": PartOfYear, "figures": Stated}


@pytest.mark.parametrize("claim", CLAIMS, ids=[str(word(claim, "example")) for claim in CLAIMS])
def test_a_pattern_finds_its_example_and_no_counter_example(claim: Entry) -> None:
    kind = KINDS[word(claim, "kind") or ""]
    example, counter = word(claim, "example") or "", word(claim, "counter") or ""
    assert any(isinstance(one, kind) for one in read_claims(example))
    assert not any(isinstance(one, kind) for one in read_claims(counter))
    assert named_pattern("note_claims", word(claim, "says") or "").search(example.lower())


@pytest.mark.parametrize(
    ("text", "part", "whole", "noun", "coverage"),
    [
        ("4 van de 10 regio's", 4, 10, "regio's", False),
        ("Cijfers van 9 van de 10 eenheden.", 9, 10, "eenheden", True),
        ("Slechts vier van de twaalf onderzoeken tellen mee.", 4, 12, "onderzoeken", False),
        ("Van de 25 veiligheidsregio’s hebben er 18 gegevens aangeleverd.", 18, 25, "veiligheidsregio's", True),
        ("In 1.020 van de 1.200 zaken is de termijn gehaald.", 1020, 1200, "zaken", False),
    ],
)
def test_shares(text: str, part: int, whole: int, noun: str, *, coverage: bool) -> None:
    (claim,) = read_claims(text)
    assert isinstance(claim, Share)
    assert (claim.part, claim.whole, claim.noun, claim.coverage) == (part, whole, noun, coverage)


@pytest.mark.parametrize(
    ("text", "months", "year"),
    [
        ("Alleen Q1.", 3, None),
        ("Cijfer t/m september 2021.", 9, 2021),
        ("Tot en met het derde kwartaal van 2020.", 9, 2020),
        ("Betreft het eerste halfjaar.", 6, None),
        ("Over de eerste acht maanden van 2022.", 8, 2022),
        ("Periode januari–april.", 4, None),
        ("Stand t/m 30 juni 2020.", 6, 2020),
    ],
)
def test_parts_of_a_year(text: str, months: int, year: int | None) -> None:
    (claim,) = read_claims(text)
    assert isinstance(claim, PartOfYear)
    assert (claim.months, claim.year) == (months, year)


@pytest.mark.parametrize(
    "text",
    [
        "Cijfers t/m 2021.",
        "Betreft jongeren van 12 tot en met 17 jaar.",
        "In de eerste helft van de wedstrijd.",
        "De regeling loopt van 2019 tot en met 2022.",
        "Peildatum 1 oktober.",
        "De raming is gebaseerd op de eerste drie kwartalen.",
        "Bron: Jaarverslag 2020, blz. 12 van 30.",
    ],
)
def test_what_claims_no_figures(text: str) -> None:
    assert not read_claims(text)


def figures(text: str) -> list[tuple[str, bool, int | None]]:
    return [(str(one.figure.value), one.earlier, one.year) for one in read_claims(text) if isinstance(one, Stated)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Het aantal slachtoffers in 2020 bedroeg 481.", [("481", False, 2020)]),
        ("In 2019 waren dat er 975; in 2020 waren het er 490.", [("975", False, 2019), ("490", False, 2020)]),
        ("Het cijfer over 2020 is bijgesteld van 481 naar 490.", [("481", True, 2020), ("490", False, 2020)]),
        ("In het jaarverslag 2020 stond hier 1.481.", [("1481", True, None)]),
        ("Eerder gepubliceerd als 12,5%.", [("12.5", True, None)]),
        ("Het voorlopige aantal over 2020 was 481.", [("481", True, 2020)]),
        ("Het aantal moet minimaal 40 zijn.", []),
        ("De norm is 40.", []),
    ],
)
def test_figures(text: str, expected: list[tuple[str, bool, int | None]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cijfers van 9 van de 10 eenheden.", True),
        ("Cijfers van 10 van de 10 eenheden.", False),
        ("Cijfers t/m september.", True),
        ("4 van de 10 regio's haalden de norm.", False),
        ("Voorlopig cijfer.", False),
    ],
)
def test_what_is_not_whole(text: str, *, expected: bool) -> None:
    assert is_partial(text) is expected


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Vanaf 2021 geldt een ruimere definitie.", 1),
        ("Sinds 2021 is de definitie aangescherpt.", -1),
        ("Vanaf 2021 geldt een andere definitie.", 0),
    ],
)
def test_ways_of_a_definition(text: str, way: int) -> None:
    assert definition_way(text) == way


@given(text=st.text())
def test_any_text_may_be_read(text: str) -> None:
    for claim in read_claims(text):
        assert claim.said
