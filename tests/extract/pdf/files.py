"""PDFs written by hand, object by object: whole ones, and what no program would write."""

from __future__ import annotations

from collections.abc import Sequence

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
LINE = b"BT /F1 12 Tf 72 700 Td (Aantal zaken 12) Tj ET\n"
A4 = b"0 0 595 842"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def pdf(objects: Sequence[bytes]) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object; `entries` go into its dictionary."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), entries, content)


def one_page(content: bytes = LINE, *, box: bytes = A4, more: Sequence[bytes] = (), drawn: bytes = b"") -> bytes:
    """A page with this content; objects of `more` are numbered from 6, `drawn` names those that the page draws."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<<%b>>>>>>"
    return pdf([CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page % (box, drawn), stream(content), FONT, *more])


def pages(contents: Sequence[bytes]) -> bytes:
    """A page for each content."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(contents)))
    objects = [CATALOG, b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(contents)), FONT]
    for index, content in enumerate(contents):
        objects += [page % (5 + 2 * index), stream(content)]
    return pdf(objects)


def form(content: bytes, drawn: bytes = b"") -> bytes:
    """A form XObject, which may draw others."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>/XObject<<%b>>>>" % drawn
    return stream(content, entries)
