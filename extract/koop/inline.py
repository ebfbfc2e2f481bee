"""The text of a line with its markers: emphasis, raised and lowered signs, notes; no recursion, whatever the nesting."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from extract.document import Text
from extract.html.inline import Node, contents
from extract.koop.elements import LINE_BREAKS, NOTES, REFERENCES, SET_APART, TABLES, UNPRINTED, has_text
from extract.koop.notes import NUMBERS, NoteIndex, number_of
from extract.runs import TextRun, collapse

BOLD = "vet"
"""`nadruk` of the types vet, halfvet and vetcur is bold."""
NOT_PLAIN = frozenset({"sup", "inf", *LINE_BREAKS, *REFERENCES, *TABLES, *UNPRINTED})


def is_bold(element: etree._Element) -> bool:
    """Whether an element sets its text in bold."""
    return BOLD in (element.get("type") or "") if element.tag == "nadruk" else False


class LineReader:
    """Reads text off the elements of one publication."""

    def __init__(self, notes: NoteIndex) -> None:
        self._notes = notes

    def read(self, nodes: Sequence[Node]) -> TextRun:
        """The text of nodes in reading order; tables among them are left out, and notes leave their marker."""
        run = TextRun()
        stack: list[tuple[Node | None, bool]] = [(node, False) for node in reversed(nodes)]
        while stack:
            node, bold = stack.pop()
            if node is None:
                run.add_break()
            elif isinstance(node, str):
                run.add(node, bold=bold)
            elif not self._add_whole(run, node):
                if node.tag in SET_APART and not run.before().endswith("("):  # De heer Jansen (VVD)
                    run.add_break()
                    stack.append((None, bold))
                stack += [(inner, bold or is_bold(node)) for inner in reversed(tuple(contents(node)))]
        return run

    def read_element(self, element: etree._Element) -> TextRun:
        """The text within an element."""
        return self.read(tuple(contents(element)))

    def read_note(self, note: etree._Element) -> Text:
        """The text of a note without its number."""
        return self.read([node for node in contents(note) if isinstance(node, str) or node.tag not in NUMBERS]).text

    def _add_whole(self, run: TextRun, element: etree._Element) -> bool:
        """Add an element that is more, or less, than the text in it; whether it was one."""
        tag = element.tag
        if tag in NOTES or tag in REFERENCES:
            self._add_marker(run, element)
        elif tag in TABLES or tag in UNPRINTED:
            return True
        elif tag in LINE_BREAKS:
            run.add_break()
        elif tag in ("sup", "inf") and next(element.iter(*NOTES, *REFERENCES), None) is None:
            add = run.add_raised if tag == "sup" else run.add_lowered
            add("".join(map(str, element.itertext())))
        else:
            return False
        return True

    def _add_marker(self, run: TextRun, element: etree._Element) -> None:
        note = self._notes.target(element)
        if note is not None:
            run.add_marker(number_of(note), note=self._notes.keys[note])
        elif number := number_of(element):
            run.add_marker(number)


def plain_text(element: etree._Element) -> tuple[Text, bool] | None:
    """What most cells hold, one text in elements within each other, and whether it is bold; None for other cells."""
    bold = False
    while len(element):
        child = element[0]
        if len(element) > 1 or has_text(element.text) or has_text(child.tail) or child.tag in NOT_PLAIN:
            return None
        bold, element = bold or is_bold(child), child
    source = element.text or ""
    return (Text(collapse(source)), bold and has_text(source)) if source.isascii() else None
