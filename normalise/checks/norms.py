"""norm-met and norm-not-met: what was reached against the norm for the same period.

Which way is better is told by the norm itself where it is printed as a bound (`≥ 90%`), else by the vocabulary. Where
neither does, nothing is said, nor of a figure that a note calls one of a part of the year: the norm is for all of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from normalise.checks.figures import name_cell, print_figure
from normalise.checks.note_parts_of_year import partial_figures
from normalise.dataset import Dataset, Direction, Finding, Measure, Observation, Placement, Qualifier, Severity
from normalise.findings import make_finding
from normalise.revisions import aim_identity, amount

MET, NOT_MET = "norm-met", "norm-not-met"

BOUNDS = {
    Qualifier.AT_LEAST: Direction.HIGHER,
    Qualifier.MORE: Direction.HIGHER,
    Qualifier.AT_MOST: Direction.LOWER,
    Qualifier.LESS: Direction.LOWER,
}
WORDS = {Direction.HIGHER: "ten minste", Direction.LOWER: "ten hoogste"}


def check_norms(dataset: Dataset) -> Iterator[Finding]:
    """Each norm with what was reached, where one document prints both."""
    directions = {row.indicator: row.direction for row in dataset.indicators}
    reached: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    norms: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    partial = partial_figures(dataset)
    for one in dataset.observations:
        if one.observation_id in partial:
            continue
        if one.obs_value is not None and one.time_period and one.placement is not Placement.AMBIGUOUS:
            if one.measure is Measure.NORM:
                norms[_key(one)].append(one)
            elif one.measure is Measure.REALISATIE and one.obs_value_upper is None and one.qualifier is None:
                reached[_key(one)].append(one)
    for key, found in norms.items():
        if len(found) == 1 and len(reached[key]) == 1 and found[0].obs_value_upper is None:
            yield from _compare(reached[key][0], found[0], directions.get(found[0].indicator))


def _key(one: Observation) -> tuple[object, ...]:
    """What a figure is a figure of, whether it is reached or wanted."""
    return (one.document_id, one.theme, *aim_identity(one))


def _compare(reached: Observation, norm: Observation, known: Direction | None) -> Iterator[Finding]:
    direction = BOUNDS.get(norm.qualifier, known) if norm.qualifier else known
    if direction not in WORDS:
        return
    gap = amount(reached) - amount(norm)
    ahead = gap if direction is Direction.HIGHER else -gap
    met = ahead > 0 or (ahead == 0 and norm.qualifier not in (Qualifier.MORE, Qualifier.LESS))
    yield make_finding(
        rule=MET if met else NOT_MET,
        severity=Severity.INFO,
        document_id=reached.document_id,
        table_id=reached.table_id,
        observations=(reached.observation_id, norm.observation_id),
        message=f"{name_cell(reached)}: {print_figure(reached)} bij een norm van {WORDS[direction]} {print_figure(norm)}; "
        f"de norm is {'gehaald' if met else 'niet gehaald'}.",
        found=print_figure(reached),
        expected=print_figure(norm),
        locator=reached.locator,
    )
