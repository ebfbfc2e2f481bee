from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from normalise.checks.sum_mismatch import check_sums
from normalise.dataset import Dataset, Finding, Qualifier, Severity
from tests.normalise.checks.build import alarms, change, join, make_document, set_figure, table

SEED = """
    | | realisatie 2019 | realisatie 2020 | norm 2021 | norm 2022
    # Cybercrime
    | Aantal cybercrime regulier | 381 | 468 | 310 |
    > wrv alternatieve of aanvullende interventies | 36 | 38 | 77 |
    | Aantal fenomeenonderzoeken | 21 | 39 | 41 |
    > wrv alternatieve of aanvullende interventies | 0 | 0 | 20 |
    | Aantal high tech crime onderzoeken | 19 | 12 | 20 |
    = Totaal aantal onderzoeken | 421 | 519 | 371 |
    # Online seksueel kindermisbruik
    | Inzet gericht op misbruikers | 193 | 113 | 100 |
    | Inzet gericht op keyplayers | 15 | 14 | 15 |
    | Inzet gericht op bezitters / verspreiders | 632 | 315 | 400 |
    = Totale inzet | 840 | 478 | 515 |
"""


RAMING = "| | raming 2020 | raming 2021\n"


def only(dataset: Dataset) -> Finding:
    found = alarms(check_sums(dataset))
    assert len(found) == 1, [finding.message for finding in found]
    return found[0]


def quiet(dataset: Dataset) -> bool:
    return not alarms(check_sums(dataset))


def test_seed() -> None:
    finding = only(table(SEED))
    assert finding.severity is Severity.ERROR
    assert finding.message == "Totale inzet 2020: de delen tellen op tot 442, gedrukt staat 478."
    assert (finding.found, finding.expected) == ("478", "442")
    assert finding.hint == (
        "Met 351 in plaats van 315 bij «Inzet gericht op bezitters / verspreiders» klopt de som"
        " (twee cijfers verwisseld)."
    )
    assert finding.observations == ("d1-t1-12-2", "d1-t1-9-2", "d1-t1-10-2", "d1-t1-11-2")
    assert finding.table_id == "d1-t1"
    assert finding.locator == "r12c2"


def test_another_document_prints_the_figure_that_fits() -> None:
    other = table("| | realisatie 2020\n | Inzet gericht op bezitters / verspreiders | 351", document="d2")
    dataset = join(table(SEED), replace(other, documents=(make_document("d2", title="Jaarverslag 2020 (VI)"),)))
    assert only(dataset).hint == (
        "Met 351 in plaats van 315 bij «Inzet gericht op bezitters / verspreiders» klopt de som"
        " (twee cijfers verwisseld; zo gedrukt in Jaarverslag 2020 (VI))."
    )


def test_another_documents_figure_for_another_year_explains_nothing() -> None:
    other = table("| | realisatie 2019\n | Inzet gericht op bezitters / verspreiders | 351", document="d2")
    assert "zo gedrukt" not in str(only(join(table(SEED), other)).hint)


def test_the_total_itself_is_swapped() -> None:
    finding = only(
        table("| | realisatie 2019 | realisatie 2020\n | A | 113 | 10\n | B | 329 | 20\n = Totaal | 424 | 30")
    )
    assert finding.hint == "Met 442 in plaats van 424 bij «Totaal» klopt de som (twee cijfers verwisseld)."


def test_total_before_its_parts() -> None:
    finding = only(table("| | raming 2020 | raming 2021\n = Totaal uitgaven | 70 | 81\n | A | 30 | 31\n | B | 40 | 41"))
    assert finding.message == "Totaal uitgaven 2021 (raming): de delen tellen op tot 72, gedrukt staat 81."


def test_grand_total_of_section_totals() -> None:
    text = """
        | | realisatie 2019 | realisatie 2020
        # Lasten
        | A | 10 | 20
        | B | 30 | 40
        = Totaal lasten | 40 | 60
        # Investeringen
        | C | 5 | 6
        | D | 7 | 8
        = Totaal investeringen | 12 | 14
        # Alles
        = Totaal generaal | 52 | 77
    """
    assert only(table(text)).message == "Totaal generaal 2020: de delen tellen op tot 74, gedrukt staat 77."


def test_running_total() -> None:
    text = """
        | | realisatie 2019 | realisatie 2020 | realisatie 2021
        | A | 110 | 120 | 130
        | B | 330 | 340 | 350
        = Subtotaal | 440 | 460 | 480
        | C | 100 | 100 | 100
        = Totaal | 540 | 560 | 590
    """
    assert only(table(text)).message == "Totaal 2021: de delen tellen op tot 580, gedrukt staat 590."


def test_an_unmarked_of_which_line_is_no_part() -> None:
    text = """
        | | realisatie 2019 | realisatie 2020 | realisatie 2021
        | A | 110 | 120 | 130
        | jongeren | 11 | 12 | 13
        | B | 330 | 340 | 350
        = Totaal | 440 | 460 | 490
    """
    assert only(table(text)).message == "Totaal 2021: de delen tellen op tot 480, gedrukt staat 490."


def test_rounding_is_no_alarm() -> None:
    text = RAMING + "| A | 1.254 | 1.000\n | B | 2.362 | 2.000\n | C | 88 | 3\n = Totaal | 3.705 | 3.003"
    dataset = table(text, unit=("EUR", 3))
    findings = list(check_sums(dataset))
    assert [finding.severity for finding in findings] == [Severity.INFO]
    assert findings[0].message.endswith("het verschil past bij afronding.")


def test_counts_are_not_rounded() -> None:
    text = RAMING + "| A | 254 | 100\n | B | 362 | 200\n | C | 88 | 3\n = Totaal | 702 | 303"
    assert only(table(text)).expected == "704"


def test_a_blank_part_may_hold_the_rest() -> None:
    assert quiet(
        table("| | realisatie 2019 | realisatie 2020\n | A | 10 | 20\n | B | 30 | 40\n | C | 5 | \n = Totaal | 45 | 72")
    )


def test_a_blank_part_counts_as_nothing_where_that_fits() -> None:
    text = (
        "| | realisatie 2019 | realisatie 2020\n | A | 100 | 20\n | B | 300 | 40\n | C | - | 30\n = Totaal | 400 | 99"
    )
    assert only(table(text)).expected == "90"


def test_parts_above_the_total_are_wrong_whatever_is_missing() -> None:
    text = "| | realisatie 2019 | realisatie 2020\n | A | 10 | 20\n | B | 30 | 40\n | C | 5 | \n = Totaal | 45 | 52"
    assert only(table(text)).expected == "60"


def test_no_set_of_parts_fits_anywhere() -> None:
    text = """
        | | realisatie 2019 | realisatie 2020
        = Totaal geweldsmisdrijven per 1000 inwoners | 6,3 | 5,6
        | Vernielingen per 1000 inwoners | 8,7 | 7,2
        | Winkeldiefstallen per 1000 inwoners | 3,2 | 3,0
    """
    assert not list(check_sums(table(text)))


def test_percentages_are_never_added() -> None:
    assert not list(
        check_sums(
            table("| | realisatie 2019 | realisatie 2020\n | A | 10% | 20%\n | B | 30% | 40%\n = Totaal | 25% | 61%")
        )
    )


def test_lines_of_another_unit_are_no_parts() -> None:
    text = RAMING + "| A | 10 | 20\n | Tevredenheid | 30% | 40%\n | B | 7 | 9\n = Totaal | 17 | 23"
    assert only(table(text)).expected == "29"


def test_a_bound_is_no_figure_to_add() -> None:
    dataset = table("| | realisatie 2019 | realisatie 2020\n | A | 10 | 20\n | B | 30 | 40\n = Totaal | 40 | 75")
    assert quiet(change(dataset, "-2-2", lambda one: replace(one, qualifier=Qualifier.LESS)))


def test_balance_is_no_sum() -> None:
    text = """
        | | realisatie 2010
        = Totaal rijksinkomsten | 253,0
        = Totaal rijksuitgaven | 280,4
        | EMU-saldo medeoverheden | -4,7
        = EMU-saldo | -32,0
    """
    assert quiet(table(text, unit=("EUR", 9)))


def test_one_column_with_a_swap_is_reported() -> None:
    finding = only(table("| | realisatie 2020\n # Inzet\n | A | 113\n | B | 14\n | C | 315\n = Totale inzet | 478"))
    assert finding.severity is Severity.WARNING
    assert "351 in plaats van 315" in str(finding.hint)


def test_one_column_of_which_the_total_covers_more_is_no_alarm() -> None:
    findings = list(check_sums(table("| | realisatie 2020\n | Duitsland | 113\n | België | 140\n = Totaal | 901")))
    assert [finding.severity for finding in findings] == [Severity.INFO]


def test_columns_of_a_turned_table() -> None:
    upright = table("| | realisatie 2019 | realisatie 2020\n | A | 10 | 20\n | B | 30 | 40\n = Totaal | 40 | 71")
    turned = replace(
        upright, observations=tuple(replace(one, row=one.column, column=one.row) for one in upright.observations)
    )
    assert only(turned).expected == "60"


counts = st.integers(min_value=10, max_value=99_999)
columns = st.lists(st.lists(counts, min_size=3, max_size=3), min_size=2, max_size=4)


def summed(parts: list[list[int]]) -> Dataset:
    """A table of three columns, each line of `parts` an item, with the right totals."""
    lines = [f"| Deel {chr(65 + at)} | " + " | ".join(map(str, line)) for at, line in enumerate(parts)]
    totals = [sum(line[column] for line in parts) for column in range(3)]
    header = "| | realisatie 2019 | realisatie 2020 | norm 2021"
    return table("\n".join([header, "# Deel", *lines, "= Totaal | " + " | ".join(map(str, totals))]))


@given(columns)
def test_parts_that_add_up_are_never_reported(parts: list[list[int]]) -> None:
    assert not list(check_sums(summed(parts)))


@given(columns, st.data())
def test_two_swapped_digits_are_always_found(parts: list[list[int]], data: st.DataObject) -> None:
    line, column = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 2))
    digits = list(str(parts[line][column]))
    first, second = data.draw(st.lists(st.integers(0, len(digits) - 1), min_size=2, max_size=2, unique=True))
    digits[first], digits[second] = digits[second], digits[first]
    swapped, right = int("".join(digits)), parts[line][column]
    assume(swapped != right and digits[0] != "0")
    wrong = set_figure(summed(parts), f"t1-{line + 2}-{column + 1}", swapped)
    finding = only(wrong)
    assert f"{right:,}".replace(",", ".") in str(finding.hint)
    assert finding.observations[0] == f"d1-t1-{len(parts) + 2}-{column + 1}"
