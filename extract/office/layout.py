"""Tables of a word processor that are no tables: frames around text, letters laid out in columns, and letterheads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

PROSE_PARAGRAPH = 80
"""Characters; shorter paragraphs in one cell are its lines."""
LETTER_LABEL = re.compile(
    r"(?:datum|dagtekening|betreft|onderwerp|aan|van|t\.a\.v\.|cc|bijlagen?|bijlage\(n\)|(?:ons|onze|uw) (?:kenmerk|referentie)|"
    r"(?:ons|onze|uw) brief(?: van)?|kenmerk|referentie|dossier(?:nummer)?|(?:zaak|document|registratie)nummer|contact(?:persoon)?|"
    r"behandeld door|behandelend ambtenaar|inlichtingen(?: bij)?|directie|afdeling|auteurs?|opsteller|status|versie|"
    r"classificatie|rubricering|telefoon|tel\.?|t|m|e|e-mail|doorkiesnummer|bezoekadres|postadres|postbus)\s*:?",
    re.IGNORECASE,
)
"""What stands before the fields of a letter: Ons kenmerk, Betreft, Bijlage(n)."""
FEWEST_FIELDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CellShape:
    """What a cell holds, before it is read."""

    paragraphs: Sequence[int]
    """Characters of each."""
    blocks: bool = False
    """A table, a heading or a list of its own stands in it."""

    @property
    def is_prose(self) -> bool:
        """Whether it holds blocks rather than the text of one cell."""
        return self.blocks or sum(1 for size in self.paragraphs if size > PROSE_PARAGRAPH) > 1


def is_layout(cells: Sequence[CellShape]) -> bool:
    """Whether a table is to be read block by block: it is a frame, or most of its text is blocks of prose."""
    if len(cells) <= 1:
        return True
    sizes = [(sum(cell.paragraphs), cell.is_prose) for cell in cells]
    return 2 * sum(size for size, prose in sizes if prose) > sum(size for size, _ in sizes)


def is_letterhead(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table holds the fields of a letter, below each other or beside each other, and their values.

    >>> is_letterhead([["Datum", "12 maart 2024"], ["Ons kenmerk", "4567890"], ["Betreft", "Voortgang"]])
    True
    >>> is_letterhead([["Indicator", "2020"], ["Status", "12"], ["Versie", "3"], ["Aantal", "4"]])
    False
    """
    filled = [found for row in rows if (found := [text for text in row if text])]
    below = all(len(row) <= 2 for row in filled) and _are_fields([row[0] for row in filled])
    return below or (len(filled) == 2 and _are_fields(filled[0]))


def _are_fields(labels: Sequence[str]) -> bool:
    fields = sum(1 for label in labels if LETTER_LABEL.fullmatch(label))
    return fields >= FEWEST_FIELDS and 2 * fields > len(labels)
