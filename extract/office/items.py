"""What a word processor's document holds in reading order: lines and tables, before it is known what they are to each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.document import Cell, Text
from extract.runs import TextRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph: heading, item of a list, caption or running text."""

    run: TextRun
    address: str
    heading: int | None = None
    """Level of the heading that it is, from 1."""
    item: int | None = None
    """Level of the list that it stands in, from 1."""
    label: str = ""
    """The number or bullet that is printed before it and is no part of its text."""
    is_caption: bool = False
    """Its style says that it is a caption."""
    is_title: bool = False
    """Its style says that it is the title of the document."""
    is_note: bool = False
    """It stands where only notes to the table above it do."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell, and the points that its text stands in."""

    cell: Cell
    indent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDoubt:
    """What could not be read with certainty in a row of a table."""

    row: int
    rule: str
    message: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A table as read: its cells in reading order, each with its text as a run, which knows its lines."""

    cells: tuple[Placed, ...]
    runs: dict[tuple[int, int], TextRun]
    rows: int
    columns: int
    header_rows: int
    address: str
    inner: tuple[Line | Draft, ...] = field(default=())
    """Tables and text boxes that stand in its cells."""
    doubts: tuple[RowDoubt, ...] = ()


Item = Line | Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNote:
    """A note with the key that its markers have."""

    key: str
    marker: str
    content: Text
    address: str
