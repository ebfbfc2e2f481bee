"""What the language step reads: sentences with their tokens, and what stands around them.

All offsets count code points in the text of the passage as printed: `passage.text[start:end]` is the token, whatever was
made of its spaces, dashes and ligatures to read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from normalise.dataset import DocumentType, Passage
from normalise.language.number_words import NumberInWords


class Token(NamedTuple):
    """A word or a mark. The last three are there only where a language model parsed the text."""

    norm: str
    """In small letters with plain quotes and dashes."""
    lemma: str
    start: int
    end: int
    capital: bool = False
    """It begins with a capital."""
    tag: str = ""
    """Universal part of speech, such as VERB."""
    relation: str = ""
    """Universal dependency relation to its head, such as nsubj."""
    head: int | None = None
    """Index of its head within the sentence; None for a root or without a parse."""

    @property
    def is_word(self) -> bool:
        """Whether it has a letter or a digit."""
        return any(map(str.isalnum, self.norm))


@dataclass(frozen=True, slots=True)
class Publication:
    """What a sentence's document says of itself."""

    title: str | None = None
    document_type: DocumentType = DocumentType.OTHER
    publisher: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sentence:
    """A sentence of a passage; headings, captions and list items have sentences too."""

    passage: Passage
    """With its kind, text and heading path."""
    number: int
    """From 1 within the passage."""
    start: int
    end: int
    tokens: tuple[Token, ...]
    numbers: tuple[NumberInWords, ...] = ()
    """Numbers that are written in words, by the tokens they stand in."""
    lead_in: Sentence | None = None
    """Of a list item: the sentence that introduces its list ("Wij willen dat:")."""
    publication: Publication = Publication()

    @property
    def text(self) -> str:
        """As printed."""
        return self.passage.text[self.start : self.end]
