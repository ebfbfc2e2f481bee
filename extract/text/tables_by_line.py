"""Tables with one row a line, the cells parted by single spaces.

Entries are read from the right, by their shape; what is left of them is the label. How many columns there are is told by the
header, else by what most lines have. A line with fewer entries has lost some: only their order is known.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.text.drafts import Draft, Row, place_in_order
from extract.text.line_columns import LED, Columns, find_columns, inner_size, is_row
from extract.text.line_entries import SIGN, Joined, Split, possible_joins, read_entries, span_of, split_line, words_of
from extract.text.line_heads import heads_entry, is_header_line, names_only, split_heads
from extract.text.lines import Line, Span
from extract.text.words import Head, is_caption, read_head

MOST_HEADER_LINES = 3
MINUS = frozenset("‒−")
"""Dashes made for figures: rather a minus sign than a missing value."""
TWO_LABELS = (
    "De tabel heeft twee kolommen voor het label, maar op deze regel staan ze achter elkaar; waar het "
    "ene ophoudt en het andere begint, is niet zeker."
)
OTHERWISE = "De cijfers van deze regel zijn op meer dan een manier over de kolommen te verdelen; welke de juiste is, is niet zeker."


def read_line_table(lines: Sequence[Line]) -> tuple[Draft, int] | None:
    """The table that successive lines hold, and how many of the lines it took; None where they are no table."""
    first = _first_row(lines)
    if first is None or first > MOST_HEADER_LINES + 1:
        return None
    skip = int(first > 0 and is_caption(lines[0].text) and not names_only(lines[0]))
    header, body = lines[skip:first], _until_text(lines[first:])
    columns = find_columns(header, body)
    if columns is None or columns.width < 2:
        return None
    rows = (*(_read_header(line, columns) for line in header), *(_read_row(line, columns) for line in body))
    draft = Draft(rows=rows, columns=columns.width, header_rows=len(header), caption=lines[0].span if skip else None)
    return draft, first + len(body)


def _first_row(lines: Sequence[Line]) -> int | None:
    """The first line of the body: one with entries, and the sections right above it."""
    first = next((n for n, line in enumerate(lines) if is_row(line)), None)
    while first and not is_header_line(lines[first - 1]) and not is_caption(lines[first - 1].text):
        first -= 1
    while first and first > 1 and _is_section(lines[first - 1]) and _heads_entries(lines[first - 2]):
        first -= 1
    return first


def _is_section(line: Line) -> bool:
    """Whether a line holds one piece of words that names no period or measure."""
    heads = split_heads(line)
    return len(heads) == 1 and read_head(line.text) is Head.NONE and not heads_entry(line.text)


def _heads_entries(line: Line) -> bool:
    """Whether a line has heads of two or more columns of entries."""
    return sum(1 for head in split_heads(line) if heads_entry(head.text)) > 1


def _until_text(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of the body: up to the last with entries, and remarks of a kind seen before."""
    last = max((n for n, line in enumerate(lines) if is_row(line)), default=-1)
    leads = {line.text.partition(":")[0] for line in lines[: last + 1] if LED.match(line.text)}
    while last + 1 < len(lines) and LED.match(lines[last + 1].text) and lines[last + 1].text.partition(":")[0] in leads:
        last += 1
    return lines[: last + 1]


def _read_header(line: Line, columns: Columns) -> Row:
    """A header line in its columns if it has as many heads as they need, else lost."""
    heads = split_heads(line)
    if len(heads) == columns.width:
        return Row(place_in_order(heads))
    if columns.themed and len(heads) == columns.width + 1:
        words = words_of(line)
        both = span_of(line, tuple(word for word in words if word.start < heads[2].start))
        return Row(place_in_order((both, *heads[2:])))
    over = all(heads_entry(head.text) or Head.ATTRIBUTE in read_head(head.text) for head in heads)
    if len(heads) == columns.values + columns.attribute and over:
        return Row(place_in_order(heads, columns.before))
    if columns.numbered and len(heads) == columns.width - 1 and not heads_entry(heads[0].text):
        return Row(place_in_order(heads, 1))
    return Row(place_in_order(heads[: columns.width]) if len(heads) <= columns.width else ((0, line.span),), lost=True)


def _read_row(line: Line, columns: Columns) -> Row:
    """A line of the body in its columns."""
    split, one_way = read_entries(line, columns.joined, columns.values, rest=columns.attribute)
    sourced = split.rest is not None and split.rest.text in columns.sources
    if not split.entries or not (is_row(line) or sourced):
        return Row(((int(columns.numbered and columns.width > 1), line.span),))
    labels = _split_label(split.label, columns)
    rest = (split.rest,) if split.rest else ()
    if not one_way:
        figures = split.entries if len(split.entries) == columns.values else (span_of(line, split.entries),)
        return Row(place_in_order((*labels, *figures, *rest)), lost=True, doubt=OTHERWISE)
    whole = len(split.entries) == columns.values and len(labels) == columns.before and len(rest) == columns.attribute
    if whole and _reads_otherwise(line, split, columns):
        return Row(place_in_order((*labels, *split.entries, *rest)), lost=True, doubt=OTHERWISE)
    if whole:
        return Row(place_in_order((*labels, *split.entries, *rest)), doubt=TWO_LABELS if columns.themed else "")
    return _lost_row(line, split, labels, rest, columns)


def _reads_otherwise(line: Line, split: Split, columns: Columns) -> bool:
    """Whether another way of joining words does as well for the table, or would have this line lose a single cell."""
    near = (columns.values - 1, columns.values)
    for joined in columns.equals + columns.rivals:
        other = split_line(line, joined, rest=columns.attribute).entries
        fewer = len(other) <= columns.values if joined in columns.equals else len(other) in near
        if other != split.entries and fewer:
            return True
    dashes = {entry.text for entry in split.entries if SIGN.fullmatch(entry.text)}
    if dashes <= columns.dashes:
        return False
    counts = [len(split_line(line, joined, rest=columns.attribute).entries) for joined in columns.minus]
    likely = columns.lossy or not dashes.isdisjoint(MINUS)
    return any(count == columns.values or (likely and count < columns.values) for count in counts)


def _lost_row(line: Line, split: Split, labels: tuple[Span, ...], rest: tuple[Span, ...], columns: Columns) -> Row:
    """A row with its cells in order only; entries that the columns cannot hold are left with the label."""
    spare = len(split.entries) - columns.values
    if spare > 0 and split.label is not None:
        words = words_of(line)
        edge = split.entries[spare].start
        label = span_of(line, tuple(word for word in words if word.start < edge))
        sure = columns.joined is Joined.NONE and not any(
            len(split_line(line, joined).entries) <= columns.values for joined in possible_joins((line,))
        )
        cells = (label, *split.entries[spare:], *rest)
        if columns.before == 1 and len(rest) == columns.attribute:
            return Row(place_in_order(cells), lost=not sure, doubt="" if sure else OTHERWISE)
        return Row(place_in_order(cells[: columns.width]), lost=True, doubt=OTHERWISE)
    cells = (*labels, *split.entries, *rest)
    if len(cells) > columns.width:
        return Row(((0, line.span),), lost=True, doubt=OTHERWISE)
    return Row(place_in_order(cells), lost=True)


def _split_label(label: Span | None, columns: Columns) -> tuple[Span, ...]:
    """The number, label and attribute that stand before the entries."""
    if label is None:
        return ()
    cells = [label]
    if columns.numbered:
        first = len(label.text.split(None, 1)[0])
        cells = [label.part(0, first), label.part(first, len(label.text))]
    if columns.inner:
        words = cells[-1].text.split()
        size = inner_size(cells[-1].text, columns.inner)
        if size:
            edge = cells[-1].text.rindex(words[-size])
            cells = [*cells[:-1], cells[-1].part(0, edge), cells[-1].part(edge, len(cells[-1].text))]
    return tuple(cells)
