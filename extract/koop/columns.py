"""Where the entries of a CALS table stand: by the names of their columns, else in the order in which they come.

After the CALS exchange table model (OASIS TR 9503:1995): an entry names its column (`colname`), the first and last of
several (`namest`, `nameend`) or a span with a name of its own (`spanname`); one that names none takes the next column
that is free. `morerows` is the number of rows that it reaches down beyond its own.
"""

from __future__ import annotations

from lxml import etree

from extract.grid import MOST_COLUMNS, MOST_ROWS, Span, parse_span

IN_ORDER = Span()


class Columns:
    """The columns that one `tgroup` declares."""

    def __init__(self, tgroup: etree._Element) -> None:
        self._numbers: dict[str, int] = {}
        self._spans: dict[str, tuple[str | None, str | None]] = {}
        number = 0
        for spec in tgroup.iterchildren("colspec", "spanspec"):
            if spec.tag == "spanspec":
                self._spans[spec.get("spanname") or ""] = (spec.get("namest"), spec.get("nameend"))
                continue
            number = _number(spec.get("colnum"), MOST_COLUMNS) or number + 1
            self._numbers.setdefault(spec.get("colname") or "", number - 1)

    def place(self, entry: etree._Element) -> Span:
        """The column where an entry begins, as far as it names one, and how many columns and rows it covers."""
        rowspan = 1 + _number(entry.get("morerows"), MOST_ROWS)
        first, last = self._ends(entry)
        start, end = self._numbers.get(first or ""), self._numbers.get(last or "")
        if start is None or end is None:
            return IN_ORDER if rowspan == 1 else Span(rowspan)
        return Span(rowspan, abs(end - start) + 1, min(start, end))

    def _ends(self, entry: etree._Element) -> tuple[str | None, str | None]:
        """The names of the first and last column of an entry."""
        if entry.get("namest") is not None:
            return entry.get("namest"), entry.get("nameend") or entry.get("namest")
        if entry.get("spanname") is not None:
            return self._spans.get(entry.get("spanname") or "", (None, None))
        return entry.get("colname"), entry.get("colname")


def _number(text: str | None, most: int) -> int:
    """The whole number that an attribute gives, at most `most`; 0 where it gives none."""
    return parse_span(text, most=most, least=0) if text is not None and text.strip().isdecimal() else 0
