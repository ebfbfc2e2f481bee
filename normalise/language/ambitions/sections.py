"""What stands under a heading or behind a lead-in: goals, actions, agreements, results or context; and kinds of documents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from normalise.dataset import DocumentType, PassageKind
from normalise.language.ambitions.lines import Line, line_of
from normalise.language.ambitions.patterns import Pattern, compile_pattern
from normalise.language.model import Publication, Sentence
from normalise.text import fold
from normalise.vocabulary import entries, word
from normalise.wordlists import word_pattern

VOCABULARY = "ambitions_headings"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Role(Enum):
    """What a section holds."""

    GOAL = "goal"
    ACTION = "action"
    AHEAD = "ahead"
    """Acts to come, also in a report."""
    AGREEMENT = "agreement"
    RESULT = "result"
    CONTEXT = "context"
    THEME = "theme"
    """A heading that names a subject."""
    NONE = "none"
    """Only the title stands above it."""


class Genre(Enum):
    """What kind of text the present tense is read in: in a plan it is what will be done."""

    PLAN = "plan"
    LETTER = "letter"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Section:
    """What stands around a sentence."""

    role: Role
    genre: Genre
    year: int | None
    """The first year that the document looks ahead to: of a plan that of its title, of a report the one after it."""
    listed: bool
    """The sentence is (part of) an item."""
    led: bool
    """A lead-in line gives the role."""


@dataclass(slots=True)
class Outline:
    """The headings of one document with their roles."""

    title: str | None
    roles: dict[str, Role] = field(default_factory=dict)

    def section(self, sentence: Sentence) -> Section:
        """What stands around a sentence of this document."""
        genre = genre_of(sentence.publication, self.title)
        led = lead_in_role(sentence.lead_in)
        listed = sentence.passage.kind is PassageKind.LIST_ITEM
        note = sentence.passage.kind is PassageKind.FOOTNOTE
        role = led or (Role.NONE if note else self._role(sentence.passage.heading_path, listed=listed))
        if role is Role.ACTION and genre is Genre.REPORT:
            role = Role.RESULT
        if role is Role.AHEAD:
            role = Role.ACTION
        return Section(
            role,
            genre,
            _year_ahead(self.title, sentence.publication, genre),
            listed=listed,
            led=led is not None,
        )

    def _role(self, path: Sequence[str], *, listed: bool) -> Role:
        below = [text for text in path if text != self.title]
        for text in reversed(below):
            role = self.roles.get(text, Role.THEME)
            if role is not Role.THEME:
                return role
        own = self.roles.get(self.title or "", Role.NONE)
        if not below and own is Role.GOAL and listed:
            return own
        # A text without headings of its own says all it has to say below its title.
        return Role.THEME if below or not set(self.roles) - {self.title} else Role.NONE


def outline(sentences: Sequence[Sentence]) -> Outline:
    """The outline of the document that some sentences are."""
    headings: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.passage.kind is PassageKind.HEADING:
            headings.setdefault(sentence.passage.text, []).append(sentence)
    title = next(iter(headings), None)
    return Outline(title, {text: heading_role(parts) for text, parts in headings.items()})


def heading_role(parts: Sequence[Sentence]) -> Role:
    """The role of a heading, given its sentences; THEME where no pattern knows it."""
    tokens = [token for part in parts[:1] for token in part.tokens]
    return _match_role(line_of(tokens)) or Role.THEME


def lead_in_role(sentence: Sentence | None) -> Role | None:
    """The role of the items behind a line such as `Wij willen dat:`; None where it gives none."""
    if sentence is None or not sentence.text.rstrip().endswith(":"):
        return None
    line = line_of(sentence.tokens)
    for kind, pattern in _lead_ins():
        if pattern.search(line) is not None:
            return kind
    return _match_role(line)


def _match_role(line: Line) -> Role | None:
    return next((role for role, pattern in _headings() if pattern.search(line) is not None), None)


@cache
def _headings() -> tuple[tuple[Role, Pattern], ...]:
    return _rules("heading")


@cache
def _lead_ins() -> tuple[tuple[Role, Pattern], ...]:
    return _rules("lead_in")


def _rules(key: str) -> tuple[tuple[Role, Pattern], ...]:
    return tuple(
        (Role(word(entry, "role") or ""), compile_pattern(word(entry, "pattern") or "", VOCABULARY))
        for entry in entries(VOCABULARY, key)
    )


def genre_of(publication: Publication, title: str | None) -> Genre:
    """The kind of a document: by the words of its title, else by its type; a letter where nothing says."""
    folded = fold(title or publication.title or "")
    for genre in (Genre.REPORT, Genre.LETTER, Genre.PLAN):
        if word_pattern("ambitions_fields", "genres", genre.value).search(folded):
            return genre
    by_type: Mapping[DocumentType, Genre] = {
        DocumentType.VEILIGHEIDSAGENDA: Genre.PLAN,
        DocumentType.JAARVERSLAG: Genre.REPORT,
    }
    return by_type.get(publication.document_type, Genre.LETTER)


def _year_ahead(title: str | None, publication: Publication, genre: Genre) -> int | None:
    found = YEAR.findall(title or publication.title or "")
    if not found:
        return None
    return int(found[-1]) + 1 if genre is Genre.REPORT else int(found[0])
