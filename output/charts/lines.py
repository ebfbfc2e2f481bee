"""The lines between figures, with gaps where a line would say what nobody printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from normalise.dataset import Measure, Observation
from output.charts.axis import span_of
from output.charts.layers import Mark, plain_number
from output.charts.panels import Panel, is_sure, time_of
from output.charts.vintages import Shown

JOINED = frozenset({Measure.REALISATIE, Measure.UNKNOWN, Measure.RAMING})
"""Measures whose points are joined by a line; a norm is a step."""


def lines_of(measure: Measure, series: Sequence[Shown], panel: Panel, blank: Sequence[str]) -> Iterator[Mark]:
    """Lines between points that follow each other; none over a break, a blank, or periods of another length.

    A stretch to or from a doubted figure is drawn otherwise (`doubted`), so a line is cut where that changes.
    """
    gaps = [span.middle for period in blank if (span := span_of(period))]
    segment = 0
    last: tuple[bool, Shown] | None = None
    for one, other in _neighbours(series):
        if other.is_break or any(time_of(one.figure).middle < gap < time_of(other.figure).middle for gap in gaps):
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
        span = time_of(shown.figure)
        if span.length <= 1:
            lengths[round(span.length, 4)][span.middle].append(shown)
    for moments in lengths.values():
        for one, other in pairwise(moments[at] for at in sorted(moments)):
            if len(one) == len(other) == 1:
                yield one[0], other[0]


def _point(one: Observation, panel: Panel, style: str, segment: str) -> Mark:
    return {
        "k": "line",
        "x": time_of(one).middle,
        "y": plain_number(panel.height(one)),
        "m": (one.measure or Measure.UNKNOWN).value,
        "l": style,
        "g": segment,
    }
