"""The marks of one chart: rows of data that its template draws, one kind of row a layer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from normalise.dataset import Measure, Observation, ObsStatus, Placement
from normalise.revisions import agree, amount
from output.charts.axis import Span, period_text, span_of
from output.charts.legend import Legend
from output.charts.panels import DRAWN, Panel, is_sure, panel_figure
from output.charts.scales import Scale
from output.charts.words import Language, Words, words_of

Mark = dict[str, object]
"""One row of chart data; `k` names its layer, the other keys are short because there are many rows."""

UNSETTLED = frozenset({ObsStatus.PROVISIONAL, ObsStatus.ESTIMATE})
"""Statuses that are drawn hollow: another figure may follow."""

JOINED = frozenset({Measure.REALISATIE, Measure.UNKNOWN, Measure.RAMING})
"""Measures whose points are joined by a line; a norm is a step."""

LABEL_GAP = 0.085
"""Least distance between two labels beside a chart, as a part of its height: a line of text."""
EARLIER = "earlier"
"""The shape of figures of earlier publications."""
EARLIER_SHIFT = 0.2
"""How far they stand to the left of the figure that took their place, as a part of their period."""
THIN_SPACE = "\u2009"
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A figure as its latest publication prints it, and the prints in others that agree with it."""

    figure: Observation
    prints: Sequence[Observation]
    """Those of earlier publications and `figure` itself."""

    @property
    def is_break(self) -> bool:
        """Whether a publication says that the figures before cannot be compared; a later one may leave that out."""
        return any(one.obs_status is ObsStatus.BREAK for one in self.prints)

    @property
    def is_open(self) -> bool:
        """Whether another figure may follow, or the figure is doubted."""
        return self.figure.obs_status in UNSETTLED or not is_sure(self.figure)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A panel's figures, sorted by what a chart does with them."""

    now: Mapping[Measure, Sequence[Shown]]
    """By measure in the order of time. A period comes twice only where one publication prints two figures for it."""
    before: Sequence[Observation]
    """Other figures of earlier publications."""
    blank: Mapping[Measure, Sequence[str]]
    """Periods without a figure: a line stops there."""


def sort_figures(panel: Panel) -> Drawn:
    """Tell the figures of the latest publications from those of earlier ones."""
    now: dict[Measure, list[Shown]] = defaultdict(list)
    before: list[Observation] = []
    blank: dict[Measure, list[str]] = defaultdict(list)
    for (measure, period), cell in _by_place(panel.figures).items():
        figures = [one for one in cell if one.obs_value is not None]
        last = [one for one in figures if one.document_id == figures[-1].document_id]
        now[measure] += [
            Shown(figure=one, prints=[other for other in figures if _agree(one, other)]) for one in _unlike(last)
        ]
        before += [one for one in figures if not any(_agree(one, other) for other in last)]
        if not figures:
            blank[measure].append(period)
    ordered = {measure: sorted(now[measure], key=_when) for measure in DRAWN if now[measure]}
    return Drawn(now=ordered, before=before, blank=blank)


def _agree(one: Observation, other: Observation) -> bool:
    return one is other or agree(one, other)


def _unlike(figures: Sequence[Observation]) -> list[Observation]:
    """The figures of one publication, each height once, in the surest print."""
    return list({amount(one): one for one in figures}.values()) if len(figures) > 1 else list(figures)


def _when(shown: Shown) -> tuple[float, float, str]:
    span = _span(shown.figure)
    return span.middle, span.length, shown.figure.observation_id


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
        mark = _earlier_mark(one, panel, legend, words)
        marks += [mark, *_signs(one, [one], mark, panel, legend)]
    for measure, series in drawn.now.items():
        if measure in JOINED:
            marks += _lines(measure, series, panel, drawn.blank.get(measure, ()))
        for shown in series:
            mark = _figure_mark(shown, panel, legend, words)
            marks += [mark, *_signs(shown.figure, shown.prints, mark, panel, legend)]
            marks += _range(shown.figure, panel)
            if shown.is_break:
                marks.append({"k": "break", "x": _span(shown.figure).start, "m": measure.value})
    return sorted(marks, key=lambda mark: LAYERS.index(str(mark["k"])))


LAYERS = ("break", "range", "line", "step", "dot", "sign", "label")
"""Kinds of marks, the lowest layer first."""


def _figure_mark(shown: Shown, panel: Panel, legend: Legend, words: Words) -> Mark:
    """The point of a figure, or the step of a norm, with all that is told when one points at it."""
    one, span = shown.figure, _span(shown.figure)
    return {
        **_place(one, panel, span.middle),
        "h": (one.measure or Measure.UNKNOWN).value,
        "f": "open" if shown.is_open else "full",
        **_told(shown.prints, one, legend, words),
        "s": ", ".join(_remarks(shown, words)),
    }


def _earlier_mark(one: Observation, panel: Panel, legend: Legend, words: Words) -> Mark:
    """Another figure of an earlier publication, beside the one that took its place."""
    span = _span(one)
    return {
        **_place(one, panel, round(span.middle - EARLIER_SHIFT * span.length, 4)),
        "h": EARLIER,
        "f": "full",
        **_told([one], one, legend, words),
        "s": ", ".join((words.measures[one.measure or Measure.UNKNOWN], words.earlier)),
    }


def _place(one: Observation, panel: Panel, at: float) -> Mark:
    measure, height, span = one.measure or Measure.UNKNOWN, _number(panel.height(one)), _span(one)
    if measure is Measure.NORM:
        return {"k": "step", "x": span.start, "x2": span.end, "y": height, "m": measure.value}
    return {"k": "dot", "x": at, "y": height, "m": measure.value}


def _told(prints: Sequence[Observation], one: Observation, legend: Legend, words: Words) -> Mark:
    """What a figure is told with: its id, period, print, publications and notes."""
    return {
        "id": one.observation_id,
        "p": period_text(one.time_period or "", words),
        "r": one.value_raw,
        "d": ", ".join(str(number) for number in sorted({legend.source(each.document_id) for each in prints})),
        "n": " · ".join(dict.fromkeys(line for each in prints for line in legend.note_lines(each))),
    }


def _remarks(shown: Shown, words: Words) -> Iterator[str]:
    """What a reader must know of a figure beside itself."""
    one = shown.figure
    yield words.measures[one.measure or Measure.UNKNOWN]
    for status in dict.fromkeys(each.obs_status for each in (one, *shown.prints)):
        if status in words.statuses and (status is one.obs_status or status is ObsStatus.BREAK):
            yield words.statuses[status]
    if one.placement is not Placement.EXACT:
        yield words.inferred
    elif not is_sure(one):
        yield words.doubted


def _signs(
    one: Observation, prints: Sequence[Observation], place: Mark, panel: Panel, legend: Legend
) -> Iterator[Mark]:
    """What is written at a point: a bound, a question mark where it is doubted, the numbers of its notes."""
    numbers = sorted({number for each in prints for number in legend.own_notes(each)})
    text = f"{one.qualifier or ''}{'' if is_sure(one) else '?'}{THIN_SPACE.join(map(_raised, numbers))}"
    if text:
        at = place["x"] if place["k"] == "dot" else _span(one).middle
        yield {"k": "sign", "x": at, "y": _number(_top(one, panel)), "m": place["m"], "t": text}


def _raised(number: int) -> str:
    return str(number).translate(SUPERSCRIPT)


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


def _lines(measure: Measure, series: Sequence[Shown], panel: Panel, blank: Sequence[str]) -> Iterator[Mark]:
    """Lines between points that follow each other; none over a break, a blank, or periods of another length.

    A stretch to or from a doubted figure is drawn otherwise (`doubted`), so a line is cut where that changes.
    """
    gaps = [span.middle for period in blank if (span := span_of(period))]
    segment = 0
    last: tuple[bool, Shown] | None = None
    for one, other in _neighbours(series):
        if other.is_break or any(_span(one.figure).middle < gap < _span(other.figure).middle for gap in gaps):
            continue
        doubted = not (is_sure(one.figure) and is_sure(other.figure))
        style = "doubted" if doubted else measure.value
        if last != (doubted, one):
            segment += 1
            yield _point(one.figure, panel, style, f"{measure.value}{segment}")
        yield _point(other.figure, panel, style, f"{measure.value}{segment}")
        last = (doubted, other)


def _neighbours(series: Sequence[Shown]) -> Iterator[tuple[Shown, Shown]]:
    """Figures of periods of one length that follow each other; a period with two figures has no neighbours."""
    lengths: dict[float, dict[float, list[Shown]]] = defaultdict(lambda: defaultdict(list))
    for shown in series:
        span = _span(shown.figure)
        if span.length <= 1:
            lengths[round(span.length, 4)][span.middle].append(shown)
    for moments in lengths.values():
        for one, other in pairwise(moments[at] for at in sorted(moments)):
            if len(one) == len(other) == 1:
                yield one[0], other[0]


def _point(one: Observation, panel: Panel, style: str, segment: str) -> Mark:
    return {
        "k": "line",
        "x": _span(one).middle,
        "y": _number(panel.height(one)),
        "m": (one.measure or Measure.UNKNOWN).value,
        "l": style,
        "g": segment,
    }


def labels_of(panel: Panel, drawn: Drawn, scale: Scale, language: Language) -> Iterator[Mark]:
    """A label beside the last figure of each measure, shifted where two would stand on each other."""
    words = words_of(language)
    gap = (scale.top - scale.bottom) * LABEL_GAP
    wanted = []
    for measure, series in drawn.now.items():
        last = series[-1].figure
        wanted.append(
            (
                float(panel.height(last)),
                f"{words.measures[measure]} {panel_figure(last, panel, language)}{'' if is_sure(last) else '?'}",
                measure,
            )
        )
    for height, (_, text, measure) in zip(
        _apart([each[0] for each in sorted(wanted)], gap), sorted(wanted), strict=True
    ):
        yield {"k": "label", "x": scale.time.end, "y": height, "m": measure.value, "t": text}


def _apart(heights: Sequence[float], gap: float) -> list[float]:
    """Heights from low to high, pushed up where two are nearer than the gap.

    >>> _apart([1, 2, 30], 10)
    [1, 11, 30]
    """
    placed: list[float] = []
    for height in heights:
        placed.append(height if not placed else max(height, placed[-1] + gap))
    return placed


def _top(one: Observation, panel: Panel) -> Decimal:
    return max(panel.height(one), panel.upper(one) or panel.height(one))


def _span(one: Observation) -> Span:
    span = span_of(one.time_period or "")
    assert span is not None
    return span


def key_of(marks: Iterable[Mark], words: Words) -> tuple[str, ...]:
    """What marks mean that have no label of their own, as far as they are used."""
    marks = list(marks)
    used = {
        words.key_open: any(mark.get("f") == "open" for mark in marks),
        words.key_doubted: any(mark["k"] == "sign" and "?" in str(mark["t"]) for mark in marks),
        words.key_earlier: any(mark.get("h") == EARLIER for mark in marks),
        words.key_break: any(mark["k"] == "break" for mark in marks),
        words.key_bound: any(mark["k"] == "sign" and str(mark["t"])[0] in "<>" for mark in marks),
        words.key_range: any(mark["k"] == "range" for mark in marks),
    }
    return tuple(text for text, is_used in used.items() if is_used)


def _number(value: Decimal) -> float | int:
    """A figure for JSON: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
