"""Gold tables as datasets: what a perfect reading would give the checks to work on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from normalise.dataset import (
    CellRole,
    CellRow,
    Dataset,
    DocumentRow,
    Footnote,
    Measure,
    MissingReason,
    NoteEffect,
    NoteTarget,
    Observation,
    ObsStatus,
    Passage,
    PassageKind,
    Qualifier,
    Role,
    TableKind,
    TableRow,
)
from normalise.text import slugify

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Entry: TypeAlias = Mapping[str, Json]


def read_gold(path: Path) -> Dataset:
    """The dataset that a gold table describes; its id is the name of the file."""
    gold: Entry = json.loads(path.read_text(encoding="utf-8"))
    document, table_id = path.stem, f"{path.stem}-t1"
    entries = _entries(gold, "observations")
    notes = _footnotes(gold, document, table_id, _targets(gold, entries))
    ids = {note.marker: note.footnote_id for note in notes}
    grid = gold["grid"]
    assert isinstance(grid, Sequence)
    table = TableRow(
        table_id=table_id,
        document_id=document,
        caption=_text(gold, "caption"),
        locator="",
        rows=len(grid),
        columns=0,
        header_rows=0,
        kind=TableKind.INDICATOR,
    )
    return Dataset(
        documents=(
            DocumentRow(
                document_id=document,
                source=path.name,
                media_type="",
                bytes=0,
                title=_text(gold, "publication"),
                tables=1 if grid else 0,
            ),
        ),
        tables=(table,) if grid else (),
        cells=tuple(_cells(entries, table_id)),
        observations=tuple(_observation(entry, document, table_id, ids) for entry in entries),
        footnotes=notes,
        passages=tuple(
            Passage(
                passage_id=f"{document}-p{at}",
                document_id=document,
                kind=PassageKind.PARAGRAPH,
                text=text,
                locator="",
            )
            for at, text in enumerate(_prose(gold), start=1)
        ),
    )


def wanted_rules(path: Path) -> list[str]:
    """The rules of the findings that a gold table asks for, sorted."""
    gold: Entry = json.loads(path.read_text(encoding="utf-8"))
    return sorted(_text(finding, "rule") for finding in _entries(gold, "findings"))


def _observation(entry: Entry, document: str, table_id: str, notes: Mapping[str, str]) -> Observation:
    label, parent, theme = _text(entry, "indicator_label"), _maybe(entry, "parent_label"), _maybe(entry, "theme_label")
    missing, qualifier, upper = (_maybe(entry, key) for key in ("missing_reason", "qualifier", "obs_value_upper"))
    value = _maybe(entry, "obs_value")
    return Observation(
        observation_id=f"{table_id}-{entry['row']}-{entry['col']}",
        document_id=document,
        table_id=table_id,
        row=_whole(entry, "row"),
        column=_whole(entry, "col"),
        ref_area=_text(entry, "ref_area"),
        breakdown=_maybe(entry, "breakdown"),
        theme=slugify(theme) if theme else None,
        theme_label=theme,
        indicator=slugify(label),
        indicator_label=label,
        parent_indicator=slugify(parent) if parent else None,
        parent_label=parent,
        role=Role(_text(entry, "role")),
        measure=Measure(_text(entry, "measure")),
        time_period=_maybe(entry, "time_period"),
        obs_value=Decimal(value) if value is not None else None,
        obs_value_upper=Decimal(upper) if upper else None,
        qualifier=Qualifier(qualifier) if qualifier else None,
        value_raw=_text(entry, "value_raw"),
        unit_measure=_text(entry, "unit_measure"),
        unit_mult=_whole(entry, "unit_mult"),
        obs_status=ObsStatus(_text(entry, "obs_status")),
        missing_reason=MissingReason(missing) if missing else None,
        footnotes=tuple(notes[marker] for marker in _markers(entry) if marker in notes),
        locator=f"r{entry['row']}c{entry['col']}",
    )


def _cells(entries: Sequence[Entry], table_id: str) -> list[CellRow]:
    """One cell for every marker of every observation: where it stands does not matter to the checks."""
    return [
        CellRow(
            table_id=table_id,
            row=_whole(entry, "row"),
            column=_whole(entry, "col"),
            rowspan=1,
            colspan=1,
            role=CellRole.ENTRY,
            text_raw=_text(entry, "value_raw"),
            text=_text(entry, "value_raw"),
            markers=_markers(entry),
            locator=f"r{entry['row']}c{entry['col']}",
        )
        for entry in entries
        if _markers(entry)
    ]


def _footnotes(gold: Entry, document: str, table_id: str, targets: Mapping[str, NoteTarget]) -> tuple[Footnote, ...]:
    return tuple(
        Footnote(
            footnote_id=f"{document}-n{_text(note, 'marker')}",
            document_id=document,
            table_id=table_id,
            marker=_text(note, "marker"),
            text=_text(note, "text"),
            target=targets.get(_text(note, "marker"), NoteTarget.NONE),
            effect=NoteEffect(_text(note, "effect")),
            obs_status=ObsStatus(status) if (status := _maybe(note, "obs_status")) else None,
            period_from=_maybe(note, "period_from"),
            period_to=_maybe(note, "period_to"),
            locator="",
        )
        for note in _entries(gold, "footnotes")
    )


def _targets(gold: Entry, entries: Sequence[Entry]) -> dict[str, NoteTarget]:
    header = gold["header_markers"]
    assert isinstance(header, Sequence)
    used = {marker for entry in entries for marker in _markers(entry)}
    labelled = dict.fromkeys(used, NoteTarget.LABEL)
    return labelled | {str(marker): NoteTarget.HEADER for marker in header}


def _prose(gold: Entry) -> list[str]:
    """The paragraphs around the table; the first holds all sentences that come with its figures."""
    parts = [part for key in ("intro", "prose", "after") for part in _strings(gold, key)]
    return [" ".join(_strings(gold, "prose")), *parts, _text(gold, "closing")]


def _strings(gold: Entry, key: str) -> list[str]:
    value = gold.get(key) or ()
    assert isinstance(value, Sequence)
    return [str(part) for part in value]


def _entries(gold: Entry, key: str) -> list[Entry]:
    value = gold[key]
    assert isinstance(value, Sequence)
    return [entry for entry in value if isinstance(entry, Mapping)]


def _markers(entry: Entry) -> tuple[str, ...]:
    return tuple(_strings(entry, "markers"))


def _text(entry: Entry, key: str) -> str:
    return str(entry[key] or "")


def _maybe(entry: Entry, key: str) -> str | None:
    value = entry.get(key)
    return None if value is None else str(value)


def _whole(entry: Entry, key: str) -> int:
    value = entry[key]
    assert isinstance(value, int)
    return value
