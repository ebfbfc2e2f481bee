from __future__ import annotations

import pytest

from normalise.checks.prose_growth import check_growth
from normalise.dataset import Finding, Severity
from tests.normalise.checks.build import table, with_prose

SERIES = table("""
    | | realisatie 2018 | realisatie 2019 | realisatie 2020 | norm 2021
    | Aantal gewapende overvallen | 100 | 1.250 | 1.100 | 900
    | Aantal straatroven | 50 | 187 | 205 | 190
    | Aantal OM-verdachten mensenhandel | 80 | 145 | 295 | 205
""")


def check(*paragraphs: str) -> list[Finding]:
    return list(check_growth(with_prose(SERIES, *paragraphs)))


@pytest.mark.parametrize(
    "text",
    [
        "Het aantal gewapende overvallen is in 2020 gedaald met 12%.",
        "Het aantal gewapende overvallen is in 2020 met 12% gedaald.",
        "In 2020 was er een daling van 12 procent van de gewapende overvallen.",
        "De gewapende overvallen namen in 2020 af met 12%.",
        "In 2020 waren er 12% minder gewapende overvallen dan in 2019.",
        "Het aantal gewapende overvallen daalde van 1.250 in 2019 naar 1.100 in 2020.",
        "Het aantal straatroven steeg in 2020 van 187 naar 205.",
        "In 2020 zien we ruim een verdubbeling van het aantal verdachten van mensenhandel.",
        "Het aantal straatroven is tussen 2018 en 2020 verviervoudigd.",
        "De gewapende overvallen laten in 2020 een daling zien. Dit aantal nam af met 12%.",
    ],
)
def test_growth_that_the_table_shows(text: str) -> None:
    (finding,) = check(text)
    assert (finding.rule, finding.severity) == ("prose-confirms", Severity.INFO)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Het aantal gewapende overvallen is in 2020 gedaald met 15%.", "gedaald 15%"),
        ("Er was in 2020 een toename van 12% van het aantal gewapende overvallen.", "toename 12%"),
        ("In 2020 is het aantal gewapende overvallen gehalveerd.", "gehalveerd"),
        (
            "Het aantal gewapende overvallen daalde van 1.250 in 2019 naar 1.010 in 2020.",
            "van 1.250 in 2019 naar 1.010 in 2020",
        ),
    ],
)
def test_growth_that_it_does_not_show(text: str, said: str) -> None:
    (finding,) = check(text)
    assert (finding.rule, finding.severity, finding.expected) == ("prose-mismatch", Severity.WARNING, said)
    assert finding.message == (
        f"Aantal gewapende overvallen 2020: de tekst noemt een andere ontwikkeling, «{said}»; "
        "gedrukt staat van 1.250 in 2019 naar 1.100 in 2020 (-12,0%)."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Het aantal gewapende overvallen moet in 2020 dalen met 15%.",
        "Wij willen in 2020 een daling van 15% van de gewapende overvallen.",
        "Het aantal gewapende overvallen daalde met 15%.",
        "Het aantal gewapende overvallen en straatroven daalde in 2020 met 15%.",
        "Het aantal gewapende overvallen op winkels daalde in 2022 met 15%.",
        "Van de gewapende overvallen in 2020 werd 15% opgelost.",
        "In 2020 daalde het aantal gewapende overvallen met 15% en het aantal straatroven met 8%.",
        "De kosten stegen in 2020 met 3%.",
        "Aantal overvallen in 2020: een daling van 15%.",
    ],
)
def test_sentences_that_are_not_held_to_it(text: str) -> None:
    assert not [finding for finding in check(text) if finding.rule == "prose-mismatch"]
