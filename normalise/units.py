"""Units: what a label, header, corner, caption or unit column says that its figures are counted in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from normalise.text import fold, slugify
from normalise.unit_words import Kind, Measured, any_of, listed, money_powers, powers, token_pattern, units_by_head, units_by_spelling

IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")  # budget (in mln. euro's)
PARTS = re.compile(r"[,;:](?!-)|\s-\s")  # (in de openbare ruimte, aantal per 1.000 inwoners)
ENUMERATOR = re.compile(r"(?:[-•*·]\s*|\d+(?:\.\w+)*\.?\s+|[a-z][.)]\s+)+(?=\S)")  # 2.1.a % inwoners; - waarvan
LEAD = re.compile(r"(?:(?:waarvan|wrv\.?|w\.v\.|waaronder|totaal|totale|het|de|gemiddeld|gemiddelde|jaarlijks|extra|maximaal|minimaal)\s+)*")
IN_WORD = re.compile(r"(?<![^\s(,;:-])in\s+(?=\S)")  # omvang restafval in kg/inwoner
TIMES = re.compile(r"(?<![^\s(,;:])(?<!\d\s)[x×*]\s?(?=[€$£\d]|eur|mln|mil|mld|dui|dzd)")  # lasten x € 1.000
# What may follow a unit without making it part of a longer phrase: `in procenten bbp`, `€ per inwoner`, `ton co2`.
TAIL = re.compile(
    r"\s*(?:$|[,;:(=/+]|\.$|(?:per|van|t\.?o\.?v|ten opzichte|van het|bbp|bruto|netto|co2|nox|nh3|ex|excl|incl|over|in|op|prijspeil|lopende|constante|p/)(?![^\W_]))"
)
PER = re.compile(r"(?:\bper\s+|/\s*)(?P<what>[^\s,;)]+)")  # kg per inwoner; kg/inwoner
# `per 1.000 inwoners` is a rate: a power of ten from a hundred up to a million, never a multiplier.
RATE = re.compile(r"(?:\bper|/)\s?(?:1(?:0{2}|[. ]?000|0[. ]?000|00[. ]?000|[. ]000[. ]000)|(?:honderd|duizend|miljoen))(?!\d|[.,]\d)|promillage")
# `(1 tot 10)`, `schaal 0-10`: a mark. Without the word only 0 or 1 up to 10 or 100, so that ages stay ages.
SCALE = re.compile(r"schaal\s+(?:van\s+)?\d+\s*(?:-|tot|t/m|tot en met|/)\s*\d+|^[01]\s*(?:-|tot|t/m|tot en met)\s*(?:10|100)$")
BASE_YEAR = re.compile(r"\b(?:19|20)\d\d\s*=\s*100\b")  # index (2015=100)
SHARE_IN_BRACKETS = re.compile(r"(?<!\d)(?<!\d\s)(?<![^\s(])%(?=\s|$)")  # (hoger % = meer solide); not (doel 5 %)
SHARE_AT_END = re.compile(r"(?<!\d)(?<!\d\s)(?<=\s)(%-punt|%)$")  # hernieuwbare elektriciteit %
PERCENTAGE_WORD = re.compile(r"^\w+percentage\b|\b\w*percentage$")  # ziekteverzuimpercentage
WORD = re.compile(r"\S+\s*")
AMOUNTS = ("bedrag", "alle bedragen")
NUMBER_NEXT = re.compile(r"\s*\d")
# Signs that folding makes plain; here one for one, so that places in a cell's text stay right.
RAISED = str.maketrans("²³µ", "23μ")
AMOUNT_HEAD = re.compile(r"aantal(?:len)?\s+")  # groei van het aantal ha natuur


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit as printed in one place; what another place may still say is None."""

    measure: str | None
    """`EUR`, `percent`, `percentage_point`, `number` or the unit's slug; None where only a multiplier is printed."""
    mult: int | None
    """Power of ten; None where it is not printed and another place may give it."""


NUMBER = Measured("number", Kind.MARK, scalable=False)
"""A number that no multiplier bears on: a rate, a mark, an index."""


@lru_cache(maxsize=16_384)
def find_unit(text: str) -> Unit | None:
    """The unit that a label, header, corner or caption prints, or None; a unit is never guessed from what a label is about.

    >>> find_unit("Conservatoir beslag (in mln. euro’s)"), find_unit("Diefstallen per 1.000 inwoners")
    (Unit(measure='EUR', mult=6), Unit(measure='number', mult=0))
    """
    label = fold(text)
    found = list(_candidates(label))
    measured = next((unit for unit in found if unit.measure is not None), None)
    if measured is None:
        return found[0] if found else None
    same = (unit.mult for unit in found if unit.measure in (None, measured.measure) and unit.mult)
    return measured if measured.measure == "percent" else Unit(measure=measured.measure, mult=next(same, _plain_mult(found, measured)))


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
    yield from _found(_read_phrase(outside, match.start(), express=True) for match in TIMES.finditer(outside))
    yield from _found(_read_phrase(outside, match.end(), express=True) for match in IN_WORD.finditer(outside))
    yield from _found([_read_end(outside), _read_amount(outside), _read_head(outside)])
    yield from _found(_read_segment(segment) for segment in PARTS.split(outside))
    yield from _found([_read_rate(label)])


def _found(units: Iterator[Unit | None] | list[Unit | None]) -> Iterator[Unit]:
    return (unit for unit in units if unit is not None)


def _read_bracket(part: str) -> Unit | None:
    """What one part between brackets says."""
    if SCALE.search(part) or BASE_YEAR.search(part):
        return _unit_of(NUMBER, None)
    if part.startswith("in "):
        return _read_phrase(part, 3, express=True)
    read = _read_phrase(part, 0, express=False, bracketed=True)
    return read or _read_head(part) or (Unit(measure="percent", mult=0) if SHARE_IN_BRACKETS.search(part) else None)


def _read_segment(segment: str) -> Unit | None:
    """What a segment that is nothing but a unit says, as in `Lasten, mln. euro` or `Eenheid: %`."""
    bare = segment.strip(" .")
    if SCALE.search(bare) or BASE_YEAR.search(bare):
        return _unit_of(NUMBER, None)
    return _read_head(bare) or _read_phrase(bare, 0, express=False)


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
        return _unit_of(units_by_head()[match[0]], None)
    return Unit(measure="percent", mult=0) if PERCENTAGE_WORD.search(text) else None


def _skip_lead(text: str) -> int:
    enumerator = ENUMERATOR.match(text)
    lead = LEAD.match(text, enumerator.end() if enumerator else 0)
    return lead.end() if lead else 0


@lru_cache(maxsize=1)
def _head_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(units_by_head())})(?![\w-])")


def _read_rate(label: str) -> Unit | None:
    return _unit_of(NUMBER, None) if RATE.search(label) else None


def _read_amount(outside: str) -> Unit | None:
    """The unit in `aantal ha natuurgebied`, wherever it stands in the label."""
    for match in AMOUNT_HEAD.finditer(outside):
        token = token_pattern(behind=True).match(outside, match.end())
        if token is not None and token["unit"] and units_by_spelling()[token["unit"]].kind in (Kind.QUANTITY, Kind.TIME):
            return _unit_of(units_by_spelling()[token["unit"]], None)
    return None


def _read_phrase(text: str, start: int, *, express: bool, bracketed: bool = False) -> Unit | None:
    """The unit of a phrase that holds nothing else: `x € 1.000`, `mln. euro`, `kg/inwoner`.

    `express` says that "in" or "x" stood before it. A plain currency then has no multiplier, and words may follow.
    """
    first = start if express else _skip_opening(text, start)
    opening = text[start:first]
    express = express or opening.endswith("in ")
    phrase = _read_tokens(text, first, behind=express)
    if phrase is None or not phrase.ends_well(text, express=express, bracketed=bracketed):
        return None
    measured = phrase.measured or (units_by_spelling()["€"] if opening.startswith(AMOUNTS) else None)
    if measured is None:
        return Unit(measure=None, mult=phrase.power)
    return _with_tail(measured, phrase.power, text[phrase.end :], plain=express or bracketed)


def _skip_opening(text: str, start: int) -> int:
    """The place behind words such as `alle bedragen in`."""
    for match in WORD.finditer(text, start):
        if match[0].strip(" :") not in _opening_words():
            return match.start()
    return len(text)


@lru_cache(maxsize=1)
def _opening_words() -> frozenset[str]:
    return frozenset(part for phrase in listed("opening") for part in phrase.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """The tokens of a unit phrase, summed up."""

    measured: Measured | None
    power: int | None
    end: int
    free_tail: bool
    """Whether any words may follow, as in `in kg restafval`: not behind a singular (`in jaar 2020`)."""

    def ends_well(self, text: str, *, express: bool, bracketed: bool) -> bool:
        """Whether what follows leaves the tokens a unit."""
        if self.end == len(text):
            return True
        loose = (express and self.free_tail) or (bracketed and self._counts)
        return TAIL.match(text, self.end) is not None if not loose else NUMBER_NEXT.match(text, self.end) is None

    @property
    def _counts(self) -> bool:
        return self.measured.kind is Kind.COUNT if self.measured else self.power is not None


def _read_tokens(text: str, start: int, *, behind: bool) -> _Phrase | None:
    """The tokens of a unit phrase from `start` on; None where they give neither a unit nor a multiplier."""
    tokens: list[re.Match[str]] = []
    pattern, end = token_pattern(behind=behind), start
    while (token := pattern.match(text, end)) and not (token["unit"] and any(map(_measure_of, tokens))):
        tokens.append(token)
        end = token.end()
    measured = next(filter(None, map(_measure_of, tokens)), None)
    power = sum(known) if (known := [p for p in map(_power_of, tokens) if p is not None]) else None
    if (measured is None and power is None) or not _is_multiplier(tokens, measured):
        return None
    free = not any(token["unit"] in units_by_spelling(only="behind") for token in tokens)
    return _Phrase(measured=measured, power=power, end=end, free_tail=free)


def _is_multiplier(tokens: list[re.Match[str]], measured: Measured | None) -> bool:
    """Whether the figures among the tokens multiply: `x 100`, `€ 1.000`, `1.000 ton`; not `100 kg`, `10 dagen`, `1.000`."""
    figures = [token for token in tokens if token["power"]]
    if not figures or any(token["times"] for token in tokens):
        return True
    scaled = any(token["scale"] for token in tokens)
    money = measured is not None and measured.kind is Kind.MONEY
    whole = all(_power_of(token) in ((0, 3, 6, 9) if money else (3, 6, 9)) for token in figures)
    return scaled or (whole and measured is not None and measured.kind is not Kind.TIME)


def _power_of(token: re.Match[str]) -> int | None:
    if token["power"]:
        return token["power"].count("0")
    if token["scale"]:
        return powers()[token["scale"]]
    return money_powers()[token["money"]] if token["money"] else None


def _measure_of(token: re.Match[str]) -> Measured | None:
    if token["money"]:
        return units_by_spelling()["€"]
    return units_by_spelling()[token["unit"]] if token["unit"] else None


def _with_tail(measured: Measured, power: int | None, tail: str, *, plain: bool) -> Unit:
    """The unit, given what follows it: a quantity per head is a ratio, a plain currency in brackets is not scaled."""
    per = PER.match(tail.strip())
    if per is not None and measured.kind not in (Kind.MONEY, Kind.SHARE) and per["what"].strip(".") not in listed("per_time"):
        return _unit_of(NUMBER, power)
    if measured.kind is Kind.MONEY and plain and power is None:
        return Unit(measure=measured.measure, mult=0)
    return _unit_of(measured, power)


def _unit_of(measured: Measured, power: int | None) -> Unit:
    if power is None and not measured.scalable:
        return Unit(measure=measured.measure, mult=0)
    return Unit(measure=measured.measure, mult=power)


@lru_cache(maxsize=1)
def _behind_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<word>{any_of({*units_by_spelling(), *powers()})})")


def read_cell_unit(text: str) -> tuple[Unit | None, int]:
    """The unit that stands directly behind a figure, and where it ends: ` mln. euro` is EUR, 6.

    `text` is what follows the figure, in lower case; the multiplier is None where the cell prints none.
    """
    if not text:
        return None, 0
    measured: Measured | None = None
    power: int | None = None
    end = 0
    plain = text.translate(RAISED)
    while match := _behind_pattern().match(plain, end):
        name = match["word"]
        known = units_by_spelling().get(name)
        if known is not None and measured is not None:
            break
        power = power if known else (power or 0) + powers()[name]
        measured, end = known or measured, match.end()
    if measured is None:
        return (None if power is None else Unit(measure=None, mult=power)), end
    return _unit_of(measured, power), end
