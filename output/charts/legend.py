"""The numbers under which a chart refers to publications and notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from normalise.dataset import DocumentRow, Footnote, NoteEffect, NoteTarget, Observation
from normalise.revisions import covers

ABOUT_ALL = frozenset({NoteTarget.LABEL, NoteTarget.CAPTION, NoteTarget.NONE})
"""Where a note stands that speaks of a whole row or table; its number goes to the title, not to each point."""
TELLING = frozenset({NoteEffect.BREAK, NoteEffect.PROVISIONAL, NoteEffect.DEFINITIVE})
"""Effects that change what a figure is, and are marked at the figure wherever the note stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartNote:
    """A footnote under a chart."""

    number: int
    """Its number in the charts of one indicator, from 1; publications number notes each in their own way."""
    marker: str
    """The marker as printed."""
    text: str
    footnote_id: str
    source: int
    """Number of the publication that prints it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSource:
    """A publication whose figures are drawn."""

    number: int
    document_id: str
    title: str
    publisher: str | None
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """Numbers of publications and notes, given as they are first met."""

    documents: Mapping[str, DocumentRow]
    footnotes: Mapping[str, Footnote]
    given_sources: dict[str, int] = field(default_factory=dict)
    given_notes: dict[str, int] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    """For a document and a text the note that stands for it: a table that repeats a note has it under the chart once."""

    def source(self, document_id: str) -> int:
        """The number of a publication."""
        return self.given_sources.setdefault(document_id, len(self.given_sources) + 1)

    def note(self, footnote_id: str) -> int:
        """The number of a note; one number for one text in one publication."""
        note = self.footnotes[footnote_id]
        self.source(note.document_id)
        same = self.texts.setdefault((note.document_id, note.text), footnote_id)
        return self.given_notes.setdefault(same, len(self.given_notes) + 1)

    def notes_of(self, one: Observation) -> list[int]:
        """The numbers of the notes that bear on a figure."""
        return sorted({self.note(key) for key in one.footnotes if key in self.footnotes})

    def own_notes(self, one: Observation) -> list[int]:
        """The numbers of the notes that are of this figure rather than of its whole row or table."""
        own = [key for key in one.footnotes if key in self.footnotes and self._is_own(self.footnotes[key], one)]
        return sorted({self.note(key) for key in own})

    def shared_notes(self, figures: Iterable[Observation]) -> list[int]:
        """The numbers of the notes that are of a whole row or table."""
        figures = list(figures)
        every = {number for one in figures for number in self.notes_of(one)}
        return sorted(every - {number for one in figures for number in self.own_notes(one)})

    def _is_own(self, note: Footnote, one: Observation) -> bool:
        return covers(note, one) and (
            note.target not in ABOUT_ALL or (note.effect in TELLING and note.obs_status is one.obs_status)
        )

    def note_lines(self, one: Observation) -> Sequence[str]:
        """Each note of a figure, its number before its text."""
        texts = {self.note(key): self.footnotes[key].text for key in one.footnotes if key in self.footnotes}
        return [f"{number} {text}" for number, text in sorted(texts.items())]

    def notes(self, numbers: Iterable[int] | None = None) -> tuple[ChartNote, ...]:
        """The notes that were referred to, or those of some numbers."""
        keys = {number: key for key, number in self.given_notes.items()}
        return tuple(
            ChartNote(
                number=number,
                marker=self.footnotes[keys[number]].marker,
                text=self.footnotes[keys[number]].text,
                footnote_id=keys[number],
                source=self.source(self.footnotes[keys[number]].document_id),
            )
            for number in sorted(keys if numbers is None else numbers)
        )

    def sources(self) -> tuple[ChartSource, ...]:
        """The publications that were referred to."""
        return tuple(
            ChartSource(
                number=number,
                document_id=key,
                title=self.documents[key].title or self.documents[key].source,
                publisher=self.documents[key].publisher,
                published=self.documents[key].published,
            )
            for key, number in self.given_sources.items()
        )
