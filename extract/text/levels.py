"""Levels: how deep each heading and each list item stands, as far as numbers, hashes and indents tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.text.prose import Kind, Piece, Rank

DEEPEST = 9


def give_levels(pieces: Sequence[Piece]) -> Iterator[int]:
    """The level of each piece, from 1; 0 for a paragraph."""
    headings = _Headings()
    indents: list[int] = []
    for piece in pieces:
        if piece.kind is Kind.ITEM:
            yield _item_level(piece.depth, indents)
            headings.follow_text()
            continue
        indents.clear()
        if piece.kind is Kind.HEADING:
            yield headings.level(piece)
        else:
            headings.follow_text()
            yield 0


def _item_level(indent: int, indents: list[int]) -> int:
    """The level of a list item; `indents` are those of the lists that it could stand in, outermost first."""
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents)


class _Headings:
    """The headings so far: what rank the next one gets."""

    def __init__(self) -> None:
        self.title = False
        self.base = 0
        """Added to the parts of a number: 1 where the title above has none."""
        self.numbered = 0
        self.plain = 0
        """Level of the last heading that has no bullet."""
        self.follows = False
        """The last piece was a heading without number or hashes."""

    def follow_text(self) -> None:
        self.follows = False

    def level(self, piece: Piece) -> int:
        level = min(self._level(piece), DEEPEST)
        self.follows = piece.rank is Rank.PLAIN and self.title
        self.title = True
        if piece.rank is not Rank.BULLET:
            self.plain = level
        return level

    def _level(self, piece: Piece) -> int:
        match piece.rank:
            case Rank.HASHES:
                return max(piece.depth, 1)
            case Rank.NUMBER:
                if not self.title:
                    self.base, self.numbered = 0, piece.depth
                    return piece.depth
                self.base = self.base or int(self.numbered == 0)
                self.numbered = piece.depth + self.base
                return self.numbered
            case Rank.BULLET:
                return self.plain + 1
            case Rank.PLAIN:
                if not self.title:
                    return 1
                above = self.numbered or 1
                return self.plain + 1 if self.follows and self.plain > 1 else above + 1
