"""percent-range and negative-count: figures outside what their unit allows."""

from __future__ import annotations

from collections.abc import Iterator

from normalise.checks.figures import name_cell, value_of
from normalise.checks.wording import speaks_of
from normalise.dataset import Dataset, Finding, Measure, Observation, Severity
from normalise.findings import make_finding

PERCENT_RULE, COUNT_RULE = "percent-range", "negative-count"

WHOLE = 100
"""Per cent of a whole: no share is more."""

STATED = frozenset({Measure.REALISATIE, Measure.NORM, Measure.RAMING, Measure.NULWAARDE})
"""Measures whose figure is a level; an unknown one could be a change."""


def check_percent_range(dataset: Dataset) -> Iterator[Finding]:
    """Percentages below 0 or above 100: a warning for what is clearly a share of a whole, else `info`."""
    for observation in dataset.observations:
        if (
            observation.unit_measure == "percent"
            and observation.obs_value is not None
            and observation.measure is not Measure.VERSCHIL
        ):
            highest = observation.obs_value_upper or observation.obs_value
            if observation.obs_value < 0 or highest > WHOLE:
                yield _percent_finding(observation)


def check_negative_count(dataset: Dataset) -> Iterator[Finding]:
    """Numbers below 0 where a label counts things."""
    for observation in dataset.observations:
        if observation.obs_value is not None and observation.obs_value < 0 and _counts(observation):
            yield _finding(observation, COUNT_RULE, Severity.WARNING, "een aantal kan niet negatief zijn", "0 of meer")


def _percent_finding(observation: Observation) -> Finding:
    below = value_of(observation) < 0
    text = " ".join(filter(None, (observation.indicator_label, observation.parent_label)))
    sure = observation.measure in STATED or (observation.measure is Measure.UNKNOWN and not below)
    share = sure and speaks_of("share", text) and not speaks_of("unbounded", text)
    said = "kan niet onder 0% liggen" if below else "kan niet boven 100% liggen"
    message = (
        f"een deel van het geheel {said}" if share else f"het percentage ligt {'onder 0%' if below else 'boven 100%'}"
    )
    return _finding(
        observation, PERCENT_RULE, Severity.WARNING if share else Severity.INFO, message, "0% tot en met 100%"
    )


def _counts(observation: Observation) -> bool:
    label = observation.indicator_label
    counted = observation.unit_measure == "number" and observation.measure in STATED
    return counted and speaks_of("counts", label) and not speaks_of("unbounded", label)


def _finding(observation: Observation, rule: str, severity: Severity, remark: str, expected: str) -> Finding:
    printed = observation.value_raw.strip()
    return make_finding(
        rule=rule,
        severity=severity,
        document_id=observation.document_id,
        table_id=observation.table_id,
        observations=(observation.observation_id,),
        message=f"{name_cell(observation)}: gedrukt staat {printed}, maar {remark}."
        if severity is Severity.WARNING
        else f"{name_cell(observation)}: {remark} ({printed}).",
        found=printed,
        expected=expected,
        locator=observation.locator,
    )
