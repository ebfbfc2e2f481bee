"""How a CSV separates its fields, and whether a text is one at all."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.shapes import is_sentence

DELIMITERS = (";", "\t", ",")
"""The usual first: a Dutch Excel writes semicolons, since the comma is in the figures."""
LINES_LOOKED_AT = 200
FEWEST_LINES = 3
"""Without the ending of a CSV: two lines with a semicolon each can be a list of words."""
FEWEST_NAMED = 2
"""A header and a row."""
SHARE_OF_LINES = 0.6
"""Lines that must have as many fields as most; titles above and notes below a table have fewer."""
SHARE_OF_TEXT = 0.9
"""The same for a text that is not named as a CSV."""
LONGEST_FIELD = 120
"""Characters of an average field; running text between two semicolons is longer."""
csv.field_size_limit(10_000_000)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How fields are separated, and how sure that is."""

    delimiter: str
    columns: int
    share: float
    """Of the lines with several fields, those with as many fields as most."""
    lines: int
    """Lines with several fields."""
    lone: int
    """Lines with one field only: titles above a table, notes below it."""


def read_rows(text: str, delimiter: str) -> list[list[str]]:
    """The fields of each line of a text, quotes taken off; a field may hold line ends."""
    return list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, skipinitialspace=delimiter == ","))


def find_dialect(text: str) -> Dialect | None:
    """The separator by which most lines have the same number of fields, two at least; None where there is none."""
    found = [dialect for delimiter in DELIMITERS if (dialect := _try(text, delimiter)) is not None]
    return max(found, key=lambda dialect: (dialect.share >= SHARE_OF_LINES, dialect.share), default=None)


def _try(text: str, delimiter: str) -> Dialect | None:
    lines = text.splitlines(keepends=True)[:LINES_LOOKED_AT]
    if not any(delimiter in line for line in lines) or (delimiter == "," and _is_prose(lines)):
        return None
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=delimiter == ",") if any(row)]
    except csv.Error:
        return None
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return None
    columns, count = widths.most_common(1)[0]
    several = widths.total()
    if several < FEWEST_NAMED or not _are_fields(rows):
        return None
    return Dialect(delimiter, columns, count / several, several, len(rows) - several)


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether most lines are sentences, whose commas separate no fields."""
    return 2 * sum(is_sentence(line.strip()) for line in lines) > sum(1 for line in lines if line.strip())


def _are_fields(rows: Sequence[Sequence[str]]) -> bool:
    """Whether what stands between separators could be fields."""
    fields = [field for row in rows if len(row) > 1 for field in row]
    return sum(map(len, fields)) <= LONGEST_FIELD * len(fields)


def is_csv(text: str, *, named: bool) -> bool:
    """Whether a text is a CSV; `named`: it has the ending of one.

    >>> is_csv("Politie;120;125\\nJustitie;80;81\\nTotaal;200;206\\n", named=False)
    True
    >>> is_csv("Het doel is 5 procent, of meer; dat is veel.\\nWij zien toe.\\n", named=True)
    False
    """
    dialect = find_dialect(text)
    if dialect is None:
        return False
    if named:
        return dialect.delimiter != "," or dialect.share >= SHARE_OF_LINES
    is_plain = dialect.delimiter == ";" and dialect.columns > 2 and dialect.lines >= FEWEST_LINES
    return is_plain and dialect.lines * dialect.share >= SHARE_OF_TEXT * (dialect.lines + dialect.lone)
