from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from normalise.checks.norms import check_norms
from normalise.dataset import Dataset, Direction, Finding, Indicator, NoteTarget, Qualifier
from normalise.effects import read_effect
from tests.normalise.checks.build import change, lose_place, note, set_figure, table, with_notes

TABLE = table("| | realisatie 2020 | norm 2020\n| Afgedane zaken | 90 | 100\n| Overlast | 12 | 10")


def check(dataset: Dataset, **directions: Direction) -> list[Finding]:
    rows = tuple(
        Indicator(indicator=slug.replace("_", "-"), label=slug, direction=each) for slug, each in directions.items()
    )
    return list(check_norms(replace(dataset, indicators=rows)))


def bound(dataset: Dataset, qualifier: Qualifier) -> Dataset:
    return change(dataset, "-1-2", lambda one: replace(one, qualifier=qualifier))


def test_a_norm_that_is_not_reached() -> None:
    (finding,) = check(TABLE, afgedane_zaken=Direction.HIGHER)
    assert (finding.rule, finding.found, finding.expected) == ("norm-not-met", "90", "100")
    assert finding.message == "Afgedane zaken 2020: 90 bij een norm van ten minste 100; de norm is niet gehaald."


def test_lower_may_be_better() -> None:
    assert [each.rule for each in check(TABLE, afgedane_zaken=Direction.LOWER, overlast=Direction.LOWER)] == [
        "norm-met",
        "norm-not-met",
    ]


def test_nothing_is_said_where_nothing_tells_which_way_is_better() -> None:
    assert not check(TABLE)
    assert not check(TABLE, afgedane_zaken=Direction.NONE)


@pytest.mark.parametrize(
    ("qualifier", "reached", "rule"),
    [
        (Qualifier.AT_LEAST, 100, "norm-met"),
        (Qualifier.MORE, 100, "norm-not-met"),
        (Qualifier.AT_MOST, 101, "norm-not-met"),
        (Qualifier.LESS, 99, "norm-met"),
    ],
)
def test_a_bound_tells_by_itself(qualifier: Qualifier, reached: int, rule: str) -> None:
    assert [each.rule for each in check(bound(set_figure(TABLE, "-1-1", reached), qualifier))] == [rule]


def test_a_range_or_a_lost_place_is_no_norm_to_hold_to() -> None:
    wide = change(TABLE, "-1-2", lambda one: replace(one, obs_value_upper=Decimal(120)))
    assert not check(wide, afgedane_zaken=Direction.HIGHER)
    assert not check(lose_place(TABLE, "-1-2", "norm 2020"), afgedane_zaken=Direction.HIGHER)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Cijfer tot en met september.", []),
        ("Alleen het eerste halfjaar.", []),
        ("Voorlopig cijfer.", ["norm-not-met"]),
        ("Cijfer over 2019 tot en met september.", ["norm-not-met"]),
    ],
)
def test_a_part_of_the_year_is_not_held_to_the_norm_of_all_of_it(text: str, rules: list[str]) -> None:
    marked = table("| | realisatie 2020 | norm 2020\n| Afgedane zaken | 90^1 | 100")
    reading = read_effect(text)
    years = reading.period_from, reading.period_to
    noted = with_notes(marked, note("1", text, target=NoteTarget.CELL, effect=reading.effect, years=years))
    assert [each.rule for each in check(noted, afgedane_zaken=Direction.HIGHER)] == rules
