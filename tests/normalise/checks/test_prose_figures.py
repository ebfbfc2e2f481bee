from __future__ import annotations

import pytest

from normalise.checks.prose_figures import check_prose
from normalise.dataset import Finding, Severity
from tests.normalise.checks.build import table, with_prose

AGENDA = table("""
    | | realisatie 2019 | realisatie 2020 | norm 2021 | norm 2022
    # Mensenhandel
    | Aantal gemelde slachtoffers bij Comensha | 975 | 490 | |
    | Aantal OM-verdachten mensenhandel | 145 | 187 | 205 |
    # Cybercrime
    | Aantal high tech crime onderzoeken | 19 | 12 | 20 |
    # Executie
    | Positief afgedane dossiers | 51% | 26% | 40% |
""")
ANTECEDENT = (
    "Een uitzondering vormt de doelstelling voor het aantal door de politie bij het openbaar ministerie"
    " aangeleverde verdachten van mensenhandel."
)


def check(*paragraphs: str) -> list[Finding]:
    return list(check_prose(with_prose(AGENDA, *paragraphs)))


def test_the_sentence_before_says_what_it_is_about() -> None:
    (finding,) = check(f"{ANTECEDENT} Deze doelstelling is voor 2021 vastgesteld op 205 OM-verdachten.")
    assert (finding.rule, finding.severity) == ("prose-confirms", Severity.INFO)
    assert finding.message == "Aantal OM-verdachten mensenhandel 2021 (norm): de tekst noemt hetzelfde cijfer, 205."
    assert finding.observations == ("d1-t1-3-3",)
    assert finding.passage_id == "d1-p1"


def test_another_figure_for_the_same_cell() -> None:
    (finding,) = check(f"{ANTECEDENT} Deze doelstelling is voor 2021 vastgesteld op 250 OM-verdachten.")
    assert (finding.rule, finding.severity) == ("prose-mismatch", Severity.WARNING)
    assert (
        finding.message == "Aantal OM-verdachten mensenhandel 2021 (norm): gedrukt staat 205, maar de tekst noemt 250."
    )
    assert finding.expected == "250"


@pytest.mark.parametrize(
    "text",
    [
        "Deze doelstelling is voor 2021 vastgesteld op 250 OM-verdachten.",
        "De norm voor OM-verdachten mensenhandel is 250.",
        "In 2021 leverde de politie 250 OM-verdachten van mensenhandel aan.",
        "De norm voor OM-verdachten mensenhandel in 2021 was 250, tegen 240 in 2020.",
        "De norm voor OM-verdachten mensenhandel in 2021 ligt 20 hoger.",
        "De norm voor OM-verdachten mensenhandel in 2021 is met 20 verhoogd.",
        "De norm voor OM-verdachten mensenhandel in 2021 is ongeveer 250.",
        "De norm voor OM-verdachten mensenhandel in 2021 is 40%.",
        "De norm voor OM-verdachten mensenhandel in 2021 staat in tabel 2.",
        "De norm voor OM-verdachten mensenhandel is in 2021 vastgesteld op 23 november 2020.",
        "De norm voor slachtoffers en OM-verdachten mensenhandel in 2021 is 700.",
        "In 2020 waren er bij 30 high tech crime onderzoeken buitenlandse partners betrokken.",
        "Voor de norm van 2021 geldt dat 20 van de OM-verdachten mensenhandel buiten beeld blijven.",
    ],
)
def test_sentences_that_contradict_nothing(text: str) -> None:
    assert not check(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Alleen voor mensenhandel is er een ander doel: voor 2021 geldt een aantal van 205 OM-verdachten.", "3-3"),
        ("In 2020 zijn 12 high tech crime onderzoeken gerealiseerd.", "5-2"),
        ("Het percentage positief afgedane dossiers bedroeg 26% in 2020.", "7-2"),
    ],
)
def test_sentences_that_repeat_a_cell(text: str, place: str) -> None:
    assert [(one.rule, one.observations) for one in check(text)] == [("prose-confirms", (f"d1-t1-{place}",))]
