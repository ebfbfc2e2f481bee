"""Web pages: any HTML with headings, paragraphs and tables; official publications, ministries, provinces, municipalities.

What stands where is read off the elements, not off the looks of one site: notes by links, names, roles and their place after a table;
captions by their element, their name or their place before it; navigation by elements, names and roles.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from extract.document import Block, Cell, Document, Heading, Limits, ListItem, Paragraph, Table, Text
from extract.html.furniture import Furniture, content_root
from extract.html.links import NoteLinks
from extract.html.metadata import read_metadata
from extract.html.notes import scope_of_names
from extract.html.source import parse
from extract.html.walk import Walk

MEDIA_TYPE = "text/html"
NOTE_ELEMENTS = etree.XPath(
    "//*[contains(@class,'note') or contains(@class,'noot') or contains(@class,'noten') or contains(@id,'note') or contains(@id,'noten')"
    " or starts-with(@role,'doc-')]"
)
BODY = etree.XPath("/html/body")


def read(data: bytes, *, limits: Limits = Limits()) -> Document:  # noqa: B008  # Limits is frozen
    """The document that a web page holds; locators are XPaths into the page as lxml reads it.

    Raises UnreadableDocument for what is no page, and for pages above the limits.
    """
    root = parse(data, limits)
    links = NoteLinks(root)
    furniture = Furniture(root, links)
    groups = [element for element in _elements(NOTE_ELEMENTS, root) if _holds_notes(element)]
    walk = Walk(links, furniture, limits, note_groups=len(groups))
    bodies = _elements(BODY, root) or [root]
    content = content_root(bodies[0], furniture)
    for element in [*_title_outside(content, bodies[0], furniture), content, *_notes_outside(content, [*groups, *links.blocks], furniture)]:
        walk.over(element)
    return _document(root, walk)
