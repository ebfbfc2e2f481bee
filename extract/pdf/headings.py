"""Which pieces of a document without tags are headings, and of which level: by size and weight against the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extract.html.captions import CaptionKind, caption_kind
from extract.pdf.drafts import Kind, Piece, TableDraft
from extract.pdf.flow import Line

LARGER = 1.08
"""Times the size of the text: a heading of the lowest level is often one point larger."""
LONGEST = 200
"""Characters of a heading."""
LITTLE_TEXT = 300
"""Characters; titles alone do not tell which size is that of text."""
MOST_LINES = 4
SAME = 0.4
"""Points by which sizes of one level differ."""
MOST_LEVELS = 6
RARELY = 0.05
"""Share of the headings of a document that look so."""
WORD = re.compile(r"[^\W\d_]{3}")
SECTION = re.compile(r"\d{1,2}[.)]|[A-Za-z][.)]|[ivx]+[.)]")  # 1.  a)
NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}\.?\s+[A-Z]")  # 2.2.1 Ordeningsprincipes, in italics
FIGURE = re.compile(r"(?<![\w.,])(?!(?:19|20)\d\d\b)-?\d[\d.]*(?:,\d+)?(?![\w.]*\w)")
"""Two of these are a row of figures: `Totaal € 444,5 miljard € 2,1 miljard`; years are none."""
ENDS_OPEN = re.compile(r"[.,;:…]$")
Look = tuple[float, bool]
"""Size and weight."""


def most_common_size(lines: Iterable[Line]) -> float:
    """The size of most characters of a document; 0 where there is no text."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.size] += len(line.content.text)
    return max(counts, key=lambda size: (counts[size], -size)) if counts else 0.0


def _body_size(items: Sequence[Piece | TableDraft]) -> float:
    """The size of the text of a document, or of its tables where it is little else."""
    lines = [line for item in items if isinstance(item, Piece) for line in item.lines]
    if sum(len(line.content.text) for line in lines) < LITTLE_TEXT:
        lines += [
            line for item in items if isinstance(item, TableDraft) for cell in item.found.cells for line in cell.lines
        ]
    return most_common_size(lines)


def find_headings(items: Sequence[Piece | TableDraft]) -> None:
    """Make headings of the paragraphs that look so; those that tags call headings stay as they are, above them."""
    body = _body_size(items)
    pieces = [item for item in items if isinstance(item, TableDraft) or item.kind is not Kind.NOTE]
    found: list[Piece] = []
    for index, item in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if isinstance(item, Piece) and _can_be_heading(item) and _is_heading(item, following, body):
            found.append(item)
    tagged = _tagged_levels(pieces)
    levels = _levels([_look(piece) for piece in found if _look(piece) not in tagged])
    for piece in found:
        piece.kind = Kind.HEADING
        look = _look(piece)
        above = max((level for other, level in tagged.items() if other > look), default=0)
        piece.level = tagged.get(look) or min(MOST_LEVELS, max(levels[look], above + 1) if tagged else levels[look])


def _tagged_levels(items: Sequence[Piece | TableDraft]) -> dict[Look, int]:
    """The level that most headings of a look have by their tags."""
    counts: dict[Look, Counter[int]] = {}
    for item in items:
        if isinstance(item, Piece) and item.kind is Kind.HEADING:
            counts.setdefault(_look(item), Counter())[item.level] += 1
    return {look: min(found, key=lambda level: (-found[level], level)) for look, found in counts.items()}


def _can_be_heading(piece: Piece) -> bool:
    """Whether a piece is a paragraph, or has the number of a section for a label."""
    return piece.kind is Kind.PARAGRAPH or (piece.kind is Kind.ITEM and SECTION.fullmatch(piece.label) is not None)


def _look(piece: Piece) -> Look:
    line = max(piece.lines, key=lambda line: len(line.content.text))
    return line.size, all(line.bold for line in piece.lines)


def _is_heading(piece: Piece, following: Piece | TableDraft | None, body: float) -> bool:
    text = " ".join(line.content.text for line in piece.lines)
    size, bold = _look(piece)
    if following is None or len(piece.lines) > MOST_LINES or len(text) > LONGEST or WORD.search(text) is None:
        return False
    is_set_off = size > LARGER * body or (bold and size > body - SAME)
    if not is_set_off and not (NUMBERED.match(text) and len(piece.lines) == 1 and size > body - SAME):
        return False
    if len(FIGURE.findall(text)) > 1:
        return False
    kind = caption_kind(text, bold=bold, named=False)
    if kind in (CaptionKind.NUMBERED, CaptionKind.UNIT):
        return False
    if isinstance(following, TableDraft) and size < LARGER * body:
        return False
    return ENDS_OPEN.search(text) is None


def _levels(looks: Sequence[Look]) -> dict[Look, int]:
    """The level of each look: the largest is the highest, of one size the bold one.

    Where there are many, each line of a cover has one of its own: looks that hardly return share a level, those above the
    first that does return the highest.
    """
    counts = Counter(looks)
    few = RARELY * counts.total() if len(counts) > MOST_LEVELS else 0
    levels: dict[Look, int] = {}
    level, holds_usual = 1, False
    before: Look | None = None
    for look in sorted(counts, reverse=True):
        is_usual = counts[look] > few
        is_new = before is not None and (before[0] - look[0] > SAME or before[1] != look[1])
        if is_new and (holds_usual or (is_usual and level == 1)):
            level, holds_usual = level + 1, False
        holds_usual = holds_usual or is_usual
        levels[look] = min(level, MOST_LEVELS)
        before = look
    return levels
