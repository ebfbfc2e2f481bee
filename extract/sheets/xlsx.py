"""The parts of an Excel workbook: its sheets, shared texts, looks of cells, merged cells and comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.office.inline import Writer
from extract.office.look import PLAIN, Look
from extract.office.parts import Relations
from extract.package import Package
from extract.runs import TextRun
from extract.sheets.model import Region
from extract.sheets.number_formats import BUILT_IN

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RUN, TEXT = f"{SHEET}r", f"{SHEET}t"
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
POINTS_OF_INDENT = 9.0
"""What a step of indent in Excel is worth: about three spaces."""
OFF = frozenset({"0", "false"})
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A sign that XML cannot hold, as Excel writes it."""


@dataclass(frozen=True, slots=True)
class CellLook:
    """What a cell looks like: its number format and its text."""

    format: str = "General"
    text: Look = PLAIN
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet that is shown: its name and the part that holds it."""

    name: str
    part: str


@dataclass(slots=True)
class Workbook:
    """What all sheets of a workbook share."""

    sheets: list[SheetPart]
    texts: list[etree._Element] = field(default_factory=list)
    looks: list[CellLook] = field(default_factory=list)
    from_1904: bool = False


def read_workbook(package: Package, main: str) -> Workbook:
    """The sheets of a workbook that are shown, and what they share."""
    root = package.xml(main)
    relations = Relations(package, main)
    properties = root.find(f"{SHEET}workbookPr")
    texts = relations.find("sharedStrings")
    styles = relations.find("styles")
    return Workbook(
        sheets=list(_shown_sheets(root, relations)),
        texts=[] if texts is None else texts.findall(f"{SHEET}si"),
        looks=[] if styles is None else _read_looks(styles),
        from_1904=properties is not None and properties.get("date1904", "0") not in OFF,
    )


def _shown_sheets(root: etree._Element, relations: Relations) -> Iterator[SheetPart]:
    worksheets = frozenset(relations.names("worksheet"))  # a sheet can be a chart, too
    for sheet in root.iterfind(f"{SHEET}sheets/{SHEET}sheet"):
        part = relations.named(sheet.get(RELATION_ID))
        if sheet.get("state", "visible") == "visible" and part in worksheets:
            yield SheetPart(sheet.get("name", ""), part)


def _read_looks(styles: etree._Element) -> list[CellLook]:
    """The looks that cells refer to by number."""
    formats = dict(BUILT_IN)
    for own in styles.iterfind(f"{SHEET}numFmts/{SHEET}numFmt"):
        formats[whole_number(own.get("numFmtId"))] = own.get("formatCode", "General")
    fonts = [font_look(font) for font in styles.iterfind(f"{SHEET}fonts/{SHEET}font")]
    looks = []
    for cell in styles.iterfind(f"{SHEET}cellXfs/{SHEET}xf"):
        font = whole_number(cell.get("fontId"))
        alignment = cell.find(f"{SHEET}alignment")
        looks.append(
            CellLook(
                format=formats.get(whole_number(cell.get("numFmtId")), "General"),
                text=fonts[font] if font < len(fonts) else PLAIN,
                indent=POINTS_OF_INDENT * whole_number(None if alignment is None else alignment.get("indent")),
            )
        )
    return looks


def font_look(font: etree._Element) -> Look:
    """How text in a font looks."""
    raised = font.find(f"{SHEET}vertAlign")
    lift = {"superscript": 1, "subscript": -1}.get("" if raised is None else raised.get("val", ""), 0)
    return Look(bold=_is_on(font, "b"), lift=lift, unseen=_is_on(font, "strike"))


def _is_on(font: etree._Element, name: str) -> bool:
    found = font.find(f"{SHEET}{name}")
    return found is not None and found.get("val", "1") not in OFF


def write_text(element: etree._Element, look: Look) -> TextRun:
    """The text of a shared string or a comment, as a cell that looks so shows it."""
    return write_pieces(_pieces(element), look)


def _pieces(element: etree._Element) -> Iterator[tuple[str, Look | None]]:
    for child in element:
        if child.tag == TEXT:
            yield child.text or "", None
        elif child.tag == RUN:
            properties = child.find(f"{SHEET}rPr")
            yield child.findtext(TEXT) or "", None if properties is None else font_look(properties)


def write_pieces(pieces: Iterable[tuple[str, Look | None]], look: Look) -> TextRun:
    """The text of a cell that looks so; a piece that says nothing of its look looks as the cell does.

    A cell that is raised as a whole is set that way, and its text is no marker.
    """
    whole = Look(look.bold, 0, look.unseen)
    writer = Writer()
    for text, own in pieces:
        _write_lines(text, whole if own is None else own, writer)
    writer.close()
    return writer.run


def _write_lines(text: str, look: Look, writer: Writer) -> None:
    if not text or look.unseen:
        return
    text = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
    for index, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if index:
            writer.end_line()
        writer.write(line, bold=look.bold, lift=look.lift)


def whole_number(text: str | None, otherwise: int = 0) -> int:
    """A whole number of a file; `otherwise` where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def read_reference(reference: str | None) -> tuple[int, int] | None:
    """Row and column, from 0, of an address such as `B4`."""
    match = REFERENCE.fullmatch(reference or "")
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def read_region(reference: str | None) -> Region | None:
    """The rectangle of a reference such as `A1:C2`."""
    first, _, last = (reference or "").partition(":")
    start, end = read_reference(first), read_reference(last or first)
    return Region(*start, *end) if start and end and start[0] <= end[0] and start[1] <= end[1] else None
