"""Footnotes and endnotes of a Word document: their text stands in a part of its own, and Word counts them as it prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from extract.docx.names import ID, WORD, number, value_of
from extract.docx.numbering import write_number


@dataclass(frozen=True, slots=True)
class NoteKind:
    """What tells footnotes and endnotes apart."""

    name: str
    reference: str
    form: str
    """How they are numbered where the document does not say."""


FOOTNOTE = NoteKind("footnote", f"{WORD}footnoteReference", "decimal")
ENDNOTE = NoteKind("endnote", f"{WORD}endnoteReference", "lowerRoman")
KINDS = {kind.reference: kind for kind in (FOOTNOTE, ENDNOTE)}


@dataclass(frozen=True, slots=True)
class Reference:
    """A note that the text refers to, as printed there."""

    key: str
    marker: str
    element: etree._Element
    address: str


@dataclass(slots=True)
class _Counter:
    elements: dict[str | None, etree._Element]
    form: str
    start: int
    restarts: bool
    count: int = 0
    referred: int = 0


@dataclass(slots=True)
class NoteShelf:
    """The notes of one document; those that are referred to, in that order."""

    references: dict[str, Reference] = field(default_factory=dict)
    _counters: dict[str, _Counter] = field(default_factory=dict)

    def add_part(self, kind: NoteKind, part: etree._Element, settings: Iterable[etree._Element | None]) -> None:
        """Add the part that holds the notes of a kind; `settings` say how they are numbered, the strongest first."""
        chosen = [own for root in settings if root is not None for own in root.iterfind(f".//{WORD}{kind.name}Pr")]

        def first(name: str) -> str | None:
            return next((value for own in chosen if (value := value_of(own, name)) is not None), None)

        self._counters[kind.name] = _Counter(
            elements={element.get(ID): element for element in part.iterchildren(f"{WORD}{kind.name}")},
            form=first("numFmt") or kind.form,
            start=number(first("numStart"), 1),
            restarts=first("numRestart") == "eachSect",
        )

    def refer(self, kind: NoteKind, identity: str | None, mark: str | None) -> Reference | None:
        """What a reference prints: its own `mark`, or the next number; None where there is no such note."""
        counter = self._counters.get(kind.name)
        element = None if counter is None else counter.elements.get(identity)
        if counter is None or element is None:
            return None
        key = f"{kind.name}-{identity}"
        if key in self.references:
            return self.references[key]
        if mark is None:
            mark = write_number(counter.start + counter.count, counter.form)
            counter.count += 1
        counter.referred += 1
        self.references[key] = Reference(key, mark, element, f"{kind.name}={counter.referred}")
        return self.references[key]

    def end_section(self) -> None:
        """Begin anew with those that are numbered by section."""
        for counter in self._counters.values():
            if counter.restarts:
                counter.count = 0
