"""Pictures of pages (PNG, JPEG, TIFF): recognised like the pages of a scanned PDF."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from math import sqrt

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extract.document import Document, Heading, Options, RefusedDocument, UnreadableDocument
from extract.pdf.blocks import assemble
from extract.pdf.collecting import PageCollector
from extract.pdf.metadata import read_published
from extract.pdf.page import Page
from extract.pdf.scans import DPI, INSTALL, MOST_PIXELS
from extract.scan.recogniser import Recogniser
from extract.scan.sheet import is_photo

LONG_SIDE = 842 / 72
"""Inches of a sheet of A4: what a picture is taken to show that does not say how large it is."""
LEAST_DPI, MOST_DPI = 90, 1200
"""What is said beyond these is no scanner's: cameras and screens write 72 or 96 whatever they see."""
FINE_ENOUGH = 0.8
"""Of DPI: coarser pictures are enlarged before they are recognised."""
MOST_ENLARGED = 4
"""Times; there is no more to be seen in letters of five pixels."""
BROKEN = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, ArithmeticError, LookupError, struct.error,
)  # fmt: skip
"""What Pillow raises for pictures that are not what they say."""


def read(data: bytes, *, options: Options = Options()) -> Document:  # noqa: B008 - frozen
    """The document that a picture shows, each of its frames a page; locators are as in a PDF, in points.

    Raises UnreadableDocument for what is no picture or larger than a poster. Without tesseract it is a document without text,
    and a doubt that says what to install.
    """
    collector = PageCollector(options.limits)
    count = 0
    hint = "" if Recogniser.is_there() else INSTALL
    with closing(Recogniser()) as recogniser:
        for count, (picture, dpi) in enumerate(sheets(data, options.limits.pages), 1):
            page = Page(number=count, width=picture.width * 72 / dpi, height=picture.height * 72 / dpi)
            collector.expect(page)
            if hint or is_photo(picture):
                collector.add_recognised(count, None)
            else:
                recogniser.take(picture, count, dpi)
        for number, recognised in recogniser.pages():
            collector.add_recognised(number, recognised)
    assembled = assemble(collector.items(), collector.vocabulary)
    return Document(
        media_type=Image.MIME.get(_kind(data), "image"),
        blocks=assembled.blocks,
        notes=assembled.notes,
        doubts=(*collector.all_doubts(hint), *assembled.doubts),
        title=next((block.content.text for block in assembled.blocks if isinstance(block, Heading)), None),
        published=read_published(assembled.blocks),
        pages=count,
    )


def sheets(data: bytes, most: int) -> Iterator[tuple[Image.Image, float]]:
    """The frames of a picture in greys, upright as the camera was held, with their dots per inch, `most` of them at most.

    Raises UnreadableDocument for what is no picture, is larger than a poster or has more frames.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # tags that are damaged: the picture is there or is not
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as picture:
                for number, frame in enumerate(ImageSequence.Iterator(picture)):
                    if number == most:
                        raise RefusedDocument(f"It has more than {most} pages; split it.")
                    yield _enlarged(_grey(ImageOps.exif_transpose(frame)), _dpi(picture))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise UnreadableDocument("It has more points than any page needs; save it at 300 dots per inch.") from error
    except BROKEN as error:
        raise UnreadableDocument(f"The picture is damaged ({error}); save it again.") from error


def _grey(picture: Image.Image) -> Image.Image:
    """In greys; what is transparent is white, as on paper."""
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
    return picture.convert("L")


def _dpi(picture: Image.Image) -> float:
    said = float(picture.info.get("dpi", (0, 0))[0])
    return said if LEAST_DPI < said <= MOST_DPI else max(picture.size) / LONG_SIDE


def _enlarged(picture: Image.Image, dpi: float) -> tuple[Image.Image, float]:
    """A picture at the fineness that recognition asks for, coarser ones enlarged and finer ones reduced.

    A poster stays coarser, as in a PDF.
    """
    scale = min(DPI / dpi, MOST_ENLARGED, sqrt(MOST_PIXELS / (picture.width * picture.height)))
    if FINE_ENOUGH <= 1 / scale <= 1 / FINE_ENOUGH:
        return picture, dpi
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2), dpi * scale


def _kind(data: bytes) -> str:
    with Image.open(BytesIO(data)) as picture:
        return picture.format or ""
