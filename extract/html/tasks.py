"""What the walk over a page has still to do: elements to open and runs of nodes to read, with what they inherit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from lxml import etree

from extract.html.collector import NoteScope
from extract.html.inline import Node
from extract.html.path import Path
from extract.runs import collapse

LINK = "\ufdd2"
"""Stands for a link in the outline of a run."""
TRAIL = re.compile(
    rf"[^.{LINK}]{{0,30}}{LINK}\s*(?:[>›»/→]\s*{LINK}\s*)*[>›»/→][^.{LINK}]{{0,80}}"
)  # U bent hier: Home > Begroting
LOOSE_TAGS = frozenset({"body", "main", "article", "section", "div", "header", "footer", "aside", "form", "center"})
"""Text directly in one of these that is all links leads the visitor on; it is no text of the publication."""


class Role(Enum):
    """What a run of text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Context:
    """What an element inherits from those around it."""

    role: Role = Role.PARAGRAPH
    rank: int = 1
    """Level of the heading that it stands in."""
    lists: int = 0
    """Lists that it stands in."""
    label: str = ""
    bold: bool = False
    is_caption: bool = False
    scope: NoteScope | None = None
    tables: int = 0
    """Tables that it stands in."""


@dataclass(frozen=True, slots=True)
class Run:
    """Nodes to read as one text."""

    nodes: Sequence[Node]
    path: Path
    context: Context


@dataclass(frozen=True, slots=True)
class Visit:
    """An element to open, or, as the walk has seen that it is one, a table of data to read."""

    element: etree._Element
    path: Path
    context: Context
    as_table: bool = False


Task = Run | Visit


def perform(
    first: Task,
    open_element: Callable[[Visit], Sequence[Task]],
    read_table: Callable[[Visit], Sequence[Task]],
    read_run: Callable[[Run], None],
) -> None:
    """Do a task and all that follow from it, in reading order; the stack is our own, so that nesting costs no recursion."""
    stack = [first]
    while stack:
        task = stack.pop()
        if isinstance(task, Run):
            read_run(task)
        else:
            stack.extend(reversed(read_table(task) if task.as_table else open_element(task)))


def with_label(task: Task, labels: Mapping[etree._Element, str]) -> Task:
    """A task to open an item, with the item's label."""
    if isinstance(task, Run) or task.element not in labels:
        return task
    return replace(task, context=replace(task.context, label=labels[task.element]))


def run_task(nodes: Sequence[Node], path: Path, context: Context, element: etree._Element) -> list[Task]:
    """The task to read a run, unless there is nothing in it to read."""
    if all(isinstance(node, str) and node.isspace() for node in nodes):
        return []
    if not context.is_caption and _leads_on(nodes, loose=element.tag in LOOSE_TAGS):
        return []
    return [Run(nodes, path, context)]


def _leads_on(nodes: Sequence[Node], *, loose: bool) -> bool:
    """Whether a run only leads the visitor elsewhere: a trail of links, or, where text is loose, links and no more."""
    if all(isinstance(node, str) or node.tag != "a" for node in nodes):
        return False
    outline = "".join(
        node if isinstance(node, str) else LINK if node.tag == "a" else collapse("".join(map(str, node.itertext())))
        for node in nodes
    )
    return TRAIL.fullmatch(outline) is not None or (loose and not any(map(str.isalnum, outline)))


def lines_of(element: etree._Element) -> list[str]:
    """The lines of preformatted text that hold anything."""
    return [line for line in "".join(map(str, element.itertext())).splitlines() if line.strip()]
