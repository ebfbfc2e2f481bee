"""On a perfect reading of the gold tables the checks find what the gold asks for, and raise no other alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalise.checks.every import run_checks
from normalise.dataset import Finding, Severity
from tests.normalise.checks.build import alarms, join
from tests.normalise.checks.gold import read_gold, wanted_rules

TABLES = Path(__file__).parents[4] / "shared" / "gold" / "tables"
PATHS = sorted(TABLES.glob("*.json"))
WITHOUT_HEADERS = {"unknown-measure"}
"""A table whose header is empty must be doubted as a whole; the gold says so by `expect`, not by a finding."""


@pytest.fixture(scope="module")
def paths() -> list[Path]:
    if not PATHS:
        pytest.skip("../shared is absent")
    return PATHS


def test_wanted_findings_and_no_others(paths: list[Path]) -> None:
    found = {
        path.stem: sorted({finding.rule for finding in alarms(run_checks(read_gold(path)))} - WITHOUT_HEADERS)
        for path in paths
    }
    assert found == {path.stem: sorted(set(wanted_rules(path))) for path in paths}


def test_few_figures_are_doubted(paths: list[Path]) -> None:
    dataset = join(*map(read_gold, paths))
    named = {one for finding in alarms(run_checks(dataset)) for one in finding.observations}
    figures = sum(observation.obs_value is not None for observation in dataset.observations)
    assert len(named) <= 0.02 * figures


def test_all_tables_in_one_run(paths: list[Path]) -> None:
    together = run_checks(join(*map(read_gold, paths)))
    wanted = sorted(rule for path in paths for rule in set(wanted_rules(path)))
    found = sorted(
        {
            (finding.document_id or "", finding.rule)
            for finding in alarms(together)
            if finding.rule not in WITHOUT_HEADERS
        }
    )
    assert sorted(rule for _, rule in found) == wanted


def test_the_budget_text_confirms_two_norms(paths: list[Path]) -> None:
    confirmed = {
        one for finding in _of("owb2022-va", paths) if finding.rule == "prose-confirms" for one in finding.observations
    }
    assert confirmed == {"owb2022-va-t1-7-3", "owb2022-va-t1-4-3"}


def test_the_swapped_figure_of_the_budget(paths: list[Path]) -> None:
    (finding,) = (one for one in _of("owb2022-va", paths) if one.rule == "sum-mismatch")
    assert finding.severity is Severity.ERROR
    assert str(finding.hint).startswith(
        "Met 351 in plaats van 315 bij «Inzet gericht op bezitters / verspreiders» klopt de som"
    )


def _of(name: str, paths: list[Path]) -> tuple[Finding, ...]:
    return run_checks(next(read_gold(path) for path in paths if path.stem == name))
