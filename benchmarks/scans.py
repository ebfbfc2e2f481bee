"""How well scans are read: what preparing a picture is worth, and gold tables as a scanner sees them.

    python -m benchmarks.scans pages ../shared/real/pdf
    python -m benchmarks.scans gold ../shared/gold pdf-ruled

`pages` takes the pages with most figures, draws them clean and as an office scanner would, and counts the figures that come
back: by tesseract alone and after preparing (`extract/scan`). `gold` makes scans of the gold documents of a style, runs
`extract` over them and prints the line of the scorer that stands with them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pypdfium2
from PIL import Image

from extract.scan.engine import recognise
from extract.scan.hocr import read_words
from extract.scan.sheet import read_sheet
from tests.making.scans import OFFICE, scan

FIGURE = re.compile(r"\d[\d.,]*\d|\d")
MOST_OF_A_FILE, MOST = 2, 6
DPI = 300


def main(arguments: Sequence[str]) -> int:
    """Print what was measured."""
    match arguments:
        case ["pages", folder]:
            measure_pages(Path(folder))
        case ["gold", folder, style]:
            return measure_gold(Path(folder), style)
        case _:
            print(__doc__)
            return 2
    return 0


def measure_pages(folder: Path) -> None:
    """Figures of full pages: printed, found, and found that are not printed."""
    totals: Counter[tuple[str, str, str]] = Counter()
    for printed, pictures in _pages(folder):
        for state, picture in pictures.items():
            words = {
                "tesseract alone": read_words(recognise(picture, DPI), DPI),
                "prepared": read_sheet(picture, 1, DPI).words,
            }
            for way, found in words.items():
                figures = Counter(FIGURE.findall(" ".join(word.text for word in found)))
                totals[state, way, "printed"] += printed.total()
                totals[state, way, "found"] += (printed & figures).total()
                totals[state, way, "wrong"] += (figures - printed).total()
    for state, way in sorted({key[:2] for key in totals}, reverse=True):
        total, right, wrong = (totals[state, way, what] for what in ("printed", "found", "wrong"))
        print(f"{state:<8} {way:<16} {right:>4} of {total} figures ({right / total:.1%}), {wrong} that are not printed")


def _pages(folder: Path) -> Iterator[tuple[Counter[str], dict[str, Image.Image]]]:
    ranked = []
    for path in sorted(folder.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            counts = [(len(FIGURE.findall(page.get_textpage().get_text_range())), n) for n, page in enumerate(document)]
        ranked += [(count, path, number) for count, number in sorted(counts, reverse=True)[:MOST_OF_A_FILE]]
    for _, path, number in sorted(ranked, reverse=True)[:MOST]:
        with pypdfium2.PdfDocument(path) as document, pypdfium2.PdfDocument.new() as alone:
            alone.import_pages(document, [number])
            printed = Counter(FIGURE.findall(alone[0].get_textpage().get_text_range()))
            clean = _drawn(alone)
            with TemporaryDirectory() as place:
                alone.save(Path(place, "page.pdf"))
                with pypdfium2.PdfDocument(scan(Path(place, "page.pdf").read_bytes(), OFFICE)) as scanned:
                    yield printed, {"clean": clean, "scanned": _drawn(scanned)}


def _drawn(document: pypdfium2.PdfDocument) -> Image.Image:
    return Image.fromarray(np.array(document[0].render(scale=DPI / 72, grayscale=True).to_pil()))


def measure_gold(gold: Path, style: str) -> int:
    """Score scans of the gold documents of a style."""
    manifest = json.loads((gold / "documents" / "manifest.json").read_text(encoding="utf-8"))
    part = {name: entry for name, entry in manifest.items() if entry["style"] == style}
    with TemporaryDirectory() as place:
        documents, run = Path(place, "documents"), Path(place, "run")
        documents.mkdir()
        for name in part:
            (documents / name).write_bytes(scan((gold / "documents" / name).read_bytes(), OFFICE))
        Path(place, "manifest.json").write_text(json.dumps(part), encoding="utf-8")
        command = [sys.executable, "-m", "pipeline", str(documents), "-o", str(run), "-q"]
        subprocess.run(command, check=False)  # noqa: S603 - our own command
        score = [
            sys.executable,
            str(gold / "score.py"),
            "--gold",
            str(gold / "tables"),
            "--run",
            str(run),
            "--details",
            "0",
        ]
        done = subprocess.run(  # noqa: S603 - the scorer that stands with the tables
            [*score, "--manifest", str(Path(place, "manifest.json"))], capture_output=True, text=True, check=False
        )
        print(
            "\n".join(line for line in done.stdout.splitlines() if line.startswith(("exact ", "figures ", "doubted ")))
        )
        return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
