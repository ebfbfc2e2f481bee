from __future__ import annotations

from extract.document import Paragraph
from extract.from_pdf import read
from normalise.run import normalise_document
from tests.extract.pdf.files import A4, CATALOG, pdf, stream

MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfchar <41> <D835DC56> <42> <D83DDE00> endbfchar
endcmap end end"""
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>" % A4


def page(content: bytes) -> bytes:
    return pdf([CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, stream(content), FONT, stream(MAP)])


def test_characters_that_pdfium_gives_as_two_halves_are_whole() -> None:
    document = read(page(b"BT /F1 12 Tf 72 700 Td (In 2020 is A B 5 zaken.) Tj ET\n"))
    assert [block.content.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "In 2020 is 𝑖 😀 5 zaken."
    ]
    assert normalise_document(document, document_id="a", source="a.pdf", size=1).documents
