"""Made-up publications with labelled ambitions, in `cases/*.txt`.

One sentence a line, `#` a heading, `- ` or `1. ` an item; a blank line ends a paragraph. `⟦…⟧` is an ambition, and behind `>` stand
its fields: form, kind, direction, strength, then `actor:`, `value:` (number, unit with its power, bound), `period:` and
`status:` where it has them. `/` parts answers that are all fair; a line with `?` makes the ambition optional.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from extract.from_text import read
from normalise.dataset import Ambition, Dataset, DocumentRow, Passage
from normalise.language.ambitions.find import find_ambitions
from normalise.language.model import Sentence
from normalise.language.read import read_sentences
from normalise.passages import passage_rows

CASES = Path(__file__).parent / "cases"
OPEN, CLOSE = "⟦", "⟧"
SPAN = re.compile(f"{OPEN}(.*?){CLOSE}")
ITEM = re.compile(r"(?:-|\d+\.) ")
UNORDERED = ("form", "kind", "direction", "strength")


@dataclass
class Label:
    """An ambition as a person reads it: for each field the answers that are fair."""

    text: str
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    optional: bool = False


@dataclass
class Labelled:
    """A sentence with its labels."""

    text: str
    labels: list[Label]
    open: bool = False
    """Whether it is an ambition at all may be answered either way."""

    @property
    def sure(self) -> bool:
        return any(not label.optional for label in self.labels)


@dataclass
class Publication:
    """A labelled publication: its source, its sentences, and what is found in it."""

    name: str
    source: str
    sentences: list[Labelled]
    found: tuple[Ambition, ...]

    def found_in(self, sentence: Labelled) -> list[Ambition]:
        return [one for one in self.found if one.text in sentence.text]


def case_names() -> list[str]:
    return sorted(path.stem for path in CASES.glob("*.txt"))


@cache
def publication(name: str) -> Publication:
    lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    sentences: list[Labelled] = []
    source: list[str] = []
    for line in lines:
        if line.startswith("  >"):
            label = next(one for one in sentences[-1].labels if not one.fields)
            label.fields = _fields(line.removeprefix("  >"))
        elif line.strip() == "?":
            sentences[-1].open = True
            for label in sentences[-1].labels:
                label.optional = True
        elif line.startswith("#"):
            source += ["", line, ""]
        elif line.strip():
            bare = line.replace(OPEN, "").replace(CLOSE, "")
            item = ITEM.match(bare)
            sentences.append(Labelled(bare[item.end() if item else 0 :], [Label(text) for text in SPAN.findall(line)]))
            source.append(bare)
        else:
            source.append("")
    return Publication(name, "\n".join(source), sentences, ambitions_of("\n".join(source)))


def ambitions_of(source: str) -> tuple[Ambition, ...]:
    """The ambitions that are found in a text."""
    return dataset_of(source).ambitions


def dataset_of(source: str) -> Dataset:
    """The passages and ambitions of a text."""
    passages, sentences = _read(source)
    return Dataset(passages=passages, ambitions=find_ambitions(sentences, {}))


def sentence_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that stands alone."""
    return _read(text)[1]


def _read(text: str) -> tuple[tuple[Passage, ...], tuple[Sentence, ...]]:
    document = read(text.encode())
    row = DocumentRow(document_id="d1", source="x", media_type="text/plain", bytes=0, title=document.title)
    passages = passage_rows(document, "d1")
    return passages, read_sentences(document, row, passages).sentences


def _fields(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for place, part in enumerate(text.split(";")):
        name, _, rest = part.partition(":")
        if place < len(UNORDERED):
            name, rest = UNORDERED[place], part
        found[name.strip()] = tuple(answer.strip() for answer in rest.split(" / "))
    return found
