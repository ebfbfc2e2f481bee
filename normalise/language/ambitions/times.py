"""The period for which an ambition holds."""

from __future__ import annotations

import re

from normalise.language.ambitions.lines import Line
from normalise.language.ambitions.wordsets import word_set
from normalise.language.model import Sentence
from normalise.periods import Period, find_periods

YEAR = re.compile(r"\d{4}")
NAMED_WITH_YEARS = re.compile(r"\d{4}/\d{4}")


def find_time(sentence: Sentence, line: Line, first: int, after: int) -> str | None:
    """The period printed in a span of a sentence; of several the last, of a date its year; None for none.

    A year with which something is compared (`ten opzichte van 2022`) and that of an agenda's name are none.
    """
    start, end = line.tokens[first].start, line.tokens[after - 1].end
    held = [
        period
        for period in find_periods(sentence.text)
        if start <= period.start + sentence.start < end and _holds(sentence, line, period)
    ]
    if not held:
        return None
    return _code(held[-1])


def _code(period: Period) -> str:
    return (
        YEAR.findall(period.code)[0]
        if period.date is not None or re.fullmatch(r"\d{4}-\d\d", period.code)
        else period.code
    )


def _holds(sentence: Sentence, line: Line, period: Period) -> bool:
    place = period.start + sentence.start
    at = next((at for at, token in enumerate(line.tokens) if token.end > place), None)
    if at is None:
        return False
    if NAMED_WITH_YEARS.fullmatch(period.code) and word_set("periods", "names").at(line, at - 1):
        return False
    past = word_set("periods", "past").ends_at(line, at)
    return not (past and not _path_behind(line, at))


def _path_behind(line: Line, at: int) -> bool:
    """`van 2025 tot en met 2028`, `vanaf 2026`: the beginning of what is aimed at."""
    if line.form(at - 1) == "vanaf" or (line.form(at - 2) == "ingang" and line.form(at - 1) == "van"):
        return True
    return line.form(at - 1) == "van" and line.form(at + 1) in ("tot", "t/m")
