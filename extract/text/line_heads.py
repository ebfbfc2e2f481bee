"""The heads on a header line whose cells are parted by single spaces."""

from __future__ import annotations

from collections.abc import Sequence

from extract.shapes import NOTED_YEAR, PERIOD, Shape, names_period, shape_of
from extract.text.line_entries import span_of, words_of
from extract.text.lines import Line, Span
from extract.text.words import Head, read_head

OVER_NO_PERIOD = Head.LABEL | Head.THEME | Head.NUMBER | Head.ATTRIBUTE
"""Heads that a period beside them does not belong to."""


def names_only(line: Line) -> bool:
    """Whether a line holds nothing but periods, so that it can only be header."""
    return all(PERIOD.fullmatch(word.text) or NOTED_YEAR.fullmatch(word.text) for word in words_of(line))


def is_header_line(line: Line) -> bool:
    """Whether a line could hold heads: no figures but years, and a period or a usual head."""
    if names_only(line):
        return True
    words = words_of(line)
    if line.text.endswith(".") or (
        any(shape_of(word.text) in (Shape.FIGURE, Shape.MISSING) for word in words[1:]) and "€" not in line.text
    ):
        return False
    return any(PERIOD.fullmatch(word.text) or names_period(word.text) for word in words) or any(
        bool(read_head(word.text)) for word in words
    )


def count_periods_at_end(words: Sequence[Span]) -> int:
    """How many periods follow each other at the end of a line."""
    count = 0
    while count < len(words) and PERIOD.fullmatch(words[-1 - count].text):
        count += 1
    return count


def heads_entry(text: str) -> bool:
    """Whether a head names a period or a measure, and so stands over entries."""
    return names_period(text) or NOTED_YEAR.fullmatch(text) is not None or Head.VALUE in read_head(text)


def split_heads(line: Line) -> tuple[Span, ...]:
    """The heads on a header line: each begins with a capital or is a period, and a period may end the head it follows.

    `Indicator Rekening 2018 Begroting 2019` holds three, `Thema 2019 2020` three.
    """
    words = words_of(line)
    starts: list[int] = []
    for place, word in enumerate(words):
        before = words[place - 1].text if place else ""
        if (
            not place
            or (_begins_head(word.text) and not before.endswith(("/", "-", "&", "(")))
            or (_is_period(word.text) and _is_period(before))
        ):
            starts.append(place)
    for left, right in zip(starts, [*starts[1:], len(words)], strict=True):
        head = read_head(span_text(words[left : right - 1]))
        if right - left > 1 and _is_period(words[right - 1].text) and head & OVER_NO_PERIOD and Head.VALUE not in head:
            starts = sorted({*starts, right - 1})
    if _detach_periods(words, starts):
        starts = sorted({*starts, *(place for place, word in enumerate(words) if _is_period(word.text))})
    return tuple(
        span_of(line, words[left:right]) for left, right in zip(starts, [*starts[1:], len(words)], strict=True)
    )


def span_text(words: Sequence[Span]) -> str:
    """Successive words as one text."""
    return " ".join(word.text for word in words)


def _begins_head(text: str) -> bool:
    return text[:1].isupper() or (len(text) > 1 and text[0] == "%")


def _is_period(text: str) -> bool:
    return PERIOD.fullmatch(text) is not None


def _detach_periods(words: Sequence[Span], starts: Sequence[int]) -> bool:
    """Whether the periods of a line are heads by themselves: two or more follow each other at its end."""
    tail = count_periods_at_end(words)
    inner = sum(1 for place, word in enumerate(words[: len(words) - tail]) if _is_period(word.text))
    return tail > 1 and not inner and bool(starts)
