"""What could not be read with certainty: places, figures, measures, periods, and documents without a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from normalise.dataset import Dataset, DocumentStatus, Finding, Measure, MissingReason, Observation, Placement, Severity
from normalise.findings import make_finding

PLACEMENT_RULE, NUMBER_RULE = "ambiguous-placement", "unreadable-number"
MEASURE_RULE, PERIOD_RULE, TABLES_RULE = "unknown-measure", "unknown-period", "no-tables"
BRACKETS_RULE = "figure-in-brackets"

WORD = re.compile(r"[^\W\d_]{4,}")  # landelijk, but not mln, kg or n.b.: a cell with a word is a remark, not a figure
DIGIT = re.compile(r"\d")
IN_BRACKETS = re.compile(r"\d[^()]*\((?P<aside>[^()]*\d[^()]*)\)")  # 5,9% (2021: 6,8%); 1.630 (6%)
NO_FIGURE = re.compile(r"\d{1,2}|(?:19|20)\d\d|[x×]\s*[€\d].*", re.IGNORECASE)  # a marker, a year, a power of ten
YEAR_ALONE = re.compile(r"\D*(?:19|20)\d\d\D*")  # 2020, (2020), eind 2020


def check_placement(dataset: Dataset) -> Iterator[Finding]:
    """Rows with figures whose column the source lost; one finding for a row, naming its figures and what remains."""
    rows: dict[tuple[str, int], list[Observation]] = defaultdict(list)
    for observation in sorted(dataset.observations, key=lambda one: one.column):
        if observation.placement is Placement.AMBIGUOUS:
            rows[observation.table_id, observation.row].append(observation)
    for observations in rows.values():
        yield _placement_finding(observations)


def check_unreadable(dataset: Dataset) -> Iterator[Finding]:
    """Cells that look like a figure and could not be read as one."""
    for observation in dataset.observations:
        if (
            observation.obs_value is None
            and observation.missing_reason is MissingReason.TEXT
            and _looks_like_figure(observation.value_raw)
        ):
            message = (
                f"{_name(observation)}: «{observation.value_raw.strip()}» is niet met zekerheid als getal te lezen."
            )
            yield _finding(NUMBER_RULE, Severity.WARNING, (observation,), message, observation.locator)


def check_measure(dataset: Dataset) -> Iterator[Finding]:
    """Figures of which the table does not say what they are; a warning where it does not say when either."""
    for figures in _figures_by_table(dataset):
        unknown = [one for one in figures if one.measure is Measure.UNKNOWN]
        lost = [one for one in unknown if one.time_period is None]
        if lost:
            yield _measure_warning(lost, all_of_them=len(lost) == len(figures))
        elif unknown:
            said = f"De tabel zegt van {_count(unknown)} niet of het realisatie, norm of raming is"
            message = f"{said}; de periode staat er wel bij."
            yield _table_finding(MEASURE_RULE, Severity.INFO, unknown, message)


def check_period(dataset: Dataset) -> Iterator[Finding]:
    """Figures of a known measure without a period, as the table prints them."""
    for figures in _figures_by_table(dataset):
        timeless = [one for one in figures if one.measure not in (None, Measure.UNKNOWN) and one.time_period is None]
        if timeless:
            kinds = ", ".join(sorted({one.measure.value for one in timeless if one.measure}))
            yield _table_finding(
                PERIOD_RULE, Severity.INFO, timeless, f"De tabel geeft geen periode bij {_count(timeless)} ({kinds})."
            )


def check_brackets(dataset: Dataset) -> Iterator[Finding]:
    """Cells that print another figure in brackets behind their own: it is kept as printed, and no figure of the dataset."""
    for figures in _figures_by_table(dataset):
        asides = [one for one in figures if _has_another(one.value_raw)]
        if asides:
            shown = asides[0].value_raw.strip()
            message = (
                f"Achter {_count(asides)} staat tussen haakjes nog een getal, zoals «{shown}»; alleen wat ervoor staat is als "
                "cijfer gelezen."
            )
            yield _finding(BRACKETS_RULE, Severity.INFO, asides, message, asides[0].locator)


def _has_another(printed: str) -> bool:
    found = IN_BRACKETS.search(printed)
    return found is not None and NO_FIGURE.fullmatch(found["aside"].strip()) is None


def check_tables(dataset: Dataset) -> Iterator[Finding]:
    """Documents that were read and hold no table."""
    for document in dataset.documents:
        if document.tables == 0 and document.status is not DocumentStatus.FAILED:
            message = "In dit document is geen tabel gevonden; er komen dus geen cijfers uit."
            yield make_finding(
                rule=TABLES_RULE, severity=Severity.INFO, document_id=document.document_id, message=message
            )


def _placement_finding(observations: list[Observation]) -> Finding:
    figures = [one for one in observations if one.obs_value is not None] or observations
    printed = _join([one.value_raw.strip() for one in figures if one.value_raw.strip()], "en")
    places = _join(sorted({place for one in figures for place in one.candidates}), "of")
    remaining = f"; mogelijk is {places}" if places else ""
    label = observations[0].indicator_label
    message = f"Rij «{label}»: van {printed or 'een lege cel'} is niet zeker bij welke kolom het hoort{remaining}."
    return _finding(PLACEMENT_RULE, Severity.WARNING, figures, message, observations[0].locator)


def _looks_like_figure(text: str) -> bool:
    """Whether a cell has digits and no word beside them; a year alone is a remark on when."""
    return DIGIT.search(text) is not None and WORD.search(text) is None and YEAR_ALONE.fullmatch(text) is None


def _measure_warning(lost: list[Observation], *, all_of_them: bool) -> Finding:
    if all_of_them:
        # Without observations the finding speaks of the whole table.
        message = "De tabel zegt van geen enkel cijfer wat het is of over welk jaar het gaat."
        return _table_finding(MEASURE_RULE, Severity.WARNING, lost, message)
    message = f"De tabel zegt van {_count(lost)} niet wat het is en ook niet over welk jaar het gaat."
    return _finding(MEASURE_RULE, Severity.WARNING, lost, message, lost[0].locator)


def _figures_by_table(dataset: Dataset) -> Iterable[list[Observation]]:
    tables: dict[str, list[Observation]] = defaultdict(list)
    for observation in sorted(dataset.observations, key=lambda one: (one.row, one.column)):
        if observation.obs_value is not None and observation.placement is not Placement.AMBIGUOUS:
            tables[observation.table_id].append(observation)
    return tables.values()


def _finding(rule: str, severity: Severity, observations: Iterable[Observation], message: str, locator: str) -> Finding:
    named = tuple(observations)
    return make_finding(
        rule=rule,
        severity=severity,
        document_id=named[0].document_id,
        table_id=named[0].table_id,
        observations=tuple(one.observation_id for one in named),
        message=message,
        found="; ".join(one.value_raw.strip() for one in named) if rule == NUMBER_RULE else None,
        locator=locator,
    )


def _table_finding(rule: str, severity: Severity, observations: list[Observation], message: str) -> Finding:
    first = observations[0]
    return make_finding(
        rule=rule, severity=severity, document_id=first.document_id, table_id=first.table_id, message=message
    )


def _name(observation: Observation) -> str:
    return " ".join(filter(None, (observation.indicator_label, observation.time_period)))


def _count(observations: list[Observation]) -> str:
    return "1 cijfer" if len(observations) == 1 else f"{len(observations)} cijfers"


def _join(parts: list[str], last: str) -> str:
    """`a, b en c`."""
    return " ".join([", ".join(parts[:-1]), last, parts[-1]]) if len(parts) > 1 else "".join(parts)
