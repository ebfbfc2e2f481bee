"""kind-contradiction: what a text calls its goals against what they are."""

import pytest

from normalise.checks.kind_contradiction import RULE, check_kinds
from normalise.dataset import Finding, Severity
from tests.normalise.language.ambitions.labelled import dataset_of
from tests.paths import SHARED

AGENDA = SHARED / "seeds" / "veiligheidsagenda-2023-2026.txt"

PLAN = "# Veiligheidsplan 2027-2030\n\n## Mensenhandel\n\n"


def findings(text: str) -> list[Finding]:
    return list(check_kinds(dataset_of(text)))


def test_a_counted_goal_that_is_called_qualitative() -> None:
    (found,) = findings(PLAN + "Er zijn kwalitatieve doelstellingen opgenomen voor het aantal aangehouden verdachten.")
    assert (found.rule, found.severity, found.found, found.expected) == (
        RULE,
        Severity.WARNING,
        "kwalitatief",
        "kwantitatief",
    )
    assert "het aantal aangehouden verdachten" in found.message


def test_a_goal_that_nothing_counts_and_is_called_quantitative() -> None:
    (found,) = findings(PLAN + "Kwantitatief zetten we in op een betere kwaliteit van dossiers.")
    assert (found.found, found.expected) == ("kwantitatief", "kwalitatief")


def test_what_is_called_what_it_is_says_nothing() -> None:
    assert not findings(PLAN + "Er zijn kwantitatieve doelstellingen opgenomen voor het aantal verdachten.")
    assert not findings(PLAN + "Er zijn doelstellingen opgenomen voor het aantal verdachten.")


def test_two_goals_that_one_word_names_are_one_finding() -> None:
    text = "Er zijn kwalitatieve doelstellingen opgenomen voor het aantal zaken en het beslag in euro's."
    assert len(findings(PLAN + text)) == 1


@pytest.mark.skipif(not AGENDA.exists(), reason="the seeds are not beside the repository")
def test_the_national_agenda_calls_its_goals_by_the_wrong_name_three_times() -> None:
    agenda = AGENDA.read_text(encoding="utf-8")
    assert [found.found for found in findings(agenda)] == ["kwalitatief", "kwantitatief", "kwalitatief"]
