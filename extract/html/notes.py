"""Notes under a table and at the foot of a page: where each begins, its marker, and which plain numbers are markers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extract.document import Locator, Marker, Note, Table, Text
from extract.html.captions import join_texts
from extract.markers import Lead, leading_marker, marker_key

CONTAINER_NAME = re.compile(
    r"(?:[\w-]*[-_])?(?:(?:voet|eind|tabel|table|foot|end|minfin)[-_]?)?(?:noten|notes)(?:[-_]?(?:list|lijst|container|wrapper|block|section))?|footnotes-[\w-]+",
    re.IGNORECASE,
)
TABLE_CONTAINER_NAME = re.compile(
    r"(?:[\w-]*[-_])?(?:tabel|table)[-_]?(?:noten|notes|noot|note|voet|foot(?:er)?|footnotes?)", re.IGNORECASE
)
ITEM_NAME = re.compile(
    r"(?:[\w-]*[-_])?(?:voet|eind|tabel|table|foot|end|minfin)?[-_]?(?:noot|note)(?:[-_]?(?:item|text|tekst))?|msofootnotetext|msoendnotetext",
    re.IGNORECASE,
)
SOURCE_LINE = re.compile(r"(?:\(?bron(?:nen|vermelding)?\b|source\b)", re.IGNORECASE)  # Bron: CBS
GLUED_NUMBER = re.compile(r"(?:[^\W\d_]{3}[)’'\"%]?|[)%])(\d{1,2})(?!\w)")  # Comensha1, (fte)2; not CO2
GLUED_TO_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(\d)(?!\w)")  # 20101
BRACKETED = re.compile(r"(?:\((\d{1,2}|[a-z])\)|(?:\s|^)(\d{1,2}|[a-z])\))(?!\w)")  # aantal 1), aantal (a)
LONE_MARKER = re.compile(r"[(\[]?(?:[1-9]\d{0,2}|[a-z]|\*{1,4})[)\].:]?")  # a 20 that has an element for itself
AFTER_MARKER = re.compile(r"^[\s.:)\]–-]+(?=\S)")  # the rest of "1. Tekst" once its 1 is taken


@lru_cache(maxsize=2048)
def scope_of_names(classes: str | None, identity: str | None, role: str | None) -> str | None:
    """What the names of an element say: that it holds `notes`, the notes of a `table`, or is one note (`item`)."""
    names = f"{classes or ''} {identity or ''}".split()
    if any(TABLE_CONTAINER_NAME.fullmatch(name) for name in names):
        return "table"
    if role in ("doc-endnotes", "doc-footnotes") or any(CONTAINER_NAME.fullmatch(name) for name in names):
        return "notes"
    if role in ("doc-footnote", "doc-endnote") or any(ITEM_NAME.fullmatch(name) for name in (classes or "").split()):
        return "item"
    return None


def is_source_line(text: str) -> bool:
    """Whether a line under a table names its source."""
    return SOURCE_LINE.match(text) is not None


def evidence_of(texts: Iterable[Text]) -> frozenset[str]:
    """Keys of the markers in a table's texts: those that stand raised, and those glued to a word, year or bracket.

    A marker that is linked to its note is no evidence of another note with the same number.
    """
    keys: set[str] = set()
    for text in texts:
        keys.update(marker_key(marker.text) for marker in text.markers if marker.note is None)
        keys |= _glued_keys(text.text)
    return frozenset(keys)


@lru_cache(maxsize=8192)
def _glued_keys(text: str) -> frozenset[str]:
    found = (match for pattern in (GLUED_NUMBER, GLUED_TO_YEAR, BRACKETED) for match in pattern.finditer(text))
    return frozenset(group for match in found for group in match.groups() if group)


def texts_of(table: Table) -> list[Text]:
    """All that is printed in a table: its caption and its cells."""
    return [*([table.caption] if table.caption else []), *(cell.content for cell in table.cells)]


@dataclass(frozen=True, slots=True)
class Trust:
    """Which plain markers at the start of a line are taken for markers; raised ones always are."""

    symbols: bool = True
    numbers: bool = False
    """All numbers and letters, as within an element that says it holds notes."""
    known: frozenset[str] = frozenset()
    """Keys of the numbers and letters that stand as markers in the table above."""
    bracketed: bool = False
    """Numbers and letters with a closing bracket: a note written so stands above."""

    def believes(self, lead: Lead) -> bool:
        """Whether a line that begins so is a note."""
        if lead.certain:
            return self.symbols
        in_style = self.bracketed and lead.marker.endswith(")")
        return self.numbers or in_style or marker_key(lead.marker) in self.known

    def after(self, note: NoteText) -> Trust:
        """What is believed once a note was found: those after it may have markers that the table lacks."""
        plain = marker_key(note.marker).isalnum()
        return replace(self, bracketed=True) if plain and note.marker.endswith(")") else self


RAISED_ONLY = Trust(symbols=False)
WITHIN_NOTES = Trust(numbers=True)


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note without a place: its marker as printed and its text."""

    marker: str
    text: Text


@dataclass(frozen=True, slots=True)
class Split:
    """Lines parted into notes and the rest."""

    notes: tuple[NoteText, ...]
    rest: tuple[Text, ...]


def read_note(line: Text, trust: Trust) -> NoteText | None:
    """The note that a line is, if it begins with a marker."""
    if line.markers and line.markers[0].offset == 0:
        return _without(line, AFTER_MARKER.match(line.text), line.markers[0].text) if line.text else None
    lead = leading_marker(line.text)
    if lead is None:
        return None
    return NoteText(lead.marker, _from(line, lead.end, 0)) if trust.believes(lead) else None


def _without(line: Text, match: re.Match[str] | None, marker: str) -> NoteText:
    return NoteText(marker, _from(line, match.end() if match else 0, 1))


def _from(text: Text, start: int, markers: int) -> Text:
    """A text from some character on, its first markers left out."""
    moved = tuple(replace(marker, offset=max(0, marker.offset - start)) for marker in text.markers[markers:])
    return Text(text.text[start:], moved)


def split_notes(lines: Sequence[Text], trust: Trust) -> Split:
    """Part lines into notes and other text; a line after a note goes on with it, unless it names a source."""
    notes: list[NoteText] = []
    rest: list[Text] = []
    parts = (part for line in _with_lone_markers(lines, trust) for part in _split_in_line(line))
    for line in parts:
        note = read_note(line, trust)
        if note is not None:
            notes.append(note)
            trust = trust.after(note)
        elif notes and not is_source_line(line.text):
            notes[-1] = replace(notes[-1], text=join_texts((notes[-1].text, line)))
        else:
            rest.append(line)
    return Split(tuple(notes), tuple(rest))


def _split_in_line(line: Text) -> list[Text]:
    """The notes of a line that goes on with the next note: `1 Eerste. 2 Tweede.` with both markers raised."""
    if len(line.markers) < 2 or line.markers[0].offset != 0:
        return [line]
    starts = [0]
    for index, marker in enumerate(line.markers[1:], start=1):
        if _follows(line.markers[starts[-1]].text, marker.text) and _begins_note(line, marker):
            starts.append(index)
    ends = [*starts[1:], len(line.markers)]
    return [_part(line, start, end) for start, end in zip(starts, ends, strict=True)]


def _follows(marker: str, following: str) -> bool:
    """Whether a marker is the next one after another: 2 after 1, ** after *."""
    first, second = marker_key(marker), marker_key(following)
    if first.isdecimal() and second.isdecimal():
        return int(second) == int(first) + 1
    return second == first + "*" or (
        len(first) == len(second) == 1 and first.isalpha() and ord(second) == ord(first) + 1
    )


def _begins_note(line: Text, marker: Marker) -> bool:
    """Whether a marker stands apart from the text before it, as one at a figure or word does not."""
    return (
        marker.offset > 0
        and (marker.gap[:1].isspace() or line.text[marker.offset - 1] in ".;)")
        and marker.offset < len(line.text)
    )


def _part(line: Text, start: int, end: int) -> Text:
    """The text from one marker up to another."""
    first = line.markers[start].offset
    last = line.markers[end].offset if end < len(line.markers) else len(line.text)
    source = line.text[first:last]
    skipped = len(source) - len(source.lstrip())
    markers = (replace(marker, offset=max(0, marker.offset - first - skipped)) for marker in line.markers[start:end])
    return Text(source.strip(), tuple(markers))


def _with_lone_markers(lines: Sequence[Text], trust: Trust) -> list[Text]:
    """Lines, one that is a marker only joined to the next; a plain one where nothing but notes is expected."""
    joined: list[Text] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and not last.text and not line.markers[:1]:
            joined[-1] = Text(line.text, last.markers + line.markers)
        elif last and trust.numbers and not last.markers and LONE_MARKER.fullmatch(last.text):
            joined[-1] = join_texts((last, line))
        else:
            joined.append(line)
    return joined


@dataclass(slots=True)
class NoteBook:
    """The notes of a page in reading order, each with a key of its own."""

    notes: list[Note] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    def add(self, note: NoteText, locator: Locator, table: int | None, key: str | None = None) -> None:
        """Add a note under the key that its markers link to, or under a new one."""
        key = key or f"noot-{len(self.notes) + 1}"
        while key in self.keys:
            key += "+"
        self.keys.add(key)
        self.notes.append(Note(key=key, marker=note.marker, content=note.text, locator=locator, table=table))

    def extend_last(self, text: Text) -> None:
        """Let a further paragraph go on with the last note."""
        last = self.notes[-1]
        self.notes[-1] = replace(last, content=join_texts((last.content, text)))
