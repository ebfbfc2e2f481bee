"""From a plan to a table: whether what was found is one, and which of its cells have a sure place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.shapes import NOTED_YEAR, YEAR_INSIDE, Shape, find_date, names_period
from extract.text.drafts import Draft, Row, place_in_order
from extract.text.header_rows import HeaderKind, HeaderRow
from extract.text.layouts import Plan
from extract.text.lines import Span
from extract.text.row_shapes import Kind, Layout, Lead, Piece
from extract.text.tokens import TokenRun
from extract.text.words import Head, labels_second, read_head

FEWEST_FULL_ROWS = 3
MOST_WORDS = 0.4
"""A column of which fewer cells are words is one of figures."""
UNSURE = (
    "Waar deze rij begint en eindigt is niet zeker, doordat de tekst lege cellen heeft weggelaten; "
    "de cijfers kunnen bij een andere rij horen."
)


def is_table(run: TokenRun, plan: Plan) -> bool:
    """Whether what was found is a table rather than lines that happen to alternate with figures."""
    layout, header, pieces = plan.layout, plan.header, plan.pieces
    rows = [
        piece for piece in pieces if piece.kind in (Kind.FULL, Kind.LOST, Kind.CONTINUED) and _count_figures(run, piece)
    ]
    full = [piece for piece in pieces if piece.kind is Kind.FULL]
    if not rows:
        return layout.numbered and layout.width > 3 and len(full) > 1 and len(full) == len(pieces) and bool(header.rows)
    heads = run.tokens[header.rows[0].start : header.rows[-1].end] if header.rows else ()
    periods = sum(1 for head in heads if names_period(head.text) and not find_date(head.text))
    values = sum(1 for head in heads if Head.VALUE in read_head(head.text))
    blank = any(head.shape is Shape.BLANK for head in heads)
    if layout.width == 2:
        named = bool(heads) and (
            _heads_entry(heads[-1].text) or (layout.lead is Lead.PERIOD and bool(read_head(heads[0].text)))
        )
        return len(rows) > 1 and named and not _counts_up(run, rows)
    if not heads:
        sentences = run.sentences[pieces[-1].end] - run.sentences[pieces[0].start]
        return len(full) >= FEWEST_FULL_ROWS and not sentences
    return len(rows) > 1 or periods > 1 or values > 1 or blank


def _heads_entry(text: str) -> bool:
    """Whether a head names a period or a measure; a date with its day is none."""
    period = names_period(text) or NOTED_YEAR.fullmatch(text) is not None
    return (period or Head.VALUE in read_head(text)) and find_date(text) is None


def _count_figures(run: TokenRun, piece: Piece) -> int:
    return sum(1 for shape in run.shapes[piece.start + 1 : piece.end] if shape in (Shape.FIGURE, Shape.MISSING)) or int(
        piece.end - piece.start > 1 and run.shapes[piece.start] is Shape.FIGURE
    )


def _counts_up(run: TokenRun, rows: Sequence[Piece]) -> bool:
    """Whether the figures are page numbers: whole and never falling, as in a table of contents."""
    figures = [run.tokens[row.end - 1].text for row in rows]
    if not all(figure.isdecimal() for figure in figures):
        return False
    pages = [int(figure) for figure in figures]
    return pages == sorted(pages) and len(set(pages)) > 2 and pages[-1] < 1000


def draft_table(run: TokenRun, plan: Plan) -> Draft:
    """The table of a plan, every token in its place or marked as lost."""
    if _is_contradicted(run, plan) or _rests_on_one_row(run, plan):
        plan = replace(plan, pieces=tuple(replace(piece, sure=False) for piece in plan.pieces))
    header = [_draft_header(run, row, plan) for row in plan.header.rows]
    second = labels_second(*_label_heads(run, plan))
    body = [_draft_row(run, piece, plan, second) for piece in plan.pieces]
    caption = plan.header.caption
    return Draft(
        rows=(*header, *body),
        columns=plan.layout.width,
        header_rows=len(header),
        caption=None if caption is None else run.tokens[caption].span,
    )


def _is_contradicted(run: TokenRun, plan: Plan) -> bool:
    """Whether the header says that the rows were cut wrongly: a year over labels, or the year after it in another row."""
    layout, rows = plan.layout, plan.header.rows
    for row in rows:
        later = run.cells(row.start, row.end)[1 : layout.labels]
        if row.kind is HeaderKind.FULL and layout.lead is Lead.WORDS and any(names_period(cell.text) for cell in later):
            return True
    years = [YEAR_INSIDE.search(run.tokens[at].text) for row in rows[1:] for at in (row.start - 1, row.start)]
    return any(left and right and int(right[0][-4:]) == int(left[0][-4:]) + 1 for left, right in pairwise(years))


def _rests_on_one_row(run: TokenRun, plan: Plan) -> bool:
    """Whether a single row is as wide as the table, and has words among its entries: it may be two rows."""
    full = [piece for piece in plan.pieces if piece.kind is Kind.FULL]
    if len(full) != 1 or len(plan.pieces) == 1 or not plan.header.rows or plan.header.rows[-1].kind is HeaderKind.FULL:
        return False
    return Shape.WORDS in run.cell_shapes(full[0].start, full[0].end)[plan.layout.labels :]


WORDS_OF_A_TITLE = 3
"""A title has so many words at least; names of groups (`Realisatie`, `Noord-Nederland`) mostly have fewer."""


def _draft_header(run: TokenRun, row: HeaderRow, plan: Plan) -> Row:
    cells = run.cells(row.start, row.end)
    first = plan.layout.labels if row.kind is HeaderKind.VALUES else int(row.kind is HeaderKind.UNNUMBERED)
    lost = row.kind is HeaderKind.LOST or (row is not plan.header.rows[-1] and _may_begin_later(cells))
    return Row(place_in_order(cells, first), lost=lost)


def _may_begin_later(cells: Sequence[Span]) -> bool:
    """Whether a row of group names may begin at its first blank, the corner: longer titles stand before that."""
    blank = next((index for index, cell in enumerate(cells) if not cell.text), 0)
    return any(len(cell.text.split()) >= WORDS_OF_A_TITLE for cell in cells[1:blank])


def _label_heads(run: TokenRun, plan: Plan) -> tuple[str, str]:
    """The heads of the first two columns."""
    rows = plan.header.rows
    if not rows:
        return "", ""
    row = rows[-1] if rows[-1].kind is HeaderKind.FULL else rows[0]
    cells = [*run.cells(row.start, row.end)[:2], *run.cells(0, 0)]
    texts = [cell.text for cell in cells]
    return (texts[0], texts[1]) if len(texts) > 1 else ("", "")


def _draft_row(run: TokenRun, piece: Piece, plan: Plan, second: bool | None) -> Row:
    layout = plan.layout
    cells = run.cells(piece.start, piece.end)
    doubt = "" if piece.sure else UNSURE
    own = _own_labels(run, piece, plan)
    if piece.kind is Kind.LONE:
        first = int(layout.numbered and own < layout.labels and len(cells) < layout.width)
        return Row(place_in_order(cells, first), lost=len(cells) > 1 and not piece.sure, doubt=doubt)
    known = (second is not None or layout.numbered) and layout.labels + len(cells) - own == layout.width
    if piece.kind is Kind.CONTINUED and piece.sure and known and not _has_stray_words(run, piece, layout):
        first = layout.labels - own if second or layout.numbered else 0
        return Row((*place_in_order(cells[:own], first), *place_in_order(cells[own:], layout.labels)))
    if piece.kind is Kind.PAIR or (piece.kind is Kind.FULL and piece.sure and not _has_stray_words(run, piece, layout)):
        return Row(place_in_order(cells), doubt=doubt)
    shift = layout.labels - own if (second or layout.numbered) and 0 < own < layout.labels else 0
    return Row(place_in_order(cells, min(shift, layout.width - len(cells))), lost=True, doubt=doubt)


def _has_stray_words(run: TokenRun, piece: Piece, layout: Layout) -> bool:
    """Whether words stand in a column of figures, where they may be the label or section of the next row."""
    shapes = run.cell_shapes(piece.start, piece.end)
    if len(shapes) - shapes.count(Shape.BLANK) < 2:
        return False
    columns = layout.columns[layout.width - len(shapes) :]
    return any(shape is Shape.WORDS and share[0] < MOST_WORDS for shape, share in zip(shapes, columns, strict=False))


def _own_labels(run: TokenRun, piece: Piece, plan: Plan) -> int:
    """How many cells at the left of a row are labels, its number included."""
    if plan.layout.lead is not Lead.WORDS:
        return plan.layout.labels
    lead = int(run.shapes[piece.start] is not Shape.WORDS)
    return min(lead + run.words_run[piece.start + lead], piece.end - piece.start, plan.layout.labels)
