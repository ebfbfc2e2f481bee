"""The printed forms of a period, from `31-12-2020` to `'20`, each with the function that reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from normalise.vocabulary import load

FIRST_YEAR, LAST_YEAR = 1980, 2060
"""Years that a figure may bear: series in Dutch publications seldom go back beyond the eighties, and look ahead to 2050
(climate) and 2060 (ageing). Outside them four digits are a figure."""

WORDS = load("periods")
MONTHS, ORDINALS = WORDS["months"]["names"], WORDS["ordinals"]["names"]
MONTH_NAME = "|".join(MONTHS)
PARTS = ("Q", "S", "T")
ROMAN = {"i": "S1", "ii": "S2", "iii": "Q3", "iv": "Q4"}
"""`2020-I` and `2020-II` are half years; a third or fourth can only be a quarter."""

Reading = tuple[str, str | None] | None
"""The code, and the day where one is printed; None where the form does not make a period."""

YEAR = r"(?:19[89]\d|20[0-5]\d|2060)"
# No digit, decimal mark or euro sign before it; no digit, decimals or percent sign behind it: not 20101, 2.019, 2019,5.
_FULL = rf"(?<!\d)(?<!\d[.,])(?<!€)(?<!€ ){YEAR}(?!\d)(?![.,]\d)(?!\s?%)"
_SHORT = r"(?<!\w)'\d\d(?!\d)"
_ANY = rf"(?:{_FULL}|{_SHORT})"
_END = r"(?![^\W_]{2})(?!\d)"  # one letter may be a glued marker: 2020a
_TO = r"\s*(?:-|/|t/m|tot en met|tot)\s*"
_OF = r"(?:\s+(?:van|in|over|het|jaar))*[\s,]*"
_ORDINAL = "(?:" + "|".join(ORDINALS) + ")"


def _part_pattern(letter: str) -> str:
    """`2e kwartaal`, `kwartaal 2`, `Q2`."""
    behind, before, letters = ("|".join(WORDS[letter][key]) for key in ("behind", "before", "letters"))
    return (
        rf"(?:(?<!\w){_ORDINAL}\s*(?:{behind})(?![^\W_])|(?:{before})\s*[1-4](?!\d)|(?<!\w)(?:{letters})\s?[1-4](?!\w))"
    )


_MONTH = rf"(?<![^\W_])(?:{MONTH_NAME})\.?(?![^\W_])"
_PART = "(?:" + "|".join([*map(_part_pattern, PARTS), _MONTH]) + ")"
_LETTERS = "(?:" + "|".join(text for letter in PARTS for text in WORDS[letter]["letters"]) + ")"
_PART_PATTERNS = {letter: re.compile(_part_pattern(letter), re.IGNORECASE) for letter in PARTS}
_MONTH_PATTERNS = tuple(re.compile(month, re.IGNORECASE) for month in MONTHS)
_ORDINAL_PATTERNS = tuple(re.compile(words, re.IGNORECASE) for words in ORDINALS)


def full_year(text: str) -> str | None:
    """`2020`, `20` and `'20` as a year of four digits; None outside the years that a figure may bear."""
    if len(text) == 4:
        return text
    short = int(text.lstrip("'"))
    year = 2000 + short if short <= LAST_YEAR % 100 else 1900 + short
    return str(year) if FIRST_YEAR <= year <= LAST_YEAR else None


@lru_cache(maxsize=1024)
def part_code(text: str) -> str:
    """The SDMX code of a part of a year: `2e kwartaal` is Q2, `juni` is 06.

    >>> part_code("2e kwartaal"), part_code("juni"), part_code("H1")
    ('Q2', '06', 'S1')
    """
    bare = text.strip(" .")
    for number, month in enumerate(_MONTH_PATTERNS, 1):
        if month.fullmatch(bare):
            return f"{number:02}"
    return next(letter for letter, pattern in _PART_PATTERNS.items() if pattern.match(text)) + _ordinal(bare)


def _ordinal(text: str) -> str:
    digit = re.search(r"[1-4]", text)
    return (
        digit[0]
        if digit
        else str(next(number for number, words in enumerate(_ORDINAL_PATTERNS, 1) if words.match(text)))
    )


def _interval(match: re.Match[str]) -> Reading:
    """`2019-2022`, `2019/'20`, `2019-22`: both ends, rising; `2020-06` is a month."""
    first, last = full_year(match["first"]), match["last"]
    if first is None:
        return None
    if len(last) == 2:
        return _short_interval(first, match["to"], last)
    end = full_year(last)
    return (f"{first}/{end}", None) if end is not None and first < end else None


def _short_interval(first: str, to: str, last: str) -> Reading:
    """An end of two digits: `2011-12` is a season, since its years follow each other; `2020-06` is a month."""
    start, end = int(first) % 100, int(last)
    if to not in ("-", "/"):
        return None
    if to == "-" and 1 <= end <= 12 and end != start + 1:
        return f"{first}-{last}", None
    return (f"{first}/{first[:2]}{last}", None) if end > start else None


def _parts_of_year(match: re.Match[str]) -> Reading:
    """`Q1-Q3 2020`, `januari t/m juni 2020`, `1e t/m 3e kwartaal 2020`: an interval within one year."""
    year, last, text = full_year(match["year"]), part_code(match["last"]), match["first"]
    bare = re.fullmatch(_ORDINAL, text, re.IGNORECASE)
    first = last[0] + _ordinal(text) if bare else part_code(text)
    alike = first[0] == last[0] or (first + last).isdigit()
    return (f"{year}-{first}/{year}-{last}", None) if year and alike and first < last else None


def _part_of_year(match: re.Match[str]) -> Reading:
    year = full_year(match["year"])
    return (f"{year}-{part_code(match['part'])}", None) if year else None


def _behind_year(match: re.Match[str]) -> Reading:
    """`2020 Q3`, `2020-H1`, `2020 1e kwartaal`, `2020Q3`."""
    return f"{match['year']}-{part_code(match['part'] or match['glued'])}", None


def _roman_part(match: re.Match[str]) -> Reading:
    return f"{match['year']}-{ROMAN[match['part'].lower()]}", None


def _numbered_month(match: re.Match[str]) -> Reading:
    month = int(match["month"])
    return (f"{match['year']}-{month:02}", None) if 1 <= month <= 12 else None


def _statline(match: re.Match[str]) -> Reading:
    """Periods as CBS StatLine writes them: 2020JJ00, 2020KW03, 2020MM06."""
    year, kind, number = match["year"], match["kind"].lower(), int(match["number"])
    codes = {"jj": year, "kw": f"{year}-Q{number}", "mm": f"{year}-{number:02}"}
    fits = {"jj": number == 0, "kw": 1 <= number <= 4, "mm": 1 <= number <= 12}
    return (codes[kind], None) if fits[kind] else None


def _date(match: re.Match[str]) -> Reading:
    """A day. The code is its year: a figure measured on a day stands for its year in Dutch tables."""
    year, named, day = full_year(match["year"]), match["month"], int(match["day"])
    month = int(named) if named.isdigit() else int(part_code(named))
    if year is None or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return year, f"{year}-{month:02}-{day:02}"


def _plain_year(match: re.Match[str]) -> Reading:
    year = full_year(match["year"])
    return (year, None) if year else None


_SOURCES: tuple[tuple[str, Callable[[re.Match[str]], Reading]], ...] = (
    # 31-12-2020, 1/1/2020, 31.12.2020, 1-1-'20
    (
        rf"(?<![\w.,/-])(?P<day>\d{{1,2}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<year>{YEAR}|'\d\d)(?!\d)",
        _date,
    ),
    (rf"(?<!\d)(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", _date),  # 2020-12-31
    (rf"(?<![\w.,])(?P<day>\d{{1,2}})e?\s+(?P<month>{_MONTH}),?\s+(?P<year>{_ANY})", _date),  # 31 december 2020
    # Q1-Q3 2020, januari t/m juni 2020, 1e t/m 3e kwartaal 2020
    (rf"(?P<first>{_PART}|(?<!\w){_ORDINAL}){_TO}(?P<last>{_PART}){_OF}(?P<year>{_ANY}){_END}", _parts_of_year),
    (rf"(?P<part>{_PART}){_OF}(?P<year>{_ANY}){_END}", _part_of_year),  # 2e kwartaal van 2021, juni 2020
    (rf"(?P<part>{_PART})\s*\((?P<year>{YEAR})\)", _part_of_year),  # 1e kwartaal (2020)
    (rf"(?P<part>{_MONTH}|(?<!\w){_LETTERS}[1-4])-(?P<year>'?\d\d|{YEAR})(?![\w-])", _part_of_year),  # jun-20, Q3-21
    (rf"(?<!\d)(?P<year>{YEAR})(?:[\s-]+(?P<part>{_PART})|(?P<glued>(?i:{_LETTERS})[1-4](?!\w)))", _behind_year),
    (rf"(?<!\d)(?P<year>{YEAR})(?P<kind>jj|kw|mm)(?P<number>\d\d)(?!\w)", _statline),  # 2020KW03
    (rf"(?<!\d)(?P<year>{YEAR})\s?-\s?(?P<part>iv|i{{1,3}})(?!\w)", _roman_part),  # 2020-I
    # 2019-2022, 2019/2020, 2019 t/m 2021, 2019/'20, '19-'22, 2019-20, 2020-06
    (rf"(?P<first>{_ANY})(?P<to>{_TO})(?P<last>{YEAR}|'?\d\d)(?!\d)(?![.,]\d)(?!\s?%){_END}", _interval),
    (rf"(?<![\w.,/-])(?P<month>\d\d?)[-/](?P<year>{YEAR})(?!\d)", _numbered_month),  # 06-2020
    (rf"(?P<year>{_ANY}){_END}", _plain_year),
)


FORMS = tuple((re.compile(source, re.IGNORECASE), read) for source, read in _SOURCES)
"""From the most to the least specific: at one place the first that reads a period wins."""

HINT = re.compile(r"(?:19[89]|20[0-6])\d|'\d\d|[a-z1-4.]-'?\d\d", re.IGNORECASE)
"""What every form holds: texts without it need no closer look."""
