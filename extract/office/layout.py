"""Tables of a word processor that are no tables: frames around text, and letters laid out in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

PROSE_PARAGRAPH = 80
"""Characters; shorter paragraphs in one cell are its lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellShape:
    """What a cell holds, before it is read."""

    paragraphs: Sequence[int]
    """Characters of each."""
    blocks: bool = False
    """A table, a heading or a list of its own stands in it."""

    @property
    def is_prose(self) -> bool:
        """Whether it holds blocks rather than the text of one cell."""
        return self.blocks or sum(1 for size in self.paragraphs if size > PROSE_PARAGRAPH) > 1


def is_layout(cells: Sequence[CellShape]) -> bool:
    """Whether a table is to be read block by block: it is a frame, or most of its text is blocks of prose."""
    if len(cells) <= 1:
        return True
    sizes = [(sum(cell.paragraphs), cell.is_prose) for cell in cells]
    return 2 * sum(size for size, prose in sizes if prose) > sum(size for size, _ in sizes)
