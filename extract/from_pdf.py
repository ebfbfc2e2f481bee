"""PDF: by the tags of the file where they can be trusted, else by where everything stands on the page.

Each page is read once and let go; what is kept of it are lines of text and tables. Which hyphens divide a word, what is a
heading and what returns on every page is decided when all pages are read.
"""

from __future__ import annotations

from contextlib import closing

from extract.document import Document, Doubt, Options
from extract.pdf.blocks import assemble
from extract.pdf.collecting import PageCollector, is_picture
from extract.pdf.metadata import read_language, read_published, read_title
from extract.pdf.opening import doubts_about, open_pages, open_pdf
from extract.pdf.reading import doubts_about_page, read_page
from extract.pdf.scans import Scans

MEDIA_TYPE = "application/pdf"


def read(data: bytes, *, options: Options = Options(), by_tags: bool = True) -> Document:  # noqa: B008 - frozen
    """The document that the bytes of a PDF hold; locators are `page=3&bbox=left,top,right,bottom` in points.

    Without `by_tags` the structure tree of a tagged file is left alone, so that the two can be compared.
    Raises UnreadableDocument for what cannot be opened, and for tables above the limits.
    """
    with open_pdf(data, options) as pdf, closing(Scans(options.turned)) as scans:
        doubts = list(doubts_about(pdf, data, options.limits))
        collector = PageCollector(options.limits)
        for number, page in open_pages(pdf, options):
            found = page if isinstance(page, Doubt) else read_page(page, number, options.limits)
            if isinstance(found, Doubt):
                doubts.append(found)
            elif not isinstance(page, Doubt) and is_picture(found) and scans.take(page, number):
                collector.expect(found)
            else:
                doubts += doubts_about_page(found, options.limits)
                collector.add(found, page if by_tags else None)
        for number, recognised in scans.pages():
            collector.add_recognised(number, recognised)
        assembled = assemble(collector.items(), collector.vocabulary)
        doubts += [*collector.all_doubts(scans.hint), *assembled.doubts]
        return Document(
            media_type=MEDIA_TYPE,
            blocks=assembled.blocks,
            notes=assembled.notes,
            doubts=tuple(doubts),
            title=read_title(pdf, assembled.blocks),
            published=read_published(assembled.blocks),
            language=read_language(pdf),
            pages=len(pdf),
        )
