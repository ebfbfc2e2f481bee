"""What the walk over a page finds becomes blocks and notes: captions join tables, notes are told from paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extract.document import Block, Doubt, Heading, ListItem, Locator, Paragraph, Table, Text
from extract.html.captions import CaptionKind, belongs_before, caption_kind, join_texts
from extract.html.feet import Foot
from extract.html.links import NoteBlock
from extract.html.lists import take_printed_label
from extract.html.notes import (
    RAISED_ONLY,
    WITHIN_NOTES,
    NoteBook,
    NoteText,
    Trust,
    evidence_of,
    is_source_line,
    read_note,
    split_notes,
    texts_of,
)
from extract.html.tables import TableReading
from extract.markers import marker_key
from extract.runs import TextRun

MOST_CAPTION_PARTS = 3
"""A number, a title and a unit, each in a paragraph."""


@dataclass(frozen=True, slots=True)
class NoteScope:
    """An element that holds notes, by its name or role, and the table that they belong to."""

    address: str
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in its place."""

    run: TextRun
    locator: Locator
    scope: NoteScope | None = None
    is_caption: bool = False
    """It stands in an element that is named as the title of a table."""


@dataclass(slots=True)
class Collector:
    """The blocks, notes and doubts of a page so far."""

    blocks: list[Block] = field(default_factory=list)
    book: NoteBook = field(default_factory=NoteBook)
    doubts: list[Doubt] = field(default_factory=list)
    tables: int = 0
    below_table: bool = False
    """Whether there was nothing but notes and sources since the last table."""
    _kinds: list[CaptionKind | None] = field(default_factory=list)
    """For each block why it could be a caption."""
    _trust: Trust | None = None
    _scope: NoteScope | None = None
    """Where the last note stood, if in an element that holds notes."""

    def _append(self, block: Block, kind: CaptionKind | None = None) -> None:
        self.blocks.append(block)
        self._kinds.append(kind)

    def add_heading(self, piece: Piece, level: int) -> None:
        """Add a heading; notes of the table above it have ended."""
        self.below_table = False
        self._append(Heading(content=piece.run.text, level=level, locator=piece.locator))

    def add_paragraph(self, piece: Piece) -> None:
        """Add a paragraph, or the notes that it is."""
        if not self._take_notes(piece):
            text = piece.run.text
            self.below_table = self.below_table and is_source_line(text.text)
            kind = caption_kind(text.text, bold=piece.run.bold, named=piece.is_caption)
            self._append(Paragraph(content=text, locator=piece.locator), kind)

    def add_item(self, piece: Piece, level: int, label: str) -> None:
        """Add a list item, or the note that it is."""
        if self._take_labelled_note(piece, label) or self._take_notes(piece):
            return
        self.below_table = False
        text, printed = take_printed_label(piece.run.text)
        self._append(ListItem(content=text, locator=piece.locator, level=level, label=printed or label))

    def add_table(self, reading: TableReading, caption_blocks: int) -> None:
        """Add a table with the notes at its foot; the last `caption_blocks` blocks are its caption."""
        for _ in range(caption_blocks):
            self.blocks.pop()
            self._kinds.pop()
        self._append(reading.table)
        self.doubts += reading.doubts
        self.tables += 1
        self.below_table, self._trust = True, None
        for foot in reading.feet:
            self._add_foot(foot)

    def _add_foot(self, foot: Foot) -> None:
        split = split_notes(foot.lines, self._trust_below())
        for note in split.notes:
            self.book.add(note, foot.locator, self.tables)
        for text in split.rest:
            self._append(Paragraph(content=text, locator=foot.locator))

    def caption_before(self) -> tuple[int, Text | None]:
        """How many of the last blocks are the caption of a table that comes next, and that caption."""
        texts: list[Text] = []
        later: CaptionKind | None = None
        for block, kind in zip(reversed(self.blocks), reversed(self._kinds), strict=True):
            if (
                not isinstance(block, Paragraph)
                or kind is None
                or (later and not belongs_before((block.content, kind), later))
            ):
                break
            texts.insert(0, block.content)
            later = kind
            if len(texts) == MOST_CAPTION_PARTS:
                break
        return len(texts), join_texts(texts) if texts else None

    def caption_for(self, own: Text) -> tuple[int, Text | None]:
        """The caption of a table that comes next and has, or has not, a title of its own; and how many blocks it takes.

        A title that only says the unit goes on from the title before it.
        """
        if own.raw and caption_kind(own.text, bold=False, named=False) is not CaptionKind.UNIT:
            return 0, own
        taken, before = self.caption_before()
        if not own.raw:
            return taken, before
        return taken, join_texts([before, own]) if before else own

    def _trust_below(self) -> Trust:
        """Which plain markers are believed directly after a table: symbols, and what it shows as markers itself."""
        if self._trust is None:
            table = next(block for block in reversed(self.blocks) if isinstance(block, Table))
            self._trust = Trust(known=evidence_of(texts_of(table)))
        return self._trust

    def _noted(self) -> frozenset[str]:
        """Keys of the markers that the last table has a note for already: a numbered list after its notes is a list."""
        return frozenset(marker_key(note.marker) for note in self.book.notes if note.table == self.tables)

    def _table_here(self) -> int | None:
        return self.tables if self.below_table else None

    def _take_notes(self, piece: Piece) -> bool:
        """Take the notes out of a text; whether there were any. What is no note in it becomes a paragraph."""
        if piece.scope is not None:
            return self._take_in_scope(piece, piece.scope)
        is_title = piece.is_caption or piece.run.bold
        trust = self._trust_below() if self.below_table and not is_title else RAISED_ONLY
        if trust is RAISED_ONLY and not piece.run.has_markers:
            return False
        split = split_notes(piece.run.lines, trust)
        for note in split.notes:
            self.book.add(note, piece.locator, self._table_here())
            self._trust = self._trust.after(note) if self._trust else None
        self._add_rest(split.rest if split.notes else (), piece.locator)
        return bool(split.notes)

    def _add_rest(self, rest: tuple[Text, ...], locator: Locator) -> None:
        for text in rest:
            self._append(Paragraph(content=text, locator=locator))

    def _take_in_scope(self, piece: Piece, scope: NoteScope) -> bool:
        """Take notes where nothing else is expected; a text without a marker goes on with the note before it."""
        split = split_notes(piece.run.lines, WITHIN_NOTES)
        for note in split.notes:
            self.book.add(note, piece.locator, scope.table)
        self._add_rest(split.rest if split.notes else (), piece.locator)
        goes_on = not split.notes and self._scope == scope and not is_source_line(piece.run.text.text)
        if goes_on:
            self.book.extend_last(piece.run.text)
        self._scope = scope if split.notes or goes_on else None
        return bool(split.notes) or goes_on

    def _take_labelled_note(self, piece: Piece, label: str) -> bool:
        """Take an item of a numbered list as a note: among notes, or if its number is a marker in the table above."""
        is_known = self.below_table and marker_key(label) in self._trust_below().known - self._noted()
        if not label or (piece.scope is None and not is_known):
            return False
        text = piece.run.text
        note = read_note(text, WITHIN_NOTES)
        if note is None or marker_key(note.marker) != marker_key(label):
            note = NoteText(label.rstrip("."), text)
        self.book.add(note, piece.locator, piece.scope.table if piece.scope else self.tables)
        self._scope = piece.scope
        return True

    def add_linked_notes(self, piece: Piece, block: NoteBlock) -> None:
        """Add the notes in an element that markers link to, each under the key of its link."""
        table = piece.scope.table if piece.scope else self._table_here() if block.from_tables else None
        if len(block.markers) == 1:
            key, marker = next(iter(block.markers.items()))
            self.book.add(linked_note(piece.run.text, marker), piece.locator, table, key)
        else:
            keys = {marker_key(marker): key for key, marker in block.markers.items()}
            for note in split_notes(piece.run.lines, Trust(known=frozenset(keys))).notes:
                self.book.add(note, piece.locator, table, keys.pop(marker_key(note.marker), None))
        self._scope = piece.scope


def linked_note(text: Text, marker: str) -> NoteText:
    """A note by the marker that links to it; the marker at its own start is no part of its text."""
    raised = read_note(text, RAISED_ONLY)
    plain = read_note(text, replace(WITHIN_NOTES, symbols=True))
    if raised is not None:
        return raised
    return plain if plain is not None and marker_key(plain.marker) == marker_key(marker) else NoteText(marker, text)
