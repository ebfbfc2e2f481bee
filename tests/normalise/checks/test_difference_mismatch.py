from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from normalise.checks.difference_mismatch import check_differences
from normalise.dataset import Dataset, Finding, Observation, Severity
from tests.normalise.checks.build import alarms, table

YEARLY = """
    | | norm 2020 | realisatie 2020 | verschil 2020
    | Aangepakte csv's | 1.370 | 1.529 | 159
    | Slachtoffers bij Comensha | | 481 |
    | OM-verdachten | 190 | 187 | {suspects}
    | Complexe onderzoeken | | 7 | 7
    | Cybercrime regulier | 310 | 468 | 158
    > wrv interventies | 77 | 38 | -39
    | Positief afgedane dossiers | 40% | 26% | -14%
"""


HEADER = "| | norm 2020 | realisatie 2020 | verschil 2020\n"


def only(dataset: Dataset) -> Finding:
    found = alarms(check_differences(dataset))
    assert len(found) == 1, [finding.message for finding in found]
    return found[0]


def test_right_differences() -> None:
    assert not list(check_differences(table(YEARLY.format(suspects="-3"))))


def test_wrong_difference() -> None:
    finding = only(table(YEARLY.format(suspects="-13")))
    assert finding.message == "OM-verdachten 2020 (verschil): gedrukt staat -13, maar 187 - 190 is -3."
    assert (finding.found, finding.expected, finding.severity) == ("-13", "-3", Severity.WARNING)
    assert finding.observations == ("d1-t1-3-3", "d1-t1-3-2", "d1-t1-3-1")


def test_wrong_sign() -> None:
    finding = only(table(YEARLY.format(suspects="3")))
    assert (
        finding.message
        == "OM-verdachten 2020 (verschil): gedrukt staat 3, maar 187 - 190 is -3; het teken is omgekeerd."
    )


def test_swapped_digits_are_named() -> None:
    text = HEADER + "| A | 100 | 150 | 50\n | B | 200 | 270 | 70\n | C | 300 | 451 | 115"
    assert only(table(text)).hint == (
        "Met 151 in plaats van 115 bij «C» klopt het verschil (twee cijfers verwisseld),"
        " of met 415 in plaats van 451 bij «C» (twee cijfers verwisseld)."
    )


def test_the_other_convention_holds_too() -> None:
    text = HEADER + "| A | 100 | 150 | -50\n | B | 200 | 270 | -70\n | C | 300 | 450 | {}"
    assert not list(check_differences(table(text.format("-150"))))
    assert only(table(text.format("-160"))).expected == "-150"


def test_each_group_of_columns_by_itself() -> None:
    text = """
        | | norm 2022 A | realisatie 2022 A | verschil 2022 A | norm 2022 B | realisatie 2022 B | verschil 2022 B
        | A | 100 | 150 | -50 | 7 | 5 | 2
        | B | 200 | 270 | -70 | 9 | 4 | 5
        | C | 300 | 450 | -150 | 11 | 3 | 18
    """
    assert only(table(text)).message == "C 2022 (verschil, B): gedrukt staat 18, maar 11 - 3 is 8."


def test_rounding_is_no_alarm() -> None:
    text = HEADER + " | A | 17 | 158 | -142\n | B | 200 | 270 | -70\n | C | 300 | 450 | -150"
    assert [one.severity for one in check_differences(table(text, unit=("EUR", 3)))] == [Severity.INFO]


def test_counts_are_not_rounded() -> None:
    text = HEADER + " | A | 17 | 158 | -142\n | B | 200 | 270 | -70\n | C | 300 | 450 | -150"
    assert only(table(text)).expected == "-141"


def test_no_convention_no_alarm() -> None:
    text = HEADER + " | A | 17 | 158 | 3\n | B | 200 | 270 | 9\n | C | 300 | 450 | 150"
    assert not list(check_differences(table(text)))


def test_two_rows_that_disagree_say_nothing() -> None:
    text = HEADER + " | A | 17 | 158 | 3\n | B | 200 | 270 | -70"
    assert not list(check_differences(table(text)))


def test_years_down_and_kinds_across() -> None:
    text = """
        | | unknown 2013 | unknown 2018 | unknown 2023
        | Bezetting | 47.073 | 46.968 | 46.497
        | Formatie | 45.160 | 45.533 | 46.674
    """
    upright = table(text)
    gap = table("| | verschil 2013 | verschil 2018 | verschil 2023\n | Onderbezetting | 1.913 | 1.453 | -177")
    finding = only(_turn((*upright.observations, *gap.observations)))
    assert finding.message == "Onderbezetting 2018 (verschil): gedrukt staat 1.453, maar 46.968 - 45.533 is 1.435."


def test_a_row_of_differences() -> None:
    header = "| | realisatie 2019 | realisatie 2020 | realisatie 2021\n"
    text = f"{header} | Bezetting | 470 | 469 | 464\n | Formatie | 451 | 455 | 466"
    gap = table("| | verschil 2019 | verschil 2020 | verschil 2021\n | Onderbezetting | 19 | 14 | 5")
    moved = tuple(replace(one, row=3, observation_id=f"gap-{one.column}") for one in gap.observations)
    finding = only(Dataset(observations=(*table(text).observations, *moved)))
    assert finding.expected == "-2"


def _turn(rows: Iterable[Observation]) -> Dataset:
    columns = {"Bezetting": 1, "Formatie": 2, "Onderbezetting": 3}
    turned = (
        replace(one, row=one.column, column=columns[one.indicator_label], observation_id=f"o{at}")
        for at, one in enumerate(rows)
    )
    return Dataset(observations=tuple(turned))


pairs = st.lists(st.tuples(st.integers(1, 5000), st.integers(1, 5000)), min_size=4, max_size=8)


@given(pairs, st.booleans())
def test_right_differences_are_never_reported(rows: list[tuple[int, int]], reverse: bool) -> None:
    lines = [
        f"| Rij {at} | {norm} | {real} | {norm - real if reverse else real - norm}"
        for at, (norm, real) in enumerate(rows)
    ]
    assert not list(check_differences(table("\n".join([HEADER.strip(), *lines]))))


@given(pairs, st.data())
def test_one_wrong_difference_is_always_found(rows: list[tuple[int, int]], data: st.DataObject) -> None:
    wrong = data.draw(st.integers(0, len(rows) - 1))
    gap = data.draw(st.integers(1, 900))
    lines = [
        f"| Rij {at} | {norm} | {real} | {real - norm + gap * (at == wrong)}" for at, (norm, real) in enumerate(rows)
    ]
    found = list(check_differences(table("\n".join([HEADER.strip(), *lines]))))
    named = [finding for finding in found if f"d1-t1-{wrong + 1}-3" in finding.observations]
    assert named
    assert Decimal(str(named[0].expected).replace(".", "")) in {
        rows[wrong][1] - rows[wrong][0],
        rows[wrong][0] - rows[wrong][1],
    }
