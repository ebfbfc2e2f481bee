from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from normalise.checks.vintages import check_revisions
from normalise.dataset import Dataset, NoteEffect, ObsStatus, Revision, RevisionKind, Severity
from normalise.revisions import revision_rows
from tests.normalise.checks.build import change, join, make_document, note, set_figure, table, with_notes

SERIES = """
| | realisatie 2019 | realisatie 2020 | norm 2021
| Aantal winkeldiefstallen | 1.250 | 1.310 | 1.200
| Aantal inbraken | 340 | 315 | 300
"""


def publication(text: str, document: str, year: int, publisher: str | None = None) -> Dataset:
    made = table(text, document=document)
    row = replace(make_document(document, title=f"Verslag {document}"), published=date(year, 5, 1), publisher=publisher)
    return replace(made, documents=(row,))


def revised(*datasets: Dataset) -> Dataset:
    joined = join(*datasets)
    return replace(joined, revisions=revision_rows(joined))


def changed(dataset: Dataset) -> list[Revision]:
    return [row for row in dataset.revisions if row.kind is not RevisionKind.SAME]


FIRST = publication(SERIES, "d1", 2021)
SECOND = publication(SERIES, "d2", 2022)


def test_figures_that_stay_are_the_same() -> None:
    rows = revised(FIRST, SECOND).revisions
    assert len(rows) == 6
    assert {row.kind for row in rows} == {RevisionKind.SAME}
    assert {(row.previous_document_id, row.document_id) for row in rows} == {("d1", "d2")}


def test_unexplained_change_is_a_conflict() -> None:
    dataset = revised(FIRST, set_figure(SECOND, "-2-2", 351))
    (row,) = changed(dataset)
    assert (row.kind, row.previous_value, row.obs_value, row.change, row.reason) == (
        RevisionKind.CONFLICT,
        Decimal(315),
        Decimal(351),
        Decimal(36),
        None,
    )
    (finding,) = check_revisions(dataset)
    assert finding.severity is Severity.WARNING
    assert finding.message == "Aantal inbraken 2020: hier 351, in Verslag d1 315; niets verklaart het verschil."
    assert finding.hint == "Twee cijfers zijn verwisseld."


def test_order_is_by_date_not_by_name() -> None:
    dataset = revised(publication(SERIES, "d1", 2023), set_figure(publication(SERIES, "d2", 2022), "-2-2", 300))
    (row,) = changed(dataset)
    assert (row.document_id, row.previous_document_id, row.change) == ("d1", "d2", Decimal(15))


def test_provisional_figure_explains_its_revision() -> None:
    provisional = change(FIRST, "-2-2", lambda one: replace(one, obs_status=ObsStatus.PROVISIONAL))
    dataset = revised(provisional, set_figure(SECOND, "-2-2", 320))
    (row,) = changed(dataset)
    assert (row.kind, row.reason) == (RevisionKind.REVISION, "status:P")
    (finding,) = check_revisions(dataset)
    assert finding.severity is Severity.INFO
    assert "een van beide is voorlopig" in finding.message


def with_note(text: str, *years: str, effect: NoteEffect = NoteEffect.OTHER) -> Dataset:
    marked = publication(SERIES.replace("Aantal inbraken", "Aantal inbraken^1"), "d2", 2022)
    kept = note("1", text, effect=effect, years=(years[0], years[-1]) if years else (None, None), document="d2")
    return set_figure(with_notes(marked, kept), "-2-2", 320)


def test_note_explains_its_years_only() -> None:
    of_year = with_note("Definitief cijfer over 2020.", "2020", effect=NoteEffect.DEFINITIVE)
    other_year = with_note("Definitief cijfer over 2019.", "2019", effect=NoteEffect.DEFINITIVE)
    assert changed(revised(FIRST, of_year))[0].reason == "footnote:n1"
    assert changed(revised(FIRST, other_year))[0].kind is RevisionKind.CONFLICT


def test_note_that_speaks_of_a_correction_explains() -> None:
    dataset = revised(FIRST, with_note("Het eerder gepubliceerde cijfer is gecorrigeerd."))
    assert changed(dataset)[0].kind is RevisionKind.REVISION
    (finding,) = check_revisions(dataset)
    assert "noot 1 verklaart dat: «Het eerder gepubliceerde cijfer is gecorrigeerd»." in finding.message
    assert changed(revised(FIRST, with_note("Bron: politie.")))[0].kind is RevisionKind.CONFLICT


def test_forecasts_are_expected_to_move() -> None:
    series = SERIES.replace("norm", "raming")
    dataset = revised(publication(series, "d1", 2021), set_figure(publication(series, "d2", 2022), "-2-3", 280))
    assert [(row.kind, row.reason) for row in changed(dataset)] == [(RevisionKind.REVISION, "forecast")]


def test_coarser_print_is_the_same_figure() -> None:
    fine = "| | realisatie 2020 | realisatie 2021\n| Uitgaven beveiliging | 11.987 | 12.345\n| Uitgaven wacht | 40.100 | 40.900"
    coarse = (
        "| | realisatie 2020 | realisatie 2021\n| Uitgaven beveiliging | 12,0 | 12,4\n| Uitgaven wacht | 40,1 | 40,9"
    )
    thousands = replace(table(fine, unit=("EUR", 3)), documents=FIRST.documents)
    millions = replace(table(coarse, document="d2", unit=("EUR", 6)), documents=SECOND.documents)
    rows = {(row.indicator, row.time_period): row for row in revised(thousands, millions).revisions}
    assert {key: row.kind for key, row in rows.items()} == {
        ("uitgaven-beveiliging", "2020"): RevisionKind.SAME,
        ("uitgaven-beveiliging", "2021"): RevisionKind.CONFLICT,
        ("uitgaven-wacht", "2020"): RevisionKind.SAME,
        ("uitgaven-wacht", "2021"): RevisionKind.SAME,
    }
    assert rows["uitgaven-beveiliging", "2021"].previous_value == Decimal("12.345")


def test_other_bodies_have_their_own_figures() -> None:
    elsewhere = "| | realisatie 2020\n| Aantal winkeldiefstallen | 77\n| Aantal inbraken | 12"
    assert not revised(FIRST, publication(elsewhere, "d2", 2022)).revisions
    assert (
        len(
            revised(
                publication(SERIES, "d1", 2021, "Gemeente A"), publication(elsewhere, "d2", 2022, "Gemeente A")
            ).revisions
        )
        == 2
    )


def test_rates_over_other_numbers_are_not_compared() -> None:
    series = "| | realisatie 2020\n| Verwijzingen (per {} jongeren) | {}\n| Inbraken | 340\n| Diefstallen | 1.250"
    per_thousand = publication(series.format("1.000", "13"), "d1", 2021)
    per_ten_thousand = publication(series.format("10.000", "130"), "d2", 2022)
    per_ten_thousand = change(
        per_ten_thousand, "-1-1", lambda one: replace(one, indicator="verwijzingen-per-1-000-jongeren")
    )
    assert {row.indicator for row in revised(per_thousand, per_ten_thousand).revisions} == {"inbraken", "diefstallen"}


def test_a_publication_with_two_figures_for_one_thing_takes_no_part() -> None:
    twice = SERIES + "| Aantal inbraken | 12 | 13 | 14\n"
    assert {
        row.indicator for row in revised(publication(twice, "d1", 2021), publication(twice, "d2", 2022)).revisions
    } == {"aantal-winkeldiefstallen"}
    assert {row.indicator for row in revised(FIRST, publication(twice, "d2", 2022)).revisions} == {
        "aantal-winkeldiefstallen"
    }


def test_themes_tell_two_figures_of_one_publication_apart() -> None:
    themed = "| | realisatie 2020\n# Wonen\n| Lasten | 120\n| Huur | 55\n# Werk\n| Lasten | 340\n| Loon | 66"
    one, other = (
        replace(made, observations=tuple(replace(each, theme=each.theme_label) for each in made.observations))
        for made in (publication(themed, "d1", 2021), publication(themed, "d2", 2022))
    )
    assert len(revised(one, other).revisions) == 4


def test_each_is_compared_with_the_last_before_it() -> None:
    middle = set_figure(publication(SERIES, "d2", 2022), "-2-2", 320)
    last = set_figure(publication(SERIES, "d3", 2023), "-2-2", 320)
    rows = revised(FIRST, middle, last).revisions
    inbraken = [row for row in rows if (row.indicator, row.time_period) == ("aantal-inbraken", "2020")]
    assert [(row.previous_document_id, row.document_id, row.kind) for row in inbraken] == [
        ("d1", "d2", RevisionKind.CONFLICT),
        ("d2", "d3", RevisionKind.SAME),
    ]


def test_a_sum_speaks_for_one_of_two_figures() -> None:
    summed = """
    | | realisatie 2019 | realisatie 2020
    | Winkels | 500 | 113
    | Huizen | 300 | 351
    | Schuren | 40 | 14
    = Totaal | 840 | 478
    """
    dataset = revised(publication(summed, "d1", 2021), set_figure(publication(summed, "d2", 2022), "-2-2", 315))
    (finding,) = check_revisions(dataset)
    assert finding.hint is not None
    assert finding.hint.startswith(
        "Twee cijfers zijn verwisseld. In Verslag d2 klopt de rekensom met 315 niet: Totaal 2020"
    )


@given(
    st.permutations(
        [
            FIRST,
            SECOND,
            set_figure(publication(SERIES, "d3", 2023), "-1-1", 9),
            publication("| | norm 2021\n| Iets | 12", "d4", 2020),
        ]
    )
)
def test_order_of_reading_changes_nothing(datasets: list[Dataset]) -> None:
    expected = revised(FIRST, SECOND, set_figure(publication(SERIES, "d3", 2023), "-1-1", 9)).revisions
    assert revised(*datasets).revisions == expected


def in_unit(dataset: Dataset, figure: str, unit_mult: int) -> Dataset:
    return change(dataset, "-2-2", lambda one: replace(one, obs_value=Decimal(figure), unit_mult=unit_mult))


def test_figures_of_another_size_are_compared_in_the_unit_that_holds_both() -> None:
    (row,) = changed(revised(in_unit(FIRST, "12345678", 0), in_unit(SECOND, "0.019", 9)))
    assert (row.unit_mult, row.previous_value, row.obs_value) == (0, Decimal(12_345_678), Decimal(19_000_000))
    (row,) = changed(revised(in_unit(FIRST, "12", 9), in_unit(SECOND, "11", 6)))
    assert (row.unit_mult, row.previous_value, row.obs_value) == (6, Decimal(12_000), Decimal(11))


def test_figures_that_no_unit_of_theirs_holds_are_not_compared() -> None:
    assert not changed(revised(in_unit(FIRST, "999999999999", 9), in_unit(SECOND, "0.000001", 0)))
    assert not changed(revised(in_unit(FIRST, "999999999999", 0), in_unit(SECOND, "-999999999999", 0)))
