"""The pieces and tables of all pages, in reading order, become the blocks, notes and doubts of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.document import Block, Doubt, Note, Table, Text
from extract.html import collector as pages_collector
from extract.html.captions import CaptionKind, caption_kind, join_texts
from extract.html.collector import Collector
from extract.html.notes import WITHIN_NOTES, NoteText, Trust, evidence_of, read_note, texts_of
from extract.html.tables import TableReading
from extract.markers import leading_marker, marker_key
from extract.pdf.drafts import Item, Kind, Piece, TableDraft
from extract.pdf.hyphens import Vocabulary, join_lines
from extract.pdf.linking import NotePlaces, link_markers
from extract.pdf.table_model import build_table, ragged_rows, take_title
from extract.runs import TextRun

LONGEST_HEADING = 250
"""Characters; what is longer is a paragraph in the style of a heading."""
NEAR = 30.0
"""Points between a table and a caption below it."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A document without its metadata."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    doubts: tuple[Doubt, ...]


def assemble(items: Sequence[Item], vocabulary: Vocabulary) -> Assembled:
    """The blocks of a document, from its pieces and tables in reading order."""
    assembling = _Assembling(vocabulary, items)
    for index, item in enumerate(items):
        if isinstance(item, TableDraft):
            assembling.add_table(index, item)
        elif index not in assembling.taken:
            assembling.add_piece(item)
    found = assembling.found
    blocks = tuple(link_markers(found.blocks, found.book.notes, assembling.places))
    return Assembled(blocks, tuple(found.book.notes), tuple(found.doubts))


@dataclass(slots=True)
class _Assembling:
    vocabulary: Vocabulary
    items: Sequence[Item]
    found: Collector = field(default_factory=Collector)
    places: NotePlaces = field(default_factory=NotePlaces)
    taken: set[int] = field(default_factory=set)
    """Pieces that became the caption of the table above them."""

    def add_piece(self, piece: Piece) -> None:
        """Add a heading, paragraph, item or caption, or the notes that a piece is."""
        kind = piece.kind
        if kind is Kind.NOTE:
            self._add_notes(piece)
            return
        before = len(self.found.book.notes)
        part = pages_collector.Piece(self._run(piece), piece.locator, is_caption=kind is Kind.CAPTION)
        text = part.run.text
        if kind is Kind.HEADING and len(text.raw) <= LONGEST_HEADING:
            self.found.add_heading(part, piece.level)
        elif kind is Kind.ITEM:
            self.found.add_item(part, piece.level, piece.label)
        else:
            self.found.add_paragraph(part)
        for note in self.found.book.notes[before:]:
            self.places.add(note, piece.page)

    def _run(self, piece: Piece) -> TextRun:
        """The text of a piece; below a table the lines that begin with a marker begin anew."""
        lines = [line.content for line in piece.lines]
        if piece.kind is Kind.ITEM:
            lines[0] = _without_label(lines[0], piece.label)
        groups = _note_starts(lines, self._trust()) if self.found.below_table else [lines]
        run = TextRun()
        bold = all(line.bold for line in piece.lines)
        for index, group in enumerate(groups):
            if index:
                run.add_break()
            _add_text(run, join_lines(group, self.vocabulary), bold=bold)
        return run

    def _trust(self) -> Trust:
        """Which plain markers are believed below the last table: those that it shows, and signs."""
        table = next(block for block in reversed(self.found.blocks) if isinstance(block, Table))
        return Trust(known=evidence_of(texts_of(table)), bracketed=True)

    def _add_notes(self, piece: Piece) -> None:
        """Add the notes at the foot of a page; text before the first marker goes on with the note before it."""
        for group in _note_starts([line.content for line in piece.lines], WITHIN_NOTES):
            text = join_lines(group, self.vocabulary)
            note = read_note(text, WITHIN_NOTES)
            if note is None and self.found.book.notes:
                self.found.book.extend_last(text)
                continue
            self.found.book.add(note or NoteText("", text), piece.locator, None)
            self.places.add(self.found.book.notes[-1], piece.page)

    def add_table(self, index: int, draft: TableDraft) -> None:
        """Add a table with its caption: its own, what stands before it, or else what stands below it."""
        found, title = take_title(draft.found, self.vocabulary)
        own = [join_lines([line.content for line in piece.lines], self.vocabulary) for piece in draft.captions]
        own += [title] if title else []
        taken, caption = self._caption(index, own)
        number = self.found.tables + 1
        rows = found.rows
        shift = draft.found.rows - rows
        doubts = [replace(doubt, table=number) for doubt in draft.doubts]
        doubts += ragged_rows(found, [row - shift for row in draft.unsure if row >= shift], number)
        table = build_table(found, caption, self.vocabulary)
        self.found.add_table(TableReading(table, tuple(doubts), (), ()), taken)

    def _caption(self, index: int, own: Sequence[Text]) -> tuple[int, Text | None]:
        taken, before = self.found.caption_before()
        kinds = [caption_kind(text.text, bold=False, named=False) for text in own]
        if own and CaptionKind.NUMBERED in kinds:
            return 0, join_texts(own)
        if own:
            is_numbered = before is not None and caption_kind(before.text, bold=False, named=False) is not None
            is_unit = all(kind is CaptionKind.UNIT for kind in kinds)
            return (taken, join_texts([before, *own])) if before and (is_numbered or is_unit) else (0, join_texts(own))
        return (taken, before) if before else (0, self._caption_below(index))

    def _caption_below(self, index: int) -> Text | None:
        table, below = self.items[index], self.items[index + 1 : index + 3]
        if not below or not isinstance(below[0], Piece) or isinstance(below[-1], TableDraft):
            return None
        piece = below[0]
        text = join_lines([line.content for line in piece.lines], self.vocabulary)
        kind = caption_kind(text.text, bold=False, named=piece.kind is Kind.CAPTION)
        assert isinstance(table, TableDraft)
        near = piece.page == table.last_page and piece.lines[0].box.top - table.bottom < NEAR
        if kind not in (CaptionKind.NUMBERED, CaptionKind.NAMED) or not near:
            return None
        self.taken.add(index + 1)
        return text


def _add_text(run: TextRun, text: Text, *, bold: bool) -> None:
    """Add a text, its markers in their places."""
    end = 0
    for marker in text.markers:
        run.add(text.text[end : marker.offset], bold=bold)
        run.add_marker(marker.text, gap=marker.gap, note=marker.note)
        end = marker.offset
    run.add(text.text[end:], bold=bold)


def _without_label(text: Text, label: str) -> Text:
    """The text of an item without the bullet or number before it."""
    if not label or not text.text.startswith(label):
        return text
    bare = text.text[len(label) :].lstrip()
    cut = len(text.text) - len(bare)
    markers = tuple(replace(marker, offset=max(0, marker.offset - cut)) for marker in text.markers)
    return replace(text, text=bare, markers=markers)


def _note_starts(lines: Sequence[Text], trust: Trust) -> list[list[Text]]:
    """Lines in groups that each begin with a marker: a raised one, or a plain one that counts on."""
    groups: list[list[Text]] = []
    last = ""
    for line in lines:
        marker = _marker_at_start(line, trust, last)
        if marker or not groups:
            groups.append([])
            last = marker or last
        groups[-1].append(line)
    return groups


def _marker_at_start(line: Text, trust: Trust, last: str) -> str:
    """The marker that a line begins with; a plain number begins a note only where it follows on the one before."""
    if line.markers and line.markers[0].offset == 0:
        return marker_key(line.markers[0].text)
    lead = leading_marker(line.text)
    if lead is None or not trust.believes(lead):
        return ""
    key = marker_key(lead.marker)
    counts_on = not (last.isdecimal() and key.isdecimal()) or int(key) == int(last) + 1
    return key if counts_on else ""
