"""Whether the tags of a page, or of a table, can be believed: what they leave out, and what stands elsewhere than they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from extract.pdf.drafts import DraftTable, Piece
from extract.pdf.found import FoundTable
from extract.pdf.furniture import EDGE
from extract.pdf.headings import FIGURE
from extract.pdf.page import Box, Page, Word, around
from extract.pdf.structure import Element
from extract.shapes import Shape, shape_of

FEWEST_WORDS = 10
"""Below this a page is a title, or a number at its foot."""
MISSED = 0.2
"""Share of the words between header and footer that tags may leave out, as those in a drawing; a page of which they leave out
more is not tagged as it is read."""
DRAWN = 0.5
"""Share of the words that may stand in figures: labels of a chart take less, a page of text that is tagged as one picture all."""
FEWEST_ROWS = 4
"""Paragraphs of figures in a table that tags do not call one: a line with two figures, or a figure by itself."""
SLIPPED = 2.0
"""Points by which a row may begin above the one before it, or a cell left of it."""
SAME_TABLE = 0.5
"""Share of the smaller of two tables that the other one covers when they are the same."""


def covers_page(elements: Sequence[Element], page: Page) -> bool:
    """Whether the tags hold the text of a page, headers and footers aside, and do not call most of it a drawing."""
    known = {number for element in elements for number in element.content()}
    figures = (child for element in elements for child in element.descendants() if child.role == "Figure")
    drawn = {number for figure in figures for number in figure.content()}
    inner = [word for word in page.words if _is_inner(word, page)]
    missed = sum(1 for word in inner if word.mcid not in known)
    in_drawings = sum(1 for word in inner if word.mcid in drawn)
    return len(inner) < FEWEST_WORDS or (missed <= MISSED * len(inner) and in_drawings <= DRAWN * len(inner))


def _is_inner(word: Word, page: Page) -> bool:
    return word.box.top > EDGE * page.height and word.box.bottom < (1 - EDGE) * page.height


def misses_words(draft: DraftTable, tagged: frozenset[int], page: Page) -> bool:
    """Whether words without a tag stand in a table."""
    box = table_box(draft)
    if box is None:
        return False
    return any(word.mcid not in tagged and not word.turn and box.holds(*word.box.middle) for word in page.words)


def is_in_order(draft: DraftTable) -> bool:
    """Whether the rows of a table stand below each other, and the cells of each row side by side."""
    rows = [[cell.box for cell in row.cells.values() if cell] for row in draft.rows.values()]
    filled = [[box for box in row if box is not None] for row in rows]
    tops = [min(box.top for box in row) for row in filled if row]
    if any(below < above - SLIPPED for above, below in pairwise(tops)):
        return False
    return all(right.left >= left.left - SLIPPED for row in filled for left, right in pairwise(row))


def missed_tables(items: Sequence[Piece | DraftTable], find: Callable[[], Sequence[FoundTable]]) -> list[FoundTable]:
    """The tables that geometry finds where tags have paragraphs of figures only.

    `find` looks for tables, and is asked only where there are such paragraphs.
    """
    rows = [item for item in items if isinstance(item, Piece) and _is_row(item)]
    if len(rows) < FEWEST_ROWS:
        return []
    tagged = [box for item in items if isinstance(item, DraftTable) and (box := table_box(item))]
    return [
        table
        for table in find()
        if not any(table.box.meets(box) for box in tagged)
        and sum(1 for row in rows if stands_in(row, table)) >= FEWEST_ROWS
    ]


def _is_row(piece: Piece) -> bool:
    text = " ".join(line.content.text for line in piece.lines)
    return len(FIGURE.findall(text)) > 1 or shape_of(text) in (Shape.FIGURE, Shape.MISSING)


def stands_in(piece: Piece, table: FoundTable) -> bool:
    """Whether a piece of text stands where a table is."""
    return table.box.holds(*around(line.box for line in piece.lines).middle)


def table_box(draft: DraftTable) -> Box | None:
    """The box of all text of a table on its page; None where it has none."""
    boxes = [cell.box for row in draft.rows.values() for cell in row.cells.values() if cell]
    filled = [box for box in boxes if box is not None]
    return around(filled) if filled else None


def same_place(draft: DraftTable, found: Sequence[FoundTable]) -> FoundTable | None:
    """The table that geometry finds where a tagged one stands."""
    box = table_box(draft)
    if box is None:
        return None
    return next((table for table in found if _overlap(box, table.box) >= SAME_TABLE), None)


def _overlap(one: Box, other: Box) -> float:
    """The area that two boxes share, as a part of the smaller one's."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    smaller = min(one.width * one.height, other.width * other.height)
    return max(0.0, width) * max(0.0, height) / smaller if smaller > 0 else 0.0
