"""What may explain a figure that does not fit: two digits that changed places, or another document's figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from normalise.checks.figures import format_figure, is_digit_swap, print_figure, printed_decimals, value_of
from normalise.dataset import Dataset, Observation

Identity = tuple[object, ...]

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


class Elsewhere(Protocol):
    """Who knows what other publications print."""

    def title_printing(self, observation: Observation, figure: Decimal) -> str | None:
        """The first title of another document that prints this figure where an observation stands; None where none does."""
        ...


class Printed:
    """What the documents of a dataset print; it is looked through when the first question comes."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def title_printing(self, observation: Observation, figure: Decimal) -> str | None:
        """The first title in the alphabet."""
        titles = (
            title
            for document, title in self._titles[identity(observation), figure]
            if document != observation.document_id
        )
        return min(titles, default=None)

    @cached_property
    def _titles(self) -> defaultdict[tuple[Identity, Decimal], set[tuple[str, str]]]:
        found: defaultdict[tuple[Identity, Decimal], set[tuple[str, str]]] = defaultdict(set)
        titles = document_titles(self._dataset)
        for one in self._dataset.observations:
            if one.obs_value is not None:
                title = titles.get(one.document_id, one.document_id)
                found[identity(one), one.obs_value].add((one.document_id, title))
        return found


class Asked:
    """Answers nothing, and remembers what it was asked."""

    def __init__(self) -> None:
        self.questions: list[tuple[Observation, Decimal]] = []

    def title_printing(self, observation: Observation, figure: Decimal) -> str | None:
        """None."""
        self.questions.append((observation, figure))
        return None


def explain(wanted: Iterable[tuple[Observation, Decimal]], elsewhere: Elsewhere) -> tuple[Explanation, ...]:
    """Explanations for figures that would fit, each given with the observation it would replace; the best first."""
    found = [one for observation, figure in wanted if (one := _explain_one(observation, figure, elsewhere)) is not None]
    return tuple(sorted(found, key=lambda one: one.printed_in is None))


def write_hint(explanations: Iterable[Explanation], fits: str) -> str | None:
    """One Dutch sentence; `fits` ends its first clause, such as `klopt de som`."""
    named = list(explanations)[:MOST_NAMED]
    if not named:
        return None
    first, *others = named
    clauses = [f"Met {first.change} {fits} {first.reason}", *(f"of met {one.change} {one.reason}" for one in others)]
    return f"{', '.join(clauses)}."


def _explain_one(observation: Observation, figure: Decimal, elsewhere: Elsewhere) -> Explanation | None:
    swapped = is_digit_swap(value_of(observation), figure, printed_decimals(observation))
    printed_in = elsewhere.title_printing(observation, figure)
    if not swapped and printed_in is None:
        return None
    return Explanation(observation=observation, figure=figure, printed_in=printed_in, swapped=swapped)


def document_titles(dataset: Dataset) -> dict[str, str]:
    """How a message names each document."""
    return {document.document_id: document.title or document.source for document in dataset.documents}


def same_figure(one: Observation, other: Observation) -> bool:
    """Whether two observations speak of the same thing: indicator, place and unit, in whatever document."""
    return identity(one) == identity(other)


def identity(observation: Observation) -> Identity:
    """What makes two observations one thing."""
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
