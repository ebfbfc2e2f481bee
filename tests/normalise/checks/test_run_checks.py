from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from normalise.checks.every import CHECKS, RULES, run_checks
from normalise.dataset import Dataset, NoteEffect, Severity
from normalise.findings import make_finding, sort_findings
from tests.normalise.checks.build import note, table, with_notes, with_prose

MIXED = with_notes(
    table("| | norm 2019 | norm 2020\n | A^* | 10 | 20\n | B | 30 | 40\n = Totaal | 40 | 61\n | Aandeel | 10% | 140%"),
    note("1", "Voorlopig.", table_id="d1-t1"),
)


cells = st.sampled_from(
    ["", "-", "nnb", "tekst", "1.5", "0", "-3", "12", "1.234", "0,5", "7%", "140%", "4901", "490^1", "12^*"]
)
headers = st.sampled_from(
    [
        "realisatie 2019",
        "norm 2020 jongens",
        "verschil 2020",
        "unknown -",
        "raming 2019/2022",
        "nulwaarde -",
        "norm 2020-S1",
    ]
)
labels = st.sampled_from(["Totaal", "Aantal zaken", "Aandeel zaken", "wrv zaken^1", "Saldo", ""])


@st.composite
def tables(draw: st.DrawFn) -> Dataset:
    columns = draw(st.lists(headers, min_size=1, max_size=4))
    lines = [" | ".join(["| ", *columns])]
    for _ in range(draw(st.integers(0, 6))):
        mark = draw(st.sampled_from("|>=#"))
        row = [draw(labels), *(draw(cells) for _ in columns)]
        lines.append("# Thema" if mark == "#" else f"{mark} " + " | ".join(row))
    prose = draw(st.lists(st.sampled_from(["De norm voor 2020 is 12 zaken.", "Dit aantal was 0,5%.", ""]), max_size=3))
    kept = note("1", "In 2019 was het aantal 12.", effect=NoteEffect.BREAK, years=("2019", "2019"))
    return with_prose(with_notes(table("\n".join(lines)), kept), *prose)


@given(tables())
def test_any_table_can_be_checked(dataset: Dataset) -> None:
    findings = run_checks(dataset)
    known = {observation.observation_id for observation in dataset.observations}
    assert len({finding.finding_id for finding in findings}) == len(findings)
    assert all(known.issuperset(finding.observations) for finding in findings)
    assert all(finding.message.endswith(".") and "\n" not in finding.message for finding in findings)
    assert run_checks(dataset) == findings


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
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (Path(__file__).parents[3] / "normalise" / "checks").glob("[!_]*.py")
    )
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
