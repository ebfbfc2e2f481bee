"""Revisions: the same figure in one publication after another, and whether anything explains a change.

Figures are compared within a family of publications: those of one publisher, and those that print enough of the same
figures to be of one series. Two municipalities that count the same thing by the same name are no vintages of each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from normalise.checks.figures import HALF, last_place, printed_decimals, value_of
from normalise.checks.lines import is_exact
from normalise.checks.wording import speaks_of
from normalise.dataset import (
    Dataset,
    DocumentRow,
    Footnote,
    Measure,
    NoteEffect,
    Observation,
    ObsStatus,
    Revision,
    RevisionKind,
)
from normalise.digits import fits
from normalise.documents import expected_publication
from normalise.families import families_of
from normalise.indicators import is_known
from normalise.note_claims import is_partial
from normalise.sentences import years_of
from normalise.text import fold
from normalise.told_revisions import Explanations, Telling

Identity = tuple[object, ...]

Order = tuple[date, str, str]
"""Date of publication, or the likeliest one, then names: the same for any order of reading."""

COMPARED = frozenset({Measure.REALISATIE, Measure.NORM, Measure.RAMING, Measure.NULWAARDE})
"""Measures that have vintages; a Verschil changes because its columns do."""

UNSETTLED = (ObsStatus.PROVISIONAL, ObsStatus.ESTIMATE, ObsStatus.FORECAST, ObsStatus.BREAK, ObsStatus.DEFINITION)
"""Statuses that announce or explain another figure, the plainest first."""

TELLING = frozenset(
    {
        NoteEffect.DEFINITIVE,
        NoteEffect.PROVISIONAL,
        NoteEffect.BREAK,
        NoteEffect.DEFINITION,
        NoteEffect.SCOPE,
        NoteEffect.ESTIMATE,
    }
)
"""Effects of a note that explain why a figure is another one than before."""

PER = re.compile(r"\bper\s+(\d[\d.]*)\b")
"""`per 1.000 inwoners`: what a rate is counted over."""


class Publication(NamedTuple):
    """A document among its kin."""

    document: DocumentRow
    order: Order
    family: str


class Vintage(NamedTuple):
    """A figure and the publication that prints it."""

    figure: Observation
    publication: Publication


def revision_rows(dataset: Dataset) -> tuple[Revision, ...]:
    """Each figure that an earlier publication of its family prints too, against the latest of those; sorted."""
    shared = tuple(shared_figures(dataset.observations))
    if not shared:
        return ()
    kin = families_of(dataset.documents, (each for groups in shared for each in groups))
    orders = orders_of(dataset)
    publications = {
        row.document_id: Publication(row, orders[row.document_id], kin[row.document_id]) for row in dataset.documents
    }
    return explained_by_text(revisions_among(shared, publications, dataset.footnotes), dataset)


def revisions_among(
    shared: Iterable[list[list[Observation]]], publications: Mapping[str, Publication], footnotes: Iterable[Footnote]
) -> tuple[Revision, ...]:
    """The revisions among shared figures, with the notes that bear on them; sorted."""
    notes = {note.footnote_id: note for note in footnotes}
    rows = (
        _revision(earlier, later, notes)
        for group in _vintages(shared, publications)
        for earlier, later in pairwise(sorted(group, key=lambda vintage: vintage.publication.order))
    )
    return tuple(sorted((row for row in rows if row is not None), key=_row_order))


def explained_by_text(rows: tuple[Revision, ...], dataset: Dataset) -> tuple[Revision, ...]:
    """The rows, with conflicts that the running text of either document explains as revisions.

    Of the documents of these conflicts the dataset has all tables, observations and passages.
    """
    documents = {key for row in rows if _is_open(row) for key in (row.document_id, row.previous_document_id)}
    if not documents:
        return rows
    told = Explanations(dataset, documents)
    figures = {one.observation_id: one for one in dataset.observations if one.document_id in documents}
    return tuple(_explained(row, figures, told) if _is_open(row) else row for row in rows)


def _is_open(row: Revision) -> bool:
    return row.kind is RevisionKind.CONFLICT


def _explained(row: Revision, figures: Mapping[str, Observation], told: Explanations) -> Revision:
    later, earlier = figures[row.observation_id], figures[row.previous_observation_id]
    passage = told.passage_for(later, Telling.CHANGED) or told.passage_for(earlier, Telling.UNSETTLED)
    return replace(row, kind=RevisionKind.REVISION, reason=f"prose:{passage}") if passage else row


def _row_order(row: Revision) -> tuple[str, ...]:
    parts = (row.indicator, row.parent_indicator, row.ref_area, row.breakdown, row.measure, row.time_period)
    return (*(part or "" for part in parts), row.observation_id, row.previous_observation_id)


def identity(figure: Observation) -> Identity:
    """What a figure is a figure of, in whatever publication: figures with one identity can be compared."""
    return (figure.measure, *aim_identity(figure))


def aim_identity(figure: Observation) -> Identity:
    """What a figure is a figure of, whether it is reached, estimated or wanted."""
    return (
        figure.indicator,
        figure.parent_indicator,
        figure.ref_area,
        figure.breakdown,
        figure.time_period,
        figure.unit_measure,
        _counted_over(figure.indicator_label),
    )


@lru_cache(maxsize=16_384)
def _counted_over(label: str) -> tuple[str, ...]:
    return tuple(each.replace(".", "") for each in PER.findall(fold(label)))


def amount(figure: Observation) -> Decimal:
    """A figure in single units: 12,5 (x € 1 mln.) is 12.500.000."""
    value = value_of(figure)
    return value.scaleb(figure.unit_mult) if figure.unit_mult else value


def is_vintage(figure: Observation) -> bool:
    """Whether a figure can be compared with that of another publication."""
    return figure.measure in COMPARED and bool(figure.time_period) and is_exact(figure)


def shared_figures(observations: Iterable[Observation]) -> Iterator[list[list[Observation]]]:
    """For each figure that several documents print what they print, at most one a document; by theme where that must be."""
    figures: dict[Identity, dict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
    for one in observations:
        if is_vintage(one):
            figures[identity(one)][one.document_id].append(one)
    return (_single_figures(group) for group in figures.values() if len(group) > 1)


def _vintages(
    shared: Iterable[list[list[Observation]]], publications: Mapping[str, Publication]
) -> Iterator[list[Vintage]]:
    """The vintages of each figure, of publications that can be compared."""
    for groups in shared:
        for group in groups:
            if len(group) > 1:
                yield from _by_family([Vintage(one, publications[one.document_id]) for one in group])


def families(dataset: Dataset) -> dict[str, str]:
    """For each document_id the family of publications whose figures it can be compared with, named by a member."""
    return families_of(dataset.documents, (each for group in shared_figures(dataset.observations) for each in group))


def _single_figures(group: Mapping[str, list[Observation]]) -> list[list[Observation]]:
    """One figure a publication; where one prints several, its themes tell them apart, or it is left out."""
    if all(len({amount(one) for one in printed}) == 1 for printed in group.values()):
        return [[printed[0] for printed in group.values()]]
    themes: dict[str | None, dict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
    for document_id, printed in group.items():
        for one in printed:
            themes[one.theme][document_id].append(one)
    return [
        [printed[0] for printed in of_theme.values() if len({amount(one) for one in printed}) == 1]
        for of_theme in themes.values()
    ]


def _by_family(vintages: list[Vintage]) -> Iterator[list[Vintage]]:
    """Vintages of one family; an indicator of the vocabulary is the same one wherever no other publisher is named."""
    if (
        is_known(vintages[0].figure.indicator_label)
        and len({one.publication.document.publisher for one in vintages} - {None}) <= 1
    ):
        yield vintages
        return
    kin: dict[str, list[Vintage]] = defaultdict(list)
    for vintage in vintages:
        kin[vintage.publication.family].append(vintage)
    yield from kin.values()


def orders_of(dataset: Dataset) -> dict[str, Order]:
    """By document_id what its publication is put in order by: its date or the likeliest one, its name, its id."""
    last_realised: dict[str, int] = {}
    for one in dataset.observations:
        if one.measure is Measure.REALISATIE and one.time_period and one.obs_value is not None:
            last_realised[one.document_id] = max(last_realised.get(one.document_id, 0), *years_of(one.time_period))
    return {
        row.document_id: (
            row.published or expected_publication(row.title or "", last_realised.get(row.document_id)),
            row.source,
            row.document_id,
        )
        for row in dataset.documents
    }


def _revision(earlier: Vintage, later: Vintage, notes: Mapping[str, Footnote]) -> Revision | None:
    """The figure beside the earlier one; None where the dataset has no room for them in one unit."""
    figure, previous = later.figure, earlier.figure
    unit_mult = _common_power(figure, previous)
    if unit_mult is None:
        return None
    value, previous_value = (amount(one).scaleb(-unit_mult) for one in (figure, previous))
    same = agree(figure, previous)
    reason = None if same else _reason(figure, previous, notes)
    kind = RevisionKind.SAME if same else RevisionKind.REVISION if reason else RevisionKind.CONFLICT
    assert figure.measure is not None and figure.time_period is not None  # noqa: PT018 - both hold by `_groups`
    return Revision(
        indicator=figure.indicator,
        parent_indicator=figure.parent_indicator,
        ref_area=figure.ref_area,
        breakdown=figure.breakdown,
        measure=figure.measure,
        time_period=figure.time_period,
        document_id=figure.document_id,
        observation_id=figure.observation_id,
        published=later.publication.document.published,
        obs_value=value,
        previous_document_id=previous.document_id,
        previous_observation_id=previous.observation_id,
        previous_value=previous_value,
        change=value - previous_value,
        unit_measure=figure.unit_measure,
        unit_mult=unit_mult,
        kind=kind,
        reason=reason,
    )


def _common_power(figure: Observation, previous: Observation) -> int | None:
    """The power of ten in which both figures and their difference fit, exactly: 12.345.678 beside 0,012 mld is no mld."""
    for power in sorted({figure.unit_mult, previous.unit_mult}, key=lambda one: one != figure.unit_mult):
        value, before = (amount(one).scaleb(-power) for one in (figure, previous))
        if all(map(fits, (value, before, value - before))):
            return power
    return None


def agree(one: Observation, other: Observation) -> bool:
    """Whether two prints can be of one figure: equal, or equal but for the rounding of the coarser print."""
    gap = abs(amount(one) - amount(other))
    if _last_place(one) == _last_place(other):
        return gap == 0
    return gap <= HALF * max(_last_place(one), _last_place(other))


def _last_place(figure: Observation) -> Decimal:
    """One unit in the last printed place, in single units."""
    return last_place(printed_decimals(figure)).scaleb(figure.unit_mult)


def _reason(figure: Observation, previous: Observation, notes: Mapping[str, Footnote]) -> str | None:
    """What explains that two publications print another figure; None where nothing does."""
    for note in _notes_of((figure, previous), notes):
        if covers(note, figure) and tells(note):
            return f"footnote:{note.footnote_id}"
    statuses = (previous.obs_status, figure.obs_status)
    status = next((one for one in UNSETTLED if one in statuses), None)
    if status is not None:
        return f"status:{status.value}"
    return "forecast" if figure.measure is Measure.RAMING else None


def tells(note: Footnote) -> bool:
    """Whether a note says why a figure may be another one than before: what it is of, or that it was changed."""
    return note.effect in TELLING or speaks_of("revised", note.text) or is_partial(note.text)


def _notes_of(figures: Iterable[Observation], notes: Mapping[str, Footnote]) -> Iterator[Footnote]:
    return (notes[key] for figure in figures for key in figure.footnotes if key in notes)


def covers(note: Footnote, figure: Observation) -> bool:
    """Whether a note may speak of the figure's period: it names no years, or one of the period's."""
    first, last = note.period_from, note.period_to
    years = years_of(figure.time_period)
    if first is None or not years:
        return True
    return max(years) >= int(first[:4]) and (last is None or min(years) <= int(last[:4]))
