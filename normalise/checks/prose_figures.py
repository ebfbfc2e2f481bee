"""prose-confirms and prose-mismatch: a figure in the running text against the cell that it speaks of.

A confirmation needs the same figure in the same unit, and a sentence that uses the words of the label. A contradiction
needs more: all words of the label and of no other, the year, the kind of figure, and no second figure in the sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from normalise.checks.figures import format_figure, name_cell, print_figure, value_of
from normalise.checks.lines import is_exact
from normalise.dataset import Dataset, Finding, Measure, Observation, Role, Severity
from normalise.findings import make_finding
from normalise.numerals import amount
from normalise.prose import Statement, agrees, find_statements, same_word, supports, uses_word
from normalise.sentences import content_words, years_of

MISMATCH_RULE, CONFIRMS_RULE = "prose-mismatch", "prose-confirms"

FEWEST_WORDS = 2
"""Words that a label needs before a sentence can be held to contradict it: one word may be about anything."""

MOST_OTHER_WORDS = 2
"""Words beside the label's that a contradicting sentence may have: more of them speak of a part or a circumstance."""

UNITS = {"EUR": "euro", "percent": "%", "percentage_point": "procentpunt"}
MULTS = {3: "duizend", 6: "mln.", 9: "mld."}


@dataclass(frozen=True, slots=True)
class Cells:
    """The exact figures of one document, findable by their amount and by their place."""

    by_amount: Mapping[Decimal, list[Observation]]
    """Amounts are whole: 180 million is 180000000."""
    by_place: Mapping[tuple[Measure | None, str | None], list[Observation]]
    labels: frozenset[str]


def check_prose(dataset: Dataset) -> Iterator[Finding]:
    """What the running text of each document says of the cells of its own tables."""
    cells = _index_cells(dataset.observations)
    told = [passage for passage in dataset.passages if passage.document_id in cells]
    documents = {passage.passage_id: passage.document_id for passage in told}
    for statement in find_statements(told):
        yield from _check_statement(statement, cells[documents[statement.passage_id]])


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
        message = f"de tekst noemt hetzelfde cijfer, {_write(statement)}"
        yield _finding(CONFIRMS_RULE, Severity.INFO, statement, cell, message)
    contradicted = None if confirmed else _contradicted(statement, cells)
    if contradicted is not None:
        message = f"gedrukt staat {print_figure(contradicted)}, maar de tekst noemt {_write(statement)}"
        yield _finding(MISMATCH_RULE, Severity.WARNING, statement, contradicted, message)


def _confirmed(statement: Statement, cells: Cells) -> list[Observation]:
    """The cells that a statement repeats; of several labels the one it fits best."""
    same = cells.by_amount.get(amount(statement.value, statement.figure.unit_mult), ())
    scored = [(supports(statement, cell), cell) for cell in same if agrees(statement, cell.measure, cell.time_period)]
    best = max((score for score, _ in scored), default=0.0)
    return [cell for score, cell in scored if score == best > 0]


def _contradicted(statement: Statement, cells: Cells) -> Observation | None:
    """The one cell that a statement must be about while it gives another figure; None where that is not certain."""
    if statement.measure is None or len(years_of(statement.period)) != 1 or not (statement.lone and statement.level):
        return None
    about = [
        cell for cell in cells.by_place.get((statement.measure, statement.period), ()) if _is_about(statement, cell)
    ]
    if len(about) != 1 or _other_label_fits(statement, about[0], cells):
        return None
    cell = about[0]
    if len(_other_words(statement, cell)) > MOST_OTHER_WORDS or statement.figure.rounds(value_of(cell), cell.unit_mult):
        return None
    return cell


def _is_about(statement: Statement, cell: Observation) -> bool:
    return (
        cell.role is not Role.OF_WHICH
        and statement.figure.same_unit(cell.unit_measure)
        and len(content_words(cell.indicator_label)) >= FEWEST_WORDS
        and all(uses_word(statement, word) for word in content_words(cell.indicator_label))
    )


def _other_words(statement: Statement, cell: Observation) -> list[str]:
    """Words of the sentence itself that neither the label nor the heading above it uses."""
    named = filter(None, (cell.indicator_label, cell.theme_label, cell.parent_label))
    known = frozenset[str]().union(*map(content_words, named))
    return [word for word in content_words(statement.sentence) if not any(same_word(word, other) for other in known)]


def _other_label_fits(statement: Statement, cell: Observation, cells: Cells) -> bool:
    """Whether the sentence also uses a word that sets another label apart from this one."""
    own = content_words(cell.indicator_label)
    return any(uses_word(statement, word) for label in cells.labels for word in content_words(label) - own)


def _write(statement: Statement) -> str:
    figure = statement.figure
    unit = " ".join(filter(None, (MULTS.get(figure.unit_mult), UNITS.get(figure.unit_measure))))
    return f"{format_figure(Decimal(figure.value))} {unit}".strip()


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
        expected=_write(statement) if rule == MISMATCH_RULE else None,
        hint=f"«{statement.sentence}»" if rule == MISMATCH_RULE else None,
        locator=cell.locator,
    )
