"""prose-confirms, prose-mismatch and prose-unmatched: a figure in the running text of one document and the tables of others.

The tables of the document itself go first: this is asked only of what they have no cell for. A figure that another
document prints as provisional, or with a note that announces another, is no contradiction: the text is a later state of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalise.areas import DEFAULT_AREA
from normalise.checks.figures import name_cell, print_figure, value_of
from normalise.checks.lines import is_exact
from normalise.checks.prose_about import (
    CONFIRMS_RULE,
    MISMATCH_RULE,
    UNMATCHED_RULE,
    is_about,
    is_only_about,
    names_whole,
    says_little_else,
    write_figure,
)
from normalise.checks.run_cells import RunCells
from normalise.dataset import Finding, Observation, ObsStatus, Severity
from normalise.findings import make_finding
from normalise.indicators import known_labels
from normalise.prose import Statement, agrees, supports, uses_word
from normalise.revisions import identity
from normalise.sentences import content_words, years_of

REVISION_RULE = "revision"

UNSETTLED = {
    ObsStatus.PROVISIONAL: "als voorlopig cijfer",
    ObsStatus.ESTIMATE: "als schatting",
    ObsStatus.FORECAST: "als raming",
    ObsStatus.BREAK: "met een breuk in de reeks",
    ObsStatus.DEFINITION: "met een andere afbakening",
}
"""Statuses with which a document says that its figure may differ from another's."""


def check_elsewhere(statement: Statement, document_id: str, run: RunCells) -> Iterator[Finding]:
    """What a statement that its own document has no cell for says of the cells of other documents."""
    years = years_of(statement.period)
    if len(years) != 1 or not statement.level:
        return
    labels = run.labels_for(statement.words)
    printed = [cell for label in labels for cell in run.cells(document_id, label, years[0])]
    cells = [cell for cell in printed if _fits(statement, cell)]
    if any(cell.document_id == document_id for cell in cells):
        return
    confirmed = _confirmed(statement, cells)
    if confirmed:
        yield _confirming(statement, document_id, confirmed, run)
    elif statement.measure is not None and statement.lone:
        whole = [label for label, score in labels.items() if score == 1]
        yield from (
            _contradicting(statement, document_id, cells, run)
            if cells
            else _unmatched(statement, document_id, whole, run)
        )


def _fits(statement: Statement, cell: Observation) -> bool:
    """Whether a cell's kind, unit, period and area can be those of a statement."""
    in_area = cell.ref_area == DEFAULT_AREA or all(uses_word(statement, word) for word in content_words(cell.ref_area))
    return (
        in_area
        and agrees(statement, cell.measure, cell.time_period)
        and (cell.obs_value is None or statement.figure.same_unit(cell.unit_measure))
    )


def _confirmed(statement: Statement, cells: Sequence[Observation]) -> list[Observation]:
    """The cells that a statement repeats; of several labels the one it fits best."""
    scored = [(supports(statement, cell), cell) for cell in cells if is_exact(cell)]
    best = max((score for score, _ in scored), default=0.0)
    return [cell for score, cell in scored if score == best > 0]


def _confirming(statement: Statement, document_id: str, cells: Sequence[Observation], run: RunCells) -> Finding:
    first = min(cells, key=run.rank)
    message = f"{name_cell(first)}: de tekst noemt hetzelfde cijfer als {run.title(first.document_id)}, {write_figure(statement)}."
    found = sorted(cell.observation_id for cell in cells)
    return _finding(CONFIRMS_RULE, Severity.INFO, statement, document_id, message, run, observations=found)


def _contradicting(
    statement: Statement, document_id: str, cells: Sequence[Observation], run: RunCells
) -> Iterator[Finding]:
    """The one figure that a statement must be about while all publications print another; none where that is not certain."""
    about = [cell for cell in cells if is_about(statement, cell) and cell.time_period == statement.period]
    if not about or not all(map(is_exact, about)) or len({identity(cell) for cell in about}) != 1:
        return
    if any(statement.figure.rounds(value_of(cell), cell.unit_mult) for cell in about):
        return
    if not all(is_only_about(statement, cell, run.labels_of(cell.document_id)) for cell in about):
        return
    last = max(about, key=run.rank)
    source = run.title(last.document_id)
    told = f"de tekst noemt {write_figure(statement)}, {source} drukt {print_figure(last)}"
    way = UNSETTLED.get(last.obs_status)
    yield _finding(
        REVISION_RULE if way else MISMATCH_RULE,
        Severity.INFO if way else Severity.WARNING,
        statement,
        document_id,
        f"{name_cell(last)}: {told}{f' {way}' if way else ''}.",
        run,
        observations=[last.observation_id],
        found=write_figure(statement),
        expected=print_figure(last),
    )


def _unmatched(statement: Statement, document_id: str, labels: Sequence[str], run: RunCells) -> Iterator[Finding]:
    """A figure of an indicator that the run or the vocabulary has, for a year for which no table has it."""
    printed = [cell for label in labels if (cell := run.any_cell(document_id, label)) is not None]
    about = [cell for cell in printed if is_about(statement, cell)]
    if len({cell.indicator for cell in about}) == 1:
        named = is_only_about(statement, about[0], run.labels_of(about[0].document_id))
        label = about[0].indicator_label if named else None
    else:
        label = None if printed else _known_label(statement)
    if label is not None:
        said = f"De tekst noemt {write_figure(statement)} voor «{label}» in {statement.period}"
        message = f"{said}; geen tabel heeft daar een cijfer voor."
        yield _finding(
            UNMATCHED_RULE, Severity.INFO, statement, document_id, message, run, found=write_figure(statement)
        )


def _known_label(statement: Statement) -> str | None:
    """The label of the vocabulary that a statement is about; None where it may be several, or none."""
    labels = [label for label in known_labels() if names_whole(statement, label)]
    most = max(labels, key=lambda label: len(content_words(label)), default=None)
    others = (word for label in labels if most for word in content_words(label) - content_words(most))
    alone = most is not None and says_little_else(statement, (most,)) and not any(others)
    return most if alone else None


def _finding(  # noqa: PLR0913 - the columns of a finding that differ, each by its name
    rule: str,
    severity: Severity,
    statement: Statement,
    document_id: str,
    message: str,
    run: RunCells,
    *,
    observations: Sequence[str] = (),
    found: str | None = None,
    expected: str | None = None,
) -> Finding:
    return make_finding(
        rule=rule,
        severity=severity,
        document_id=document_id,
        observations=tuple(observations),
        passage_id=statement.passage_id,
        message=message,
        found=found,
        expected=expected,
        hint=None if rule == CONFIRMS_RULE else f"«{statement.sentence}»",
        locator=run.locator(statement.passage_id),
    )
