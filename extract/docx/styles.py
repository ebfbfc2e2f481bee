"""Styles of a Word document: what text of a style looks like, and whether it heads, numbers or captions.

A style builds on another; what it does not say itself it has from there. Built-in styles keep their English name
(`heading 1`, `caption`) whatever the language of Word shows and whatever their id is (`Kop1`, `Bijschrift`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from extract.docx import names
from extract.docx.names import (
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    TWIPS_A_POINT,
    TYPE,
    VALUE,
    WORD,
    is_on,
    number,
    value_of,
)
from extract.office.look import PLAIN, Look

HEADING_NAME = re.compile(r"(?:heading|kop) ?([1-9])")
CONTENTS_NAME = re.compile(
    r"(?:toc|inhopg) ?(?:[1-9]|heading)|(?:toc|inhopg)|table of (?:figures|authorities)|index ?\d?.*"
)
CAPTION_NAME = re.compile(
    r"caption|bijschrift.*|(?:tabel|table)[ _-]?(?:titel|title|kop|naam|caption|header|bijschrift).*"
)
TITLE_NAME = re.compile(r"title|titel")
DEEPEST_STYLE = 30
"""Styles that build on each other; a circle ends here."""
BODY_LEVEL = 9
"""The outline level of running text."""
RAISED_POINTS = 4
"""Half points that text stands higher at least to be raised; less is fine-tuning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """What a paragraph is by its style or by its own properties."""

    name: str = ""
    look: Look = PLAIN
    heading: int | None = None
    """Level of the heading that it is, from 1."""
    numbering: tuple[str, int] | None = None
    """The list that it belongs to, and the level in it, from 0."""
    indent: float = 0.0
    """Points that its first line stands in."""
    level_style: str | None = None
    """The style that it has its number from, which can have a level of a list of its own."""
    is_joined: bool = False
    """Its end was deleted, so that the next paragraph goes on with it."""
    ends_section: bool = False

    @property
    def is_caption(self) -> bool:
        """Whether it is the caption of a table, figure or equation."""
        return CAPTION_NAME.fullmatch(self.name) is not None

    @property
    def is_contents(self) -> bool:
        """Whether it is a line of a table of contents."""
        return CONTENTS_NAME.fullmatch(self.name) is not None

    @property
    def is_title(self) -> bool:
        """Whether it is the title of the document."""
        return TITLE_NAME.fullmatch(self.name) is not None


class Styles:
    """The styles of one document, each worked out when it is first asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = () if root is None else root.findall(f"{WORD}style")
        self._elements = {(style.get(TYPE), style.get(f"{WORD}styleId")): style for style in styles}
        default = next(
            (
                style
                for style in styles
                if style.get(TYPE) == "paragraph" and style.get(f"{WORD}default") in ("1", "true")
            ),
            None,
        )
        self._default = None if default is None else default.get(f"{WORD}styleId")
        base = None if root is None else root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{RUN_PROPERTIES}")
        self._base = look_of(base, PLAIN)
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._texts: dict[str, Look] = {}
        self._bold_heads: dict[str | None, bool] = {}

    def paragraph(self, identity: str | None) -> ParagraphStyle:
        """What paragraphs of a style are; the default style where a paragraph names none."""
        identity = identity if identity is not None else self._default
        if identity not in self._paragraphs:
            self._paragraphs[identity] = self._work_out(identity)
        return self._paragraphs[identity]

    def of(self, paragraph: etree._Element) -> ParagraphStyle:
        """What a paragraph is, by its style and its own properties."""
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        if properties is None:
            return self.paragraph(None)
        named = properties.find(names.PARAGRAPH_STYLE)
        style = self.paragraph(None if named is None else named.get(VALUE))
        return with_properties(style, properties)

    def _work_out(self, identity: str | None) -> ParagraphStyle:
        style = ParagraphStyle(look=self._base)
        for element in reversed(list(self._chain("paragraph", identity))):
            name = (value_of(element, "name") or "").lower()
            style = with_properties(style, element.find(PARAGRAPH_PROPERTIES))
            heading = HEADING_NAME.fullmatch(name)
            style = replace(
                style,
                name=name,
                level_style=element.get(f"{WORD}styleId"),
                look=look_of(element.find(RUN_PROPERTIES), style.look),
                heading=int(heading[1]) if heading else style.heading,
            )
        return replace(style, heading=1) if style.is_title and style.heading is None else style

    def text(self, identity: str, around: Look) -> Look:
        """How text of a character style looks within a paragraph that looks so; bold in bold is plain."""
        if identity not in self._texts:
            look = PLAIN
            for element in reversed(list(self._chain("character", identity))):
                look = look_of(element.find(RUN_PROPERTIES), look)
            self._texts[identity] = look
        own = self._texts[identity]
        if own == PLAIN:
            return around
        return Look(own.bold != around.bold, own.lift or around.lift, own.unseen or around.unseen)

    def has_bold_head(self, identity: str | None) -> bool:
        """Whether a style of tables sets the first row in bold."""
        if identity not in self._bold_heads:
            self._bold_heads[identity] = any(
                is_on(part.find(f"{RUN_PROPERTIES}/{WORD}b"))
                for element in self._chain("table", identity)
                for part in element.iterchildren(f"{WORD}tblStylePr")
                if part.get(TYPE) == "firstRow"
            )
        return self._bold_heads[identity]

    def _chain(self, kind: str, identity: str | None) -> Iterator[etree._Element]:
        """A style and those that it builds on."""
        for _ in range(DEEPEST_STYLE):
            element = self._elements.get((kind, identity))
            if element is None:
                return
            yield element
            identity = value_of(element, "basedOn")


def look_of(properties: etree._Element | None, around: Look) -> Look:
    """How text with these properties looks where the text around looks so."""
    if properties is None or not len(properties):
        return around
    bold, lift, unseen = around.bold, around.lift, around.unseen
    for child in properties:
        match child.tag:
            case names.BOLD:
                bold = is_on(child)
            case names.RAISED:
                lift = LIFTS.get(child.get(VALUE, ""), 0)
            case names.POSITION:
                height = number(child.get(VALUE))
                lift = lift or (1 if height >= RAISED_POINTS else -1 if height <= -RAISED_POINTS else 0)
            case names.HIDDEN | names.STRUCK | names.DOUBLE_STRUCK:
                unseen = is_on(child)
    return around if (bold, lift, unseen) == (around.bold, around.lift, around.unseen) else Look(bold, lift, unseen)


LIFTS = {"superscript": 1, "subscript": -1}


def with_properties(style: ParagraphStyle, properties: etree._Element | None) -> ParagraphStyle:
    """A paragraph's style with what the paragraph says itself."""
    changes: dict[str, Any] = {}
    for child in properties if properties is not None else ():
        read = PROPERTIES.get(str(child.tag))
        if read is not None:
            changes.update(read(child, style))
    return replace(style, **changes) if changes else style


def _outline(element: etree._Element, _style: ParagraphStyle) -> dict[str, Any]:
    level = number(element.get(VALUE), BODY_LEVEL)
    return {"heading": level + 1 if level < BODY_LEVEL else None}


def _mark(element: etree._Element, _style: ParagraphStyle) -> dict[str, Any]:
    """What the sign at the end of a paragraph looks like: nothing of its text, but it may be deleted."""
    return {} if element.find(names.DELETED) is None else {"is_joined": True}


def _numbering(element: etree._Element, style: ParagraphStyle) -> dict[str, Any]:
    inherited = style.numbering or (None, 0)
    identity = value_of(element, "numId") or inherited[0]
    level = number(value_of(element, "ilvl"), inherited[1])
    return {"numbering": None if identity in (None, "0") else (identity, level), "level_style": None}


def _indent(element: etree._Element, style: ParagraphStyle) -> dict[str, Any]:
    left = number(element.get(f"{WORD}start") or element.get(f"{WORD}left"))
    first = number(element.get(f"{WORD}firstLine")) - number(element.get(f"{WORD}hanging"))
    indent = (left + first) / TWIPS_A_POINT
    return {} if indent == style.indent else {"indent": indent}


PROPERTIES: dict[str, Callable[[etree._Element, ParagraphStyle], dict[str, Any]]] = {
    names.INDENT: _indent,
    names.OUTLINE: _outline,
    names.NUMBERING: _numbering,
    names.RUN_PROPERTIES: _mark,
    names.SECTION: lambda _, __: {"ends_section": True},
}
"""What a property of a paragraph changes in its style."""
