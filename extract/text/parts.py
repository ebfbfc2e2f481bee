"""The parts of a text: tables in their several forms, tables that are past reading, and the running text between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from extract.shapes import is_sentence
from extract.text.drafts import Draft
from extract.text.glued import count_marks, is_glued
from extract.text.lines import Chunk, Span
from extract.text.notes import FoundNote, bare, read_notes
from extract.text.prose import is_heading_text, is_short
from extract.text.tables_by_column import read_spaced_table, read_tab_table
from extract.text.tables_by_line import read_line_table
from extract.text.tables_by_paragraph import GLUED, Unit, find_tables, find_unread, make_units
from extract.text.tables_by_pipe import has_pipe, read_pipe_table
from extract.text.words import CAPTION, is_caption

MARKER = re.compile(
    r"(?P<marker>[*#†‡]+\)?|(?<=[\s\d%])\d{1,2}\)|[a-h]\)|(?<=[^\W\d_][^\W\d_]\s)[a-h]|[¹²³⁴-⁹]+)$"
)  # 7,9*  Streefwaarde *)  12 1)  Huiselijk geweld a
GLUED_INSIDE = re.compile(r"[a-zà-ÿ]{3}(?P<marker>\d{1,2})(?=\s\()")  # criminaliteit1 (index)
SOURCE = re.compile(r"bron(?:nen)?\s?:.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProsePart:
    """Running text; `unread` is where it holds figures that must be those of a table."""

    chunks: tuple[Chunk, ...]
    unread: Span | None = None


@dataclass(frozen=True, slots=True)
class GluedPart:
    """A table whose cells are glued together."""

    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table and the notes under it."""

    draft: Draft
    notes: tuple[FoundNote, ...] = ()
    by_line: bool = False
    """Its rows are lines, so that a line above it may be its caption."""


Part = ProsePart | GluedPart | TablePart


def read_parts(chunks: Sequence[Chunk], text: str) -> tuple[Part, ...]:
    """The parts of a text in order; captions and notes are with their tables."""
    headings = _headings(chunks)
    by_line = _join_prose(_split_tables(chunks))
    parts = _join_prose(part for found in by_line for part in _split_paragraphs(found, headings, text))
    return tuple(_take_notes(_take_captions(parts), text))


def _headings(chunks: Sequence[Chunk]) -> frozenset[str]:
    """The short lines that stand right above a sentence."""
    pairs = pairwise(chunks)
    return frozenset(
        left[0].text.lstrip("# ") for left, right in pairs if is_short(left) and is_sentence(right[-1].text)
    )


def _split_tables(chunks: Sequence[Chunk]) -> Iterator[Part]:
    """The tables whose rows are lines, and what stands between them."""
    index = 0
    while index < len(chunks):
        glued = _glued_stretch(chunks, index)
        if glued > index:
            yield GluedPart(tuple(chunks[index:glued]))
            index = glued
            continue
        end = _pipe_stretch(chunks, index)
        lines = tuple(line for chunk in chunks[index:end] for line in chunk)
        if end - index > 1 and read_pipe_table(lines) is None:
            end, lines = index + 1, chunks[index]
        yield from _split_lines(lines)
        index = end


def _glued_stretch(chunks: Sequence[Chunk], start: int) -> int:
    """One past the last chunk of a glued table; its rows may each be a chunk."""
    if is_glued(chunks[start]):
        return start + 1
    end = start
    while end < len(chunks) and len(chunks[end]) == 1 and count_marks(chunks[end][0]):
        end += 1
    return end if end - start > 1 else start


def _pipe_stretch(chunks: Sequence[Chunk], start: int) -> int:
    """One past the last of successive chunks that are each one row of a pipe table."""
    end = start
    while end < len(chunks) and len(chunks[end]) == 1 and has_pipe(chunks[end][0]):
        end += 1
    return max(end, start + 1)


def _split_lines(lines: Chunk) -> Iterator[Part]:
    """The tables with pipes in a chunk, and what stands between them."""
    start = 0
    for piped, group in groupby(range(len(lines)), key=lambda number: has_pipe(lines[number])):
        numbers = list(group)
        draft = read_pipe_table(lines[numbers[0] : numbers[-1] + 1]) if piped else None
        if draft is not None:
            yield from _split_plain(lines[start : numbers[0]])
            yield TablePart(draft, by_line=True)
            start = numbers[-1] + 1
    yield from _split_plain(lines[start:])


def _split_plain(lines: Chunk) -> Iterator[Part]:
    """The table in lines without pipes, and the lines around it; a line of hard spaces belongs to a table of paragraphs."""
    found = None if len(lines) < 2 or any(line.blanks for line in lines) else _read_plain(lines)
    if found is None:
        yield from _prose(lines)
        return
    draft, first, last = found
    yield from _prose(lines[:first])
    yield TablePart(draft, by_line=True)
    yield from _prose(lines[last:])


def _read_plain(lines: Chunk) -> tuple[Draft, int, int] | None:
    """A table with tabs, with columns set out with spaces, or with one row a line; and which lines it took."""
    skip = int(len(lines) > 2 and is_caption(lines[0].text))
    for read in (read_tab_table, read_spaced_table):
        draft = read(lines[skip:])
        if draft is not None:
            return draft, skip, len(lines)
    if any("\t" in line.text for line in lines):
        return None  # the tabs part its cells, and they hold no table of figures
    found = read_line_table(lines)
    return (found[0], 0, found[1]) if found else None


def _prose(lines: Chunk) -> Iterator[ProsePart]:
    if lines:
        yield ProsePart((lines,))


def _join_prose(parts: Iterable[Part]) -> list[Part]:
    """The parts, successive running text as one."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, ProsePart) and isinstance(last, ProsePart) and not part.unread and not last.unread:
            joined[-1] = ProsePart(last.chunks + part.chunks)
        else:
            joined.append(part)
    return joined


def _split_paragraphs(part: Part, headings: frozenset[str], text: str) -> Iterator[Part]:
    """The tables in running text whose cells are paragraphs, and what stands between them."""
    if not isinstance(part, ProsePart):
        yield part
        return
    units = make_units(part.chunks, text)
    taken = 0
    for found in find_tables(units, headings):
        yield from _rest(units[taken : found.start])
        yield TablePart(found.draft)
        taken = found.end
    yield from _rest(units[taken:])


def _rest(units: Sequence[Unit]) -> Iterator[ProsePart]:
    """Units that no table took, as the chunks that they came from; lines of nothing but hard spaces are left out."""
    chunks = (
        tuple(line for unit in group for line in unit.lines if line.text)
        for _, group in groupby(units, key=lambda unit: unit.chunk)
    )
    kept = tuple(chunk for chunk in chunks if chunk)
    if kept:
        yield ProsePart(kept, find_unread(units))


def _take_captions(parts: Sequence[Part]) -> list[Part]:
    """The parts, the line right above a table of lines being its caption; the first line of a text is rather its title."""
    taken: list[Part] = []
    for part in parts:
        above = taken[-1] if taken else None
        if isinstance(part, TablePart) and part.by_line and part.draft.caption is None and isinstance(above, ProsePart):
            caption = _caption(above, first=len(taken) == 1)
            if caption is not None:
                captioned = replace(part, draft=replace(part.draft, caption=caption))
                taken[-1:] = [replace(above, chunks=above.chunks[:-1]), captioned]
                continue
        taken.append(part)
    return [part for part in taken if not isinstance(part, ProsePart) or part.chunks]


def _caption(above: ProsePart, *, first: bool) -> Span | None:
    """The caption that ends the text above a table."""
    chunk = above.chunks[-1]
    title = first and len(above.chunks) == 1
    if len(chunk) != 1 or not (is_caption(chunk[0].text) or (is_heading_text(chunk[0].text) and not title)):
        return None
    return None if title and not CAPTION.fullmatch(chunk[0].text) else chunk[0].span


def _take_notes(parts: Sequence[Part], text: str) -> Iterator[Part]:
    """The parts, the notes under a table being with it; a line that names the source may stand between them."""
    table: TablePart | None = None
    for part in parts:
        rest = part
        if table is not None and isinstance(part, ProsePart):
            skip = int(SOURCE.fullmatch(part.chunks[0][0].text) is not None)
            notes, count = read_notes(part.chunks[skip:], text, markers_of(table.draft))
            table = replace(table, notes=notes)
            rest = replace(part, chunks=part.chunks[:skip] + part.chunks[skip + count :])
        if table is not None:
            yield table
        table = rest if isinstance(rest, TablePart) else None
        if table is None and not (isinstance(rest, ProsePart) and not rest.chunks):
            yield rest
    if table is not None:
        yield table


def markers_of(draft: Draft) -> frozenset[str]:
    """The markers that the cells of a table seem to bear, without brackets."""
    texts = [span.text for span in draft.spans if span.text]
    signs = {bare(match["marker"]) for text in texts if (match := MARKER.search(text))}
    glued = {match["marker"] for text in texts for match in (GLUED.search(text), GLUED_INSIDE.search(text)) if match}
    return frozenset(signs | glued)
