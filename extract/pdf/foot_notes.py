"""Notes at the foot of a page: the small lines that end a column, from the first one that begins with a marker on."""

from __future__ import annotations

from collections.abc import Sequence

from extract.markers import leading_marker, marker_key
from extract.pdf.flow import Line

SMALLER = 0.93
"""Of the size of the text: notes are set a size smaller."""
APART = 1.9
"""Times the type size between two lines that are not of one group."""


def split_foot_notes(
    lines: Sequence[Line], body_size: float, marked: frozenset[str], *, below_table: bool
) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines of a column without the notes that end it, and those notes.

    `marked` are the keys of the markers on the page; directly below a table the first group of small lines is its own.
    """
    start = len(lines)
    while start > 0 and lines[start - 1].size < SMALLER * body_size:
        start -= 1
    if below_table and start == 0:
        start = _end_of_group(lines)
    first = next((index for index in range(start, len(lines)) if _begins_note(lines[index], marked)), len(lines))
    return lines[:first], lines[first:]


def _end_of_group(lines: Sequence[Line]) -> int:
    """One past the last of the lines that follow each other without white space between."""
    for index in range(1, len(lines)):
        if lines[index].baseline - lines[index - 1].baseline > APART * lines[index].size:
            return index
    return len(lines)


def _begins_note(line: Line, marked: frozenset[str]) -> bool:
    """Whether a line begins with a raised marker, or with a plain one that stands raised in the text above."""
    if line.content.markers and line.content.markers[0].offset == 0:
        return True
    lead = leading_marker(line.content.text)
    return lead is not None and marker_key(lead.marker) in marked
