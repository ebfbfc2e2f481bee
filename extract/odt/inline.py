"""The text of OpenDocument paragraphs, as it is printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from extract.odt.names import DRAW, FRAME, OFFICE, STYLE_NAME, TEXT, TEXT_BOX, count
from extract.odt.styles import Styles
from extract.office.inline import Writer
from extract.office.look import Look

NOTE, CITATION, BODY = f"{TEXT}note", f"{TEXT}note-citation", f"{TEXT}note-body"
NOTE_REFERENCE = f"{TEXT}note-ref"
SPAN, LINK = f"{TEXT}span", f"{TEXT}a"
SPACE, TAB, BREAK = f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"
MOST_SPACES = 1000
UNSEEN = frozenset(
    {
        f"{OFFICE}annotation",
        f"{OFFICE}annotation-end",
        f"{OFFICE}binary-data",
        f"{OFFICE}event-listeners",
        f"{TEXT}tracked-changes",
    }
    | {f"{TEXT}{name}" for name in ("hidden-text", "placeholder", "script", "ruby-text", "number", "hidden-paragraph")}
)
"""Elements whose text is not printed; what a tracked change took away stands in `text:tracked-changes`, not in the text."""


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note where it stands in the text."""

    key: str
    marker: str
    body: etree._Element


@dataclass(slots=True)
class Pieces:
    """What a paragraph is being read into."""

    writer: Writer = field(default_factory=Writer)
    boxes: list[etree._Element] = field(default_factory=list)
    """Text boxes that are anchored in it."""


class TextReader:
    """Reads the text of paragraphs of one document, and keeps the notes that stand in them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.notes: list[FoundNote] = []

    def read(self, element: etree._Element, look: Look, pieces: Pieces) -> None:
        """Add the text of a paragraph whose style looks so."""
        self._read_within(element, look, pieces)
        pieces.writer.close()

    def _read_within(self, element: etree._Element, look: Look, pieces: Pieces) -> None:
        _write(element.text, look, pieces.writer)
        for child in element:
            if child.tag not in UNSEEN and isinstance(child.tag, str):
                self._open(child, look, pieces)
            _write(child.tail, look, pieces.writer)

    def _open(self, element: etree._Element, look: Look, pieces: Pieces) -> None:
        tag = str(element.tag)
        if tag in SIGNS:
            SIGNS[tag](element, look, pieces.writer)
        elif tag == SPAN:
            self._read_within(element, self._styles.text(element.get(STYLE_NAME), look), pieces)
        elif tag == NOTE:
            self._take_note(element, pieces.writer)
        elif tag == NOTE_REFERENCE:
            pieces.writer.mark("".join(map(str, element.itertext())), f"note-{element.get(f'{TEXT}ref-name')}")
        elif tag.startswith(DRAW):
            pieces.boxes += element.iterchildren(TEXT_BOX) if tag == FRAME else ()
        else:
            self._read_within(element, look, pieces)

    def _take_note(self, note: etree._Element, writer: Writer) -> None:
        citation, body = note.find(CITATION), note.find(BODY)
        if body is None:
            return
        marker = "" if citation is None else (citation.get(f"{TEXT}label") or "".join(map(str, citation.itertext())))
        key = f"note-{note.get(f'{TEXT}id') or len(self.notes) + 1}"
        found = FoundNote(key, marker.strip() or str(len(self.notes) + 1), body)
        self.notes.append(found)
        writer.mark(found.marker, found.key)


def _write(text: str | None, look: Look, writer: Writer) -> None:
    if text and not look.unseen:
        writer.write(text, bold=look.bold, lift=look.lift)


SIGNS: dict[str, Callable[[etree._Element, Look, Writer], None]] = {
    SPACE: lambda element, look, writer: _write(" " * count(element, f"{TEXT}c", MOST_SPACES), look, writer),
    TAB: lambda _, look, writer: _write("\t", look, writer),
    BREAK: lambda _, __, writer: writer.end_line(),
}
