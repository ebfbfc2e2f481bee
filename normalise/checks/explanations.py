"""What may explain a figure that does not fit: two digits that changed places, or another document's figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from normalise.checks.figures import format_figure, is_digit_swap, print_figure, printed_decimals, value_of
from normalise.dataset import Dataset, Observation

MOST_NAMED = 5
"""Explanations that one hint names; more would read as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A figure that would fit in the place of a printed one, and why it may be meant."""

    observation: Observation
    figure: Decimal
    printed_in: str | None
    """Title of another document of the run that prints it."""
    swapped: bool
    """Whether it is the printed figure with two digits swapped."""

    @property
    def change(self) -> str:
        """`351 in plaats van 315 bij «Inzet»`."""
        figure = format_figure(self.figure, printed_decimals(self.observation))
        return f"{figure} in plaats van {print_figure(self.observation)} bij «{self.observation.indicator_label}»"

    @property
    def reason(self) -> str:
        """`(twee cijfers verwisseld; zo gedrukt in Jaarverslag 2020)`."""
        reasons = ["twee cijfers verwisseld"] * self.swapped
        reasons += [f"zo gedrukt in {self.printed_in}"] if self.printed_in else []
        return f"({'; '.join(reasons)})"


def explain(wanted: Iterable[tuple[Observation, Decimal]], dataset: Dataset) -> tuple[Explanation, ...]:
    """Explanations for figures that would fit, each given with the observation it would replace; the best first."""
    found = [one for observation, figure in wanted if (one := _explain_one(observation, figure, dataset)) is not None]
    return tuple(sorted(found, key=lambda one: one.printed_in is None))


def write_hint(explanations: Iterable[Explanation], fits: str) -> str | None:
    """One Dutch sentence; `fits` ends its first clause, such as `klopt de som`."""
    named = list(explanations)[:MOST_NAMED]
    if not named:
        return None
    first, *others = named
    clauses = [f"Met {first.change} {fits} {first.reason}", *(f"of met {one.change} {one.reason}" for one in others)]
    return f"{', '.join(clauses)}."


def _explain_one(observation: Observation, figure: Decimal, dataset: Dataset) -> Explanation | None:
    swapped = is_digit_swap(value_of(observation), figure, printed_decimals(observation))
    printed_in = min(_documents_printing(observation, figure, dataset), default=None)
    if not swapped and printed_in is None:
        return None
    return Explanation(observation=observation, figure=figure, printed_in=printed_in, swapped=swapped)


def _documents_printing(observation: Observation, figure: Decimal, dataset: Dataset) -> Iterator[str]:
    titles = document_titles(dataset)
    for other in dataset.observations:
        if (
            other.obs_value == figure
            and other.document_id != observation.document_id
            and same_figure(other, observation)
        ):
            yield titles.get(other.document_id, other.document_id)


def document_titles(dataset: Dataset) -> dict[str, str]:
    """How a message names each document."""
    return {document.document_id: document.title or document.source for document in dataset.documents}


def same_figure(one: Observation, other: Observation) -> bool:
    """Whether two observations speak of the same thing: indicator, place and unit, in whatever document."""
    return _identity(one) == _identity(other)


def _identity(observation: Observation) -> tuple[object, ...]:
    return (
        observation.indicator,
        observation.parent_indicator,
        observation.ref_area,
        observation.breakdown,
        observation.measure,
        observation.time_period,
        observation.unit_measure,
        observation.unit_mult,
    )
