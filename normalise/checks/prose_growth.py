"""prose-confirms and prose-mismatch for growth: `een daling van 12%` against the two figures that it compares.

The growth is computed anew from the table. A sentence that names one label, whole, and no other is held to what it says;
a confirmation needs less, because a wrong label would hardly give the same growth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from normalise.checks.bearings import subject_of
from normalise.checks.figures import format_figure, name_cell, print_figure, value_of
from normalise.checks.lines import is_exact
from normalise.checks.prose_about import CONFIRMS_RULE, FEWEST_WORDS, MISMATCH_RULE
from normalise.checks.prose_elsewhere import UNSETTLED
from normalise.checks.run_cells import RunCells, read_run
from normalise.dataset import Dataset, Finding, Measure, Observation, Role, Severity
from normalise.findings import make_finding
from normalise.growth import Growth, find_growth
from normalise.prose import ENOUGH, score_words
from normalise.revisions import amount
from normalise.sentences import content_words

Series = dict[str, Observation]
"""The realised figures of one row, by period."""


def check_growth(dataset: Dataset) -> Iterator[Finding]:
    """What the running text of each document says of growth in its own tables, else in those of its family."""
    return _check_growth(dataset, read_run(dataset))


def check_growth_alone(dataset: Dataset) -> Iterator[Finding]:
    """What it says of growth in its own tables."""
    return _check_growth(dataset, None)


def _check_growth(dataset: Dataset, run: RunCells | None) -> Iterator[Finding]:
    series = _series(dataset.observations)
    documents = {passage.passage_id: passage.document_id for passage in dataset.passages}
    for growth in find_growth(dataset.passages if series else ()):
        document_id = documents[growth.passage_id]
        own = list(_check(growth, series.get(document_id, ())))
        yield from own or (() if run is None else _check_elsewhere(growth, document_id, run))


def _series(observations: Iterable[Observation]) -> dict[str, list[Series]]:
    rows: dict[tuple[object, ...], Series] = defaultdict(dict)
    for one in observations:
        if one.measure is Measure.REALISATIE and one.time_period and is_exact(one):
            key: tuple[object, ...] = (
                one.indicator,
                one.parent_indicator,
                one.ref_area,
                one.breakdown,
                one.theme_label,
            )
            rows[(one.document_id, one.table_id, one.unit_measure, *key)].setdefault(one.time_period, one)
    documents: dict[str, list[Series]] = defaultdict(list)
    for key, row in rows.items():
        documents[str(key[0])].append(row)
    return documents


def _check(growth: Growth, series: Iterable[Series]) -> Iterator[Finding]:
    compared = [
        (row[str(growth.base)], row[str(growth.year)])
        for row in series
        if str(growth.base) in row and str(growth.year) in row
    ]
    likely = [pair for pair in compared if score_words(growth.words, pair[1].indicator_label) >= ENOUGH]
    fitting = [pair for pair in likely if growth.fits(amount(pair[0]), amount(pair[1])) or _ends_fit(growth, pair)]
    for first, second in fitting:
        yield _finding(growth, first, second, confirms=True)
    if not fitting and growth.lone:
        about = [pair for pair in likely if _is_about(growth, pair)]
        labels = {one.indicator_label for row in series for one in row.values()}
        if len(about) == 1 and not _other_label_fits(growth, about[0][1], labels):
            yield _finding(growth, *about[0], confirms=False)


def _check_elsewhere(growth: Growth, document_id: str, run: RunCells) -> Iterator[Finding]:
    """A growth of which the text's own document prints at most one end, against what its family prints."""
    labels = run.labels_for(growth.words)
    pairs = [pair for label in labels for pair in _pairs(growth, document_id, label, run)]
    if any(pair[0].document_id == pair[1].document_id == document_id for pair in pairs):
        return
    fitting = [pair for pair in pairs if growth.fits(amount(pair[0]), amount(pair[1])) or _ends_fit(growth, pair)]
    if fitting:
        yield _finding(growth, *fitting[0], confirms=True, told=(document_id, run))
    elif growth.lone and len(pairs) == 1 and _is_about(growth, pairs[0]):
        settled = not any(one.obs_status in UNSETTLED for one in pairs[0])
        others = run.labels_of(pairs[0][1].document_id)
        if settled and not _other_label_fits(growth, pairs[0][1], others):
            yield _finding(growth, *pairs[0], confirms=False, told=(document_id, run))


def _pairs(growth: Growth, document_id: str, label: str, run: RunCells) -> list[tuple[Observation, Observation]]:
    """The earlier and the later figure of each row under a label: of the text's own document, else of the last one."""
    rows: dict[tuple[object, ...], Series] = defaultdict(dict)
    for year in (growth.base, growth.year):
        # In order of publication, the own document last: what comes later takes the place of what was there.
        cells = sorted(
            run.cells(document_id, label, year), key=lambda one: (one.document_id == document_id, run.rank(one))
        )
        for one in cells:
            if one.measure is Measure.REALISATIE and one.time_period == str(year) and is_exact(one):
                rows[(*subject_of(one), one.unit_measure)][str(year)] = one
    ends = str(growth.base), str(growth.year)
    return [(row[ends[0]], row[ends[1]]) for row in rows.values() if row.keys() == set(ends)]


def _ends_fit(growth: Growth, pair: tuple[Observation, Observation]) -> bool:
    """Whether the text prints the two figures as the cells do, in the cells' own power of ten."""
    return growth.ends is not None and growth.ends == (value_of(pair[0]), value_of(pair[1]))


def _is_about(growth: Growth, pair: tuple[Observation, Observation]) -> bool:
    """Whether a sentence must be about a row: it has all words of its label, and of two figures that it prints one."""
    cell = pair[1]
    words = content_words(cell.indicator_label)
    whole = score_words(growth.words, cell.indicator_label) == 1
    related = growth.ends is None or any(one.obs_value in growth.ends for one in pair)
    return cell.role is not Role.OF_WHICH and len(words) >= FEWEST_WORDS and whole and related


def _other_label_fits(growth: Growth, cell: Observation, labels: Iterable[str]) -> bool:
    """Whether the sentence also uses a word that sets another label apart from this one."""
    own = content_words(cell.indicator_label)
    return any(score_words(growth.words, word) == 1 for label in labels for word in content_words(label) - own)


def _finding(
    growth: Growth,
    first: Observation,
    second: Observation,
    *,
    confirms: bool,
    told: tuple[str, RunCells] | None = None,
) -> Finding:
    """`told` is the document that says it and where to look it up, if it is another than the one that prints the figures."""
    figures = f"van {print_figure(first)} in {growth.base} naar {print_figure(second)} in {growth.year}"
    computed = None
    if amount(first) > 0:
        change = (amount(second) / amount(first) - 1) * 100
        computed = f"{format_figure(change.quantize(change.__class__('0.1')), 1)}%"
        figures += f" ({computed})"
    said = "de tekst noemt dezelfde ontwikkeling" if confirms else "de tekst noemt een andere ontwikkeling"
    printed = f"{told[1].title(second.document_id)} drukt" if told else "gedrukt staat"
    return make_finding(
        rule=CONFIRMS_RULE if confirms else MISMATCH_RULE,
        severity=Severity.INFO if confirms else Severity.WARNING,
        document_id=told[0] if told else second.document_id,
        table_id=None if told else second.table_id,
        observations=(first.observation_id, second.observation_id),
        passage_id=growth.passage_id,
        message=f"{name_cell(second)}: {said}, «{growth.said}»; {printed} {figures}.",
        found=computed,
        expected=None if confirms else growth.said,
        hint=None if confirms else f"«{growth.sentence}»",
        locator=told[1].locator(growth.passage_id) if told else second.locator,
    )
