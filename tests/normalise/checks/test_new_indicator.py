from __future__ import annotations

from dataclasses import replace
from datetime import date

from normalise.checks.new_indicator import check_new_indicators
from normalise.dataset import Dataset, Finding, Severity
from normalise.revisions import revision_rows
from tests.normalise.checks.build import join, make_document, table

FIRST = "| | realisatie 2019 | realisatie 2020\n| Opgeleverde huurwoningen | 1.240 | 1.385\n| Gesloopte portiekwoningen | 310 | 287"
SECOND = f"{FIRST}\n| Verkochte bedrijfskavels | 41 | 52"


def publication(text: str, year: int, publisher: str | None = "Gemeente A") -> Dataset:
    document = f"d{year}"
    row = replace(make_document(document, title=f"Verslag {year}"), published=date(year, 5, 1), publisher=publisher)
    return replace(table(text, document=document), documents=(row,))


def check(*datasets: Dataset) -> list[Finding]:
    joined = join(*datasets)
    return list(check_new_indicators(replace(joined, revisions=revision_rows(joined))))


def test_a_row_that_the_publication_before_did_not_have() -> None:
    (finding,) = check(publication(FIRST, 2021), publication(SECOND, 2022))
    assert (finding.rule, finding.severity, finding.document_id) == ("new-indicator", Severity.INFO, "d2022")
    assert finding.message == (
        "«Verkochte bedrijfskavels» is nieuw in deze reeks: Verslag 2021 heeft deze indicator niet, en de woordenlijst ook niet."
    )
    assert finding.observations == ("d2022-t1-3-1", "d2022-t1-3-2")


def test_only_the_newest_publication_is_asked() -> None:
    assert not check(publication(FIRST, 2021), publication(SECOND, 2022), publication(SECOND, 2023))


def test_a_row_that_came_back_is_not_new() -> None:
    assert not check(publication(SECOND, 2020), publication(FIRST, 2021), publication(SECOND, 2022))


def test_an_indicator_of_the_vocabulary_is_not_new() -> None:
    known = f"{FIRST}\n| Aantal OM-verdachten mensenhandel | 41 | 52"
    assert not check(publication(FIRST, 2021), publication(known, 2022))


def test_of_a_first_publication_everything_is_new() -> None:
    assert not check(publication(SECOND, 2021))


def test_a_first_publication_on_a_known_subject_gives_one_remark() -> None:
    (finding,) = check(publication(f"{SECOND}\n| Aantal OM-verdachten mensenhandel | 41 | 52\n= Totaal | 1 | 2", 2021))
    assert finding.message == (
        "Nieuw voor deze dataset, en niet in de woordenlijst: "
        "«Opgeleverde huurwoningen», «Gesloopte portiekwoningen», «Verkochte bedrijfskavels»."
    )
    assert finding.found == "3"


def test_a_table_that_is_new_as_a_whole_gives_one_remark() -> None:
    rows = "\n".join(f"| Onderwerp {name} | 4" for name in "abcdef")
    other = table(f"| | realisatie 2021\n{rows}", document="d2022", number=2)
    later = join(publication(FIRST, 2022), replace(other, documents=()))
    (finding,) = check(publication(FIRST, 2021), later)
    assert finding.found == "6"
    assert finding.message.endswith("«Onderwerp a», «Onderwerp b», «Onderwerp c» en nog 3.")


def test_each_table_has_a_series_of_its_own() -> None:
    other = publication("| | realisatie 2023\n| Ander onderwerp | 4\n| Nog een onderwerp | 5", 2024)
    (finding,) = check(publication(FIRST, 2021), publication(SECOND, 2022), other)
    assert finding.document_id == "d2022"


def test_another_label_for_what_was_there() -> None:
    renamed = FIRST.replace("Opgeleverde huurwoningen", "Opgeleverde sociale huurwoningen")
    (finding,) = check(publication(FIRST, 2021), publication(renamed, 2022))
    assert finding.hint == "Misschien is het «Opgeleverde huurwoningen» onder een ander label."


def test_two_bodies_are_two_series() -> None:
    elsewhere = "| | realisatie 2019 | realisatie 2020\n| Opgeleverde huurwoningen | 12 | 15\n| Verkochte bedrijfskavels | 31 | 87"
    assert not check(publication(FIRST, 2021), publication(elsewhere, 2022, "Gemeente B"))
