"""prose-confirms and prose-mismatch: a figure in the running text against the cell that it speaks of.

A confirmation needs the same figure in the same unit, and a sentence that uses the words of the label. A contradiction
needs more: all words of the label and of no other, the year, the kind of figure, and no second figure in the sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from normalise.checks.figures import name_cell, print_figure, value_of
from normalise.checks.lines import is_exact
from normalise.checks.prose_about import CONFIRMS_RULE, MISMATCH_RULE, is_about, is_only_about, write_figure
from normalise.checks.prose_elsewhere import check_elsewhere
from normalise.checks.run_cells import RunCells, read_run
from normalise.dataset import Dataset, Finding, Measure, Observation, Severity
from normalise.findings import make_finding
from normalise.numerals import amount
from normalise.prose import Statement, agrees, find_statements, supports
from normalise.sentences import years_of

MOST_CONFIRMED = 20
"""Cells that one statement confirms: a figure stands in two or three tables, but a document may hold one table a thousand
times, with the text beside it, and findings are not to grow with the square of that."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The exact figures of one document, findable by their amount and by their place."""

    by_amount: Mapping[Decimal, list[Observation]]
    """Amounts are whole: 180 million is 180000000."""
    by_place: Mapping[tuple[Measure | None, str | None], list[Observation]]
    labels: frozenset[str]


def check_prose(dataset: Dataset) -> Iterator[Finding]:
    """What the running text of each document says of the cells of its own tables, else of those of its family."""
    return _check_prose(dataset, read_run(dataset))


def check_prose_alone(dataset: Dataset) -> Iterator[Finding]:
    """What it says of the cells of its own tables."""
    return _check_prose(dataset, None)


def _check_prose(dataset: Dataset, elsewhere: RunCells | None) -> Iterator[Finding]:
    cells = _index_cells(dataset.observations)
    documents = {passage.passage_id: passage.document_id for passage in dataset.passages}
    for statement in find_statements(dataset.passages if cells else ()):
        document_id = documents[statement.passage_id]
        own = list(_check_statement(statement, cells[document_id])) if document_id in cells else []
        yield from own or (() if elsewhere is None else check_elsewhere(statement, document_id, elsewhere))


def _index_cells(observations: Iterable[Observation]) -> dict[str, Cells]:
    documents: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        if is_exact(observation) and observation.measure is not Measure.VERSCHIL:
            documents[observation.document_id].append(observation)
    return {document: _index_document(figures) for document, figures in documents.items()}


def _index_document(figures: list[Observation]) -> Cells:
    cells = Cells(defaultdict(list), defaultdict(list), frozenset(one.indicator_label for one in figures))
    for one in figures:
        cells.by_amount[amount(value_of(one), one.unit_mult)].append(one)
        cells.by_place[one.measure, one.time_period].append(one)
    return cells


def _check_statement(statement: Statement, cells: Cells) -> Iterator[Finding]:
    confirmed = _confirmed(statement, cells)
    for cell in confirmed:
        message = f"de tekst noemt hetzelfde cijfer, {write_figure(statement)}"
        yield _finding(CONFIRMS_RULE, Severity.INFO, statement, cell, message)
    contradicted = None if confirmed else _contradicted(statement, cells)
    if contradicted is not None:
        message = f"gedrukt staat {print_figure(contradicted)}, maar de tekst noemt {write_figure(statement)}"
        yield _finding(MISMATCH_RULE, Severity.WARNING, statement, contradicted, message)


def _confirmed(statement: Statement, cells: Cells) -> list[Observation]:
    """The cells that a statement repeats; of several labels the one it fits best."""
    same = cells.by_amount.get(amount(statement.value, statement.figure.unit_mult), ())
    scored = [(supports(statement, cell), cell) for cell in same if agrees(statement, cell.measure, cell.time_period)]
    best = max((score for score, _ in scored), default=0.0)
    return [cell for score, cell in scored if score == best > 0][:MOST_CONFIRMED]


def _contradicted(statement: Statement, cells: Cells) -> Observation | None:
    """The one cell that a statement must be about while it gives another figure; None where that is not certain."""
    if statement.measure is None or len(years_of(statement.period)) != 1 or not (statement.lone and statement.level):
        return None
    at_place = cells.by_place.get((statement.measure, statement.period), ())
    about = [cell for cell in at_place if is_about(statement, cell)]
    if len(about) != 1 or not is_only_about(statement, about[0], cells.labels):
        return None
    return None if statement.figure.rounds(value_of(about[0]), about[0].unit_mult) else about[0]


def _finding(rule: str, severity: Severity, statement: Statement, cell: Observation, message: str) -> Finding:
    return make_finding(
        rule=rule,
        severity=severity,
        document_id=cell.document_id,
        table_id=cell.table_id,
        observations=(cell.observation_id,),
        passage_id=statement.passage_id,
        message=f"{name_cell(cell)}: {message}.",
        found=print_figure(cell),
        expected=write_figure(statement) if rule == MISMATCH_RULE else None,
        hint=f"«{statement.sentence}»" if rule == MISMATCH_RULE else None,
        locator=cell.locator,
    )
