"""What each row of a table is for: figures, a section, a remark on the figures about it, or nothing."""

from __future__ import annotations

import re
from enum import Enum

from normalise.areas import is_area
from normalise.columns import ColumnRole
from normalise.frame import Frame
from normalise.headers import Said, read_header
from normalise.slots import Shape, Slot
from normalise.words import label_is

WORDS_OF_A_SENTENCE = 4
"""A label of so many words that ends in a full stop is a remark: "Het aantal inbraken op elke 1.000 woningen."."""
NOTE_LEAD = re.compile(r"(?:\*+\)?|\d{1,2}\)|[a-z]\)|[†#])\s*\w{2}")  # "1) voorlopig", "* exclusief"
FIGURE_SHAPES = (Shape.FIGURE, Shape.MISSING, Shape.PERIOD)


class RowKind(Enum):
    """What a row is for."""

    ITEM = "item"
    SECTION = "section"
    NOTE = "note"
    SPACER = "spacer"


def row_kind(frame: Frame, row: int) -> RowKind:
    """Whether a row holds figures, opens a section, or only remarks on the figures about it."""
    own = [slot for slot in frame.grid.own(row) if slot.text]
    if not own:
        return RowKind.SPACER
    label = frame.label_slot(row) or own[0]
    values = [slot for slot in frame.entries(row) if slot is not label and slot.text]
    if any(slot.shape in FIGURE_SHAPES for slot in values):
        return RowKind.ITEM
    if values and label.cell.row == row and _is_remark(label.text):
        return RowKind.NOTE
    if values:
        return RowKind.ITEM if frame.columns(ColumnRole.VALUE) else RowKind.NOTE
    if (
        _is_remark(label.text)
        or _is_sentence(label.text)
        or NOTE_LEAD.match(label.text)
        or label_is("amounts", label.text)
    ):
        return RowKind.NOTE
    attributes = [slot for slot in own if slot is not label and frame.roles[slot.cell.column] is not ColumnRole.NUMBER]
    return (
        RowKind.ITEM if attributes or (_is_empty_item(label) and not _heads_dimensions(frame, row)) else RowKind.SECTION
    )


def _heads_dimensions(frame: Frame, row: int) -> bool:
    """Whether the next row's label names only a measure, a period or an area, so that this row names the indicator."""
    slot = frame.label_slot(row + 1) if row + 1 in frame.body else None
    return slot is not None and bool(slot.text) and is_dimension(read_header(slot.text))


def is_dimension(said: Said) -> bool:
    """Whether a row label names only an area, a period or a measure."""
    return is_area(said.text) or (not said.rest and (said.measure is not None or said.period is not None))


def _is_remark(label: str) -> bool:
    return label_is("note", label) or names_unit(label)


def names_unit(label: str) -> bool:
    """Whether a label announces the unit of the rows about it: `Eenheid:`, or with the unit itself, `Eenheid: %`."""
    return label_is("note", label, "unit") or label_is("note", label, "starts_unit")


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!", "?")) and text[0].isupper() and len(text.split()) >= WORDS_OF_A_SENTENCE


def _is_empty_item(label: Slot) -> bool:
    """Whether a row with a label alone is an indicator without figures rather than a section."""
    spread = label.cell.colspan > 1 or label.cell.bold or label.cell.header
    return not spread and label_is("count", label.text)
