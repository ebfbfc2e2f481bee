"""How kinds of documents are named: in messages, in findings, and by the endings of files."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from posixpath import splitext
from types import MappingProxyType

from extract.document import Doubt, Locator
from extract.kinds import (
    CSV,
    DOCX,
    GZIP,
    HTML,
    JPEG,
    KOOP_XML,
    ODS,
    ODT,
    OFFICE,
    OLD_OFFICE,
    PDF,
    PNG,
    PPTX,
    TEXT,
    TIFF,
    XLSB,
    XLSX,
    XML,
    ZIP,
)

NAMES = MappingProxyType(
    {
        PDF: "a PDF",
        DOCX: "a Word document",
        XLSX: "an Excel workbook",
        ODT: "an OpenDocument text",
        ODS: "an OpenDocument spreadsheet",
        CSV: "CSV",
        XLSB: "an Excel workbook in binary form (xlsb)",
        PPTX: "a presentation",
        OFFICE: "an Office document of another kind",
        ZIP: "a zip archive",
        XML: "XML",
        KOOP_XML: "the XML of an official publication (KOOP)",
        **dict.fromkeys((PNG, JPEG, TIFF), "a picture (PNG, JPEG or TIFF)"),
        OLD_OFFICE: "a Word or Office document of before 2007",
        "application/rtf": "rich text (RTF)",
        GZIP: "a compressed file",
        "application/x-7z-compressed": "a compressed archive",
    }
)
"""How messages name a type."""

ENDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        HTML: (".html", ".htm", ".xhtml"),
        TEXT: (".txt", ".md"),
        CSV: (".csv", ".tsv"),
        KOOP_XML: (".xml",),
        PDF: (".pdf",),
        DOCX: (".docx", ".docm", ".dotx"),
        XLSX: (".xlsx", ".xlsm", ".xltx"),
        ODT: (".odt", ".ott"),
        ODS: (".ods", ".ots"),
        PNG: (".png",),
        JPEG: (".jpg", ".jpeg", ".jfif"),
        TIFF: (".tif", ".tiff"),
    }
)
"""How files of a type are named; other endings say nothing of what is in them."""
KNOWN_ENDINGS = frozenset(chain.from_iterable(ENDINGS.values()))
WRONG_ENDING = "De naam eindigt op {ending}, maar de inhoud is {what}; zo is het ook gelezen."
DUTCH_NAMES = MappingProxyType(
    {
        HTML: "een webpagina",
        TEXT: "platte tekst",
        CSV: "CSV",
        KOOP_XML: "XML van een officiële publicatie",
        PDF: "een PDF",
        DOCX: "een Word-document",
        XLSX: "een spreadsheet",
        ODT: "een OpenDocument-tekst",
        ODS: "een OpenDocument-spreadsheet",
        PNG: "een afbeelding (PNG)",
        JPEG: "een afbeelding (JPEG)",
        TIFF: "een afbeelding (TIFF)",
    }
)
"""How findings name a type."""


def doubt_of_name(media_type: str, name: str) -> Doubt | None:
    """A remark where a file is named as something else than it is; an address on the web is no such name."""
    ending = splitext(name)[1].lower()
    if "://" in name or ending not in KNOWN_ENDINGS or ending in ENDINGS.get(media_type, KNOWN_ENDINGS):
        return None
    message = WRONG_ENDING.format(ending=ending, what=DUTCH_NAMES[media_type])
    return Doubt(rule="wrong-ending", message=message, locator=Locator(address=""), found=ending, remark=True)
