"""What a PDF says of itself, where that can be believed: title, language, date."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium

from extract.document import Block, Heading, Paragraph, Table
from extract.shapes import find_date

LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")  # nl-NL
ROOM = 64
DATE_WITHIN = 12
"""Blocks at the start among which a lone date is that of publication: a title page, or the head of a letter."""
TITLE_PAGES = 2
"""Pages at the start on which a title stands."""
SPACES = re.compile(r"\s+")


def read_title(document: pypdfium2.PdfDocument, blocks: Sequence[Block]) -> str | None:
    """The title that the file gives where it is printed on its first pages, else its first heading.

    Programs write file names, the title of a template or of the contents there: what is printed nowhere is no title.
    """
    given = SPACES.sub(" ", document.get_metadata_value("Title")).strip()
    headings = [block.content.text for block in blocks if isinstance(block, Heading)]
    first = (block for block in blocks if (block.locator.page or 0) <= TITLE_PAGES and not isinstance(block, Table))
    printed = " ".join(block.content.text for block in first).casefold()
    is_printed = len(given.split()) > 1 and given.casefold() in printed
    return given if is_printed else next(iter(headings), None)


def read_language(document: pypdfium2.PdfDocument) -> str | None:
    """The language that the file says it is in, as `nl`."""
    buffer = (ctypes.c_ushort * ROOM)()
    size = pdfium.FPDFCatalog_GetLanguage(document.raw, buffer, ctypes.sizeof(buffer))
    text = bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", "replace") if 2 < size <= ctypes.sizeof(buffer) else ""
    match = LANGUAGE.fullmatch(text)
    return match[1].lower() if match else None


def read_published(blocks: Sequence[Block]) -> date | None:
    """The date that stands by itself at the start, if it is the only one there.

    When the file was made is not when its text was published: besides, printing it anew changes that.
    """
    texts = (block.content.text for block in blocks[:DATE_WITHIN] if isinstance(block, Paragraph | Heading))
    dates = {found for text in texts if (found := find_date(text)) is not None}
    try:
        return date(*dates.pop()) if len(dates) == 1 else None
    except ValueError:
        return None
