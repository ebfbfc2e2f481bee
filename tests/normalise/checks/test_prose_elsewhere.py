"""Figures in running text against the tables of other documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from normalise.checks.prose_figures import check_prose
from normalise.checks.prose_growth import check_growth
from normalise.dataset import Dataset, Finding, ObsStatus, Severity
from normalise.revisions import revision_rows
from tests.normalise.checks.build import change, join, make_document, table, with_prose

SERIES = """
| | realisatie 2019 | realisatie 2020 | norm 2021
# Wonen
| Opgeleverde sociale huurwoningen | 1.240 | 1.385 | 1.500
| Gesloopte portiekwoningen | 310 | 287 | 250
# Verkeer
| Verkeersslachtoffers op wijkwegen | 96 | 104 | 80
"""


def report(document: str = "d1", year: int = 2021, publisher: str | None = None) -> Dataset:
    made = table(SERIES, document=document)
    row = replace(make_document(document, title=f"Verslag {year}"), published=date(year, 5, 1), publisher=publisher)
    return replace(made, documents=(row,))


def letter(*paragraphs: str, publisher: str | None = None, own: str | None = None) -> Dataset:
    row = replace(make_document("d9", title="Brief"), published=date(2022, 1, 1), publisher=publisher)
    made = table(own, document="d9") if own else Dataset()
    return with_prose(replace(made, documents=(row,)), *paragraphs)


def check(*datasets: Dataset) -> list[Finding]:
    joined = join(*datasets)
    return list(check_prose(replace(joined, revisions=revision_rows(joined))))


def test_a_letter_repeats_a_figure_of_a_report() -> None:
    (finding,) = check(report(), letter("In 2020 zijn 1.385 sociale huurwoningen opgeleverd."))
    assert (finding.rule, finding.severity, finding.document_id) == ("prose-confirms", Severity.INFO, "d9")
    assert finding.message == (
        "Opgeleverde sociale huurwoningen 2020: de tekst noemt hetzelfde cijfer als Verslag 2021, 1.385."
    )
    assert finding.observations == ("d1-t1-2-2",)
    assert finding.passage_id == "d9-p1"


def test_a_letter_contradicts_a_report() -> None:
    (finding,) = check(report(), letter("In 2020 bedroeg het aantal opgeleverde sociale huurwoningen 1.358."))
    assert (finding.rule, finding.severity) == ("prose-mismatch", Severity.WARNING)
    assert (finding.found, finding.expected) == ("1.358", "1.385")
    assert finding.hint == "«In 2020 bedroeg het aantal opgeleverde sociale huurwoningen 1.358.»"


def test_a_norm_that_a_letter_names_otherwise() -> None:
    text = "De norm voor gesloopte portiekwoningen is voor 2021 vastgesteld op 225."
    (finding,) = check(report(), letter(text))
    assert (finding.rule, finding.found, finding.expected) == ("prose-mismatch", "225", "250")


def test_a_provisional_figure_is_not_contradicted() -> None:
    provisional = change(report(), "-2-2", lambda one: replace(one, obs_status=ObsStatus.PROVISIONAL))
    (finding,) = check(provisional, letter("In 2020 bedroeg het aantal opgeleverde sociale huurwoningen 1.401."))
    assert (finding.rule, finding.severity) == ("revision", Severity.INFO)
    assert finding.message == (
        "Opgeleverde sociale huurwoningen 2020: de tekst noemt 1.401, Verslag 2021 drukt 1.385 als voorlopig cijfer."
    )


def test_an_earlier_vintage_may_bear_the_figure() -> None:
    later = change(report("d2", 2022), "-2-2", lambda one: replace(one, obs_value=one.obs_value and one.obs_value + 5))
    (finding,) = check(report(), later, letter("In 2020 bedroeg het aantal opgeleverde sociale huurwoningen 1.385."))
    assert (finding.rule, finding.observations) == ("prose-confirms", ("d1-t1-2-2",))


@pytest.mark.parametrize(
    "text",
    [
        "In 2018 bedroeg het aantal opgeleverde sociale huurwoningen 1.100.",
        "De norm voor opgeleverde sociale huurwoningen is voor 2023 vastgesteld op 1.700.",
    ],
)
def test_a_figure_that_no_table_has(text: str) -> None:
    (finding,) = check(report(), letter(text))
    assert (finding.rule, finding.severity) == ("prose-unmatched", Severity.INFO)
    assert "geen tabel heeft daar een cijfer voor" in finding.message
    assert finding.hint == f"«{text}»"


def test_a_known_indicator_that_no_table_has() -> None:
    (finding,) = check(report(), letter("In 2021 bedroeg het aantal OM-verdachten mensenhandel 211."))
    assert finding.rule == "prose-unmatched"


@pytest.mark.parametrize(
    "text",
    [
        "In 2020 bedroeg het aantal opgeleverde sociale huurwoningen bijna 1.400.",  # roughly
        "In 2020 bedroeg het aantal opgeleverde huurwoningen 1.300.",  # not all words of the label
        "In 2020 zijn in de wijk Noord bij drie corporaties 412 sociale huurwoningen opgeleverd.",  # a part
        "Het aantal opgeleverde sociale huurwoningen bedroeg 1.300.",  # no year
        "In 2020 werden 12 bewoners van gesloopte portiekwoningen geherhuisvest in opgeleverde sociale huurwoningen.",
        "In 2020 werden 700 fietsen gestald.",
    ],
)
def test_sentences_about_no_cell(text: str) -> None:
    assert not check(report(), letter(text))


def test_the_own_table_outranks_others() -> None:
    own = "| | realisatie 2020\n| Opgeleverde sociale huurwoningen | 1.358\n| Gesloopte portiekwoningen | 287"
    text = "In 2020 bedroeg het aantal opgeleverde sociale huurwoningen {}."
    (finding,) = check(report(), letter(text.format("1.358"), own=own))
    assert (finding.rule, finding.observations) == ("prose-confirms", ("d9-t1-1-1",))
    (finding,) = check(report(), letter(text.format("1.385"), own=own))
    assert (finding.rule, finding.observations) == ("prose-mismatch", ("d9-t1-1-1",))


def test_the_text_of_another_body_says_nothing() -> None:
    text = "In 2020 bedroeg het aantal opgeleverde sociale huurwoningen 512."
    assert not check(report(publisher="Gemeente A"), letter(text, publisher="Gemeente B"))
    assert not check(report(), letter(text, own="| | norm 2021\n| Aantal iets anders | 3"))
    own = "| | realisatie 2019\n| Opgeleverde sociale huurwoningen | 77\n| Gesloopte portiekwoningen | 12"
    assert [finding.rule for finding in check(report(), letter(text, own=own))] == ["prose-unmatched"]


def test_an_indicator_of_the_vocabulary_is_one_wherever_it_is_told() -> None:
    agenda = table("| | norm 2021\n| Aantal OM-verdachten mensenhandel | 205\n| Aantal iets | 4")
    text = "De norm voor OM-verdachten mensenhandel in 2021 is 250."
    (finding,) = check(agenda, letter(text, own="| | norm 2021\n| Aantal iets anders | 3"))
    assert (finding.rule, finding.found, finding.expected) == ("prose-mismatch", "250", "205")


def growth(*datasets: Dataset) -> list[Finding]:
    joined = join(*datasets)
    return list(check_growth(replace(joined, revisions=revision_rows(joined))))


def test_growth_in_the_tables_of_a_report() -> None:
    (finding,) = growth(report(), letter("Het aantal opgeleverde sociale huurwoningen steeg in 2020 met 12%."))
    assert (finding.rule, finding.document_id) == ("prose-confirms", "d9")
    (finding,) = growth(report(), letter("Het aantal opgeleverde sociale huurwoningen steeg in 2020 met 21%."))
    assert (finding.rule, finding.severity, finding.found) == ("prose-mismatch", Severity.WARNING, "11,7%")
    assert finding.message.endswith("Verslag 2021 drukt van 1.240 in 2019 naar 1.385 in 2020 (11,7%).")


def test_growth_from_a_figure_of_another_publication() -> None:
    own = "| | realisatie 2020 | realisatie 2021\n| Opgeleverde sociale huurwoningen | 1.385 | 1.524\n| Gesloopte portiekwoningen | 287 | 9"
    (finding,) = growth(
        report(), letter("Het aantal opgeleverde sociale huurwoningen steeg tussen 2019 en 2021 met 23%.", own=own)
    )
    assert (finding.rule, finding.observations) == ("prose-confirms", ("d1-t1-2-1", "d9-t1-1-2"))


def test_growth_of_a_provisional_figure_may_be_another() -> None:
    provisional = change(report(), "-2-2", lambda one: replace(one, obs_status=ObsStatus.PROVISIONAL))
    assert not growth(provisional, letter("Het aantal opgeleverde sociale huurwoningen steeg in 2020 met 21%."))
