"""Which of the prints of a figure is drawn as the figure, and which as one of an earlier publication."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from normalise.dataset import Measure, Observation, ObsStatus
from normalise.revisions import agree, amount
from output.charts.panels import DRAWN, Panel, is_sure, time_of

UNSETTLED = frozenset({ObsStatus.PROVISIONAL, ObsStatus.ESTIMATE})
"""Statuses that are drawn hollow: another figure may follow."""


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
    span = time_of(shown.figure)
    return span.middle, span.length, shown.figure.observation_id


def _by_place(figures: Iterable[Observation]) -> dict[tuple[Measure, str], list[Observation]]:
    places: dict[tuple[Measure, str], list[Observation]] = defaultdict(list)
    for one in figures:
        assert one.measure is not None and one.time_period is not None  # noqa: PT018 - both hold by `is_drawn`
        places[one.measure, one.time_period].append(one)
    return places
