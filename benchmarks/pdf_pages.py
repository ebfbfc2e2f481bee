"""How long a page of a PDF takes to read, against PDFium's plain text of the same page, and what memory pages cost.

Run it with `make bench`. The documents are the nine PDFs of `../shared/real/pdf`; where that folder does not exist, the
samples, whose few pages say less. A report of 300 pages is made of theirs; what has to be the same in all is the ratio.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import pypdfium2 as pdfium

from benchmarks.clock import medians
from extract.document import Document
from extract.readers import read
from pipeline.collector import collector_at_rest

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "real" / "pdf"
SAMPLES = ROOT / "samples"
ROUNDS = 3
LONG, SHORT = 300, 30
"""Pages of the reports that are made."""
MOST_IN_ALL = 8.0
MOST_WITHOUT_TABLES = 5.0
MOST_MEMORY = 1.3


def main(arguments: Sequence[str] = ()) -> int:
    """Print what was measured; 1 when a bound is not kept."""
    if arguments:
        return _print_peak(Path(arguments[0]))
    folder = REAL if REAL.is_dir() else SAMPLES
    if folder == SAMPLES:
        print("../shared/real/pdf is absent: the pages of the samples are measured instead")
    files = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.pdf"))}
    long, short = join_pages(files, LONG), join_pages(files, SHORT)
    print(f"{'':<34}{'pages':>6}{'plain text':>12}{'read':>9}{'ratio':>7}")
    times = [_measure(name, {name: data}) for name, data in files.items()]
    text, ours = (sum(each) for each in zip(*times, strict=True))
    print(f"{'all of them':<48}{text:>4.1f} s{ours:>7.1f} s{ours / text:>7.2f}")
    long_text, long_ours = _measure(f"a report of {LONG} pages", {"": long})
    bare_text, bare_ours = _measure("their pages without tables", pages_without_tables(files))
    kept = [
        _bound("all documents / plain text", ours / text, MOST_IN_ALL),
        _bound(f"{LONG} pages / plain text", long_ours / long_text, MOST_IN_ALL),
        _bound("pages without tables / plain text", bare_ours / bare_text, MOST_WITHOUT_TABLES),
        _bound(f"peak memory, {LONG} pages / {SHORT}", _peak(long) / _peak(short), MOST_MEMORY),
    ]
    return 0 if all(kept) else 1


def plain_text(data: bytes) -> int:
    """Have PDFium read all text of a document; how many characters there are."""
    count = 0
    with pdfium.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            count += len(text.get_text_range())
            text.close()
            page.close()
    return count


def join_pages(files: Mapping[str, bytes], count: int) -> bytes:
    """A document of `count` pages, taken at equal distances from all pages of the files, and from the start again."""
    opened = [pdfium.PdfDocument(data) for data in files.values()]
    lengths = [len(document) for document in opened]
    places = [place % sum(lengths) for place in _spread(sum(lengths), count)]
    with pdfium.PdfDocument.new() as report:
        first = 0
        for document, length in zip(opened, lengths, strict=True):
            mine = [place - first for place in places if first <= place < first + length]
            if mine:
                report.import_pages(document, mine)
            first += length
            document.close()
        return _saved(report)


def _spread(total: int, count: int) -> list[int]:
    """Places at equal distances; more than there are go around."""
    return [place * total // count for place in range(count)] if count < total else list(range(count))


def pages_without_tables(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same documents without the pages on which a table was found."""
    bare = {}
    for name, data in files.items():
        held = pages_with_tables(_read(data))
        with pdfium.PdfDocument(data) as document, pdfium.PdfDocument.new() as report:
            places = [place for place in range(len(document)) if place + 1 not in held]
            if places:
                report.import_pages(document, places)
                bare[name] = _saved(report)
    return bare


def pages_with_tables(document: Document) -> set[int]:
    """Numbers of the pages on which a cell stands."""
    return {cell.locator.page for table in document.tables for cell in table.cells if cell.locator.page is not None}


def _saved(document: pdfium.PdfDocument) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _read(data: bytes) -> Document:
    return read(data, name="report.pdf")


def _measure(name: str, files: Mapping[str, bytes]) -> tuple[float, float]:
    """Seconds for the plain text and for reading; a line with both per page."""
    works = [partial(_each, plain_text, files), partial(_each, _read, files)]
    with collector_at_rest():  # as in a run of the command
        text, ours = medians(works, ROUNDS, process_time)
    pages = sum(_count(data) for data in files.values())
    print(f"{name:<34}{pages:>6}{1000 * text / pages:>9.2f} ms{1000 * ours / pages:>6.2f} ms{ours / text:>7.2f}")
    return text, ours


def _each(work: Callable[[bytes], object], files: Mapping[str, bytes]) -> None:
    for data in files.values():
        work(data)


def _count(data: bytes) -> int:
    with pdfium.PdfDocument(data) as document:
        return len(document)


def _peak(data: bytes) -> float:
    """Megabytes that a process of its own had at most while it read a document."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(data)
        command = [sys.executable, "-m", "benchmarks.pdf_pages", str(path)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603  # our own
    peak = float(done.stdout)
    print(f"peak memory of {_count(data)} pages ({len(data) / 1e6:.1f} MB){peak:>10.0f} MB")
    return peak


def _print_peak(path: Path) -> int:
    _read(path.read_bytes())
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return 0


def _bound(name: str, value: float, most: float) -> bool:
    print(f"{name:<34} {value:7.2f}     at most {most:.1f}: {'kept' if value <= most else 'NOT KEPT'}")
    return value <= most


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
