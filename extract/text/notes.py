"""Notes under a table or at the end of a text: a marker, and what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.shapes import is_sentence
from extract.text.lines import Chunk, Line, Span, join_lines

SIGN = r"\*{1,4}\)?|[#†‡§¹²³⁴-⁹]+\)?"
DIGIT = r"\d{1,2}\)?|\(\d{1,2}\)|\[\d{1,2}\]"
LETTER = r"[a-h]\)|\([a-h]\)"
ALONE = re.compile(rf"(?P<marker>{SIGN}|{DIGIT}|{LETTER})")  # 1
LED = re.compile(
    rf"(?P<marker>{SIGN}|(?:{DIGIT}|{LETTER})(?=\s))\s*(?P<text>[^\s*#].*)", re.DOTALL
)  # *) Voorlopig; 1 Het aantal
DOTTED = re.compile(r"(?P<marker>\d{1,2})\.\s+(?P<text>\S.*)", re.DOTALL)  # 1. Voorlopig cijfer
LETTER_LED = re.compile(r"(?P<marker>[a-h])\s+(?P<text>[A-Z].*)", re.DOTALL)  # a Inclusief meldingen
DIGITS = re.compile(r"\d+")
LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note as found: its marker as printed and its text."""

    marker: str
    span: Span


def read_notes(chunks: Sequence[Chunk], text: str, marked: frozenset[str]) -> tuple[tuple[FoundNote, ...], int]:
    """The notes with which chunks begin, and how many chunks they took.

    `marked` are the markers glued to words or figures of the table: a dotted number is a note only if it is one of them.
    """
    notes: list[FoundNote] = []
    taken = 0
    while taken < len(chunks):
        found = _read_chunk(chunks[taken], chunks[taken + 1] if taken + 1 < len(chunks) else None, text, notes, marked)
        if found is None:
            break
        notes += found[0]
        taken += found[1]
    return tuple(notes), taken


def _read_chunk(
    chunk: Chunk, after: Chunk | None, text: str, notes: Sequence[FoundNote], marked: frozenset[str]
) -> tuple[list[FoundNote], int] | None:
    """The notes of one chunk, or of a marker alone and the chunk after it."""
    first = ALONE.fullmatch(chunk[0].text)
    if first and len(chunk) == 1:
        told = after is not None and (_is_text(after[0].text) or _counts_on(first["marker"], notes))
        if after is None or not told or not _may_follow(first["marker"], notes, marked):
            return None
        return [FoundNote(first["marker"], join_lines(after, text))], 2
    if first and _is_text(chunk[1].text):
        return [FoundNote(first["marker"], join_lines(chunk[1:], text))], 1
    found = _read_lines(chunk, text, notes, marked)
    return (found, 1) if found else None


def _read_lines(chunk: Chunk, text: str, notes: Sequence[FoundNote], marked: frozenset[str]) -> list[FoundNote]:
    """Notes that each begin on a line of their own with marker and text; further lines belong to the note above them."""
    starts = [index for index, line in enumerate(chunk) if _led(line, marked)]
    if not starts or starts[0] != 0:
        return []
    found: list[FoundNote] = []
    for left, right in zip(starts, [*starts[1:], len(chunk)], strict=True):
        match = _led(chunk[left], marked)
        whole = join_lines(chunk[left:right], text)
        if (
            match is None
            or not (_is_note(match, whole.text, marked) or _counts_on(match["marker"], (*notes, *found)))
            or not _may_follow(match["marker"], (*notes, *found), marked)
        ):
            return []
        found.append(FoundNote(match["marker"], whole.part(match.start("text"), len(whole.text))))
    return found


def _led(line: Line, marked: frozenset[str]) -> re.Match[str] | None:
    match = LED.fullmatch(line.text)
    if match is None:
        match = DOTTED.fullmatch(line.text) or LETTER_LED.fullmatch(line.text)
        return match if match and match["marker"] in marked else None
    return match


def _is_note(match: re.Match[str], whole: str, marked: frozenset[str]) -> bool:
    """Whether marker and text are a note: a sentence, or a marker that the table bears."""
    return len(whole) <= LONGEST_NOTE and (is_sentence(whole) or bare(match["marker"]) in marked)


def _counts_on(marker: str, notes: Sequence[FoundNote]) -> bool:
    """Whether a marker is the number after that of the note before it."""
    last = bare(notes[-1].marker) if notes else ""
    return last.isdecimal() and bare(marker).isdecimal() and int(bare(marker)) == int(last) + 1


def _is_text(text: str) -> bool:
    return any(sign.isalpha() for sign in text) and len(text.split(None, 2)) > 2


def bare(marker: str) -> str:
    """A marker without brackets."""
    return marker.strip("()[].")


def _may_follow(marker: str, notes: Sequence[FoundNote], marked: frozenset[str]) -> bool:
    """Whether a marker follows the notes before it: a number counts on, a sign is new."""
    if any(note.marker == marker for note in notes):
        return False
    numbers = [int(bare(note.marker)) for note in notes if DIGITS.fullmatch(bare(note.marker))]
    if not DIGITS.fullmatch(bare(marker)) or not numbers:
        return True
    return int(bare(marker)) == numbers[-1] + 1 or (bare(marker) in marked and int(bare(marker)) > numbers[-1])


def read_last_notes(chunks: Sequence[Chunk], text: str) -> tuple[tuple[FoundNote, ...], int]:
    """The numbered notes that end a text, counted on without a break, and how many chunks they took."""
    first = len(chunks)
    while first > 0 and len(chunks[first - 1]) >= 1 and _ends_text(chunks[first - 1]):
        first -= 1
    for start in range(first, len(chunks)):
        notes, taken = read_notes(chunks[start:], text, frozenset())
        if notes and taken == len(chunks) - start and start > 0:
            return notes, taken
    return (), 0


def _ends_text(chunk: Chunk) -> bool:
    """Whether a chunk is a sentence with a bare number before it, as in `1 Het betreft voorlopige cijfers`."""
    match = LED.fullmatch(chunk[0].text)
    return (
        match is not None
        and match["marker"].isdecimal()
        and is_sentence(chunk[-1].text)
        and match["text"][:1].isupper()
    )
