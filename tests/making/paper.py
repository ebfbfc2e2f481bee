"""Paper to print samples on: PDFs made from lines of text, rules and tags, the same bytes every time.

Places are in points from the upper left corner. Streams are left uncompressed: another zlib would give other bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.extract.pdf.files import CATALOG, pdf, stream

FONTS = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
PLAIN, BOLD, ITALIC = FONTS
RAISED = 0.6
"""Size of a note marker, as a share of the text before it; it stands half of that higher."""
ROLES = {"Kop1": "H1", "Kop2": "H2", "Standaard": "P", "Footnote": "Note", "Textbox": "Sect"}
"""Styles of a word processor, and what they stand for."""

TAGGED_CATALOG = "<</Type/Catalog/Pages 2 0 R/Lang(nl-NL)/MarkInfo<</Marked true>>/StructTreeRoot {} 0 R>>"


@dataclass(slots=True)
class Element:
    """An element of the structure tree: its children, or the numbers of marked content with their page."""

    role: str
    children: list[Element | tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """One page."""

    width: float
    height: float
    rotate: int = 0
    """Degrees with the clock by which a viewer turns it; `width` and `height` are of the sheet as turned."""
    content: list[str] = field(default_factory=list)
    marked: list[Element] = field(default_factory=list)
    """The element of each marked content, by its number."""

    @property
    def frame(self) -> str:
        """The operator that makes places on the sheet as turned places in the file."""
        return f"0 1 -1 0 {self.height:g} 0 cm" if self.rotate else "1 0 0 1 0 0 cm"

    @property
    def box(self) -> str:
        return f"0 0 {self.height:g} {self.width:g}" if self.rotate else f"0 0 {self.width:g} {self.height:g}"


class Paper:
    """A document in the making."""

    def __init__(self, *, tagged: bool = False) -> None:
        self.sheets: list[Sheet] = []
        self.root = Element("Document")
        self._open = [self.root] if tagged else []

    def turn_page(self, width: float = 595, height: float = 842, rotate: int = 0) -> None:
        """Go on with a new page."""
        self.sheets.append(Sheet(width, height, rotate))

    @contextmanager
    def element(self, role: str) -> Iterator[None]:
        """What is printed in the block belongs to a new element."""
        if not self._open:
            yield
            return
        new = Element(role)
        self._open[-1].children.append(new)
        self._open.append(new)
        yield
        self._open.pop()

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is printed in the block belongs to the page, not to the text."""
        opened, self._open = self._open, []
        if opened:
            self._write("/Artifact BMC")
        yield
        if opened:
            self._write("EMC")
        self._open = opened

    def text(self, left: float, baseline: float, text: str, size: float = 10, font: str = PLAIN) -> float:
        """Print a piece of a line and say where it ends; `^` before a sign raises it: `zaken^1`."""
        sheet = self.sheets[-1]
        if self._open:
            self._write(f"/{self._open[-1].role} <</MCID {len(sheet.marked)}>> BDC")
            self._open[-1].children.append((len(self.sheets) - 1, len(sheet.marked)))
            sheet.marked.append(self._open[-1])
        first, *raised = text.split("^")
        left = self._print(left, baseline, first, size, font)
        for part in raised:
            sign, rest = part[:1], part[1:]
            left = self._print(left, baseline - size * RAISED / 2, sign, size * RAISED, font)
            left = self._print(left, baseline, rest, size, font)
        if self._open:
            self._write("EMC")
        return left

    def rule(self, left: float, top: float, right: float, bottom: float, width: float = 0.5) -> None:
        """Draw a line."""
        height = self.sheets[-1].height
        self._write(f"{width:g} w {left:g} {height - top:g} m {right:g} {height - bottom:g} l S")

    def fill(self, left: float, top: float, right: float, bottom: float, grey: float) -> None:
        """Fill a rectangle; `grey` 1 is white."""
        height = self.sheets[-1].height
        self._write(f"{grey:g} g {left:g} {height - bottom:g} {right - left:g} {bottom - top:g} re f 0 g")

    def _print(self, left: float, baseline: float, text: str, size: float, font: str) -> float:
        if text:
            name, height = FONTS.index(font) + 1, self.sheets[-1].height
            letters = text.encode("cp1252").decode("latin-1")
            letters = letters.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            self._write(f"BT /F{name} {size:g} Tf {left:.2f} {height - baseline:.2f} Td ({letters}) Tj ET")
        return left + width_of(text, size, font)

    def _write(self, operators: str) -> None:
        self.sheets[-1].content.append(operators)

    def build(self) -> bytes:
        """The file."""
        fonts = " ".join(f"/F{number} {number + 2} 0 R" for number in range(1, len(FONTS) + 1))
        first = 3 + len(FONTS)
        page_ids = [first + 2 * index for index in range(len(self.sheets))]
        tree = _tree(self.root, first + 2 * len(self.sheets) + 1, page_ids) if self.root.children else []
        kids = " ".join(f"{number} 0 R" for number in page_ids)
        objects = [
            CATALOG.decode() if not tree else TAGGED_CATALOG.format(first + 2 * len(self.sheets)),
            f"<</Type/Pages/Kids[{kids}]/Count {len(self.sheets)}>>",
            *(f"<</Type/Font/Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding>>" for font in FONTS),
        ]
        parts = [text.encode("latin-1") for text in objects]
        for index, sheet in enumerate(self.sheets):
            page = (
                f"<</Type/Page/Parent 2 0 R/MediaBox[{sheet.box}]/Rotate {sheet.rotate}/StructParents {index}"
                f"/Contents {page_ids[index] + 1} 0 R/Resources<</Font<<{fonts}>>>>>>"
            )
            content = "\n".join([sheet.frame, *sheet.content])
            parts += [page.encode("latin-1"), stream(content.encode("latin-1"))]
        if tree:
            parts += self._structure(first + 2 * len(self.sheets), tree)
        return pdf(parts)

    def _structure(self, number: int, tree: list[tuple[Element, str]]) -> list[bytes]:
        """The root of the structure tree, and its elements."""
        ids = {id(element): number + 1 + index for index, (element, _) in enumerate(tree)}
        parents = " ".join(
            f"{index} [{' '.join(f'{ids[id(element)]} 0 R' for element in sheet.marked)}]"
            for index, sheet in enumerate(self.sheets)
        )
        roles = "".join(f"/{name}/{role}" for name, role in ROLES.items())
        root = (
            f"<</Type/StructTreeRoot/K {number + 1} 0 R/RoleMap<<{roles}>>"
            f"/ParentTree<</Nums[{parents}]>>/ParentTreeNextKey {len(self.sheets)}>>"
        )
        return [root.encode("latin-1"), *(text.encode("latin-1") for _, text in tree)]


def _tree(root: Element, first: int, page_ids: list[int]) -> list[tuple[Element, str]]:
    """Each element with its object, numbered from `first`, parents before children."""
    order: list[tuple[Element, int]] = []
    waiting = [(root, first - 1)]
    ids: dict[int, int] = {}
    while waiting:
        element, parent = waiting.pop()
        ids[id(element)] = first + len(order)
        order.append((element, parent))
        waiting += [(child, ids[id(element)]) for child in reversed(element.children) if isinstance(child, Element)]
    objects = []
    for element, parent in order:
        kids = " ".join(
            f"{ids[id(child)]} 0 R"
            if isinstance(child, Element)
            else f"<</Type/MCR/Pg {page_ids[child[0]]} 0 R/MCID {child[1]}>>"
            for child in element.children
        )
        objects.append((element, f"<</Type/StructElem/S/{element.role}/P {parent} 0 R/K[{kids}]>>"))
    return objects


def width_of(text: str, size: float, font: str = PLAIN) -> float:
    """Points that a text takes, its raised signs too."""
    first, *raised = text.split("^")
    width = stringWidth(first, font, size)
    for part in raised:
        width += stringWidth(part[:1], font, size * RAISED) + stringWidth(part[1:], font, size)
    return float(width)


def wrap(text: str, room: float, size: float, font: str = PLAIN) -> list[str]:
    """A text in lines that fit."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, font) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]
