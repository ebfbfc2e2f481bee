"""What settles a lost place, and what must leave it open."""

from __future__ import annotations

from normalise.dataset import Dataset, Observation, Placement
from normalise.run import combine, normalise_document
from tests.normalise.tables import Case, document_of

HEADER = (
    "| Afspraken | Realisatie | Realisatie | Norm |",
    "|  | 2019 | 2020 | 2021 |",
    "| Aantal meldingen | 5 | 6 | 7 |",
)


def dataset(identifier: str, *lines: str) -> Dataset:
    case = Case(title=identifier, lines=lines, expected=())
    return normalise_document(document_of(case), document_id=identifier, source=identifier, size=0)


def figures(whole: Dataset, identifier: str, label: str) -> list[Observation]:
    return [o for o in whole.observations if o.document_id == identifier and o.indicator_label == label]


def test_another_document_with_the_same_figure_settles_the_place() -> None:
    lost = dataset("a", *HEADER, "? Aantal complexe onderzoeken | 39 | 7")
    sibling = dataset("b", "| Indicator | Realisatie 2020 |", "| Aantal complexe onderzoeken | 7 |")
    found = figures(combine([lost, sibling]), "a", "Aantal complexe onderzoeken")
    assert [(o.value_raw, o.time_period) for o in found] == [("39", "2019"), ("7", "2020")]
    assert {o.placement for o in found} == {Placement.INFERRED}
    assert (found[0].placement_evidence or "").startswith("sibling:")


def test_without_evidence_the_place_stays_open() -> None:
    whole = combine([dataset("a", *HEADER, "? Aantal complexe onderzoeken | 39 | 7")])
    found = figures(whole, "a", "Aantal complexe onderzoeken")
    assert all(o.placement is Placement.AMBIGUOUS and o.measure is None and o.time_period is None for o in found)
    assert [o.candidates for o in found] == [("realisatie 2019", "realisatie 2020"), ("realisatie 2020", "norm 2021")]
    assert {f.rule for f in whole.findings if f.severity.value == "warning"} == {"ambiguous-placement"}


def test_a_sibling_with_another_figure_settles_nothing() -> None:
    lost = dataset("a", *HEADER, "? Aantal complexe onderzoeken | 39 | 7")
    sibling = dataset("b", "| Indicator | Realisatie 2020 |", "| Aantal complexe onderzoeken | 8 |")
    found = figures(combine([lost, sibling]), "a", "Aantal complexe onderzoeken")
    assert {o.placement for o in found} == {Placement.AMBIGUOUS}


def test_the_sum_of_its_section_settles_the_place() -> None:
    lines = (
        "| Post | Raming 2021 | Raming 2022 | Raming 2023 |",
        "| Lasten |  |  |  |",
        "| Personeel | 10 | 20 | 30 |",
        "? Materieel | 5 | 7",
        "| Totaal lasten | 10 | 25 | 37 |",
    )
    found = figures(combine([dataset("a", *lines)]), "a", "Materieel")
    assert [(o.value_raw, o.time_period) for o in found] == [("5", "2022"), ("7", "2023")]
    assert {o.placement_evidence for o in found} == {"sum:3"}


def test_prose_of_another_document_settles_nothing() -> None:
    lost = dataset("a", *HEADER, "? Conservatoir beslag (in mln. euro’s) | 180")
    prose = dataset("b", "text: De norm voor conservatoir beslag is in 2021 € 180 mln.", *HEADER)
    found = figures(combine([lost, prose]), "a", "Conservatoir beslag (in mln. euro’s)")
    assert {o.placement for o in found} == {Placement.AMBIGUOUS}


def test_a_note_on_the_label_needs_a_figure_for_its_year() -> None:
    lines = (
        "| Afspraken | Realisatie | Realisatie | Norm |",
        "|  | 2019 | 2020 | 2021 |",
        "| Aantal meldingen | 5 | 6 | 7 |",
        "? Aantal slachtoffers^1^ | 490",
        "note: 1 Het getal voor 2020 is definitief.",
    )
    found = figures(combine([dataset("a", *lines)]), "a", "Aantal slachtoffers")
    assert [(o.time_period, o.placement) for o in found] == [("2020", Placement.INFERRED)]
    assert (found[0].placement_evidence or "").startswith("note:")
