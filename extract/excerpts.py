"""What a source shows around its tables, kept for when the source is gone: pictures of pages, lines of text.

A report made months later shows the place of a figure from these. Formats whose tables are all in their cells need none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from extract.document import Options, UnreadableDocument
from extract.kinds import JPEG, PDF, PNG, TEXT, TIFF, sniff

MOST = 1_000
"""Excerpts of one document: the thickest annual reports have three hundred tables."""

Places = Mapping[str, Sequence[str]]
"""Of each thing to show, under a name that the caller gives it: the addresses of what belongs to it, as in locators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A part of a source as it shows it."""

    name: str
    """The name under which it was asked for; a table that goes on overleaf has an excerpt a page."""
    address: str
    """What part it is, in the terms of a locator: `page=3&bbox=60.0,90.5,520.2,304.1`, `char=120,961`."""
    media_type: str
    """`image/png`, `image/webp`, or `text/plain` in UTF-8."""
    data: bytes


SHOWN_BY = MappingProxyType(
    {
        PDF: "extract.pdf.crops",
        TEXT: "extract.text.excerpts",
        **dict.fromkeys((PNG, JPEG, TIFF), "extract.scan.crops"),
    }
)
"""The module that shows parts of a document of each media type."""


def excerpts(data: bytes, *, name: str, places: Places, options: Options) -> Iterator[Excerpt]:
    """The parts of a document that show some places, as far as its format has more to show than its cells.

    `name` is the name of the file. What cannot be shown is left out; never an error, since nothing is read here.
    """
    module = SHOWN_BY.get(sniff(data, name))
    if module is None or not places:
        return
    shown: Iterator[Excerpt] = import_module(module).show(data, places, options)
    try:
        for count, excerpt in enumerate(shown):
            if count == MOST:
                return
            yield excerpt
    except UnreadableDocument:
        return
