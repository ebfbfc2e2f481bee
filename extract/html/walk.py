"""The walk over a page: its elements in reading order, each as what it is.

The walk keeps its own stack, so that nesting costs no recursion, and visits each element once, so that time grows with
the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from extract.document import Limits, Locator, RefusedDocument, Text
from extract.html.captions import is_caption_name
from extract.html.collector import Collector, NoteScope, Piece
from extract.html.furniture import Furniture
from extract.html.inline import BLOCK_TAGS, InlineReader, Node, contents
from extract.html.layout import is_layout, is_menu
from extract.html.links import NoteLinks
from extract.html.lists import is_link_list, item_labels
from extract.html.notes import Trust, is_source_line, read_note, scope_of_names
from extract.html.path import Path, numbered_children, path_of
from extract.html.rows import loose_text, stray_children
from extract.html.style import look
from extract.html.tables import TableReader
from extract.html.tasks import Context, Role, Run, Task, Visit, lines_of, perform, run_task, with_label
from extract.runs import TextRun

HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}
LIST_TAGS = frozenset({"ul", "ol", "dl", "menu", "dir"})
ITEM_TAGS = frozenset({"li", "dt", "dd"})
BREAKS_HEADING = frozenset({"table", *LIST_TAGS, *HEADING_LEVELS})
BREAKS_ITEM = frozenset({"figure", *BREAKS_HEADING})


@dataclass(slots=True)
class Walk:
    """A walk over the content of one page; what it finds is collected in `found`."""

    links: NoteLinks
    furniture: Furniture
    limits: Limits
    note_groups: int
    """How many elements of the page hold notes."""
    inline: InlineReader
    found: Collector = field(default_factory=Collector)
    _used: set[etree._Element] = field(default_factory=set)

    def over(self, element: etree._Element) -> None:
        """Walk over an element of the page and all in it."""
        perform(Visit(element, path_of(element), Context()), self._open, self._read_table, self._read_run)

    def _open(self, visit: Visit) -> Sequence[Task]:
        """What there is to do for an element."""
        element, path, context = visit.element, visit.path, visit.context
        if path.depth > self.limits.depth:
            raise RefusedDocument(
                f"The page has elements nested deeper than {self.limits.depth}; "
                "it is damaged, save it anew from its address."
            )
        if element in self._used or self.furniture.covers(element):
            return ()
        if element in self.links.blocks:
            piece = _piece(self.inline.read_element(element).run, path, context)
            self.found.add_linked_notes(piece, self.links.blocks[element])
            return ()
        within = self._within(visit)
        if within.scope is not None and _is_one_note(element):
            return [Run(tuple(contents(element)), path, within)]
        return self._open_tag(Visit(element, path, within))

    def _within(self, visit: Visit) -> Context:
        """The context of what is in an element, by its names and looks."""
        element, context = visit.element, visit.context
        if element.tag in ("figcaption", "caption"):
            context = replace(context, is_caption=True)
        if not element.keys():
            return replace(context, bold=True) if look(element).bold and not context.bold else context
        classes = element.get("class")
        names = scope_of_names(classes, element.get("id"), element.get("role"))
        if names is not None and context.scope is None and _can_hold_notes(element):
            context = replace(context, scope=NoteScope(visit.path.address, self._table_of(names)))
        if look(element).bold and not context.bold:
            context = replace(context, bold=True)
        return replace(context, is_caption=True) if classes and is_caption_name(classes) else context

    def _table_of(self, names: str) -> int | None:
        """The table that an element's notes belong to: the one before it, unless they are those of the whole page."""
        if names == "table" or (self.found.below_table and (names == "item" or self.note_groups > 1)):
            return self.found.tables or None
        return None

    def _open_tag(self, visit: Visit) -> Sequence[Task]:
        tag, context = str(visit.element.tag), visit.context
        level = _heading_level(visit.element)
        if tag == "table":
            return self._open_table(visit)
        if tag in LIST_TAGS:
            return self._open_list(visit)
        if tag in ITEM_TAGS:
            return self._open_item(visit)
        if tag == "pre":
            return [Run((line,), visit.path, context) for line in lines_of(visit.element)]
        if level is None:
            return self._spread(visit, context, BLOCK_TAGS)
        if context.scope is not None:
            return ()
        role = Role.PARAGRAPH if context.is_caption else Role.HEADING
        return self._spread(visit, replace(context, role=role, rank=level), BREAKS_HEADING)

    def _open_list(self, visit: Visit) -> Sequence[Task]:
        if visit.context.scope is None and is_link_list(visit.element):
            return ()
        labels = item_labels(visit.element)
        tasks = self._spread(
            visit, replace(visit.context, role=Role.PARAGRAPH, lists=visit.context.lists + 1), BLOCK_TAGS
        )
        return [with_label(task, labels) for task in tasks] if labels else tasks

    def _open_item(self, visit: Visit) -> Sequence[Task]:
        """The text of an item, paragraphs and all, is the item; what follows a list or table in it are paragraphs."""
        context = visit.context
        lists = max(1, context.lists) + (visit.element.tag == "dd")
        tasks = self._spread(visit, replace(context, lists=lists, label=""), BREAKS_ITEM)
        if tasks and isinstance(tasks[0], Run):
            tasks[0] = replace(tasks[0], context=replace(tasks[0].context, role=Role.ITEM, label=context.label))
        return tasks

    def _spread(self, visit: Visit, context: Context, breaks: frozenset[str]) -> list[Task]:
        """The contents of an element: runs of text between the elements that break them."""
        element, path = visit.element, visit.path
        if not _breaks_inside(element, breaks):
            return run_task([node for node in contents(element) if not self._is_left_out(node)], path, context, element)
        tasks: list[Task] = []
        run: list[Node] = [element.text] if element.text else []
        inner = (
            context
            if context.role is Role.PARAGRAPH and not context.label
            else replace(context, role=Role.PARAGRAPH, label="")
        )
        for child, step in numbered_children(element):
            if _holds(child, breaks):
                tasks += [*run_task(run, path, context, element), Visit(child, path.to(step), inner)]
                run = []
            elif not self._is_left_out(child):
                run.append(child)
            if child.tail:
                run.append(child.tail)
        return [*tasks, *run_task(run, path, context, element)]

    def _is_left_out(self, node: Node) -> bool:
        """Whether a node within a text is furniture, as a link that skips the menu is."""
        return not isinstance(node, str) and node.get("class") is not None and self.furniture.covers(node)

    def _open_table(self, visit: Visit) -> Sequence[Task]:
        element, path = visit.element, visit.path
        if is_menu(element):
            return ()
        inside = replace(visit.context, role=Role.PARAGRAPH, tables=visit.context.tables + 1)
        if is_layout(element, visit.context.tables):
            return self._spread(visit, inside, BLOCK_TAGS)
        loose = [Run((text,), path, inside) for text in loose_text(element)]
        stray = [Visit(child, path.to(step), inside) for child, step in stray_children(element)]
        return [*loose, *stray, replace(visit, as_table=True)]

    def _read_table(self, visit: Visit) -> Sequence[Task]:
        """Read a table of data; what is left to do are the tables within its cells."""
        taken, caption = self._caption(visit.element)
        reader = TableReader(self.inline, self.limits)
        reading = reader.read(visit.element, visit.path.address, caption, self.found.tables + 1)
        if reading is None:
            return ()
        self.found.add_table(reading, taken)
        inside = replace(visit.context, tables=visit.context.tables + 1)
        return [Visit(inner, path_of(inner), inside) for inner in reading.inner]

    def _caption(self, element: etree._Element) -> tuple[int, Text | None]:
        """The caption of a table, and how many of the blocks before it are part of it."""
        own = element.find("caption")
        text = self.inline.read_element(own).run.text if own is not None else Text("")
        taken, caption = self.found.caption_for(text)
        return (taken, caption) if caption else (0, self._caption_after(element))

    def _caption_after(self, element: etree._Element) -> Text | None:
        """The `figcaption` below a table, unless it names a source or is a note."""
        figure = next(element.iterancestors("figure"), None)
        found = figure.find("figcaption") if figure is not None else None
        if found is None or found in self._used:
            return None
        text = self.inline.read_element(found).run.text
        if not text.text or is_source_line(text.text) or read_note(text, Trust()) is not None:
            return None
        self._used.add(found)
        return text

    def _read_run(self, run: Run) -> None:
        context = run.context
        piece = _piece(self.inline.read(run.nodes, bold=context.bold).run, run.path, context)
        if not any(map(str.isalnum, piece.run.text.text)):
            return
        match context.role:
            case Role.HEADING:
                self.found.add_heading(piece, context.rank)
            case Role.ITEM:
                self.found.add_item(piece, context.lists, context.label)
            case Role.PARAGRAPH:
                self.found.add_paragraph(piece)


def _piece(run: TextRun, path: Path, context: Context) -> Piece:
    return Piece(run, Locator(address=path.address), context.scope, context.is_caption)


def _heading_level(element: etree._Element) -> int | None:
    if element.get("role") == "heading":
        level = element.get("aria-level") or ""
        return int(level) if level in tuple("123456789") else 2
    return HEADING_LEVELS.get(str(element.tag)) if element.get("role") not in ("presentation", "none") else None


def _can_hold_notes(element: etree._Element) -> bool:
    """Whether an element with the name of notes holds nothing that notes do not; it may have a heading of its own."""
    if (
        element.tag in ("body", "main", "article")
        or next(element.iter("table", "h1", "main", "article"), None) is not None
    ):
        return False
    return len(list(element.iter("h2", "h3", "h4"))) <= 1


def _is_one_note(element: etree._Element) -> bool:
    """Whether an element is named as one note, its paragraphs and its marker together."""
    names = scope_of_names(element.get("class"), element.get("id"), element.get("role"))
    return names == "item" and next(element.iter("li"), None) is None


def _holds(element: etree._Element, tags: frozenset[str]) -> bool:
    """Whether an element has one of these names, or something in it has."""
    return element.tag in tags or element.get("role") == "heading" or _breaks_inside(element, tags)


def _breaks_inside(element: etree._Element, tags: frozenset[str]) -> bool:
    return len(element) > 0 and next(element.iterdescendants(*tags), None) is not None
