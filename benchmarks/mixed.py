"""A mixed heap of publications to measure with: pages, PDFs and Word documents, each another, the same for the same seed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, TableStyle

from benchmarks.offices import as_docx
from benchmarks.pages import Chapter, chapters, page, title
from extract.readers import read

TABLES = 2
"""Of each publication, twenty rows each, with some prose."""
OF_TEN = ("html",) * 7 + ("pdf",) * 2 + ("docx",)
"""What ten publications are; rare kinds are spread out."""
SPREAD = 3
SETTLED = 1_600_000_000
"""When they were last written to: long ago."""


def write_mixed(folder: Path, count: int) -> None:
    """So many publications in a folder, a thousand in each folder within it; those that are there are left alone."""
    for number in range(count):
        kind = OF_TEN[number * SPREAD % len(OF_TEN)]
        path = folder / f"{number // 1000:03}" / f"stuk-{number:06}.{kind}"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(MAKERS[kind](number))
            os.utime(path, (SETTLED, SETTLED))


def as_page(seed: int) -> bytes:
    """The publication in HTML."""
    return page(seed, tables=TABLES)


def as_word(seed: int) -> bytes:
    """The same in Word."""
    return as_docx(read(as_page(seed), name="stuk.html"))


def as_pdf(seed: int) -> bytes:
    """The same in PDF, without tags, its tables in rules."""
    stream = BytesIO()
    styles = getSampleStyleSheet()
    story = [Paragraph(title(seed), styles["Title"])]
    story += [part for chapter in chapters(seed, TABLES) for part in _flowables(chapter)]
    SimpleDocTemplate(stream, pagesize=A4, title=title(seed), invariant=1).build(story)
    return stream.getvalue()


def _flowables(chapter: Chapter) -> Iterator[Flowable]:
    styles = getSampleStyleSheet()
    yield Paragraph(chapter.heading, styles["Heading2"])
    yield from (Paragraph(paragraph, styles["BodyText"]) for paragraph in chapter.paragraphs)
    yield Paragraph(chapter.caption, styles["BodyText"])
    rows = [("Indicator", *chapter.columns), *chapter.rows]
    yield LongTable(
        [list(row) for row in rows],
        style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTSIZE", (0, 0), (-1, -1), 8)]),
    )


MAKERS = {"html": as_page, "pdf": as_pdf, "docx": as_word}
