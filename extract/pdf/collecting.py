"""Page by page: by tags or by geometry, and what is kept of a page once it is let go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pypdfium2

from extract.document import Doubt, Limits, Locator
from extract.pdf.drafts import DraftTable, Kind, Piece, TableDraft
from extract.pdf.found import FoundTable
from extract.pdf.furniture import Sheet
from extract.pdf.headings import find_headings
from extract.pdf.hyphens import Vocabulary
from extract.pdf.order import Block, Region, read_order
from extract.pdf.overleaf import join_overleaf
from extract.pdf.page import Page, Word
from extract.pdf.sheets import read_sheets
from extract.pdf.structure import BrokenStructure, Element, read_structure
from extract.pdf.tables import find_tables
from extract.pdf.tagged_tables import read_grid
from extract.pdf.tags import TagReader
from extract.pdf.trust import covers_page, is_in_order, misses_words, same_place

UNRELIABLE = "unreliable-tags"
NOT_COVERED = (
    "De structuur die dit PDF-bestand voor pagina {page} opgeeft, laat een deel van de tekst weg; "
    "de pagina is gelezen zoals zij eruitziet."
)
TABLE_NOT_COVERED = (
    "De structuur die dit PDF-bestand voor een tabel op pagina {page} opgeeft, klopt niet met wat er staat; "
    "de tabel is gelezen zoals zij eruitziet. Vergelijk haar met de bron."
)
NO_TEXT = "no-text-layer"
ONLY_PICTURE = "{pages} alleen uit beeld: staat daar tekst of een tabel op, dan is die niet gelezen."
RECOGNISED = "recognised-text"
FROM_PICTURE = (
    "{pages} uit beeld waarvan de tekst is herkend (OCR): er kunnen cijfers verkeerd gelezen of gemist zijn, en "
    "nootmarkeringen ontbreken. Vergelijk ze met de bron."
)
GOES_ON = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.HEADING})
Item = Piece | TableDraft


@dataclass(slots=True)
class PageCollector:
    """What was read of the pages so far."""

    limits: Limits
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    doubts: list[Doubt] = field(default_factory=list)
    without_text: list[int] = field(default_factory=list)
    """Pages that show something but hold no text."""
    recognised: list[int] = field(default_factory=list)
    """Pages whose text was recognised in their picture."""
    _expected: dict[int, int] = field(default_factory=dict)
    """By number of a page that is being recognised: its place in what was read."""
    _read: list[Piece | DraftTable | TableDraft | Sheet] = field(default_factory=list)
    _open: dict[tuple[int, ...], Piece | DraftTable] = field(default_factory=dict)
    """By element: what may go on on a later page."""

    def add(self, page: Page, tagged: pypdfium2.PdfPage | None) -> None:
        """Add a page; `tagged` is given where its tags may be read."""
        structure = _structure(tagged) if tagged is not None else ()
        if structure and covers_page(structure, page):
            self._add_by_tags(page, structure)
            return
        sheet = self._add_by_geometry(page)
        if structure and sheet is not None and any(isinstance(part, TableDraft) for part in sheet.parts):
            self.doubts.append(_doubt(page, NOT_COVERED))

    def expect(self, page: Page) -> None:
        """Keep a place for a page whose text is being recognised."""
        self._expected[page.number] = len(self._read)
        self._read.append(Sheet(page))

    def add_recognised(self, number: int, page: Page | None) -> None:
        """Put a page that was recognised in its place; None where there was nothing to recognise."""
        if page is None or not page.words:
            self.without_text.append(number)
            return
        self.recognised.append(number)
        self._read[self._expected[number]] = read_by_geometry(page)

    def _add_by_geometry(self, page: Page) -> Sheet | None:
        if page.words:
            sheet = read_by_geometry(page)
            self._read.append(sheet)
            return sheet
        if is_picture(page):
            self.without_text.append(page.number)
        return None

    def _add_by_tags(self, page: Page, structure: Sequence[Element]) -> None:
        words: dict[int, list[Word]] = defaultdict(list)
        for word in page.words:
            if word.mcid is not None:
                words[word.mcid].append(word)
        tagged = frozenset(number for element in structure for number in element.content())
        open_tables = frozenset(path for path, item in self._open.items() if isinstance(item, DraftTable))
        found: list[FoundTable] | None = None
        for item in TagReader(page, words, open_tables).read(structure):
            if isinstance(item, DraftTable) and (misses_words(item, tagged, page) or not is_in_order(item)):
                found = find_tables(page) if found is None else found
                better = same_place(item, found)
                if better is not None:
                    self._read.append(TableDraft(better, item.captions, [_doubt(page, TABLE_NOT_COVERED)]))
                    continue
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
        by_geometry = read_sheets([read for read in self._read if isinstance(read, Sheet)])
        items: list[Item] = []
        for read in self._read:
            if isinstance(read, Sheet):
                items += by_geometry[read.page.number]
            elif isinstance(read, Piece | TableDraft):
                items.append(read)
            elif (draft := read_grid(read, self.limits)) is not None:
                items.append(draft)
        find_headings(items)
        self._learn_words(items)
        return join_overleaf(items)

    def all_doubts(self, hint: str = "") -> list[Doubt]:
        """What could not be read with certainty on any page; `hint` says what helps against pages without text."""
        without = _about_pictures(NO_TEXT, " ".join(filter(None, (ONLY_PICTURE, hint))), self.without_text)
        return [*self.doubts, *without, *_about_pictures(RECOGNISED, FROM_PICTURE, self.recognised)]

    def _learn_words(self, items: Sequence[Item]) -> None:
        for item in items:
            if isinstance(item, Piece):
                for line in item.lines:
                    self.vocabulary.add(line.content.text)
            else:
                for cell in item.found.cells:
                    self.vocabulary.add_cell([line.content.text for line in cell.lines])


def read_by_geometry(page: Page) -> Sheet:
    """A page by where everything stands on it, its words let go."""
    tables = find_tables(page)
    blocks = [Block(TableDraft(table), table.box) for table in tables]
    outside = [word for word in page.words if not any(table.box.holds(*word.box.middle) for table in tables)]
    sheet = Sheet(replace(page, words=(), horizontals=(), verticals=(), fills=(), images=()))
    for part in read_order(outside, blocks):
        sheet.parts.append(part if isinstance(part, Region) else part.content)
    return sheet


def is_picture(page: Page) -> bool:
    """Whether a page shows something but holds no text."""
    return not page.words and bool(page.images or page.curves)


def _about_pictures(rule: str, message: str, pages: Sequence[int]) -> Iterator[Doubt]:
    """One doubt about all pages that are pictures."""
    if not pages:
        return
    numbers = sorted(pages)
    named = f"Pagina {numbers[0]} bestaat" if len(numbers) == 1 else f"De pagina's {name_pages(numbers)} bestaan"
    place = Locator(address=f"page={numbers[0]}", page=numbers[0])
    yield Doubt(rule=rule, message=message.format(pages=named), locator=place, found=name_pages(numbers))


def name_pages(numbers: Sequence[int]) -> str:
    """Page numbers in words, those in a row as a range.

    >>> name_pages([1, 3, 4, 5, 9])
    '1, 3-5, 9'
    """
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    return ", ".join(str(row[0]) if len(row) == 1 else f"{row[0]}-{row[-1]}" for row in ranges)


def _doubt(page: Page, message: str) -> Doubt:
    place = Locator(address=f"page={page.number}", page=page.number)
    return Doubt(rule=UNRELIABLE, message=message.format(page=page.number), locator=place)


def _structure(page: pypdfium2.PdfPage) -> Sequence[Element]:
    try:
        return read_structure(page.raw)
    except BrokenStructure:
        return ()
