"""Which figures share a chart: never two units, two areas or two bodies, and never two figures of one place as one line."""

from __future__ import annotations

from dataclasses import replace

from normalise.dataset import Measure, Observation
from output.charts.selection import Selection
from tests.normalise.checks.build import change, join, lose_place
from tests.output.charts.build import chart_of, groups_of, marks, publication, segments

YEARS = "| | realisatie 2019 | realisatie 2020\n| Aantal inbraken | 10 | 12"


def regions(count: int) -> str:
    columns = "".join(f"| realisatie {year} regio-{at:02}" for at in range(count) for year in (2019, 2020))
    row = "".join(f"| {at + 1} | {at + 2}" for at in range(count))
    return f"| {columns}\n| Aantal inbraken {row}"


def test_two_units_never_share_an_axis() -> None:
    percent = "| | realisatie 2019 | realisatie 2020\n| Aantal inbraken | 10% | 12%"
    [group] = groups_of(join(publication(YEARS), publication(percent, "d2", 2022)))
    assert sorted(chart.unit for chart in group.charts) == ["", "%"]
    assert all(len(marks(chart, "dot")) == 2 for chart in group.charts)


def test_areas_and_breakdowns_have_charts_of_their_own_that_share_their_axes() -> None:
    [group] = groups_of(publication(regions(3)))
    assert [chart.title for chart in group.charts] == ["regio-00", "regio-01", "regio-02"]
    assert len({chart.parameters["top"] for chart in group.charts}) == 1
    assert len({chart.key for chart in group.charts}) == 3


def test_a_chart_whose_figures_are_far_smaller_has_its_own_height() -> None:
    text = "| | realisatie 2019 a | realisatie 2019 b\n| Aantal inbraken | 10 | 9000"
    [group] = groups_of(publication(text))
    assert sorted(chart.parameters["top"] for chart in group.charts) == [12.5, 10000.0]  # type: ignore[type-var]


def test_many_areas_are_limited_and_the_rest_is_said() -> None:
    [group] = groups_of(publication(regions(25)))
    assert len(group.charts) == 12
    assert group.left_out == 13
    assert group.remarks == ("13 van de 25 reeksen staan niet in de grafiek.",)
    [whole] = groups_of(publication(regions(25)), most_panels=None)
    assert len(whole.charts) == 25
    [chosen] = groups_of(publication(regions(25)), selection=Selection(areas=("Regio-2",)))
    assert [chart.title for chart in chosen.charts] == [f"regio-{at}" for at in range(20, 25)]


def test_bodies_that_count_by_the_same_name_are_told_apart() -> None:
    other = publication("| | realisatie 2019 | realisatie 2020\n| Aantal inbraken | 310 | 305", "d2", 2022)
    other = replace(other, documents=(replace(other.documents[0], publisher="Gemeente Ons Dorp"),))
    [group] = groups_of(join(publication(YEARS), other))
    assert sorted(chart.title for chart in group.charts) == ["Gemeente Ons Dorp", "Ministerie van JenV"]


def test_rows_of_one_name_in_one_publication_are_told_apart_by_their_section() -> None:
    text = (
        "| | realisatie 2019 | realisatie 2020\n# Jeugd\n| Totaal lasten | 10 | 12\n# Sport\n| Totaal lasten | 30 | 31"
    )
    dataset = publication(text)
    themed = tuple(replace(one, theme=(one.theme_label or "").lower()) for one in dataset.observations)
    [group] = groups_of(replace(dataset, observations=themed))
    assert [chart.title for chart in group.charts] == ["Jeugd", "Sport"]
    assert [segments(chart) for chart in group.charts] == [[[2019.5, 2020.5]]] * 2


def test_rows_that_nothing_tells_apart_have_charts_of_their_own() -> None:
    text = "| | realisatie 2019 | realisatie 2020\n| Totaal lasten | 10 | 12\n| Totaal lasten | 30 | 31"
    [group] = groups_of(publication(text))
    assert [segments(chart) for chart in group.charts] == [[[2019.5, 2020.5]]] * 2
    assert len({chart.title for chart in group.charts}) == 2


def test_two_figures_for_one_place_in_one_row_are_both_drawn_and_not_joined() -> None:
    text = "| | realisatie 2019 | realisatie 2020 | realisatie 2020 | realisatie 2021\n| Aantal inbraken | 10 | 12 | 14 | 15"
    chart = chart_of(publication(text))
    assert sorted(mark["y"] for mark in marks(chart, "dot")) == [10, 12, 14, 15]  # type: ignore[type-var]
    assert segments(chart) == []


def test_what_cannot_be_drawn_is_said() -> None:
    text = "| | realisatie 2019 | realisatie 2020 | verschil 2020\n| Aantal inbraken | 10 | 12 | 2"
    [group] = groups_of(lose_place(publication(text), "-1-2", "realisatie 2020", "realisatie 2021"))
    assert len(marks(group.charts[0], "dot")) == 1
    assert group.remarks == (
        "1 cijfer zonder vaste periode of soort staat niet in de grafiek.",
        "1 verschil staat niet in de grafiek.",
    )


def test_an_indicator_without_a_figure_to_draw_has_no_charts() -> None:
    assert groups_of(publication("| | realisatie 2019\n| Aantal inbraken | nnb")) == ()
    assert groups_of(publication("| | realisatie -\n| Aantal inbraken | 12")) == ()


def test_a_selection_limits_measures_and_periods() -> None:
    text = "| | realisatie 2018 | realisatie 2019 | realisatie 2020 | norm 2020\n| Aantal inbraken | 9 | 10 | 12 | 8"
    chosen = Selection(measures=(Measure.REALISATIE,), first="2019", last="2019")
    [group] = groups_of(publication(text), selection=chosen)
    assert [mark["y"] for mark in group.charts[0].marks if "id" in mark] == [10]


def test_the_order_in_which_documents_were_read_changes_nothing() -> None:
    first, second = publication(YEARS), publication(YEARS.replace("12", "13"), "d2", 2022)
    assert groups_of(join(first, second)) == groups_of(join(second, first))


def test_an_area_other_than_the_country_is_in_the_title() -> None:
    def move(one: Observation) -> Observation:
        return replace(one, ref_area="Dronten")

    dataset = change(change(publication(YEARS), "-1-1", move), "-1-2", move)
    assert chart_of(dataset).title == "Dronten"
