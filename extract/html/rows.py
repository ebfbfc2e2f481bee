"""The rows and cells of a `table` element, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extract.html.inline import is_hidden_by_attribute
from extract.html.path import numbered_children
from extract.html.style import look

ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
OF_A_TABLE = frozenset({"caption", "colgroup", "col", "tr", *ROW_GROUPS})
SEEN_THROUGH = frozenset({"form", "div", "center", "span", "font"})
"""Elements that may not stand between a table and its cells; browsers go on as if they were not there."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the source, with the step that leads to it from its table."""

    element: etree._Element
    step: str
    cells: tuple[tuple[etree._Element, str], ...]
    """The cells, each with the step that leads to it from its row."""


@dataclass(frozen=True, slots=True)
class Group:
    """A row group: `thead`, `tbody` or `tfoot`; rows that stand in none are a `tbody`."""

    kind: str
    rows: tuple[Row, ...]


def row_groups(table: etree._Element) -> list[Group]:
    """The row groups of a table that have rows, `tfoot` last; rows and cells that are not displayed are left out."""
    groups: list[Group] = []
    loose: list[Row] = []
    for part, step in _parts(table):
        if part.tag == "tr":
            loose += _row(part, step)
        else:
            groups += _group("tbody", loose)
            loose = []
            groups += _group(
                str(part.tag),
                [row for element, inner in _children(part, "tr") for row in _row(element, f"{step}/{inner}")],
            )
    groups += _group("tbody", loose)
    return sorted(groups, key=lambda group: group.kind == "tfoot")


def _group(kind: str, rows: list[Row]) -> list[Group]:
    return [Group(kind, tuple(rows))] if rows else []


def _parts(table: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The row groups and loose rows of a table that are displayed."""
    for part, step in _children(table, "tr", *ROW_GROUPS):
        if part.tag == "tr" or not _is_gone(part):
            yield part, step


def _row(element: etree._Element, step: str) -> list[Row]:
    if _is_gone(element):
        return []
    return [
        Row(element, step, tuple((cell, inner) for cell, inner in _children(element, "td", "th") if not _is_gone(cell)))
    ]


def _is_gone(element: etree._Element) -> bool:
    return look(element).gone or is_hidden_by_attribute(element)


def _children(element: etree._Element, *tags: str) -> Iterator[tuple[etree._Element, str]]:
    """The children with certain names, also those inside an element that does not belong there."""
    stack = list(numbered_children(element))[::-1]
    while stack:
        child, step = stack.pop()
        if child.tag in tags:
            yield child, step
        elif child.tag in SEEN_THROUGH:
            stack.extend([(inner, f"{step}/{further}") for inner, further in numbered_children(child)][::-1])


def stray_children(table: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The children of a table that belong to none of its rows; browsers show them before it."""
    for child, step in numbered_children(table):
        sees_through = child.tag in SEEN_THROUGH and next(child.iter("tr"), None) is not None
        if child.tag not in OF_A_TABLE and not sees_through:
            yield child, step


def loose_text(table: etree._Element) -> list[str]:
    """Text that stands in a table or row outside any cell; browsers show it before the table."""
    parts = [
        element
        for group in (table, *(child for child in table if child.tag in ROW_GROUPS))
        for element in (group, *group.findall("tr"))
    ]
    texts = (text for part in parts for text in (part.text, *(child.tail for child in part)))
    return list(dict.fromkeys(text for text in texts if text and not text.isspace()))
