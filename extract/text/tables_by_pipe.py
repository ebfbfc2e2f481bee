"""Tables with a pipe between their cells, as Markdown and many text converters print them.

Such a converter may have dropped empty cells and filled the row up at its end. Where that may be so the row is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from extract.shapes import YEAR_INSIDE, Shape, is_row_number, names_period, shape_of
from extract.text.drafts import Draft, Row, place_in_order
from extract.text.lines import Line, Span
from extract.text.words import VALUE_HEAD

PIPE = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"[|+:=\-\s]*-[|+:=\-\s]*")  # ---|---|---   |:--|--:|   +----+----+
TOO_MANY = "Deze rij heeft meer cellen dan de andere rijen van de tabel; het is niet zeker in welke kolom ze horen."
FEWEST_ALIKE = 4
MOST_ALIKE = 0.75
"""So many rows, and this part of them, must leave no more than the same last columns blank before that blank is taken as printed.

Of rows that lose one cell in five, four with six cells each lose exactly one by chance in one table of fifty.
"""

Cells = tuple[Span, ...]


def has_pipe(line: Line) -> bool:
    """Whether a line may be a row of a table with pipes, or a rule in one."""
    return PIPE.search(line.raw) is not None or is_rule(line)


def is_rule(line: Line) -> bool:
    """Whether a line is the rule under a header row, or between rows."""
    return len(line.text) >= 3 and RULE.fullmatch(line.text) is not None and ("|" in line.text or "+" in line.text)


def read_pipe_table(lines: Sequence[Line]) -> Draft | None:
    """The table that successive lines with pipes hold; None where they are no table."""
    rows = [split_cells(line) for line in lines if not is_rule(line)]
    width = _count_columns(lines, rows)
    if len(rows) < 2 or width < 2:
        return None
    leading = all(line.raw.lstrip(" ").startswith("|") for line in lines)
    fitted = [_fit(row, width, leading) for row in rows]
    if not any(sum(1 for cell in row if cell.text) > 1 for row in fitted):
        return None
    header_rows = count_header_rows(fitted, next((n for n, line in enumerate(lines) if is_rule(line)), 0))
    return Draft(rows=settle_rows(fitted, header_rows, width), columns=max(map(len, fitted)), header_rows=header_rows)


def split_cells(line: Line) -> Cells:
    """The pieces between the pipes of a line, the empty ones before the first and after the last included."""
    start = line.span.start - (len(line.raw) - len(line.raw.lstrip()) if line.text else 0)
    whole = Span(start, start + len(line.raw), line.raw)
    edges = [0, *(edge for match in PIPE.finditer(line.raw) for edge in match.span()), len(line.raw)]
    return tuple(whole.part(left, right) for left, right in zip(edges[::2], edges[1::2], strict=True))


def _count_columns(lines: Sequence[Line], rows: Sequence[Cells]) -> int:
    """Columns by the rule under the header where there is one, else by what most rows have."""
    rule = next((line.text.strip("|+ ") for line in lines if is_rule(line)), None)
    if rule is not None:
        return len(re.split(r"[|+]", rule))
    leading = all(not row[0].text for row in rows)
    counts = Counter(len(row) - leading - (not row[-1].text) for row in rows)
    return max(counts, key=lambda count: (counts[count], count), default=0)


def _fit(row: Cells, width: int, leading: bool) -> Cells:
    """A row without what stands before a leading and after a trailing pipe."""
    if leading and not row[0].text and len(row) > 1:
        row = row[1:]
    return row[:-1] if len(row) > width and not row[-1].text else row


def count_header_rows(rows: Sequence[Cells], declared: int) -> int:
    """Header rows: those above the rule, and rows below them that hold only periods and other heads."""
    count = declared or int(_is_header(rows[0], first=True))
    while 0 < count < len(rows) - 1 and _is_header(rows[count], first=False):
        count += 1
    return count


def _is_header(row: Cells, *, first: bool) -> bool:
    """Whether a row can be header by its shapes; a row below the first must name periods and leave its label open."""
    filled = [cell.text for cell in row if cell.text]
    heads = [text for text in filled if names_period(text) or VALUE_HEAD.fullmatch(text)]
    if first:
        return bool(filled) and all(shape_of(text) in (Shape.WORDS, Shape.PERIOD) for text in filled)
    plain = all(shape_of(text) is Shape.WORDS or names_period(text) for text in filled)
    periods = sum(1 for text in filled if names_period(text))
    return plain and periods > 0 and 2 * len(heads) > len(filled) and (not row[0].text or periods > 1)


def settle_rows(rows: Sequence[Cells], header_rows: int, width: int) -> tuple[Row, ...]:
    """Decide for every row whether its cells stand where they are printed or were shifted to the left."""
    body = [row for row in rows[header_rows:] if len(row) == width]
    figure_rows = [row for row in body if _has_figures(row)]
    kept = any(_has_inner_blank(row) for row in figure_rows)
    spare = min(map(_count_trailing, figure_rows), default=0)
    fullest = [row for row in figure_rows if _count_trailing(row) == spare]
    shapes = _column_shapes(fullest, width)
    sure_spare = not spare or (
        len(fullest) >= max(FEWEST_ALIKE, MOST_ALIKE * len(figure_rows))
        and _ends_open(rows[:header_rows], width, spare)
        and not _has_words_below_year(rows[:header_rows], shapes)
    )

    def lost(row: Cells) -> bool:
        if len(row) != width:
            return sum(1 for cell in row if cell.text) > 1
        if kept or not _count_trailing(row):
            return False
        if not _has_figures(row):
            return _has_stray_words(row, shapes)
        return (_count_trailing(row) > spare or not sure_spare) and not _has_one_place(row, shapes)

    settled = [_header_row(row, width) for row in rows[:header_rows]]
    return tuple(
        settled + [_lost_row(row, width) if lost(row) else Row(place_in_order(row)) for row in rows[header_rows:]]
    )


def _header_row(row: Cells, width: int) -> Row:
    """A header row in its columns; a shorter one leaves the label open, or has names of groups over several columns."""
    if len(row) == width - 1 and all(names_period(cell.text) or VALUE_HEAD.fullmatch(cell.text) for cell in row):
        return Row(place_in_order(row, 1))
    return Row(place_in_order(row), lost=1 < len(row) < width)


def _lost_row(row: Cells, width: int) -> Row:
    """A row of uncertain places; blanks at its end only fill it up."""
    cells = row[: len(row) - _count_trailing(row)]
    return Row(place_in_order(cells), lost=True, doubt=TOO_MANY if len(row) > width else "")


def _entries(row: Cells) -> tuple[int, ...]:
    """Columns of a row that hold entries; the number before a label is none."""
    numbered = len(row) > 1 and is_row_number(row[0].text) and shape_of(row[1].text) is Shape.WORDS
    return tuple(
        column for column, cell in enumerate(row) if shape_of(cell.text) >= Shape.FIGURE and (column or not numbered)
    )


def _has_figures(row: Cells) -> bool:
    return bool(_entries(row))


def _has_inner_blank(row: Cells) -> bool:
    """Whether an empty cell was kept between the label and the last entry: so this source keeps its empty cells."""
    first = next(column for column, cell in enumerate(row) if cell.text)
    return any(not cell.text for cell in row[first : _entries(row)[-1]])


def _count_trailing(row: Cells) -> int:
    """Blanks at the end of a row."""
    return len(row) - max((column + 1 for column, cell in enumerate(row) if cell.text), default=0)


def _ends_open(header: Sequence[Cells], width: int, spare: int) -> bool:
    """Whether it is natural that all rows leave the last columns blank.

    It is where the periods of the columns only ascend, so that the last are yet to come, and where these are columns for words
    beside columns that all name a period. In any other order the blank may have stood further left in every row.
    """
    if not header:
        return False
    heads = [cell.text for cell in header[-1]] + [""] * width
    years = [match.group()[-4:] if (match := YEAR_INSIDE.search(head)) else "" for head in heads[:width]]
    named = next((column for column, year in enumerate(years) if year), width)
    if all(years[named:]) and named < width - spare:
        return all(left <= right for left, right in pairwise(years[named:])) and years[-spare] > years[-spare - 1]
    words = all(head and not VALUE_HEAD.fullmatch(head) for head in heads[width - spare : width])
    return words and named < width - spare and all(years[named : width - spare]) and not any(years[width - spare :])


def _has_words_below_year(header: Sequence[Cells], shapes: Sequence[frozenset[Shape]]) -> bool:
    """Whether a column that is headed by a year holds words only, as it does where rows moved to the left."""
    heads = header[-1] if header else ()
    return any(
        YEAR_INSIDE.search(head.text) and column == {Shape.WORDS} for head, column in zip(heads, shapes, strict=False)
    )


def _column_shapes(rows: Sequence[Cells], width: int) -> tuple[frozenset[Shape], ...]:
    """The shapes seen in each column of the fullest rows."""
    return tuple(frozenset(shape_of(row[column].text) for row in rows) - {Shape.BLANK} for column in range(width))


def _has_stray_words(row: Cells, shapes: Sequence[frozenset[Shape]]) -> bool:
    """Whether a row without figures has words in a column of figures; `Bron: | CBS` is a remark and may."""
    if row[0].text.endswith(":"):
        return False
    return any(
        cell.text and column and shapes[column] and Shape.WORDS not in shapes[column] for column, cell in enumerate(row)
    )


def _has_one_place(row: Cells, shapes: Sequence[frozenset[Shape]]) -> bool:
    """Whether the printed place is the only one where every cell agrees with the shape of its column."""
    first = next(column for column, cell in enumerate(row) if cell.text)
    texts = [cell.text for cell in row[first:] if cell.text]
    printed = all(fits(shape_of(cell.text), shapes[column]) for column, cell in enumerate(row) if cell.text)
    return printed and count_places(tuple(shape_of(text) for text in texts), tuple(shapes[first:])) == 1


def fits(shape: Shape, column: frozenset[Shape]) -> bool:
    """Whether a cell of a shape can stand in a column where these shapes were seen; where none was, any can."""
    if not column:
        return True
    if shape is Shape.WORDS:
        return Shape.WORDS in column
    return shape in column or bool(column & {Shape.FIGURE, Shape.MISSING}) or shape is Shape.MISSING


@lru_cache(4096)
def count_places(shapes: tuple[Shape, ...], columns: tuple[frozenset[Shape], ...]) -> int:
    """In how many ways cells can be laid over columns in their order, each where its shape fits.

    >>> count_places((Shape.FIGURE,), (frozenset({Shape.FIGURE}), frozenset({Shape.WORDS}), frozenset({Shape.FIGURE})))
    2
    """
    ways = [1] + [0] * len(shapes)
    for column in columns:
        for cell in range(len(shapes), 0, -1):
            if fits(shapes[cell - 1], column):
                ways[cell] += ways[cell - 1]
    return ways[-1]
