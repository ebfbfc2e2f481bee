"""Passages: headings, paragraphs, list items, captions and footnotes as rows of the dataset."""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Document, Heading, ListItem, Locator, Paragraph, Table
from normalise.dataset import Passage, PassageKind


def passage_rows(document: Document, document_id: str) -> tuple[Passage, ...]:
    """All passages of a document in reading order, numbered from 1."""
    return tuple(
        Passage(
            passage_id=f"{document_id}-p{number}",
            document_id=document_id,
            kind=kind,
            heading_path=path,
            text=text,
            page=locator.page,
            locator=locator.address,
        )
        for number, (kind, path, text, locator) in enumerate(_passages(document), start=1)
    )


def _passages(document: Document) -> Iterator[tuple[PassageKind, tuple[str, ...], str, Locator]]:
    for path, block in document.headed_blocks():
        match block:
            case Heading():
                yield PassageKind.HEADING, path, block.content.text, block.locator
            case Paragraph():
                yield PassageKind.PARAGRAPH, path, block.content.text, block.locator
            case ListItem():
                yield PassageKind.LIST_ITEM, path, block.content.text, block.locator
            case Table(caption=caption) if caption is not None:
                yield PassageKind.CAPTION, path, caption.text, block.locator
            case Table():
                pass
    for note in document.notes:
        yield PassageKind.FOOTNOTE, (), note.content.text, note.locator
