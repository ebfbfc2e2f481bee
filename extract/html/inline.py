"""The text that elements print, with its markers; no recursion, so that nesting costs no more than length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from lxml import etree

from extract.html.links import NoteLinks
from extract.html.style import Look, look
from extract.runs import TextRun, collapse

BLOCK_TAGS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
    }
    | {
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
    }
    | {
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
WAY_BACK = re.compile(
    "[\\s↩↑^⇑↵⤴⬆\ufe0e\ufe0f]+|terug(?: naar (?:de )?(?:tekst|boven|verwijzing))?|back(?: to (?:text|content))?",
    re.IGNORECASE,
)
FRACTION_BAR = re.compile(r"\s*[/⁄]\s*$")
ENDS_IN_DIGIT = re.compile(r"\d$")

Node = str | etree._Element


class Lift(Enum):
    """Which elements are taken as raised; raised ones within a raised one only where they are several links."""

    ALL = "all"
    LINKS = "links"
    NONE = "none"


@dataclass(slots=True)
class Inline:
    """The text of some nodes, and how far it stands in."""

    run: TextRun = field(default_factory=TextRun)
    indent: float = 0.0
    """In points: what styles set the first text in, and four points for each no-break space before it."""


def is_shown(element: etree._Element, seen: Look) -> bool:
    """Whether an element within a text is printed: not hidden, not struck out, not for screen readers only."""
    if not seen.printed:
        return False
    if not element.keys():
        return True
    if is_hidden_by_attribute(element) or element.get("aria-hidden") == "true":
        return False
    return not seen.spoken or _speaks_for_sibling(element)


def is_hidden_by_attribute(element: etree._Element) -> bool:
    """Whether the attribute `hidden` is set; `until-found` opens by itself."""
    hidden = element.get("hidden")
    return (hidden is not None and hidden != "until-found") or element.get("role") == "tooltip"


def _speaks_for_sibling(element: etree._Element) -> bool:
    """Whether a text for screen readers stands in for a sibling that is kept from them; one of the two must remain."""
    parent = element.getparent()
    return parent is not None and any(child.get("aria-hidden") == "true" for child in parent)


def contents(element: etree._Element) -> Iterator[Node]:
    """The text and children of an element, in reading order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


class InlineReader:
    """Reads text off the elements of one page."""

    def __init__(self, links: NoteLinks) -> None:
        self._links = links

    def read(self, nodes: Sequence[Node], *, bold: bool = False) -> Inline:
        """The text of nodes in reading order; `bold` is whether they stand in bold already."""
        inline = Inline()
        self._add(inline, nodes, bold=bold, lift=Lift.ALL)
        return inline

    def read_element(self, element: etree._Element, *, bold: bool = False) -> Inline:
        """The text within an element, whatever the element itself looks like."""
        seen = look(element)
        inline = self.read(tuple(contents(element)), bold=bold if seen.bold is None else seen.bold)
        inline.indent += seen.indent
        return inline

    def _add(self, inline: Inline, nodes: Sequence[Node], *, bold: bool, lift: Lift) -> None:
        run = inline.run
        stack: list[tuple[Node | None, bool]] = [(node, bold) for node in reversed(nodes)]
        blank = True
        while stack:
            node, weight = stack.pop()
            if node is None:
                run.add_break()
            elif isinstance(node, str):
                run.add(node, bold=weight)
                blank = blank and not node.strip()
            elif node.tag == "br":
                run.add_break()
            else:
                seen = look(node)
                if blank:
                    inline.indent += seen.indent
                self._open(inline, node, seen, stack, weight if seen.bold is None else seen.bold, lift)

    def _open(
        self,
        inline: Inline,
        element: etree._Element,
        seen: Look,
        stack: list[tuple[Node | None, bool]],
        bold: bool,
        lift: Lift,
    ) -> None:
        """Add what an element is by itself, or put its contents on the stack."""
        tag = element.tag
        if tag == "table" or not is_shown(element, seen) or (tag == "a" and _is_way_back(element)):
            return
        if (lift is not Lift.NONE and element in self._links.refs) or (lift is Lift.ALL and seen.raised):
            self._add_raised(inline, element)
        elif lift is Lift.ALL and seen.lowered:
            inline.run.add_lowered("".join(map(str, element.itertext())))
        else:
            is_block = tag in BLOCK_TAGS
            if is_block:
                inline.run.add_break()
                stack.append((None, bold))
            for child in element.iterchildren(reversed=True):
                if child.tail:
                    stack.append((child.tail, bold))
                stack.append((child, bold))
            if element.text:
                stack.append((element.text, bold))

    def _add_raised(self, inline: Inline, element: etree._Element) -> None:
        if _is_fraction(element):
            before = " " if ENDS_IN_DIGIT.search(inline.run.before()) else ""
            inline.run.add(before + "".join(map(str, element.itertext())))
            return
        inner = Inline()
        linked = [link for link in element.iter("a") if link in self._links.refs]
        self._add(inner, tuple(contents(element)), bold=False, lift=Lift.LINKS if len(linked) > 1 else Lift.NONE)
        if inner.run.has_markers:
            inline.run.extend(inner.run)
        else:
            note = self._links.refs[linked[0]] if linked else None
            inline.run.add_raised(inner.run.text.text, note=note)


def _is_fraction(element: etree._Element) -> bool:
    """Whether a raised number is the numerator of a fraction: `<sup>1</sup>/<sub>2</sub>`."""
    following = element.getnext()
    return following is not None and look(following).lowered and FRACTION_BAR.match(element.tail or "") is not None


def _is_way_back(link: etree._Element) -> bool:
    """Whether a link leads from a note back to its marker."""
    if link.get("role") == "doc-backlink" or link.get("rev") == "footnote":
        return True
    return (
        "#" in (link.get("href") or "") and WAY_BACK.fullmatch(collapse("".join(map(str, link.itertext())))) is not None
    )
