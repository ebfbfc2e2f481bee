from __future__ import annotations

from io import BytesIO

import pytest
from pypdfium2 import PdfDocument
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extract.document import Doubt, Limits, Options, UnreadableDocument
from extract.pdf.opening import doubts_about, open_page, open_pages, open_pdf
from tests.extract.pdf.files import CATALOG, LINE, one_page, pages, pdf


def encrypted(password: str) -> bytes:
    data = BytesIO()
    canvas = Canvas(data, encrypt=StandardEncryption(password, ownerPassword="eigenaar", strength=128), invariant=1)
    canvas.drawString(72, 700, "Aantal zaken 12")
    canvas.save()
    return data.getvalue()


def refusal(data: bytes, options: Options | None = None) -> str:
    options = options or Options()
    with pytest.raises(UnreadableDocument) as refused, open_pdf(data, options) as document:
        list(open_pages(document, options))
    return str(refused.value)


def read(data: bytes, options: Options | None = None) -> tuple[list[str], list[Doubt]]:
    """The text of each page that is read, and the doubts."""
    options = options or Options()
    texts = []
    with open_pdf(data, options) as document:
        doubts = list(doubts_about(document, data, options.limits))
        for _, page in open_pages(document, options):
            if isinstance(page, Doubt):
                doubts.append(page)
                continue
            text = page.get_textpage()
            texts.append(text.get_text_range().strip())
            text.close()
    return texts, doubts


def test_a_whole_file_has_no_doubts() -> None:
    assert read(one_page()) == (["Aantal zaken 12"], [])


def test_an_empty_password_needs_none() -> None:
    assert read(encrypted("")) == (["Aantal zaken 12"], [])


def test_a_password_is_asked_for_and_used() -> None:
    data = encrypted("geheim")
    assert "--password" in refusal(data)
    assert "does not open it" in refusal(data, Options(password="anders"))
    assert read(data, Options(password="geheim")) == (["Aantal zaken 12"], [])


def test_a_password_for_a_file_that_asks_for_none_does_no_harm() -> None:
    assert read(one_page(), Options(password="geheim")) == (["Aantal zaken 12"], [])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\n%%EOF\n", "damaged"),
        (one_page()[:60], "damaged"),
        (pdf([CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"]), "no pages"),
        (pdf([CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]), "None of its pages (2)"),
        (one_page(box=b"0 0 1000000 1000000"), "None of its pages (1)"),
    ],
    ids=["header", "header-and-end", "cut", "no-pages", "loop", "as-large-as-a-field"],
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_a_repaired_file_says_that_content_may_be_missing() -> None:
    texts, doubts = read(one_page().replace(b"%%EOF", b""))
    assert texts == ["Aantal zaken 12"]
    assert [doubt.rule for doubt in doubts] == ["unread-page"]
    assert "beschadigd" in doubts[0].message
    assert read(one_page().replace(b"xref", b"xxxx"))[1] == doubts


def test_a_damaged_page_is_said_and_the_others_are_read() -> None:
    data = pages([LINE, LINE, LINE]).replace(b"6 0 obj\n<</Type/Page", b"6 0 obj\n<</Type/Pige")
    texts, doubts = read(data)
    assert texts == ["Aantal zaken 12"] * 2
    assert [(doubt.locator.page, doubt.rule) for doubt in doubts] == [(2, "unread-page")]


def test_a_page_of_a_size_that_no_paper_has_is_said() -> None:
    data = pages([LINE, LINE]).replace(b"0 0 595 842", b"0 0 1 99999", 1)
    texts, (doubt,) = read(data)
    assert texts == ["Aantal zaken 12"]
    assert "punten" in doubt.message
    assert doubt.locator.page == 1


def test_more_pages_than_the_limit_are_left_unread_and_said() -> None:
    texts, (doubt,) = read(pages([LINE] * 3), Options(limits=Limits(pages=2)))
    assert len(texts) == 2
    assert doubt.message == "Het bestand heeft 3 pagina's; alleen de eerste 2 zijn gelezen."


def test_a_page_is_closed_when_the_next_is_asked_for() -> None:
    with open_pdf(pages([LINE, LINE]), Options()) as document:
        walk = open_pages(document, Options())
        _, first = next(walk)
        _, second = next(walk)
        assert not isinstance(first, Doubt)
        assert not isinstance(second, Doubt)
        assert (first.raw, bool(second.raw)) == (None, True)
        assert next(walk, None) is None
        assert second.raw is None


def test_one_page_can_be_opened_alone() -> None:
    with open_pdf(pages([LINE, LINE]), Options()) as document:
        page = open_page(document, 2)
        assert not isinstance(page, Doubt)
        page.close()


def test_what_was_drawn_before_changes_nothing() -> None:
    """PDFium puts a face of its own in the place of a font that is not in the file, and draws with it."""
    data = one_page().replace(b"/BaseFont/Helvetica", b"/BaseFont/F1-Oblique")

    def widths() -> list[tuple[float, ...]]:
        with open_pdf(data, Options()) as document:
            text = document[0].get_textpage()
            return [text.get_charbox(index, loose=True) for index in range(text.count_chars())]

    before = widths()
    with open_pdf(data, Options()) as document:
        document[0].render(scale=1)
    assert widths() == before


def test_a_document_that_somebody_has_open_stays_open() -> None:
    theirs = PdfDocument(one_page())
    assert read(one_page()) == (["Aantal zaken 12"], [])
    assert theirs[0].get_textpage().get_text_range().strip() == "Aantal zaken 12"
    theirs.close()
