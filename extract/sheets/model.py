"""A sheet as it shows: its cells by row and column, hidden ones left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from extract.document import Limits, RefusedDocument
from extract.runs import TextRun

MOST_CHARACTERS = 50_000_000
"""Of all cells of a sheet, each counted: a file needs to hold a text once that a thousand cells show."""


@dataclass(slots=True)
class SheetCell:
    """A cell that holds something; rows and columns count from 0, hidden ones included."""

    row: int
    column: int
    run: TextRun
    address: str
    rows: tuple[int, ...] = ()
    """The rows that are shown and that it covers, its own first."""
    columns: tuple[int, ...] = ()
    """The columns that are shown and that it covers, its own first."""
    indent: float = 0.0
    uncomputed: bool = False
    """It holds a formula, and the file does not say what came of it."""


@dataclass(slots=True)
class Sheet:
    """A sheet that is shown."""

    name: str
    cells: list[SheetCell] = field(default_factory=list)
    """In reading order."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    address_form: str = ""
    """How addresses in it are written: `{row}`, `{column}` and `{letters}` are filled in."""
    _characters: int = 0

    def add(self, cell: SheetCell) -> None:
        """Add the next cell; UnreadableDocument where the cells show more text together than any sheet does."""
        self._characters += len(cell.run.source)
        if self._characters > MOST_CHARACTERS:
            raise RefusedDocument(
                f"The cells of the sheet {self.name!r} show more than {MOST_CHARACTERS:,} characters together; split it."
            )
        self.cells.append(cell)

    def address(self, row: int, column: int) -> str:
        """The address of a place."""
        return self.address_form.format(row=row + 1, column=column + 1, letters=column_letters(column))

    def refuse_above(self, limits: Limits) -> None:
        """Raise UnreadableDocument where it holds more cells than allowed."""
        if len(self.cells) > limits.cells:
            raise RefusedDocument(
                f"The sheet {self.name!r} holds more than the {limits.cells:,} cells allowed; split it, or allow more (--limit cells)."
            )


@lru_cache(maxsize=20_000)
def column_letters(column: int) -> str:
    """The letters of a column that counts from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address_of_sheet(name: str) -> str:
    """How addresses in a sheet are written, as Excel and LibreOffice take them: `'Blad 1'!B4`."""
    quoted = name.replace("'", "''").replace("{", "{{").replace("}", "}}")
    return f"'{quoted}'!{{letters}}{{row}}"


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def rows(self) -> Iterator[int]:
        """Its rows."""
        return iter(range(self.top, self.bottom + 1))
