"""Plain text: running text with headings and lists, and tables in the forms in which pages were flattened to text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extract.document import Block, Document, Doubt, Heading, Limits, ListItem, Note, Paragraph, RefusedDocument
from extract.encoding import decode
from extract.shapes import find_date
from extract.text.drafts import Draft, build_table, row_doubts
from extract.text.furniture import drop_furniture
from extract.text.levels import give_levels
from extract.text.lines import Chunk, split_chunks
from extract.text.notes import FoundNote, read_last_notes
from extract.text.parts import GluedPart, Part, ProsePart, TablePart, read_parts
from extract.text.prose import HASHES, Kind, Piece, read_prose

MEDIA_TYPE = "text/plain"
GLUED = (
    "Hier staat een tabel waarvan de cellen aan elkaar zijn geplakt; de cijfers zijn niet met zekerheid "
    "van elkaar te scheiden en zijn daarom niet overgenomen."
)
FIGURES = (
    "Hier staan cijfers die bij een tabel lijken te horen, maar de rijen en kolommen zijn niet met "
    "zekerheid te herkennen; ze zijn niet overgenomen."
)
ROW_LIKE = re.compile(
    r"[^;\s\d][^;]{0,200}?(?:[;\s]+[-‒–<>]?\d[\d.,]{0,20}%?){2,40}[;\s]*"
)  # Politie 120 125;  Politie;120;125
DATE_WITHIN = 6
"""Blocks at the top among which a lone date is that of publication."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What the parts of a text became."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    doubts: tuple[Doubt, ...]


def read(data: bytes, *, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen, so shared by all calls
    """The document that the bytes of a plain text or Markdown file hold.

    Raises UnreadableDocument for bytes that are no text, and for a text above the limits.
    """
    if len(data) > limits.bytes:
        raise RefusedDocument(
            f"The text is {len(data):,} bytes, above the limit of {limits.bytes:,}; split it or allow more (--limit size)."
        )
    text = decode(data).text
    chunks = drop_furniture(split_chunks(text))
    parts, last_notes = _without_last_notes(read_parts(chunks, text), text)
    read_ = _read_parts(parts, last_notes, text, limits)
    return Document(
        media_type=MEDIA_TYPE,
        blocks=read_.blocks,
        notes=read_.notes,
        doubts=read_.doubts,
        title=next((block.content.text for block in read_.blocks if isinstance(block, Heading)), None),
        published=_find_published(read_.blocks),
    )


def _without_last_notes(parts: Sequence[Part], text: str) -> tuple[tuple[Part, ...], tuple[FoundNote, ...]]:
    """The parts without the notes that end the text, and those notes."""
    if not parts or not isinstance(parts[-1], ProsePart):
        return tuple(parts), ()
    chunks = parts[-1].chunks
    notes, taken = read_last_notes(chunks, text)
    return (*parts[:-1], replace(parts[-1], chunks=chunks[: len(chunks) - taken])), notes


def _read_parts(parts: Sequence[Part], last_notes: Sequence[FoundNote], text: str, limits: Limits) -> _Read:
    """The blocks, notes and doubts of all parts in order."""
    pieces: list[Piece | Draft] = []
    notes: list[Note] = []
    doubts: list[Doubt] = []
    marked = any(
        HASHES.fullmatch(line.text)
        for part in parts
        if isinstance(part, ProsePart)
        for chunk in part.chunks
        for line in chunk
    )
    tables = 0
    for index, part in enumerate(parts):
        match part:
            case ProsePart(chunks=chunks, unread=unread):
                pieces += read_prose(chunks, text, marked=marked, ends=index == len(parts) - 1)
                unread = unread or next((chunk[0].span for chunk in chunks if _ends_in_figures(chunk)), None)
                doubts += [Doubt(rule="ragged-row", message=FIGURES, locator=unread.locator)] if unread else []
            case GluedPart(chunks=chunks):
                pieces += [Piece(Kind.PARAGRAPH, line.span) for chunk in chunks for line in chunk]
                doubts.append(_glued_doubt(chunks))
            case TablePart(draft=draft, notes=found):
                tables += 1
                pieces.append(draft)
                notes += _number_notes(found, len(notes), tables)
                doubts += row_doubts(draft, tables)
    notes += _number_notes(last_notes, len(notes), None)
    return _Read(tuple(_blocks(pieces, limits)), tuple(notes), tuple(doubts))


def _ends_in_figures(chunk: Chunk) -> bool:
    """Whether most lines of a chunk end in two figures or more after words: rows of a table that was not recognised."""
    ends = sum(1 for line in chunk if ROW_LIKE.fullmatch(line.text))
    return ends > 1 and 3 * ends >= 2 * len(chunk)


def _glued_doubt(chunks: Sequence[Chunk]) -> Doubt:
    first = chunks[0][0].span
    return Doubt(rule="ragged-row", message=GLUED, locator=first.locator, found=first.text)


def _number_notes(found: Sequence[FoundNote], before: int, table: int | None) -> list[Note]:
    return [
        Note(
            key=f"n{before + number}",
            marker=note.marker,
            content=note.span.content,
            locator=note.span.locator,
            table=table,
        )
        for number, note in enumerate(found, 1)
    ]


def _blocks(pieces: Sequence[Piece | Draft], limits: Limits) -> Iterator[Block]:
    """The pieces as blocks of the document, headings and items with their levels."""
    levels = give_levels([piece for piece in pieces if isinstance(piece, Piece)])
    for piece in pieces:
        if isinstance(piece, Draft):
            yield build_table(piece, limits)
            continue
        level = next(levels)
        match piece.kind:
            case Kind.HEADING:
                yield Heading(content=piece.span.content, level=level, locator=piece.span.locator)
            case Kind.ITEM:
                yield ListItem(content=piece.span.content, locator=piece.span.locator, level=level, label=piece.label)
            case Kind.PARAGRAPH:
                yield Paragraph(content=piece.span.content, locator=piece.span.locator)


def _find_published(blocks: Sequence[Block]) -> date | None:
    """The date that stands alone near the top, if it is the only one there."""
    paragraphs = (block.content.text for block in blocks[:DATE_WITHIN] if isinstance(block, Paragraph))
    dates = [found for text in paragraphs if (found := find_date(text)) is not None]
    try:
        return date(*dates[0]) if len(dates) == 1 else None
    except ValueError:
        return None
