"""XML as a tree, whoever made it: no entity of its own, nothing fetched, no depth or size that brings the machine down."""

from __future__ import annotations

import re

from bs4.dammit import EncodingDetector
from lxml import etree

from extract.document import Limits, UnreadableDocument
from extract.encoding import decode
from extract.runs import RESERVED

ENTITY = re.compile(r"<!ENTITY\s+(?:%\s*)?([^\s<>]*)")  # <!ENTITY lol "lol">
DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
MOST_TAGS = 1_000_000
"""Tags, closing ones too, since each takes 200 bytes and more once it is a tree. Real papers have one in 40 bytes."""
DEEPEST = 256
"""What libxml2 allows unless it is told that the source is trusted; publications go some 30 deep."""
TOO_DEEP = "Excessive depth"


def parse_xml(data: bytes, limits: Limits) -> etree._Element:
    """The root element of an XML document; comments and processing instructions are left out, as if not there.

    Raises UnreadableDocument, with one sentence, for what is not well-formed, declares entities, or is above the limits.
    """
    if len(data) > limits.bytes:
        raise UnreadableDocument(
            f"The XML has {len(data)} bytes, more than the {limits.bytes} allowed; split it, or raise the limit."
        )
    declared = EncodingDetector.find_declared_encoding(data)
    text = decode(data, declared).text.translate(RESERVED) if data else ""
    _refuse_bombs(text)
    return _tree(DECLARATION.sub("", text, count=1), limits)


def _refuse_bombs(text: str) -> None:
    entity = ENTITY.search(text)
    if entity is not None:
        raise UnreadableDocument(
            f"The XML declares an entity of its own ({entity[1][:40]}), which is not opened for safety; "
            "replace it by the text that it stands for."
        )
    tags = text.count("<")
    if tags > MOST_TAGS:
        raise UnreadableDocument(f"The XML has {tags} tags, more than the {MOST_TAGS} allowed; split it.")


def _tree(text: str, limits: Limits) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(_refusal(error, limits)) from error
    reference = next(root.iter(etree.Entity), None)
    if reference is not None:
        raise UnreadableDocument(
            f"The XML refers on line {reference.sourceline} to the entity {reference.text}, which it does not hold; "
            "replace it by the text that it stands for."
        )
    return root


def _refusal(error: etree.XMLSyntaxError, limits: Limits) -> str:
    if TOO_DEEP in error.msg:
        return (
            f"The XML has elements nested deeper than {min(limits.depth, DEEPEST)}; it is damaged, download it again."
        )
    reason = error.msg.splitlines()[0].partition(", line ")[0]
    line, column = error.position
    return f"The XML is broken at line {line}, column {column} ({reason}); download it again."
