from __future__ import annotations

from io import BytesIO

import pypdfium2 as pdfium
import pytest

from benchmarks.offices import ODF, WORD, pack
from extract.attached import doubt_attached
from extract.document import Doubt
from extract.readers import read
from tests.making.sample_pdfs import ruled_lines

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGES = "http://schemas.openxmlformats.org/package/2006/relationships"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def pdf_with(*names: str) -> bytes:
    with pdfium.PdfDocument(ruled_lines()) as document:
        for name in names:
            document.new_attachment(name).set_data(b"Indicator;2020\nZaken;12\n")
        buffer = BytesIO()
        document.save(buffer)
        return buffer.getvalue()


def docx_with(**related: str) -> bytes:
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>' for kind, target in related.items()
    )
    return pack(
        {
            "word/document.xml": f"<w:document {WORD}><w:body><w:p><w:r><w:t>Tekst</w:t></w:r></w:p></w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGES}">{relations}</Relationships>',
            **{f"word/{target}": "x" for target in related.values()},
        }
    )


def odt_with(**kinds: str) -> bytes:
    entries = "".join(
        f'<m:file-entry m:full-path="{name}/" m:media-type="application/vnd.{kind}"/>' for name, kind in kinds.items()
    )
    return pack(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF}><office:body><office:text/></office:body></office:document-content>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{MANIFEST}"><m:file-entry m:full-path="/" '
            f'm:media-type="application/vnd.oasis.opendocument.text"/>{entries}</m:manifest>',
        }
    )


def attached(data: bytes, name: str) -> list[Doubt]:
    return [doubt for doubt in read(data, name=name).doubts if doubt.rule == "unopened-attachment"]


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (pdf_with("tabellen.xlsx", "bron.csv"), "brief.pdf", "bron.csv; tabellen.xlsx"),
        (docx_with(package="embeddings/blad.xlsx", oleObject="embeddings/o.bin"), "brief.docx", "blad.xlsx; o.bin"),
        (odt_with(blad="oasis.opendocument.spreadsheet"), "brief.odt", "blad"),
    ],
)
def test_files_within_a_document_are_said_and_left_alone(data: bytes, name: str, found: str) -> None:
    (doubt,) = attached(data, name)
    assert (doubt.found, doubt.remark) == (found, True)
    assert all(each in doubt.message for each in found.split("; "))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (pdf_with(), "brief.pdf"),
        (docx_with(image="media/plaat.png", chart="charts/grafiek.xml"), "brief.docx"),
        (odt_with(grafiek="oasis.opendocument.chart", som="oasis.opendocument.formula"), "brief.odt"),
    ],
)
def test_pictures_charts_and_formulas_are_of_the_document_itself(data: bytes, name: str) -> None:
    assert attached(data, name) == []


def test_names_of_any_length_and_number() -> None:
    (doubt,) = doubt_attached(["a\n b", "", *["x" * 10_000] * 8])
    assert doubt.found.startswith("a b; zonder naam; xxx")
    assert len(doubt.message) < 1_200
    assert ", …" in doubt.message
    assert doubt_attached([]) == ()


def test_a_name_that_pdfium_cannot_tell_is_counted_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_name(_: pdfium.PdfAttachment) -> str:
        raise pdfium.PdfiumError("no name")

    monkeypatch.setattr(pdfium.PdfAttachment, "get_name", without_name)
    (doubt,) = attached(pdf_with("a.csv"), "brief.pdf")
    assert doubt.found == "zonder naam"
