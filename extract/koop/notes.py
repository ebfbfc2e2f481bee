"""Notes of an official publication: each stands at its marker (`noot`), or at the end with a reference to it (`voetnoot`)."""

from __future__ import annotations

from lxml import etree

from extract.koop.elements import NOTES
from extract.runs import collapse

NUMBERS = ("noot.nr", "nr")
NUMBERED_NOTE = "voetnoot"
"""Before 2010 notes stood at the end and were referred to by their number, which was unique."""


class NoteIndex:
    """The notes of one publication, each with a key of its own, and what references lead to them.

    Numbers are no keys: those of table notes begin anew in every table.
    """

    def __init__(self, root: etree._Element) -> None:
        self.keys: dict[etree._Element, str] = {}
        self._by_id: dict[str, etree._Element] = {}
        self._by_number: dict[str, etree._Element] = {}
        for note in root.iter(*NOTES):
            identity = note.get("id") or f"noot-{len(self.keys) + 1}"
            key = identity if identity not in self._by_id else f"{identity}+{len(self.keys) + 1}"
            while key in self._by_id:
                key += "+"
            self.keys[note] = key
            self._by_id[key] = note
            if note.tag == NUMBERED_NOTE:
                self._by_number.setdefault(number_of(note), note)

    def target(self, element: etree._Element) -> etree._Element | None:
        """The note that a note itself, or a reference to one, stands for; None where it leads nowhere."""
        if element in self.keys:
            return element
        found = self._by_id.get(element.get("refid") or "")
        return self._by_number.get(number_of(element)) if found is None else found


def number_of(element: etree._Element) -> str:
    """The number or sign of a note as printed; of a reference its own, where it prints one.

    >>> number_of(etree.fromstring("<noot><noot.nr> 1 </noot.nr><noot.al>Voorlopig.</noot.al></noot>"))
    '1'
    """
    holder = next((child for child in element if child.tag in NUMBERS), None)
    if holder is not None:
        return text_of(holder)
    return element.get("nr") or ("" if element.tag in NOTES else text_of(element))


def text_of(element: etree._Element | None) -> str:
    """All text in an element, markers and all, white space as it shows; nothing for no element."""
    return "" if element is None else collapse("".join(map(str, element.itertext())))
