"""Lexical shapes: whether a piece of text looks like a figure, a period, a missing sign, a row number or a sentence.

Simple and generous: a shape says what a text could be by its characters alone. `normalise/` decides what it means.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

CACHE = 65_536
LONGEST_FIGURE = 60
"""The longest entries seen with a figure (`7,5 (schaal van 1 tot 10) **)`) are half of this."""
LONGEST_CELL = 200
"""Labels of indicators with their definition reach 150 characters; what is longer is running text."""

NUMBER = (
    r"(?:\d{1,3}(?:[.\s]\d{3})+|\d+)(?:[.,]\d+)?(?:,[-–—‒])?|\d*\s?[½¼¾]"  # 1.822.177  2 572  13.4  7,5  12.814,–  1½
)
SIGN = r"(?:[-+−‒–—±]|-/-)"
BOUND = (
    r"(?:[<>≤≥=~≈]{1,2}|ca\.?|circa|max\.?|maximaal|min\.?|minimaal|minstens|ten minste|hooguit|hoogstens|"
    r"ongeveer|minder dan|meer dan|lager dan|hoger dan|onder|boven|tot)"
)
CURRENCY = r"(?:€|EUR|euro|fl?\.?)"
UNIT = (
    r"(?:%|‰|€|procent(?:punt(?:en)?)?|pp|promille|mln\.?|mld\.?|mrd\.?|miljoen|miljard|duizend|dzd\.?|euro|k|m|"
    r"[PTGM]J|[kMGT]Wh?|[kM]?ton|[kM]?t|kg|km|ha|m[23²³]|km[2²]|fte['’]?s?|FTE['’]?s?|uur|uren|u|min(?:uten|\.)?|dag(?:en)?|week|weken|maand(?:en)?|jaar|"
    r"punt(?:en)?|stuks|keer|maal|x|dB|ppm|°C)"
)
MARK = r"(?:\*{1,4}\)?|[⁰¹²³⁴-⁹]+\)?|\d{1,2}\)|[a-z]\)|[#†‡^]|[pv])"
RANGE = r"(?:à|a|tot|tot en met|t/m|en|op|van|[-‒–—/:])"
ONE = rf"(?:{SIGN}\s?)?(?:{CURRENCY}\s?)?(?:{SIGN}\s?)?(?:{NUMBER})(?:\s?{UNIT})?"
FIGURE = re.compile(  # 1.522  ‒ 3  51%  < 1 900  € 180 mln.  50 (0%)  7,5 (1 tot 10)  7,5 **)  12 à 15  85–90%
    rf"(?:{BOUND}\s?)?(?:{ONE}(?:\s?{RANGE}\s?{ONE})?|\({ONE}\))(?:\s?[-–]?\s?\([^()]{{1,40}}\))?(?:\s?{MARK}){{0,2}}",
    re.IGNORECASE,
)
BOUND_WORDS = re.compile(r"[<>≤≥]=?\s?\D.{0,60}")  # ≥ landelijk gemiddelde 2020

MISSING = re.compile(  # -  –  …  nnb  n.v.t.  PM  niet bekend  Geen meting  onbekend *)
    r"(?:[-‒–—−]{1,3}|-/-|\.{1,3}|…|[xX?]|n\.?n\.?b\.?|n\.?b\.?|n\.?v\.?t\.?|n\.?t\.?b\.?|n\.a\.?|"
    r"(?-i:N/?A)|n\.g\.?|n\.?o\.?t\.?k\.?|p\.?m\.?|(?:nog )?(?:niet |on)bekend|(?:nog )?onbekend"
    r"|(?:nog )?geen (?:meting|gegevens|cijfers?|data|waarde|norm|doel|opgave|realisatie)(?: (?:bekend|"
    r"beschikbaar))?|(?:nog )?niet (?:gemeten|beschikbaar|van toepassing|vastgesteld|meetbaar|bepaald)|"
    r"volgt|geheim|vervallen)"
    rf"(?:\s?{MARK})?",
    re.IGNORECASE,
)

YEAR = r"(?:19|20)\d\d"
MONTH = (
    r"(?:jan(?:uari|\.)?|feb(?:ruari|\.)?|m(?:aa)?rt\.?|apr(?:il|\.)?|mei|juni?\.?|juli?\.?|aug(?:ustus|"
    r"\.)?|sept?(?:ember|\.)?|okt(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
PERIOD = re.compile(  # 2019  2019-2022  2020/21  2e helft 2020  Q1 2020  2021-Q3  mrt 2020  31-12-2020  2020*  2019 e.v.
    rf"(?:(?:t/m|tot en met|eind|ultimo|medio|begin|vanaf|stand|per|in|jaar|schooljaar|seizoen|winter|zomer)\s)?"
    rf"(?:{YEAR}(?:\s?(?:[-‒–—/]|t/m|tot en met|en)\s?(?:{YEAR}|\d\d))?"
    rf"|(?:1e|2e|eerste|tweede)\s(?:half\s?jaar|helft)(?:\svan)?\s{YEAR}|(?:[1-4]e|eerste|tweede|derde|vierde)\skwartaal(?:\svan)?\s{YEAR}"
    rf"|[QKHST][1-4][\s-]?{YEAR}|{YEAR}[\s-]?[QKHST][1-4]|(?:\d{{1,2}}\s)?{MONTH}(?:\s?[-–/]\s?{MONTH}|\st/m\s{MONTH})?\s{YEAR}|\d{{1,2}}[-/]\d{{1,2}}[-/]{YEAR})"
    rf"(?:\se\.?v\.?)?(?:\s?\([^()]{{1,20}}\))?(?:\s?{MARK}){{0,2}}",
    re.IGNORECASE,
)
NOTED_YEAR = re.compile(rf"{YEAR}\d")  # 20101: the year 2010 with note 1, where it stands in a header
YEAR_INSIDE = re.compile(rf"(?<!\d){YEAR}(?!\d)|(?<=\d)[-–/](?:19|20)\d\d(?!\d)")  # Real.2020  Rekening 2018

ROW_NUMBER = re.compile(
    r"\d{1,3}[.)]?|\d{1,2}(?:\.\d{1,2}){1,3}\.?[a-z]?\.?|\d{1,3}\.?[a-z]\.?|[A-Z]\d{1,3}|[IVX]{1,5}\."
)  # 1  2.  3.2.f  4b  B12  IV.
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]?$")
ABBREVIATION_END = re.compile(
    r"(?:^|[\s(])(?:[a-z]\.)+$|(?:^|[\s(])(?:mln|mld|mrd|etc|enz|incl|excl|resp|nr|art|max|min|ca|ha|jrl|o\.a|e\.d|e\.v)\.[)]?$",
    re.IGNORECASE,
)
FEWEST_WORDS = 4
"""`Wordt nog onderzocht.` could be a cell; a sentence of four words that ends in a point is one."""
DATE = re.compile(
    rf"(?:(?:datum|publicatiedatum|gepubliceerd op|den haag|'s-gravenhage)[:,]?\s)?(\d{{1,2}})\s({MONTH})\s({YEAR})",
    re.IGNORECASE,
)  # 22 december 2022
MONTHS = ("jan", "feb", "m", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


class Shape(IntEnum):
    """What a cell's text looks like; a year alone is a period, though it could be a figure too."""

    BLANK = 0
    WORDS = 1
    FIGURE = 2
    PERIOD = 3
    MISSING = 4


@lru_cache(CACHE)
def shape_of(text: str) -> Shape:
    """The shape of a text without outer white space.

    >>> [shape_of(text).name for text in ("‒ 3", "2019-2022", "nnb", "", "Rekening 2018")]
    ['FIGURE', 'PERIOD', 'MISSING', 'BLANK', 'WORDS']
    """
    if not text:
        return Shape.BLANK
    if len(text) > LONGEST_FIGURE:
        return Shape.WORDS
    if PERIOD.fullmatch(text):
        return Shape.PERIOD
    if MISSING.fullmatch(text):
        return Shape.MISSING
    if FIGURE.fullmatch(text) or BOUND_WORDS.fullmatch(text):
        return Shape.FIGURE
    return Shape.WORDS


@lru_cache(CACHE)
def is_figure(text: str) -> bool:
    """Whether a text could be a figure; a year could.

    >>> is_figure("€ 180 mln."), is_figure("2019"), is_figure("3 maatregelen")
    (True, True, False)
    """
    return 0 < len(text) <= LONGEST_FIGURE and FIGURE.fullmatch(text) is not None


@lru_cache(CACHE)
def names_period(text: str) -> bool:
    """Whether a header text names a period, alone or beside words: `2019`, `Real.2020`, `Begroting 2022 na wijziging`."""
    return len(text) <= LONGEST_FIGURE and (YEAR_INSIDE.search(text) is not None or PERIOD.fullmatch(text) is not None)


@lru_cache(CACHE)
def is_row_number(text: str) -> bool:
    """Whether a text could number a row: `1`, `2.`, `3.2.f`, `B12`."""
    return len(text) <= 8 and ROW_NUMBER.fullmatch(text) is not None


@lru_cache(CACHE)
def is_sentence(text: str) -> bool:
    """Whether a text is running text rather than a cell: a sentence with its full stop, or too long for a cell.

    >>> is_sentence("De raming wordt elk jaar besproken."), is_sentence("Conservatoir beslag (in mln.)")
    (True, False)
    """
    if len(text) > LONGEST_CELL:
        return True
    return (
        SENTENCE_END.search(text) is not None
        and ABBREVIATION_END.search(text) is None
        and len(text.split(None, FEWEST_WORDS - 1)) >= FEWEST_WORDS
    )


def find_date(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a text that is a date and nothing else.

    >>> find_date("22 december 2022")
    (2022, 12, 22)
    """
    match = DATE.fullmatch(text) if len(text) <= LONGEST_FIGURE else None
    if match is None:
        return None
    day, month, year = match.groups()
    name = month.lower()
    return int(year), next(n for n, start in reversed(tuple(enumerate(MONTHS, 1))) if name.startswith(start)), int(day)
