"""Lines that are no text: running headers and footers, page numbers, entries of a table of contents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.pdf.drafts import TableDraft
from extract.pdf.flow import Line
from extract.pdf.order import Region
from extract.pdf.page import Page

EDGE = 0.13
"""Part of a page's height above and below in which headers and footers stand."""
NARROW_EDGE = 0.08
"""The same, where the number of the page is all that speaks for it."""
ROUGHLY = 3.0
"""Points by which a line that returns may stand higher or lower."""
OFTEN = 3
"""Pages on which a line must return; two in a document that has no more."""
LONGEST = 120
"""Characters of a header or footer."""
DIGITS = re.compile(r"\d+")
NUMBER_AT_END = re.compile(
    r"^\D{0,3}(\d{1,4})\b|\b(\d{1,4})(?:\s*(?:van|of|/)\s*\d{1,4})?\D{0,3}$"
)  # 12 | Koers; Pagina 3 van 9
PAGE_NUMBER = re.compile(
    r"(?:(?:pagina|page|blz\.?|p\.)\s?)?[-–|]?\s?\d{1,4}(?:\s?(?:van|of|/)\s?\d{1,4})?\s?[-–|]?", re.IGNORECASE
)  # Pagina 6 van 306; - 6 -; 6
LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$|…{2,}\s*\d{1,4}$")  # Inleiding ........ 3
ENDS_IN_NUMBER = re.compile(r"[^\d\s](?:\s|\s?(?P<joint>[—–])\s?)(?P<number>\d{1,4})$")  # Inleiding 3; Inleiding—21
FEWEST_ENTRIES = 5
"""Lines that end in page numbers that rise, and so are a table of contents without dots."""
ENTRIES = 0.5
"""Share of the lines of a column that end so; long entries take two lines."""
RISING = 0.9
"""Share of the numbers that are no lower than the one before; a year at a line's end is."""
SAME_SIZE = 0.6
"""Points."""


@dataclass(slots=True)
class Sheet:
    """A page read by geometry: its text and tables in reading order, without its words."""

    page: Page
    parts: list[Region | TableDraft] = field(default_factory=list)

    @property
    def lines(self) -> Iterator[Line]:
        """The lines of its text."""
        for part in self.parts:
            if isinstance(part, Region):
                yield from part.lines


def drop_furniture(sheets: Sequence[Sheet]) -> None:
    """Take the lines that are no text out of the pages of a document."""
    returning = _returning(sheets)
    offset = _page_offset(sheets)
    for sheet in sheets:
        for part in sheet.parts:
            if isinstance(part, Region):
                kept = [
                    line
                    for line in part.lines
                    if not (_is_edge(line, sheet.page, EDGE) and _key(line) in returning)
                    and not _is_page_number(line, sheet.page, offset)
                ]
                part.lines = _without_contents(kept)
        sheet.parts = [part for part in sheet.parts if not isinstance(part, Region) or part.lines]


def _is_edge(line: Line, page: Page, part: float) -> bool:
    if len(line.content.text) > LONGEST:
        return False
    return line.box.bottom < part * page.height or line.box.top > (1 - part) * page.height


def _key(line: Line) -> tuple[str, int]:
    """What a line has in common with those that return in its place: its text but for the digits, and its height."""
    return DIGITS.sub("#", line.content.raw), round(line.baseline / ROUGHLY)


def _returning(sheets: Sequence[Sheet]) -> set[tuple[str, int]]:
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for sheet in sheets:
        for line in sheet.lines:
            if _is_edge(line, sheet.page, EDGE):
                text, height = _key(line)
                for near in (height - 1, height, height + 1):
                    pages[text, near].add(sheet.page.number)
    often = min(OFTEN, max(2, len(sheets)))
    return {key for key, numbers in pages.items() if len(numbers) >= often}


def _numbers(line: Line) -> list[int]:
    return [int(group) for match in NUMBER_AT_END.finditer(line.content.raw) for group in match.groups() if group]


def _page_offset(sheets: Sequence[Sheet]) -> int | None:
    """What the printed page numbers differ from the real ones by, where most pages agree; 0 for a single page."""
    if len(sheets) == 1:
        return 0
    offsets: Counter[int] = Counter()
    for sheet in sheets:
        edge = (line for line in sheet.lines if _is_edge(line, sheet.page, EDGE))
        offsets.update({number - sheet.page.number for line in edge for number in _numbers(line)})
    best, count = offsets.most_common(1)[0] if offsets else (0, 0)
    return best if 2 * count > len(sheets) else None


def _is_page_number(line: Line, page: Page, offset: int | None) -> bool:
    """Whether a line at the foot or head of a page begins or ends with its number."""
    if not _is_edge(line, page, NARROW_EDGE):
        return False
    says_so = PAGE_NUMBER.fullmatch(line.content.raw) is not None
    return says_so or (offset is not None and page.number + offset in _numbers(line))


def _without_contents(lines: Sequence[Line]) -> list[Line]:
    """Lines without those of a table of contents: its dotted lines, or the stretch in which page numbers rise."""
    if not any(line.content.text[-1:].isdigit() for line in lines):
        return list(lines)
    plain = [line for line in lines if not (line.content.text[-1:].isdigit() and LEADER.search(line.content.text))]
    numbered = [index for index, line in enumerate(plain) if ENDS_IN_NUMBER.search(line.content.text)]
    entries = [plain[index] for index in numbered]
    if not _are_entries(entries) or ENTRIES * len(plain) > len(entries):
        return plain
    first = numbered[0]
    while first > 0 and abs(plain[first - 1].size - plain[first].size) < SAME_SIZE:
        first -= 1
    return [*plain[:first], *plain[numbered[-1] + 1 :]]


def _are_entries(lines: Sequence[Line]) -> bool:
    """Whether the numbers at the ends of lines are those of pages: they rise, and stand below each other."""
    if len(lines) < FEWEST_ENTRIES:
        return False
    ends = [match for line in lines if (match := ENDS_IN_NUMBER.search(line.content.text))]
    numbers = [int(match["number"]) for match in ends]
    rights = [line.box.right for line in lines]
    rises = sum(1 for one, next_ in pairwise(numbers) if one <= next_)
    beside = max(rights) - min(rights) < ROUGHLY or all(match["joint"] for match in ends)
    return beside and rises >= RISING * (len(numbers) - 1) and numbers[0] < numbers[-1]
