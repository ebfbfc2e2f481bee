"""Reasons to doubt a figure, in the words that a reader of the dataset sees in `confidence_reasons`."""

from __future__ import annotations

from typing import Final

UNREADABLE: Final = "onleesbaar getal"
TOO_LONG: Final = "te veel cijfers"
MORE_NUMBERS: Final = "meer dan één getal"
DECIMAL_POINT: Final = "decimale punt"
ENGLISH_STYLE: Final = "Engelse notatie"
LEADING_NOUGHT: Final = "voorloopnul"
NO_NOUGHT: Final = "geen nul voor de komma"
FRACTION: Final = "breuk"
IN_BRACKETS: Final = "getal tussen haakjes"
MINUS_BEHIND: Final = "minteken achter het getal"
UNSURE_BOUND: Final = "minimum of minteken"
YEAR_OR_NUMBER: Final = "jaartal of getal"
YEARS_OR_RANGE: Final = "jaartallen of bereik"
TWO_UNITS: Final = "twee eenheden"
TEXT_BEHIND: Final = "tekst achter het getal"
SIGN_BEHIND: Final = "teken achter het getal"
