"""The cells of one sheet of a workbook, read as a stream: no tree is built, however long the sheet is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from lxml import etree

from extract.document import Limits, RefusedDocument, UnreadableDocument
from extract.office.look import PLAIN, Look
from extract.package import BROKEN, Package
from extract.sheets.model import Region
from extract.sheets.xlsx import OFF, read_reference, read_region, whole_number

CHUNK = 1 << 16
STORED_A_CELL = 5
"""Cells that a sheet may store for each that it may show: programs store empty ones that have a border or a colour."""
MOST_COLUMNS = 16_384
DAMAGED = "The sheet {name!r} cannot be read ({error}); open the workbook in Excel and save it again."
Attributes = Mapping[str, str]
LIFTS = {"superscript": 1, "subscript": -1}


@dataclass(slots=True)
class RawCell:
    """A cell as it is stored."""

    row: int
    column: int
    kind: str
    style: int
    value: str | None = None
    inline: list[tuple[str, Look | None]] = field(default_factory=list)
    """The text of a cell that holds its own, in pieces; None: a piece looks as the cell does."""
    is_formula: bool = False


@dataclass(slots=True)
class Layout:
    """What a sheet says besides its cells."""

    regions: list[Region] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


class SheetStream:
    """The target of an XML parser: hands every cell to `take` as soon as it ends."""

    def __init__(self, take: Callable[[RawCell], None]) -> None:
        self.layout = Layout()
        self._take = take
        self._row = self._column = -1
        self._cell: RawCell | None = None
        self._text: list[str] | None = None
        self._look: Look | None = None
        self._phonetic = False
        self._begins: dict[str, Callable[[str, Attributes], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "r": self._start_run,
            "rPh": self._start_phonetic,
            "mergeCell": self._take_region,
            "col": self._take_column,
            **dict.fromkeys(("v", "t"), self._start_text),
            **dict.fromkeys(("b", "strike", "vertAlign"), self._start_look),
        }

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        """An element begins."""
        name = _local(tag)
        begin = self._begins.get(name)
        if begin is not None:
            begin(name, cast("Attributes", attrib))  # lxml gives text, where its stubs say text or bytes

    def _start_text(self, _name: str, _attributes: Attributes) -> None:
        self._text = None if self._phonetic else []

    def _start_formula(self, _name: str, _attributes: Attributes) -> None:
        if self._cell is not None:
            self._cell.is_formula = True

    def _start_run(self, _name: str, _attributes: Attributes) -> None:
        self._look = None

    def _start_phonetic(self, _name: str, _attributes: Attributes) -> None:
        self._phonetic = True

    def _take_region(self, _name: str, attributes: Attributes) -> None:
        region = read_region(attributes.get("ref"))
        self.layout.regions += [region] if region else []

    def _take_column(self, _name: str, attributes: Attributes) -> None:
        if attributes.get("hidden", "0") not in OFF:
            first, last = whole_number(attributes.get("min")), whole_number(attributes.get("max"))
            self.layout.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def _start_row(self, _name: str, attributes: Attributes) -> None:
        self._row = whole_number(attributes.get("r"), self._row + 2) - 1
        self._column = -1
        if attributes.get("hidden", "0") not in OFF:
            self.layout.hidden_rows.add(self._row)

    def _start_cell(self, _name: str, attributes: Attributes) -> None:
        row, column = read_reference(attributes.get("r")) or (self._row, self._column + 1)
        self._column = column
        self._cell = RawCell(row, column, attributes.get("t", "n"), whole_number(attributes.get("s")))
        self._look = None

    def _start_look(self, name: str, attributes: Attributes) -> None:
        look, value = self._look or PLAIN, attributes.get("val", "1")
        match name:
            case "b":
                self._look = Look(value not in OFF, look.lift, look.unseen)
            case "strike":
                self._look = Look(look.bold, look.lift, value not in OFF)
            case _:
                self._look = Look(look.bold, LIFTS.get(value, 0), look.unseen)

    def data(self, data: str | bytes) -> None:
        """Some text within an element."""
        if self._text is not None:
            self._text.append(str(data))

    def end(self, tag: str | bytes) -> None:
        """An element ends."""
        name, cell, text = _local(tag), self._cell, self._text
        if name == "rPh":
            self._phonetic = False
        elif cell is None:
            return
        elif name == "c":
            self._cell = None
            self._take(cell)
        elif text is not None and name in ("v", "t"):
            self._text = None
            if name == "v":
                cell.value = "".join(text)
            else:
                cell.inline.append(("".join(text), self._look))

    def comment(self, text: str | bytes) -> None:
        """A comment in the XML, which is no part of the sheet."""

    def close(self) -> Layout:
        """What the sheet says besides its cells."""
        return self.layout


@lru_cache(maxsize=1024)
def _local(tag: str | bytes) -> str:
    """The name of an element without its namespace, which differs in "strict" workbooks."""
    return str(tag).rpartition("}")[2]


def refuse_crowd(package: Package, part: str, name: str, limits: Limits) -> None:
    """Raise UnreadableDocument for a sheet with more cells than allowed; counting them costs little, reading much."""
    filled = stored = 0
    try:
        with package.open(part) as stream:
            while chunk := stream.read(CHUNK):
                filled += chunk.count(b"</v>") + chunk.count(b"</is>")
                stored += chunk.count(b"<c ") + chunk.count(b"<c>") + chunk.count(b"<c/")
    except BROKEN as error:
        raise UnreadableDocument(DAMAGED.format(name=name, error=error)) from error
    if filled > limits.cells or stored > STORED_A_CELL * limits.cells:
        raise RefusedDocument(
            f"The sheet {name!r} holds more than the {limits.cells:,} cells allowed; split it, or allow more (--limit cells)."
        )


def stream_sheet(package: Package, part: str, name: str, take: Callable[[RawCell], None]) -> Layout:
    """Read a sheet, handing each cell to `take`; UnreadableDocument where it is damaged."""
    target = SheetStream(take)
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with package.open(part) as stream:
            while chunk := stream.read(CHUNK):
                parser.feed(chunk)
        parser.close()
    except (etree.XMLSyntaxError, *BROKEN) as error:
        raise UnreadableDocument(DAMAGED.format(name=name, error=error)) from error
    return target.layout
