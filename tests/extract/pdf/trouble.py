"""PDFs that no reader likes: each with what has to become of it."""

from __future__ import annotations

import zlib
from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.extract.pdf.files import CATALOG, FONT, LINE, form, one_page, pages, pdf, stream

OK, PARTIAL, FAILED = "ok", "partial", "failed"
MILLION = 1_000_000


def encrypted(password: str) -> bytes:
    """A page that opens with a password; the empty one opens without asking."""
    data = BytesIO()
    canvas = Canvas(data, encrypt=StandardEncryption(password, ownerPassword="eigenaar", strength=128), invariant=1)
    canvas.drawString(72, 700, "Aantal zaken 12")
    canvas.save()
    return data.getvalue()


def _image() -> bytes:
    """A picture of 100,000 by 100,000 dots, of which most are missing."""
    entries = b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode"
    return stream(zlib.compress(bytes(MILLION)), entries)


def _without_unicode() -> bytes:
    """Text in a font that does not say which characters its glyphs are."""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/Xyz/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    inner = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Xyz/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/Xyz/Flags 4>>>>"
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    content = stream(b"BT /F1 12 Tf 72 700 Td <00240025002600270028> Tj ET")
    return pdf([CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, font, inner])


def _pages_that_draw_each_other() -> bytes:
    return pdf([CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2>>", b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 2>>"])


def _bomb() -> bytes:
    forms = [form(b"/X Do " * 10, b"/X %d 0 R" % (7 + level)) for level in range(12)]
    return one_page(b"/X Do " + LINE, more=[*forms, form(LINE)], drawn=b"/X 6 0 R")


def _deep_forms() -> bytes:
    forms = [form(b"/X Do", b"/X %d 0 R" % (7 + level)) for level in range(5_000)]
    return one_page(LINE + b"/X Do", more=[*forms, form(LINE)], drawn=b"/X 6 0 R")


def _endless_pages() -> bytes:
    """A hundred thousand times the same page."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    return pdf([CATALOG, b"<</Type/Pages/Kids[%b]/Count 100000>>" % (b"3 0 R " * 100_000), page, stream(LINE), FONT])


GOOD = one_page()
TROUBLE: dict[str, tuple[str, bytes]] = {
    "goed": (OK, GOOD),
    "leeg": (FAILED, b""),
    "kop": (FAILED, b"%PDF-1.7\n"),
    "kop-en-einde": (FAILED, b"%PDF-1.7\n%%EOF\n"),
    "half": (FAILED, GOOD[: len(GOOD) // 3]),
    "zonder-einde": (PARTIAL, GOOD.replace(b"%%EOF", b"")),
    "zonder-verwijzingen": (PARTIAL, GOOD.replace(b"xref", b"xxxx")),
    "verwijst-naar-niets": (PARTIAL, GOOD.replace(b"startxref\n", b"startxref\n9")),
    "zonder-pagina": (FAILED, pdf([CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"])),
    "pagina-in-pagina": (FAILED, pdf([CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])),
    "pagina-in-pagina-2": (FAILED, _pages_that_draw_each_other()),
    "te-veel-paginas": (PARTIAL, _endless_pages()),
    "kapotte-pagina": (PARTIAL, pages([LINE, LINE]).replace(b"4 0 obj\n<</Type/Page", b"4 0 obj\n<</Type/Pige")),
    "afmeting-nul": (OK, one_page(box=b"0 0 0 0")),
    "akker": (FAILED, one_page(box=b"0 0 1000000 1000000")),
    "miljoen-lijnen": (PARTIAL, one_page(LINE + b"0 0 m 100 0 l S\n" * MILLION)),
    "miljoen-vlakken": (PARTIAL, one_page(LINE + b"0 0 10 10 re f\n" * MILLION)),
    "lijn-van-miljoen-stukken": (OK, one_page(LINE + b"0 0 m\n" + b"10 10 l 20 5 l\n" * MILLION + b"S\n")),
    "miljoen-tekens": (PARTIAL, one_page(b"BT /F1 12 Tf 72 700 Td " + b"(Aantal zaken 12 ) Tj " * 70_000 + b"ET\n")),
    "diep": (OK, _deep_forms()),
    "eindeloos": (FAILED, _bomb()),
    "q": (OK, one_page(b"q " * MILLION + LINE)),
    "groot-plaatje": (OK, one_page(LINE + b"q 500 0 0 500 0 0 cm /X Do Q", more=[_image()], drawn=b"/X 6 0 R")),
    "zonder-tekencode": (PARTIAL, _without_unicode()),
    "leeg-wachtwoord": (OK, encrypted("")),
    "wachtwoord": (FAILED, encrypted("geheim")),
}
