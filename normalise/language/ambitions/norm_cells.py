"""Norm cells of tables as ambitions: a figure in a column of norms is aimed at as much as one in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from normalise.dataset import (
    Ambition,
    AmbitionForm,
    AmbitionKind,
    Bound,
    Measure,
    Movement,
    Observation,
    Qualifier,
    ValueKind,
)
from normalise.ids import content_id

RULE = "norm-cell"
SET = 4
"""Strength of what is printed as a norm."""
BOUNDS = {
    Qualifier.LESS: Bound.MAX,
    Qualifier.AT_MOST: Bound.MAX,
    Qualifier.MORE: Bound.MIN,
    Qualifier.AT_LEAST: Bound.MIN,
}


def norm_cells(observations: Iterable[Observation]) -> Iterator[Ambition]:
    """The ambitions that the norm cells of some tables state, in their order; cells without a figure state none."""
    for observation in observations:
        if observation.measure is Measure.NORM and observation.obs_value is not None:
            yield _ambition(observation)


def _ambition(cell: Observation) -> Ambition:
    bound = Bound.EXACT if cell.qualifier is None else BOUNDS.get(cell.qualifier, Bound.EXACT)
    return Ambition(
        ambition_id=content_id(RULE, cell.observation_id, cell.value_raw),
        document_id=cell.document_id,
        observation_id=cell.observation_id,
        text=f"{cell.indicator_label}: {cell.value_raw}",
        themes=(cell.theme,) if cell.theme else (),
        form=AmbitionForm.NORM,
        kind=AmbitionKind.QUANTITATIVE,
        direction=Movement.REACH if bound is Bound.EXACT else Movement.MAINTAIN,
        object=cell.indicator_label,
        indicator=cell.indicator,
        value=cell.obs_value,
        value_kind=ValueKind.LEVEL,
        bound=bound,
        unit_measure=cell.unit_measure,
        unit_mult=cell.unit_mult,
        time_period=cell.time_period,
        strength=SET,
        rule=RULE,
        confidence=cell.confidence,
    )
