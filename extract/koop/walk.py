"""The walk over a publication: its elements in reading order, each as what it is; no recursion, whatever the nesting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from extract.document import Doubt, Limits, Locator, RefusedDocument, Text
from extract.html.collector import Collector, Piece
from extract.html.inline import Node, contents
from extract.html.path import Path, numbered_children, path_of
from extract.html.tasks import Context, Role, Run, Task, Visit, perform
from extract.koop.elements import (
    BLOCKS,
    INLINE,
    ITEM_LABELS,
    LISTS,
    SUBHEADINGS,
    TABLES,
    has_text,
    is_heading,
    is_title_part,
    is_unprinted,
)
from extract.koop.inline import LineReader
from extract.koop.notes import text_of
from extract.koop.tables import TableReader, parts_of
from extract.shapes import LONGEST_CELL, is_sentence

RANKS = {"vet": 1, "halfvet": 1, "vetcur": 2, "cur": 3, "rom": 4}
"""How deep a heading without a number stands below the part that it is in: bold, bold italic, italic, plain."""
PLAIN = "rom"
UNREAD = "Een tabel staat in een vorm die niet bekend is: de tekst ervan is gelezen, maar niet welke cijfers bij welke kop horen."
TITLES = ("title", "titel")


@dataclass(slots=True)
class Walk:
    """A walk over one publication; what it finds is collected in `found`."""

    lines: LineReader
    limits: Limits
    found: Collector
    numbers: dict[etree._Element, int] = field(default_factory=dict)
    """The number of the table that a `tgroup` became; of a table with several, also its own: the first of them."""

    def over(self, root: etree._Element) -> None:
        """Walk over a publication."""
        perform(Visit(root, path_of(root), Context(rank=0)), self._open, self._read_table, self._read_run)

    def _open(self, visit: Visit) -> Sequence[Task]:
        """What there is to do for an element."""
        element, path, context = visit.element, visit.path, visit.context
        if path.depth > self.limits.depth:
            raise RefusedDocument(
                f"The XML has elements nested deeper than {self.limits.depth}; it is damaged, download it again."
            )
        if is_unprinted(element):
            return ()
        if element.tag in TABLES:
            self._doubt_unknown(visit)
            return _table_tasks(visit)
        if element.tag in SUBHEADINGS:
            return [Run(tuple(contents(element)), path, _subheading_context(element, context))]
        if is_heading(element):
            return [Run(tuple(contents(element)), path, replace(context, role=Role.HEADING))]
        if element.tag in LISTS:
            context = replace(context, lists=context.lists + 1)
        elif element.tag in ITEM_LABELS:
            label = text_of(element.find(ITEM_LABELS[str(element.tag)]))
            context = replace(context, role=Role.ITEM, lists=max(1, context.lists), label=label)
        return _spread(element, path, context)

    def _doubt_unknown(self, visit: Visit) -> None:
        """Say it when a table is none of the kind that is known: its text is read all the same, as paragraphs."""
        if visit.element.find("tgroup") is None and text_of(visit.element):
            locator = Locator(address=visit.path.address)
            self.found.doubts.append(Doubt(rule="unread-table", message=UNREAD, locator=locator))

    def _read_table(self, visit: Visit) -> Sequence[Task]:
        """Read a table; what is left to do are the tables within its entries."""
        tgroup = visit.element
        table = tgroup.getparent()
        own = None if table is None else next(table.iterchildren(*TITLES), None)
        title = Text("") if own is None else self.lines.read_element(own).text
        is_first = next(tgroup.itersiblings("tgroup", preceding=True), None) is None
        taken, caption = self.found.caption_for(title) if is_first else (0, title if title.raw else None)
        reading = TableReader(self.lines, self.limits).read(tgroup, visit.path, caption, self.found.tables + 1)
        if reading is None:
            return ()
        self.found.add_table(reading, taken)
        self.numbers[tgroup] = self.found.tables
        if table is not None:
            self.numbers.setdefault(table, self.found.tables)
        return [Visit(inner, path_of(inner), visit.context) for inner in reading.inner]

    def _read_run(self, run: Run) -> None:
        piece = Piece(self.lines.read(run.nodes), Locator(address=run.path.address))
        if not any(map(str.isalnum, piece.run.text.text)):
            return
        match run.context.role:
            case Role.HEADING:
                self.found.add_heading(piece, run.context.rank)
            case Role.ITEM:
                self.found.add_item(piece, run.context.lists, run.context.label)
            case Role.PARAGRAPH:
                self.found.add_paragraph(piece)


def _table_tasks(visit: Visit) -> list[Task]:
    """Each `tgroup` of a table as a table, then what else stands in it: a source, a legend."""
    inside = replace(visit.context, role=Role.PARAGRAPH, label="")
    groups = parts_of(visit.element)
    tasks: list[Task] = [Visit(group, visit.path.to(step), inside, as_table=True) for group, step in groups]
    others = (
        Visit(child, visit.path.to(step), inside)
        for child, step in numbered_children(visit.element)
        if child.tag not in ("tgroup", *(TITLES if groups else ()))
    )
    return [*tasks, *others]


def _subheading_context(element: etree._Element, context: Context) -> Context:
    """A heading without a number; in plain type a whole paragraph may be set as one."""
    kind = element.get("kopopmaak") or element.get("letat") or ""
    text = text_of(element)
    if len(text) > LONGEST_CELL or (kind == PLAIN and is_sentence(text)):
        return replace(context, role=Role.PARAGRAPH)
    return replace(context, role=Role.HEADING, rank=context.rank + RANKS.get(kind, 1))


def _spread(element: etree._Element, path: Path, context: Context) -> list[Task]:
    """The contents of an element: headings, runs of text, and elements to open. The first takes its role in a list."""
    children = [
        (child, step) for child, step in numbered_children(element) if child.tag != ITEM_LABELS.get(str(element.tag))
    ]
    mixed = has_text(element.text) or any(has_text(child.tail) for child in element)
    if any(is_title_part(child) or is_heading(child) for child, _ in children):
        context = replace(context, rank=context.rank + 1)
    parts = _Parts(path, context)
    parts.add_text(element.text)
    for child, step in children:
        if is_title_part(child):
            parts.add_title(child)
        elif child.tag in INLINE or (mixed and child.tag not in BLOCKS):
            parts.add_inline(child)
        else:
            parts.add_block(child, step)
        parts.add_text(child.tail)
    return parts.all()


class _Parts:
    """Tasks in the making: runs grow until something ends them."""

    def __init__(self, path: Path, context: Context) -> None:
        self._path = path
        self._context = context
        self._tasks: list[Task] = []
        self._run: list[Node] = []
        self._title: list[Node] = []

    def add_text(self, text: str | None) -> None:
        if text is not None and (self._run or has_text(text)):
            self._end_title()
            self._run.append(text)

    def add_inline(self, element: etree._Element) -> None:
        self._end_title()
        self._run.append(element)

    def add_title(self, element: etree._Element) -> None:
        self._end_run()
        self._title.append(element)

    def add_block(self, element: etree._Element, step: str) -> None:
        self._end_title()
        self._end_run()
        self._tasks.append(Visit(element, self._path.to(step), self._context))
        self._pass_role()

    def all(self) -> list[Task]:
        self._end_title()
        self._end_run()
        return self._tasks

    def _end_run(self) -> None:
        if self._run:
            self._tasks.append(Run(tuple(self._run), self._path, self._context))
            self._pass_role()
        self._run = []

    def _end_title(self) -> None:
        if self._title:
            self._tasks.append(Run(tuple(self._title), self._path, replace(self._context, role=Role.HEADING)))
        self._title = []

    def _pass_role(self) -> None:
        """What comes after the first text of an item are paragraphs."""
        if self._context.role is not Role.PARAGRAPH:
            self._context = replace(self._context, role=Role.PARAGRAPH, label="")
