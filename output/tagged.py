"""A dataset's running text with what was found in it: passages with their sentences, themes and ambitions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import TypeVar

from normalise.dataset import Ambition, Dataset, Passage, SentenceTheme

Row = TypeVar("Row", SentenceTheme, Ambition)
Spans = Sequence[tuple[int, int]]
SentenceSpans = Callable[[str], Spans]
"""Where the sentences of a text stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedSentence:
    """A sentence: its offsets in the passage, its text, and what was found in it."""

    start: int
    end: int
    text: str
    themes: tuple[SentenceTheme, ...] = ()
    ambitions: tuple[Ambition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedPassage:
    """A passage and its sentences."""

    passage: Passage
    sentences: tuple[TaggedSentence, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedText:
    """A document: its name, what read its running text (None: there is none), and its passages."""

    source: str
    engine: str | None
    passages: tuple[TaggedPassage, ...]


def tagged_text(dataset: Dataset, sentence_spans: SentenceSpans) -> TaggedText:
    """The running text of a dataset of one document."""
    (document,) = dataset.documents
    spans = sentence_spans if document.engine else lambda _: ()
    return TaggedText(source=document.source, engine=document.engine, passages=tuple(_passages(dataset, spans)))


def _passages(dataset: Dataset, sentence_spans: SentenceSpans) -> Iterator[TaggedPassage]:
    themes, ambitions = _by_passage(dataset.themes), _by_passage(dataset.ambitions)
    for passage in dataset.passages:
        found = ambitions[passage.passage_id]
        yield TaggedPassage(
            passage=passage,
            sentences=tuple(
                TaggedSentence(
                    start=start,
                    end=end,
                    text=passage.text[start:end],
                    themes=tuple(theme for theme in themes[passage.passage_id] if theme.start == start),
                    ambitions=tuple(each for each in found if each.start is not None and start <= each.start < end),
                )
                for start, end in sentence_spans(passage.text)
            ),
        )


def tagged_json(tagged: TaggedText) -> str:
    """The text as JSON: offsets count code points of a passage's `text`; figures are numbers, exact up to fifteen digits."""
    passages = [_passage(each) for each in tagged.passages]
    document = {"source": tagged.source, "engine": tagged.engine, "passages": passages}
    return json.dumps(document, ensure_ascii=False, indent=1, default=_number)


def _passage(tagged: TaggedPassage) -> dict[str, object]:
    passage = tagged.passage
    return {
        "passage_id": passage.passage_id,
        "kind": passage.kind,
        "heading_path": passage.heading_path,
        "text": passage.text,
        "sentences": [asdict(sentence) for sentence in tagged.sentences],
    }


def _number(value: object) -> int | float:
    if not isinstance(value, Decimal):
        raise TypeError(f"JSON has no {type(value).__name__}")
    return int(value) if value == value.to_integral_value() else float(value)


def _by_passage(rows: Iterable[Row]) -> defaultdict[str | None, list[Row]]:
    found: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.passage_id].append(row)
    return found
