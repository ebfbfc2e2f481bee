"""The axes of charts that stand beside each other: one stretch of time, and one height where figures can be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from output.charts.axis import Span, figure_domain
from output.charts.panels import Panel, time_of

COMPARABLE = 4
"""Charts of one unit share their height while the largest is at most so many times the smallest; beyond that the
smallest would be a flat line at the bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The ends of both axes of a chart."""

    time: Span
    bottom: float
    top: float


def scales_of(panels: Sequence[Panel]) -> list[Scale]:
    """For each panel its axes."""
    spans = [time_of(one) for panel in panels for one in panel.figures if one.obs_value is not None]
    if not spans:
        return []
    time = Span(min(span.start for span in spans), max(span.end for span in spans))
    heights = [_heights(panel) for panel in panels]
    units: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, panel in enumerate(panels):
        units[panel.unit, panel.power].append(at)
    domains: dict[int, tuple[float, float]] = {}
    for members in units.values():
        largest = [max(map(abs, heights[at])) for at in members]
        shared = max(largest) <= COMPARABLE * min(largest)
        together = [height for at in members for height in heights[at]]
        domains |= {at: figure_domain(together if shared else heights[at]) for at in members}
    return [Scale(time=time, bottom=domains[at][0], top=domains[at][1]) for at in range(len(panels))]


def _heights(panel: Panel) -> list[float]:
    """All that an axis must hold: figures, the upper ends of ranges, figures of earlier publications."""
    figures = [one for one in panel.figures if one.obs_value is not None]
    uppers = [upper for one in figures if (upper := panel.upper(one)) is not None]
    return [float(each) for each in (*map(panel.height, figures), *uppers)]
