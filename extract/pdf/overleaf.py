"""What goes on on the next page: paragraphs without an end, items, and tables."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf.drafts import Kind, Piece, TableDraft
from extract.pdf.joining import joined, with_section
from extract.pdf.paragraphs import SAME_SIZE, SENTENCE_END

SHORTER = 0.15
"""Part of a line's width by which lines that are set ragged end earlier."""
Item = Piece | TableDraft

LIKE_ROW = 3.0
"""Times the type size: a section under the last row of a page stands no further below it."""


def join_overleaf(items: Sequence[Item]) -> list[Item]:
    """The items, those that go on after a page's end joined; notes at the foot of the page stand between their halves."""
    whole: list[Item] = []
    last: int | None = None
    for item in items:
        if isinstance(item, Piece) and item.kind is Kind.NOTE:
            whole.append(item)
            continue
        before = whole[last] if last is not None else None
        if isinstance(before, Piece) and isinstance(item, Piece) and _goes_on(before, item):
            before.lines += item.lines
            before.last_page = item.page
            continue
        if isinstance(item, TableDraft) and last is not None:
            section = before if isinstance(before, Piece) else None
            table = whole[last - 1] if section is not None and last else before
            if isinstance(table, TableDraft) and _take_in(table, item, section):
                del whole[last if section is not None else last + 1 : last + 1]
                last = whole.index(table)
                continue
        whole.append(item)
        last = len(whole) - 1
    return whole


def _take_in(before: TableDraft, table: TableDraft, section: Piece | None) -> bool:
    """Add a table at the top of a page to the one at the end of the page before, where it goes on with its columns.

    `section` is what stands between the two: a label alone under the first table is the section that the second begins with.
    """
    first = before.found
    if table.captions or table.found.locator.page != before.last_page + 1:
        return False
    if section is not None:
        line = section.lines[0]
        near = 0 < line.baseline - before.bottom < LIKE_ROW * line.size
        if section.page != before.last_page or len(section.lines) > 1 or not near:
            return False
        first = with_section(first, line, section.locator)
    whole = joined(first, table.found)
    if whole is None:
        return False
    before.unsure += tuple(row + whole.rows - table.found.rows for row in table.unsure)
    before.found = whole
    before.doubts += table.doubts
    return True


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Whether a paragraph at the top of a page goes on with the one at the end of the page before.

    Word tags the two halves as two paragraphs, so what is printed has to tell.
    """
    if piece.kind is not Kind.PARAGRAPH or before.kind not in (Kind.PARAGRAPH, Kind.ITEM):
        return False
    if piece.page != before.last_page + 1:
        return False
    end, start = before.lines[-1], piece.lines[0]
    if abs(end.size - start.size) >= SAME_SIZE or end.bold != start.bold or SENTENCE_END.search(end.content.text):
        return False
    return start.content.text[:1].islower() or (_is_full(before) and start.content.text[:1].isalnum())


def _is_full(piece: Piece) -> bool:
    """Whether the last line of several reaches as far as the others: the sentence goes on with a name."""
    last = piece.lines[-1].box
    width = max(line.box.width for line in piece.lines)
    return len(piece.lines) > 1 and last.right > max(line.box.right for line in piece.lines) - SHORTER * width
