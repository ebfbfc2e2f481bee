"""Lines and chunks of a plain text, each with its place: the smallest pieces that everything else is built from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.document import Locator, Text

LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
HARD_SPACES = "\u00a0\u2007\u202f"
"""Spaces that a flattened page leaves where a table cell was empty; a line of them is not an empty line."""
TAB_WIDTH = 4


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text: `text` is exactly what stands from `start` up to `end`, in code points."""

    start: int
    end: int
    text: str

    @property
    def locator(self) -> Locator:
        return Locator(address=f"char={self.start},{self.end}")

    @property
    def content(self) -> Text:
        return Text(self.text)

    def part(self, start: int, end: int) -> Span:
        """The piece from `start` to `end` of this one, without outer white space."""
        piece = self.text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        bare = piece.strip()
        return Span(self.start + left, self.start + left + len(bare), bare)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty; `span` leaves out outer white space."""

    span: Span
    indent: int
    """Spaces before the text, a tab counted as four."""
    blanks: int = 0
    """Hard spaces of a line that holds nothing else: as many empty cells."""
    raw: str = ""
    """The line with its white space, for columns set out with spaces."""

    @property
    def text(self) -> str:
        return self.span.text


Chunk = tuple[Line, ...]
"""Lines without an empty line between them."""


def read_line(raw: str, start: int) -> Line | None:
    """A line of the text; None where it is empty."""
    bare = raw.strip()
    blanks = sum(raw.count(space) for space in HARD_SPACES) if not bare else 0
    if not bare and not blanks:
        return None
    left = len(raw) - len(raw.lstrip()) if bare else 0
    indent = len(raw[:left].replace("\t", " " * TAB_WIDTH))
    return Line(Span(start + left, start + left + len(bare), bare), indent, blanks, raw)


def split_chunks(text: str) -> tuple[Chunk, ...]:
    """The text as chunks of lines; chunks are what empty lines set apart.

    >>> [[line.text for line in chunk] for chunk in split_chunks("Titel\\n\\nregel 1\\nregel 2\\n")]
    [['Titel'], ['regel 1', 'regel 2']]
    """
    chunks: list[list[Line]] = [[]]
    end = 0
    for match in LINE.finditer(text):
        if _leaves_line_empty(text, end, match.start()) and chunks[-1]:
            chunks.append([])
        line = read_line(match.group(), match.start())
        if line is not None:
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
        end = match.end()
    return tuple(tuple(chunk) for chunk in chunks if chunk)


def _leaves_line_empty(text: str, end: int, start: int) -> bool:
    """Whether more than one line end stands between two lines."""
    between = text[end:start]
    return len(between) > 1 and between != "\r\n"


def join_lines(lines: Sequence[Line], text: str) -> Span:
    """Lines that follow each other as one piece, line ends included."""
    start, end = lines[0].span.start, lines[-1].span.end
    return lines[0].span if len(lines) == 1 else Span(start, end, text[start:end])


def lines_of(chunks: Iterable[Chunk]) -> Iterator[Line]:
    """All lines of some chunks in order."""
    for chunk in chunks:
        yield from chunk
