"""Footnotes: which note a marker means, what it bears on, and the status that it gives its figures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.document import Cell, Document, Heading, ListItem, Marker, Note, Paragraph, Text
from normalise.dataset import Footnote, Measure, NoteTarget, Observation, ObsStatus
from normalise.effects import NoteReading, read_effect
from normalise.ids import content_id
from normalise.slots import marker_key, marker_style, take_markers

NOTE_ROW = re.compile(
    r"(?P<marker>\*+\)?|\(?\d{1,2}\)|\(?[a-z]\)|[†‡#])\s*(?P<text>\w.*\w.*)", re.DOTALL
)  # "1) Exclusief X"

STATUS_ORDER = (
    ObsStatus.BREAK,
    ObsStatus.CANNOT_EXIST,
    ObsStatus.NOT_COLLECTED,
    ObsStatus.SUPPRESSED,
    ObsStatus.MISSING,
    ObsStatus.DEFINITION,
    ObsStatus.FORECAST,
    ObsStatus.ESTIMATE,
    ObsStatus.PROVISIONAL,
    ObsStatus.NEGLIGIBLE,
    ObsStatus.NORMAL,
)
"""Which status stands where several hold, after the SDMX guideline on the concept of observation status (2019)."""

SEEN = (Measure.REALISATIE, Measure.UNKNOWN, Measure.NULWAARDE, Measure.RAMING)
"""Measures that a note on a row or column can make provisional, estimated or broken; an agreed norm is not."""


@dataclass(frozen=True, slots=True)
class BoundNote:
    """A note with the row of the dataset that it becomes and what it says."""

    note: Note
    footnote_id: str
    reading: NoteReading


@dataclass(frozen=True, slots=True)
class NoteBook:
    """All notes of a document, findable from a marker."""

    notes: tuple[BoundNote, ...]
    by_key: dict[str, BoundNote]
    by_marker: dict[tuple[int | None, str], BoundNote]

    def find(self, marker: Marker, table: int | None) -> BoundNote | None:
        """The note that a marker means: the one the source links, else one of its table, else one of the document."""
        if marker.note is not None and marker.note in self.by_key:
            return self.by_key[marker.note]
        key = marker_key(marker.text)
        return self.by_marker.get((table, key)) or self.by_marker.get((None, key))

    def markers(self, table: int) -> frozenset[str]:
        """Keys of the markers that can mean a note in a table, and the styles in which its notes are marked."""
        found = {key: item for (at, key), item in self.by_marker.items() if at in (table, None)}
        styles = {marker_style(item.note.marker) for item in found.values()}
        return frozenset(found) | frozenset(style for style in styles if style)


def notes_in_rows(document: Document) -> Iterator[Note]:
    """Notes that stand as rows at the foot of their table: a lone cell that begins with a marker."""
    for number, table in enumerate(document.tables, start=1):
        rows: dict[int, list[Cell]] = {}
        for cell in table.cells:
            if cell.content.raw.strip():
                rows.setdefault(cell.row, []).append(cell)
        for row in sorted(rows, reverse=True):
            note = _note_of_row(rows[row], number, row)
            if note is None:
                break
            yield note


def _note_of_row(cells: Sequence[Cell], number: int, row: int) -> Note | None:
    content = cells[0].content
    if len(cells) != 1:
        return None
    if content.markers and content.markers[0].offset == 0:
        text = Text(content.text, content.markers[1:])
        return Note(
            key=f"row-{number}-{row}",
            marker=content.markers[0].text,
            content=text,
            locator=cells[0].locator,
            table=number,
        )
    match = NOTE_ROW.fullmatch(content.text)
    if match is None:
        return None
    return Note(
        key=f"row-{number}-{row}",
        marker=match["marker"],
        content=Text(match["text"]),
        locator=cells[0].locator,
        table=number,
    )


def open_notes(document: Document, document_id: str) -> NoteBook:
    """The notes of a document; of two notes with one marker in one place the first is found."""
    seen: Counter[str] = Counter()
    bound = []
    for note in (*document.notes, *notes_in_rows(document)):
        identity = content_id(document_id, note.table, note.marker, note.content.text)
        seen[identity] += 1
        footnote_id = identity if seen[identity] == 1 else content_id(identity, seen[identity])
        bound.append(BoundNote(note, footnote_id, read_effect(note.content.text)))
    by_marker: dict[tuple[int | None, str], BoundNote] = {}
    for item in bound:
        by_marker.setdefault((item.note.table, marker_key(item.note.marker)), item)
    return NoteBook(tuple(bound), {item.note.key: item for item in bound}, by_marker)


@dataclass(frozen=True, slots=True)
class Binding:
    """A note that bears on an observation, and where its marker stands."""

    note: BoundNote
    target: NoteTarget


def bind(markers: Iterable[Marker], target: NoteTarget, table: int, book: NoteBook) -> tuple[Binding, ...]:
    """The notes that some markers mean."""
    found = (book.find(marker, table) for marker in markers)
    return tuple(Binding(note, target) for note in found if note is not None)


def status_of(observation: Observation, bindings: Sequence[Binding]) -> ObsStatus:
    """The status of a figure with the notes that bear on it; the printed figure itself is never touched."""
    if observation.obs_value is None:
        return observation.obs_status
    given = {_status(observation, binding) for binding in bindings} | {observation.obs_status}
    return next(status for status in STATUS_ORDER if status in given)


def _status(observation: Observation, binding: Binding) -> ObsStatus:
    reading = binding.note.reading
    at_cell = binding.target is NoteTarget.CELL
    if reading.obs_status is None or not (at_cell or observation.measure in SEEN):
        return ObsStatus.NORMAL
    if reading.obs_status is ObsStatus.BREAK:
        return ObsStatus.BREAK if _breaks_at(observation, binding) else ObsStatus.NORMAL
    pointed_at = at_cell or binding.target is NoteTarget.HEADER  # the marker itself says which figures are meant
    return reading.obs_status if pointed_at or _speaks_of(reading, observation.time_period) else ObsStatus.NORMAL


def _breaks_at(observation: Observation, binding: Binding) -> bool:
    """A break is marked where the series breaks: at the year that the note names, else where its marker stands."""
    start = binding.note.reading.period_from
    if start is None:
        return binding.target in (NoteTarget.CELL, NoteTarget.HEADER)
    return observation.time_period is not None and observation.time_period[:4] == start[:4]


def _speaks_of(reading: NoteReading, period: str | None) -> bool:
    """Whether a note speaks of a period: by its years, or of every period where it names none."""
    if period is None:
        return reading.period_from is None and reading.period_to is None
    year = period[:4]
    after = reading.period_from is None or year >= reading.period_from[:4]
    return after and (reading.period_to is None or year <= reading.period_to[:4])


def text_markers(document: Document, book: NoteBook) -> set[str]:
    """footnote_ids of the notes whose marker stands in running text or headings."""
    found = set()
    known = frozenset(key for _, key in book.by_marker)
    for block in document.blocks:
        if isinstance(block, (Heading, Paragraph, ListItem)):
            markers = take_markers(block.content, known)[1]
            found |= {note.footnote_id for note in (book.find(marker, None) for marker in markers) if note}
    return found


TARGET_ORDER = (
    NoteTarget.CELL,
    NoteTarget.LABEL,
    NoteTarget.HEADER,
    NoteTarget.CAPTION,
    NoteTarget.TEXT,
    NoteTarget.NONE,
)
"""Which target a note gets that several places refer to: the most exact."""


def footnote_rows(
    document: Document,
    document_id: str,
    book: NoteBook,
    bindings: dict[str, tuple[Binding, ...]],
) -> tuple[Footnote, ...]:
    """The footnote table of a document; `bindings` are those of each observation, by observation_id."""
    counts: Counter[str] = Counter()
    targets: dict[str, set[NoteTarget]] = defaultdict(set)
    for bound in bindings.values():
        counts.update({binding.note.footnote_id for binding in bound})
        for binding in bound:
            targets[binding.note.footnote_id].add(binding.target)
    for footnote_id in text_markers(document, book):
        targets[footnote_id].add(NoteTarget.TEXT)
    return tuple(_footnote_row(document_id, item, counts, targets) for item in book.notes)


def _footnote_row(
    document_id: str, item: BoundNote, counts: Counter[str], targets: dict[str, set[NoteTarget]]
) -> Footnote:
    note, reading = item.note, item.reading
    found = targets.get(item.footnote_id, {NoteTarget.NONE})
    return Footnote(
        footnote_id=item.footnote_id,
        document_id=document_id,
        table_id=None if note.table is None else f"{document_id}-t{note.table}",
        marker=note.marker,
        text=note.content.text,
        target=next(target for target in TARGET_ORDER if target in found),
        effect=reading.effect,
        obs_status=reading.obs_status,
        period_from=reading.period_from,
        period_to=reading.period_to,
        observations=counts[item.footnote_id],
        locator=note.locator.address,
    )


def with_notes(observation: Observation, bindings: Sequence[Binding]) -> Observation:
    """The observation with the notes that bear on it and the status that they give it."""
    if not bindings:
        return observation
    ids = tuple(dict.fromkeys(binding.note.footnote_id for binding in bindings))
    return replace(observation, footnotes=ids, obs_status=status_of(observation, bindings))
