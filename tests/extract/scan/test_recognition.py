"""Whole pages through tesseract, where it is installed; and what is said where it is not."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont

from extract import from_image, from_pdf
from extract.document import Document, Limits, Options, Table, UnreadableDocument
from extract.pdf.scans import INSTALL, MOST_PIXELS
from extract.readers import read
from extract.scan import engine, recogniser
from extract.scan.sheet import is_blank, is_photo

ROWS = [("Indicator", "2019", "2020"), ("Aantal zaken", "1.522", "1.529"), ("Woninginbraken", "640", "715"),
        ("Aandeel (in %)", "12,5", "13,0")]  # fmt: skip
TEXTS = [text for row in ROWS for text in row]


def sheet(*, grid: bool = True) -> Image.Image:
    picture = Image.new("L", (1240, 900), 255)
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(26)
    for number, row in enumerate(ROWS):
        y = 300 + 60 * number
        for x, text in zip((120, 600, 850), row, strict=True):
            draw.text((x + 10, y + 12), text, 0, font)
        if grid:
            draw.line((120, y, 1100, y), 0, 2)
    if grid:
        draw.line((120, 540, 1100, 540), 0, 2)
        for x in (120, 600, 850, 1100):
            draw.line((x, 300, x, 540), 0, 2)
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def texts(document: Document) -> list[str]:
    (table,) = document.tables
    return [cell.content.text for cell in table.cells]


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(recogniser, "language", lambda: None)
    return iter(())


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_picture_of_a_table(kind: str) -> None:
    document = read(saved(sheet(), kind, dpi=(150, 150)), name="scan")
    assert texts(document) == TEXTS
    assert document.media_type == f"image/{kind.lower()}"
    assert document.pages == 1
    assert [doubt.rule for doubt in document.doubts] == ["recognised-text"]
    (table,) = document.tables
    assert all(0 < cell.content.confidence <= 0.8 and not cell.content.markers for cell in table.cells)
    assert all(cell.locator.address.startswith("page=1&bbox=") for cell in table.cells)


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize("turn", [90, 180])
def test_sheet_on_its_side(turn: int) -> None:
    turned = read(saved(sheet().rotate(turn, expand=True), "PNG", dpi=(150, 150)), name="scan.png")
    assert texts(turned) == TEXTS
    left, top, right, bottom = map(float, turned.tables[0].locator.address.partition("bbox=")[2].split(","))
    assert (bottom - top > right - left) is (turn == 90), "a place is given as a viewer shows it"


@pytest.mark.usefixtures("tesseract")
def test_pages_stay_in_order() -> None:
    names = ["wonen", "water", "zorg", "natuur", "sport"]
    pages = [Image.new("L", (1240, 900), 255) for _ in names]
    for name, page in zip(names, pages, strict=True):
        ImageDraw.Draw(page).text((150, 300), f"Beleid voor {name}", 0, ImageFont.load_default(40))
    document = from_pdf.read(saved(pages[0], "PDF", save_all=True, append_images=pages[1:], resolution=150))
    printed = " ".join(block.content.text for block in document.blocks if not isinstance(block, Table))
    assert [word for word in printed.split() if word in names] == names
    assert document.doubts[-1].message.startswith("De pagina's 1-5 bestaan uit beeld waarvan de tekst is herkend (OCR)")


@pytest.mark.usefixtures("without_tesseract")
@pytest.mark.parametrize("kind", ["PDF", "PNG"])
def test_without_tesseract_the_finding_says_what_to_install(kind: str) -> None:
    document = read(saved(sheet(), kind), name="scan")
    assert document.blocks == ()
    (doubt,) = document.doubts
    assert doubt.rule == "no-text-layer"
    assert doubt.message.endswith(INSTALL)
    assert "apt-get install tesseract-ocr tesseract-ocr-nld" in INSTALL


@pytest.mark.usefixtures("tesseract")
def test_page_that_tesseract_cannot_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise engine.Unrecognised("time was up")

    monkeypatch.setattr("extract.scan.sheet.recognise", fail)
    (doubt,) = read(saved(sheet(), "PDF"), name="scan.pdf").doubts
    assert (
        doubt.message == "Pagina 1 bestaat alleen uit beeld: staat daar tekst of een tabel op, dan is die niet gelezen."
    )


def test_blank_sheets_and_photographs_are_told() -> None:
    blank = Image.new("L", (1240, 900), 240)
    photo = Image.linear_gradient("L").resize((1240, 900))
    assert is_blank(blank)
    assert not is_blank(sheet())
    assert is_photo(photo)
    assert not is_photo(sheet())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (saved(sheet(), "PNG")[:2000], "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"\xff\xd8\xff\xe0 geen plaat", "damaged"),
        (saved(Image.new("1", (20_000, 10_000)), "PNG"), "more points than any page needs"),
    ],
)
def test_bad_pictures_are_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words) as refused:
        from_image.read(data)
    assert "\n" not in str(refused.value)


def test_more_frames_than_pages_are_allowed() -> None:
    frames = [Image.new("L", (50, 50), 255)] * 3
    data = saved(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    with pytest.raises(UnreadableDocument, match="more than 2 pages"):
        from_image.read(data, options=Options(limits=Limits(pages=2)))


def test_language_is_dutch_where_there_is_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    def language_among(*names: str) -> str | None:
        engine.language.cache_clear()
        monkeypatch.setattr("pytesseract.get_languages", lambda: list(names))
        return engine.language()

    try:
        assert language_among("deu", "eng", "nld", "osd") == "nld"
        assert language_among("deu", "eng", "osd") == "eng"
        assert language_among("deu", "osd") == "deu"
        assert language_among("osd") is None
    finally:
        monkeypatch.undo()
        engine.language.cache_clear()


@pytest.mark.parametrize(("size", "dpi"), [((20_000, 1_300), 110), ((8_000, 8_000), 300), ((1_240, 900), 110)])
def test_no_picture_becomes_larger_than_a_poster(size: tuple[int, int], dpi: int) -> None:
    ((picture, said),) = from_image.sheets(saved(Image.new("L", size, 255), "PNG", dpi=(dpi, dpi)), 1)
    assert picture.width * picture.height <= MOST_PIXELS * 1.01
    assert picture.width * dpi == pytest.approx(size[0] * said, rel=0.01)


def test_a_page_that_does_not_say_how_large_it_is() -> None:
    """Pillow raises a TypeError for that, of a page after the first."""
    pages = [Image.new("L", (40, 40), 255)] * 2
    data = bytearray(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    second = data.rindex(struct.pack("<HHI", 256, 4, 1))  # the width of an image
    data[second : second + 2] = struct.pack("<H", 65_000)
    with pytest.raises(UnreadableDocument, match="The picture is damaged"):
        list(from_image.sheets(bytes(data), 9))
