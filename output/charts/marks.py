"""The marks of one chart: rows of data that its template draws, one kind of row a layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from normalise.dataset import Measure, Observation, ObsStatus, Placement
from output.charts.axis import period_text
from output.charts.layers import EARLIER, LAYERS, Mark, plain_number
from output.charts.legend import Legend
from output.charts.lines import JOINED, lines_of
from output.charts.panels import Panel, is_sure, time_of
from output.charts.vintages import Drawn, Shown
from output.charts.words import Words

EARLIER_SHIFT = 0.2
"""How far figures of earlier publications stand to the left of the figure that took their place, as a part of their period."""
THIN_SPACE = "\u2009"
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def marks_of(panel: Panel, drawn: Drawn, legend: Legend, words: Words) -> list[Mark]:
    """All marks of a panel, in the order in which they are drawn."""
    marks: list[Mark] = []
    for one in drawn.before:
        mark = _earlier_mark(one, panel, legend, words)
        marks += [mark, *_signs(one, [one], mark, panel, legend)]
    for measure, series in drawn.now.items():
        if measure in JOINED:
            marks += lines_of(measure, series, panel, drawn.blank.get(measure, ()))
        for shown in series:
            mark = _figure_mark(shown, panel, legend, words)
            marks += [mark, *_signs(shown.figure, shown.prints, mark, panel, legend)]
            marks += _range(shown.figure, panel)
            if shown.is_break:
                marks.append({"k": "break", "x": time_of(shown.figure).start, "m": measure.value})
    return sorted(marks, key=lambda mark: LAYERS.index(str(mark["k"])))


def _figure_mark(shown: Shown, panel: Panel, legend: Legend, words: Words) -> Mark:
    """The point of a figure, or the step of a norm, with all that is told when one points at it."""
    one, span = shown.figure, time_of(shown.figure)
    return {
        **_place(one, panel, span.middle),
        "h": (one.measure or Measure.UNKNOWN).value,
        "f": "open" if shown.is_open else "full",
        **_told(shown.prints, one, legend, words),
        "s": ", ".join(_remarks(shown, words)),
    }


def _earlier_mark(one: Observation, panel: Panel, legend: Legend, words: Words) -> Mark:
    """Another figure of an earlier publication, beside the one that took its place."""
    span = time_of(one)
    return {
        **_place(one, panel, round(span.middle - EARLIER_SHIFT * span.length, 4)),
        "h": EARLIER,
        "f": "full",
        **_told([one], one, legend, words),
        "s": ", ".join((words.measures[one.measure or Measure.UNKNOWN], words.earlier)),
    }


def _place(one: Observation, panel: Panel, at: float) -> Mark:
    measure, height, span = one.measure or Measure.UNKNOWN, plain_number(panel.height(one)), time_of(one)
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
        at = place["x"] if place["k"] == "dot" else time_of(one).middle
        yield {"k": "sign", "x": at, "y": plain_number(_top(one, panel)), "m": place["m"], "t": text}


def _raised(number: int) -> str:
    return str(number).translate(SUPERSCRIPT)


def _range(one: Observation, panel: Panel) -> Iterator[Mark]:
    upper = panel.upper(one)
    if upper is not None:
        yield {
            "k": "range",
            "x": time_of(one).middle,
            "y": plain_number(panel.height(one)),
            "y2": plain_number(upper),
            "m": (one.measure or Measure.UNKNOWN).value,
        }


def _top(one: Observation, panel: Panel) -> Decimal:
    return max(panel.height(one), panel.upper(one) or panel.height(one))


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
