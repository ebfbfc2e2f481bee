"""What the fuzzer of each parser begins with: what stands in the samples, and a few lines that lead to other paths."""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Document, Paragraph, Table
from extract.readers import read
from fuzz.seeds import seeds

LONGEST = 6_000
"""Bytes of a publication to begin with; a small one is read more often."""
GRIDS = (bytes((1, 0, 1, 1, 0, 5)), bytes((2, 1, 1, 1, 0, 5, 1, 2, 1)), bytes((0, 7, 255, 1, 0, 210, 3, 3, 5)))
PUBLICATION = (
    "<officiele-publicatie><kamerstuk><stuk><titel>Verslag 2020</titel><algemeen><vrije-tekst><tekst>{}</tekst>"
    "</vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"
)
TABLE = (
    "<table><title>Tabel 1</title><tgroup cols='3'><colspec colname='a'/><colspec colname='b'/><colspec colname='c'/>"
    "<thead><row><entry colname='a'><al>Indicator</al></entry><entry namest='b' nameend='c'><al>Realisatie 2020</al></entry>"
    "</row></thead><tbody><row><entry morerows='1'><al>Aantal zaken<noot id='n1' type='tabel'><noot.nr>1</noot.nr>"
    "<noot.al>Voorlopig cijfer.</noot.al></noot></al></entry><entry><al>1.522</al></entry><entry><al>12,5%</al></entry></row>"
    "<row><entry colname='b'><al>n.b.</al></entry><entry><al><sup>1</sup></al></entry></row></tbody></tgroup></table>"
)


def seed_bytes(target: str) -> Iterator[bytes]:
    """The first inputs of a target."""
    if target == "grids":
        yield from GRIDS
    elif target == "koop_xml":
        yield PUBLICATION.format(
            "<al>In 2020 zijn 1.522 zaken afgerond; dat moet in 2023 2.000 zijn.</al>" + TABLE
        ).encode()
        yield PUBLICATION.format(
            "<lijst><li><li.nr>1.</li.nr><al>Een</al></li></lijst><al>a<nootref refid='n1'/></al>"
        ).encode()
    else:
        texts = _tables if target == "tables" else _notes if target == "notes" else _cells
        documents = (read(seed.data, name=seed.name) for seed in seeds() if seed.format in ("html", "xml", "txt"))
        found = dict.fromkeys(text for document in documents for text in texts(document))
        yield from (text.encode("utf-8", "replace") for text in found)


def _cells(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (cell.content.raw for cell in block.cells)
        elif isinstance(block, Paragraph):
            yield block.content.raw[:300]


def _notes(document: Document) -> Iterator[str]:
    yield from (f"{note.marker} {note.content.raw}" for note in document.notes)
    yield from (text[:300] for text in _cells(document))


def _tables(document: Document) -> Iterator[str]:
    below = "".join(f"\n\n{note.marker}{note.content.raw}" for note in document.notes)
    for block in document.blocks:
        if isinstance(block, Table):
            rows = [["" for _ in range(block.columns)] for _ in range(block.rows)]
            for cell in block.cells:
                rows[cell.row][cell.column] = cell.content.raw.replace("\n", " ")
            yield ("\n".join("|".join(row) for row in rows) + below)[:LONGEST]
