from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from normalise.dataset import Measure, Observation, Passage, PassageKind
from normalise.prose import Statement, agrees, find_statements, label_score, supports
from tests.normalise.checks.build import table

BUDGET = tuple(
    """
In het LOVP van 23 november 2020 is de herijking besproken. Uitkomst is dat de doelen uit 2019 ook in 2021 worden
gehandhaafd. Een uitzondering vormt de doelstelling voor het aantal bij het openbaar ministerie aangeleverde verdachten
van mensenhandel. Deze doelstelling is voor 2021 vastgesteld op 205 OM-verdachten.

Verder is de uitwerking van de beslagdoelstelling voor de Veiligheidsagenda 2019-2022 overeengekomen. Die komt uit op
een bedrag (jaarlijks) van € 180 mln. conservatoir beslag door de politie.

In november 2021 wordt een voorstel over de doelstellingen voor 2022 besproken.
""".strip()
    .replace("\n\n", "|")
    .replace("\n", " ")
    .split("|")
)


def passages(*texts: str, kind: PassageKind = PassageKind.PARAGRAPH) -> tuple[Passage, ...]:
    return tuple(
        Passage(passage_id=f"d1-p{at}", document_id="d1", kind=kind, text=text, locator="")
        for at, text in enumerate(texts, 1)
    )


def only(*texts: str) -> Statement:
    (statement,) = find_statements(passages(*texts))
    return statement


def cell(label: str, figure: str, unit: tuple[str, int] = ("number", 0)) -> Observation:
    return table(f"| | norm 2021\n | {label} | {figure}", unit=unit).observations[0]


def test_statements_of_the_budget() -> None:
    suspects, seizure = find_statements(passages(*BUDGET))
    assert (suspects.passage_id, suspects.value, suspects.unit) == ("d1-p1", Decimal(205), "number")
    assert (suspects.period, suspects.measure) == ("2021", Measure.NORM)
    assert {"verdachten", "mensenhandel"} <= suspects.words
    assert (seizure.passage_id, seizure.value, seizure.unit) == ("d1-p2", Decimal(180), "EUR")
    assert seizure.figure.unit_mult == 6
    assert (seizure.period, seizure.measure) == ("2019/2022", Measure.NORM)
    assert {"conservatoir", "beslag", "politie", "beslagdoelstelling"} <= seizure.words


@pytest.mark.parametrize(
    ("text", "measure", "period"),
    [
        ("In 2020 zijn 187 verdachten geregistreerd.", Measure.REALISATIE, "2020"),
        ("De norm voor 2021 is 205 verdachten.", Measure.NORM, "2021"),
        ("Afgesproken was een aantal van 22 verdachten.", Measure.NORM, None),
        ("In 2025 waren dat 212 verdachten, twaalf meer dan afgesproken.", None, "2025"),
        ("In 2025 waren er 212 verdachten.", Measure.REALISATIE, "2025"),
        ("De prognose voor 2023 is 210 verdachten.", Measure.RAMING, "2023"),
        ("De politie leverde 187 verdachten aan.", None, None),
        ("De doelen uit 2019 gelden in 2021 voor 205 verdachten.", Measure.NORM, None),
        ("Op 4 mei 2021 is de norm op 205 verdachten gesteld.", Measure.NORM, None),
    ],
)
def test_measure_and_period(text: str, measure: Measure | None, period: str | None) -> None:
    statement = only(text)
    assert (statement.measure, statement.period) == (measure, period)


def test_each_figure_takes_the_measure_named_before_it() -> None:
    statements = find_statements(passages("De norm van 205 is niet gehaald: gerealiseerd zijn 187 verdachten."))
    assert [(statement.value, statement.measure, statement.lone) for statement in statements] == [
        (Decimal(205), Measure.NORM, False),
        (Decimal(187), Measure.REALISATIE, False),
    ]


def test_a_reference_reaches_the_paragraph_before() -> None:
    statement = only("Het gaat om verdachten van mensenhandel.", "Dit aantal was 187.")
    assert "mensenhandel" in statement.words


def test_a_new_subject_does_not_look_back() -> None:
    assert "mensenhandel" not in only("Er zijn verdachten van mensenhandel.", "Verder waren er 187 onderzoeken.").words


def test_headings_and_notes_make_no_statement() -> None:
    for kind in (PassageKind.HEADING, PassageKind.FOOTNOTE):
        assert not find_statements(passages("De norm is 205.", kind=kind))


def test_support_needs_value_unit_and_words() -> None:
    statement = find_statements(passages(*BUDGET))[1]
    label = "Conservatoir beslag (in mln. euro’s)"
    assert supports(statement, cell(label, "180", ("EUR", 6))) == 1.0
    assert supports(statement, cell(label, "180.000", ("EUR", 3))) == 1.0
    assert supports(statement, cell(label, "181", ("EUR", 6))) == 0.0
    assert supports(statement, cell(label, "180", ("number", 0))) == 0.0
    assert supports(statement, cell("Aantal complexe onderzoeken", "180", ("EUR", 6))) == 0.0


def test_a_change_supports_no_level() -> None:
    statement = only("Het aantal verdachten van mensenhandel is in 2021 met 205 gestegen.")
    assert supports(statement, cell("Aantal verdachten mensenhandel", "205")) == 0.0


def test_compounds_and_forms_of_a_word() -> None:
    statement = only("De mensenhandelverdachten en een criminele organisatie: 205.")
    assert label_score(statement, "Verdachten mensenhandel") == 1.0
    assert label_score(statement, "Criminele organisaties") == 1.0
    assert label_score(statement, "Om") == 0.0


def test_agreement_with_a_place() -> None:
    statement = find_statements(passages(*BUDGET))[1]
    assert agrees(statement, Measure.NORM, "2021")
    assert agrees(statement, Measure.UNKNOWN, "2022")
    assert not agrees(statement, Measure.REALISATIE, "2021")
    assert not agrees(statement, Measure.NORM, "2023")
    assert agrees(replace(statement, period=None, measure=None), Measure.REALISATIE, "1999")
    assert statement.figure.equals(Decimal(180), 6)
