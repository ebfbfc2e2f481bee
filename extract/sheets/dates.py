"""Dates and times of spreadsheets: days since 1900, printed in Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # a sheet's date has no zone
EPOCH_OF_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
FIRST_TRUE_DAY = 61
"""Excel counts 29 February 1900, a day that never was; days before it are one off."""
LAST_DAY = 2_958_465
"""31 December 9999."""
SECONDS_A_DAY = 86_400
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a number format: a literal, a placeholder, or a part of a date."""

    kind: str
    text: str = ""

    @property
    def is_placeholder(self) -> bool:
        """Whether a digit takes its place."""
        return self.kind == "plain" and self.text in ("0", "#", "?")


def is_date_format(tokens: Sequence[Token]) -> bool:
    """Whether a format prints a date or a time."""
    return any(token.kind in ("date", "elapsed", "noon") for token in tokens)


def show_date(tokens: Sequence[Token], value: Decimal, *, from_1904: bool) -> str:
    """A number of days as a format prints it; a number that is no day of ours stays a number."""
    if not 0 <= value <= LAST_DAY:
        return f"{value:f}".replace(".", ",")
    seconds = int((value * SECONDS_A_DAY).quantize(Decimal(1), ROUND_HALF_UP))
    days = 1 if not from_1904 and 0 < value < FIRST_TRUE_DAY - 1 else 0
    moment = (EPOCH_OF_1904 if from_1904 else EPOCH) + timedelta(seconds=seconds, days=days)
    parts = []
    for index, token in enumerate(tokens):
        if token.kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
            parts.append(f"{seconds // unit:0{len(token.text)}}")
        elif token.kind == "date":
            parts.append(_part(token.text.lower(), moment, is_minute=_is_minute(tokens, index)))
        elif token.kind == "plain":
            parts.append({"/": "-", "@": "", ".": "."}.get(token.text, token.text))
        else:
            parts.append("" if token.kind == "noon" else token.text)
    return "".join(parts).strip()


def _is_minute(tokens: Sequence[Token], index: int) -> bool:
    """Whether an m is of minutes: after hours or before seconds."""
    letters = [
        (place, token.text[0].lower()) for place, token in enumerate(tokens) if token.kind in ("date", "elapsed")
    ]
    own = next(place for place, (at, _) in enumerate(letters) if at == index)
    before = letters[own - 1][1] if own else ""
    after = letters[own + 1][1] if own + 1 < len(letters) else ""
    return before == "h" or after == "s"


def _part(letters: str, moment: datetime, *, is_minute: bool) -> str:
    wide = len(letters)
    match letters[0]:
        case "y" | "e":
            return f"{moment.year}" if wide > 2 else f"{moment.year % 100:02}"
        case "m" if is_minute:
            return f"{moment.minute:0{wide}}"
        case "m":
            names = {3: SHORT_MONTHS[moment.month - 1], 4: MONTHS[moment.month - 1], 5: MONTHS[moment.month - 1][0]}
            return names.get(wide) or f"{moment.month:0{wide}}"
        case "d":
            day = DAYS[moment.weekday()]
            return {3: day[:2], 4: day}.get(wide) or f"{moment.day:0{wide}}"
        case "h":
            return f"{moment.hour:0{wide}}"
        case _:
            return f"{moment.second:0{wide}}"
