"""What people decided about a dataset: figures that they corrected, findings that they accept.

Corrections are made anew in every run, after all documents are joined and before the checks, so that checks see them. What
is printed stays in `value_raw`; each correction is a finding that says what was there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from normalise.dataset import Dataset, Finding, Observation, ObsStatus, Placement, ReviewStatus, Severity
from normalise.findings import make_finding
from normalise.indicators import label_key

CORRECTED, STALE = "correction", "stale-review"

CORRECTABLE = (
    "ref_area",
    "breakdown",
    "theme",
    "indicator",
    "parent_indicator",
    "role",
    "measure",
    "time_period",
    "obs_value",
    "obs_value_upper",
    "qualifier",
    "unit_measure",
    "unit_mult",
    "obs_status",
    "missing_reason",
)
"""What a person may set; what is printed and where it stands is no opinion."""

WITHOUT_FIGURE = frozenset(
    {ObsStatus.CANNOT_EXIST, ObsStatus.NOT_COLLECTED, ObsStatus.MISSING, ObsStatus.SUPPRESSED, ObsStatus.NEGLIGIBLE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One value that a person sets."""

    observation_id: str
    column: str
    """One of CORRECTABLE."""
    value: object
    """Of the column's type; None for none."""
    who: str
    why: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A finding that a person has looked at, and why it may stay."""

    finding_id: str
    who: str
    why: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All decisions on one dataset."""

    corrections: tuple[Correction, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    """The slug of the indicator that a label is of, by `label_key` of the label."""


def rename(dataset: Dataset, aliases: Mapping[str, str]) -> Dataset:
    """The dataset with labels under the indicators that a person said they are of."""
    if not aliases:
        return dataset
    return replace(dataset, observations=tuple(_renamed(one, aliases) for one in dataset.observations))


def _renamed(one: Observation, aliases: Mapping[str, str]) -> Observation:
    own = aliases.get(label_key(one.indicator_label), one.indicator)
    parent = (
        aliases.get(label_key(one.parent_label), one.parent_indicator) if one.parent_label else one.parent_indicator
    )
    if (own, parent) == (one.indicator, one.parent_indicator):
        return one
    return replace(one, indicator=own, parent_indicator=parent)


def correct(dataset: Dataset, corrections: Sequence[Correction]) -> Dataset:
    """The dataset with the corrections made, and a finding for each; one whose figure is gone is a finding only."""
    if not corrections:
        return dataset
    wanted: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        wanted[correction.observation_id].append(correction)
    before = {one.observation_id: one for one in dataset.observations if one.observation_id in wanted}
    observations = tuple(
        _corrected(one, wanted[one.observation_id]) if one.observation_id in wanted else one
        for one in dataset.observations
    )
    findings = (*dataset.findings, *_correction_findings(corrections, before))
    return replace(dataset, observations=observations, findings=findings)


def accept(findings: Iterable[Finding], acceptances: Sequence[Acceptance]) -> tuple[Finding, ...]:
    """The findings, those that are accepted with who accepts them and why; acceptances of nothing are findings too."""
    reasons = {one.finding_id: ", ".join(filter(None, (one.why, one.who, one.when))) for one in acceptances}
    marked = tuple(
        replace(one, accepted=reasons[one.finding_id]) if one.finding_id in reasons else one for one in findings
    )
    known = {one.finding_id for one in marked}
    return (*marked, *(_stale_acceptance(one) for one in acceptances if one.finding_id not in known))


def _corrected(figure: Observation, corrections: Sequence[Correction]) -> Observation:
    values = {one.column: one.value for one in corrections}
    if values.get("obs_value") is not None:
        status = ObsStatus.NORMAL if figure.obs_status in WITHOUT_FIGURE else figure.obs_status
        values = {"missing_reason": None, "obs_status": status} | values
    corrected = replace(
        figure,
        **values,  # type: ignore[arg-type]  # the reader of the file gave each value its column's type
        review_status=ReviewStatus.CORRECTED,
        confidence=1.0,
        confidence_reasons=(),
    )
    if corrected.placement is Placement.AMBIGUOUS and corrected.measure is not None and corrected.time_period:
        return replace(corrected, placement=Placement.INFERRED, placement_evidence="review", candidates=())
    return corrected


def _correction_findings(corrections: Iterable[Correction], before: Mapping[str, Observation]) -> Iterator[Finding]:
    for one in corrections:
        figure = before.get(one.observation_id)
        by = ", ".join(filter(None, (one.who, one.when)))
        if figure is None:
            yield make_finding(
                rule=STALE,
                severity=Severity.WARNING,
                message=f"De correctie van {one.column} in «{one.observation_id}» ({by}) is niet gedaan: dat cijfer is er niet meer.",
                expected=_text(one.value),
            )
            continue
        old, new = _text(getattr(figure, one.column)), _text(one.value)
        yield make_finding(
            rule=CORRECTED,
            severity=Severity.INFO,
            document_id=figure.document_id,
            table_id=figure.table_id,
            observations=(figure.observation_id,),
            message=f"«{figure.indicator_label}»: {one.column} is met de hand veranderd van {old or 'leeg'} in {new or 'leeg'} ({by}): "
            f"{one.why.rstrip('.')}.",
            found=old,
            expected=new,
            locator=figure.locator,
        )


def _stale_acceptance(one: Acceptance) -> Finding:
    by = ", ".join(filter(None, (one.who, one.when)))
    return make_finding(
        rule=STALE,
        severity=Severity.INFO,
        message=f"De bevinding «{one.finding_id}», die was aanvaard ({by}), is er niet meer.",
    )


def _text(value: object) -> str | None:
    return None if value is None else f"{value:f}" if hasattr(value, "as_tuple") else str(value)
