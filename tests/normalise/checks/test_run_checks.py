from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from normalise.checks import CHECKS, RULES, run_checks
from normalise.dataset import Dataset, Severity
from normalise.findings import make_finding, sort_findings
from tests.normalise.checks.build import note, table, with_notes

MIXED = with_notes(
    table(
        "| | realisatie 2019 | realisatie 2020\n | A^* | 10 | 20\n | B | 30 | 40\n = Totaal | 40 | 61\n | Aandeel zaken | 10% | 140%"
    ),
    note("1", "Voorlopig.", table_id="d1-t1"),
)


def test_an_empty_dataset_has_no_findings() -> None:
    assert run_checks(Dataset()) == ()


def test_findings_are_of_the_rules_that_the_checks_own() -> None:
    found = {finding.rule for finding in run_checks(MIXED)}
    assert {"sum-mismatch", "percent-range", "orphan-marker"} <= found <= RULES


def test_the_order_of_rows_does_not_matter() -> None:
    shuffled = replace(MIXED, observations=MIXED.observations[::-1], cells=MIXED.cells[::-1])
    assert run_checks(shuffled) == run_checks(MIXED)


def test_the_same_findings_every_time() -> None:
    assert run_checks(MIXED) == run_checks(replace(MIXED, findings=run_checks(MIXED)))


def test_every_check_is_listed_once() -> None:
    assert len(set(CHECKS)) == len(CHECKS)


def test_every_rule_is_in_the_source_of_a_check() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path("normalise/checks").glob("[!_]*.py"))
    assert all(f'"{rule}"' in source for rule in RULES)


def test_ids_tell_findings_apart() -> None:
    one = make_finding(rule="outlier", severity=Severity.INFO, message="A.", observations=("a", "b"))
    two = make_finding(rule="outlier", severity=Severity.INFO, message="A.", observations=("ab",))
    assert one.finding_id != two.finding_id
    assert len(one.finding_id) == 16


def test_a_finding_made_twice_is_one() -> None:
    one = make_finding(rule="outlier", severity=Severity.INFO, message="A.")
    assert sort_findings([one, make_finding(rule="outlier", severity=Severity.INFO, message="A.")]) == (one,)


def test_tables_stand_in_reading_order() -> None:
    tenth = make_finding(rule="outlier", severity=Severity.INFO, message="A.", document_id="d", table_id="d-t10")
    second = make_finding(rule="outlier", severity=Severity.INFO, message="A.", document_id="d", table_id="d-t2")
    assert sort_findings([tenth, second]) == (second, tenth)
