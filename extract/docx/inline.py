"""The text of Word's paragraphs: runs, fields, links, notes and tracked changes as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from extract.docx.names import (
    ALTERNATIVES,
    BOX_CONTENT,
    COMPATIBILITY,
    CONTROL,
    CONTROL_CONTENT,
    CONTROL_PROPERTIES,
    ID,
    MATH,
    RUN,
    RUN_PROPERTIES,
    SEEN_THROUGH,
    TEXT,
    WORD,
)
from extract.docx.notes import KINDS, NoteShelf
from extract.docx.styles import Styles, look_of
from extract.docx.symbols import symbol
from extract.office.inline import Writer
from extract.office.look import Look

STYLE = f"{WORD}rStyle"
FIELD, CODE, SIMPLE_FIELD = f"{WORD}fldChar", f"{WORD}instrText", f"{WORD}fldSimple"
CHOICE, FALLBACK = f"{COMPATIBILITY}Choice", f"{COMPATIBILITY}Fallback"
PLACEHOLDER = f"{WORD}showingPlcHdr"
GALLERY = f"{WORD}docPartObj/{WORD}docPartGallery"
CONTENTS_GALLERY = "Table of Contents"
SYMBOL = f"{WORD}sym"
SIGNS = {TEXT: "", SYMBOL: "", f"{WORD}tab": "\t", f"{WORD}ptab": "\t", f"{WORD}noBreakHyphen": "-"}
"""Elements of a run that print something, and what, where that is always the same; a soft hyphen prints nothing."""
BREAKS = frozenset({f"{WORD}br", f"{WORD}cr"})
FORMULAS = frozenset({f"{MATH}oMath", f"{MATH}oMathPara"})
SELF_REFERENCES = "NOTEREF"


@dataclass(slots=True)
class _Field:
    """A field that has begun: its code, and whether that is over and its result has begun."""

    code: str = ""
    shows: bool = False


@dataclass(slots=True)
class Pieces:
    """What a paragraph is being read into."""

    writer: Writer = field(default_factory=Writer)
    boxes: list[etree._Element] = field(default_factory=list)
    """The contents of text boxes that are anchored in it."""
    fields: list[_Field] = field(default_factory=list)


class TextReader:
    """Reads the text of paragraphs of one document."""

    def __init__(self, styles: Styles, notes: NoteShelf, bookmarks: Mapping[str, str]) -> None:
        self._styles = styles
        self._notes = notes
        self._bookmarks = bookmarks

    def read(self, element: etree._Element, look: Look, pieces: Pieces) -> None:
        """Add the text of a paragraph whose style looks so."""
        pieces.fields.clear()
        self._read_within(element, look, pieces)
        pieces.writer.close()

    def _read_within(self, element: etree._Element, look: Look, pieces: Pieces) -> None:
        for child in element:
            tag = child.tag
            if tag == RUN:
                self._read_run(child, look, pieces)
            elif tag == SIMPLE_FIELD:
                around = len(pieces.fields)
                pieces.fields.append(_Field(child.get(f"{WORD}instr", ""), shows=True))
                self._read_within(child, look, pieces)
                del pieces.fields[around:]  # what began in it and did not end
            elif tag in FORMULAS:
                _read_formula(child, look, pieces.writer)
            elif (inside := printed_inside(child)) is not None:
                self._read_within(inside, look, pieces)

    def _read_run(self, run: etree._Element, around: Look, pieces: Pieces) -> None:
        look = around
        for child in run:
            tag = child.tag
            if tag == TEXT:
                if child.text and not look.unseen:
                    self._write(child.text, look, pieces)
            elif tag == RUN_PROPERTIES:
                look = self._look(child, around)
            elif tag in KINDS:
                self._refer(child, look, pieces)
                if child.get(f"{WORD}customMarkFollows") in ("1", "true", "on"):
                    return
            else:
                self._read_other(child, look, pieces)

    def _look(self, properties: etree._Element, around: Look) -> Look:
        if not len(properties):
            return around
        style = properties.find(STYLE)
        if style is not None:
            around = self._styles.text(style.get(f"{WORD}val", ""), around)
        return look_of(properties, around)

    def _write(self, text: str, look: Look, pieces: Pieces) -> None:
        if pieces.fields:
            if not all(begun.shows for begun in pieces.fields):
                return
            note = self._note_of_field(pieces.fields[-1])
            if note is not None and text.strip():
                pieces.writer.mark(text.strip(), note)
                return
        pieces.writer.write(text, bold=look.bold, lift=look.lift)

    def _note_of_field(self, begun: _Field) -> str | None:
        """The note that a field shows the number of once more."""
        words = begun.code.split()
        return self._bookmarks.get(words[1]) if len(words) > 1 and words[0] == SELF_REFERENCES else None

    def _refer(self, element: etree._Element, look: Look, pieces: Pieces) -> None:
        own = element.get(f"{WORD}customMarkFollows") in ("1", "true", "on")
        mark = "".join(map(_sign, element.itersiblings(TEXT, SYMBOL))).strip() if own else None
        reference = self._notes.refer(KINDS[str(element.tag)], element.get(ID), mark)
        if reference is not None and not look.unseen:
            pieces.writer.mark(reference.marker, reference.key)

    def _read_other(self, element: etree._Element, look: Look, pieces: Pieces) -> None:
        tag = element.tag
        if tag in SIGNS:
            if not look.unseen:
                self._write(_sign(element), look, pieces)
        elif tag in BREAKS:
            pieces.writer.end_line()
        elif tag == FIELD:
            _turn_field(element.get(f"{WORD}fldCharType"), pieces.fields)
        elif tag == CODE:
            if pieces.fields:
                pieces.fields[-1].code += element.text or ""
        elif len(element):
            pieces.boxes.extend(_boxes(chosen(element)))


def _turn_field(kind: str | None, fields: list[_Field]) -> None:
    match kind:
        case "begin":
            fields.append(_Field())
        case "separate" if fields:
            fields[-1].shows = True
        case "end" if fields:
            fields.pop()


def _sign(element: etree._Element) -> str:
    """What an element of a run prints."""
    if element.tag == SYMBOL:
        return symbol(element.get(f"{WORD}font"), element.get(f"{WORD}char"))
    return SIGNS[str(element.tag)] or element.text or ""


def chosen(alternatives: etree._Element) -> etree._Element:
    """Of the forms in which a document offers a drawing the first; the others are for other programs."""
    if alternatives.tag != ALTERNATIVES:
        return alternatives
    forms = (alternatives.find(name) for name in (CHOICE, FALLBACK))
    return next((form for form in forms if form is not None), alternatives)


def content_of_control(control: etree._Element) -> etree._Element | None:
    """What a content control holds; None for a prompt that nobody filled in, and for a table of contents."""
    properties = control.find(CONTROL_PROPERTIES)
    if properties is not None:
        gallery = properties.find(GALLERY)
        is_contents = gallery is not None and gallery.get(f"{WORD}val") == CONTENTS_GALLERY
        if is_contents or properties.find(PLACEHOLDER) is not None:
            return None
    return control.find(CONTROL_CONTENT)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes in a drawing, outermost ones only; of two forms of one the first."""
    for child in element:
        if child.tag == BOX_CONTENT:
            yield child
        else:
            yield from _boxes(chosen(child))


def _read_formula(formula: etree._Element, look: Look, writer: Writer) -> None:
    """The text of a formula in a line; superscripts in it are exponents, which `add_raised` tells by what is before."""
    for text in formula.iter(f"{MATH}t"):
        above = next((up.tag for up in text.iterancestors(f"{MATH}sup", f"{MATH}sub")), None)
        lift = {f"{MATH}sup": 1, f"{MATH}sub": -1}.get(str(above), 0)
        writer.write(text.text or "", bold=look.bold, lift=lift)


def bookmarked_notes(body: etree._Element) -> dict[str, str]:
    """For each bookmark around the reference of a note the key of that note."""
    found: dict[str, str] = {}
    for reference in body.iter(*KINDS):
        run = reference.getparent()
        start = None if run is None else run.getprevious()
        while start is not None and start.tag == f"{WORD}bookmarkStart":
            found[start.get(f"{WORD}name", "")] = f"{KINDS[str(reference.tag)].name}-{reference.get(ID)}"
            start = start.getprevious()
    return found


def printed_inside(element: etree._Element) -> etree._Element | None:
    """The element whose contents are printed for one that only wraps them; None for one that wraps nothing, or is gone."""
    if element.tag == CONTROL:
        return content_of_control(element)
    return chosen(element) if element.tag in SEEN_THROUGH else None


def through(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The children with certain names, also those in content controls and other wrappings; not what was deleted."""
    for child in element:
        if child.tag in tags:
            yield child
        elif (inside := printed_inside(child)) is not None:
            yield from through(inside, *tags)
