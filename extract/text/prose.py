"""Running text: which chunks are headings, items of a list, and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from extract.shapes import Shape, find_date, is_sentence, shape_of
from extract.text.lines import Chunk, Line, Span, join_lines

HASHES = re.compile(r"(?P<hashes>#{1,6})\s+(?P<text>.*?)(?:\s+#+)?")  # ## Aanpak
RULE = re.compile(r"[-=_*~]{3,}|(?:[-*_]\s){2,}[-*_]")
UNDERLINE = re.compile(r"={3,}|-{3,}")
BOLD = re.compile(r"(?P<sign>\*\*|__)(?P<text>[^*_]+)(?P=sign):?")  # **Aanpak**
BULLET = re.compile(r"(?P<label>[•·●○▪▫■□◦‣⁃∙➢➤✓✔\uf000-\uf0ff]|[-–—*+]|o)\s+(?P<text>\S.*)", re.DOTALL)
NUMBERED = re.compile(
    r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,4}\.?|\d{1,2}\)|[a-z][.)]|[ivx]{1,4}[.)]|\([a-z\d]{1,2}\))\s+(?P<text>\S.*)",
    re.DOTALL,
)  # 2.1 Doel; 1. Een; a) het
SECTION_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}\.?")
NAMED = re.compile(
    r"(?:hoofdstuk|paragraaf|artikel|bijlage|deel|thema|programma)\s+(?:\d{1,3}|[IVX]+)(?:\.\d{1,2})*\b.{0,80}",
    re.IGNORECASE,
)  # Bijlage 6
LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$|\s{2,}\d{1,3}$|\t\d{1,3}$")  # Inleiding ........ 3
HEADING_END = re.compile(r".*[^.,;:!…]", re.DOTALL)
STARTS_LIKE_HEADING = re.compile(r"[A-ZÀ-Ý\d‘'\"“(%€§]")
WORD = re.compile(r"[^\W\d_]{2}")
LONGEST_HEADING = 120
MOST_HEADING_WORDS = 16
MOST_HEADINGS = 3
"""More short lines in a row are an address or a list; three can be a chapter, a section and a part of it."""
SHORT_OF_FULL = 0.6
"""A first line that ends so far before the others is no wrapped text."""


class Kind(Enum):
    """What a piece of running text is."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"


class Rank(Enum):
    """How a heading shows its rank."""

    HASHES = "hashes"
    NUMBER = "number"
    BULLET = "bullet"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, list item or paragraph; `depth` counts hashes, parts of a number, or steps of indent."""

    kind: Kind
    span: Span
    rank: Rank = Rank.PLAIN
    depth: int = 0
    label: str = ""


def read_prose(chunks: Sequence[Chunk], text: str, *, marked: bool, ends: bool) -> Iterator[Piece]:
    """The pieces of successive chunks.

    `marked`: the document marks its headings with hashes, so that a short line is none; `ends`: nothing follows these chunks.
    """
    for index, chunk in enumerate(chunks):
        before = chunks[index - 1] if index else None
        after = chunks[index + 1] if index + 1 < len(chunks) else None
        if len(chunk) == 1 and RULE.fullmatch(chunk[0].text):
            continue
        heading = (
            None if marked else _read_heading_chunk(chunk, before, after, ends=ends, runs=_count_short(chunks, index))
        )
        yield from (heading,) if heading else _read_chunk(chunk, text, marked=marked)


def is_short(chunk: Chunk) -> bool:
    """Whether a chunk is one short line without final punctuation."""
    return len(chunk) == 1 and is_heading_text(chunk[0].text)


def is_heading_text(text: str) -> bool:
    """Whether a line could be a heading by its form.

    >>> is_heading_text("Wat willen we bereiken?"), is_heading_text("Wij willen dat:"), is_heading_text("22 december 2022")
    (True, False, False)
    """
    if not 1 < len(text) <= LONGEST_HEADING or not HEADING_END.fullmatch(text) or not STARTS_LIKE_HEADING.match(text):
        return False
    if len(text.split()) > MOST_HEADING_WORDS or WORD.search(text) is None:
        return False
    return shape_of(text) is Shape.WORDS and find_date(text) is None and not LEADER.search(text)


def _count_short(chunks: Sequence[Chunk], index: int) -> int:
    """How many short lines stand in a row around a chunk."""
    first = last = index
    while first > 0 and index - first <= MOST_HEADINGS and is_short(chunks[first - 1]):
        first -= 1
    while last + 1 < len(chunks) and last - index <= MOST_HEADINGS and is_short(chunks[last + 1]):
        last += 1
    return last - first + 1


def _read_heading_chunk(
    chunk: Chunk, before: Chunk | None, after: Chunk | None, *, ends: bool, runs: int
) -> Piece | None:
    """The heading that a chunk is by itself; None where it is none."""
    if len(chunk) != 1 or (after is None and ends) or (before is not None and _is_entry_alone(after)):
        return None
    line = chunk[0]
    bold = BOLD.fullmatch(line.text)
    if bold:
        return Piece(Kind.HEADING, line.span.part(*bold.span("text")))
    bullet = BULLET.fullmatch(line.text)
    if bullet:
        return _read_bullet_heading(line, bullet, before, after)
    numbered = NUMBERED.fullmatch(line.text)
    if (
        numbered
        and SECTION_NUMBER.fullmatch(numbered["label"])
        and is_heading_text(line.text)
        and numbered["text"][:1].isupper()
    ):
        return (
            None
            if _continues_list(numbered["label"], before, after)
            else Piece(Kind.HEADING, line.span, Rank.NUMBER, _depth(numbered["label"]))
        )
    if (
        numbered
        or not is_heading_text(line.text)
        or (runs > MOST_HEADINGS and before is not None and after is not None and is_short(after))
    ):
        return None
    return Piece(Kind.HEADING, line.span)


def _is_entry_alone(chunk: Chunk | None) -> bool:
    """Whether a chunk is a date or figure by itself: what stands above it names it and heads no text."""
    return (
        chunk is not None
        and len(chunk) == 1
        and (shape_of(chunk[0].text) is not Shape.WORDS or not any(map(str.islower, chunk[0].text)))
    )


def _read_bullet_heading(line: Line, bullet: re.Match[str], before: Chunk | None, after: Chunk | None) -> Piece | None:
    """A bullet that stands alone above a paragraph is its title."""
    alone = not _begins_with_bullet(before) and not _begins_with_bullet(after)
    over_text = after is not None and is_sentence(after[-1].text)
    if alone and over_text and is_heading_text(bullet["text"][:1].upper() + bullet["text"][1:]):
        return Piece(Kind.HEADING, line.span.part(*bullet.span("text")), Rank.BULLET)
    return None


def _begins_with_bullet(chunk: Chunk | None) -> bool:
    return chunk is not None and BULLET.fullmatch(chunk[-1].text) is not None


def _depth(label: str) -> int:
    return label.strip(".").count(".") + 1


def _continues_list(label: str, before: Chunk | None, after: Chunk | None) -> bool:
    """Whether the number before or after on the next line shows that this is an item of a list, or a line of a table of contents."""
    number = label.rstrip(".").split(".")
    for chunk, step in ((before, -1), (after, 1)):
        match = NUMBERED.fullmatch(chunk[0].text) if chunk else None
        other = match["label"].rstrip(".)").split(".") if match else []
        if (
            len(other) == len(number)
            and other[:-1] == number[:-1]
            and other[-1].isdecimal()
            and int(other[-1]) == int(number[-1]) + step
        ):
            return True
    return False


def _read_chunk(chunk: Chunk, text: str, *, marked: bool) -> Iterator[Piece]:
    """The pieces of a chunk, line by line: items and marked headings end a paragraph."""
    open_lines: list[Line] = []
    item: tuple[Line, re.Match[str]] | None = None

    def close() -> Iterator[Piece]:
        if item is not None:
            yield _item(item[0], item[1], join_lines((item[0], *open_lines), text))
        elif open_lines:
            yield from _paragraphs(tuple(open_lines), text, marked=marked)

    for line in chunk:
        heading, bullet = _marked_heading(line, marked=marked), _item_match(line, open_lines, item)
        if heading is None and bullet is None and not RULE.fullmatch(line.text):
            open_lines.append(line)
            continue
        if UNDERLINE.fullmatch(line.text) and len(open_lines) == 1 and item is None:
            yield Piece(Kind.HEADING, open_lines[0].span, Rank.HASHES, 1 if line.text[0] == "=" else 2)
        else:
            yield from close()
        open_lines, item = [], (line, bullet) if bullet else None
        if heading:
            yield heading
    yield from close()


def _marked_heading(line: Line, *, marked: bool) -> Piece | None:
    match = HASHES.fullmatch(line.text) if marked else None
    return (
        Piece(Kind.HEADING, line.span.part(*match.span("text")), Rank.HASHES, len(match["hashes"]))
        if match and match["text"]
        else None
    )


def _item_match(
    line: Line, open_lines: Sequence[Line], item: tuple[Line, re.Match[str]] | None
) -> re.Match[str] | None:
    """The label and text of a list item; a number or dash in the middle of wrapped text begins none."""
    match = BULLET.fullmatch(line.text) or NUMBERED.fullmatch(line.text)
    if match is None:
        return None
    fresh = not open_lines or item is not None or open_lines[-1].text.endswith((":", ";", ".", "?"))
    if match.re is NUMBERED:
        return match if fresh and not match["label"].isdecimal() and not match["label"][:-1].count(".") else None
    return match if fresh or line.indent > open_lines[-1].indent or match["label"] not in "-–—*+o" else None


def _item(line: Line, match: re.Match[str], whole: Span) -> Piece:
    start = match.start("text")
    return Piece(Kind.ITEM, whole.part(start, len(whole.text)), depth=line.indent, label=match["label"])


def _paragraphs(lines: Chunk, text: str, *, marked: bool) -> Iterator[Piece]:
    """Lines as one paragraph, a heading on the first line taken apart."""
    if not marked and len(lines) > 1 and _heads_lines(lines):
        first = lines[0]
        numbered = NUMBERED.fullmatch(first.text)
        yield Piece(
            Kind.HEADING,
            first.span,
            Rank.NUMBER if numbered else Rank.PLAIN,
            _depth(numbered["label"]) if numbered else 0,
        )
        lines = lines[1:]
    span = join_lines(lines, text)
    if span.text:
        yield Piece(Kind.PARAGRAPH, span)


def _heads_lines(lines: Chunk) -> bool:
    """Whether the first line is a heading: short, and far shorter than the lines of text below it."""
    first, rest = lines[0].text, [line.text for line in lines[1:]]
    if not is_heading_text(first) or not rest[0][:1].isupper() or not is_sentence(rest[-1]):
        return False
    return len(first) < SHORT_OF_FULL * max(map(len, rest))
