"""Two real papers of parliament as KOOP gives them: their figures, copied by hand from the XML once and held from then on.

The papers stand beside the repository, in `../shared/real/koop`; where that is absent these tests are skipped.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from normalise.dataset import Dataset, DocumentType, Observation, Role
from pipeline.find import find_publications
from pipeline.running import run
from tests.paths import SHARED

FINAL_ACT = "kst-35470-XIV-4.xml"
BUDGET_ACT = "kst-37020-X-1.xml"

INSTRUMENTS = ("Verplichtingen", "Uitgaven", "Ontvangsten")
FIGURES = {
    (FINAL_ACT, 2): (
        INSTRUMENTS,
        """
        Totaal Art. 11 | -9.9 | -9.5 | 0.4
        Subsidies | 23.9 | 6.6 |
        Opdrachten | 7 | -9.3 |
        Garanties | -33.7 | -0.3 |
        Bijdrage aan internationale organisaties | 0.2 | -0.3 |
        Bijdrage baten-lastendiensten | -6.8 | -6.8 |
        Bijdrage aan ZBO/RWT | -1.3 | -0.1 |
        Storting begrotingsreserve | 0.7 | 0.7 |
        """,
    ),
    (FINAL_ACT, 3): (
        INSTRUMENTS,
        """
        Totaal Art. 12 | 60.2 | -0.3 | 1.7
        Subsidies | 72.9 | 0.4 |
        Opdrachten | 17.3 | 2.3 |
        Leningen | -1 | -1 |
        Bijdrage aan internationale organisaties | 0.5 | 0 |
        Bijdrage baten-lastendiensten | -1 | -1 |
        Bijdrage aan ZBO/RWT | -26.8 | -0.1 |
        Bijdrage aan mede-overheden | -1.6 | -0.7 |
        """,
    ),
    (BUDGET_ACT, 1): (
        INSTRUMENTS,
        """
        Totaal | 14475618 | 14792147 | 242531
        Inzet | 2727644 | 2856815 | 97087
        Koninklijke Marine | 1231909 | 1306560 | 12324
        Koninklijke Landmacht | 2302811 | 2311020 | 8054
        Koninklijke Luchtmacht | 1153416 | 1187916 | 12111
        Koninklijke Marechaussee | 867421 | 901296 | 4459
        Commando Materieel en IT | 1093443 | 1096519 | 25765
        Defensie Ondersteuningscommando | 2094764 | 2106629 | 72995
        Algemeen | 337744 | 338349 | 1600
        Apparaat kerndepartement | 1749696 | 1770273 | 8136
        Geheim | 21764 | 21764 | 0
        Nog onverdeeld | 895006 | 895006 | 0
        """,
    ),
    (BUDGET_ACT, 2): (
        ("Baten", "Lasten", "Saldo baten en lasten"),
        """
        Paresto | 111126 | 111126 | 0
        Totaal | 111126 | 111126 | 0
        """,
    ),
}
UNITS = {FINAL_ACT: ("EUR", 6), BUDGET_ACT: ("EUR", 3)}


@pytest.fixture(scope="module")
def datasets() -> dict[str, Dataset]:
    folder = SHARED / "real" / "koop"
    if not folder.is_dir():
        pytest.skip("../shared is absent")
    return {name: run(find_publications([folder / name]).publications).dataset for name in (FINAL_ACT, BUDGET_ACT)}


def table_of(dataset: Dataset, number: int) -> list[Observation]:
    return [o for o in dataset.observations if o.table_id.endswith(f"-t{number}")]


@pytest.mark.parametrize(("name", "number"), FIGURES)
def test_every_figure_stands_in_its_place(name: str, number: int, datasets: dict[str, Dataset]) -> None:
    columns, text = FIGURES[name, number]
    lines = [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]
    expected = {
        (label, column): Decimal(figure) if figure else None
        for label, *figures in lines
        for column, figure in zip(columns, figures, strict=True)
    }
    observations = table_of(datasets[name], number)
    found = {(o.indicator_label, o.breakdown): o.obs_value for o in observations}
    assert found == expected
    assert len(observations) == len(expected)
    assert {(o.unit_measure, o.unit_mult) for o in observations} == {UNITS[name]}


def test_a_leading_total_is_one(datasets: dict[str, Dataset]) -> None:
    roles = defaultdict(set)
    for o in table_of(datasets[BUDGET_ACT], 1):
        roles[o.role].add(o.indicator_label)
    assert roles[Role.TOTAL] == {"Totaal"}


def test_a_table_of_thresholds_gives_no_figure_that_is_sure(datasets: dict[str, Dataset]) -> None:
    assert all(o.confidence < 1 for o in table_of(datasets[FINAL_ACT], 1))


def test_what_the_papers_say_of_themselves(datasets: dict[str, Dataset]) -> None:
    documents = {name: dataset.documents[0] for name, dataset in datasets.items()}
    assert [document.document_type for document in documents.values()] == [
        DocumentType.JAARVERSLAG,
        DocumentType.BEGROTING,
    ]
    assert [str(document.published) for document in documents.values()] == ["2020-05-20", "2026-09-15"]
    assert [document.identifier for document in documents.values()] == ["kst-35470-XIV-4", "kst-37020-X-1"]
    assert [document.ministry for document in documents.values()] == [
        "Landbouw, Natuur en Voedselkwaliteit",
        "Defensie",
    ]
