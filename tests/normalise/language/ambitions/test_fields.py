"""Fields of single ambitions, the worked cases of the guidelines for annotation among them in other words."""

from decimal import Decimal

import pytest

from normalise.dataset import AmbitionForm, AmbitionKind, AmbitionStatus, Bound, Movement, ValueKind
from tests.normalise.language.ambitions.labelled import ambitions_of

PLAN = "# Veiligheidsplan 2027-2030\n\n## Aanpak\n\n"


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "mult", "bound", "kind"),
    [
        ("De eenheid levert minimaal 60 verdachten aan.", "60", "number", 0, Bound.MIN, ValueKind.LEVEL),
        ("Het aantal meldingen moet met 20% omlaag.", "20", "percent", 0, Bound.EXACT, ValueKind.CHANGE),
        ("We trekken 2,5 miljoen euro uit voor cameratoezicht.", "2.5", "EUR", 6, Bound.EXACT, ValueKind.LEVEL),
        ("Aangiften worden binnen tien dagen beoordeeld.", "10", "dagen", 0, Bound.MAX, ValueKind.LEVEL),
        ("Drie op de vier aangevers krijgen bericht.", "75", "percent", 0, Bound.EXACT, ValueKind.LEVEL),
        ("Het aantal klachten moet halveren.", "50", "percent", 0, Bound.EXACT, ValueKind.CHANGE),
        ("We brengen het aantal zaken van 30 naar 25.", "25", "number", 0, Bound.EXACT, ValueKind.LEVEL),
        ("Het team doet 320 zaken in 2027 en 360 in 2028.", "360", "number", 0, Bound.EXACT, ValueKind.LEVEL),
        ("Het veiligheidscijfer blijft ten minste een 7,1.", "7.1", "rapportcijfer", 0, Bound.MIN, ValueKind.LEVEL),
        ("Er komt 6 fte bij.", "6", "fte", 0, Bound.EXACT, ValueKind.CHANGE),
    ],
)
def test_values(sentence: str, value: str, unit: str, mult: int, bound: Bound, kind: ValueKind) -> None:
    (found,) = ambitions_of(PLAN + sentence)
    assert (found.value, found.unit_measure, found.unit_mult) == (Decimal(value), unit, mult)
    assert (found.bound, found.value_kind, found.kind) == (bound, kind, AmbitionKind.QUANTITATIVE)


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("Het aantal overvallen moet in 2029 onder de 20 liggen.", "2029"),
        ("Uiterlijk 1 maart 2028 is er een meldpunt.", "2028"),
        ("Het aantal overvallen moet lager zijn dan in 2025.", None),
        ("Van 2027 tot en met 2030 investeren we in toezicht.", "2027/2030"),
        ("De doelen van de Veiligheidsagenda 2027-2030 blijven gelden.", None),
    ],
)
def test_periods(sentence: str, period: str | None) -> None:
    (found,) = ambitions_of(PLAN + sentence)
    assert found.time_period == period


def test_need_goal_effort_and_norm() -> None:
    forms = {
        "Een snellere opvolging van meldingen is nodig.": AmbitionForm.NEED,
        "Wij willen dat bewoners zich gehoord voelen.": AmbitionForm.GOAL,
        "De politie controleert bedrijventerreinen.": AmbitionForm.EFFORT,
        "De norm voor 2028 is vastgesteld op 40 zaken.": AmbitionForm.NORM,
    }
    for sentence, form in forms.items():
        (found,) = ambitions_of(PLAN + sentence)
        assert found.form is form, sentence


def test_directions() -> None:
    ways = {
        "De groei van het aantal meldingen moet worden afgeremd.": Movement.DECREASE,
        "De samenwerking met scholen wordt versterkt.": Movement.INCREASE,
        "Het aantal straatroven mag niet boven de 35 uitkomen.": Movement.MAINTAIN,
        "De wachttijd gaat van 10 naar 6 dagen.": Movement.DECREASE,
        "De politie bestrijdt mensenhandel.": Movement.NONE,
        "Wij willen dat elke buurt een wijkagent heeft.": Movement.REACH,
    }
    for sentence, way in ways.items():
        (found,) = ambitions_of(PLAN + sentence)
        assert found.direction is way, sentence


def test_two_aims_in_one_sentence() -> None:
    found = ambitions_of(PLAN + "Doel is het verhogen van de pakkans en het verkorten van de doorlooptijd.")
    assert [one.direction for one in found] == [Movement.INCREASE, Movement.DECREASE]
    assert [one.object for one in found] == ["de pakkans", "de doorlooptijd"]


def test_what_a_reference_points_back_to() -> None:
    first, last = ambitions_of(
        PLAN + "De doelstelling voor 2028 is bepaald op 40 zaken. Die komt uit op 10 zaken per team."
    )
    assert first.resolved_from is None
    assert last.resolved_from == first.passage_id
    assert (last.value, last.time_period) == (Decimal(10), "2028")


def test_status_and_hedges() -> None:
    (kept,) = ambitions_of(PLAN + "De norm van 40 zaken blijft onverkort gelden.")
    (weighed,) = ambitions_of(PLAN + "De doelstelling voor jeugdzaken wordt in 2028 geëvalueerd.")
    (dropped,) = ambitions_of(PLAN + "De ambitie om een loket te openen, is vervallen.")
    (possible,) = ambitions_of(PLAN + "Mogelijk breiden we het team uit.")
    assert kept.status is AmbitionStatus.CONTINUED
    assert weighed.status is AmbitionStatus.IN_EVALUATION
    assert dropped.status is AmbitionStatus.DROPPED
    assert possible.strength == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Volgens de winkeliers moet de gemeente strenger optreden.",
        "Het aantal aangiften zal naar verwachting stijgen.",
        "Er is geen streefwaarde vastgesteld voor jeugdoverlast.",
        "De doelstelling van 40 zaken is niet gehaald.",
        "De politie informeert de raad elk kwartaal.",
        "Onder zorgmijders verstaan we mensen die geen hulp willen.",
        "Wordt het tijd voor een andere aanpak?",
        "Vorig jaar zijn 48 onderzoeken afgerond.",
        "Uitbuiting vindt steeds vaker online plaats.",
    ],
)
def test_no_ambition(sentence: str) -> None:
    assert ambitions_of(PLAN + sentence) == ()


def test_the_heading_decides_what_the_present_tense_means() -> None:
    item = "- Het aantal inbraken daalt naar 40."
    assert ambitions_of(f"# Plan 2027\n\n## Wat willen we bereiken?\n\n{item}")
    assert not ambitions_of(f"# Plan 2027\n\n## Wat hebben we bereikt?\n\n{item}")
    assert ambitions_of(f"# Brief over inbraken\n\n## Inbraken\n\nWij willen dat:\n\n{item}")
