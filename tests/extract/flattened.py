"""Made-up tables and the texts that they leave when a page is flattened, with some of their cells gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from extract.document import Table
from extract.from_text import read

HARD_SPACE = "\u00a0"
WORDS = (
    *("veiligheid", "inwoners", "meldingen", "jongeren", "politie", "overlast"),
    *("woningen", "inbraken", "aangiften", "geweld", "zaken", "wijken"),
)
LEADS = (
    *("Aantal", "Percentage", "Aandeel", "% van de", "Totaal"),
    *("Omvang", "Score", "Inzet van", "Geregistreerde"),
)
TAILS = ("", "", "", " (per 1.000 inwoners)", " (in mln. euro)", " 12-17 jaar", "1", "*")
SOURCES = ("CBS", "Politie", "Eigen registratie", "Bureau Halt", "GGD Monitor")
MISSING = ("-", "n.v.t.", "nnb", "PM", "niet bekend")


@dataclass(frozen=True, slots=True)
class Flattened:
    """A text, and which head and which row each of its cells belongs to, by the offset where the cell begins."""

    text: str
    places: dict[int, tuple[int, int]]
    heads: tuple[str, ...]
    values: range
    """The columns of figures."""
    rows: int


def figure(random: Random) -> str:
    if random.random() < 0.06:
        return random.choice(MISSING)
    kind = random.randrange(5)
    whole = str(random.randint(0, 999))
    return (
        whole,
        f"{whole},{kind}",
        f"{random.randint(0, 100)}%",
        f"{random.randint(1, 99)}.{whole:0>3}",
        f"‒ {whole}",
    )[kind]


def label(random: Random) -> str:
    words = " ".join(random.sample(WORDS, random.randint(1, 3)))
    return f"{random.choice(LEADS)} {words}{random.choice(TAILS)}"


def heads_of(random: Random, columns: int) -> list[str]:
    """Heads of columns of figures: years, or a measure and its year."""
    first = random.randint(2010, 2022)
    if random.random() < 0.6:
        return [str(first + column) for column in range(columns)]
    return [f"{random.choice(('Realisatie', 'Norm', 'Raming'))} {first + column}" for column in range(columns)]


def grid_of(random: Random, loss: float, *, whole: int = 0) -> tuple[list[list[str | None]], range]:
    """A table as rows of cells: empty where the page shows an empty cell, None where the text will lack it.

    The first `whole` rows lose nothing.
    """
    columns, source = random.randint(2, 7), random.random() < 0.25
    head: list[str | None] = [random.choice(("Indicator", "Omschrijving")), *heads_of(random, columns)]
    grid: list[list[str | None]] = [head + ["Bron"] * source]
    for number in range(random.randint(4, 14)):
        if random.random() < 0.15:
            grid.append([" ".join(random.sample(WORDS, 2)).capitalize(), *[""] * (len(head) - 1 + source)])
        figures = [None if random.random() < loss * (number >= whole) else figure(random) for _ in range(columns)]
        grid.append([label(random), *figures, *[random.choice(SOURCES)] * source])
    return grid, range(1, columns + 1)


def one_cell_a_paragraph(seed: int, loss: float) -> Flattened:
    """A text in which each cell is a paragraph, and blanks beside each other are hard spaces in one."""
    random = Random(seed)
    grid, values = grid_of(random, loss)
    parts: list[tuple[str, tuple[int, int] | None]] = [("Dit zijn de cijfers zoals die zijn afgesproken.", None)]
    parts += [("Tabel 3 " + " ".join(random.sample(WORDS, 2)), None)]
    for number, row in enumerate(grid):
        blanks = row.count("")
        parts += [(cell, (number, column)) for column, cell in enumerate(row) if cell]
        parts += [(HARD_SPACE * blanks, None)] if blanks else []
    return _text([*parts, ("Meer staat in het volgende hoofdstuk van dit verslag.", None)], "\n\n", grid, values)


def one_row_a_line(seed: int, loss: float) -> Flattened:
    """A text in which each row is a line, its cells parted by single spaces."""
    random = Random(seed)
    grid, values = grid_of(random, loss)
    parts: list[tuple[str, tuple[int, int] | None]] = []
    for number, row in enumerate(grid):
        cells = [(column, cell) for column, cell in enumerate(row) if cell]
        parts += [(cell, (number, column)) for column, cell in cells]
        parts.append(("\n", None))
    return _text(parts, " ", grid, values)


def pipes_filled_at_the_end(seed: int, loss: float, whole: int = 1) -> Flattened:
    """A text with pipes in which the cells after a vanished one moved to the left.

    The first `whole` rows lose nothing: a last column that is blank in every row is taken as printed so.
    """
    random = Random(seed)
    grid, values = grid_of(random, loss, whole=whole)
    parts: list[tuple[str, tuple[int, int] | None]] = []
    for number, row in enumerate(grid):
        kept = [(column, cell) for column, cell in enumerate(row) if cell is not None]
        for column, cell in kept:
            parts += [(cell, (number, column) if cell else None), ("|", None)]
        parts += [("|", None)] * (len(row) - len(kept)) + [("\n", None)]
    return _text(parts, " ", grid, values)


def _text(
    parts: list[tuple[str, tuple[int, int] | None]], between: str, grid: list[list[str | None]], values: range
) -> Flattened:
    text, places = "", {}
    for part, place in parts:
        if place is not None:
            places[len(text)] = place
        text += part if part == "\n" else part + between
    return Flattened(text, places, tuple(cell or "" for cell in grid[0]), values, len(grid))


def misplaced(flattened: Flattened) -> Iterator[str]:
    """The figures that the reader puts under another head, or in one row with figures of another, without saying so."""
    for table in read(flattened.text.encode()).tables:
        heads = {cell.column: cell.content.text for cell in table.cells if cell.row == table.header_rows - 1}
        for row in range(table.header_rows, table.rows):
            yield from _misplaced_in_row(flattened, table, row, heads)


def _misplaced_in_row(flattened: Flattened, table: Table, row: int, heads: dict[int, str]) -> Iterator[str]:
    cells = [cell for cell in table.cells if cell.row == row and cell.content.text]
    starts = [int(cell.locator.address.removeprefix("char=").partition(",")[0]) for cell in cells]
    places = [flattened.places.get(start) for start in starts]
    if any(cell.lost for cell in cells) or len(cells) < 2:
        return
    if len({place[0] if place else None for place in places}) > 1:
        yield " | ".join(cell.content.text for cell in cells)
        return
    for cell, place in zip(cells, places, strict=True):
        if place and place[1] in flattened.values and heads.get(cell.column) != flattened.heads[place[1]]:
            yield cell.content.text


def count_sure_rows(flattened: Flattened) -> int:
    """Rows below the header, sections included, that the reader is sure of."""
    tables = read(flattened.text.encode()).tables
    return sum(
        1
        for table in tables
        for row in range(table.header_rows, table.rows)
        if not any(cell.lost for cell in table.cells if cell.row == row)
    )
