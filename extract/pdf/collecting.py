"""Page by page: by tags or by geometry, and what is kept of a page once it is let go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2

from extract.document import Doubt, Limits, Locator
from extract.pdf.drafts import DraftTable, Kind, Piece, TableDraft
from extract.pdf.hyphens import Vocabulary
from extract.pdf.page import Page, Word
from extract.pdf.structure import BrokenStructure, Element, read_structure
from extract.pdf.tagged_tables import read_grid
from extract.pdf.tags import TagReader

GOES_ON = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.HEADING})
Item = Piece | TableDraft


@dataclass(slots=True)
class PageCollector:
    """What was read of the pages so far."""

    limits: Limits
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    doubts: list[Doubt] = field(default_factory=list)
    _read: list[Piece | DraftTable | TableDraft] = field(default_factory=list)
    _open: dict[tuple[int, ...], Piece | DraftTable] = field(default_factory=dict)
    """By element: what may go on on a later page."""

    def add(self, page: Page, tagged: pypdfium2.PdfPage | None) -> None:
        """Add a page; `tagged` is given where its tags may be read."""
        structure = _structure(tagged) if tagged is not None else ()
        words: dict[int, list[Word]] = defaultdict(list)
        for word in page.words:
            if word.mcid is not None:
                words[word.mcid].append(word)
        for item in TagReader(page, words).read(structure):
            self._add_tagged(item)

    def _add_tagged(self, item: Piece | DraftTable) -> None:
        path = item.path
        before = self._open.get(path) if path is not None else None
        if isinstance(before, DraftTable) and isinstance(item, DraftTable):
            before.go_on(item)
            return
        if isinstance(before, Piece) and isinstance(item, Piece) and before.kind is item.kind:
            before.lines += item.lines
            return
        self._read.append(item)
        if path is not None and (isinstance(item, DraftTable) or item.kind in GOES_ON):
            self._open[path] = item

    def items(self) -> list[Item]:
        """All pieces and tables in reading order, those that go on overleaf whole."""
        items: list[Item] = []
        for read in self._read:
            if isinstance(read, DraftTable):
                draft = read_grid(read, self.limits)
                if draft is not None:
                    items.append(draft)
            else:
                items.append(read)
        for item in items:
            if isinstance(item, Piece):
                for line in item.lines:
                    self.vocabulary.add(line.content.text)
        return items


def _structure(page: pypdfium2.PdfPage) -> Sequence[Element]:
    try:
        return read_structure(page.raw)
    except BrokenStructure:
        return ()
