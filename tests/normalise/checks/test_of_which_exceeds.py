from __future__ import annotations

from normalise.checks.of_which_exceeds import check_of_which
from normalise.dataset import Severity
from tests.normalise.checks.build import alarms, table

HEADER = "| | realisatie 2019 | realisatie 2020\n"


def test_part_above_its_whole() -> None:
    (finding,) = alarms(
        check_of_which(table(HEADER + "| Cybercrime regulier | 381 | 468\n > wrv interventies | 36 | 638"))
    )
    assert (
        finding.message
        == "wrv interventies 2020: 638 is meer dan de 468 van «Cybercrime regulier», waarvan het een deel is."
    )
    assert finding.observations == ("d1-t1-2-2", "d1-t1-1-2")


def test_the_nearest_line_with_the_parents_label_is_meant() -> None:
    text = "| A | 10 | 10\n > wrv x | 5 | 5\n | A | 100 | 100\n > wrv x | 50 | 50"
    assert not list(check_of_which(table(HEADER + text)))


def test_above_everywhere_is_a_doubtful_reading() -> None:
    findings = list(check_of_which(table(HEADER + "| A | 10 | 20\n > wrv x | 50 | 60")))
    assert {finding.severity for finding in findings} == {Severity.INFO}


def test_a_share_is_not_compared_with_its_whole() -> None:
    assert not list(check_of_which(table(HEADER + "| A | 10 | 20\n > wrv x | 50% | 60%")))


def test_differences_are_not_compared() -> None:
    assert not list(check_of_which(table("| | verschil 2019 | realisatie 2019\n | A | -10 | 20\n > wrv x | 5 | 6")))


def test_another_column_is_not_compared() -> None:
    assert not list(check_of_which(table(HEADER + "| A | 10 | \n > wrv x | | 60")))
