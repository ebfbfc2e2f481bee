"""Lines and tables in reading order become the blocks and notes of a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from extract.attached import doubt_attached
from extract.document import Block, Document, Heading, Locator, Paragraph, Table, Text
from extract.html.captions import NUMBERED, caption_kind
from extract.html.collector import Collector, NoteScope, Piece, linked_note
from extract.html.notes import NoteText, texts_of
from extract.markers import marker_key
from extract.office.items import Draft, Item, Line, ReadNote
from extract.office.layout import is_letterhead
from extract.office.tables import finish_table
from extract.runs import TextRun
from extract.shapes import find_date

DATE_WITHIN = 12
"""Blocks at the top among which a lone date is that of publication: a letter has its address and reference above it."""


def assemble(
    items: Iterable[Item],
    notes: Iterable[ReadNote],
    *,
    media_type: str,
    title: str | None,
    attached: Sequence[str] = (),
) -> Document:
    """The document that lines, tables and notes are; `title` is what the file says of itself, `attached` what it carries."""
    flat = list(_flatten(items))
    found = Collector()
    for item, below in _with_captions_below(flat):
        if isinstance(item, Draft):
            _add_table(item, below, found)
        else:
            _add_line(item, found)
    places = _tables_of_notes(found.blocks)
    for note in notes:
        tables = places[note.key]
        table = next(iter(tables)) if len(tables) == 1 else None
        found.book.add(_note_text(note), Locator(address=note.address), table, note.key)
    return Document(
        media_type=media_type,
        blocks=tuple(found.blocks),
        notes=tuple(found.book.notes),
        doubts=(*found.doubts, *doubt_attached(attached)),
        title=_title(flat, found.blocks) or title,
        published=_published(found.blocks),
    )


def _note_text(note: ReadNote) -> NoteText:
    """A note, without its own marker at the start of its text."""
    read = linked_note(note.content, note.marker)
    is_own = marker_key(read.marker) == marker_key(note.marker)
    return NoteText(note.marker, read.text if is_own else note.content)


def _flatten(items: Iterable[Item]) -> Iterator[Item]:
    """The items, what stands within the cells of a table after it, and letterheads as the lines that they are."""
    for item in items:
        if isinstance(item, Draft):
            yield from _lines_of_letterhead(item) if is_letterhead(_printed_rows(item)) else (item,)
            yield from _flatten(item.inner)
        else:
            yield item


def _printed_rows(draft: Draft) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(draft.rows)]
    for placed in draft.cells:
        rows[placed.cell.row].append(placed.cell.content.text)
    return rows


def _lines_of_letterhead(draft: Draft) -> Iterator[Line]:
    """The rows of a letterhead as lines of text: Datum 12 maart 2024."""
    for row in range(draft.rows):
        cells = [placed.cell for placed in draft.cells if placed.cell.row == row]
        run = TextRun()
        for cell in cells:
            run.extend(draft.runs[cell.row, cell.column])
            run.add(" ")
        if cells:
            yield Line(run=run, address=cells[0].locator.address)


def _with_captions_below(items: Sequence[Item]) -> Iterator[tuple[Item, Text | None]]:
    """The items, each table with the caption that stands directly below it, if there is none above.

    A caption between two tables is the lower one's, unless the upper one would be the only one without.
    """
    taken = -1
    for index, item in enumerate(items):
        if index == taken:
            continue
        below = items[index + 1] if index + 1 < len(items) else None
        if isinstance(item, Draft) and isinstance(below, Line) and _is_table_caption(below):
            above = items[index - 1] if index and index - 1 != taken else None
            after = items[index + 2] if index + 2 < len(items) else None
            if not (isinstance(above, Line) and _can_be_caption(above)) and not isinstance(after, Draft):
                taken = index + 1
                yield item, below.run.text
                continue
        yield item, None


def _is_table_caption(line: Line) -> bool:
    return line.is_caption and NUMBERED.match(_printed(line).text) is not None


def _can_be_caption(line: Line) -> bool:
    text = line.run.text.text
    return line.heading is None and caption_kind(text, bold=line.run.bold, named=line.is_caption) is not None


def _add_table(draft: Draft, below: Text | None, found: Collector) -> None:
    taken, caption = found.caption_before()
    if caption is None:
        caption = below
    reading = finish_table(draft, caption, found.tables + 1)
    if reading is not None:
        found.add_table(reading, taken)


def _add_line(line: Line, found: Collector) -> None:
    if not any(map(str.isalnum, line.run.text.text)) and not line.run.has_markers:
        return
    scope = NoteScope("", found.tables) if line.is_note else None
    piece = Piece(line.run, Locator(address=line.address), scope, line.is_caption and _names_table(line))
    if line.heading is not None:
        found.add_heading(replace(piece, run=_labelled(line)), line.heading)
    elif line.item is not None and not line.is_caption:
        found.add_item(piece, line.item, line.label)
    else:
        found.add_paragraph(replace(piece, run=_labelled(line)))


def _names_table(line: Line) -> bool:
    """Whether a caption can be that of a table; one that begins with the name of something else is not."""
    first = line.run.text.text.split(maxsplit=1)[:1]
    return not first or first[0].lower().rstrip(":.") not in (
        "figuur",
        "figure",
        "grafiek",
        "afbeelding",
        "foto",
        "kaart",
    )


def _printed(line: Line) -> Text:
    return _labelled(line).text


def _labelled(line: Line) -> TextRun:
    """The run of a line with the number that is printed before it."""
    if not line.label or not any(map(str.isalnum, line.label)):
        return line.run
    run = TextRun()
    run.add(f"{line.label} ", bold=line.run.bold)
    run.extend(line.run)
    return run


def _tables_of_notes(blocks: Sequence[Block]) -> dict[str | None, set[int | None]]:
    """For each key of a note the numbers of the tables in which its markers stand; None among them: also elsewhere."""
    places: dict[str | None, set[int | None]] = defaultdict(set)
    number = 0
    for block in blocks:
        is_table = isinstance(block, Table)
        number += is_table
        for text in texts_of(block) if isinstance(block, Table) else (block.content,):
            for marker in text.markers:
                places[marker.note].add(number if is_table else None)
    return places


def _title(items: Sequence[Item], blocks: Sequence[Block]) -> str | None:
    """The title by its style, else the first heading of the highest level."""
    titled = (item.run.text.text for item in items if isinstance(item, Line) and item.is_title)
    headed = (block.content.text for block in blocks if isinstance(block, Heading) and block.level == 1)
    return next((text for text in (*titled, *headed) if text), None)


def _published(blocks: Sequence[Block]) -> date | None:
    """The date that stands alone near the top, if it is the only one there."""
    texts = (block.content.text for block in blocks[:DATE_WITHIN] if isinstance(block, Paragraph))
    dates = {found for found in map(find_date, texts) if found is not None}
    try:
        return date(*dates.pop()) if len(dates) == 1 else None
    except ValueError:
        return None
