"""XML as a tree, whoever made it: no entity of its own, nothing fetched, no depth or size that brings the machine down."""

from __future__ import annotations

import re

from lxml import etree

from extract.document import Limits, RefusedDocument, UnreadableDocument
from extract.encoding import decode
from extract.runs import RESERVED

ENTITY = re.compile(r"<!ENTITY\s+(?:%\s*)?([^\s<>]*)")  # <!ENTITY lol "lol">
DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
DEEPEST = 256
"""What libxml2 allows unless it is told that the source is trusted; publications go some 30 deep."""
TOO_DEEP = "Excessive depth"
BYTES_OF_A_MARK = 125
"""What a `<` or a `=` costs as an element or an attribute, measured on two million of each."""
MOST_MEMORY = 350_000_000
"""Bytes of the tree of a part of a package: some 100 MB of XML, a hundred times what the longest budgets take."""
TOO_LARGE = "ERR_RESOURCE_LIMIT"


def parse_xml(data: bytes, limits: Limits) -> etree._Element:
    """The root element of an XML document; comments and processing instructions are left out, as if not there.

    Raises UnreadableDocument, with one sentence, for what is not well-formed, declares entities, or is above the limits.
    """
    if len(data) > limits.bytes:
        raise RefusedDocument(
            f"The XML has {len(data):,} bytes, more than the {limits.bytes:,} allowed; split it, or allow more (--limit size)."
        )
    from bs4.dammit import EncodingDetector  # noqa: PLC0415  # parts of packages need none of it

    declared = EncodingDetector.find_declared_encoding(data)
    text = decode(data, declared).text.translate(RESERVED) if data else ""
    _refuse_bombs(text, limits)
    return _tree(DECLARATION.sub("", text, count=1), limits)


def parse_part(data: bytes, name: str) -> etree._Element:
    """The root element of the XML that a program wrote as a part of a package; messages call it `name`.

    Raises UnreadableDocument for what is not well-formed, declares entities, nests too deep, or takes too much memory.

    >>> parse_part(b"<a>1<!-- een --></a>", "word/document.xml").text
    '1'
    """
    memory = len(data) + BYTES_OF_A_MARK * (data.count(b"<") + data.count(b"="))
    if memory > MOST_MEMORY:
        raise RefusedDocument(
            f"{name} would take {memory:,} bytes of memory, more than the {MOST_MEMORY:,} allowed; split the document."
        )
    parser = _parser()
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(_refusal_of_part(name, error, parser)) from error
    declared: etree.DTD | None = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):  # type: ignore[attr-defined]  # no stub
        raise RefusedDocument(f"{name} declares entities, which no document of this kind needs; save it anew.")
    return root


def _refusal_of_part(name: str, error: etree.XMLSyntaxError, parser: etree.XMLParser) -> str:
    if any(entry.type_name == TOO_LARGE for entry in parser.error_log):
        return f"{name} nests elements or entities deeper than any document does; it is damaged, save it anew."
    line, column = error.position
    return (
        f"{name} is no well-formed XML (line {line}, column {column}); the file is damaged, download or save it again."
    )


def _parser(encoding: str | None = None) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )


def _refuse_bombs(text: str, limits: Limits) -> None:
    entity = ENTITY.search(text)
    if entity is not None:
        raise RefusedDocument(
            f"The XML declares an entity of its own ({entity[1][:40]}), which is not opened for safety; "
            "replace it by the text that it stands for."
        )
    tags = text.count("<")
    if tags > limits.tags:
        raise RefusedDocument(
            f"The XML has {tags} tags, more than the {limits.tags} allowed; split it, or allow more (--limit tags)."
        )


def _tree(text: str, limits: Limits) -> etree._Element:
    parser = _parser("utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(error, limits) from error
    reference = next(root.iter(etree.Entity), None)
    if reference is not None:
        raise UnreadableDocument(
            f"The XML refers on line {reference.sourceline} to the entity {reference.text}, which it does not hold; "
            "replace it by the text that it stands for."
        )
    return root


def _refusal(error: etree.XMLSyntaxError, limits: Limits) -> UnreadableDocument:
    if TOO_DEEP in error.msg:
        return RefusedDocument(
            f"The XML has elements nested deeper than {min(limits.depth, DEEPEST)}; it is damaged, download it again."
        )
    reason = error.msg.splitlines()[0].partition(", line ")[0]
    line, column = error.position
    return UnreadableDocument(f"The XML is broken at line {line}, column {column} ({reason}); download it again.")
