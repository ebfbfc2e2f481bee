"""sum-mismatch: parts that do not add up to their printed total.

Which lines are the parts is decided by the table itself: of the sets that could be (`parts.py`) the one that adds up in
most places is taken, and a place where that set fails is reported. Where no set adds up anywhere the parts are not
known, and nothing is said; a table with one column of figures is judged by itself, with more caution.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from normalise.checks.explanations import Elsewhere, Explanation, Printed, explain, write_hint
from normalise.checks.figures import (
    HALF,
    format_figure,
    is_rounded,
    last_place,
    most_decimals,
    name_cell,
    print_figure,
    printed_decimals,
    value_of,
)
from normalise.checks.lines import Line, Place, TableLines, Unit, read_lines
from normalise.checks.parts import FEWEST_PARTS, Parts, candidate_parts, section_parts
from normalise.checks.wording import speaks_of
from normalise.dataset import Dataset, Finding, MissingReason, Observation, Role, Severity
from normalise.findings import make_finding
from normalise.words import label_is

RULE = "sum-mismatch"

FEWEST_PLACES = 2
"""Places that must show a thing (a line too many, rounding) before it counts; one could be the error itself."""

UNSUMMED = frozenset({"percent", "percentage_point"})
NOTHING = frozenset({MissingReason.BLANK, MissingReason.DASH})
"""Missing cells that may stand for nothing at all, so that the parts can add up without them."""

NEGLIGIBLE = Decimal("0.02")
"""Rounding above this share of the total could hide anything: such a sum is no evidence for a set of parts."""


class Outcome(Enum):
    HOLDS = "the parts give the total"
    ROUNDED = "they give it but for rounding"
    FAILS = "they do not"
    OPEN = "a missing part, or nothing but zeros: it cannot be said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One total in one place, against one set of parts."""

    place: Place
    total: Observation
    parts: tuple[Observation, ...]
    complete: bool
    """Every line of the set has a figure here."""
    computed: Decimal

    @property
    def gap(self) -> Decimal:
        """What the printed total has more than its parts."""
        return value_of(self.total) - self.computed

    @property
    def rounding(self) -> Decimal:
        """The largest gap that rounding explains: half a unit in the last place of the total and of each part."""
        decimals = most_decimals(self.parts)
        of_total = last_place(min(printed_decimals(self.total), decimals))
        return HALF * (of_total + len(self.parts) * last_place(decimals))

    @property
    def tolerance(self) -> Decimal:
        """The largest gap that is not reported: that of rounding, for plain counts one."""
        if any(map(is_rounded, (self.total, *self.parts))):
            return self.rounding
        return min(self.rounding, Decimal(1))

    @property
    def exceeds(self) -> bool:
        """The parts are more than the total, which no further part can mend."""
        return self.gap < 0 and all(value_of(part) >= 0 for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One set of parts, tried in every place that prints the total."""

    sums: tuple[tuple[Sum, Outcome], ...]

    def having(self, *outcomes: Outcome) -> tuple[Sum, ...]:
        return tuple(one for one, outcome in self.sums if outcome in outcomes)

    @property
    def holds(self) -> int:
        """Places where the set adds up closely enough to be evidence."""
        close = sum(one.rounding <= NEGLIGIBLE * abs(value_of(one.total)) for one in self.having(Outcome.ROUNDED))
        return len(self.having(Outcome.HOLDS)) + close

    @property
    def fails(self) -> int:
        return len(self.having(Outcome.FAILS))


def check_sums(dataset: Dataset) -> Iterator[Finding]:
    """Every printed total that its parts do not give; of-which lines are no parts, percentages are never added."""
    return sums_in(dataset, Printed(dataset))


def sums_in(dataset: Dataset, elsewhere: Elsewhere) -> Iterator[Finding]:
    """The same, for tables of which somebody knows what is printed elsewhere."""
    for table in read_lines(dataset):
        for index, line in enumerate(table.lines):
            if line.role is Role.TOTAL and line.unit[0] not in UNSUMMED and not speaks_of("no_sum", line.label):
                yield from _check_total(table, index, elsewhere)


def _check_total(table: TableLines, index: int, elsewhere: Elsewhere) -> Iterator[Finding]:
    trials = _trials(candidate_parts(table, index), table.lines[index])
    if not trials:
        return
    best = max(trials, key=lambda trial: (trial.holds, -trial.fails))
    if best.holds:
        yield from _report(best, elsewhere)
    else:
        yield from _check_alone(table, index, elsewhere)


def _trials(candidates: Iterable[Parts], total: Line) -> list[Trial]:
    """Every set tried, also without a line that is one too many; the first that adds up everywhere ends the search."""
    trials: list[Trial] = []
    for parts in candidates:
        trial = _try_parts(parts, total)
        trials.append(trial)
        if trial.holds and not trial.fails:
            return trials
        trials += [_try_parts(fewer, total) for fewer in _without_surplus(parts, trial)]
    return trials


def _without_surplus(parts: Parts, trial: Trial) -> Iterator[Parts]:
    """The set without a line that is the surplus in several places: an of-which line that nothing marks as such."""
    fails = trial.having(Outcome.FAILS)
    for line in parts if len(parts) > FEWEST_PARTS else ():
        surplus = sum((figure := line.figure(one.place)) is not None and value_of(figure) == -one.gap for one in fails)
        if surplus >= FEWEST_PLACES:
            yield tuple(part for part in parts if part is not line)


def _try_parts(parts: Parts, total: Line) -> Trial:
    sums = [one for place in total.cells if (one := _sum_at(parts, total, place)) is not None]
    # Several small gaps show figures that were rounded before they were printed, whatever their unit says.
    coarse = sum(one.gap != 0 and abs(one.gap) <= one.rounding for one in sums) >= FEWEST_PLACES
    return Trial(sums=tuple((one, _judge(one, coarse=coarse)) for one in sums))


def _sum_at(parts: Parts, total: Line, place: Place) -> Sum | None:
    """The sum in one place; None where the total or too many parts have no figure, or a part's figure is not exact."""
    printed = total.figure(place)
    if printed is None or not all(_is_clear(line, place) for line in parts):
        return None
    figures = tuple(figure for line in parts if (figure := line.figure(place)) is not None)
    if len(figures) < FEWEST_PARTS or any(_unit(figure) != _unit(printed) for figure in figures):
        return None
    computed = sum(map(value_of, figures), start=Decimal(0))
    return Sum(place=place, total=printed, parts=figures, complete=len(figures) == len(parts), computed=computed)


def _unit(observation: Observation) -> Unit:
    return observation.unit_measure, observation.unit_mult


def _is_clear(line: Line, place: Place) -> bool:
    """Whether a line has an exact figure in a place, or a cell that may stand for nothing."""
    cell = line.cells.get(place)
    if cell is None:
        return line.sure
    return line.figure(place) is not None or cell.missing_reason in NOTHING


def _judge(one: Sum, *, coarse: bool) -> Outcome:
    if one.gap == 0:
        telling = sum(value_of(part) != 0 for part in one.parts) >= FEWEST_PARTS
        return Outcome.HOLDS if telling else Outcome.OPEN
    if abs(one.gap) <= (one.rounding if coarse else one.tolerance):
        return Outcome.ROUNDED
    return Outcome.FAILS if one.complete or one.exceeds else Outcome.OPEN


def _report(trial: Trial, elsewhere: Elsewhere) -> Iterator[Finding]:
    for one in trial.having(Outcome.ROUNDED):
        yield _finding(one, Severity.INFO, ())
    sure = trial.holds > 1 and trial.fails == 1
    for one in trial.having(Outcome.FAILS):
        explanations = _explain(one, elsewhere)
        if explanations or trial.holds >= trial.fails:
            yield _finding(one, Severity.ERROR if sure else Severity.WARNING, explanations)


def _check_alone(table: TableLines, index: int, elsewhere: Elsewhere) -> Iterator[Finding]:
    """A total with one figure in the table: judged only if it is called a total and stands under its whole section."""
    total, parts = table.lines[index], section_parts(table, index)
    if len(parts) < FEWEST_PARTS or not label_is("total", total.label):
        return
    fails = _try_parts(parts, total).having(Outcome.FAILS)
    for one in fails if len(fails) == 1 else ():
        explanations = _explain(one, elsewhere)
        # More parts than the total, by less than any of them: neither a line left out nor one too many can mend that.
        certain = one.exceeds and -one.gap < min(map(value_of, one.parts))
        yield _finding(one, Severity.WARNING if explanations or certain else Severity.INFO, explanations)


def _explain(one: Sum, elsewhere: Elsewhere) -> tuple[Explanation, ...]:
    wanted = [(part, value_of(part) + one.gap) for part in one.parts]
    return explain([*wanted, (one.total, one.computed)], elsewhere)


def _finding(one: Sum, severity: Severity, explanations: tuple[Explanation, ...]) -> Finding:
    decimals = max(printed_decimals(one.total), most_decimals(one.parts))
    computed, printed = format_figure(one.computed, decimals), print_figure(one.total)
    rounding = "; het verschil past bij afronding" if severity is Severity.INFO and abs(one.gap) <= one.rounding else ""
    return make_finding(
        rule=RULE,
        severity=severity,
        document_id=one.total.document_id,
        table_id=one.total.table_id,
        observations=(one.total.observation_id, *(part.observation_id for part in one.parts)),
        message=f"{name_cell(one.total)}: de delen tellen op tot {computed}, gedrukt staat {printed}{rounding}.",
        found=printed,
        expected=computed,
        hint=write_hint(explanations, "klopt de som") or _name_surplus(one),
        locator=one.total.locator,
    )


def _name_surplus(one: Sum) -> str | None:
    """A hint where the parts have exactly one line too many."""
    surplus = next((part for part in one.parts if value_of(part) == -one.gap), None)
    return None if surplus is None else f"Zonder «{surplus.indicator_label}» klopt de som."
