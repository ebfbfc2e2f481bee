"""Sheets become a document."""

from __future__ import annotations

from collections.abc import Iterable

from extract.document import Document, Limits
from extract.office.assemble import assemble
from extract.office.items import ReadNote
from extract.sheets.blocks import sheet_items
from extract.sheets.model import Sheet


def sheets_document(
    sheets: Iterable[Sheet], notes: Iterable[ReadNote], limits: Limits, *, media_type: str, title: str | None = None
) -> Document:
    """The document that sheets form: every table in them, under the name of its sheet."""
    items = [item for sheet in sheets for item in sheet_items(sheet, limits)]
    return assemble(items, notes, media_type=media_type, title=title)
