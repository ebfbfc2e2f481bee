from __future__ import annotations

import pytest

from normalise.checks.ranges import check_negative_count, check_percent_range
from normalise.dataset import Severity
from tests.normalise.checks.build import table


@pytest.mark.parametrize(
    ("label", "figure", "severity"),
    [
        ("Percentage inwoners dat zich onveilig voelt", "128%", Severity.WARNING),
        ("% inwoners dat overlast ervaart", "-3%", Severity.WARNING),
        ("Opkomst verkiezingen Gemeenteraad", "539%", Severity.WARNING),
        ("Aandeel zaken binnen de termijn", "100%", None),
        ("Aandeel zaken binnen de termijn", "0%", None),
        ("EMU-saldo (in procenten bbp)", "-5,4%", Severity.INFO),
        ("Groei van het aandeel jongeren", "140%", Severity.INFO),
        ("Netto schuldquote", "112%", Severity.INFO),
        ("Gemeentelijke woonlasten ten opzichte van het landelijk gemiddelde", "104%", Severity.INFO),
        ("Solvabiliteitsratio", "-12%", Severity.INFO),
        ("Formatie", "104%", Severity.INFO),
    ],
)
def test_percentages(label: str, figure: str, severity: Severity | None) -> None:
    findings = list(check_percent_range(table(f"| | realisatie 2020\n | {label} | {figure}")))
    assert [finding.severity for finding in findings] == ([severity] if severity else [])


def test_a_difference_may_be_negative() -> None:
    assert not list(check_percent_range(table("| | verschil 2020\n | Aandeel zaken | -14%")))


def test_message_of_a_percentage() -> None:
    (finding,) = check_percent_range(table("| | norm 2020\n | Aandeel zaken | 140%"))
    assert (
        finding.message
        == "Aandeel zaken 2020 (norm): gedrukt staat 140%, maar een deel van het geheel kan niet boven 100% liggen."
    )


@pytest.mark.parametrize(
    ("header", "label", "figure", "fires"),
    [
        ("realisatie 2020", "Aantal verdachten", "-12", True),
        ("norm 2020", "Aantal verdachten", "-12", True),
        ("realisatie 2020", "Aantal verdachten", "0", False),
        ("verschil 2020", "Aantal verdachten", "-12", False),
        ("unknown 2020", "Aantal verdachten", "-12", False),
        ("realisatie 2020", "Groei van het aantal verdachten", "-12", False),
        ("realisatie 2020", "Saldo", "-12", False),
    ],
)
def test_counts(header: str, label: str, figure: str, fires: bool) -> None:
    assert bool(list(check_negative_count(table(f"| | {header}\n | {label} | {figure}")))) is fires
