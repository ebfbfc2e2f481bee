"""A chart in words, for who does not see it: its series, their first and last figures, and what must be known of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from normalise.dataset import Measure, Observation
from output.charts.axis import period_text
from output.charts.legend import ChartNote
from output.charts.panels import Panel, is_sure, panel_figure
from output.charts.vintages import UNSETTLED, Drawn
from output.charts.words import Language, Words, figure_text, unit_text, words_of


def describe(title: str, panel: Panel, drawn: Drawn, notes: Iterable[ChartNote], language: Language) -> str:
    """The chart in a few sentences; labels and notes as printed."""
    words = words_of(language)
    head = ", ".join(filter(None, (title, *panel.names, unit_text(panel.unit, panel.power, words))))
    parts = [head, *(_series(measure, panel, drawn, language) for measure in drawn.now), *_remarks(drawn, words)]
    parts += [f"{words.notes_are}: " + "; ".join(f"{note.number} {note.text}" for note in notes)] if notes else []
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)


def _series(measure: Measure, panel: Panel, drawn: Drawn, language: Language) -> str:
    words, series = words_of(language), drawn.now[measure]
    first, last = series[0].figure, series[-1].figure
    said = {"measure": words.measures[measure].capitalize(), "first": panel_figure(first, panel, language)}
    if len(series) == 1:
        return words.of_one.format(**said, start=period_text(first.time_period or "", words))
    return words.of_many.format(
        **said,
        count=len(series),
        start=period_text(first.time_period or "", words),
        last=panel_figure(last, panel, language),
        end=period_text(last.time_period or "", words),
        change=_change(first, last, panel, language),
    )


def _change(first: Observation, last: Observation, panel: Panel, language: Language) -> str:
    words = words_of(language)
    change = panel.height(last) - panel.height(first)
    if change == 0:
        return words.level
    text = figure_text(abs(change), 0, language)
    by = words.points.format(by=text) if panel.unit == "percent" else text
    return (words.rose if change > 0 else words.fell).format(by=by)


def _remarks(drawn: Drawn, words: Words) -> Iterator[str]:
    now = [shown for series in drawn.now.values() for shown in series]
    for sentence, figures in (
        (words.break_at, [shown.figure for shown in now if shown.is_break]),
        (words.provisional, [shown.figure for shown in now if shown.figure.obs_status in UNSETTLED]),
        (words.doubts, [shown.figure for shown in now if not is_sure(shown.figure)]),
        (words.vintages, drawn.before),
    ):
        if figures:
            yield sentence.format(periods=_periods(figures, words))


def _periods(figures: Sequence[Observation], words: Words) -> str:
    names = [
        f"{words.measures[one.measure]} {period_text(one.time_period or '', words)}" for one in figures if one.measure
    ]
    return ", ".join(dict.fromkeys(names))
