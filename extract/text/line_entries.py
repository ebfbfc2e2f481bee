"""The entries at the end of a line whose cells are parted by single spaces, and in how many ways they can be read.

`77 38 ‒ 39` holds three or four entries, `2 572 2 100` two or four. Which spaces stand within an entry is decided for a table as
a whole; a line that could be read otherwise and still have as many entries as there are columns stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Flag, auto
from functools import lru_cache

from extract.shapes import Shape, is_figure, shape_of
from extract.text.lines import Line, Span

WORD = re.compile(r"\S+")
SIGN = re.compile(r"[-‒–—−]")
STARTS_FIGURE = re.compile(r"[\d½€(]")
THOUSANDS_HEAD = re.compile(r"[-‒–−<>≤≥€]?\d{1,3}(?:\s\d{3})*")  # 2, 12 345
THOUSANDS_START = re.compile(r"(?:[<>≤≥€]\s?)?(?:[-‒–−]\s?)?[1-9]\d{0,2}")
MOST_GROUPS = 4
"""Groups of three digits of the largest amounts."""
THOUSANDS_TAIL = re.compile(r"\d{3}(?:,\d+)?%?\*?")  # 572
IN_BRACKETS = re.compile(r"\([^()]*\)")
NEEDS_RIGHT = re.compile(r"[<>≤≥=~≈€]{1,2}|ca\.?|circa|max\.?|min\.?|maximaal|minimaal|EUR|-/-", re.IGNORECASE)
BETWEEN = re.compile(r"à|tot|t/m|op", re.IGNORECASE)
ENDS_ENTRY = re.compile(  # 5 miljoen, 12 fte, niet bekend, Geen meting, nnb
    r"[a-z]{1,4}|miljoen|miljard|duizend|procent\w*|promille|euro|punt(?:en)?|stuks|uren|minuten|dagen|weken|maanden|keer|maal|"
    r"bekend|onbekend|beschikbaar|meting|gegevens|cijfers?|data|waarde|norm|doel|opgave|realisatie|gemeten|toepassing|vastgesteld|meetbaar|bepaald|volgt|geheim|vervallen",
    re.IGNORECASE,
)
LONGEST_ENTRY = 6
"""Words of the longest entries: `7,5 (op schaal van 10) *)`."""
UNIT_OF_LETTERS = re.compile(r"\d\s(?!mln|mld|mrd|miljoen|miljard)(?P<unit>[a-zA-Z]{2,})")  # 12-17 jaar, 14 dagen
BEFORE_OWN_NUMBER = re.compile(
    r"(?:in|uit|van|sinds|vanaf|tot|t/m|tot en met|per|over|groep|klas|fase|categorie|artikel|art\.|"
    r"programma|nr\.?|doel|deel|type|klasse|week|punt|hoofdstuk|tabel|niveau|stap|wijk|team|boven|onder|"
    r"periode|schooljaar|seizoen|begin|eind|medio|"
    r"minder|meer|ten|minste|&|en|of|met|op|x|[-–/])",
    re.IGNORECASE,
)
"""Words after which a number belongs to the label: `geweld in 2015`, `leerlingen in groep 8`."""


class Joined(Flag):
    """Which spaces are taken to stand within an entry."""

    NONE = 0
    SIGN = auto()
    """`‒ 39` is one entry."""
    THOUSANDS = auto()
    """`2 572` is one entry."""
    BRACKETS = auto()
    """`50 (10)` is one entry."""


ALL_JOINS = (
    Joined.NONE,
    Joined.SIGN,
    Joined.THOUSANDS,
    Joined.SIGN | Joined.THOUSANDS,
    Joined.BRACKETS,
    Joined.BRACKETS | Joined.SIGN,
    Joined.BRACKETS | Joined.THOUSANDS,
)


SEEN_AS = {
    Joined.SIGN: re.compile(r"(?:^|\s)[-‒–—−]\s\d", re.MULTILINE),
    Joined.THOUSANDS: re.compile(r"\d\s\d{3}(?!\d)"),
    Joined.BRACKETS: re.compile(r"\d\s\("),
}


@dataclass(frozen=True, slots=True)
class Split:
    """A line as label, entries, and words after them."""

    label: Span | None
    entries: tuple[Span, ...]
    rest: Span | None = None


def words_of(line: Line) -> tuple[Span, ...]:
    """The words of a line, each with its place."""
    start = line.span.start
    return tuple(Span(start + match.start(), start + match.end(), match.group()) for match in WORD.finditer(line.text))


def span_of(line: Line, words: tuple[Span, ...]) -> Span:
    """Successive words as one piece."""
    if len(words) == 1:
        return words[0]
    start, end, base = words[0].start, words[-1].end, line.span.start
    return Span(start, end, line.text[start - base : end - base])


@lru_cache(8192)
def split_line(line: Line, joined: Joined, *, rest: bool = False) -> Split:
    """The entries at the end of a line, taken from the right; with `rest`, words may follow them."""
    words = words_of(line)
    end = len(words)
    after = _words_after(words) if rest else end
    spans: list[Span] = []
    place = after
    while place and (size := _entry_size(line, words, place, joined)):
        spans.append(span_of(line, words[place - size : place]))
        place -= size
    while spans and place and _belongs_to_label(words[place - 1], spans):
        place += len(spans.pop().text.split())
    return Split(
        span_of(line, words[:place]) if place else None,
        tuple(reversed(spans)),
        span_of(line, words[after:]) if after < end and spans else None,
    )


def _words_after(words: tuple[Span, ...]) -> int:
    """The place after the last word that could be an entry by itself."""
    places = range(len(words), 0, -1)
    last = next((place for place in places if shape_of(words[place - 1].text) >= Shape.FIGURE), len(words))
    return next((last + more for more in (2, 1) if _is_unit(words[last - 1 : last + more], more)), last)


def _is_unit(words: tuple[Span, ...], more: int) -> bool:
    """Whether the words behind a number are its unit: 5 mln."""
    return len(words) == more + 1 and is_figure(" ".join(word.text for word in words))


def _entry_size(line: Line, words: tuple[Span, ...], end: int, joined: Joined) -> int:
    """How many words before a place are one entry; 0 where none are."""
    last = words[end - 1].text
    if last.isalpha() and not ENDS_ENTRY.fullmatch(last):
        return 0
    sizes = (size for size in range(1, min(LONGEST_ENTRY, end) + 1) if _is_entry(line, words[end - size : end]))
    size = first = next(sizes, 0)
    while size and not _is_closed(words[end - size : end]):
        size = next(sizes, 0)
    size = size or first
    while size and size < end and (more := _taken_left(line, words, end, size, joined)):
        size += more
    return size


def _is_closed(words: tuple[Span, ...]) -> bool:
    """Whether every bracket that closes among words opens there too."""
    text = "".join(word.text for word in words)
    return text.count(")") <= text.count("(")


def _is_entry(line: Line, words: tuple[Span, ...]) -> bool:
    text = words[0].text if len(words) == 1 else span_of(line, words).text
    if len(words) > 1 and not (STARTS_FIGURE.match(text) or SIGN.match(text) or NEEDS_RIGHT.fullmatch(words[0].text)):
        return shape_of(text) is Shape.MISSING and all(shape_of(word.text) is Shape.WORDS for word in words)
    return shape_of(text) >= Shape.FIGURE


def _taken_left(line: Line, words: tuple[Span, ...], end: int, size: int, joined: Joined) -> int:
    """How many words to the left of an entry belong to it."""
    left, first = words[end - size - 1].text, words[end - size].text
    whole = span_of(line, words[end - size : end]).text
    if not is_figure(whole):
        return 0
    if BETWEEN.fullmatch(left):
        return 2 * (end - size > 1 and is_figure(words[end - size - 2].text))
    if NEEDS_RIGHT.fullmatch(left):
        return 1
    if SIGN.fullmatch(left):
        return int(Joined.SIGN in joined and first[:1].isdecimal())
    if THOUSANDS_TAIL.fullmatch(first) and THOUSANDS_HEAD.fullmatch(left):
        return int(Joined.THOUSANDS in joined)
    in_brackets = IN_BRACKETS.fullmatch(whole) is not None and is_figure(left)
    return int(in_brackets and (Joined.BRACKETS in joined or not whole[1:-1].replace(",", "").isdecimal()))


def possible_joins(lines: Iterable[Line]) -> tuple[Joined, ...]:
    """The ways of joining that make a difference to some line."""
    text = "\n".join(line.text for line in lines)
    found = [joined for joined, pattern in SEEN_AS.items() if pattern.search(text)]
    return tuple(joined for joined in ALL_JOINS if all(single in found for single in SEEN_AS if single in joined))


def _belongs_to_label(before: Span, spans: list[Span]) -> bool:
    """Whether the leftmost entry is rather the end of the label: `geweld in 2015`, `jongeren 12-17 jaar`."""
    entry = spans[-1].text
    if BEFORE_OWN_NUMBER.fullmatch(before.text):
        return True
    if shape_of(entry) is Shape.PERIOD and before.text[:1].islower():
        return True
    unit = UNIT_OF_LETTERS.search(entry)
    return unit is not None and (len(spans) < 2 or not spans[-2].text.endswith(unit["unit"]))


def read_entries(line: Line, joined: Joined, count: int, *, rest: bool = False) -> tuple[Split, bool]:
    """The entries of a line, `count` of them if that can be, and whether their thousands can be joined in that way only.

    Numbers of equal length are taken for the only way: `123 456 234 567` is two numbers.
    """
    split = split_line(line, joined, rest=rest)
    if Joined.THOUSANDS not in joined:
        return split, True
    base = split_line(line, joined & ~Joined.THOUSANDS, rest=rest)
    ways = _count_groupings(base.entries, count)
    if not ways or (ways == 1 and len(split.entries) == count):
        return split, True
    even = _group_evenly(line, base.entries, count)
    if even is not None:
        return Split(base.label, even, base.rest), len(even) < len(base.entries)
    return (split if ways > 1 else Split(base.label, _group(line, base.entries, count), base.rest)), False


def _group_evenly(line: Line, entries: tuple[Span, ...], count: int) -> tuple[Span, ...] | None:
    """Numbers joined to `count` numbers of as many groups each; None where that cannot be."""
    size, left = divmod(len(entries), count)
    starts = range(0, len(entries), size or 1)
    if left or not all(_fits_left(entries, start, start + size) for start in starts):
        return None
    return tuple(span_of(line, entries[start : start + size]) for start in starts)


def _fits_left(entries: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether successive numbers can be one with spaces between its thousands."""
    if end - start == 1:
        return True
    if THOUSANDS_START.fullmatch(entries[start].text) is None:
        return False
    middle = all(len(entry.text) == 3 and entry.text.isdecimal() for entry in entries[start + 1 : end - 1])
    return middle and THOUSANDS_TAIL.fullmatch(entries[end - 1].text) is not None


def _count_groupings(entries: tuple[Span, ...], count: int) -> int:
    """In how many ways numbers can be joined to `count` numbers; at most two are counted."""
    ways = [[0] * (count + 1) for _ in range(len(entries) + 1)]
    ways[0][0] = 1
    for end in range(1, len(entries) + 1):
        for start in range(max(0, end - MOST_GROUPS), end):
            if _fits_left(entries, start, end):
                for size in range(count):
                    ways[end][size + 1] = min(2, ways[end][size + 1] + ways[start][size])
    return ways[-1][count]


def _group(line: Line, entries: tuple[Span, ...], count: int) -> tuple[Span, ...]:
    """Numbers joined to `count` numbers in the only way there is."""
    grouped: list[Span] = []
    end = len(entries)
    for left in range(count, 0, -1):
        start = next(
            start
            for start in range(end - 1, -1, -1)
            if _fits_left(entries, start, end) and _count_groupings(entries[:start], left - 1)
        )
        grouped.append(span_of(line, entries[start:end]))
        end = start
    return tuple(reversed(grouped))
