"""What notes claim in figures, against the cells of their row and of other publications."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from normalise.checks.footnote_value import check_footnote_values
from normalise.dataset import Dataset, Finding, Footnote, NoteTarget, RevisionKind, Severity
from normalise.effects import read_effect
from normalise.revisions import revision_rows
from tests.normalise.checks.build import alarms, join, make_document, note, set_figure, table, with_notes

REPORTS = """
| | realisatie 2019 | realisatie 2020 | realisatie 2021
| Meldingen van overlast{} | 1.410 | 1.380 | {}
| Aantal regio's | 10 | 10 | 12
| Aantal regio's met een plan{} | 3 | 4 | 4
| Regio's met een plan{} | 30% | 35% | 40%
"""


def report(year: int, *, figure: str = "1.020", marked: int = -1) -> Dataset:
    """A publication of a series; `marked` is the row whose label bears the marker 1."""
    marks = ["^1" if at == marked else "" for at in range(3)]
    made = table(REPORTS.format(marks[0], figure, *marks[1:]), document=f"d{year}")
    row = replace(make_document(f"d{year}", title=f"Jaarverslag {year - 1}"), published=date(year, 5, 1))
    return replace(made, documents=(row,))


def noted(
    text: str, *, row: int = 0, year: int = 2022, figure: str = "1.020", target: NoteTarget = NoteTarget.LABEL
) -> Dataset:
    """A publication with a note, read as a run reads it; at a cell it is the last one of its row."""
    made = report(year, figure=figure, marked=row)
    bound = with_notes(made, read_note(text, target, f"d{year}"))
    if target is NoteTarget.CELL:
        kept = (replace(one, footnotes=one.footnotes if one.column == 3 else ()) for one in bound.observations)
        bound = replace(bound, observations=tuple(kept))
    return bound


def read_note(text: str, target: NoteTarget, document: str) -> Footnote:
    reading = read_effect(text)
    years = reading.period_from, reading.period_to
    made = note(
        "1", text, target=target, effect=reading.effect, years=years, table_id=f"{document}-t1", document=document
    )
    return replace(made, obs_status=reading.obs_status)


def check(*datasets: Dataset) -> list[Finding]:
    joined = join(*datasets)
    return list(check_footnote_values(replace(joined, revisions=revision_rows(joined))))


# ------------------------------------------------------------------ k of n


def test_a_part_is_not_more_than_the_whole() -> None:
    (finding,) = check(noted("Cijfers van 12 van de 10 eenheden.", target=NoteTarget.CELL))
    assert (finding.found, finding.expected) == ("12 van de 10 eenheden", "ten hoogste 10")
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("5 van de 12 regio's.", "40", "42%"),
        ("Dit betreft vijf van de twaalf regio's.", "40", "42%"),
        ("Dat is 5 van de 12 regio's met een plan.", "40", "42%"),
        ("5 van de 8 plannen.", "40", "63%"),
    ],
)
def test_a_share_against_its_percentage(text: str, found: str, expected: str) -> None:
    (finding,) = check(noted(text, row=2, target=NoteTarget.CELL))
    assert (finding.found, finding.expected) == (found, expected)
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "In 9 van de 12 gevallen werd de politie gebeld.",  # says something else
        "Op basis van gegevens van 9 van de 12 regio's.",  # from how many
        "Een plan van 9 van de 30 bladzijden.",
    ],
)
def test_shares_of_something_else(text: str) -> None:
    assert not check(noted(text, row=2, target=NoteTarget.CELL))


def test_the_whole_against_the_row_that_counts_it() -> None:
    (finding,) = check(noted("Gegevens van 9 van de 10 regio's in 2021.", target=NoteTarget.CELL))
    assert finding.message == ("Aantal regio's 2021: noot 1 noemt «9 van de 10 regio's»; gedrukt staat 12.")
    assert (finding.found, finding.expected) == ("12", "10")
    assert not check(noted("Gegevens van 9 van de 12 regio's in 2021.", target=NoteTarget.CELL))


def test_the_part_against_the_cell_that_counts_it() -> None:
    (finding,) = check(noted("5 van de 12 regio's.", row=1, target=NoteTarget.CELL))
    assert (finding.found, finding.expected) == ("4", "5")
    assert not check(noted("4 van de 12 regio's.", row=1, target=NoteTarget.CELL))


# ------------------------------------------------------------------ a part of the year


def test_a_part_of_a_year_may_be_lower_elsewhere_for_the_whole() -> None:
    dataset = join(noted("Cijfers t/m september 2021."), report(2023, figure="1.390"))
    rows = [row for row in revision_rows(dataset) if row.kind is not RevisionKind.SAME]
    assert [(row.kind, row.reason) for row in rows] == [(RevisionKind.REVISION, "footnote:n1")]
    assert not check(dataset)


def test_another_publication_prints_it_as_the_whole_year() -> None:
    (finding,) = check(noted("Cijfers t/m september 2021."), report(2023))
    assert finding.severity is Severity.WARNING
    assert finding.message == (
        "Meldingen van overlast 2021: noot 1 zegt «t/m september» van 1.020, maar Jaarverslag 2022 drukt hetzelfde cijfer "
        "zonder dat voorbehoud."
    )


def test_a_whole_year_is_not_less_than_a_part_of_it() -> None:
    (finding,) = check(noted("Alleen het eerste halfjaar van 2021."), report(2023, figure="900"))
    assert "zonder dat voorbehoud minder, 900" in finding.message
    assert (finding.found, finding.expected) == ("1.020 (Alleen het eerste halfjaar)", "minder dan 900")


def test_a_quarter_as_high_as_whole_years() -> None:
    (finding,) = check(noted("Alleen Q1.", figure="1.500"))
    assert finding.severity is Severity.INFO
    assert (finding.found, finding.expected) == ("1.500 (Alleen Q1)", "minder dan 1.410")


def test_both_publications_say_so() -> None:
    later = noted("Cijfers t/m september 2021.", year=2023)
    later = replace(later, footnotes=tuple(replace(one, footnote_id="n2") for one in later.footnotes))
    kept = tuple(replace(one, footnotes=("n2",) if one.footnotes else ()) for one in later.observations)
    assert not check(noted("Cijfers t/m september 2021."), replace(later, observations=kept))


def test_heights_do_not_grow_with_the_months() -> None:
    assert not check(noted("Stand t/m september 2021."), report(2023))


# ------------------------------------------------------------------ figures


def test_a_stated_figure_against_another_year_of_the_row() -> None:
    (finding,) = check(noted("In 2019 waren dat er 1.401.", target=NoteTarget.CELL))
    assert finding.message == "Meldingen van overlast 2019: noot 1 noemt 1.401, gedrukt staat 1.410."
    assert (finding.found, finding.expected) == ("1.410", "1.401")
    assert not check(noted("In 2019 waren dat er 1.410.", target=NoteTarget.CELL))


def test_a_stated_figure_against_another_publication() -> None:
    older = table(
        "| | realisatie 2018 | realisatie 2019\n| Meldingen van overlast | 1.333 | 1.410\n| Aantal regio's | 10 | 10",
        document="d2020",
    )
    row = replace(make_document("d2020", title="Jaarverslag 2019"), published=date(2020, 5, 1))
    (finding,) = check(replace(older, documents=(row,)), noted("In 2018 waren dat er 1.233."))
    assert finding.message == "Meldingen van overlast 2018: noot 1 noemt 1.233, Jaarverslag 2019 drukt 1.333."


def test_what_was_printed_before() -> None:
    text = "Het eerder gepubliceerde aantal over 2021 van {} is gecorrigeerd."
    earlier = report(2022, figure="1.111")
    assert not check(earlier, noted(text.format("1.111"), year=2023))
    (finding,) = check(earlier, noted(text.format("1.119"), year=2023))
    assert finding.message == (
        "Meldingen van overlast 2021: noot 1 noemt eerder 1.119, eerder drukte Jaarverslag 2021 1.111."
    )
    assert finding.severity is Severity.WARNING


def test_a_correction_that_was_not_made() -> None:
    (finding,) = check(noted("Het cijfer over 2021 is gecorrigeerd van 1.020 naar 1.002."))[:1]
    assert "dat staat er nog" in finding.message


# ------------------------------------------------------------------ definitions


def test_a_wider_definition_and_a_lower_figure() -> None:
    (finding,) = check(noted("Vanaf 2021 geldt een ruimere definitie."))
    assert (finding.found, finding.expected) == ("1.020", "meer dan 1.380")
    assert finding.severity is Severity.INFO
    assert not check(noted("Vanaf 2021 geldt een engere definitie."))
    assert not check(noted("Vanaf 2021 geldt een andere definitie."))


def test_a_definition_that_begins_in_another_year_elsewhere() -> None:
    later = noted("Vanaf 2020 geldt een andere definitie.", year=2023)
    later = replace(later, footnotes=tuple(replace(one, footnote_id="n2") for one in later.footnotes))
    kept = tuple(replace(one, footnotes=("n2",) if one.footnotes else ()) for one in later.observations)
    (finding,) = check(noted("Vanaf 2021 geldt een andere definitie."), replace(later, observations=kept))
    assert (finding.found, finding.expected) == (
        "Vanaf 2020 geldt een andere definitie.",
        "Vanaf 2021 geldt een andere definitie.",
    )


def test_no_year_before_the_new_definition() -> None:
    (finding,) = check(noted("Vanaf 2019 geldt een andere definitie."))
    assert "een andere definitie in 2019" in finding.message


def test_a_definition_explains_only_the_years_from_which_it_holds() -> None:
    changed = set_figure(noted("Vanaf 2021 geldt een ruimere definitie.", year=2023, figure="1.500"), "-1-2", 1_300)
    rows = revision_rows(join(report(2022), changed))
    kinds = {row.time_period: row.kind for row in rows if row.indicator == "meldingen-van-overlast"}
    assert kinds == {"2019": RevisionKind.SAME, "2020": RevisionKind.CONFLICT, "2021": RevisionKind.REVISION}
    assert not alarms(check(report(2022), changed))
