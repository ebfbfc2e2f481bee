"""The colours of charts on light and on dark paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from normalise.dataset import Measure

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours of a theme. Each has a contrast of at least 4.5 with the paper, since labels have them too.

    Hues are those of Okabe and Ito, which colour-blind readers tell apart, made darker or lighter to reach it.
    """

    paper: str
    ink: str
    faint: str
    grid: str
    measures: Mapping[Measure, str]


LOOKS: Mapping[Theme, Look] = {
    "light": Look(
        paper="#ffffff",
        ink="#1c1c1c",
        faint="#5c5c5c",
        grid="#dedede",
        measures={
            Measure.REALISATIE: "#00548f",
            Measure.UNKNOWN: "#4a4a4a",
            Measure.RAMING: "#00664b",
            Measure.NULWAARDE: "#7d3c73",
            Measure.NORM: "#a84300",
        },
    ),
    "dark": Look(
        paper="#16181c",
        ink="#ececec",
        faint="#a8adb5",
        grid="#3a3d44",
        measures={
            Measure.REALISATIE: "#7cc4f5",
            Measure.UNKNOWN: "#c9c9c9",
            Measure.RAMING: "#5fd3ae",
            Measure.NULWAARDE: "#dca5d3",
            Measure.NORM: "#f2a15f",
        },
    ),
}
