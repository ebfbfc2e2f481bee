"""Web pages: any HTML with headings, paragraphs and tables, of ministries, gazettes, provinces and municipalities.

What stands where is read off the elements, not off the looks of one site: notes by links, names, roles and their place
after a table; captions by their element, their name or their place before it; navigation by elements, names and roles.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from extract.document import Block, Cell, Document, Heading, Limits, ListItem, Paragraph, Table, Text
from extract.html.furniture import Furniture, content_root
from extract.html.inline import InlineReader
from extract.html.links import NoteLinks
from extract.html.metadata import read_metadata
from extract.html.notes import scope_of_names
from extract.html.path import elements
from extract.html.source import parse
from extract.html.walk import Walk
from extract.metadata import dateline, describe

MEDIA_TYPE = "text/html"
NOTE_TAGS = ("div", "section", "ol", "ul", "dl", "aside", "footer", "p")
BODY = etree.XPath("/html/body")


def read(data: bytes, *, limits: Limits = Limits()) -> Document:  # noqa: B008  # Limits is frozen
    """The document that a web page holds; locators are XPaths into the page as lxml reads it.

    Raises UnreadableDocument for what is no page, and for pages above the limits.
    """
    root = parse(data, limits)
    links = NoteLinks(root)
    furniture = Furniture(root, links)
    groups = [element for element in root.iter(*NOTE_TAGS) if element.keys() and _holds_notes(element)]
    walk = Walk(links, furniture, limits, len(groups), InlineReader(links))
    bodies = elements(BODY, root) or [root]
    content = content_root(bodies[0], furniture)
    for element in [
        *_title_outside(content, bodies[0], furniture),
        content,
        *_notes_outside(content, [*groups, *links.blocks], furniture),
    ]:
        walk.over(element)
    return _document(root, walk)


def _holds_notes(element: etree._Element) -> bool:
    return scope_of_names(element.get("class"), element.get("id"), element.get("role")) in ("notes", "table")


def _title_outside(content: etree._Element, body: etree._Element, furniture: Furniture) -> list[etree._Element]:
    """The heading of the page where it stands above the content; of several there is no telling which it is."""
    titles = list(body.iter("h1"))
    if len(titles) != 1 or content in titles[0].iterancestors() or furniture.covers(titles[0]):
        return []
    return titles


def _notes_outside(
    content: etree._Element, elements: list[etree._Element], furniture: Furniture
) -> list[etree._Element]:
    """The outermost elements of notes outside the content, such as those moved to the foot of the page."""
    outside: list[etree._Element] = []
    for element in elements:
        around = set(element.iterancestors())
        is_new = (
            element is not content and content not in around and around.isdisjoint(outside) and element not in outside
        )
        if is_new and not any(map(furniture.covers, around)):
            outside.append(element)
    return outside


def _document(root: etree._Element, walk: Walk) -> Document:
    found, head = walk.found, read_metadata(root)
    title = next(
        (block.content.text for block in found.blocks if isinstance(block, Heading) and block.level == 1), None
    )
    blocks = tuple(found.blocks)
    if missing := frozenset(walk.links.refs.values()) - found.book.keys:
        blocks = tuple(_unlink_block(block, missing) for block in blocks)
    document = Document(media_type=MEDIA_TYPE, blocks=blocks, notes=tuple(found.book.notes), doubts=tuple(found.doubts))
    if head.identifier is None:
        return describe(document, replace(head, title=title or head.title))
    published = head.published or dateline(blocks)
    return describe(document, replace(head, title=head.title or title, published=published))  # as it is registered


def _unlink_block(block: Block, missing: frozenset[str]) -> Block:
    """A block without links to notes that turned out to be none."""
    if isinstance(block, Table):
        caption = _unlink(block.caption, missing) if block.caption else None
        return replace(block, caption=caption, cells=tuple(_unlink_cell(cell, missing) for cell in block.cells))
    match block:
        case Heading() | Paragraph() | ListItem():
            return replace(block, content=_unlink(block.content, missing))


def _unlink_cell(cell: Cell, missing: frozenset[str]) -> Cell:
    return replace(cell, content=_unlink(cell.content, missing)) if cell.content.markers else cell


def _unlink(text: Text, missing: frozenset[str]) -> Text:
    return Text(
        text.text, tuple(replace(marker, note=None) if marker.note in missing else marker for marker in text.markers)
    )
