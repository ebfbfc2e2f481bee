import pytest

from normalise.language.ambitions.clauses import Tense
from tests.normalise.language.ambitions.build import clauses


@pytest.mark.parametrize(
    ("text", "finite", "tense"),
    [
        ("Het aantal inbraken daalt naar 40.", "daalt", Tense.PRESENT),
        ("Het aantal inbraken daalde naar 40.", "daalde", Tense.PAST),
        ("Het aantal inbraken is gedaald naar 40.", "is", Tense.PERFECT),
        ("De aanpak is gericht op het terugdringen van recidive.", "is", Tense.PRESENT),
        ("Om het verzuim te laten dalen gaan leidinggevenden vaker in gesprek.", "gaan", Tense.PRESENT),
        ("Wie onvindbaar is, wordt actief opgespoord.", "wordt", Tense.PRESENT),
        ("Meldingen die binnenkomen, worden binnen een dag opgepakt.", "worden", Tense.PRESENT),
        ("Van belang is dat slachtoffers worden geholpen.", "is", Tense.PRESENT),
        ("Terugdringen van de recidive onder veelplegers.", None, Tense.NONE),
        ("Minder overlast in het uitgaansgebied.", None, Tense.NONE),
        ("De inzet van de politie kost geld.", "kost", Tense.PRESENT),
        ("De samenwerking wordt geïntensiveerd.", "wordt", Tense.PRESENT),
        ("Daar zorg ik voor.", "zorg", Tense.PRESENT),
        ("De zorg voor slachtoffers verbeterde.", "verbeterde", Tense.PAST),
    ],
)
def test_the_finite_verb_and_the_tense(text: str, finite: str | None, tense: Tense) -> None:
    (clause,) = clauses(text)
    found = None if clause.finite is None else clause.line.form(clause.finite)
    assert (found, clause.tense) == (finite, tense)


def test_verbs_whose_halves_stand_apart() -> None:
    (clause,) = clauses("De norm loopt op van 25 naar 40.")
    assert "oplopen" in clause.compounds
    (clause,) = clauses("We brengen het aantal vonnissen terug van 410 naar 300.")
    assert "terugbrengen" in clause.compounds


def test_clauses_of_their_own() -> None:
    assert len(clauses("De norm is niet gehaald, maar in 2027 gaan we meer controleren.")) == 2
    assert len(clauses("De norm is 430 onderzoeken, waarvan een kwart met een interventie eindigt.")) == 2
    assert len(clauses("Politie, OM en gemeente werken samen.")) == 1
