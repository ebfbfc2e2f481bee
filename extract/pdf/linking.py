"""Which note a raised marker means: one of its table, of its page, or of the next page, where long notes end up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.document import Block, Cell, Note, Table, Text
from extract.markers import marker_key


@dataclass(slots=True)
class NotePlaces:
    """On which page each note stands: numbers may begin anew on every page."""

    by_page: dict[tuple[int, str], str] = field(default_factory=dict)
    """Key of the note by page and marker."""
    by_marker: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, note: Note, page: int) -> None:
        """Add a note; of two with one marker on a page the first is meant."""
        key = marker_key(note.marker)
        if key:
            self.by_page.setdefault((page, key), note.key)
            self.by_marker[key].append(note.key)

    def find(self, marker: str, page: int) -> str | None:
        """The key of the note that a marker on a page means; a number that the document gives once is found anywhere."""
        key = marker_key(marker)
        for at in (page, page + 1):
            if (at, key) in self.by_page:
                return self.by_page[at, key]
        only = self.by_marker.get(key, [])
        return only[0] if len(only) == 1 else None


def link_markers(blocks: Iterable[Block], notes: Sequence[Note], places: NotePlaces) -> Iterator[Block]:
    """The blocks with each marker linked to its note, where there is one."""
    of_table: dict[int, dict[str, str]] = defaultdict(dict)
    for note in notes:
        if note.table is not None:
            of_table[note.table].setdefault(marker_key(note.marker), note.key)
    number = 0
    for block in blocks:
        if isinstance(block, Table):
            number += 1
            yield _link_table(block, of_table[number], places)
        else:
            yield replace(block, content=_link(block.content, {}, block.locator.page or 0, places))


def _link_table(table: Table, own: dict[str, str], places: NotePlaces) -> Table:
    caption = _link(table.caption, own, table.locator.page or 0, places) if table.caption else None
    cells = tuple(_link_cell(cell, own, places) if cell.content.markers else cell for cell in table.cells)
    return replace(table, caption=caption, cells=cells)


def _link_cell(cell: Cell, own: dict[str, str], places: NotePlaces) -> Cell:
    return replace(cell, content=_link(cell.content, own, cell.locator.page or 0, places))


def _link(text: Text, own: dict[str, str], page: int, places: NotePlaces) -> Text:
    if not text.markers:
        return text
    markers = (
        replace(marker, note=marker.note or own.get(marker_key(marker.text)) or places.find(marker.text, page))
        for marker in text.markers
    )
    return replace(text, markers=tuple(markers))
