"""footnote-value: `4 van de 10 regio's` in a note against the percentage, the count and the whole that are printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from normalise.checks.bearings import OBSERVED, Bearing, Row, note_finding
from normalise.checks.figures import (
    HALF,
    format_figure,
    last_place,
    name_cell,
    print_figure,
    printed_decimals,
    value_of,
)
from normalise.checks.lines import is_exact
from normalise.dataset import Finding, Observation, Severity
from normalise.note_claims import Share, read_claims
from normalise.prose import same_word
from normalise.sentences import content_words
from normalise.text import fold
from normalise.wordlists import word_pattern


def check_shares(bearing: Bearing) -> Iterator[Finding]:
    """Shares that cannot be, or that are others than the cells print."""
    for claim in read_claims(bearing.note.text):
        if isinstance(claim, Share):
            if claim.part > claim.whole:
                yield from _impossible(bearing, claim)
                continue
            for row in bearing.rows if bearing.of_a_row else ():
                yield from _check_whole(bearing, row, claim)
                if not claim.coverage and _is_of_row(bearing, row, claim):
                    yield from _check_cell(bearing, row, claim)


def _impossible(bearing: Bearing, claim: Share) -> Iterator[Finding]:
    for row in bearing.rows[:1]:
        message = f"Noot {bearing.note.marker} noemt «{claim.said}»: een deel kan niet meer zijn dan het geheel."
        cells = bearing.covered(row)
        yield note_finding(
            bearing.note,
            Severity.WARNING,
            row.table.table_id,
            message,
            cells,
            found=claim.said,
            expected=f"ten hoogste {claim.whole}",
        )


def _check_whole(bearing: Bearing, row: Row, claim: Share) -> Iterator[Finding]:
    """The whole against a row of the same table that counts nothing but the same noun, for the same period."""
    covered = bearing.covered(row)
    periods = {cell.time_period for cell in covered}
    for line in row.table.lines:
        words = content_words(line.label)
        if not words or not all(same_word(word, claim.noun) for word in words):
            continue
        for cell in line.cells.values():
            counts = is_exact(cell) and cell.unit_measure == "number" and cell.measure in OBSERVED
            if counts and cell.time_period in periods and value_of(cell) != claim.whole and cell not in covered:
                yield _finding(bearing, cell, format_figure(Decimal(claim.whole)), f"«{claim.said}»")


def _is_of_row(bearing: Bearing, row: Row, claim: Share) -> bool:
    """Whether a cell is the share that its note names: the note says nothing beside it that the label does not say too."""
    label = content_words(row.cells[0].indicator_label)
    rest = content_words(word_pattern("note_claims", "share").sub(" ", fold(bearing.note.text)))
    beside = [word for word in rest if not any(same_word(word, said) for said in content_words(fold(claim.said)))]
    named = any(same_word(word, claim.noun) for word in label)
    return not beside or (named and all(any(same_word(word, other) for other in label) for word in beside))


def _check_cell(bearing: Bearing, row: Row, claim: Share) -> Iterator[Finding]:
    """The one cell that a note bears on against the share: as a percentage, or as the count of the part."""
    cells = [cell for cell in bearing.covered(row) if cell.measure in OBSERVED]
    if len(cells) != 1:
        return
    cell = cells[0]
    if cell.unit_measure == "percent":
        decimals = printed_decimals(cell)
        share = Decimal(100 * claim.part) / claim.whole
        if abs(share - value_of(cell)) > HALF * last_place(decimals):
            expected = f"{format_figure(share.quantize(last_place(decimals), ROUND_HALF_UP))}%"
            yield _finding(bearing, cell, expected, f"«{claim.said}», dus {expected}")
    elif _counts(cell, claim) and value_of(cell) != claim.part:
        yield _finding(bearing, cell, format_figure(Decimal(claim.part)), f"«{claim.said}»")


def _counts(cell: Observation, claim: Share) -> bool:
    """Whether a cell counts what the share is of."""
    whole = cell.unit_measure == "number" and cell.unit_mult == 0
    return whole and any(same_word(word, claim.noun) for word in content_words(cell.indicator_label))


def _finding(bearing: Bearing, cell: Observation, expected: str, said: str) -> Finding:
    message = f"{name_cell(cell)}: noot {bearing.note.marker} noemt {said}; gedrukt staat {print_figure(cell)}."
    return note_finding(
        bearing.note, Severity.WARNING, cell.table_id, message, (cell,), found=print_figure(cell), expected=expected
    )
