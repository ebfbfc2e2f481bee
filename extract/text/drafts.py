"""Tables in the making: rows of placed pieces of text, and how they become a `Table` of the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.document import Cell, Doubt, Limits, Locator, RefusedDocument, Table
from extract.text.lines import Span

BOLD = re.compile(r"(?:\*\*|__)(?=\S)(.+?)(?<=\S)(?:\*\*|__)")  # **Totaal**


@dataclass(frozen=True, slots=True)
class Row:
    """A row: each piece with its column; blanks are pieces without text."""

    cells: tuple[tuple[int, Span], ...]
    lost: bool = False
    """The columns are not certain: only the order of the pieces is."""
    doubt: str = ""
    """Why a person should look at this row, in one Dutch sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A table as found in the text, before it has a number."""

    rows: tuple[Row, ...]
    columns: int
    header_rows: int = 0
    caption: Span | None = None

    @property
    def spans(self) -> Iterable[Span]:
        return (span for row in self.rows for _, span in row.cells)


def place_in_order(spans: Sequence[Span], first: int = 0) -> tuple[tuple[int, Span], ...]:
    """Pieces in successive columns."""
    return tuple(enumerate(spans, first))


def build_table(draft: Draft, limits: Limits) -> Table:
    """The table of a draft; every cell's locator cuts its text from the document.

    Raises UnreadableDocument for a table of more cells than the limits allow.
    """
    if len(draft.rows) * draft.columns > limits.cells:
        raise RefusedDocument(
            f"A table of {len(draft.rows)} rows and {draft.columns} columns is above the limit of {limits.cells} cells; split the document."
        )
    cells = tuple(
        _cell(number, column, span, header=number < draft.header_rows, lost=row.lost)
        for number, row in enumerate(draft.rows)
        for column, span in row.cells
    )
    return Table(
        cells=cells,
        rows=len(draft.rows),
        columns=draft.columns,
        locator=_whole(draft),
        caption=draft.caption.content if draft.caption else None,
        header_rows=draft.header_rows,
    )


def _cell(row: int, column: int, span: Span, *, header: bool, lost: bool) -> Cell:
    """A cell of a row; the stars of Markdown round its whole text make it bold."""
    bold = BOLD.fullmatch(span.text)
    bare = span.part(bold.start(1), bold.end(1)) if bold else span
    return Cell(
        row=row,
        column=column,
        content=bare.content,
        locator=bare.locator,
        header=header,
        bold=bold is not None,
        lost=lost,
    )


def _whole(draft: Draft) -> Locator:
    spans = tuple(draft.spans)
    return Locator(address=f"char={min(span.start for span in spans)},{max(span.end for span in spans)}")


def row_doubts(draft: Draft, number: int) -> tuple[Doubt, ...]:
    """What a person should look at in table `number` (from 1)."""
    return tuple(
        Doubt(
            rule="ragged-row",
            message=row.doubt,
            locator=Locator(address=f"char={row.cells[0][1].start},{row.cells[-1][1].end}"),
            table=number,
            row=index,
            found=" | ".join(span.text for _, span in row.cells),
        )
        for index, row in enumerate(draft.rows)
        if row.doubt
    )
