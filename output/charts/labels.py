"""The labels beside a chart: each measure by its name and its last figure, so that no legend is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from output.charts.layers import Mark
from output.charts.panels import Panel, is_sure, panel_figure
from output.charts.scales import Scale
from output.charts.vintages import Drawn
from output.charts.words import Language, words_of

LABEL_GAP = 0.085
"""Least distance between two labels, as a part of the height of a chart: a line of text."""


def labels_of(panel: Panel, drawn: Drawn, scale: Scale, language: Language) -> Iterator[Mark]:
    """A label beside the last figure of each measure, shifted where two would stand on each other."""
    words = words_of(language)
    wanted = []
    for measure, series in drawn.now.items():
        last = series[-1].figure
        text = f"{words.measures[measure]} {panel_figure(last, panel, language)}{'' if is_sure(last) else '?'}"
        wanted.append((float(panel.height(last)), text, measure.value))
    wanted.sort()
    heights = apart([height for height, _, _ in wanted], (scale.top - scale.bottom) * LABEL_GAP, scale.top)
    for height, (_, text, name) in zip(heights, wanted, strict=True):
        yield {"k": "label", "x": scale.time.end, "y": height, "m": name, "t": text}


def apart(heights: Sequence[float], gap: float, top: float) -> list[float]:
    """Heights from low to high, pushed up where two are nearer than the gap, and down again from the top.

    >>> apart([1, 2, 30], 10, 50), apart([45, 48, 49], 10, 50)
    ([1, 11, 30], [30, 40, 50])
    """
    placed: list[float] = []
    for height in heights:
        placed.append(height if not placed else max(height, placed[-1] + gap))
    for at in reversed(range(len(placed))):
        placed[at] = min(placed[at], top if at == len(placed) - 1 else placed[at + 1] - gap)
    return placed
