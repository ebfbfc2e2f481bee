from __future__ import annotations

import pytest

from normalise.dataset import Dataset
from normalise.likeness import likely_aliases
from tests.normalise.checks.build import join, table


def pairs(first: str, second: str) -> list[tuple[str, str]]:
    columns = "| | realisatie 2019 | realisatie 2020\n"
    joined: Dataset = join(table(columns + first), table(columns + second, document="d2"))
    return [each.labels for each in likely_aliases(joined)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Diefstal uit woning per 1.000 inwoners", "Diefstallen uit woningen (per 1.000 inwoners)"),
        ("Aantal onderzoeken fenomenen", "Onderzoek naar fenomenen"),
    ],
)
def test_labels_that_say_the_same(first: str, second: str) -> None:
    assert pairs(f"| {first} | 12 | 13", f"| {second} | 12 | 13") == [(first, second)]


def test_related_labels_with_the_same_figures() -> None:
    rows = "| Reguliere onderzoeken cybercrime | 362 | 468", "| Aantal cybercrime regulier | 362 | 468"
    assert len(pairs(*rows)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("| Onderzoeken cybercrime | 310 | 320", "| Verdachten cybercrime | 311 | 321"),
        ("| Lasten artikel 11 | 310 | 320", "| Lasten artikel 12 | 310 | 320"),
        ("| Aangiften woninginbraak | 310 | 320", "| Aangiften woninginbraken | 910 | 920"),
        ("| Woninginbraken | 310 | 320", "| Fietsendiefstallen | 310 | 320"),
        ("| Inbraak | 310 | 320\n| Inbraken | 55 | 56", "| Inbraken | 55 | 56"),
    ],
    ids=["other things", "other numbers", "other figures", "no word in common", "printed side by side"],
)
def test_what_is_not_proposed(first: str, second: str) -> None:
    assert not pairs(first, second)
