"""What kind of document some bytes are: by what is in them, their name only where the content leaves a doubt."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from extract.document import UnreadableDocument
from extract.encoding import decode
from extract.koop.roots import ROOTS
from extract.sheets.dialect import is_csv

HTML = "text/html"
TEXT = "text/plain"
XML = "application/xml"
KOOP_XML = "application/vnd.koop.op+xml"
"""Our name for the XML of official publications; in the dataset it is XML."""
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CSV = "text/csv"
XLSB = "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ZIP = "application/zip"
GZIP = "application/gzip"
OFFICE = "application/vnd.openxmlformats-officedocument"
PNG, JPEG, TIFF = "image/png", "image/jpeg", "image/tiff"
BINARY = "application/octet-stream"
EMPTY = "application/x-empty"

OLD_OFFICE = "application/msword"
ENCRYPTED = "application/x-encrypted-office"

MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),  # also other Office files of before 2007
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", GZIP),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x89PNG", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF8", "image/gif"),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
PDF_MAGIC = b"%PDF-"
PDF_REACH = 1024
"""Bytes in which the magic may stand; readers of PDF accept rubbish before it."""
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream in which Office keeps a docx or xlsx with a password."""
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
OFFICE_PARTS = "[Content_Types].xml"
"""What every Office document since 2007 has, whichever its kind: it is no archive of documents."""
MAIN_PARTS = (
    (re.compile(r"word/document\d*\.xml"), DOCX),  # SharePoint writes word/document2.xml
    (re.compile(r"xl/workbook\d*\.xml"), XLSX),
    (re.compile(r"xl/workbook\d*\.bin"), XLSB),
    (re.compile(r"ppt/presentation\d*\.xml"), PPTX),
)
TEXT_REACH = 65536
"""Bytes that tell what a text is."""

START = r"(?:\s|(?><!--.*?-->)|(?><\?.*?\?>))*+"  # atomic: comments in a row can be taken in one way only
XML_START = re.compile(r"\s*(?:<\?xml\b.*?\?>|<!DOCTYPE\s+(?!html)[\w-]+)", re.DOTALL | re.IGNORECASE)
HTML_START = re.compile(rf"{START}(?:<!doctype\s+html|<(?:html|head|body)\b)", re.DOTALL | re.IGNORECASE)
TAGS = (
    "address|article|aside|b|blockquote|caption|center|div|dl|figure|font|footer|h[1-6]|header|hr|link|main|meta|nav|ol|p|"
    "script|section|span|strong|style|table|tbody|thead|title|tr|ul"
)
FRAGMENT_START = re.compile(rf"{START}<(?:{TAGS})(?:\s[^<>]*)?/?>", re.DOTALL | re.IGNORECASE)  # <div id="noten">
TABLE_OPENS = re.compile(r"<table(?:\s[^<>]*)?>", re.IGNORECASE)
TABLE_CLOSES = re.compile(r"</(?:table|tr|td)\s*>", re.IGNORECASE)
ANY_TAG = re.compile(rf"</?(?:{TAGS}|br|td|th|li|html|body)(?:\s[^<>]*)?/?>", re.IGNORECASE)
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)  # application/vnd.oasis.opendocument.text
ROOT_NAME = re.compile(
    rf"{START}(?:<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)?{START}<([A-Za-z][\w.-]*)(?:[\s/>]|$)", re.DOTALL | re.IGNORECASE
)
CLOSING_TAG = re.compile(r"</[A-Za-z][\w:.-]*\s*>\s*$")


def sniff(data: bytes, name: str) -> str:
    """The media type of some bytes, by their content; the ending of `name` decides only between kinds of text."""
    if not data:
        return EMPTY
    if data.startswith(ZIP_MAGIC):  # before PDF: an archive may begin with a PDF that is not packed
        return _sniff_zip(data)
    if PDF_MAGIC in data[:PDF_REACH]:
        return PDF
    known = next((media_type for magic, media_type in MAGIC if data.startswith(magic)), None)
    if known == OLD_OFFICE and ENCRYPTED_PACKAGE in data:
        return ENCRYPTED
    return known or _sniff_text(data, name)


def _sniff_zip(data: bytes) -> str:
    """What kind of document a zip archive is; no entry but the short `mimetype` is unpacked."""
    from extract.package import BROKEN, is_crowded  # noqa: PLC0415  # only when it is needed

    if is_crowded(data):
        return ZIP
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {name.replace("\\", "/") for name in archive.namelist()}
            has_type = "mimetype" in names and archive.getinfo("mimetype").file_size < PDF_REACH
            declared = (
                archive.read("mimetype").decode("ascii", "replace").strip().removesuffix("-template")
                if has_type
                else ""
            )
    except BROKEN:
        return ZIP
    kind = next((media_type for part, media_type in MAIN_PARTS if any(map(part.fullmatch, names))), None)
    if kind is None and OFFICE_PARTS in names:
        return OFFICE
    if MEDIA_TYPE.fullmatch(declared):
        return kind or declared
    return kind or (ODT if {"content.xml", "styles.xml"} <= names else ZIP)


def _sniff_text(data: bytes, name: str) -> str:
    try:
        text = decode(data[:TEXT_REACH]).text
    except UnreadableDocument:
        return BINARY
    if not text.strip():
        return EMPTY
    if HTML_START.match(text):
        return HTML
    if root_name(text) in ROOTS:
        return KOOP_XML
    if XML_START.match(text):
        return XML
    return _sniff_markup(text, name.lower())


def _sniff_markup(text: str, name: str) -> str:
    """Tell a piece of a page, or XML without a declaration, from text that has a `<` somewhere."""
    opening = TABLE_OPENS.search(text)
    if FRAGMENT_START.match(text) or (opening and TABLE_CLOSES.search(text, opening.end())):
        return HTML
    if name.endswith((".html", ".htm", ".xhtml")) and ANY_TAG.search(text):
        return HTML
    if root_name(text) and (name.endswith(".xml") or CLOSING_TAG.search(text)):
        return XML
    return CSV if is_csv(text, named=name.endswith((".csv", ".tsv"))) else TEXT


def root_name(text: str) -> str:
    """The name of the outermost element, where a text begins with one."""
    match = ROOT_NAME.match(text)
    return match[1] if match else ""
