"""Tables with tabs between their cells, or with columns set out with spaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from extract.shapes import Shape, names_period, shape_of
from extract.text.drafts import Draft, Row, place_in_order
from extract.text.lines import Line, Span
from extract.text.words import read_head

GAP = re.compile(r"(?<=\S)(?:\s{2,}|\t)(?=\S)")  # two spaces or more between columns
TAB = re.compile(r"\t")
FEWEST_LINES = 2
MOST_ODD = 0.4
"""Part of the lines that may lack a gap: section rows and remarks."""

Cells = tuple[Span, ...]
Band = tuple[int, int]


def read_tab_table(lines: Sequence[Line]) -> Draft | None:
    """The table of lines with tabs between their cells; two tabs after each other stand for an empty cell."""
    return _read(lines, lambda line: _split(line, TAB), "\t")


def read_spaced_table(lines: Sequence[Line]) -> Draft | None:
    """The table of lines whose columns stand apart by two spaces or more."""
    if any("\t" in line.raw.strip() for line in lines):
        return None
    draft = _read(lines, lambda line: _split(line, GAP), "  ")
    return draft if draft is None or _is_even(draft) else None


def _is_even(draft: Draft) -> bool:
    """Whether most rows have sure places: justified text has gaps too, but not in the same places on each line."""
    sure = sum(1 for row in draft.rows if not row.lost and len(row.cells) > 1)
    return sure >= FEWEST_LINES and 2 * sure > len(draft.rows)


def _split(line: Line, gap: re.Pattern[str]) -> Cells:
    """The pieces of a line between its gaps; tabs at its ends stand for empty cells."""
    raw = line.raw if gap is TAB else line.raw.strip()
    start = (
        line.span.start if gap is GAP or not line.text else line.span.start - (len(line.raw) - len(line.raw.lstrip()))
    )
    whole = Span(start, start + len(raw), raw)
    edges = [0, *(edge for match in gap.finditer(raw) for edge in match.span()), len(raw)]
    return tuple(whole.part(left, right) for left, right in zip(edges[::2], edges[1::2], strict=True))


def _read(lines: Sequence[Line], split: Callable[[Line], Cells], gap: str) -> Draft | None:
    if sum(1 for line in lines if gap in line.raw.strip()) < max(FEWEST_LINES, (1 - MOST_ODD) * len(lines)):
        return None
    rows = [split(line) for line in lines]
    counts = Counter(len(row) for row in rows if len(row) > 1)
    width = max(counts, key=lambda count: (counts[count], count), default=0)
    if counts[width] < FEWEST_LINES or not _holds_figures(rows, width):
        return None
    starts = [line.span.start - line.indent for line in lines]
    bands = () if gap == "\t" else _bands(rows, starts, width)
    placed = tuple(_place(row, start, width, bands) for row, start in zip(rows, starts, strict=True))
    return Draft(rows=placed, columns=max(width, *map(len, rows)), header_rows=_count_header(rows))


def _holds_figures(rows: Sequence[Cells], width: int) -> bool:
    """Whether some column is one of figures."""
    full = [row for row in rows if len(row) == width]
    return any(
        sum(1 for row in full if shape_of(row[column].text) >= Shape.FIGURE) >= FEWEST_LINES for column in range(width)
    )


def _count_header(rows: Sequence[Cells]) -> int:
    """Rows at the top that hold heads only; below the first of them a row must name a period or a usual head."""
    count = 0
    for row in rows:
        texts = [cell.text for cell in row if cell.text]
        heads = [text for text in texts if names_period(text) or read_head(text)]
        plain = all(shape_of(text) is Shape.WORDS or names_period(text) for text in texts)
        if not plain or (count and not heads) or (len(texts) < 2 and not heads):
            break
        count += 1
    return count if count < len(rows) else 0


def _bands(rows: Sequence[Cells], starts: Sequence[int], width: int) -> tuple[Band, ...]:
    """From where to where on the line the cells of each column stand in the full rows; empty where columns overlap."""
    full = [(row, start) for row, start in zip(rows, starts, strict=True) if len(row) == width]
    bands = tuple(
        (min(row[n].start - start for row, start in full), max(row[n].end - start for row, start in full))
        for n in range(width)
    )
    return bands if all(left[1] <= right[0] for left, right in pairwise(bands)) else ()


def _place(row: Cells, start: int, width: int, bands: Sequence[Band]) -> Row:
    """A row in its columns: in order if it is full, by where its cells stand on the line if that is certain, else lost."""
    if len(row) == width or (len(row) == 1 and not bands):
        return Row(place_in_order(row))
    touched = [
        [n for n, (left, right) in enumerate(bands) if cell.start - start < right and cell.end - start > left]
        for cell in row
    ]
    columns = [found[0] for found in touched if len(found) == 1]
    if len(columns) == len(row) and len(set(columns)) == len(row) and len(row) <= width:
        return Row(tuple(zip(columns, row, strict=True)))
    return Row(place_in_order(row), lost=len(row) > 1)
