"""Forms that draw forms: a few hundred bytes can ask PDFium for more drawings than it would ever finish.

PDFium draws each form anew wherever it is named, 40 deep, and cannot be stopped. So what a page could come to is counted
before it is asked. Dictionaries of streams stand open in the file, whatever is compressed or encrypted in it.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping

from extract.document import RefusedDocument

FORM = re.compile(rb"/Subtype\s*/Form\b")
HEAD = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,10}\s+obj\b")  # 12 0 obj
DRAWN_NAMES = re.compile(rb"/XObject\s*<<([^<>]*)>>")  # /XObject <</Fm0 12 0 R>>
DRAWN_ELSEWHERE = re.compile(rb"/XObject\s+(\d+)\s+\d+\s+R")
RESOURCES_ELSEWHERE = re.compile(rb"/Resources\s+(\d+)\s+\d+\s+R")
NAME = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R")
DRAWING = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
NUMBER = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,10}\s+\Z")  # before obj
LONGEST_NUMBER = 20
STREAM = re.compile(rb"stream\r?\n")
END = b"endstream"
FURTHEST = 10_000
"""Bytes before a form's subtype in which its object begins, and after which its stream does."""
LONGEST = 10_000_000
"""Bytes of a form's content that are looked at."""
DEEPEST = 45
MOST = 500_000
"""Forms that one form may come to: PDFium draws them in about a second. The busiest figures that were seen have 20."""


def refuse_form_bomb(data: bytes) -> None:
    """Raise UnreadableDocument for a file whose forms draw one another without end."""
    drawn = {number: counts for number, counts in _forms(data) if counts}
    weights = dict.fromkeys(drawn, 1)
    for _ in range(DEEPEST):
        heavier = {number: _weigh(counts, weights) for number, counts in drawn.items()}
        if any(weight > MOST for weight in heavier.values()):
            raise RefusedDocument("It has drawings within drawings without end; print it to a new PDF.")
        if heavier == weights:
            return
        weights = heavier


def _weigh(counts: Mapping[int, int], weights: Mapping[int, int]) -> int:
    return 1 + sum(count * weights.get(number, 1) for number, count in counts.items())


def _forms(data: bytes) -> Iterator[tuple[int, Counter[int]]]:
    """Each form with the objects that it draws, and how often."""
    places: dict[bytes, int] = {}
    for found in FORM.finditer(data):
        start = data.rfind(b"obj", max(0, found.start() - FURTHEST), found.start())
        number = NUMBER.search(data, max(0, start - LONGEST_NUMBER), max(0, start))
        body = STREAM.search(data, found.end(), found.end() + FURTHEST)
        if number and body:
            entries = data[start : body.start()]
            if not places and (DRAWN_ELSEWHERE.search(entries) or RESOURCES_ELSEWHERE.search(entries)):
                places = {head[1]: head.end() for head in HEAD.finditer(data)}
            names = _names(data, entries, places)
            if names:
                content = _content(data, body.end(), entries)
                counts = Counter(names[name] for name in DRAWING.findall(content) if name in names)
                yield int(number[1]), counts


def _names(data: bytes, entries: bytes, places: Mapping[bytes, int]) -> dict[bytes, int]:
    """The objects that a form can draw, by their names; as far as the file says it in the open."""
    if resources := RESOURCES_ELSEWHERE.search(entries):
        entries = _object(data, places.get(resources[1]))
    if inline := DRAWN_NAMES.search(entries):
        return _numbers(inline[1])
    drawn = DRAWN_ELSEWHERE.search(entries)
    return _numbers(_object(data, places.get(drawn[1]))) if drawn else {}


def _object(data: bytes, start: int | None) -> bytes:
    return b"" if start is None else data[start : data.find(b"endobj", start)]


def _numbers(names: bytes) -> dict[bytes, int]:
    return {name: int(number) for name, number in NAME.findall(names)}


def _content(data: bytes, start: int, entries: bytes) -> bytes:
    content = data[start : data.find(END, start)]
    if b"/FlateDecode" not in entries:
        return content[:LONGEST]
    try:
        return zlib.decompressobj().decompress(content, LONGEST)
    except zlib.error:  # encrypted, or damaged: PDFium cannot draw it either, or it is left to its luck
        return b""
