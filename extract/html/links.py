"""Links between markers and notes: which links of a page lead to a footnote, and which elements are those footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from extract.html.notes import scope_of_names
from extract.html.style import look
from extract.markers import is_marker
from extract.runs import collapse

ANCHORS = etree.XPath("//*[@id or @name or contains(@href, '#')]")
NOTE_TARGET = re.compile(
    r"_?(?:foot|end)?note?s?[-_:]?\w*|_?[fe](?:n|tn|dn)[-_:.]?\d[\w-]*|(?:voet|eind)?noo?t(?:en)?[-_:]?\w*|n\d+|ID-[\w-]+|cite_note[\w-]*|easy-footnote-.*",
    re.IGNORECASE,
)
"""Addresses of notes: #fn1, #_ftn2, #n2, #noot3, #ID-2016Z00020-d37e57, #footnote-4."""
ONE_NOTE_ID = re.compile(
    r"(?:[\w-]*[-_])?(?:(?:voet|foot|end|eind)?-?(?:noot|note)|fn|ftn|edn)[-_:.]?\d[\w-]*", re.IGNORECASE
)  # <div id="ftn1">
NOTE_BLOCKS = frozenset({"p", "li", "div", "dd", "aside", "section", "blockquote", "footer", "td", "th", "tr"})
OUTER_BLOCKS = frozenset({"li", "div", "dd", "aside"})
NOT_IN_A_NOTE = ("table", "h1", "h2", "h3", "h4", "main", "article", "body")
LONGEST_MARKER = 8
"""A marker in brackets, with room to spare; a link of more characters is a word."""


@dataclass(slots=True)
class NoteBlock:
    """An element that markers link to: a note, or a paragraph of several notes."""

    element: etree._Element
    markers: dict[str, str] = field(default_factory=dict)
    """Marker as the link prints it, by the key of the note."""
    from_tables: bool = True
    """Whether all links to it stand in tables."""


class NoteLinks:
    """The links of one page from markers to notes.

    `refs` gives for each link element the key of its note, which is the `id` that it leads to; `blocks` for each note
    element what leads to it.
    """

    def __init__(self, root: etree._Element) -> None:
        self.refs: dict[etree._Element, str] = {}
        self.blocks: dict[etree._Element, NoteBlock] = {}
        anchors = ANCHORS(root)
        if isinstance(anchors, list):
            self._find([anchor for anchor in anchors if isinstance(anchor, etree._Element)])

    def _find(self, anchors: list[etree._Element]) -> None:
        places: dict[str, tuple[int, etree._Element]] = {}
        for index, anchor in enumerate(anchors):
            for name in (anchor.get("id"), anchor.get("name")):
                if name:
                    places.setdefault(name, (index, anchor))
        for index, link in enumerate(anchors):
            key = (link.get("href") or "").rpartition("#")[2] if link.tag == "a" else ""
            target = places.get(key)
            if target is not None and target[0] > index:  # a note stands after its marker; the way back leads up
                self._connect(link, key, target[1])

    def _connect(self, link: etree._Element, key: str, target: etree._Element) -> None:
        marker = collapse("".join(map(str, link.itertext())))
        if len(marker) > LONGEST_MARKER or not is_marker(marker) or not _leads_to_note(link, key):
            return
        block = _block_of(target)
        if block is not None and block not in link.iterancestors():
            self.refs[link] = key
            note = self.blocks.setdefault(block, NoteBlock(block))
            note.markers.setdefault(key, marker)
            note.from_tables = note.from_tables and next(link.iterancestors("table"), None) is not None


def _leads_to_note(link: etree._Element, key: str) -> bool:
    """Whether a link that looks like a marker is one: raised, named as such, or with the address of a note."""
    if link.get("role") == "doc-noteref" or NOTE_TARGET.fullmatch(key):
        return True
    near = (link, link.getparent(), *link.iterchildren())
    return any(look(element).raised for element in near if element is not None)


def _block_of(target: etree._Element) -> etree._Element | None:
    """The note that an anchor stands in; None where that is no text of its own, or stands in a table."""
    block = target
    while block.tag not in NOTE_BLOCKS:
        parent = block.getparent()
        if parent is None:
            return None
        block = parent
    outer = block.getparent()
    if outer is not None and outer.tag in OUTER_BLOCKS and (outer.tag == "li" or _is_named_note(outer)):
        block = outer
    in_table = next(block.iterancestors("table"), None) is not None
    return None if in_table or next(block.iter(*NOT_IN_A_NOTE), None) is not None else block


def _is_named_note(element: etree._Element) -> bool:
    """Whether an element is one note by its class, role or id."""
    identity = element.get("id") or ""
    return (
        scope_of_names(element.get("class"), None, element.get("role")) == "item"
        or ONE_NOTE_ID.fullmatch(identity) is not None
    )
