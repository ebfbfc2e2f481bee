"""Which indicator and which figure of a table an ambition in running text speaks of.

Conservative: a link needs the words of the label, the unit, a period that does not contradict, and that no other
indicator of the document fits as well. Whatever leaves a doubt is not linked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from normalise.dataset import Ambition, AmbitionForm, Dataset, Measure, Observation, Passage, ValueKind
from normalise.language.ambitions.norm_cells import norm_cells
from normalise.prose import ENOUGH, Statement, agrees, among, find_statements, label_score
from normalise.sentences import content_words

FEWEST_WORDS = 2
"""Words of a label that a sentence must all use before it is linked without a figure."""


def join_tables(dataset: Dataset) -> tuple[Ambition, ...]:
    """The ambitions of the running text, linked to the tables beside them, and those of the norm cells.

    Of each document first those of its text, then those of its tables. Done again on its own result it changes nothing.
    """
    prose = [one for one in dataset.ambitions if one.passage_id is not None]
    cells: dict[str, list[Observation]] = defaultdict(list)
    for observation in dataset.observations:
        cells[observation.document_id].append(observation)
    statements = _statements(dataset.passages, {one.passage_id for one in prose if one.document_id in cells})
    linked = [_link(one, cells.get(one.document_id, ()), statements) for one in prose]
    order = {row.document_id: place for place, row in enumerate(dataset.documents)}
    return tuple(
        sorted((*linked, *norm_cells(dataset.observations)), key=lambda one: order.get(one.document_id, len(order)))
    )


def _statements(passages: Iterable[Passage], wanted: set[str | None]) -> Mapping[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    if wanted:
        for statement in find_statements(passages):
            if statement.passage_id in wanted:
                found[statement.passage_id].append(statement)
    return found


def _link(
    ambition: Ambition,
    cells: Sequence[Observation],
    statements: Mapping[str, list[Statement]],
) -> Ambition:
    bare = replace(ambition, observation_id=None, indicator=None)
    if not cells or (ambition.form is not AmbitionForm.NORM and ambition.value is None):
        return bare
    own = [one for one in statements.get(ambition.passage_id or "", ()) if _is_in(one, ambition)]
    figure = _same_figure(ambition, own, cells)
    if figure is not None:
        return replace(bare, observation_id=figure.observation_id, indicator=figure.indicator)
    named = _named(ambition, cells)
    return replace(bare, indicator=named)


def _is_in(statement: Statement, ambition: Ambition) -> bool:
    """Whether a statement's figure is the one that the ambition aims at."""
    if ambition.value is None or ambition.value_kind is not ValueKind.LEVEL or statement.value != ambition.value:
        return False
    return ambition.text in statement.sentence or statement.sentence.rstrip(" .") in ambition.text


def _same_figure(ambition: Ambition, own: Sequence[Statement], cells: Sequence[Observation]) -> Observation | None:
    """The one norm cell that holds the same figure for the same indicator and a period that fits."""
    fitting: dict[str, tuple[float, Observation]] = {}
    for statement in own:
        for cell in cells:
            if cell.measure is not Measure.NORM or cell.obs_value is None:
                continue
            same = statement.figure.same_unit(cell.unit_measure) and statement.figure.equals(
                cell.obs_value, cell.unit_mult
            )
            score = label_score(statement, cell.indicator_label) if same else 0.0
            if score >= ENOUGH and agrees(statement, cell.measure, cell.time_period):
                fitting[cell.observation_id] = (score, cell)
    best = max((score for score, _ in fitting.values()), default=0.0)
    found = [cell for score, cell in fitting.values() if score == best]
    if ambition.time_period is not None and len(found) > 1:
        found = [cell for cell in found if cell.time_period == ambition.time_period]
    return found[0] if len(found) == 1 else None


def _named(ambition: Ambition, cells: Sequence[Observation]) -> str | None:
    """The one indicator all of whose words the ambition uses, where no other label fits as well."""
    words = content_words(ambition.text)
    fitting = {
        cell.indicator: len(label)
        for cell in cells
        if len(label := content_words(cell.indicator_label)) >= FEWEST_WORDS and all(among(one, words) for one in label)
    }
    most = max(fitting.values(), default=0)
    found = [slug for slug, length in fitting.items() if length == most]
    return found[0] if len(found) == 1 else None
