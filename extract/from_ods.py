"""OpenDocument spreadsheets (ods): every table in a sheet that is shown, its figures as printed in Dutch."""

from __future__ import annotations

from extract.document import Document, Limits, UnreadableDocument
from extract.from_odt import open_content
from extract.odt.names import OFFICE, TABLE_ELEMENT
from extract.odt.styles import Styles
from extract.office.parts import title_of
from extract.package import Package
from extract.sheets.document import sheets_document
from extract.sheets.ods import SheetReader

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def read(data: bytes, *, limits: Limits = Limits()) -> Document:  # noqa: B008  # Limits is frozen
    """The document that the bytes of an ods file hold; locators are addresses such as `'Blad 1'!B4`.

    Raises UnreadableDocument for what is no such file, and for one above the limits.
    """
    package = Package(data, limits)
    content = open_content(package)
    body = content.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if body is None:
        raise UnreadableDocument("The OpenDocument file holds no sheets; it is damaged, open it and save it again.")
    reader = SheetReader(Styles([*([package.xml("styles.xml")] if "styles.xml" in package else []), content]), limits)
    sheets = [reader.read(table) for table in body.iterchildren(TABLE_ELEMENT) if reader.is_shown(table)]
    return sheets_document(sheets, reader.notes, limits, media_type=MEDIA_TYPE, title=title_of(package, "meta.xml"))
