"""Styles of an OpenDocument text: what text looks like, which paragraphs are captions, how columns and lists are set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from extract.odt.names import FO, NAME, STYLE, TABLE, TEXT, points
from extract.office.look import PLAIN, Look

CAPTION_NAME = re.compile(
    r"caption|bijschrift|tabel|table|(?:tabel|table)[ _-]?(?:titel|title|kop|caption|bijschrift).*", re.IGNORECASE
)
ESCAPE = re.compile(r"_([0-9a-f]{2,4})_")
DEEPEST_STYLE = 30
"""Styles that build on each other; a circle ends here."""
BOLD_WEIGHT = 600
HIGHER = re.compile(r"(super|sub|-?\d+(?:\.\d+)?%)")
LEAST_HEIGHT = 10.0
"""Percent of the font that raised text stands higher at least; less is fine-tuning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """What a paragraph is by its style."""

    look: Look = PLAIN
    indent: float = 0.0
    """Points that its first line stands in."""
    names: tuple[str, ...] = ()
    """Names of the style and of those that it builds on."""
    level: int | None = None
    """Level of the heading that it is."""
    list_style: str | None = None

    @property
    def is_caption(self) -> bool:
        """Whether it is the caption of a table."""
        return any(CAPTION_NAME.fullmatch(name) for name in self.names)

    @property
    def is_title(self) -> bool:
        """Whether it is the title of the document."""
        return any(name.lower() in ("title", "titel") for name in self.names)


class Styles:
    """The styles of one document, each worked out when it is first asked for."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._elements: dict[tuple[str | None, str | None], etree._Element] = {}
        self.lists: dict[str | None, etree._Element] = {}
        self.outline: etree._Element | None = None
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                self._elements[style.get(f"{STYLE}family"), style.get(NAME)] = style
            self.lists.update({style.get(NAME): style for style in root.iter(f"{TEXT}list-style")})
            self.outline = next(root.iter(f"{TEXT}outline-style"), self.outline)
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._texts: dict[str | None, tuple[etree._Element, ...]] = {}

    def paragraph(self, name: str | None) -> ParagraphStyle:
        """What paragraphs of a style are."""
        if name not in self._paragraphs:
            self._paragraphs[name] = self._work_out(name)
        return self._paragraphs[name]

    def _work_out(self, name: str | None) -> ParagraphStyle:
        style = ParagraphStyle(names=(_readable(name),))  # a style may be named and defined nowhere
        for element in reversed(list(self._chain("paragraph", name))):
            properties = element.find(f"{STYLE}paragraph-properties")
            indent = style.indent
            if properties is not None and properties.get(f"{FO}margin-left") is not None:
                indent = points(properties.get(f"{FO}margin-left")) + points(properties.get(f"{FO}text-indent"))
            level = element.get(f"{STYLE}default-outline-level")
            style = ParagraphStyle(
                look=_look_of(element.find(f"{STYLE}text-properties"), style.look),
                indent=indent,
                names=(*style.names, *_names(element)),
                level=int(level) if level in tuple("123456789") else style.level,
                list_style=element.get(f"{STYLE}list-style-name") or style.list_style,
            )
        return replace(style, level=None) if style.is_title else style

    def text(self, name: str | None, around: Look) -> Look:
        """How text of a style looks within text that looks so."""
        if name not in self._texts:
            found = (element.find(f"{STYLE}text-properties") for element in self._chain("text", name))
            self._texts[name] = tuple(element for element in found if element is not None)[::-1]
        for properties in self._texts[name]:
            around = _look_of(properties, around)
        return around

    def cell(self, name: str | None) -> Look:
        """How text in a cell of a style looks, before its paragraphs have their say."""
        look = PLAIN
        for element in reversed(list(self._chain("table-cell", name))):
            look = _look_of(element.find(f"{STYLE}text-properties"), look)
        return Look(look.bold, 0, look.unseen)  # a cell that is raised as a whole is set that way, and no marker

    def cell_margin(self, name: str | None) -> str | None:
        """How far text in a cell of a style stands in."""
        found = (element.find(f"{STYLE}paragraph-properties") for element in self._chain("table-cell", name))
        return next((element.get(f"{FO}margin-left") for element in found if element is not None), None)

    def is_shown_table(self, name: str | None) -> bool:
        """Whether a style of sheets shows them."""
        found = self._elements.get(("table", name))
        properties = None if found is None else found.find(f"{STYLE}table-properties")
        return properties is None or properties.get(f"{TABLE}display") != "false"

    def is_hidden_section(self, name: str | None) -> bool:
        """Whether a style hides a section."""
        found = self._elements.get(("section", name))
        properties = None if found is None else found.find(f"{STYLE}section-properties")
        return properties is not None and properties.get(f"{TEXT}display") == "none"

    def width(self, name: str | None) -> float:
        """The width of a column of a table, in points; 0 where it is not known."""
        found = self._elements.get(("table-column", name))
        properties = None if found is None else found.find(f"{STYLE}table-column-properties")
        return 0.0 if properties is None else points(properties.get(f"{STYLE}column-width"))

    def _chain(self, family: str, name: str | None) -> Iterator[etree._Element]:
        """A style and those that it builds on."""
        for _ in range(DEEPEST_STYLE):
            element = self._elements.get((family, name))
            if element is None:
                return
            yield element
            name = element.get(f"{STYLE}parent-style-name")


def _names(style: etree._Element) -> Iterator[str]:
    """The names of a style and of the one that it builds on."""
    for name in (style.get(NAME), style.get(f"{STYLE}display-name"), style.get(f"{STYLE}parent-style-name")):
        if name:
            yield _readable(name)


def _readable(name: str | None) -> str:
    """The name of a style as a person sees it: `Table_20_Contents` as `Table Contents`."""
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), name or "")


def _look_of(properties: etree._Element | None, around: Look) -> Look:
    """How text with these properties looks where the text around looks so."""
    if properties is None:
        return around
    weight = properties.get(f"{FO}font-weight")
    position = properties.get(f"{STYLE}text-position")
    through = properties.get(f"{STYLE}text-line-through-style") or properties.get(f"{STYLE}text-line-through-type")
    display = properties.get(f"{TEXT}display")
    unseen = (
        around.unseen if through is None and display is None else display == "none" or through not in (None, "none")
    )
    return Look(
        bold=around.bold if weight is None else weight == "bold" or (weight.isdigit() and int(weight) >= BOLD_WEIGHT),
        lift=around.lift if position is None else _lift(position),
        unseen=unseen,
    )


def _lift(position: str) -> int:
    """1 for raised text, -1 for lowered: `super 58%`, `33% 58%`, `-20%`."""
    match = HIGHER.match(position)
    if match is None:
        return 0
    if not match[1].endswith("%"):
        return 1 if match[1] == "super" else -1
    height = float(match[1][:-1])
    return 1 if height >= LEAST_HEIGHT else -1 if height <= -LEAST_HEIGHT else 0
