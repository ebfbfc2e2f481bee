"""What goes on on the next page: paragraphs without an end, items, and tables."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf.drafts import Kind, Piece, TableDraft
from extract.pdf.paragraphs import SAME_SIZE, SENTENCE_END

Item = Piece | TableDraft


def join_overleaf(items: Sequence[Item]) -> list[Item]:
    """The items, those that go on after a page's end joined; notes at the foot of the page stand between their halves."""
    joined: list[Item] = []
    last: int | None = None
    for item in items:
        if isinstance(item, Piece) and item.kind is Kind.NOTE:
            joined.append(item)
            continue
        before = joined[last] if last is not None else None
        if isinstance(before, Piece) and isinstance(item, Piece) and _goes_on(before, item):
            before.lines += item.lines
            before.last_page = item.page
            continue
        joined.append(item)
        last = len(joined) - 1
    return joined


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
