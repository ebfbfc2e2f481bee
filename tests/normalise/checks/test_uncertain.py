from __future__ import annotations

from dataclasses import replace

import pytest

from normalise.checks.uncertain import (
    check_brackets,
    check_measure,
    check_period,
    check_placement,
    check_tables,
    check_unreadable,
)
from normalise.dataset import Dataset, DocumentStatus, Severity
from tests.normalise.checks.build import alarms, change, lose_place, make_document, table


def test_one_finding_for_a_row_whose_places_are_lost() -> None:
    dataset = table("| | realisatie 2019 | realisatie 2020\n | Complexe onderzoeken | 39 | 7\n | Iets anders | 1 | 2")
    for column in (1, 2):
        dataset = lose_place(dataset, f"t1-1-{column}", "realisatie 2019", "realisatie 2020", "norm 2021")
    (finding,) = check_placement(dataset)
    assert finding.message == (
        "Rij «Complexe onderzoeken»: van 39 en 7 is niet zeker bij welke kolom het hoort;"
        " mogelijk is norm 2021, realisatie 2019 of realisatie 2020."
    )
    assert finding.observations == ("d1-t1-1-1", "d1-t1-1-2")
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("cell", "fires"),
    [
        ("1.5", True),
        ("12-15-18", True),
        ("381 (1", True),
        ("3 4 5", True),
        ("≥ landelijk gemiddelde 2020", False),
        ("2020", False),
        ("Politiedata 2018", False),
        ("geen meting", False),
    ],
)
def test_cells_that_look_like_a_figure(cell: str, fires: bool) -> None:
    dataset = change(table("| | realisatie 2020\n | A | tekst"), "t1-1-1", lambda one: replace(one, value_raw=cell))
    assert bool(list(check_unreadable(dataset))) is fires


def test_a_table_without_any_header() -> None:
    (finding,) = check_measure(table("| | unknown - | unknown -\n | A | 1 | 2\n | B | 3 | nnb"))
    assert finding.severity is Severity.WARNING
    assert finding.table_id == "d1-t1"
    assert finding.observations == ()


def test_one_column_without_a_header() -> None:
    (finding,) = check_measure(table("| | unknown - | norm 2020\n | A | 1 | 2\n | B | 3 | nnb"))
    assert finding.observations == ("d1-t1-1-1", "d1-t1-2-1")


def test_years_without_a_measure_are_no_alarm() -> None:
    (finding,) = check_measure(table("| | unknown 2019 | unknown 2020\n | A | 1 | 2"))
    assert finding.severity is Severity.INFO


def test_measures_are_known() -> None:
    assert not list(check_measure(table("| | nulwaarde - | norm 2020\n | A | 1 | 2")))


def test_no_period_is_never_an_alarm() -> None:
    findings = list(check_period(table("| | nulwaarde - | norm 2020\n | A | 1 | 2")))
    assert [finding.message for finding in findings] == ["De tabel geeft geen periode bij 1 cijfer (nulwaarde)."]
    assert not alarms(findings)
    assert not list(check_period(table("| | realisatie 2019 | norm 2020\n | A | 1 | 2")))


def test_documents_without_tables() -> None:
    bare, failed = make_document("d1", tables=0), make_document("d2", tables=0)
    dataset = Dataset(documents=(bare, replace(failed, status=DocumentStatus.FAILED), make_document("d3")))
    assert [finding.document_id for finding in check_tables(dataset)] == ["d1"]


@pytest.mark.parametrize(
    "printed", ["5,9% (2021: 6,8%)", "1.630 (6%)", "490 (was 481)", "7,7 (1 tot 10)", "1.522 (1.480)"]
)
def test_another_number_in_brackets_is_said(printed: str) -> None:
    dataset = change(
        table("| | realisatie 2022\n| A | 1\n| B | 2"), "-1-1", lambda one: replace(one, value_raw=printed)
    )
    (finding,) = check_brackets(dataset)
    assert (finding.rule, finding.severity, len(finding.observations)) == ("figure-in-brackets", Severity.INFO, 1)
    assert f"«{printed}»" in finding.message


@pytest.mark.parametrize(
    "printed", ["490", "490 (1)", "490 (2021)", "12 (x 1.000)", "12 (× € 1 mln.)", "490 (voorlopig)", "(1.480)"]
)
def test_a_marker_a_year_and_a_unit_in_brackets_are_no_number(printed: str) -> None:
    dataset = change(table("| | realisatie 2022\n| A | 1"), "-1-1", lambda one: replace(one, value_raw=printed))
    assert list(check_brackets(dataset)) == []
