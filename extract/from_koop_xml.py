"""Official publications as KOOP gives them in XML: Kamerstukken, Kamervragen, Handelingen, gazettes.

The XML is the exact source of a publication: tables with named columns, and each note at its marker. Both generations
are read: `officiele-publicatie` (2010 on) and `kamerwrk`, `handeling` and the like (before).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from extract.document import Document, Limits, Locator, Note, UnreadableDocument
from extract.html.collector import Collector
from extract.html.notes import NoteBook
from extract.html.path import Paths
from extract.koop.head import HeadReader
from extract.koop.inline import LineReader
from extract.koop.notes import NoteIndex, number_of
from extract.koop.roots import ROOTS
from extract.koop.walk import Walk
from extract.metadata import dateline, describe
from extract.safe_xml import parse_xml

MEDIA_TYPE = "application/xml"
OF_A_TABLE = "tabel"
"""The type of a note that belongs to its table."""


def read(data: bytes, *, limits: Limits = Limits()) -> Document:  # noqa: B008  # Limits is frozen
    """The document that an official publication is; locators are XPaths.

    Raises UnreadableDocument for XML that is no official publication, is not well-formed or is above the limits.
    """
    root = parse_xml(data, limits)
    if root.tag not in ROOTS:
        raise UnreadableDocument(
            f"The XML is no official publication of KOOP: its outermost element is {root.tag}; "
            f"give one with {' or '.join(ROOTS)}."
        )
    index = NoteIndex(root)
    lines = LineReader(index)
    walk = Walk(lines, limits, Collector(book=NoteBook(keys=set(index.keys.values()))))
    walk.over(root)
    document = Document(
        media_type=MEDIA_TYPE,
        blocks=tuple(walk.found.blocks),
        notes=(*_notes(index, lines, walk.numbers, Paths(root)), *walk.found.book.notes),
        doubts=tuple(walk.found.doubts),
    )
    head = HeadReader(root, lines).read()
    return describe(document, replace(head, published=head.published or dateline(document.blocks)))


def _notes(index: NoteIndex, lines: LineReader, numbers: dict[etree._Element, int], paths: Paths) -> Iterator[Note]:
    """All notes of a publication, wherever they stand; a table note speaks of no other table."""
    for note, key in index.keys.items():
        around = (numbers[element] for element in note.iterancestors() if element in numbers)
        yield Note(
            key=key,
            marker=number_of(note),
            content=lines.read_note(note),
            locator=Locator(address=paths.of(note).address),
            table=next(around, None) if note.get("type") == OF_A_TABLE else None,
        )
