"""Any document written as KOOP would set it in XML: what makes two formats of one document to compare."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from extract.document import Block, Cell, Document, Heading, ListItem, Marker, Note, Paragraph, Table, Text
from extract.markers import marker_key

NO_BREAK_SPACE = "\u00a0"
BOLD = "<nadruk type='vet'>{}</nadruk>"


def koop_xml(document: Document) -> bytes:
    """The document as an `officiele-publicatie`; notes that no raised marker leads to stand below their table as text."""
    body = "".join(_Writer(document).parts())
    return f"<officiele-publicatie><kamerstuk><stuk>{body}</stuk></kamerstuk></officiele-publicatie>".encode()


def record_of(document: Document) -> bytes:
    """What the document says of itself, as its `metadata.xml`."""
    said = {"DC.title": document.title, "OVERHEIDop.documenttitel": document.document_type}
    entries = "".join(
        f"<metadata name={quoteattr(name)} content={quoteattr(text or '')}/>" for name, text in said.items()
    )
    return f"<metadata_gegevens>{entries}</metadata_gegevens>".encode()


class _Writer:
    """Writes the blocks of one document in their order, each note at the first marker that means it."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._by_key = {note.key: note for note in document.notes}
        self._by_marker: dict[tuple[int | None, str], Note] = {}
        for note in document.notes:
            self._by_marker.setdefault((note.table, marker_key(note.marker)), note)
        self._written: set[str] = set()
        meant = self._meant(document)
        self._loose = [note for note in document.notes if note.key not in meant]
        self._levels: list[int] = []
        self._tables = 0

    def parts(self) -> Iterator[str]:
        for block in self._blocks:
            yield from self._block(block)
        yield from self._loose_notes(None)
        yield "</divisie>" * len(self._levels)

    def _meant(self, document: Document) -> set[str]:
        """Keys of the notes that some marker means."""
        texts = [(None, block.content) for block in document.blocks if not isinstance(block, Table)]
        cells: list[tuple[int | None, Text]] = [
            (number, text)
            for number, table in enumerate(document.tables, start=1)
            for text in (*([table.caption] if table.caption else []), *(cell.content for cell in table.cells))
        ]
        found = (self._note(marker, at) for at, text in [*texts, *cells] for marker in text.markers)
        return {note.key for note in found if note is not None}

    def _note(self, marker: Marker, table: int | None) -> Note | None:
        key = marker_key(marker.text)
        linked = self._by_key.get(marker.note or "")
        return linked or self._by_marker.get((table, key)) or self._by_marker.get((None, key))

    def _loose_notes(self, table: int | None) -> Iterator[str]:
        for note in self._loose:
            if note.table == table:
                yield f"<al><sup>{escape(note.marker)}</sup> {self._text(note.content)}</al>"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield from self._heading(block)
            case Paragraph():
                yield f"<al>{self._text(block.content)}</al>"
            case ListItem():
                label = f"<li.nr>{escape(block.label)}</li.nr>" if block.label else ""
                yield f"<lijst><li>{label}<al>{self._text(block.content)}</al></li></lijst>"
            case Table():
                self._tables += 1
                yield from self._table(block)

    def _heading(self, heading: Heading) -> Iterator[str]:
        while self._levels and self._levels[-1] >= heading.level:
            self._levels.pop()
            yield "</divisie>"
        self._levels.append(heading.level)
        yield f"<divisie><kop><titel>{self._text(heading.content)}</titel></kop>"

    def _table(self, table: Table) -> Iterator[str]:
        yield f"<table><title>{self._text(table.caption, self._tables)}</title>" if table.caption else "<table>"
        yield f"<tgroup cols='{table.columns}'>"
        yield from (f"<colspec colname='c{column}'/>" for column in range(table.columns))
        for tag, rows in (("thead", range(table.header_rows)), ("tbody", range(table.header_rows, table.rows))):
            if rows:
                yield f"<{tag}>{''.join(self._row(table, row) for row in rows)}</{tag}>"
        yield "</tgroup></table>"
        yield from self._loose_notes(self._tables)

    def _row(self, table: Table, row: int) -> str:
        return f"<row>{''.join(self._entry(cell) for cell in table.cells if cell.row == row)}</row>"

    def _entry(self, cell: Cell) -> str:
        last = cell.column + cell.colspan - 1
        place = f"namest='c{cell.column}' nameend='c{last}' morerows='{cell.rowspan - 1}'"
        text = NO_BREAK_SPACE * cell.indent + self._text(cell.content, self._tables)
        return f"<entry {place}><al>{BOLD.format(text) if cell.bold else text}</al></entry>"

    def _text(self, text: Text, table: int | None = None) -> str:
        parts, end = [], 0
        for marker in text.markers:
            parts += [escape(text.text[end : marker.offset]), escape(marker.gap), self._marker(marker, table)]
            end = marker.offset
        return "".join([*parts, escape(text.text[end:])])

    def _marker(self, marker: Marker, table: int | None) -> str:
        note = self._note(marker, table)
        if note is None:
            return f"<sup>{escape(marker.text)}</sup>"
        if note.key in self._written:
            return f"<nootref refid={quoteattr(note.key)}/>"
        self._written.add(note.key)
        kind = "voet" if note.table is None else "tabel"
        number = f"<noot.nr>{escape(marker.text)}</noot.nr>"
        return (
            f"<noot id={quoteattr(note.key)} type='{kind}'>{number}<noot.al>{self._text(note.content)}</noot.al></noot>"
        )
