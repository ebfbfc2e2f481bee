"""What the same hundred tables cost in each format, against the page in HTML: from bytes to rows of the dataset.

    python -m benchmarks.formats

A further format is a function from a seed to bytes in `FORMATS`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

from benchmarks.clock import medians
from benchmarks.offices import WRITERS
from benchmarks.pages import Chapter, chapters, page, title
from extract.readers import read
from normalise.dataset import Dataset
from normalise.run import combine, normalise_document

ROUNDS = 7
MOST_AGAINST_HTML = 1.5


def main() -> int:
    """Print what was measured; 1 when a format costs too much."""
    data = {name: make(0) for name, make in FORMATS.items()}
    works = [lambda name=name: dataset_of(name, data[name]) for name in FORMATS]
    times = dict(zip(FORMATS, medians(works, ROUNDS), strict=True))
    for name, seconds in times.items():
        ratio = seconds / times["html"]
        verdict = "kept" if ratio <= MOST_AGAINST_HTML else "NOT KEPT"
        size = f"{len(dataset_of(name, data[name]).observations):,} observations"
        print(f"{name:<6}{seconds:7.3f} s{ratio:7.2f} x html, at most {MOST_AGAINST_HTML}: {verdict}   {size}")
    return 0 if all(seconds <= MOST_AGAINST_HTML * times["html"] for seconds in times.values()) else 1


def dataset_of(name: str, data: bytes) -> Dataset:
    """The dataset of one publication in a format."""
    document = read(data, name=f"begroting.{name}")
    return combine([normalise_document(document, document_id="0" * 16, source="begroting", size=len(data))])


def koop_xml(seed: int) -> bytes:
    """The publication as KOOP sets it in XML, with an element for each column and an attribute for each trait."""
    parts = "\r\n".join(part for chapter in chapters(seed) for part in _as_koop(chapter))
    head = f"<stuk><titel>{title(seed)}</titel><algemeen><vrije-tekst>"
    foot = "</vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"
    return f'<?xml version="1.0" encoding="utf-8"?>\r\n<officiele-publicatie><kamerstuk>{head}{parts}{foot}'.encode()


def _as_koop(chapter: Chapter) -> Iterator[str]:
    yield f"<divisie opmaak='default'><kop><titel>{chapter.heading}</titel></kop>"
    yield from (f"<al>{paragraph}</al>" for paragraph in chapter.paragraphs)
    yield f"<table rowsep='0' tabstyle='kio2'><title>{chapter.caption}</title>"
    yield f"<tgroup cols='{len(chapter.columns) + 1}'>"
    yield from (f"<colspec colnum='{n + 1}' colname='col{n + 1}'/>" for n in range(len(chapter.columns) + 1))
    yield f"<thead>{_koop_row(('Indicator', *chapter.columns))}</thead>\r\n<tbody>"
    for number, row in enumerate(chapter.rows):
        note = _koop_note(chapter) if chapter.is_noted(number) else ""
        yield _koop_row((row[0] + note, *row[1:]))
    yield "</tbody></tgroup></table></divisie>"


def _koop_note(chapter: Chapter) -> str:
    number = chapter.number
    return f"<noot id='n{number}' type='tabel'><noot.nr>{number}</noot.nr><noot.al>{chapter.note}</noot.al></noot>"


def _koop_row(cells: Sequence[str]) -> str:
    entries = "".join(
        f"<entry colsep='0' rotate='0' colname='col{number}' valign='top'><al>{cell}</al></entry>"
        if cell
        else f"<entry colsep='0' rotate='0' colname='col{number}' valign='top'/>"
        for number, cell in enumerate(cells, start=1)
    )
    return f"<row rowsep='1'>{entries}</row>"


def _written(name: str) -> Callable[[int], bytes]:
    return lambda seed: WRITERS[name](read(page(seed), name="begroting.html"))


FORMATS: dict[str, Callable[[int], bytes]] = {
    "html": page,
    "xml": koop_xml,
    **{name: _written(name) for name in ("docx", "odt", "xlsx", "ods", "csv")},
}
"""How the publication is made in each format."""

if __name__ == "__main__":
    sys.exit(main())
