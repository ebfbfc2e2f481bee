"""What goes on on the next page: paragraphs without an end, items, and tables."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf.drafts import Kind, Piece, TableDraft
from extract.pdf.joining import joined
from extract.pdf.paragraphs import SAME_SIZE, SENTENCE_END

Item = Piece | TableDraft


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
        if isinstance(before, TableDraft) and isinstance(item, TableDraft) and _take_in(before, item):
            continue
        whole.append(item)
        last = len(whole) - 1
    return whole


def _take_in(before: TableDraft, table: TableDraft) -> bool:
    """Add a table at the top of a page to the one at the end of the page before, where it goes on with its columns."""
    if table.captions or table.found.locator.page != before.last_page + 1:
        return False
    whole = joined(before.found, table.found)
    if whole is None:
        return False
    before.unsure += tuple(row + whole.rows - table.found.rows for row in table.unsure)
    before.found = whole
    before.doubts += table.doubts
    return True


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Whether a paragraph at the top of a page goes on with the one at the end of the page before."""
    if piece.kind is not Kind.PARAGRAPH or before.kind not in (Kind.PARAGRAPH, Kind.ITEM):
        return False
    if before.path is not None or piece.path is not None or piece.page != before.last_page + 1:
        return False
    end, start = before.lines[-1], piece.lines[0]
    if abs(end.size - start.size) >= SAME_SIZE or end.bold != start.bold:
        return False
    return SENTENCE_END.search(end.content.text) is None and start.content.text[:1].islower()
