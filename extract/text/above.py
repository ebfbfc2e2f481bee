"""What stands above the rows of a flattened table: what each token would be as a head of a column or as the caption."""

from __future__ import annotations

from itertools import accumulate

from extract.shapes import NOTED_YEAR, Shape, find_date
from extract.text.tokens import Token, TokenRun
from extract.text.words import CAPTION, NUMBERED, Head, is_caption, read_head

MOST_ABOVE = 4
"""Lines from which a header may begin: headings, a caption, its second line."""
NO_CAPTION = 0.4
LEFT_OVER = 0.3
"""For each line above the caption that is left to the text before the table."""
LEFT_OVER_ENTRY = 1.0
NOT_A_HEAD = 3.0
"""A figure or a sentence among the heads."""
WRONG_COLUMN = 3.0
"""A head that cannot stand over what its column holds: a period or measure over words, `Bron` over figures."""
NAMING = Head.LABEL | Head.THEME
LABELS = NAMING | Head.NUMBER
OVER_WORDS = Head.LABEL | Head.ATTRIBUTE


class Above:
    """What is known of the tokens that may be header, whatever the layout; each field has one value a token."""

    __slots__ = (
        "attribute",
        "captions",
        "known",
        "label",
        "leading",
        "left_over",
        "measure",
        "naming",
        "over_entries",
        "over_words",
        "priced",
        "size",
        "starts",
        "value",
    )

    def __init__(self, run: TokenRun, size: int, headings: frozenset[str]) -> None:
        tokens = run.tokens[: size + 1]
        heads = [read_head(token.text) for token in tokens]
        self.size = len(tokens)
        self.known = tuple(head is not Head.NONE for head in heads)
        """Is a usual head of a column."""
        self.label = tuple(Head.LABEL in head for head in heads)
        self.naming = tuple(head & NAMING != Head.NONE for head in heads)
        self.leading = tuple(head & LABELS != Head.NONE for head in heads)
        self.value = tuple(Head.VALUE in head for head in heads)
        self.measure = tuple(Head.VALUE in head and Head.THEME not in head for head in heads)
        self.attribute = tuple(Head.ATTRIBUTE in head for head in heads)
        self.over_words = tuple(head & OVER_WORDS != Head.NONE for head in heads)
        self.over_entries = tuple(
            measure or (named and not CAPTION.match(token.text))
            for token, named, measure in zip(tokens, run.named, self.measure, strict=False)
        )
        """Names a period or a measure."""
        self.priced = (0.0, *accumulate(map(_price, tokens)))
        """How unlike heads of columns all tokens before each one are."""
        self.left_over = (
            0.0,
            *accumulate(LEFT_OVER_ENTRY if token.entry or is_odd_title(token.text) else LEFT_OVER for token in tokens),
        )
        titles = [
            index + 1
            for index, token in enumerate(tokens)
            if not token.entry and (is_caption(token.text) or token.text in headings)
        ]
        self.starts = tuple(sorted({*range(min(MOST_ABOVE, self.size)), *titles}))
        """Tokens from which a header may begin."""
        self.captions = tuple(self._cost_of_caption(run, start, headings) for start in range(self.size + 1))
        """What it costs to take the token before each one for the caption, and leave those above it."""

    def _cost_of_caption(self, run: TokenRun, start: int, headings: frozenset[str]) -> float:
        if start == 0:
            return NO_CAPTION
        token, cost = run.tokens[start - 1], self.left_over[start - 1]
        if token.entry or token.sentence:
            return cost + NOT_A_HEAD
        if CAPTION.fullmatch(token.text):
            return cost - 2.0
        if token.text in headings:
            return cost - 0.7
        if NUMBERED.fullmatch(token.text):
            return cost - 1.0
        if self.label[start - 1] or (self.naming[start - 1] and start < self.size and self.naming[start]):
            return cost + WRONG_COLUMN
        return (
            cost
            + (1.5 if self.known[start - 1] else 1.0 if is_odd_title(token.text) else 0.0)
            - (0.2 if token.text.count(" ") > 2 else 0.0)
        )


def _price(token: Token) -> float:
    """How unlike a head of a column a token is."""
    if token.shape is Shape.FIGURE:
        return 0.3 if NOTED_YEAR.fullmatch(token.text) else NOT_A_HEAD
    if token.shape is Shape.MISSING:
        return NOT_A_HEAD / 2
    if token.sentence or CAPTION.fullmatch(token.text) or find_date(token.text):
        return NOT_A_HEAD
    return 0.3 if NUMBERED.fullmatch(token.text) else 0.0


def is_odd_title(text: str) -> bool:
    """Whether a line is unlikely as heading or caption: it begins in lower case, or says in what its figures are counted."""
    return text[:1].islower() or Head.CORNER in read_head(text)
