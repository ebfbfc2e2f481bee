from __future__ import annotations

from dataclasses import replace

import pytest

from normalise.checks.footnote_value import check_footnote_values
from normalise.dataset import Dataset, NoteEffect, NoteTarget, ObsStatus, Severity
from tests.normalise.checks.build import alarms, change, join, lose_place, note, table, with_notes

SERIES = (
    "| | realisatie 2019 | realisatie 2020 | norm 2021\n | Slachtoffers bij Comensha^1 | {}\n | Iets anders | 1 | 2 | 3"
)


def dataset(
    figures: str, text: str, effect: NoteEffect, *years: str | None, target: NoteTarget = NoteTarget.LABEL
) -> Dataset:
    bounds = (years[0], years[-1]) if years else (None, None)
    return with_notes(table(SERIES.format(figures)), note("1", text, effect=effect, years=bounds, target=target))


def test_a_year_without_a_figure() -> None:
    findings = alarms(
        check_footnote_values(dataset("975 | | ", "Het cijfer over 2020 is definitief.", NoteEffect.DEFINITIVE, "2020"))
    )
    assert [finding.message for finding in findings] == [
        "Noot 1 spreekt over 2020, maar bij «Slachtoffers bij Comensha» staat voor dat jaar geen cijfer."
    ]
    assert findings[0].footnote_id == "n1"


def test_a_year_with_a_figure() -> None:
    assert not list(
        check_footnote_values(
            dataset("975 | 490 | ", "Het cijfer over 2020 is definitief.", NoteEffect.DEFINITIVE, "2020")
        )
    )


def test_a_note_may_say_why_there_is_no_figure() -> None:
    assert not list(
        check_footnote_values(
            dataset("975 | | ", "Het cijfer over 2020 is nog niet bekend.", NoteEffect.PROVISIONAL, "2020")
        )
    )


def test_a_year_outside_the_table() -> None:
    assert not list(
        check_footnote_values(dataset("975 | 490 | ", "Definitief in 2016.", NoteEffect.DEFINITIVE, "2016"))
    )


def test_a_note_on_scope_may_speak_of_any_year() -> None:
    assert not list(
        check_footnote_values(dataset("975 | | ", "In 2020 alleen de eerste helft.", NoteEffect.SCOPE, "2020"))
    )


def test_a_lost_place_may_hold_the_figure() -> None:
    lost = dataset("975 | | 490", "Het cijfer over 2020 is definitief.", NoteEffect.DEFINITIVE, "2020")
    assert not list(check_footnote_values(lose_place(lost, "t1-1-3")))


def test_a_break_without_an_earlier_figure() -> None:
    (finding,) = check_footnote_values(
        dataset("| 490 | 500", "Vanaf 2020 nieuwe afspraken.", NoteEffect.BREAK, "2020", None)
    )
    assert finding.severity is Severity.INFO
    assert "breuk in 2020" in finding.message


def test_a_break_with_an_earlier_figure() -> None:
    assert not list(
        check_footnote_values(dataset("975 | 490 | ", "Vanaf 2020 nieuwe afspraken.", NoteEffect.BREAK, "2020", None))
    )


def test_a_note_that_states_another_figure() -> None:
    text = "Het aantal slachtoffers in 2020 bedroeg 481."
    (finding,) = check_footnote_values(dataset("975 | 490 | ", text, NoteEffect.OTHER, "2020", target=NoteTarget.CELL))
    assert finding.message == "Slachtoffers bij Comensha 2020: noot 1 noemt 481, gedrukt staat 490."
    assert finding.severity is Severity.INFO


def test_a_note_that_states_the_same_figure() -> None:
    assert not list(
        check_footnote_values(dataset("975 | 490 | ", "Het aantal in 2020 bedroeg 490.", NoteEffect.OTHER, "2020"))
    )


@pytest.mark.parametrize(("figure", "said"), [("490", 1), ("481", 0)])
def test_definitive_here_and_provisional_there(figure: str, said: int) -> None:
    own = dataset("975 | 490 | ", "Het cijfer over 2020 is definitief.", NoteEffect.DEFINITIVE, "2020")
    other = table(f"| | realisatie 2020\n | Slachtoffers bij Comensha | {figure}", document="d2")
    other = change(other, "d2-t1-1-1", lambda one: replace(one, obs_status=ObsStatus.PROVISIONAL))
    assert len(list(check_footnote_values(join(own, other)))) == said
