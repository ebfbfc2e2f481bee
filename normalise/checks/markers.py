"""orphan-marker, unused-footnote and duplicate-marker: markers and notes that do not find each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from normalise.dataset import CellRow, Dataset, Finding, Footnote, NoteTarget, Severity
from normalise.findings import make_finding
from normalise.slots import marker_key
from normalise.text import fold

ORPHAN_RULE, UNUSED_RULE, DUPLICATE_RULE = "orphan-marker", "unused-footnote", "duplicate-marker"

SHOWN = 60
"""Characters of a note or cell that a message quotes: enough to find it."""


def check_orphan_markers(dataset: Dataset) -> Iterator[Finding]:
    """Markers in a table that no note of the table or the document bears; one finding for a marker in a table.

    It names no observations: the figures themselves are not in doubt, only what their source says of them.
    """
    documents = {table.table_id: table.document_id for table in dataset.tables}
    notes = {(note.document_id, note.table_id, marker_key(note.marker)) for note in dataset.footnotes}
    cells: dict[tuple[str, str], list[CellRow]] = defaultdict(list)
    for cell in dataset.cells:
        for marker in cell.markers:
            document, key = documents.get(cell.table_id, ""), marker_key(marker)
            if (document, cell.table_id, key) not in notes and (document, None, key) not in notes:
                cells[cell.table_id, key].append(cell)
    for (table_id, key), found in cells.items():
        yield _orphan_finding(documents.get(table_id), key, found)


def check_unused_footnotes(dataset: Dataset) -> Iterator[Finding]:
    """Notes that nothing refers to, in documents with tables.

    A numbered note of the document as a whole may have its marker in prose that was not read as text: `info`.
    """
    documents = {table.document_id for table in dataset.tables}
    for note in dataset.footnotes:
        if note.target is NoteTarget.NONE and note.document_id in documents:
            of_prose = note.table_id is None and marker_key(note.marker).isdigit()
            severity = Severity.INFO if of_prose else Severity.WARNING
            yield _note_finding(
                note, UNUSED_RULE, severity, f"Noot {note.marker} wordt nergens aangehaald: «{_shorten(note.text)}»."
            )


def check_duplicate_markers(dataset: Dataset) -> Iterator[Finding]:
    """Notes of one table that bear the same marker and say different things."""
    first: dict[tuple[str, str], Footnote] = {}
    for note in dataset.footnotes:
        if note.table_id is None:
            continue
        earlier = first.setdefault((note.table_id, marker_key(note.marker)), note)
        if fold(earlier.text) != fold(note.text):
            texts = f"«{_shorten(earlier.text)}» en «{_shorten(note.text)}»"
            message = f"Twee noten bij de tabel hebben hetzelfde teken {note.marker}: {texts}."
            yield _note_finding(note, DUPLICATE_RULE, Severity.WARNING, message)


def _orphan_finding(document_id: str | None, key: str, cells: list[CellRow]) -> Finding:
    first = min(cells, key=lambda cell: (cell.row, cell.column))
    marker = next((marker for marker in first.markers if marker_key(marker) == key), key)
    more = {1: "", 2: " (en bij een andere cel)"}.get(len(cells), f" (en bij {len(cells) - 1} andere cellen)")
    return make_finding(
        rule=ORPHAN_RULE,
        severity=Severity.WARNING,
        document_id=document_id,
        table_id=first.table_id,
        message=f"Bij «{_shorten(first.text)}»{more} staat het teken {marker}, maar een noot met dat teken ontbreekt.",
        found=marker,
        locator=first.locator,
    )


def _note_finding(note: Footnote, rule: str, severity: Severity, message: str) -> Finding:
    return make_finding(
        rule=rule,
        severity=severity,
        document_id=note.document_id,
        table_id=note.table_id,
        footnote_id=note.footnote_id,
        message=message,
        found=note.marker,
        locator=note.locator,
    )


def _shorten(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
