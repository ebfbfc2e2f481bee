"""The bytes of a PDF become an open document and its pages, one by one; what cannot be opened is said, page by page.

PDFium repairs what it can and says little of it. What it passes over in silence is looked for here: a rebuilt table of
references, an end of the file that is missing, pages that are listed but not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import pypdfium2 as pdfium
from pypdfium2 import raw
from pypdfium2.internal import bases

from extract.attached import doubt_attached
from extract.document import Doubt, Limits, Locator, Options, UnreadableDocument
from extract.pdf.forms import refuse_form_bomb

PDFIUM = RLock()
"""PDFium keeps state of its own and is not safe for threads: one document is open at a time."""
END_MARK = b"%%EOF"
END_REACH = 1024
"""Bytes at the end in which the end mark must stand, as in Adobe's implementation notes to the standard."""
SMALLEST, LARGEST = 3, 14_400
"""Points that a side of a page may measure, by the limits in the standard (ISO 32000-1, annex C)."""

LIBRARY_CONFIG = 2
"""The version of the settings that pypdfium2 starts PDFium with; all of them are left as they are."""
MOST_ATTACHMENTS = 1_000
"""How many are counted; more is no publication."""

RULE = "unread-page"
DAMAGED = (
    "Het bestand is beschadigd en zo goed mogelijk hersteld: er kan inhoud ontbreken. Haal het zo mogelijk opnieuw op."
)
NOT_OPENED = "Pagina {page} is beschadigd en kon niet worden geopend: wat erop staat, ontbreekt hier."
WRONG_SIZE = (
    "Pagina {page} meet {width:.0f} bij {height:.0f} punten, wat geen papier is: wat erop staat, is niet gelezen."
)
TOO_SLOW = "Pagina {page} kostte te veel tijd om te lezen: wat erop staat, ontbreekt hier."
TOO_MANY = "Het bestand heeft {pages} pagina's; alleen de eerste {read} zijn gelezen."


@contextmanager
def open_pdf(data: bytes, options: Options) -> Iterator[pdfium.PdfDocument]:
    """A document as long as it is needed; closed, with all that was opened in it, when the block ends.

    Raises UnreadableDocument for what needs another password, is too damaged, has no pages or would never end.
    """
    refuse_form_bomb(data)
    password = None if options.password is None else options.password.encode() + b"\0"
    with PDFIUM:
        _forget_faces()
        handle = raw.FPDF_LoadMemDocument64(data, len(data), password)  # `data` has to live as long as the handle
        if not handle:
            raise UnreadableDocument(_refusal(raw.FPDF_GetLastError(), options.password))
        with pdfium.PdfDocument(handle) as document:
            if not len(document):
                raise UnreadableDocument("It has no pages; download or save it again.")
            yield document


def _forget_faces() -> None:
    """Let PDFium begin anew, which takes a tenth of a millisecond; not while somebody has a document open in this process.

    The face that it takes for a font that is not in the file stays as the last page that was drawn set it, and its letters as
    wide: what is read of a document would depend on those before it.
    """
    opened = getattr(bases, "ObjectTracker", None)  # of pypdfium2's own; another version may not keep it
    if opened is not None and not any(opened.values()):
        raw.FPDF_DestroyLibrary()
        raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=LIBRARY_CONFIG))


def doubts_about(document: pdfium.PdfDocument, data: bytes, limits: Limits) -> tuple[Doubt, ...]:
    """What to know of a document as a whole: it had to be repaired, has more pages than are read, or carries files."""
    doubts = [*doubt_attached(_attachments(document))]
    if END_MARK not in data[-END_REACH:] or not raw.FPDF_DocumentHasValidCrossReferenceTable(document):
        doubts.append(doubt_page(1, DAMAGED))
    if len(document) > limits.pages:
        doubts.append(doubt_page(limits.pages + 1, TOO_MANY, pages=len(document), read=limits.pages))
    return tuple(doubts)


def _attachments(document: pdfium.PdfDocument) -> list[str]:
    """The names of the files that it carries, those of a portfolio too; empty for one that cannot be read."""
    return [_attachment_name(document, index) for index in range(min(document.count_attachments(), MOST_ATTACHMENTS))]


def _attachment_name(document: pdfium.PdfDocument, index: int) -> str:
    try:
        return str(document.get_attachment(index).get_name())
    except (pdfium.PdfiumError, UnicodeDecodeError):
        return ""


def open_pages(document: pdfium.PdfDocument, options: Options) -> Iterator[tuple[int, pdfium.PdfPage | Doubt]]:
    """Each page with its number from 1, open until the next is asked for; a Doubt for one that cannot be read.

    `options.turned` is told of each; those of `options.left_out` are not opened.

    Raises UnreadableDocument after the last page when none of them could be read.
    """
    opened = False
    for number in range(1, min(len(document), options.limits.pages) + 1):
        options.turned(number)
        page = doubt_page(number, TOO_SLOW) if number in options.left_out else open_page(document, number)
        if isinstance(page, Doubt):
            yield number, page
            continue
        opened = True
        try:
            yield number, page
        finally:
            page.close()
    options.turned(0)
    if not opened:
        raise UnreadableDocument(
            f"None of its pages ({len(document)}) can be read: they are damaged, or of a size that no paper has; download or save it again."
        )


def open_page(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage | Doubt:
    """One page, from 1, to be closed by whoever asked for it; a Doubt when it is damaged or no page by its size."""
    size = raw.FS_SIZEF()
    if not raw.FPDF_GetPageSizeByIndexF(document, number - 1, size):
        return doubt_page(number, NOT_OPENED)
    if not (SMALLEST <= size.width <= LARGEST and SMALLEST <= size.height <= LARGEST):
        return doubt_page(number, WRONG_SIZE, width=size.width, height=size.height)
    try:
        return document[number - 1]
    except pdfium.PdfiumError:
        return doubt_page(number, NOT_OPENED)


def doubt_page(number: int, message: str, **words: float) -> Doubt:
    """A doubt about a page as a whole; `message` may name `{page}` and whatever else is given."""
    place = Locator(address=f"page={number}", page=number)
    return Doubt(rule=RULE, message=message.format(page=number, **words), locator=place)


def _refusal(error: int, password: str | None) -> str:
    match error:
        case raw.FPDF_ERR_PASSWORD if password:
            return "The password does not open it; give the right one with --password."
        case raw.FPDF_ERR_PASSWORD:
            return "It is encrypted and asks for a password; give it with --password, or save it without one."
        case raw.FPDF_ERR_SECURITY:
            return "It is encrypted in a way that is not supported; save it without encryption."
        case _:
            return "It is damaged, or no PDF beyond its first bytes; download or save it again."
