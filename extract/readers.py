"""Which reader reads a file: by what is in it, its name only where the content leaves a doubt."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from itertools import chain
from posixpath import splitext
from types import MappingProxyType

from extract.document import Document, Doubt, Locator, Options, UnreadableDocument
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
ROOT_NAME = re.compile(
    rf"{START}(?:<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)?{START}<([A-Za-z][\w.-]*)(?:[\s/>]|$)", re.DOTALL | re.IGNORECASE
)
CLOSING_TAG = re.compile(r"</[A-Za-z][\w:.-]*\s*>\s*$")

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


def _read_html(data: bytes, options: Options) -> Document:
    from extract import from_html  # noqa: PLC0415  # only when it is needed

    return from_html.read(data, limits=options.limits)


def _read_text(data: bytes, options: Options) -> Document:
    from extract import from_text  # noqa: PLC0415  # only when it is needed

    return from_text.read(data, limits=options.limits)


def _read_pdf(data: bytes, options: Options) -> Document:
    from extract import from_pdf  # noqa: PLC0415  # only when it is needed

    return from_pdf.read(data, options=options)


def _read_docx(data: bytes, options: Options) -> Document:
    from extract import from_docx  # noqa: PLC0415  # only when it is needed

    return from_docx.read(data, limits=options.limits)


def _read_odt(data: bytes, options: Options) -> Document:
    from extract import from_odt  # noqa: PLC0415  # only when it is needed

    return from_odt.read(data, limits=options.limits)


def _read_xlsx(data: bytes, options: Options) -> Document:
    from extract import from_xlsx  # noqa: PLC0415  # only when it is needed

    return from_xlsx.read(data, limits=options.limits)


def _read_ods(data: bytes, options: Options) -> Document:
    from extract import from_ods  # noqa: PLC0415  # only when it is needed

    return from_ods.read(data, limits=options.limits)


def _read_csv(data: bytes, options: Options) -> Document:
    from extract import from_csv  # noqa: PLC0415  # only when it is needed

    return from_csv.read(data, limits=options.limits)


def _read_koop_xml(data: bytes, options: Options) -> Document:
    from extract import from_koop_xml  # noqa: PLC0415  # only when it is needed

    return from_koop_xml.read(data, limits=options.limits)


def _with_record(document: Document, record: bytes, options: Options) -> Document:
    from extract.koop import record as records  # noqa: PLC0415  # only when it is needed

    return records.with_record(document, record, options.limits)


def _read_image(data: bytes, options: Options) -> Document:
    from extract import from_image  # noqa: PLC0415  # only when it is needed

    return from_image.read(data, options=options)


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


Reader = Callable[[bytes, Options], Document]
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        HTML: _read_html,
        KOOP_XML: _read_koop_xml,
        TEXT: _read_text,
        DOCX: _read_docx,
        ODT: _read_odt,
        XLSX: _read_xlsx,
        ODS: _read_ods,
        CSV: _read_csv,
        PDF: _read_pdf,
        PNG: _read_image,
        JPEG: _read_image,
        TIFF: _read_image,
    }
)
"""The reader of each media type; each is imported when it is first needed."""


def read(data: bytes, *, name: str, options: Options = Options()) -> Document:  # noqa: B008  # Options is frozen
    """The document that some bytes hold; `name` is the name of the file.

    Raises UnreadableDocument, with one sentence that says what is wrong and what to do.
    """
    if len(data) > options.limits.bytes:
        raise UnreadableDocument(
            f"{name} has {len(data)} bytes, more than the {options.limits.bytes} allowed; split it, or raise the limit."
        )
    media_type = sniff(data, name)
    reader = READERS.get(media_type)
    if reader is None:
        raise UnreadableDocument(_refusal(media_type, name, data))
    document = reader(data, options)
    if options.metadata is not None:
        document = _with_record(document, options.metadata, options)
    doubt = _doubt_of_name(media_type, name)
    return replace(document, doubts=(*document.doubts, doubt)) if doubt else document


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
    from extract.package import is_crowded  # noqa: PLC0415  # only when it is needed

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
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        return ZIP
    kind = next((media_type for part, media_type in MAIN_PARTS if any(map(part.fullmatch, names))), None)
    if kind is None and OFFICE_PARTS in names:
        return OFFICE
    return kind or declared or (ODT if {"content.xml", "styles.xml"} <= names else ZIP)


def _sniff_text(data: bytes, name: str) -> str:
    try:
        text = decode(data[:TEXT_REACH]).text
    except UnreadableDocument:
        return BINARY
    if not text.strip():
        return EMPTY
    if HTML_START.match(text):
        return HTML
    if _root_name(text) in ROOTS:
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
    if _root_name(text) and (name.endswith(".xml") or CLOSING_TAG.search(text)):
        return XML
    return CSV if is_csv(text, named=name.endswith((".csv", ".tsv"))) else TEXT


def _root_name(text: str) -> str:
    """The name of the outermost element, where a text begins with one."""
    match = ROOT_NAME.match(text)
    return match[1] if match else ""


def _doubt_of_name(media_type: str, name: str) -> Doubt | None:
    """A remark where a file is named as something else than it is; an address on the web is no such name."""
    ending = splitext(name)[1].lower()
    if "://" in name or ending not in KNOWN_ENDINGS or ending in ENDINGS.get(media_type, KNOWN_ENDINGS):
        return None
    message = WRONG_ENDING.format(ending=ending, what=DUTCH_NAMES[media_type])
    return Doubt(rule="wrong-ending", message=message, locator=Locator(address=""), found=ending, remark=True)


def _refusal(media_type: str, name: str, data: bytes) -> str:
    if media_type == EMPTY:
        return f"{name} is empty; download or save it again."
    if media_type == BINARY:
        page = name.lower().endswith((".html", ".htm", ".xhtml"))
        what = "is named as a web page but holds binary data" if page else "holds binary data of an unknown kind"
        return f"{name} {what}; give the publication as HTML, XML, PDF, Word, ODT or text."
    if media_type == ENCRYPTED:
        return f"{name} is an Office document with a password; open it with that and save it without one."
    if media_type == XML:
        root = _root_name(decode(data[:TEXT_REACH]).text) or "unknown"
        return (
            f"{name} is XML but no official publication: its outermost element is {root}, not {' or '.join(ROOTS)}; "
            f"give the publication as {_readable()}."
        )
    return (
        f"{name} is {NAMES.get(media_type, media_type)}, which cannot be read; give the publication as {_readable()}."
    )


def _readable() -> str:
    named = {**NAMES, HTML: "HTML", TEXT: "text"}
    names = list(dict.fromkeys(named.get(media_type, media_type) for media_type in READERS))
    return f"{', '.join(names[:-1])} or {names[-1]}"
