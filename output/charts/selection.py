"""What part of a dataset is drawn: some indicators, measures, areas, and a stretch of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from normalise.dataset import Measure, Observation
from normalise.text import fold
from output.charts.axis import span_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is drawn; what is empty limits nothing."""

    indicators: tuple[str, ...] = ()
    """Slugs, in the order in which they are drawn."""
    measures: tuple[Measure, ...] = ()
    areas: tuple[str, ...] = ()
    """Areas or breakdowns, as printed or a part of it."""
    first: str | None = None
    last: str | None = None
    """The first and last period: `2015`, `2020-Q3`."""

    def holds(self, one: Observation) -> bool:
        """Whether a figure is among what is drawn."""
        return (
            (not self.indicators or one.indicator in self.indicators)
            and (not self.measures or one.measure in self.measures)
            and (not self.areas or any(_names(area, one) for area in self.areas))
            and self._is_within(one)
        )

    def _is_within(self, one: Observation) -> bool:
        span = span_of(one.time_period or "")
        first, last = span_of(self.first or ""), span_of(self.last or "")
        if first is None and last is None:
            return True
        return (
            span is not None and (first is None or span.end > first.start) and (last is None or span.start < last.end)
        )


EVERYTHING = Selection()


def areas_of(figures: Iterable[Observation]) -> Iterator[str]:
    """The names by which a selection can ask for areas and breakdowns, each once, in order of appearance."""
    yield from dict.fromkeys(name for one in figures for name in (one.ref_area, one.breakdown) if name)


def _names(area: str, one: Observation) -> bool:
    return any(fold(area) in fold(name) for name in (one.ref_area, one.breakdown) if name)
