"""The box around a cell lands on the figure that is printed there, whatever the paper."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import product

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from extract.document import Limits, Options
from extract.excerpts import Excerpt, excerpts
from extract.pdf import crops
from extract.scan.small import PNG, small
from tests.extract.crops import LEFT_OUT, ROWS, box_in, cells_of, paper, pixels, scanned, shown
from tests.extract.pdf.files import pages

INK = 60
"""Darker than paper by as much."""
MOST_OF_SPECKS = 0.15
"""Bytes a pixel; as a PNG with 16 greys it takes 0.35."""


def assert_lands(whole: bytes, without: bytes, options: Options = Options()) -> Excerpt:  # noqa: B008 - frozen
    """Leaving a figure out changes the picture within its box, and nowhere else; every cell has ink in its box."""
    cells = cells_of(whole, options)
    assert set(cells) == {text for row in ROWS for text in row}
    addresses = list(cells.values())
    excerpt = shown(whole, addresses, options)
    picture, other = pixels(excerpt), pixels(shown(without, addresses, options))
    for address in addresses:
        assert (picture[box_in(excerpt, address, margin=0)] < 255 - INK).any()
    place = box_in(excerpt, cells[LEFT_OUT])
    changed = np.abs(picture - other) > INK
    inside = changed[place].sum()
    assert inside > 20
    assert inside == changed.sum()
    return excerpt


@pytest.mark.parametrize(("rotate", "turned"), list(product((0, 90, 180, 270), repeat=2)))
def test_turned_pages_and_turned_tables(rotate: int, turned: int) -> None:
    whole, without = (paper(rotate=rotate, turned=turned, whole=each) for each in (True, False))
    assert_lands(whole, without)


@pytest.mark.parametrize("rotate", [0, 90])
def test_pages_of_which_a_part_is_shown(rotate: int) -> None:
    whole, without = (paper(rotate=rotate, crop=40, whole=each) for each in (True, False))
    assert_lands(whole, without)


def test_locked_file_opens_with_its_password() -> None:
    locked = paper(password="geheim")
    assert_lands(locked, paper(password="geheim", whole=False), Options(password="geheim"))
    addresses = cells_of(locked, Options(password="geheim")).values()
    assert list(excerpts(locked, name="stuk", places={"t": list(addresses)}, options=Options())) == []


def test_picture_is_small_and_always_the_same() -> None:
    data = paper(pages=3)
    addresses = list(cells_of(data).values())
    excerpt = shown(data, addresses)
    assert excerpt == shown(data, addresses)
    assert excerpt.media_type == PNG
    assert excerpt.address.startswith("page=3&")
    assert len(excerpt.data) < 8_000


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize(
    ("kind", "askew", "turned"), [("PDF", 1.4, 0), ("PNG", -2.0, 0), ("JPEG", 0.0, 0), ("TIFF", 1.0, 90)]
)
def test_scans_that_lie_askew(kind: str, askew: float, turned: int) -> None:
    whole, without = (
        _saved([scanned(dpi=200, askew=askew, turned=turned, whole=each)], kind) for each in (True, False)
    )
    assert_lands(whole, without)


@pytest.mark.usefixtures("tesseract")
def test_second_page_of_a_fax() -> None:
    blank = Image.new("L", (1389, 1944), 255)
    whole, without = (_saved([blank, scanned(dpi=200, askew=0.5, whole=each)], "TIFF") for each in (True, False))
    assert assert_lands(whole, without).address.startswith("page=2&")


def _saved(sheets: list[Image.Image], kind: str) -> bytes:
    stream = BytesIO()
    more = {"save_all": True, "append_images": sheets[1:]} if kind in {"PDF", "TIFF"} else {}
    scale = {"resolution": 200} if kind == "PDF" else {"dpi": (200, 200)}
    sheets[0].save(stream, kind, **more, **scale)
    return stream.getvalue()


def test_specks_of_a_scan_do_not_make_the_picture_large() -> None:
    random = np.random.default_rng(1)
    sheet = np.asarray(scanned(dpi=110, askew=0.6), np.float32)
    seen = Image.fromarray(np.clip(sheet * 0.8 + random.normal(0, 10, sheet.shape), 0, 255).astype(np.uint8))
    media_type, data = small(seen)
    assert media_type == "image/webp"
    assert len(data) < MOST_OF_SPECKS * seen.width * seen.height


def test_lines_of_a_text() -> None:
    lines = [f"regel {number}" for number in range(20)]
    text = "\r\n".join(lines)
    start = text.index("regel 10") + 1
    excerpt = shown(text.encode(), [f"char={start},{start + 3}", f"char={start + 8},{start + 12}", "cell=3,4"])
    assert excerpt.data.decode().split("\r\n") == [*lines[6:16], ""]
    first, end = map(int, excerpt.address.removeprefix("char=").split(","))
    assert text[first:end] == excerpt.data.decode()


@pytest.mark.parametrize(
    "address",
    ["page=9&bbox=1,1,2,2", "page=1&bbox=9000,1,9001,2", "page=1", "page=1&bbox=5,5,-900,2", "/html/body/table"],
)
def test_what_is_not_there_has_no_picture(address: str) -> None:
    assert list(excerpts(paper(), name="stuk", places={"t": [address]}, options=Options())) == []


def test_one_page_that_cannot_be_drawn_costs_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    render = pypdfium2.PdfPage.render

    def fail_once(page: pypdfium2.PdfPage, **how: object) -> object:
        monkeypatch.setattr(pypdfium2.PdfPage, "render", render)
        raise pypdfium2.PdfiumError("no bitmap")

    monkeypatch.setattr(pypdfium2.PdfPage, "render", fail_once)
    places = {"t": ["page=1&bbox=1,1,9,9", "page=2&bbox=1,1,9,9"]}
    (left,) = excerpts(pages([b"", b""]), name="stuk", places=places, options=Options())
    assert left.address.startswith("page=2&")


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    poster = pages([b"0 0 m 9 9 l S"]).replace(b"595 842", b"9999 999")
    (excerpt,) = excerpts(poster, name="stuk", places={"t": ["page=1&bbox=0,0,9999,999"]}, options=Options())
    assert pixels(excerpt).size <= crops.MOST_PIXELS * 1.01
    monkeypatch.setattr("extract.excerpts.MOST", 2)
    assert len(list(_of_tables(5))) == 2
    full = Options(limits=Limits(drawings=0))
    assert list(excerpts(poster, name="stuk", places={"t": ["page=1&bbox=0,0,99,99"]}, options=full)) == []


def _of_tables(count: int) -> Iterator[Excerpt]:
    places = {f"t{number}": ["page=1&bbox=10,10,90,90"] for number in range(count)}
    return excerpts(paper(), name="stuk", places=places, options=Options())
