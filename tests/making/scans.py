"""A PDF as a scanner sees it: drawn, laid a little askew, blurred, greyed and speckled. The same every time."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from tests.making.sample_pdfs import ruled_lines
from tests.paths import ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """How badly a scanner sees."""

    dpi: int = 300
    askew: float = 0.6
    """Degrees."""
    blur: float = 1.0
    """Pixels."""
    noise: float = 10.0
    """Of 255, as a standard deviation."""
    paper: int = 236
    ink: int = 35
    quality: int = 60
    """Of the JPEG that the scanner makes."""


OFFICE = Scanner()
OLD_COPIER = Scanner(dpi=200, askew=1.2, blur=0.9, noise=16, paper=222, ink=60, quality=40)


def scan(pdf: bytes, scanner: Scanner = OFFICE) -> bytes:
    """A PDF of pictures of the pages of another one, without any text."""
    sheets = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            drawn = page.render(scale=scanner.dpi / 72, grayscale=True).to_pil()
            sheets.append(_seen(drawn, scanner, number))
    saved = BytesIO()
    sheets[0].save(
        saved,
        "PDF",
        save_all=True,
        append_images=sheets[1:],
        resolution=scanner.dpi,
        quality=scanner.quality,
        creationDate=None,
        modDate=None,
    )
    return saved.getvalue()


def _seen(sheet: Image.Image, scanner: Scanner, number: int) -> Image.Image:
    turned = sheet.rotate(scanner.askew, Image.Resampling.BICUBIC, fillcolor=255)
    blurred = np.asarray(turned.filter(ImageFilter.GaussianBlur(scanner.blur)), np.float32)
    speckles = np.random.default_rng(number).normal(0, scanner.noise, blurred.shape)
    seen = scanner.ink + blurred / 255 * (scanner.paper - scanner.ink) + speckles
    return Image.fromarray(seen.clip(0, 255).astype(np.uint8))


SAMPLE = ROOT / "samples" / "scans" / "beleidsindicatoren-gescand.pdf"
SAMPLE_SCANNER = Scanner(dpi=240, noise=3, quality=30)


def main() -> None:
    """Write the scan in `samples/`: `python -m tests.making.scans`."""
    SAMPLE.parent.mkdir(exist_ok=True)
    SAMPLE.write_bytes(scan(ruled_lines(), SAMPLE_SCANNER))


if __name__ == "__main__":
    main()
