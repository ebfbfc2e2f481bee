"""Which reader reads a document, and reading it; each reader is imported when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from types import MappingProxyType

from extract.document import Document, Limits, Options, RefusedDocument, Table, UnreadableDocument
from extract.encoding import decode
from extract.kinds import (
    BINARY,
    CSV,
    DOCX,
    EMPTY,
    ENCRYPTED,
    HTML,
    JPEG,
    KOOP_XML,
    ODS,
    ODT,
    PDF,
    PNG,
    TEXT,
    TEXT_REACH,
    TIFF,
    XLSX,
    XML,
    root_name,
    sniff,
)
from extract.koop.roots import ROOTS
from extract.naming import NAMES, doubt_of_name

Reader = Callable[[bytes, Options], Document]


def _under_limits(module: str) -> Reader:
    """The reader of a module of this package that needs to know no more than the limits."""

    def read_with(data: bytes, options: Options) -> Document:
        document: Document = import_module(f"extract.{module}").read(data, limits=options.limits)
        return document

    return read_with


def _with_options(module: str) -> Reader:
    """The reader of a module that is told more: a password, what recognises text."""

    def read_with(data: bytes, options: Options) -> Document:
        document: Document = import_module(f"extract.{module}").read(data, options=options)
        return document

    return read_with


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        HTML: _under_limits("from_html"),
        KOOP_XML: _under_limits("from_koop_xml"),
        TEXT: _under_limits("from_text"),
        DOCX: _under_limits("from_docx"),
        ODT: _under_limits("from_odt"),
        XLSX: _under_limits("from_xlsx"),
        ODS: _under_limits("from_ods"),
        CSV: _under_limits("from_csv"),
        PDF: _with_options("from_pdf"),
        **dict.fromkeys((PNG, JPEG, TIFF), _with_options("from_image")),
    }
)
"""The reader of each media type."""
READABLE = (
    "HTML, XML of an official publication, PDF, Word, OpenDocument, a spreadsheet, CSV, a picture of pages or text"
)
"""How messages sum up what there are readers for."""


def read(data: bytes, *, name: str, options: Options = Options()) -> Document:  # noqa: B008  # Options is frozen
    """The document that some bytes hold; `name` is the name of the file.

    Raises UnreadableDocument, with one sentence that says what is wrong and what to do.
    """
    if len(data) > options.limits.bytes:
        raise RefusedDocument(
            f"It has {len(data):,} bytes, more than the {options.limits.bytes:,} allowed; split it, or allow more (--limit size)."
        )
    media_type = sniff(data, name)
    reader = READERS.get(media_type)
    if reader is None:
        raise UnreadableDocument(_refusal(media_type, name, data))
    document = reader(data, options)
    _refuse_wide(document, options.limits)
    if options.metadata is not None:
        document = _with_record(document, options.metadata, options)
    doubt = doubt_of_name(media_type, name)
    return replace(document, doubts=(*document.doubts, doubt)) if doubt else document


def _refuse_wide(document: Document, limits: Limits) -> None:
    widest = max((block.columns for block in document.blocks if isinstance(block, Table)), default=0)
    if widest > limits.columns:
        raise RefusedDocument(
            f"A table has {widest:,} columns, more than the {limits.columns:,} allowed; split it, or allow more (--limit columns)."
        )


def _with_record(document: Document, record: bytes, options: Options) -> Document:
    from extract.koop import record as records  # noqa: PLC0415  # only when it is needed

    return records.with_record(document, record, options.limits)


def _refusal(media_type: str, name: str, data: bytes) -> str:
    if media_type == EMPTY:
        return "It is empty; download or save it again."
    if media_type == BINARY:
        page = name.lower().endswith((".html", ".htm", ".xhtml"))
        what = "is named as a web page but holds binary data" if page else "holds binary data of an unknown kind"
        return f"It {what}; give the publication as {READABLE}."
    if media_type == ENCRYPTED:
        return "It is an Office document with a password; open it with that and save it without one."
    if media_type == XML:
        root = root_name(decode(data[:TEXT_REACH]).text) or "unknown"
        return (
            f"It is XML but no official publication: its outermost element is {root}, not {' or '.join(ROOTS)}; "
            f"give the publication as {READABLE}."
        )
    return f"It is {NAMES.get(media_type, media_type)}, which cannot be read; give the publication as {READABLE}."
