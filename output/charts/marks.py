"""The marks of one chart: rows of data that its template draws, one kind of row a layer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from normalise.dataset import Measure, Observation, ObsStatus, Placement
from normalise.revisions import agree
from output.charts.axis import Span, period_text, span_of
from output.charts.legend import Legend
from output.charts.panels import DRAWN, Panel, is_sure, panel_figure
from output.charts.words import Language, Words, words_of

Mark = dict[str, object]
"""One row of chart data; `k` names its layer, the other keys are short because there are many rows."""

UNSETTLED = frozenset({ObsStatus.PROVISIONAL, ObsStatus.ESTIMATE})
"""Statuses that are drawn hollow: another figure may follow."""

JOINED = frozenset({Measure.REALISATIE, Measure.UNKNOWN, Measure.RAMING})
"""Measures whose points are joined by a line; a norm is a step."""

LABEL_GAP = 0.085
"""Least distance between two labels beside a chart, as a part of its height: a line of text."""
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A panel's figures, sorted by what a chart does with them."""

    now: Mapping[Measure, Mapping[str, Sequence[Observation]]]
    """By measure and period: what the latest publication that prints it says. Several, where it prints several."""
    before: Sequence[Observation]
    """Other figures of earlier publications."""
    blank: frozenset[tuple[Measure, str]]
    """Places without a figure: a line stops there."""


def sort_figures(panel: Panel) -> Drawn:
    """Tell the figures of the latest publications from those of earlier ones."""
    now: dict[Measure, dict[str, list[Observation]]] = {measure: {} for measure in DRAWN}
    before: list[Observation] = []
    blank: set[tuple[Measure, str]] = set()
    for (measure, period), cell in _by_place(panel.figures).items():
        figures = [one for one in cell if one.obs_value is not None]
        if not figures:
            blank.add((measure, period))
            continue
        last = [one for one in figures if one.document_id == figures[-1].document_id]
        now[measure][period] = last
        before += [one for one in figures if not any(agree(one, other) for other in last)]
    return Drawn(now={key: value for key, value in now.items() if value}, before=before, blank=frozenset(blank))


def _by_place(figures: Iterable[Observation]) -> dict[tuple[Measure, str], list[Observation]]:
    places: dict[tuple[Measure, str], list[Observation]] = defaultdict(list)
    for one in figures:
        assert one.measure is not None and one.time_period is not None  # noqa: PT018 - both hold by `is_drawn`
        places[one.measure, one.time_period].append(one)
    return places


def marks_of(panel: Panel, drawn: Drawn, legend: Legend, words: Words) -> list[Mark]:
    """All marks of a panel, in the order in which they are drawn."""
    marks: list[Mark] = []
    for one in drawn.before:
        marks += [_figure_mark(one, panel, legend, words, earlier=True)]
    for measure, periods in drawn.now.items():
        figures = [one for cell in periods.values() for one in cell]
        if measure in JOINED:
            marks += _lines(measure, periods, panel, drawn.blank)
        for one in figures:
            marks += [_figure_mark(one, panel, legend, words)]
            marks += _signs(one, panel, legend)
            marks += _range(one, panel)
            if one.obs_status is ObsStatus.BREAK:
                marks.append({"k": "break", "x": _span(one).start, "m": measure.value})
    return sorted(marks, key=lambda mark: LAYERS.index(str(mark["k"])))


LAYERS = ("break", "range", "line", "step", "dot", "sign", "label")
"""Kinds of marks, the lowest layer first."""


def _figure_mark(one: Observation, panel: Panel, legend: Legend, words: Words, *, earlier: bool = False) -> Mark:
    """The point of a figure, or the step of a norm, with all that is told when one points at it."""
    span = _span(one)
    place: Mark = {"x": span.middle, "y": _number(panel.height(one))}
    if one.measure is Measure.NORM:
        place = {"k": "step", "x": span.start, "x2": span.end, "y": place["y"]}
    return {
        "k": "dot",
        **place,
        "m": (one.measure or Measure.UNKNOWN).value,
        "f": "open" if one.obs_status in UNSETTLED or not is_sure(one) else "full",
        "a": "earlier" if earlier else "now",
        "id": one.observation_id,
        "p": period_text(one.time_period or "", words),
        "r": one.value_raw,
        "s": ", ".join(_remarks(one, words, earlier=earlier)),
        "d": legend.source(one.document_id),
        "n": " · ".join(legend.note_lines(one)),
    }


def _remarks(one: Observation, words: Words, *, earlier: bool) -> Iterator[str]:
    """What a reader must know of a figure beside itself."""
    if one.measure is not None:
        yield words.measures[one.measure]
    if one.obs_status in words.statuses and one.obs_status is not ObsStatus.FORECAST:
        yield words.statuses[one.obs_status]
    if one.placement is not Placement.EXACT:
        yield words.inferred
    elif not is_sure(one):
        yield words.doubted
    if earlier:
        yield words.earlier


def _signs(one: Observation, panel: Panel, legend: Legend) -> Iterator[Mark]:
    """What is written at a point: a bound, a question mark where it is doubted, the numbers of its notes."""
    numbers = "\u2009".join(str(number).translate(SUPERSCRIPT) for number in legend.own_notes(one))
    text = f"{one.qualifier or ''}{'' if is_sure(one) else '?'}{numbers}"
    if text:
        yield {
            "k": "sign",
            "x": _span(one).middle,
            "y": _number(_top(one, panel)),
            "m": (one.measure or Measure.UNKNOWN).value,
            "t": text,
        }


def _range(one: Observation, panel: Panel) -> Iterator[Mark]:
    upper = panel.upper(one)
    if upper is not None:
        yield {
            "k": "range",
            "x": _span(one).middle,
            "y": _number(panel.height(one)),
            "y2": _number(upper),
            "m": (one.measure or Measure.UNKNOWN).value,
        }


def _lines(
    measure: Measure,
    periods: Mapping[str, Sequence[Observation]],
    panel: Panel,
    blank: frozenset[tuple[Measure, str]],
) -> Iterator[Mark]:
    """Lines between points that follow each other; none over a break, a blank, or periods of another length.

    A stretch to or from a doubted figure is drawn otherwise (`doubted`), so a line is cut where that changes.
    """
    points = sorted((_span(cell[0]).length, _span(cell[0]).middle, cell[0]) for cell in ordered(periods))
    gaps = [span.middle for each, period in blank if each is measure and (span := span_of(period))]
    pairs = [
        (not (is_sure(one) and is_sure(other)), one, other)
        for (length, at, one), (other_length, other_at, other) in pairwise(points)
        if abs(length - other_length) < 1e-6 and length <= 1
        if other.obs_status is not ObsStatus.BREAK and not any(at < gap < other_at for gap in gaps)
    ]
    segment = 0
    last: tuple[bool, Observation] | None = None
    for doubted, one, other in pairs:
        style = "doubted" if doubted else measure.value
        if last != (doubted, one):
            segment += 1
            yield _point(one, panel, measure, style, segment)
        yield _point(other, panel, measure, style, segment)
        last = (doubted, other)


def ordered(periods: Mapping[str, Sequence[Observation]]) -> list[Sequence[Observation]]:
    """The cells of a series in the order of time."""
    return sorted(periods.values(), key=lambda cell: (_span(cell[0]).middle, _span(cell[0]).length))


def _point(one: Observation, panel: Panel, measure: Measure, style: str, segment: int) -> Mark:
    return {
        "k": "line",
        "x": _span(one).middle,
        "y": _number(panel.height(one)),
        "m": measure.value,
        "l": style,
        "g": f"{measure.value}{segment}",
    }


def labels_of(
    panel: Panel, drawn: Drawn, heights: tuple[float, float], end: float, language: Language
) -> Iterator[Mark]:
    """A label beside the last figure of each measure, shifted where two would stand on each other."""
    bottom, top = heights
    words = words_of(language)
    gap = (top - bottom) * LABEL_GAP
    wanted = []
    for measure, periods in drawn.now.items():
        last = ordered(periods)[-1][-1]
        wanted.append(
            (float(panel.height(last)), f"{words.measures[measure]} {panel_figure(last, panel, language)}", measure)
        )
    for height, (_, text, measure) in zip(
        _apart([each[0] for each in sorted(wanted)], gap), sorted(wanted), strict=True
    ):
        yield {"k": "label", "x": end, "y": height, "m": measure.value, "t": text}


def _apart(heights: Sequence[float], gap: float) -> list[float]:
    """Heights from low to high, pushed up where two are nearer than the gap.

    >>> _apart([1, 2, 30], 10)
    [1, 11, 30]
    """
    placed: list[float] = []
    for height in heights:
        placed.append(height if not placed else max(height, placed[-1] + gap))
    return placed


def heights_of(panel: Panel) -> list[float]:
    """All that the axis of a panel must hold: figures, the upper ends of ranges, earlier figures."""
    figures = [one for one in panel.figures if one.obs_value is not None]
    uppers = [upper for one in figures if (upper := panel.upper(one)) is not None]
    return [float(each) for each in (*map(panel.height, figures), *uppers)]


def _top(one: Observation, panel: Panel) -> Decimal:
    return max(panel.height(one), panel.upper(one) or panel.height(one))


def _span(one: Observation) -> Span:
    span = span_of(one.time_period or "")
    assert span is not None
    return span


def _number(value: Decimal) -> float | int:
    """A figure for JSON: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
