"""The structure tree of a tagged PDF as PDFium shows it: for each page the elements that have content on it.

PDFium applies the role map and follows marked-content references. It shows a page at a time, and of an element only the
children with content on that page; the number of a child among its brothers is the same on every page, so that the path of
these numbers tells that what stands on two pages is one paragraph, one table or one row.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

ROLE_BYTES = 128
"""Room for the name of a role in UTF-16; the standard ones have at most ten letters."""
DEEPEST = 64
"""Elements within elements; PDFium itself stops at 32 on the way up."""
MOST_CHILDREN = 500_000
"""Children that are looked at on one page; a tree that asks for more is broken."""
WITH_SPANS = frozenset({"TD", "TH"})
ROLE_SYNONYMS = {"FENote": "Note", "Footnote": "Note", "Endnote": "Note", "Title": "H1"}
"""PDF 2.0 names notes anew; some producers leave their own name without mapping it."""
HEAD_OF_COLUMN = "Column"


class BrokenStructure(Exception):
    """A structure tree that cannot be followed."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element with content on one page."""

    role: str
    path: tuple[int, ...]
    """The number of each element among its brothers, from the root down: the same on all pages."""
    children: tuple[Element | int | None, ...]
    """In order: elements, numbers of marked content, and None for what has no content on this page."""
    rowspan: int = 1
    colspan: int = 1
    scope: str = ""

    def elements(self) -> Iterator[Element]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def descendants(self) -> Iterator[Element]:
        """All elements in it."""
        for child in self.elements():
            yield child
            yield from child.descendants()

    def content(self) -> Iterator[int]:
        """The numbers of all marked content in it, in the order of the tree."""
        for child in self.children:
            if isinstance(child, Element):
                yield from child.content()
            elif child is not None:
                yield child


def read_structure(page: pdfium.FPDF_PAGE) -> tuple[Element, ...]:
    """The outermost elements of a page; none where it is not tagged.

    Raises BrokenStructure for a tree too deep or too wide to be one.
    """
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return ()
    try:
        reading = _Reading()
        roots = (
            (index, pdfium.FPDF_StructTree_GetChildAtIndex(tree, index))
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree))
        )
        return tuple(reading.read(root, (index,)) for index, root in roots if root)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


class _Reading:
    """Reads the tree of one page; the buffer for names is made once."""

    def __init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(ROLE_BYTES)
        self._seen = 0

    def read(self, handle: pdfium.FPDF_STRUCTELEMENT, path: tuple[int, ...]) -> Element:
        if len(path) > DEEPEST:
            raise BrokenStructure
        role = self._role(handle)
        children = self._children(handle, path)
        if role not in WITH_SPANS or not pdfium.FPDF_StructElement_GetAttributeCount(handle):
            return Element(role, path, children)
        numbers, scope = self._attributes(handle)
        return Element(role, path, children, numbers.get("RowSpan", 1), numbers.get("ColSpan", 1), scope)

    def _role(self, handle: pdfium.FPDF_STRUCTELEMENT) -> str:
        size = pdfium.FPDF_StructElement_GetType(handle, self._buffer, ROLE_BYTES)
        role = self._buffer.raw[: max(0, min(size, ROLE_BYTES) - 2)].decode("utf-16-le", "replace")
        return ROLE_SYNONYMS.get(role, role)

    def _children(self, handle: pdfium.FPDF_STRUCTELEMENT, path: tuple[int, ...]) -> tuple[Element | int | None, ...]:
        count = pdfium.FPDF_StructElement_CountChildren(handle)
        self._seen += max(count, 0)
        if self._seen > MOST_CHILDREN:
            raise BrokenStructure
        get, content = pdfium.FPDF_StructElement_GetChildAtIndex, pdfium.FPDF_StructElement_GetChildMarkedContentID
        found: list[Element | int | None] = []
        for index in range(count):
            child = get(handle, index)
            if child:
                found.append(self.read(child, (*path, index)))
            else:
                number = content(handle, index)
                found.append(number if number >= 0 else None)
        return tuple(found)

    def _attributes(self, handle: pdfium.FPDF_STRUCTELEMENT) -> tuple[dict[str, int], str]:
        """The spans and the scope that a cell's attributes give."""
        numbers: dict[str, int] = {}
        scope = ""
        for index in range(pdfium.FPDF_StructElement_GetAttributeCount(handle)):
            attribute = pdfium.FPDF_StructElement_GetAttributeAtIndex(handle, index)
            for name in (b"RowSpan", b"ColSpan"):
                value = pdfium.FPDF_StructElement_Attr_GetValue(attribute, name)
                number = ctypes.c_float()
                if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number):
                    numbers[name.decode()] = max(1, round(number.value))
            scope = self._string(attribute, b"Scope") or scope
        return numbers, scope

    def _string(self, attribute: pdfium.FPDF_STRUCTELEMENT_ATTR, name: bytes) -> str:
        value = pdfium.FPDF_StructElement_Attr_GetValue(attribute, name)
        size = ctypes.c_ulong()
        if not value or not pdfium.FPDF_StructElement_Attr_GetStringValue(value, self._buffer, ROLE_BYTES, size):
            return ""
        return self._buffer.raw[: max(0, min(size.value, ROLE_BYTES) - 2)].decode("utf-16-le", "replace")
