"""Figures in running text: numbers with their unit, apart from years, dates, ages and numbers that are names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from normalise.digits import fits
from normalise.text import straighten
from normalise.wordlists import word_pattern

NUMBER = re.compile(
    r"(?P<currency>(?:€|\beuro|\beur)\s?)?"
    r"(?<![\w.,:/-])(?P<number>\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?![\w:]|[.,/]\d|-[\w])"
    r"(?:,-)?"
    r"(?P<mult>\s?(?:miljoen|mln|miljard|mld|duizend)\b\.?)?"
    r"(?P<unit>\s?(?:%|(?:procentpunt|procentpunten|procent|euro|fte|dagen|uur|weken|maanden|jaar|kilo|kg|ton|mton)\b))?"
)  # 205; € 180 mln.; 1.522; 40%; 12,5 procent; 3,2 miljoen euro
YEAR = re.compile(r"(?:19|20)\d\d")
DATE_AFTER = re.compile(
    r"\s(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
)  # 23 november
LIST_NUMBER = re.compile(
    r"\s*\d{1,3}(?:[.)]\s|\s(?=[A-Z]))"
)  # "1. Het ...", "2 Vanaf ...": a note or an item of a list
# 12 tot 18; tussen 10 en 20; a year is no end of a range: 40 fte tot en met 2028, van 25 in 2028 tot 40 in 2030
RANGE_AFTER = re.compile(r"\s(?:tot en met|tot|t/m|à|en|-)\s(?!(?:19|20)\d\d(?!\d))\d")
RANGE_BEFORE = re.compile(r"(?<!(?:19|20)\d)\d\s(?:tot en met|tot|t/m|à|-)\s$")
BEFORE_WIDTH, AFTER_WIDTH = 28, 16
"""Characters in which words that change a figure's meaning are sought; longer than the longest of them."""

MULTS = {"duizend": 3, "miljoen": 6, "mln": 6, "miljard": 9, "mld": 9}
UNITS = {
    "%": "percent",
    "procent": "percent",
    "procentpunt": "percentage_point",
    "procentpunten": "percentage_point",
    "euro": "EUR",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFigure:
    """A figure in a text: `value` in `unit_measure` times ten to the power `unit_mult`."""

    value: Decimal
    unit_measure: str
    unit_mult: int
    start: int
    end: int
    approximate: bool = False
    """`ruim 200`, `tussen 10 en 20`"""
    change: bool = False
    """`met 3 gestegen`, `10 meer`, `20 van de 205`"""

    def same_unit(self, unit_measure: str) -> bool:
        """Whether a cell's unit can be the figure's: `205 verdachten` are a number, `40 procent` a percent."""
        return self.unit_measure == unit_measure or (
            self.unit_measure == "number" and unit_measure not in ("percent", "percentage_point", "EUR")
        )

    def equals(self, value: Decimal, unit_mult: int) -> bool:
        """Whether a cell's figure is the same amount."""
        return amount(self.value, self.unit_mult) == amount(value, unit_mult)

    def rounds(self, value: Decimal, unit_mult: int) -> bool:
        """Whether the figure is a cell's figure, rounded to the digits that the text prints."""
        in_own_unit = value.scaleb(unit_mult - self.unit_mult)
        exponent = self.value.as_tuple().exponent
        place = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        return abs(in_own_unit - self.value) <= place / 2


def amount(value: Decimal, unit_mult: int) -> Decimal:
    """A figure without its power of ten: 180 million is 180000000."""
    return value.scaleb(unit_mult) if unit_mult else value


@lru_cache(maxsize=4096)
def find_figures(text: str) -> tuple[PrintedFigure, ...]:
    """The figures of a text in printed order; years, dates, ranges and numbers that are names are none.

    >>> [(str(one.value), one.unit_measure, one.unit_mult) for one in find_figures("In 2021 is € 180 mln. gelegd.")]
    [('180', 'EUR', 6)]
    """
    plain = straighten(text)
    found = _figures(plain.lower(), LIST_NUMBER.match(plain))
    return tuple(figure for figure in found if fits(figure.value))  # what does not is the number of an account


def _figures(text: str, list_number: re.Match[str] | None) -> Iterator[PrintedFigure]:
    for match in NUMBER.finditer(text, list_number.end() if list_number else 0):
        before, after = (
            text[max(0, match.start() - BEFORE_WIDTH) : match.start()],
            text[match.end() : match.end() + AFTER_WIDTH],
        )
        if _is_figure(match, before, after):
            yield _read(match, before, after)


def _is_figure(match: re.Match[str], before: str, after: str) -> bool:
    bare = match["currency"] is None and match["mult"] is None and match["unit"] is None
    if bare and (YEAR.fullmatch(match["number"]) or DATE_AFTER.match(after)):
        return False
    if RANGE_AFTER.match(after) or RANGE_BEFORE.search(before):
        return False
    return not (bare and _ends_with("references", before))


def _read(match: re.Match[str], before: str, after: str) -> PrintedFigure:
    number = match["number"].replace(".", "").replace(" ", "").replace(",", ".")
    unit = (match["unit"] or "").strip()
    measure = "EUR" if match["currency"] else UNITS.get(unit, unit or "number")
    return PrintedFigure(
        value=Decimal(number),
        unit_measure=measure,
        unit_mult=MULTS.get((match["mult"] or "").strip(" ."), 0),
        start=match.start(),
        end=match.end(),
        approximate=_ends_with("approximate", before),
        change=_ends_with("change", before) or _starts_with_change(after),
    )


def _ends_with(kind: str, before: str) -> bool:
    """Whether the words just before a figure are of a kind."""
    return any(match.end() == len(before.rstrip()) for match in word_pattern("prose", kind, "before").finditer(before))


def _starts_with_change(after: str) -> bool:
    return word_pattern("prose", "change", "after").match(after.lstrip()) is not None
