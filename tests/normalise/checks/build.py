"""Datasets for tests of the checks, written as small tables.

    | | realisatie 2019 | realisatie 2020 | norm 2021
    # Online seksueel kindermisbruik
    | Inzet gericht op misbruikers | 193 | 113 | 100
    > wrv online                   |  10 |  12 |
    = Totale inzet                 | 840 | 478 | 515

`#` starts a section, `>` an of-which line of the line above, `=` a total. A column is `measure period [breakdown]`.
`490^1` is a figure, `Comensha^1` a label with marker 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from normalise.dataset import (
    CellRole,
    CellRow,
    Dataset,
    DocumentRow,
    DocumentStatus,
    Finding,
    Footnote,
    Measure,
    MissingReason,
    NoteEffect,
    NoteTarget,
    Observation,
    ObsStatus,
    Passage,
    PassageKind,
    Placement,
    Role,
    Severity,
    TableKind,
    TableRow,
)
from normalise.text import slugify

MARKED = re.compile(r"(?P<text>.*?)\^(?P<marker>\S+)")
FIGURE = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?")
ROLES = {"|": Role.ITEM, ">": Role.OF_WHICH, "=": Role.TOTAL}
MISSING = {
    "": MissingReason.BLANK,
    "-": MissingReason.DASH,
    "nnb": MissingReason.NOT_AVAILABLE,
    "PM": MissingReason.PRO_MEMORIE,
}


@dataclass(frozen=True, slots=True)
class Column:
    """What a header says: `raming 2022 structureel`."""

    measure: Measure
    period: str | None
    breakdown: str | None

    @classmethod
    def read(cls, header: str) -> Column:
        words = header.split()
        measure = Measure(words[0])
        period = words[1] if len(words) > 1 and words[1] != "-" else None
        return cls(measure, period, " ".join(words[2:]) or None)


def table(text: str, *, document: str = "d1", number: int = 1, unit: tuple[str, int] = ("number", 0)) -> Dataset:
    """One table as a dataset: its document, its cells with markers, and an observation for every cell of figures."""
    lines = [line.strip() for line in text.strip().splitlines()]
    columns = [Column.read(cell) for cell in _cells(lines[0])[1:]]
    table_id = f"{document}-t{number}"
    observations: list[Observation] = []
    cells: list[CellRow] = []
    section, parent = None, None
    for row, line in enumerate(lines[1:], start=1):
        if line.startswith("#"):
            section, parent = line[1:].strip(), None
            continue
        label, marker = _unmark(_cells(line)[0])
        role = ROLES[line[0]]
        cells += _marked_cell(table_id, row, 0, label, marker)
        for at, (raw, column) in enumerate(zip(_cells(line)[1:], columns, strict=True), start=1):
            figure, cell_marker = _unmark(raw)
            cells += _marked_cell(table_id, row, at, figure, cell_marker)
            own = replace(_figure(figure, unit, column.measure), value_raw=raw)
            observations.append(
                replace(
                    own,
                    observation_id=f"{table_id}-{row}-{at}",
                    document_id=document,
                    table_id=table_id,
                    row=row,
                    column=at,
                    theme_label=section,
                    indicator=slugify(label),
                    indicator_label=label,
                    parent_indicator=slugify(parent) if role is Role.OF_WHICH and parent else None,
                    parent_label=parent if role is Role.OF_WHICH else None,
                    role=role,
                    measure=column.measure,
                    time_period=column.period,
                    breakdown=column.breakdown,
                    locator=f"r{row}c{at}",
                )
            )
        parent = parent if role is Role.OF_WHICH else label
    return Dataset(
        documents=(make_document(document),),
        tables=(
            TableRow(
                table_id=table_id,
                document_id=document,
                locator="",
                rows=len(lines),
                columns=len(columns) + 1,
                header_rows=1,
                kind=TableKind.INDICATOR,
            ),
        ),
        cells=tuple(cells),
        observations=tuple(observations),
    )


def make_document(document: str, *, tables: int = 1, title: str | None = None) -> DocumentRow:
    return DocumentRow(
        document_id=document,
        source=f"{document}.html",
        media_type="text/html",
        bytes=1,
        tables=tables,
        title=title,
        status=DocumentStatus.OK,
    )


def note(
    marker: str,
    text: str,
    *,
    target: NoteTarget = NoteTarget.LABEL,
    effect: NoteEffect = NoteEffect.OTHER,
    years: tuple[str | None, str | None] = (None, None),
    table_id: str | None = "d1-t1",
    document: str = "d1",
) -> Footnote:
    """A footnote; its id is `n` and the marker."""
    return Footnote(
        footnote_id=f"n{marker}",
        document_id=document,
        table_id=table_id,
        marker=marker,
        text=text,
        target=target,
        effect=effect,
        period_from=years[0],
        period_to=years[1],
        locator="",
    )


def with_notes(dataset: Dataset, *notes: Footnote) -> Dataset:
    """The dataset with notes, each bound to every observation of a row that bears its marker."""
    rows = {(cell.row, marker) for cell in dataset.cells for marker in cell.markers}
    bound = tuple(
        replace(one, footnotes=tuple(footnote.footnote_id for footnote in notes if (one.row, footnote.marker) in rows))
        for one in dataset.observations
    )
    return replace(dataset, footnotes=notes, observations=bound)


def with_prose(dataset: Dataset, *paragraphs: str) -> Dataset:
    """The dataset with paragraphs in its first document."""
    document = dataset.documents[0].document_id
    passages = (
        Passage(passage_id=f"{document}-p{at}", document_id=document, kind=PassageKind.PARAGRAPH, text=text, locator="")
        for at, text in enumerate(paragraphs, 1)
    )
    return replace(dataset, passages=tuple(passages))


def change(dataset: Dataset, observation_id: str, alter: Callable[[Observation], Observation]) -> Dataset:
    """The dataset with the observation whose id ends so altered."""
    ids = [one.observation_id for one in dataset.observations if one.observation_id.endswith(observation_id)]
    assert len(ids) == 1, ids
    altered = tuple(alter(one) if one.observation_id in ids else one for one in dataset.observations)
    return replace(dataset, observations=altered)


def set_figure(dataset: Dataset, observation_id: str, value: int) -> Dataset:
    """The dataset with another whole figure printed in one cell."""
    return change(dataset, observation_id, lambda one: replace(one, obs_value=Decimal(value), value_raw=str(value)))


def lose_place(dataset: Dataset, observation_id: str, *candidates: str) -> Dataset:
    """The dataset with the place of one figure lost."""
    return change(
        dataset,
        observation_id,
        lambda one: replace(
            one, placement=Placement.AMBIGUOUS, measure=None, time_period=None, candidates=tuple(candidates)
        ),
    )


def join(*datasets: Dataset) -> Dataset:
    """Several datasets as the dataset of one run."""
    return Dataset(
        documents=tuple(row for one in datasets for row in one.documents),
        tables=tuple(row for one in datasets for row in one.tables),
        cells=tuple(row for one in datasets for row in one.cells),
        observations=tuple(row for one in datasets for row in one.observations),
        footnotes=tuple(row for one in datasets for row in one.footnotes),
        passages=tuple(row for one in datasets for row in one.passages),
    )


def alarms(findings: Iterable[Finding]) -> list[Finding]:
    """Warnings and errors."""
    return [finding for finding in findings if finding.severity is not Severity.INFO]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line[1:].split("|")]


def _unmark(text: str) -> tuple[str, str | None]:
    match = MARKED.fullmatch(text)
    return (match["text"], match["marker"]) if match else (text, None)


def _marked_cell(table_id: str, row: int, column: int, text: str, marker: str | None) -> list[CellRow]:
    if marker is None:
        return []
    role = CellRole.ENTRY if column else CellRole.LABEL
    return [
        CellRow(
            table_id=table_id,
            row=row,
            column=column,
            rowspan=1,
            colspan=1,
            role=role,
            text_raw=text + marker,
            text=text,
            markers=(marker,),
            locator=f"r{row}c{column}",
        )
    ]


def _figure(text: str, unit: tuple[str, int], measure: Measure) -> Observation:
    """An observation that holds only what its cell says."""
    percent = text.endswith("%")
    printed = text.rstrip("%").strip()
    empty = Observation(
        observation_id="",
        document_id="",
        table_id="",
        row=0,
        column=0,
        indicator="",
        indicator_label="",
        value_raw=text,
        locator="",
        placement=Placement.EXACT,
    )
    if percent:
        unit = ("percentage_point" if measure is Measure.VERSCHIL else "percent", 0)
    if not FIGURE.fullmatch(printed):
        reason = MISSING.get(printed, MissingReason.TEXT)
        return replace(
            empty, missing_reason=reason, obs_status=ObsStatus.MISSING, unit_measure=unit[0], unit_mult=unit[1]
        )
    value = Decimal(printed.replace(".", "").replace(",", "."))
    return replace(empty, obs_value=value, unit_measure=unit[0], unit_mult=unit[1])
