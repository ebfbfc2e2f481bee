from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile

import pytest

from extract.document import Limits, Options, Paragraph, UnreadableDocument
from extract.kinds import (
    BINARY,
    DOCX,
    EMPTY,
    ENCRYPTED,
    HTML,
    KOOP_XML,
    ODS,
    ODT,
    OFFICE,
    PDF,
    PPTX,
    TEXT,
    XLSB,
    XLSX,
    XML,
    ZIP,
    sniff,
)
from extract.package import MOST_SIGNATURES
from extract.readers import READERS, read
from tests.paths import ROOT


def archive(**entries: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name, content in entries.items():
            written.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


KINDS = [
    (b"%PDF-1.7\n%\xe2\xe3", "stuk.html", PDF),
    (b"\r\n\r\n%PDF-1.4", "stuk", PDF),
    (archive(word__document_xml="<w/>"), "stuk.docx", DOCX),
    (archive(xl__workbook_xml="<w/>"), "stuk.xlsx", XLSX),
    (archive(mimetype=ODT, content_xml="<o/>"), "stuk.odt", ODT),
    (archive(mimetype=f"{ODT}-template", content_xml="<o/>"), "stuk.ott", ODT),
    (archive(word__document2_xml="<w/>"), "stuk.docx", DOCX),
    (archive(**{"word\\document_xml": "<w/>"}), "stuk.docx", DOCX),
    (archive(**{"xl__workbook.bin": "x"}), "stuk.xlsb", XLSB),
    (archive(mimetype=ODS, content_xml="<o/>"), "stuk.xlsx", ODS),
    (archive(lees="mij"), "stuk.zip", ZIP),
    (archive(brief_pdf="%PDF-1.7"), "stuk.zip", ZIP),
    (archive(**{"[Content_Types]_xml": "<w/>", "ppt__presentation_xml": "<w/>"}), "stuk.pptx", PPTX),
    (archive(**{"[Content_Types]_xml": "<w/>", "visio__document_xml": "<w/>"}), "stuk.vsdx", OFFICE),
    (archive(lees="mij") + b"PK\x01\x02" * 300_000, "stuk.docx", ZIP),
    (b"PK\x03\x04 %PDF-1.7", "stuk.docx", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "stuk.docx", ENCRYPTED),
    (b"PK\x03\x04 afgebroken", "stuk.docx", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "stuk.doc", "application/msword"),
    (b"{\\rtf1 tekst}", "stuk.rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "plaat.html", "image/png"),
    (b"<!DOCTYPE html><html><p>x", "stuk", HTML),
    (b"\xef\xbb\xbf\n<!-- c -->\n<HTML><body>", "stuk.txt", HTML),
    (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='y'>", "stuk.xml", HTML),
    (b"<div id='noten'><p>x</p></div>", "stuk", HTML),
    (b"<table><tr><td>1</td></tr></table>", "stuk.txt", HTML),
    (b"Tekst vooraf <table><tr><td>1</td></tr></table>", "stuk", HTML),
    ("<p>één</p>".encode("utf-16"), "stuk", HTML),
    (b"Tekst met <b>vet</b> erin", "stuk.html", HTML),
    (b"Tekst met <b>vet</b> erin", "stuk.txt", TEXT),
    (b"Minder dan 5 (<5) of x<y en a<b", "stuk.html", TEXT),
    (b"Label | 2020\n---|---\nx | <5", "stuk", TEXT),
    (b"Gewone tekst.", "stuk.pdf", TEXT),
    (b"<?xml version='1.0'?>\n<!-- c --><officiele-publicatie>", "stuk.html", KOOP_XML),
    (b"<!DOCTYPE kamerwrk [<!ENTITY a 'b'>]>\r\n<kamerwrk kamer='2'>", "stuk", KOOP_XML),
    (b"<?xml version='1.0'?><rss><channel/></rss>", "stuk.xml", XML),
    (b"<kamerwrk><frontm/></kamerwrk>", "stuk", KOOP_XML),
    (b"<officiele-publicatie><x>", "stuk.xml", KOOP_XML),
    (b"<5 dagen: 12\n>5 dagen: 3", "stuk", TEXT),
    (bytes(range(256)) * 4, "stuk.html", BINARY),
    (b"\x00\x01\x02\x03", "stuk.txt", BINARY),
    (b"", "stuk.html", EMPTY),
    (b" \r\n\t", "stuk.html", EMPTY),
]


@pytest.mark.parametrize(("data", "name", "expected"), KINDS)
def test_the_kind_of_a_file_is_in_its_content(data: bytes, name: str, expected: str) -> None:
    assert sniff(data, name) == expected


@pytest.mark.parametrize(
    "start",
    ["<!-- -->" * 8000, "<?x ?>" * 8000, "<table>" * 9000, "<!--" * 16_000, "<p " * 20_000, "<!DOCTYPE x" * 6000],
)
def test_telling_a_kind_takes_no_time(start: str) -> None:
    begin = time.perf_counter()
    assert sniff(start.encode() + b" tekst", "stuk") in (TEXT, XML, HTML)
    assert time.perf_counter() - begin < 1


def test_a_page_without_an_ending_is_read_as_a_page() -> None:
    document = read(b"<html><body><p>Tekst.</p></body></html>", name="onderdeel")
    assert document.media_type == HTML
    assert [block.content.text for block in document.blocks if isinstance(block, Paragraph)] == ["Tekst."]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "leeg.html", ("It is empty",)),
        (bytes(range(256)) * 4, "foto.html", ("It is named as a web page but holds binary data", "HTML")),
        (b"\x00\x01\x02\x03", "foto", ("It holds binary data of an unknown kind",)),
        (b"GIF89a", "plaat.gif", ("It is image/gif", "cannot be read")),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "brief.docx",
            ("It is an Office document with a password", "save it without one"),
        ),
        (b"{\\rtf1 tekst}", "brief.rtf", ("It is rich text (RTF)", "cannot be read")),
        (
            b"<?xml version='1.0'?><rss></rss>",
            "nieuws.xml",
            ("It is XML", "outermost element is rss", "kamerwrk"),
        ),
        (archive(lees="mij"), "alles.zip", ("It is a zip archive", "cannot be read")),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_clear_sentence(data: bytes, name: str, words: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        read(data, name=name)
    message = str(refusal.value)
    assert all(word in message for word in words)
    assert message.endswith(".")
    assert "\n" not in message


def test_a_file_above_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"It has 12 bytes, more than the 10 allowed"):
        read(b"<p>tekst</p>", name="stuk.html", options=Options(limits=Limits(bytes=10)))


def test_the_readers_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        READERS["text/css"] = READERS[HTML]  # type: ignore[index]


def test_no_reader_is_imported_before_it_is_needed() -> None:
    script = "import sys, extract.readers; print('lxml' in sys.modules, 'bs4' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert found.stdout.split() == ["False", "False"]


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"<!doctype html><p>Tekst", "map/brief.PDF", "De naam eindigt op .pdf, maar de inhoud is een webpagina"),
        (b"Gewone tekst.", "brief.docx", "De naam eindigt op .docx, maar de inhoud is platte tekst"),
        (b"<!doctype html><p>Tekst", "brief.txt", "De naam eindigt op .txt, maar de inhoud is een webpagina"),
    ],
)
def test_name_that_says_otherwise_is_a_remark(data: bytes, name: str, what: str) -> None:
    (doubt,) = read(data, name=name).doubts
    assert doubt.message.startswith(what)
    assert (doubt.rule, doubt.remark) == ("wrong-ending", True)


@pytest.mark.parametrize(
    "name",
    ["brief.html", "brief.HTM", "brief", "brief.2021", "brief.php", "map.pdf/brief", "https://example.org/brief.pdf"],
)
def test_name_that_says_nothing_else(name: str) -> None:
    assert read(b"<!doctype html><p>Tekst", name=name).doubts == ()


def test_directory_of_a_crowd_is_not_read_to_tell_the_kind() -> None:
    crowd = b"PK\x01\x02" * (MOST_SIGNATURES + 1)
    assert sniff(archive(word__document_xml="<w/>", vol=crowd.decode("latin-1")), "stuk.docx") == ZIP
