"""The sheets of an Excel workbook: what their cells show, hidden rows and columns left out, comments as notes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extract.document import Limits, UnreadableDocument
from extract.office.items import ReadNote
from extract.office.look import Look
from extract.office.parts import Relations
from extract.package import Package
from extract.runs import TextRun
from extract.sheets.model import Region, Sheet, SheetCell, address_of_sheet
from extract.sheets.number_formats import show_number
from extract.sheets.xlsx import SHEET, CellLook, SheetPart, Workbook, read_reference, write_pieces, write_text
from extract.sheets.xlsx_stream import Layout, RawCell, refuse_crowd, stream_sheet

ERRORS = {
    "#N/A": "#N/B", "#DIV/0!": "#DEEL/0!", "#VALUE!": "#WAARDE!", "#REF!": "#VERW!",
    "#NAME?": "#NAAM?", "#NUM!": "#GETAL!", "#NULL!": "#LEEG!",
}  # fmt: skip
"""Errors as a Dutch Excel shows them."""
TRUTHS = {"1": "WAAR", "0": "ONWAAR"}
THREADS = ("[Threaded comment]", "[Opmerkingenthread]")
"""How Excel begins what it writes for older versions in place of a discussion."""
MOST_MERGED = 2_000
"""Rows or columns of one merged cell; more is a whole column that was merged by mistake."""
MOST_MERGED_TOGETHER = 1_000_000
"""Rows and columns of all merged cells of a sheet."""
Cells = dict[tuple[int, int], SheetCell]


class SheetReader:
    """Reads the sheets of one workbook, and the comments on their cells as notes."""

    def __init__(self, package: Package, workbook: Workbook, limits: Limits) -> None:
        self._package = package
        self._workbook = workbook
        self._limits = limits
        self._texts: dict[tuple[int, Look], TextRun] = {}
        self.notes: list[ReadNote] = []

    def read(self, part: SheetPart) -> Sheet:
        """The cells of a sheet that show something."""
        sheet = Sheet(part.name, address_form=address_of_sheet(part.name))
        cells: Cells = {}

        def take(raw: RawCell) -> None:
            cell = self._cell(raw, sheet)
            if cell is not None:
                cells[raw.row, raw.column] = cell

        refuse_crowd(self._package, part.part, part.name, self._limits)
        layout = stream_sheet(self._package, part.part, part.name, take)
        self._comment(part, sheet, cells)
        sheet.hidden_rows, sheet.hidden_columns = layout.hidden_rows, layout.hidden_columns
        for cell in _shown(cells, layout):
            sheet.add(cell)
        return sheet

    def _cell(self, raw: RawCell, sheet: Sheet) -> SheetCell | None:
        """A cell that shows something, or that could not be computed."""
        if raw.value is None and not raw.inline and not raw.is_formula:
            return None
        look = self._workbook.looks[raw.style] if raw.style < len(self._workbook.looks) else CellLook()
        run = self._run(raw, look)
        uncomputed = raw.is_formula and not raw.value and raw.kind != "str"
        if not uncomputed and (run is None or not run.source.strip()):
            return None
        address = sheet.address(raw.row, raw.column)
        return SheetCell(raw.row, raw.column, run or TextRun(), address, indent=look.indent, uncomputed=uncomputed)

    def _run(self, raw: RawCell, look: CellLook) -> TextRun | None:
        """What a cell shows; None where it is empty."""
        if raw.kind == "inlineStr":
            return write_pieces(raw.inline, look.text)
        if not raw.value:
            return None
        if raw.kind == "s":
            return self._shared(raw.value, look.text)
        run = TextRun()
        if not look.text.unseen:
            run.add(self._printed(raw.kind, raw.value, look.format), bold=look.text.bold)
        return run

    def _printed(self, kind: str, value: str, code: str) -> str:
        if kind == "n":
            return show_number(value, code, from_1904=self._workbook.from_1904)
        if kind == "b":
            return TRUTHS.get(value, value)
        return ERRORS.get(value, value) if kind == "e" else value

    def _shared(self, value: str, look: Look) -> TextRun | None:
        """A text that cells share; runs do not change once they are read, so cells may share them too."""
        number = int(value) if value.isdigit() and len(value) < 9 else -1
        if not 0 <= number < len(self._workbook.texts):
            return None
        key = number, look
        if key not in self._texts:
            self._texts[key] = write_text(self._workbook.texts[number], look)
        return self._texts[key]

    def _comment(self, part: SheetPart, sheet: Sheet, cells: Cells) -> None:
        """Bind the comments on cells to them, as notes that have no printed marker."""
        for reference, text in _comments(Relations(self._package, part.part).find("comments")):
            place = read_reference(reference)
            cell = cells.get(place) if place else None
            if cell is not None and place is not None:
                key = f"comment-{len(self.notes) + 1}"
                cell.run = with_note(cell.run, key)
                self.notes.append(ReadNote(key=key, marker="", content=text.text, address=sheet.address(*place)))


def _shown(cells: Cells, layout: Layout) -> Iterator[SheetCell]:
    """The cells that are not hidden, each with the rows and columns that it covers."""
    regions = {(region.top, region.left): region for region in layout.regions}
    merged = 0
    for place in sorted(cells):
        cell, region = cells[place], regions.get(place, Region(*place, *place))
        rows = range(region.top, min(region.bottom, region.top + MOST_MERGED) + 1)
        columns = range(region.left, min(region.right, region.left + MOST_MERGED) + 1)
        merged += len(rows) + len(columns) - 2
        if merged > MOST_MERGED_TOGETHER:
            raise UnreadableDocument("A sheet merges more cells than any sheet does; undo that in Excel and save it.")
        cell.rows = tuple(row for row in rows if row not in layout.hidden_rows)
        cell.columns = tuple(column for column in columns if column not in layout.hidden_columns)
        if cell.rows and cell.columns:
            cell.row, cell.column = cell.rows[0], cell.columns[0]
            yield cell


def with_note(run: TextRun, key: str) -> TextRun:
    """A text of a cell with a note that has no printed marker; the text itself may be shared."""
    noted = run.copy()
    noted.add_marker("", note=key)
    return noted


def _comments(root: etree._Element | None) -> Iterator[tuple[str | None, TextRun]]:
    """The comments that say something, each with the address of its cell, without the name of who wrote it."""
    if root is None:
        return
    authors = {author.text for author in root.iterfind(f"{SHEET}authors/{SHEET}author")}
    for comment in root.iterfind(f"{SHEET}commentList/{SHEET}comment"):
        text = comment.find(f"{SHEET}text")
        lines = [] if text is None else [line.text for line in write_text(text, Look()).lines]
        if lines and lines[0].rstrip(":") in authors:
            lines = lines[1:]
        if lines and not lines[0].startswith(THREADS):
            said = TextRun()
            said.add(" ".join(lines))
            yield comment.get("ref"), said
