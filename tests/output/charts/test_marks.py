"""What is drawn of a table: points, steps, lines with gaps, and the marks of what must be known of a figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.dataset import NoteEffect, NoteTarget, ObsStatus, Placement, Qualifier
from tests.normalise.checks.build import change, join, note, with_notes
from tests.output.charts.build import chart_of, groups_of, marks, publication, segments

YEARS = """
| | realisatie 2018 | realisatie 2019 | realisatie 2020 | realisatie 2021 | norm 2020 | norm 2021
| Aantal zaken | 10 | 12,5 | 1.522 | 14 | 15 | 16
"""


def test_figures_stand_at_the_middle_of_their_period_and_norms_on_all_of_it() -> None:
    chart = chart_of(publication(YEARS))
    assert [(mark["x"], mark["y"], mark["r"]) for mark in marks(chart, "dot")] == [
        (2018.5, 10, "10"),
        (2019.5, 12.5, "12,5"),
        (2020.5, 1522, "1.522"),
        (2021.5, 14, "14"),
    ]
    assert [(mark["x"], mark["x2"], mark["y"]) for mark in marks(chart, "step")] == [(2020, 2021, 15), (2021, 2022, 16)]
    assert segments(chart) == [[2018.5, 2019.5, 2020.5, 2021.5]]


def test_every_drawn_figure_leads_to_its_observation() -> None:
    dataset = publication(YEARS)
    drawn = {mark["id"] for kind in ("dot", "step") for mark in marks(chart_of(dataset), kind)}
    assert drawn == {one.observation_id for one in dataset.observations}


def test_a_break_is_a_gap_with_the_number_of_its_note() -> None:
    broken = change(publication(YEARS), "-1-3", lambda one: replace(one, obs_status=ObsStatus.BREAK, footnotes=("n1",)))
    noted = replace(
        broken,
        footnotes=(
            replace(
                note("1", "Sinds 2020 geldt een andere telling.", effect=NoteEffect.BREAK), obs_status=ObsStatus.BREAK
            ),
        ),
    )
    chart = chart_of(noted)
    assert segments(chart) == [[2018.5, 2019.5], [2020.5, 2021.5]]
    assert [mark["x"] for mark in marks(chart, "break")] == [2020]
    assert [(mark["x"], mark["t"]) for mark in marks(chart, "sign")] == [(2020.5, "¹")]
    assert "1 Sinds 2020 geldt een andere telling." in [mark["n"] for mark in marks(chart, "dot")]
    assert "Breuk in de reeks: realisatie 2020." in chart.description


def test_a_break_that_a_later_publication_leaves_out_is_still_a_break() -> None:
    first = change(publication(YEARS), "-1-3", lambda one: replace(one, obs_status=ObsStatus.BREAK))
    chart = chart_of(join(first, publication(YEARS, "d2", 2022)))
    assert segments(chart) == [[2018.5, 2019.5], [2020.5, 2021.5]]


def test_a_line_stops_at_a_blank_but_not_at_a_year_that_nobody_printed() -> None:
    blank = YEARS.replace("1.522", "nnb")
    assert segments(chart_of(publication(blank))) == [[2018.5, 2019.5]]
    skipped = "| | realisatie 2015 | realisatie 2019 | realisatie 2020\n| Aantal zaken | 10 | 12 | 14"
    assert segments(chart_of(publication(skipped))) == [[2015.5, 2019.5, 2020.5]]


def test_provisional_is_hollow_and_doubted_has_a_question_mark_too() -> None:
    dataset = change(publication(YEARS), "-1-4", lambda one: replace(one, obs_status=ObsStatus.PROVISIONAL))
    dataset = change(dataset, "-1-2", lambda one: replace(one, placement=Placement.INFERRED, confidence=0.8))
    chart = chart_of(dataset)
    assert [mark["f"] for mark in marks(chart, "dot")] == ["full", "open", "full", "open"]
    assert [(mark["x"], mark["t"]) for mark in marks(chart, "sign")] == [(2019.5, "?")]
    assert [mark["l"] for mark in marks(chart, "line")] == ["doubted"] * 3 + ["realisatie"] * 2
    assert "Twijfelachtig: realisatie 2019." in chart.description
    assert "Voorlopig of geschat: realisatie 2021." in chart.description


def test_another_figure_of_an_earlier_publication_stands_beside_its_successor() -> None:
    later = publication(YEARS.replace("1.522", "1.530"), "d2", 2022)
    chart = chart_of(join(publication(YEARS), later))
    [earlier] = [mark for mark in marks(chart, "dot") if mark["h"] == "earlier"]
    assert earlier["y"] == 1522
    assert isinstance(earlier["x"], float)
    assert earlier["x"] < 2020.5
    assert [mark["y"] for mark in marks(chart, "dot") if mark["h"] != "earlier"] == [10, 12.5, 1530, 14]
    assert "Eerdere publicaties drukken een ander cijfer af: realisatie 2020." in chart.description


def test_equal_figures_of_several_publications_are_one_mark_that_names_them_all() -> None:
    chart = chart_of(join(publication(YEARS), publication(YEARS, "d2", 2022)))
    assert len(marks(chart, "dot")) == 4
    assert {mark["d"] for mark in marks(chart, "dot")} == {"1, 2"}


def test_ranges_and_bounds() -> None:
    dataset = change(publication(YEARS), "-1-1", lambda one: replace(one, obs_value_upper=Decimal(15)))
    dataset = change(dataset, "-1-2", lambda one: replace(one, qualifier=Qualifier.LESS))
    chart = chart_of(dataset)
    assert [(mark["x"], mark["y"], mark["y2"]) for mark in marks(chart, "range")] == [(2018.5, 10, 15)]
    assert [mark["t"] for mark in marks(chart, "sign")] == ["<"]


def test_a_note_of_the_whole_row_is_no_mark_at_each_point() -> None:
    dataset = with_notes(
        publication(YEARS.replace("zaken", "zaken^1")), note("1", "Alleen eerste aanleg.", target=NoteTarget.LABEL)
    )
    [group] = groups_of(dataset)
    assert marks(group.charts[0], "sign") == []
    assert group.charts[0].notes == (1,)
    assert [(each.number, each.marker, each.text) for each in group.notes] == [(1, "1", "Alleen eerste aanleg.")]
    assert "Noten: 1 Alleen eerste aanleg." in group.charts[0].description


def test_periods_of_other_lengths_are_not_joined() -> None:
    text = "| | realisatie 2019 | realisatie 2020-Q1 | realisatie 2020-Q2 | realisatie 2021\n| Zaken | 4 | 1 | 2 | 5"
    assert segments(chart_of(publication(text))) == [[2019.5, 2021.5], [2020.125, 2020.375]]


def test_labels_beside_a_chart_do_not_stand_on_each_other() -> None:
    text = "| | realisatie 2020 | norm 2020 | raming 2020\n| Zaken | 100 | 100 | 101"
    chart = chart_of(publication(text))
    heights = [mark["y"] for mark in marks(chart, "label")]
    assert sorted(str(mark["t"]) for mark in marks(chart, "label")) == ["norm 100", "raming 101", "realisatie 100"]
    top = chart.parameters["top"]
    assert isinstance(top, float)
    gaps = [later - sooner for sooner, later in pairwise(heights)]  # type: ignore[operator]
    assert min(gaps) >= 0.08 * top


@pytest.mark.parametrize("power", [0, 3, 6])
def test_figures_of_other_powers_of_ten_stand_on_one_axis(power: int) -> None:
    first = publication("| | realisatie 2019 | realisatie 2020\n| Lasten | 48 | 50", unit=("EUR", 6))
    text = f"| | realisatie 2021\n| Lasten | {51 * 10 ** (6 - power)}"
    second = publication(text, "d2", 2022, unit=("EUR", power))
    chart = chart_of(join(first, second))
    assert [mark["y"] for mark in marks(chart, "dot")] == [48, 50, 51]
    assert chart.unit == "€ × 1 mln."


@given(
    st.lists(
        st.tuples(st.integers(2000, 2030), st.integers(-(10**7), 10**7)),
        min_size=1,
        max_size=8,
        unique_by=lambda pair: pair[0],
    )
)
def test_all_figures_are_inside_the_axes(figures: list[tuple[int, int]]) -> None:
    head = "".join(f"| realisatie {year}" for year, _ in figures)
    row = "".join(f"| {figure}" for _, figure in figures)
    chart = chart_of(publication(f"| {head}\n| Zaken {row}"))
    start, end, bottom, top = (chart.parameters[name] for name in ("start", "end", "bottom", "top"))
    assert isinstance(bottom, float)
    assert isinstance(top, float)
    assert bottom < top
    for mark in marks(chart, "dot"):
        assert start < mark["x"] < end  # type: ignore[operator]
        assert bottom <= mark["y"] <= top  # type: ignore[operator]
