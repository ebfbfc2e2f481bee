"""Excel workbooks (xlsx): every table in a sheet that is shown, its figures as a Dutch Excel prints them.

Read with lxml from the parts of the package, the sheets as a stream; docs/architecture.md says why not with a library.
"""

from __future__ import annotations

from extract.document import Document, Limits, UnreadableDocument
from extract.office.parts import main_part, title_of
from extract.package import Package
from extract.sheets.document import sheets_document
from extract.sheets.xlsx import read_workbook
from extract.sheets.xlsx_sheet import SheetReader

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = "xl/workbook.xml"


def read(data: bytes, *, limits: Limits = Limits()) -> Document:  # noqa: B008  # Limits is frozen
    """The document that the bytes of an xlsx file hold; locators are addresses such as `'Blad 1'!B4`.

    Raises UnreadableDocument for what is no such file, and for one above the limits.
    """
    package = Package(data, limits)
    workbook = read_workbook(package, main_part(package, MAIN))
    if not workbook.sheets:
        raise UnreadableDocument("The workbook has no sheet that is shown; open it in Excel and save it again.")
    reader = SheetReader(package, workbook, limits)
    sheets = [reader.read(part) for part in workbook.sheets]
    return sheets_document(sheets, reader.notes, limits, media_type=MEDIA_TYPE, title=title_of(package))
