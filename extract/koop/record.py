"""The record of an official publication (`metadata.xml`): what KOOP itself says of it, beside the publication."""

from __future__ import annotations

from dataclasses import replace

from extract.document import Document, Doubt, Limits, Locator, UnreadableDocument
from extract.metadata import Metadata, describe, metadata_of
from extract.safe_xml import parse_xml

RULE = "unusable-metadata"
UNREADABLE = "Het bestand met metadata bij dit document is niet te lezen en is niet gebruikt."
OF_ANOTHER = (
    "De metadata bij dit document zijn van {found} en niet van {own}; ze zijn niet gebruikt. "
    "Controleer welk van de twee op de verkeerde plaats staat."
)


def with_record(document: Document, data: bytes, limits: Limits) -> Document:
    """A document with what its record says of it; a record of another publication is not used, and a doubt says so."""
    try:
        record = read_record(data, limits)
    except UnreadableDocument:
        return _doubted(document, UNREADABLE)
    if record.identifier and document.identifier and record.identifier.lower() != document.identifier.lower():
        return _doubted(
            document, OF_ANOTHER.format(found=record.identifier, own=document.identifier), record.identifier
        )
    merged = Metadata(
        title=record.title or document.title,
        publisher=record.publisher or document.publisher,
        published=record.published or document.published,
        language=document.language or record.language,
        document_type=document.document_type or record.document_type,
        identifier=document.identifier or record.identifier,
        dossiers=document.dossiers or record.dossiers,
        ministry=document.ministry or record.ministry,
    )
    return describe(document, merged)


def read_record(data: bytes, limits: Limits) -> Metadata:
    """What a record says; UnreadableDocument where it says nothing."""
    values: dict[str, list[str]] = {}
    for entry in parse_xml(data, limits).iter("metadata"):
        content = " ".join((entry.get("content") or "").split())
        if content:
            values.setdefault((entry.get("name") or "").lower(), []).append(content)
    if not values:
        raise UnreadableDocument("The XML holds no element metadata; download the record again.")
    return metadata_of(values)


def _doubted(document: Document, message: str, found: str = "") -> Document:
    doubt = Doubt(rule=RULE, message=message, locator=Locator(address="metadata.xml"), found=found)
    return replace(document, doubts=(*document.doubts, doubt))
