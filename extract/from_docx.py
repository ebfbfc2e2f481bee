"""Word documents (docx): what Word prints of them, tracked changes accepted, headers and footers of pages left out.

Read with lxml from the parts of the package; docs/architecture.md says why not with a library.
"""

from __future__ import annotations

import posixpath

from lxml import etree

from extract.document import Document, Limits, UnreadableDocument
from extract.docx.inline import TextReader, bookmarked_notes
from extract.docx.names import WORD
from extract.docx.notes import ENDNOTE, FOOTNOTE, NoteShelf
from extract.docx.numbering import Numbering
from extract.docx.styles import Styles
from extract.docx.walk import Walk
from extract.office.assemble import assemble
from extract.office.parts import Relations, main_part, title_of
from extract.package import Package

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN = "word/document.xml"
ATTACHED = ("package", "oleObject")
"""What a file is to the document that shows its picture; the sheet behind a chart is one to the chart."""


def read(data: bytes, *, limits: Limits = Limits()) -> Document:  # noqa: B008  # Limits is frozen
    """The document that the bytes of a docx file hold; locators are paths such as `table=2&row=3&cell=1`.

    Raises UnreadableDocument for what is no such file, and for one above the limits.
    """
    package = Package(data, limits)
    main = main_part(package, MAIN)
    body = package.xml(main).find(f"{WORD}body")
    if body is None:
        raise UnreadableDocument("The Word document has no text; it is damaged, open it in Word and save it again.")
    parts = Relations(package, main)
    styles = Styles(parts.find("styles"))
    notes = _notes(body, parts)
    walk = Walk(
        styles, Numbering(parts.find("numbering")), notes, TextReader(styles, notes, bookmarked_notes(body)), limits
    )
    items = list(walk.items(body))
    attached = [posixpath.basename(name) for kind in ATTACHED for name in parts.names(kind)]
    return assemble(items, walk.notes(), media_type=MEDIA_TYPE, title=title_of(package), attached=attached)


def _notes(body: etree._Element, parts: Relations) -> NoteShelf:
    shelf = NoteShelf()
    settings = (body.find(f"{WORD}sectPr"), parts.find("settings"))
    for kind in (FOOTNOTE, ENDNOTE):
        part = parts.find(f"{kind.name}s")
        if part is not None:
            shelf.add_part(kind, part, settings)
    return shelf
