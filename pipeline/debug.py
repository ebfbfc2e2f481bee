"""A page of a PDF drawn to a file, with what was read from it."""

from __future__ import annotations

from pathlib import Path

from extract.document import Options, UnreadableDocument
from extract.kinds import PDF, sniff
from extract.pdf.picture import draw_page
from extract.readers import read
from pipeline.content import open_publication
from pipeline.find import Publication, printable


def write_picture(file: Path, page: int, output: Path, options: Options) -> None:
    """Write a PNG of one page (from 1); UnreadableDocument says why there is none, OSError why it cannot be written."""
    content = open_publication(Publication(source=printable(file.name), place=file), options.limits)
    media_type = sniff(content.data, content.source)
    if media_type != PDF:
        raise UnreadableDocument(f"it is no PDF but {media_type}, and only pages of PDFs are drawn")
    document = read(content.data, name=content.source, options=options)
    output.write_bytes(draw_page(content.data, document, page, options))
