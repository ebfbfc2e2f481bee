"""Tokens: the pieces of a flattened table in printed order, each with its shape, and what the alignment asks of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from extract.shapes import Shape, is_row_number, is_sentence, names_period, shape_of
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


def _count(flags: Iterable[bool]) -> tuple[int, ...]:
    """How many flags are set before each place."""
    return (0, *accumulate(flags))


class TokenRun:
    """Tokens with what the alignment asks of them, counted once.

    `ends`, `entries`, `figures`, `periods`, `sentences`, `led` are counts before each token: cells, tokens that are no words,
    figures and missing signs, periods, sentences, and remarks that begin with the word and colon that others begin with.
    """

    __slots__ = (
        "ends",
        "entries",
        "figures",
        "led",
        "named",
        "periods",
        "sentences",
        "shapes",
        "texts",
        "tokens",
        "words_run",
    )

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self.shapes = tuple(token.shape for token in self.tokens)
        self.named = tuple(names_period(token.text) for token in self.tokens)
        """Whether each token names a period, alone or beside words."""
        self.ends = (0, *accumulate(token.width for token in self.tokens))
        self.entries = _count(shape is not Shape.WORDS for shape in self.shapes)
        self.figures = _count(shape in (Shape.FIGURE, Shape.MISSING) for shape in self.shapes)
        self.periods = _count(shape is Shape.PERIOD for shape in self.shapes)
        self.sentences = _count(token.sentence for token in self.tokens)
        self.led = _count(self._find_led())
        self.texts = Counter(token.text for token in self.tokens if not token.entry)
        self.words_run = self._count_words()
        """How many words follow each other from each token on."""

    def __len__(self) -> int:
        return len(self.tokens)

    def _find_led(self) -> list[bool]:
        leads = [
            token.text.partition(": ")[0] if not token.entry and ": " in token.text else "" for token in self.tokens
        ]
        counts = Counter(leads)
        return [lead != "" and counts[lead] > 1 for lead in leads]

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
        if self.ends[end] - self.ends[start] == end - start:
            return self.shapes[start:end]
        return tuple(token.shape for token in self.tokens[start:end] for _ in range(token.width))

    def is_led(self, index: int) -> bool:
        """Whether a token begins with a word and colon that others begin with: `Bron: CBS`."""
        return self.led[index + 1] > self.led[index]

    def has_inner_sentences(self, last: int) -> bool:
        """Whether sentences stand among the tokens before `last`; one after `Toelichting:` belongs to that."""
        tokens = self.tokens
        return any(tokens[index].sentence and not tokens[index - 1].text.endswith(":") for index in range(1, last))
