"""From the passages of a document to its sentences, each with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.document import Document, ListItem
from normalise.dataset import DocumentRow, Passage, PassageKind
from normalise.language.model import Publication, Sentence

if TYPE_CHECKING:
    from normalise.language.engine import Engine

PROSE = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM})
FEWEST_WORDS = 4
"""Words of a paragraph that says something; "Bron: politie" under a table does not."""

LONGEST = 100_000
"""Characters of a passage: one that is longer is no prose, and would cost a parser gigabytes."""


def has_prose(passages: Sequence[Passage]) -> bool:
    """Whether there is running text to read; a page of tables has headings, captions and sources only."""
    return any(
        passage.kind in PROSE and len(passage.text) <= LONGEST and len(passage.text.split()) >= FEWEST_WORDS
        for passage in passages
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of a document in reading order, and the name of the engine that found them."""

    engine: str
    sentences: tuple[Sentence, ...]


def read_sentences(
    document: Document, row: DocumentRow, passages: Sequence[Passage], model: str | None = None
) -> Reading:
    """The sentences of a document; EngineError where the model that is named cannot be used.

    `passages` are the rows made of this document. Loads spaCy: ask `has_prose` first.
    """
    from normalise.language.engine import load_engine

    engine = load_engine(model)
    publication = Publication(title=row.title, document_type=row.document_type, publisher=row.publisher)
    with engine.memory_zone():
        return Reading(engine.name, tuple(_sentences(document, passages, engine, publication)))


def _sentences(
    document: Document, passages: Sequence[Passage], engine: Engine, publication: Publication
) -> Iterator[Sentence]:
    leads = _LeadIns()
    for passage, level in zip(passages, _levels(document, passages), strict=True):
        if len(passage.text) > LONGEST:
            continue
        lead_in = leads.of(passage, level)
        sentences = [
            Sentence(passage=passage, number=number, lead_in=lead_in, publication=publication, **each._asdict())
            for number, each in enumerate(engine.sentences(passage.text), start=1)
        ]
        leads.note(passage, sentences[-1] if sentences else None)
        yield from sentences


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text stand. Loads spaCy."""
    from normalise.language.engine import load_engine

    return tuple((sentence.start, sentence.end) for sentence in load_engine().sentences(text))


class _LeadIns:
    """What introduces the list that is being read: the line before its first item, by the level of its items."""

    def __init__(self) -> None:
        self._before: Sentence | None = None
        self._by_level: dict[int, Sentence | None] = {}

    def of(self, passage: Passage, level: int) -> Sentence | None:
        """The sentence that introduces the list a passage is an item of; None for what is no item."""
        if passage.kind is not PassageKind.LIST_ITEM:
            return None
        if level not in self._by_level:
            self._by_level[level] = self._before
        self._by_level = {other: lead for other, lead in self._by_level.items() if other <= level}
        return self._by_level[level]

    def note(self, passage: Passage, last: Sentence | None) -> None:
        """Keep the last sentence of a passage: a list may follow."""
        if passage.kind is not PassageKind.LIST_ITEM:
            self._by_level = {}
        self._before = None if passage.kind is PassageKind.HEADING else last


def _levels(document: Document, passages: Sequence[Passage]) -> Iterator[int]:
    """For each passage the level of its list; 0 for what is no item."""
    levels = iter([block.level for block in document.blocks if isinstance(block, ListItem)])
    return (next(levels) if passage.kind is PassageKind.LIST_ITEM else 0 for passage in passages)
