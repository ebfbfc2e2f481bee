"""Tables that are no tables: pages laid out in cells, and menus set as a table."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = (*HEADINGS, "table", "li")
TEXT_LENGTH = etree.XPath("string-length(normalize-space(.))")
PROSE_CELL = 160
"""Characters a cell: tables of figures have less than 40 on average, columns of running text several hundred."""
PROSE_PARAGRAPH = 80
"""Characters; shorter paragraphs in one cell are its lines."""
DEEPEST_LAYOUT = 24
"""Tables in tables beyond this are not weighed, so that time stays linear; pages of the 1990s go some ten deep."""


def text_length(element: etree._Element) -> int:
    """Characters of all text in an element, white space as a browser shows it."""
    length = TEXT_LENGTH(element)
    return int(length) if isinstance(length, float) else 0


def own_cells(table: etree._Element) -> Iterator[etree._Element]:
    """The cells of a table, those of tables within it left out."""
    stack = list(reversed(table))
    while stack:
        element = stack.pop()
        if element.tag in ("td", "th"):
            yield element
        elif element.tag not in ("table", "caption"):
            stack.extend(reversed(element))


def is_layout(table: etree._Element, depth: int) -> bool:
    """Whether a table is to be read block by block: it is a frame, or most of its text is blocks of prose.

    `depth` is the number of tables around it.
    """
    if table.get("role") in ("presentation", "none") or depth > DEEPEST_LAYOUT:
        return True
    cells = list(own_cells(table))
    if len(cells) <= 1:
        return True
    if _is_declared(table, cells) or not _may_hold_blocks(table, len(cells)):
        return False
    sizes = [(text_length(cell), _holds_blocks(cell)) for cell in cells]
    return 2 * sum(size for size, blocks in sizes if blocks) > sum(size for size, _ in sizes)


def _is_declared(table: etree._Element, cells: list[etree._Element]) -> bool:
    """Whether the author says that it is a table of data: with header cells or a caption."""
    if table.get("role") in ("table", "grid") or table.find("thead") is not None or table.find("caption") is not None:
        return True
    return any(cell.tag == "th" or cell.get("scope") for cell in cells)


def _may_hold_blocks(table: etree._Element, cells: int) -> bool:
    if next(table.iterdescendants(*BLOCKS), None) is not None:
        return True
    return text_length(table) > PROSE_CELL * cells


def _holds_blocks(cell: etree._Element) -> bool:
    if next(cell.iter("table", *HEADINGS), None) is not None:
        return True
    if len(list(cell.iter("li"))) > 1:
        return True
    prose = (paragraph for paragraph in cell.iter("p") if text_length(paragraph) > PROSE_PARAGRAPH)
    return len(list(prose)) > 1


def is_menu(table: etree._Element) -> bool:
    """Whether all text of a table stands in links and no cell is a header: a menu set as a table."""
    if next(table.iter("a"), None) is None or next(table.iter("th", "caption"), None) is not None:
        return False
    linked = sum(len("".join("".join(map(str, link.itertext())).split())) for link in table.iter("a"))
    return linked >= len("".join("".join(map(str, table.itertext())).split()))
