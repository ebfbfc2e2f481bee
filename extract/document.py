"""The document model: what every reader delivers and all that `normalise/` knows of a publication.

A reader says what stands where: text, note markers, spans, places. It never says what a cell means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """The place of a piece of text in its source."""

    address: str
    """PDF: `page=3&bbox=left,top,right,bottom`; HTML and XML: an XPath; text: `char=start,end`; Word and OpenDocument:
    `table=2&row=3&cell=1`; sheets: `'Blad 1'!B4`; CSV: `cell=4,1`."""
    page: int | None = None
    """PDF page, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A footnote marker that the source itself sets apart (`<sup>`, a link to a note, a raised glyph)."""

    text: str
    """As printed: `1`, `*)`, `a`."""
    offset: int
    """Code points of the text that stand before the marker."""
    note: str | None = None
    """Key of the note, where the source links the two."""
    gap: str = ""
    """What is printed between the text, or the marker before this one, and this marker: a space, a comma."""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text with its markers taken out.

    >>> Text("Comensha", (Marker(text="1", offset=8),)).raw
    'Comensha1'
    """

    text: str
    markers: tuple[Marker, ...] = ()
    confidence: float = 1.0
    """That of its least certain word; below 1 only where it was recognised in a picture."""

    @property
    def raw(self) -> str:
        """The text as printed, each marker back in its place."""
        if not self.markers:
            return self.text
        parts, end = [], 0
        for marker in self.markers:
            parts += [self.text[end : marker.offset], marker.gap, marker.text]
            end = marker.offset
        return "".join([*parts, self.text[end:]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; `level` 1 is the highest."""

    content: Text
    level: int
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of running text."""

    content: Text
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """An item of a list; `level` 1 is the outermost list."""

    content: Text
    locator: Locator
    level: int = 1
    label: str = ""
    """The number or bullet as printed, if any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell at its upper left place in the grid of its table."""

    row: int
    column: int
    content: Text
    locator: Locator
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    """The source calls it a header cell (`th`, `thead`, a repeated header row)."""
    bold: bool = False
    """All of its text is set in bold."""
    indent: int = 0
    """Steps that the text stands in from the edge of its column."""
    lost: bool = False
    """The source lost which column this is: the row's cells are in printed order, from the left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: cells in reading order (by row, then column), on a grid of `rows` × `columns`."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    locator: Locator
    caption: Text | None = None
    header_rows: int = 0
    """Header rows that the source declares; 0 where it does not say."""


Block = Heading | Paragraph | ListItem | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote, endnote or table note."""

    key: str
    """Unique within the document; `Marker.note` refers to it."""
    marker: str
    """As printed, `1` or `*)`."""
    content: Text
    locator: Locator
    table: int | None = None
    """Number (from 1, in reading order) of the only table it can speak of; None: of the whole document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a reader could not read with certainty; it becomes a finding."""

    rule: str
    """A rule of the dataset's contract, such as `ragged-row` or `ambiguous-placement`."""
    message: str
    """One Dutch sentence that a policy analyst understands."""
    locator: Locator
    table: int | None = None
    """Number of the table (from 1) that it speaks of."""
    row: int | None = None
    """The row in that table; None: the table as a whole."""
    found: str = ""
    remark: bool = False
    """Worth knowing; no figure is in doubt for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One publication as its reader saw it."""

    media_type: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    document_type: str | None = None
    """As the source itself names it; None where it does not."""
    identifier: str | None = None
    """Of an official publication: `kst-35470-XIV-4`."""
    dossiers: tuple[str, ...] = ()
    """The dossiers of parliament that it belongs to: `35470-XIV`."""
    ministry: str | None = None
    """The ministry that it comes from, without the word `Ministerie`."""
    pages: int | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in reading order; table number n is `tables[n - 1]`."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def headed_blocks(self) -> Iterator[tuple[tuple[str, ...], Block]]:
        """Every block with the path of headings that it stands under, outermost first."""
        path: list[Heading] = []
        for block in self.blocks:
            if isinstance(block, Heading):
                while path and path[-1].level >= block.level:
                    path.pop()
            yield tuple(heading.content.text for heading in path), block
            if isinstance(block, Heading):
                path.append(block)


class UnreadableDocument(Exception):
    """A document that cannot be read. The message is one sentence: what, where, what to do."""


class RefusedDocument(UnreadableDocument):
    """A document that is above a limit, or holds what is not opened for safety: it could be read, and is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes above which a document, or a part of it, is refused rather than read."""

    bytes: int = 100_000_000
    unpacked: int = 400_000_000
    """Bytes of all entries of a zip archive together, or of a document that is one."""
    cells: int = 200_000
    """Cells of one table, spans counted: a span bomb reaches this at once."""
    columns: int = 2_000
    """Of one table: twenty years by month are 240. What is said of a column is compared with all the others."""
    depth: int = 5_000
    """Elements within elements."""
    tags: int = 1_000_000
    """Of an XML document, closing ones too: each takes 200 bytes and more once it is a tree. Real papers have one in 40 bytes."""
    pages: int = 5_000
    """Of a PDF; the rest is left unread, and said."""
    characters: int = 100_000
    """On one page of a PDF: a full page of a newspaper has a quarter of it."""
    drawings: int = 100_000
    """Lines, areas and pieces of text on one page of a PDF; a map may have more, a page with tables has 9,000 at most."""


def unheard(_: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a reader is told besides the bytes."""

    limits: Limits = Limits()
    password: str | None = None
    """Opens an encrypted document."""
    metadata: bytes | None = None
    """The `metadata.xml` that lies beside a publication (KOOP)."""
    pictures: bool = True
    """Whether what the source shows around its tables is kept too (`extract.excerpts`); no reader asks for it."""
    left_out: frozenset[int] = frozenset()
    """Pages of a PDF, from 1, that are not read since they took too long."""
    undrawn: frozenset[int] = frozenset()
    """Pages of a PDF of which no pictures are made since that took too long."""
    turned: Callable[[int], None] = unheard
    """Told which page of a PDF is about to be read, from 1, or to be drawn, from -1; 0 when that was the last one."""
