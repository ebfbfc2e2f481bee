"""What tesseract says of a picture (hOCR) as words of a page.

All lines of tesseract have a baseline and a size of type; both are shaky where a line is short or has no letters with
stems, so sizes near that of most lines are taken to be that. What is raised at the end of a word is a footnote marker, and is
left out: tesseract reads `8` as `?` and `490¹` as `4901`, so what it makes of one is worth nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from lxml import etree

from extract.pdf.page import Box, Style, Word
from extract.pdf.words import ASCENT, DESCENT

TRUST = 0.8
"""The most that is believed of a recognised word, however sure tesseract is of it: of the figures on six full pages one in
sixty was misread (`docs/quality.md`)."""
NEAR = 0.25
"""Part by which a size may differ from the usual one and still be it."""
SMALLEST = 4.0
"""Points: what is smaller is dirt."""
REMAINS = "|_[]{}~"
"""What is left of rules, at the ends of a word."""
BROKEN_THOUSANDS = re.compile(r".*(?:^|\D)\d{1,3}\.")
THOUSAND = re.compile(r"\d{3}(?!\d).*")
BREAK = 0.5
"""Of the type size: how far the halves of `1.522` may stand apart when its full stop reads as the end of a word."""

PLACE = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
SIZE = re.compile(r"x_size ([\d.]+)")
CONFIDENCE = re.compile(r"x_wconf (\d+)")
LETTER = re.compile(r"x_bboxes \d+ (\d+) \d+ (\d+)")
RAISED, LOW = 0.25, 0.25
"""Of the type size: how far a raised sign stands above the baseline, and how high it is at least; a dash is lower."""
SQUARE = re.compile(r"(?:[kcdm]?m)[23]")
MILLION = re.compile(r"min\b")
CLASS = "{*}span"


@dataclass(frozen=True, slots=True)
class _Found:
    """A word in pixels."""

    text: str
    left: int
    right: int
    baseline: float
    size: float
    confidence: float


def read_words(hocr: bytes, dpi: float) -> tuple[Word, ...]:
    """The words of a page, in points; by line of tesseract's, from the left."""
    found = list(_found(hocr))
    usual = median(word.size for word in found) if found else 0.0
    styles: dict[float, Style] = {}
    words: list[Word] = []
    for each in found:
        pixels = usual if abs(each.size - usual) <= NEAR * usual else each.size
        size = round(2 * pixels * 72 / dpi) / 2
        text = each.text.strip(REMAINS)
        if size < SMALLEST or not text:
            continue
        style = styles.setdefault(size, Style(size=size))
        left, right, baseline = (at * 72 / dpi for at in (each.left, each.right, each.baseline))
        box = Box(left, baseline - ASCENT * size, right, baseline + DESCENT * size)
        joined = bool(words) and _breaks(words[-1], text, left, baseline, size)
        words.append(Word(text, box, baseline, style, joined, confidence=TRUST * each.confidence))
    return tuple(_with_millions(words))


def _with_millions(words: Sequence[Word]) -> Iterator[Word]:
    """The words, `mln` as such where it was read as `min` beside a sign of the euro: `(x € 1 min.)`, `in min. euro's`."""
    for index, word in enumerate(words):
        near = [other.text for other in words[max(0, index - 2) : index + 2]]
        euros = any("€" in text or text.startswith("euro") for text in near)
        yield word._replace(text=MILLION.sub("mln", word.text)) if euros and MILLION.match(word.text) else word


def _breaks(before: Word, text: str, left: float, baseline: float, size: float) -> bool:
    """Whether a word is the rest of a figure whose full stop was taken for the end of a sentence: `2.003.` and `944`."""
    near = abs(before.baseline - baseline) < size / 4 and 0 <= left - before.box.right <= BREAK * size
    return near and BROKEN_THOUSANDS.fullmatch(before.text) is not None and THOUSAND.fullmatch(text) is not None


def _found(hocr: bytes) -> Iterator[_Found]:
    root = etree.fromstring(
        hocr, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    )
    for line in _of_class(root.iter(CLASS), ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")):
        title = line.get("title", "")
        place, baseline, size = PLACE.search(title), BASELINE.search(title), SIZE.search(title)
        if not (place and size):
            continue
        left, bottom = int(place[1]), int(place[4])
        slope, above = (float(baseline[1]), float(baseline[2])) if baseline else (0.0, 0.0)
        for word in _of_class(line.iter(CLASS), ("ocrx_word",)):
            title = word.get("title", "")
            own, sure = PLACE.search(title), CONFIDENCE.search(title)
            at = int(own[1]) if own else 0
            level = bottom + above + slope * (at - left)
            text = _level_text(word, level, float(size[1]), first=at == left)
            if own and sure and text:
                yield _Found(
                    text,
                    at,
                    int(own[3]),
                    bottom + above + slope * ((at + int(own[3])) / 2 - left),
                    float(size[1]),
                    int(sure[1]) / 100,
                )


def _level_text(word: etree._Element, baseline: float, size: float, *, first: bool) -> str:
    """The text of a word without what is raised at its end; the first of a line may be the marker of a note itself."""
    letters = [letter for letter in _of_class(word.iter(CLASS), ("ocrx_cinfo",)) if letter.text]
    text = "".join(letter.text or "" for letter in letters)
    if SQUARE.fullmatch(text):
        return text
    kept = len(letters)
    while kept and _is_raised(letters[kept - 1], baseline, size):
        kept -= 1
    return text if first and not kept else "".join(letter.text or "" for letter in letters[:kept])


def _is_raised(letter: etree._Element, baseline: float, size: float) -> bool:
    place = LETTER.search(letter.get("title", ""))
    if place is None:
        return False
    top, bottom = int(place[1]), int(place[2])
    return baseline - bottom >= RAISED * size and bottom - top >= LOW * size


def _of_class(elements: Iterable[etree._Element], names: tuple[str, ...]) -> Iterator[etree._Element]:
    return (element for element in elements if element.get("class") in names)
