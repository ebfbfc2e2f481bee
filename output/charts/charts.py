"""The charts of a dataset: for each indicator one chart a series of panels, with its data, its words and its notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from normalise.dataset import Dataset, Footnote, Indicator, Measure, Observation
from output.charts.axis import period_ticks
from output.charts.describe import describe
from output.charts.labels import labels_of
from output.charts.layers import Mark
from output.charts.legend import ChartNote, ChartSource, Legend
from output.charts.marks import key_of, marks_of
from output.charts.panels import Home, Panel, home_of, is_drawn, panels_of
from output.charts.scales import Scale, scales_of
from output.charts.selection import EVERYTHING, Selection
from output.charts.template import FIGURES, Spec
from output.charts.vintages import sort_figures
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
    key: tuple[str, ...]
    """What the marks mean that are used and have no label: `open punt: voorlopig of geschat`."""
    remarks: tuple[str, ...]
    """What is not drawn, and why: one sentence each."""
    left_out: int
    """Charts beyond the limit."""


def chart_groups(
    dataset: Dataset,
    language: Language = "nl",
    *,
    selection: Selection = EVERYTHING,
    most_panels: int | None = MOST_PANELS,
) -> tuple[ChartGroup, ...]:
    """The charts of indicators, in the order of the selection, else of the table; one without a figure to draw has none.

    `most_panels` limits the charts of one indicator, those with most figures first; None draws all.
    """
    home = home_of(dataset)
    footnotes = {note.footnote_id: note for note in dataset.footnotes}
    figures: dict[str, list[Observation]] = defaultdict(list)
    for one in dataset.observations:
        if selection.holds(one):
            figures[one.indicator].append(one)
    rows = {row.indicator: row for row in dataset.indicators}
    groups = (
        _group(rows[slug], figures[slug], home, footnotes, language, most_panels)
        for slug in selection.indicators or rows
        if slug in figures
    )
    return tuple(group for group in groups if group.charts)


def _group(
    row: Indicator,
    figures: Sequence[Observation],
    home: Home,
    footnotes: Mapping[str, Footnote],
    language: Language,
    most_panels: int | None,
) -> ChartGroup:
    legend = Legend(documents=home.documents, footnotes=footnotes)
    panels = panels_of(figures, home)
    shown = panels[:most_panels]
    scales = scales_of(shown)
    charts = tuple(
        _chart(f"{row.indicator}-{number}", row.label, panel, scale, legend, language)
        for number, (panel, scale) in enumerate(zip(shown, scales, strict=True), start=1)
    )
    return ChartGroup(
        indicator=row.indicator,
        theme=row.theme,
        title=row.label,
        charts=charts,
        notes=legend.notes(),
        sources=legend.sources(),
        key=key_of([mark for chart in charts for mark in chart.marks], words_of(language)),
        remarks=tuple(_remarks(figures, len(panels), len(shown), language)),
        left_out=len(panels) - len(shown),
    )


def _chart(key: str, label: str, panel: Panel, scale: Scale, legend: Legend, language: Language) -> Chart:
    words, drawn = words_of(language), sort_figures(panel)
    ticks = period_ticks(scale.time, words)
    marks = [
        *marks_of(panel, drawn, legend, words),
        *labels_of(panel, drawn, scale, language),
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
            "start": scale.time.start,
            "end": scale.time.end,
            "bottom": scale.bottom,
            "top": scale.top,
        },
        notes=tuple(shared),
    )


def _remarks(figures: Sequence[Observation], panels: int, shown: int, language: Language) -> Iterator[str]:
    words = words_of(language)
    left = [one for one in figures if one.obs_value is not None and not is_drawn(one)]
    differences = sum(one.measure is Measure.VERSCHIL for one in left)
    for forms, count in (
        (words.unplaced, len(left) - differences),
        (words.differences, differences),
        (words.panels_left, panels - shown),
    ):
        if count:
            yield forms[count > 1].format(count=count, all=panels)
