"""Norm cells as ambitions, and ambitions in prose linked to the figures that they speak of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from normalise.dataset import (
    Ambition,
    AmbitionForm,
    AmbitionKind,
    Bound,
    Dataset,
    Measure,
    Movement,
    Passage,
    PassageKind,
    Qualifier,
    ValueKind,
)
from normalise.language.ambitions.links import join_tables
from normalise.run import recheck
from tests.normalise.checks.build import table

ROWS = """| | realisatie 2026 | norm 2027 | norm 2028
    | Aangehouden verdachten mensenhandel | 190 | 205 | 220
    | Onderzoeken naar cybercrime | 380 | 430 |
    """


def dataset() -> Dataset:
    return table(ROWS)


def ambition(text: str, value: str | None, period: str | None = None) -> Ambition:
    return Ambition(
        ambition_id=text,
        document_id=dataset().observations[0].document_id,
        passage_id="p1",
        start=0,
        end=len(text),
        text=text,
        form=AmbitionForm.NORM,
        kind=AmbitionKind.QUANTITATIVE,
        direction=Movement.REACH,
        value=Decimal(value) if value else None,
        value_kind=ValueKind.LEVEL if value else None,
        bound=Bound.EXACT if value else None,
        unit_measure="number",
        unit_mult=0,
        time_period=period,
        strength=4,
        rule="norm-set",
    )


def linked(text: str, value: str | None, period: str | None = None) -> Ambition:
    whole = dataset()
    document = whole.observations[0].document_id
    passage = Passage(passage_id="p1", document_id=document, kind=PassageKind.PARAGRAPH, text=text + ".", locator="")
    joined = join_tables(replace(whole, passages=(passage,), ambitions=(ambition(text, value, period),)))
    return next(one for one in joined if one.passage_id == "p1")


def cell_of(one: Ambition) -> tuple[str, str | None]:
    found = next(cell for cell in dataset().observations if cell.observation_id == one.observation_id)
    return found.indicator_label, found.time_period


def test_every_norm_cell_with_a_figure_is_an_ambition() -> None:
    whole = dataset()
    cells = join_tables(whole)
    norms = [one for one in whole.observations if one.measure is Measure.NORM and one.obs_value is not None]
    assert [one.observation_id for one in cells] == [one.observation_id for one in norms]
    first = cells[0]
    assert (first.passage_id, first.form, first.value, first.time_period) == (
        None,
        AmbitionForm.NORM,
        Decimal(205),
        "2027",
    )
    assert first.text == "Aangehouden verdachten mensenhandel: 205"


def test_a_bound_that_is_printed_in_a_cell_is_kept() -> None:
    whole = dataset()
    bounded = tuple(replace(one, qualifier=Qualifier.AT_MOST) for one in whole.observations)
    assert {one.bound for one in join_tables(replace(whole, observations=bounded))} == {Bound.MAX}


def test_prose_is_linked_to_the_norm_with_its_figure_words_and_period() -> None:
    found = linked("De norm voor 2027 is vastgesteld op 205 aangehouden verdachten van mensenhandel", "205", "2027")
    assert cell_of(found) == ("Aangehouden verdachten mensenhandel", "2027")


def test_another_year_another_figure_or_other_words_are_not_linked() -> None:
    other_year = linked("De norm voor 2029 is 205 aangehouden verdachten van mensenhandel", "205", "2029")
    other_words = linked("De norm voor 2027 is vastgesteld op 205 huisbezoeken", "205", "2027")
    assert (other_year.observation_id, other_words.observation_id) == (None, None)
    assert other_words.indicator is None


def test_without_the_figure_the_indicator_alone_is_linked() -> None:
    found = linked("De norm voor het aantal aangehouden verdachten van mensenhandel gaat omhoog", None)
    assert (found.observation_id, found.indicator) == (None, dataset().observations[0].indicator)


def test_joining_again_changes_nothing() -> None:
    once = recheck(dataset())
    assert recheck(once) == once
