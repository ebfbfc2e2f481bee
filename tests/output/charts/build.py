"""Charts of small tables, for the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from normalise.dataset import Dataset
from normalise.indicators import indicator_rows
from output.charts.charts import Chart, ChartGroup, chart_groups
from output.charts.layers import Mark
from output.charts.selection import Selection
from output.charts.words import Language
from tests.normalise.checks.build import make_document, table


def publication(text: str, document: str = "d1", year: int = 2021, unit: tuple[str, int] = ("number", 0)) -> Dataset:
    """One table in a publication of one ministry."""
    row = replace(
        make_document(document, title=f"Verslag {year}"), published=date(year, 5, 19), publisher="Ministerie van JenV"
    )
    return replace(table(text, document=document, unit=unit), documents=(row,))


def groups_of(
    dataset: Dataset,
    *,
    language: Language = "nl",
    selection: Selection | None = None,
    most_panels: int | None = 12,
) -> tuple[ChartGroup, ...]:
    """The charts of a dataset whose table of indicators is made here."""
    whole = replace(dataset, indicators=indicator_rows(dataset.observations))
    return chart_groups(whole, language, selection=selection or Selection(), most_panels=most_panels)


def chart_of(dataset: Dataset) -> Chart:
    """The only chart of a dataset."""
    [group] = groups_of(dataset)
    [chart] = group.charts
    return chart


def marks(chart: Chart, kind: str) -> list[Mark]:
    """The marks of one layer."""
    return [mark for mark in chart.marks if mark["k"] == kind]


def segments(chart: Chart) -> list[list[object]]:
    """The lines of a chart, each as the places in time that it joins."""
    lines: dict[object, list[object]] = {}
    for mark in marks(chart, "line"):
        lines.setdefault(mark["g"], []).append(mark["x"])
    return list(lines.values())
