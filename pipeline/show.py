"""What a dataset holds, for a terminal: its indicators, and one of them over years and publications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from normalise.checks.figures import print_figure
from normalise.dataset import Dataset, Footnote, Indicator, Measure, Observation, ObsStatus, Placement, RevisionKind
from pipeline.sql import Answer
from pipeline.summary import plural
from pipeline.terminal import visible

Series = tuple[str, str, str, str]
"""Parent, area, breakdown and unit: figures that share them stand in one table."""

STATUS_WORDS = {
    ObsStatus.PROVISIONAL: "provisional",
    ObsStatus.BREAK: "break",
    ObsStatus.DEFINITION: "definition",
    ObsStatus.ESTIMATE: "estimate",
    ObsStatus.FORECAST: "forecast",
}
POWERS = {3: "x 1.000 ", 6: "mln. ", 9: "mld. "}
DOUBTED_BELOW = 0.9
CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers under which a table refers to documents and notes, given as they are first met."""

    given: dict[str, int]

    def of(self, key: str) -> int:
        return self.given.setdefault(key, len(self.given) + 1)


def contents(dataset: Dataset) -> RenderableType:
    """All indicators: periods, publications, figures, and the findings that speak of them and are open."""
    figures: dict[str, int] = defaultdict(int)
    homes = {one.observation_id: one.indicator for one in dataset.observations}
    for one in dataset.observations:
        figures[one.indicator] += one.obs_value is not None
    findings: dict[str, int] = defaultdict(int)
    for finding in dataset.findings:
        for slug in {homes[key] for key in finding.observations if key in homes} if not finding.accepted else ():
            findings[slug] += 1
    table = Table("indicator", "label", "theme", "periods", box=None, header_style="bold", pad_edge=False)
    for name in ("documents", "figures", "findings"):
        table.add_column(name, justify="right")
    for row in dataset.indicators:
        counts = (row.documents, figures[row.indicator], findings[row.indicator])
        cells = (row.indicator, _safe(row.label), row.theme or "", _span(row), *(f"{count or ''}" for count in counts))
        table.add_row(*cells)
    documents = plural(len(dataset.documents), "document", "documents")
    return Group(Text(f"{documents}, {plural(len(dataset.indicators), 'indicator', 'indicators')}\n"), table)


def answer_table(answer: Answer) -> RenderableType:
    """The answer to a query; what is missing is left empty."""
    table = Table(*map(_safe, answer.columns), box=None, header_style="bold", pad_edge=False)
    for row in answer.rows:
        table.add_row(*(_safe(value or "") for value in row))
    return table


def series(dataset: Dataset, indicator: Indicator) -> RenderableType:
    """One indicator over periods: each measure, each publication's figure, conflicts marked, notes under it."""
    documents, notes = _Numbers({}), _Numbers({})
    parts: list[RenderableType] = [Text.assemble((visible(indicator.label), "bold"), f"  {indicator.indicator}")]
    details = [f"theme {indicator.theme}" if indicator.theme else "", *map(visible, _other_labels(indicator))]
    parts += [Text(" · ".join(filter(None, details)))] if any(details) else []
    groups: dict[Series, list[Observation]] = defaultdict(list)
    for one in dataset.observations:
        if one.indicator == indicator.indicator:
            groups[_series_of(one)].append(one)
    conflicts = {
        key
        for row in dataset.revisions
        if row.kind is RevisionKind.CONFLICT
        for key in (row.observation_id, row.previous_observation_id)
    }
    for key in sorted(groups):
        parts += ["", _table(key, groups[key], conflicts, documents, notes)]
    return Group(*parts, "", *_legend(dataset, documents, notes))


def _series_of(one: Observation) -> Series:
    return (
        one.parent_label or "",
        one.ref_area if one.ref_area != "NL" else "",
        one.breakdown or "",
        f"{POWERS.get(one.unit_mult, '')}{one.unit_measure}",
    )


def _table(
    key: Series, figures: Sequence[Observation], conflicts: set[str], documents: _Numbers, notes: _Numbers
) -> Table:
    measures = [each for each in Measure if any(one.measure is each for one in figures)]
    title = " · ".join(_safe(part) for part in key if part)
    table = Table(
        title=title, title_justify="left", title_style="italic", box=None, header_style="bold", pad_edge=False
    )
    table.add_column("period")
    for measure in measures:
        table.add_column(measure.value)
    cells: dict[tuple[str, Measure | None], list[Observation]] = defaultdict(list)
    for one in figures:
        cells[one.time_period or "?", one.measure].append(one)
    for period in sorted({period for period, _ in cells}):
        row = [_cell(cells.get((period, measure), ()), conflicts, documents, notes) for measure in measures]
        if any(row):
            table.add_row(period, *row)
    return table


def _cell(figures: Sequence[Observation], conflicts: set[str], documents: _Numbers, notes: _Numbers) -> Text:
    """The figures of one period: equal ones once, each with the numbers of its publications."""
    printed: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for one in figures:
        if one.obs_value is not None:
            marks = [
                STATUS_WORDS.get(one.obs_status, ""),
                _doubt(one),
                *(f"note {notes.of(key)}" for key in one.footnotes),
            ]
            said = ", ".join(filter(None, marks))
            text = f"{one.qualifier or ''}{print_figure(one)}" + (f" ({said})" if said else "")
            printed[text, one.observation_id in conflicts].append(documents.of(one.document_id))
    lines = []
    for (text, in_conflict), numbers in printed.items():
        sources = ",".join(map(str, sorted(set(numbers))))
        lines.append(
            Text(f"{text} [{sources}]" + (f" {CONFLICT}" if in_conflict else ""), "red" if in_conflict else "")
        )
    return Text("\n").join(lines)


def _doubt(one: Observation) -> str:
    if one.placement is Placement.AMBIGUOUS:
        return "place unknown"
    return "doubted" if one.confidence < DOUBTED_BELOW or one.placement is Placement.INFERRED else ""


def _legend(dataset: Dataset, documents: _Numbers, notes: _Numbers) -> Iterator[Text]:
    titles: Mapping[str, str] = {row.document_id: row.title or row.source for row in dataset.documents}
    published = {row.document_id: row.published for row in dataset.documents}
    for key, number in documents.given.items():
        day = published.get(key)
        yield Text(f"[{number}] {visible(titles.get(key, key))}" + (f", {day.isoformat()}" if day else ""))
    texts: Mapping[str, Footnote] = {note.footnote_id: note for note in dataset.footnotes}
    for key, number in notes.given.items():
        if key in texts:
            home = documents.given.get(texts[key].document_id)
            yield Text(f"note {number} [{home}]: {visible(texts[key].text)}")


def _other_labels(indicator: Indicator) -> Iterable[str]:
    others = [label for label in indicator.labels_seen if label != indicator.label]
    return [f"also: {'; '.join(others)}"] if others else []


def _span(row: Indicator) -> str:
    ends = [period for period in (row.first_period, row.last_period) if period]
    return " - ".join(dict.fromkeys(ends))


def _safe(text: str) -> str:
    return escape(visible(text))
