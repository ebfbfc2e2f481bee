"""Units: what a label, header, corner, caption or unit column says that its figures are counted in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from normalise.text import fold, slugify
from normalise.unit_phrases import NUMBER, Unit, read_phrase, unit_of
from normalise.unit_words import Kind, any_of, listed, token_pattern, units_by_head, units_by_spelling

__all__ = ["Unit", "find_unit", "slug_unit"]

IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")  # budget (in mln. euro's)
PARTS = re.compile(r"[,;:](?![-\d])|\s-\s")  # (in de openbare ruimte, aantal per 1.000 inwoners)
ENUMERATOR = re.compile(r"(?:[-•*·]\s*|\d+(?:\.\w+)*\.?\s+|[a-z][.)]\s+)+(?=\S)")  # 2.1.a % inwoners; - waarvan
IN_WORD = re.compile(r"(?<![^\s(,;:-])in\s+(?=\S)")  # omvang restafval in kg/inwoner
TIMES = re.compile(r"(?<![^\s(,;:])(?<!\d\s)[x×*]\s?(?=[€$£\d]|eur|mln|mil|mld|dui|dzd)")  # lasten x € 1.000
# `per 1.000 inwoners` is a rate: a power of ten from a hundred up to a million, never a multiplier.
RATE = re.compile(r"(?:\bper|/)\s?(?:10{2}|10{0,2}[. ]?000|1[. ]?000[. ]?000|honderd|duizend|miljoen)(?!\d|[.,]\d)")
# `(1 tot 10)`, `schaal 0-10`: a mark. Without the word only 0 or 1 up to 10 or 100, so that ages stay ages.
TO = r"\s*(?:-|/|tot|t/m|tot en met)\s*"
SCALE = re.compile(rf"schaal\s+(?:van\s+)?\d+{TO}\d+|^[01]{TO}(?:10|100)$")
BASE_YEAR = re.compile(r"\b(?:19|20)\d\d\s*=\s*100\b")  # index (2015=100)
SHARE_IN_BRACKETS = re.compile(r"(?<!\d)(?<!\d\s)(?<![^\s(])%(?=\s|$)")  # (hoger % = meer solide); not (doel 5 %)
SHARE_AT_END = re.compile(r"(?<!\d)(?<!\d\s)(?<=\s)(%-punt|%)$")  # hernieuwbare elektriciteit %
PERCENTAGE_WORD = re.compile(r"^\w+percentage\b|\b\w*percentage$")  # ziekteverzuimpercentage
AMOUNT_HEAD = re.compile(r"aantal(?:len)?\s+")  # groei van het aantal ha natuur


@lru_cache(maxsize=16_384)
def find_unit(text: str) -> Unit | None:
    """The unit that a label, header, corner or caption prints, or None; it is never guessed from what a label is about.

    >>> find_unit("Conservatoir beslag (in mln. euro’s)"), find_unit("Diefstallen per 1.000 inwoners")
    (Unit(measure='EUR', mult=6), Unit(measure='number', mult=0))
    """
    label = fold(text)
    found = list(_candidates(label))
    measured = next((unit for unit in found if unit.measure is not None), None)
    if measured is None:
        return found[0] if found else None
    same = (unit.mult for unit in found if unit.measure in (None, measured.measure) and unit.mult)
    if measured.measure == "percent":
        return measured
    return Unit(measure=measured.measure, mult=next(same, _plain_mult(found, measured)))


def _plain_mult(found: list[Unit], measured: Unit) -> int | None:
    """0 where one place says that no multiplier holds, None where no place says anything."""
    return 0 if any(unit.mult == 0 for unit in found if unit.measure in (None, measured.measure)) else None


def slug_unit(text: str) -> str:
    """The measure that a unit column's text names; a unit that is not in the vocabulary becomes a slug.

    >>> slug_unit("aantal per 1.000 inwoners"), slug_unit("petajoule (PJ)"), slug_unit("hectopascal")
    ('number', 'PJ', 'hectopascal')
    """
    unit = find_unit(text)
    if unit is not None and unit.measure is not None:
        return unit.measure
    bare = fold(text).strip(" .()")
    known = units_by_spelling().get(bare)
    if known is not None:
        return known.measure
    return "number" if unit is not None or bare in listed("counted") else slugify(text) or "number"


def _candidates(label: str) -> Iterator[Unit]:
    """The units printed in a folded label, what is said most expressly first."""
    outside = IN_BRACKETS.sub(" ", label).strip(" .:*")
    brackets = [part.strip() for inside in reversed(IN_BRACKETS.findall(label)) for part in PARTS.split(inside)]
    yield from _found(_read_bracket(part) for part in brackets)
    yield from _found(read_phrase(outside, match.start(), express=True) for match in TIMES.finditer(outside))
    yield from _found(read_phrase(outside, match.end(), express=True) for match in IN_WORD.finditer(outside))
    yield from _found([_read_end(outside), _read_amount(outside), _read_head(outside)])
    yield from _found(_read_segment(segment) for segment in PARTS.split(outside))
    yield from _found([_read_rate(label)])


def _found(units: Iterator[Unit | None] | list[Unit | None]) -> Iterator[Unit]:
    return (unit for unit in units if unit is not None)


def _read_bracket(part: str) -> Unit | None:
    """What one part between brackets says."""
    if SCALE.search(part) or BASE_YEAR.search(part):
        return unit_of(NUMBER, None)
    if part.startswith("in "):
        return read_phrase(part, 3, express=True)
    read = read_phrase(part, 0, express=False, bracketed=True)
    times = TIMES.search(part)
    if read is None and times is not None:  # aantal zaken x 1.000
        read = read_phrase(part, times.start(), express=True)
    return read or _read_head(part) or (Unit(measure="percent", mult=0) if SHARE_IN_BRACKETS.search(part) else None)


def _read_segment(segment: str) -> Unit | None:
    """What a segment that is nothing but a unit says, as in `Lasten, mln. euro` or `Eenheid: %`."""
    bare = segment.strip(" .")
    if SCALE.search(bare) or BASE_YEAR.search(bare):
        return unit_of(NUMBER, None)
    return _read_head(bare) or read_phrase(bare, 0, express=False)


def _read_end(outside: str) -> Unit | None:
    """A standalone sign at the end of a label."""
    match = SHARE_AT_END.search(outside)
    if match is not None:
        return Unit(measure="percent" if match[1] == "%" else "percentage_point", mult=0)
    return Unit(measure="EUR", mult=None) if outside.endswith(" €") else None


def _read_head(text: str) -> Unit | None:
    """A word at the head of a label that gives its unit: `% inwoners`, `Aantal aangiften`."""
    start = _skip_lead(text)
    match = _head_pattern().match(text, start)
    if match is not None:
        return unit_of(units_by_head()[match[0]], None)
    return Unit(measure="percent", mult=0) if PERCENTAGE_WORD.search(text) else None


def _skip_lead(text: str) -> int:
    enumerator = ENUMERATOR.match(text)
    lead = _lead_pattern().match(text, enumerator.end() if enumerator else 0)
    return lead.end() if lead else 0


@cache
def _lead_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{any_of(listed('lead'))})\s+)*")


@cache
def _head_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(units_by_head())})(?![\w-])")


def _read_rate(label: str) -> Unit | None:
    return unit_of(NUMBER, None) if RATE.search(label) else None


def _read_amount(outside: str) -> Unit | None:
    """The unit in `aantal ha natuurgebied`, wherever it stands in the label."""
    for match in AMOUNT_HEAD.finditer(outside):
        token = token_pattern(behind=True).match(outside, match.end())
        measured = units_by_spelling().get(token["unit"] or "") if token is not None else None
        if measured is not None and measured.kind in (Kind.QUANTITY, Kind.TIME):
            return unit_of(measured, None)
    return None
