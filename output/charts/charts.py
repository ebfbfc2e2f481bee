"""The charts of a dataset: for each indicator one chart a series of panels, with its data, its words and its notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from normalise.dataset import Dataset, Indicator, Measure, Observation
from output.charts.axis import figure_domain, period_ticks, time_domain
from output.charts.describe import describe
from output.charts.legend import ChartNote, ChartSource, Legend
from output.charts.marks import Mark, heights_of, labels_of, marks_of, sort_figures
from output.charts.panels import Panel, home_of, is_drawn, panels_of
from output.charts.template import FIGURES, Spec
from output.charts.words import Language, unit_text, words_of

MOST_PANELS = 12
"""Charts of one indicator: an indicator of 25 police regions would drown the others, and a person names a region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One small chart. `{**spec_template(...), **chart.own()}` is its Vega-Lite specification."""

    key: str
    """Stable: the indicator's slug and the number of the chart among its charts."""
    title: str
    """What tells it from the others of its indicator, as printed (`Waarvan A · Gemeente`); empty where it is the only one."""
    unit: str
    """`%`, `€ × 1 mln.`"""
    description: str
    """The text alternative."""
    marks: tuple[Mark, ...]
    """The data. Each figure that is drawn has its `observation_id` as `id`; `k` is the layer."""
    parameters: Mapping[str, object]
    """Ends and labels of the axes, by the names of `template.PARAMETERS`."""
    notes: tuple[int, ...]
    """Numbers of the group's notes that are of a whole series here, and so are marked at no figure."""

    def own(self, suffix: str = "") -> Spec:
        """What this chart lays over the template: its data, parameters and description."""
        return {
            "description": self.description,
            "datasets": {FIGURES + suffix: list(self.marks)},
            "params": [{"name": name + suffix, "value": value} for name, value in self.parameters.items()],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartGroup:
    """The charts of one indicator, with the publications and notes that they refer to by number."""

    indicator: str
    theme: str | None
    title: str
    """The indicator's label as printed."""
    charts: tuple[Chart, ...]
    notes: tuple[ChartNote, ...]
    sources: tuple[ChartSource, ...]
    remarks: tuple[str, ...]
    """What is not drawn, and why: one sentence each."""
    left_out: int
    """Charts beyond the limit."""


def chart_groups(
    dataset: Dataset, language: Language = "nl", *, most_panels: int | None = MOST_PANELS
) -> tuple[ChartGroup, ...]:
    """The charts of all indicators, in the order of the table `indicators`; an indicator without a figure to draw has none.

    `most_panels` limits the charts of one indicator, those with most figures first; None draws all.
    """
    return tuple(iter_groups(dataset, language, most_panels=most_panels))


def iter_groups(
    dataset: Dataset, language: Language = "nl", *, most_panels: int | None = MOST_PANELS
) -> Iterator[ChartGroup]:
    """The charts of all indicators, one after another."""
    home = home_of(dataset)
    figures: dict[str, list[Observation]] = defaultdict(list)
    for one in dataset.observations:
        figures[one.indicator].append(one)
    for row in dataset.indicators:
        panels = panels_of(figures[row.indicator], home)
        if panels:
            legend = Legend(documents=home.documents, footnotes={note.footnote_id: note for note in dataset.footnotes})
            yield _group(row, panels, figures[row.indicator], legend, language, most_panels)


def _group(
    row: Indicator,
    panels: Sequence[Panel],
    figures: Sequence[Observation],
    legend: Legend,
    language: Language,
    most_panels: int | None,
) -> ChartGroup:
    shown = panels[:most_panels]
    charts = tuple(
        _chart(f"{row.indicator}-{number}", row.label, panel, legend, language)
        for number, panel in enumerate(shown, start=1)
    )
    return ChartGroup(
        indicator=row.indicator,
        theme=row.theme,
        title=row.label,
        charts=charts,
        notes=legend.notes(),
        sources=legend.sources(),
        remarks=tuple(_remarks(figures, len(panels), len(shown), language)),
        left_out=len(panels) - len(shown),
    )


def _chart(key: str, label: str, panel: Panel, legend: Legend, language: Language) -> Chart:
    words, drawn = words_of(language), sort_figures(panel)
    bottom, top = figure_domain(heights_of(panel))
    periods = [one.time_period for one in panel.figures if one.time_period and one.obs_value is not None]
    start, end = time_domain(periods)
    ticks = period_ticks(periods, words)
    marks = [
        *marks_of(panel, drawn, legend, words),
        *labels_of(panel, drawn, (bottom, top), end, language),
    ]
    shared = legend.shared_notes(panel.figures)
    numbers = {number for one in panel.figures for number in legend.notes_of(one)}
    return Chart(
        key=key,
        title=" · ".join(panel.names),
        unit=unit_text(panel.unit, panel.power, words),
        description=describe(label, panel, drawn, legend.notes(numbers), language),
        marks=tuple(marks),
        parameters={
            "ticks": [at for at, _ in ticks],
            "names": [name for _, name in ticks],
            "start": start,
            "end": end,
            "bottom": bottom,
            "top": top,
        },
        notes=tuple(shared),
    )


def _remarks(figures: Sequence[Observation], panels: int, shown: int, language: Language) -> Iterator[str]:
    words = words_of(language)
    left = [one for one in figures if one.obs_value is not None and not is_drawn(one)]
    differences = sum(one.measure is Measure.VERSCHIL for one in left)
    if len(left) > differences:
        yield words.unplaced.format(count=len(left) - differences)
    if differences:
        yield words.differences.format(count=differences)
    if panels > shown:
        yield words.panels_left.format(count=panels - shown, all=panels)
