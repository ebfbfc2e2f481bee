"""The structure tree of a tagged PDF as PDFium shows it: for each page the elements that have content on it.

PDFium applies the role map and follows marked-content references. It shows a page at a time, and of an element only the
children with content on that page; the number of a child among its brothers is the same on every page, so that the path of
these numbers tells that what stands on two pages is one paragraph, one table or one row.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

import pypdfium2.raw as pdfium

from extract.pdf.glyphs import with_plain_handles

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


_HANDLE = ctypes.c_void_p
_type = with_plain_handles(pdfium.FPDF_StructElement_GetType, _HANDLE, _HANDLE, ctypes.c_ulong, result=ctypes.c_ulong)
_count = with_plain_handles(pdfium.FPDF_StructElement_CountChildren, _HANDLE, result=ctypes.c_int)
_child = with_plain_handles(pdfium.FPDF_StructElement_GetChildAtIndex, _HANDLE, ctypes.c_int)
_content = with_plain_handles(
    pdfium.FPDF_StructElement_GetChildMarkedContentID, _HANDLE, ctypes.c_int, result=ctypes.c_int
)
_attributes = with_plain_handles(pdfium.FPDF_StructElement_GetAttributeCount, _HANDLE, result=ctypes.c_int)


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
        return tuple(reading.read(ctypes.cast(root, _HANDLE).value or 0, (index,)) for index, root in roots if root)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


class _Reading:
    """Reads the tree of one page; the buffer for names is made once."""

    def __init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(ROLE_BYTES)
        self._seen = 0

    def read(self, handle: int, path: tuple[int, ...]) -> Element:
        if len(path) > DEEPEST:
            raise BrokenStructure
        role = self._role(handle)
        children = self._children(handle, path)
        if role not in WITH_SPANS or not _attributes(handle):
            return Element(role, path, children)
        numbers, scope = self._spans(handle)
        return Element(role, path, children, numbers.get("RowSpan", 1), numbers.get("ColSpan", 1), scope)

    def _role(self, handle: int) -> str:
        size = _type(handle, self._buffer, ROLE_BYTES)
        role = self._buffer.raw[: max(0, min(size, ROLE_BYTES) - 2)].decode("utf-16-le", "replace")
        return ROLE_SYNONYMS.get(role, role)

    def _children(self, handle: int, path: tuple[int, ...]) -> tuple[Element | int | None, ...]:
        count = max(_count(handle), 0)
        self._seen += count
        if self._seen > MOST_CHILDREN:
            raise BrokenStructure
        elements = list(map(_child, repeat(handle), range(count)))
        contents = map(_content, repeat(handle), range(count))
        return tuple(
            self.read(element, (*path, index)) if element else content if content >= 0 else None
            for index, (element, content) in enumerate(zip(elements, contents, strict=True))
        )

    def _spans(self, handle: int) -> tuple[dict[str, int], str]:
        """The spans and the scope that a cell's attributes give."""
        numbers: dict[str, int] = {}
        scope = ""
        element = ctypes.cast(handle, pdfium.FPDF_STRUCTELEMENT)
        for index in range(_attributes(handle)):
            attribute = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, index)
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
