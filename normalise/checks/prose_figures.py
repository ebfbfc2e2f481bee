"""prose-confirms and prose-mismatch: a figure in the running text against the cell that it speaks of.

A confirmation needs the same figure in the same unit, and a sentence that uses the words of the label. A contradiction
needs more: all words of the label and of no other, the year, the kind of figure, and no second figure in the sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from normalise.checks.figures import format_figure, name_cell, print_figure, value_of
from normalise.checks.lines import is_exact
from normalise.dataset import Dataset, Finding, Measure, Observation, Role, Severity
from normalise.findings import make_finding
from normalise.prose import (
    Statement,
    agrees,
    content_words,
    find_statements,
    label_score,
    same_word,
    supports,
    uses_word,
    years_of,
)

MISMATCH_RULE, CONFIRMS_RULE = "prose-mismatch", "prose-confirms"

COMPLETE = 1.0
"""A contradiction needs every word of the label in the sentence."""

FEWEST_WORDS = 2
"""Words that a label needs before a sentence can be held to contradict it: one word may be about anything."""

MOST_OTHER_WORDS = 2
"""Words beside the label's that a contradicting sentence may have: more of them speak of a part or a circumstance."""

UNITS = {"EUR": "euro", "percent": "%", "percentage_point": "procentpunt"}
MULTS = {3: "duizend", 6: "mln.", 9: "mld."}


def check_prose(dataset: Dataset) -> Iterator[Finding]:
    """What the running text of each document says of the cells of its own tables."""
    cells: dict[str, list[Observation]] = defaultdict(list)
    for observation in dataset.observations:
        if is_exact(observation) and observation.measure is not Measure.VERSCHIL:
            cells[observation.document_id].append(observation)
    documents = {
        passage.passage_id: passage.document_id for passage in dataset.passages if passage.document_id in cells
    }
    for statement in find_statements(passage for passage in dataset.passages if passage.document_id in cells):
        yield from _check_statement(statement, cells[documents[statement.passage_id]])


def _check_statement(statement: Statement, cells: list[Observation]) -> Iterator[Finding]:
    confirmed = _confirmed(statement, cells)
    for cell in confirmed:
        yield _finding(
            CONFIRMS_RULE, Severity.INFO, statement, cell, f"de tekst noemt hetzelfde cijfer, {_write(statement)}"
        )
    contradicted = None if confirmed else _contradicted(statement, cells)
    if contradicted is not None:
        message = f"gedrukt staat {print_figure(contradicted)}, maar de tekst noemt {_write(statement)}"
        yield _finding(MISMATCH_RULE, Severity.WARNING, statement, contradicted, message)


def _confirmed(statement: Statement, cells: list[Observation]) -> list[Observation]:
    """The cells that a statement repeats; of several labels the one it fits best."""
    scored = [(supports(statement, cell), cell) for cell in cells if agrees(statement, cell.measure, cell.time_period)]
    best = max((score for score, _ in scored), default=0.0)
    return [cell for score, cell in scored if score == best > 0]


def _contradicted(statement: Statement, cells: list[Observation]) -> Observation | None:
    """The one cell that a statement must be about while it gives another figure; None where that is not certain."""
    years = years_of(statement.period)
    if statement.measure is None or len(years) != 1 or not statement.lone or not statement.level:
        return None
    about = [cell for cell in cells if _is_about(statement, cell, years)]
    named = {(cell.indicator_label, cell.parent_label) for cell in about}
    if len(about) != 1 or len(named) != 1 or _other_label_fits(statement, about[0], cells):
        return None
    cell = about[0]
    if len(_other_words(statement, cell)) > MOST_OTHER_WORDS:
        return None
    return None if statement.figure.rounds(value_of(cell), cell.unit_mult) else cell


def _is_about(statement: Statement, cell: Observation, years: tuple[int, ...]) -> bool:
    return (
        cell.measure is statement.measure
        and years_of(cell.time_period) == years
        and cell.role is not Role.OF_WHICH
        and statement.figure.same_unit(cell.unit_measure)
        and len(content_words(cell.indicator_label)) >= FEWEST_WORDS
        and label_score(statement, cell.indicator_label) == COMPLETE
    )


def _other_words(statement: Statement, cell: Observation) -> list[str]:
    """Words of the sentence itself that neither the label nor the heading above it uses."""
    named = filter(None, (cell.indicator_label, cell.theme_label, cell.parent_label))
    known = frozenset[str]().union(*map(content_words, named))
    return [word for word in content_words(statement.sentence) if not any(same_word(word, other) for other in known)]


def _other_label_fits(statement: Statement, cell: Observation, cells: Iterable[Observation]) -> bool:
    """Whether the sentence also uses a word that sets another label apart from this one."""
    own = content_words(cell.indicator_label)
    others = {other.indicator_label for other in cells} - {cell.indicator_label}
    return any(uses_word(statement, word) for label in others for word in content_words(label) - own)


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
