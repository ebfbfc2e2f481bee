"""Tokens: the pieces of a flattened table in printed order, each with its shape, ready to be cut into rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from extract.shapes import Shape, is_row_number, is_sentence, shape_of
from extract.text.lines import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of text, or a run of blanks."""

    span: Span
    shape: Shape
    width: int
    """Cells that it stands for: the number of blanks in a run, else 1."""
    sentence: bool
    row_number: bool

    @property
    def text(self) -> str:
        return self.span.text

    @property
    def entry(self) -> bool:
        return self.shape is not Shape.WORDS

    def cells(self) -> tuple[Span, ...]:
        """The token as cells: a run of blanks is as many cells without text, each at its own place."""
        if self.shape is not Shape.BLANK:
            return (self.span,)
        return tuple(Span(self.span.start + step, self.span.start + step, "") for step in range(self.width))


def make_token(span: Span, blanks: int = 0) -> Token:
    """The token of a piece of text; `blanks` counts the hard spaces of a piece that holds nothing else."""
    text = span.text
    shape = shape_of(text)
    words = shape is Shape.WORDS
    return Token(span, shape, blanks or 1, words and is_sentence(text), not blanks and is_row_number(text))


class TokenRun:
    """Tokens with what the alignment asks of them, counted once."""

    __slots__ = ("tokens", "shapes", "ends", "words_run")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self.shapes = tuple(token.shape for token in self.tokens)
        self.ends = (0, *accumulate(token.width for token in self.tokens))
        """Cells before each token; the last is the number of all cells."""
        self.words_run = self._count_words()
        """How many words follow each other from each token on."""

    def __len__(self) -> int:
        return len(self.tokens)

    def _count_words(self) -> tuple[int, ...]:
        counts = [0] * (len(self.tokens) + 1)
        for index in range(len(self.tokens) - 1, -1, -1):
            counts[index] = counts[index + 1] + 1 if self.shapes[index] is Shape.WORDS else 0
        return tuple(counts)

    def width(self, start: int, end: int) -> int:
        """Cells in tokens `start` up to `end`."""
        return self.ends[end] - self.ends[start]

    def cells(self, start: int, end: int) -> tuple[Span, ...]:
        return tuple(span for token in self.tokens[start:end] for span in token.cells())

    def cell_shapes(self, start: int, end: int) -> tuple[Shape, ...]:
        """The shape of each cell."""
        return tuple(token.shape for token in self.tokens[start:end] for _ in range(token.width))
