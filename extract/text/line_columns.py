"""How a table with one row a line is laid out: how many columns of entries, and which spaces stand within a cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from extract.shapes import NOTED_YEAR, Shape, find_date, is_row_number, is_sentence, shape_of
from extract.text.line_entries import SIGN, Joined, Split, possible_joins, read_entries, split_line, words_of
from extract.text.line_heads import count_periods_at_end, heads_entry, names_only, split_heads
from extract.text.lines import Line
from extract.text.words import Head, read_head

FEWEST_ROWS = 2
LONGEST_INNER = (1, 2, 3)
"""Words of an attribute: `Wettelijk`, `Eigen registratie`, `Waar staat je`."""
LED = re.compile(r"[A-Z][a-zà-ÿ]+:(?:\s|$)")  # Bron: CBS
BULLET = re.compile(r"[•·▪◦\uf000-\uf0ff*]\s|\d+[.)]\s+[A-Z].*[.;]$")
ROWS = {True: 1 / 3, False: 2 / 3}
"""Part of the lines below the header that must hold entries, by whether the header names periods or measures."""
ALIKE = 0.6
"""Part of the rows that must have the same number of entries where no header tells how many columns there are."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How the rows of a table are laid out."""

    values: int
    """Columns of entries."""
    joined: Joined = Joined.NONE
    numbered: bool = False
    labelled: bool = True
    attribute: bool = False
    """A column of words follows the entries."""
    inner: frozenset[str] = frozenset()
    """What stands in a column of words between the label and the entries, where there is one."""
    themed: bool = False
    """The header names two columns of labels that the lines do not part."""
    equals: tuple[Joined, ...] = ()
    """Other ways of joining words under which as many rows are full."""
    rivals: tuple[Joined, ...] = ()
    """Ways under which at least half as many are, where some rows are not full."""
    minus: tuple[Joined, ...] = ()
    """Ways that take dashes for minus signs, where dashes are read as missing values."""
    dashes: frozenset[str] = frozenset()
    """The dashes that surely stand for a missing value somewhere."""
    lossy: bool = False
    """Some rows are not full."""
    sources: frozenset[str] = frozenset()
    """The words that follow the entries of some row."""

    @property
    def before(self) -> int:
        """Columns before the entries."""
        return self.numbered + self.labelled + bool(self.inner)

    @property
    def width(self) -> int:
        return self.before + self.values + self.attribute


def is_row(line: Line) -> bool:
    """Whether a line is a row of a table: it ends in entries, or in words after two of them."""
    return _ends_in_entries(line) or _ends_in_words(line)


def _ends_in_entries(line: Line) -> bool:
    """Whether a line ends in entries that a header would not have."""
    if LED.match(line.text) or is_sentence(line.text) or find_date(line.text):
        return False
    entries = split_line(line, Joined.NONE).entries
    return any(
        shape_of(entry.text) in (Shape.FIGURE, Shape.MISSING) and not NOTED_YEAR.fullmatch(entry.text)
        for entry in entries
    )


def _ends_in_words(line: Line) -> bool:
    """Whether words follow two or more figures: `6,3 5,6 CBS`."""
    split = split_line(line, Joined.NONE, rest=True)
    return (
        split.rest is not None
        and len(split.entries) > 1
        and split.label is not None
        and any(shape_of(e.text) is Shape.FIGURE for e in split.entries)
    )


def find_columns(header: Sequence[Line], body: Sequence[Line]) -> Columns | None:
    """How the rows are laid out; None where they do not agree enough to be a table."""
    rows = [line for line in body if is_row(line)]
    attribute = 2 * sum(_ends_in_words(line) for line in rows) > len(rows)
    scores = {joined: _score(rows, header, joined, attribute=attribute) for joined in possible_joins(rows)}
    joined = max(scores, key=lambda joined: (scores[joined], -joined.value))
    splits = [split_line(line, joined, rest=attribute) for line in rows]
    values = _values_in_header(header, splits, attribute=attribute) or _usual(splits)
    if values is None or not _is_table(header, body, splits, values):
        return None
    labelled = any(split.label is not None for split in splits)
    columns = Columns(values, joined, labelled and _is_numbered(splits), labelled, attribute)
    inner = find_inner(splits) if header and len(split_heads(header[-1])) == columns.width + 1 else frozenset()
    lossy = scores[joined].fitting < len(rows)
    others = [other for other in scores if other != joined]
    return replace(
        columns,
        inner=inner,
        themed=not inner and _is_themed(header, columns),
        lossy=lossy,
        sources=frozenset(split.rest.text for split in splits if split.rest),
        dashes=frozenset(dash for split in splits for dash in _missing_dashes(split)),
        minus=() if Joined.SIGN in joined else tuple(other for other in others if Joined.SIGN in other),
        equals=tuple(other for other in others if scores[other] == scores[joined]),
        rivals=tuple(
            other for other in others if lossy and _is_rival(other, joined, rows, values, attribute=attribute)
        ),
    )


def _is_rival(other: Joined, chosen: Joined, rows: Sequence[Line], values: int, *, attribute: bool) -> bool:
    """Whether another way of joining words must be reckoned with where rows lost cells: some row is full only that way."""
    full = [_count_entries(line, other, values, rest=attribute) == values for line in rows]
    chosen_full = [_count_entries(line, chosen, values, rest=attribute) == values for line in rows]
    return 2 * sum(full) >= sum(chosen_full) and any(a and not b for a, b in zip(full, chosen_full, strict=True))


def _count_entries(line: Line, joined: Joined, values: int, *, rest: bool) -> int:
    """How many entries a line has, if its words can be joined in one way; 0 where that is not certain."""
    split, one_way = read_entries(line, joined, values, rest=rest)
    return len(split.entries) if one_way else 0


def _missing_dashes(split: Split) -> Iterator[str]:
    """The dashes of a row that are surely no minus signs: nothing or no number follows them."""
    texts = [*(entry.text for entry in split.entries), ""]
    return (left for left, right in pairwise(texts) if SIGN.fullmatch(left) and not right[:1].isdecimal())


class Score(NamedTuple):
    """How well rows agree under one way of joining words; compared field by field."""

    told: bool
    """The header has as many columns as the fullest rows."""
    fitting: int
    """Rows with an entry for each column."""
    over: int
    """Rows with more, as a negative number."""


def _score(rows: Sequence[Line], header: Sequence[Line], joined: Joined, *, attribute: bool) -> Score:
    splits = [split_line(line, joined, rest=attribute) for line in rows]
    told = _values_in_header(header, splits, attribute=attribute)
    values = told or _usual(splits) or 0
    counts = Counter(_count_entries(line, joined, values, rest=attribute) for line in rows)
    return Score(told is not None, counts[values], -sum(counts[count] for count in counts if count > values))


def _usual(splits: Sequence[Split]) -> int | None:
    """How many entries most rows have."""
    counts = Counter(len(split.entries) for split in splits)
    usual, count = counts.most_common(1)[0] if counts else (0, 0)
    return usual if count >= ALIKE * len(splits) else None


def _values_in_header(header: Sequence[Line], splits: Sequence[Split], *, attribute: bool) -> int | None:
    """Columns of entries by the bottom header line: the reading of it that agrees with the fullest rows; None where none does."""
    if not header:
        return None
    line, words = header[-1], words_of(header[-1])
    if names_only(line):
        return len(words)
    most = max((len(split.entries) for split in splits), default=0)
    heads = split_heads(line)
    over = sum(1 for head in heads if heads_entry(head.text))
    labelled = any(split.label is not None for split in splits)
    tail = count_periods_at_end(words)
    if tail > 1 and tail >= most:
        return tail
    named = labelled and not heads_entry(heads[0].text)
    left = len(heads) - named - attribute - (named and Head.NUMBER in read_head(heads[0].text))
    if left == most or (left > most and left == over):
        return left
    if left == most + 1 and find_inner(splits):
        return most
    return over if over >= most > 0 else None


def _is_table(header: Sequence[Line], body: Sequence[Line], splits: Sequence[Split], values: int) -> bool:
    """Whether lines that end in figures are rows of a table rather than wrapped text, a list or a table of contents."""
    full = sum(1 for split in splits if len(split.entries) == values)
    told = any(heads_entry(part.text) for line in header for part in split_heads(line))
    if values < 1 or any(BULLET.match(line.text) for line in body) or len(splits) < ROWS[told] * len(body):
        return False
    if values == 1:
        return told and len(splits) >= FEWEST_ROWS and not _counts_up(splits)
    return told or (full >= FEWEST_ROWS + (not header) and full >= ALIKE * len(splits))


def _counts_up(splits: Sequence[Split]) -> bool:
    """Whether the figures are page numbers: whole, small and never falling."""
    texts = [split.entries[-1].text for split in splits if split.entries]
    pages = [int(text) for text in texts if text.isdecimal()]
    return len(pages) == len(texts) > 2 and pages == sorted(pages) and len(set(pages)) > 2 and pages[-1] < 1000


def _is_numbered(splits: Sequence[Split]) -> bool:
    """Whether each label begins with a number of its own that counts up from 1, in each section anew."""
    numbers = []
    for split in splits:
        first, _, rest = (split.label.text if split.label else "").partition(" ")
        if not rest or not is_row_number(first) or not first.strip(".)").isdecimal():
            return False
        numbers.append(int(first.strip(".)")))
    return (
        len(numbers) > 1 and numbers[0] == 1 and all(right in (1, left, left + 1) for left, right in pairwise(numbers))
    )


def _is_themed(header: Sequence[Line], columns: Columns) -> bool:
    """Whether the bottom header line has heads of two columns of labels while the rows show one."""
    heads = split_heads(header[-1]) if header and columns.labelled else ()
    return (
        len(heads) == columns.width + 1
        and not any(heads_entry(head.text) for head in heads[:2])
        and all(heads_entry(head.text) for head in heads[2:3])
    )


def find_inner(splits: Sequence[Split]) -> frozenset[str]:
    """The attributes at the end of the labels, if every label ends in one: words that begin with a capital and return."""
    labels = [split.label.text.split() for split in splits if split.label]
    ends = Counter(
        " ".join(words[-size:])
        for words in labels
        for size in LONGEST_INNER
        if size < len(words) and words[-size][:1].isupper()
    )
    known = frozenset(end for end, count in ends.items() if count > 1)
    return known if labels and all(inner_size(" ".join(words), known) for words in labels) else frozenset()


def inner_size(label: str, known: frozenset[str]) -> int:
    """How many words at the end of a label are an attribute."""
    words = label.split()
    return max((size for size in LONGEST_INNER if size < len(words) and " ".join(words[-size:]) in known), default=0)
