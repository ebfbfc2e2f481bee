"""Number formats of spreadsheets: a stored number as the sheet prints it in a Dutch locale.

A format is up to four sections (positive; negative; zero; text), each of placeholders for digits and of literal signs.
Excel computes with fifteen digits: 0.1 + 0.2 is stored as 0.30000000000000004 and printed as 0,3 in any format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

from extract.sheets.dates import Token, is_date_format, show_date

DIGITS = 15
EXACT = Context(prec=400)
ROUNDED = Context(prec=DIGITS, rounding=ROUND_HALF_UP)
LARGEST_EXPONENT = 308
"""Of the numbers that a sheet can hold."""
GENERAL_DIGITS = 10
"""Digits that a cell without format shows, its decimal comma being the eleventh sign."""
GENERAL = re.compile(r"general|standaard", re.IGNORECASE)
PIECE = re.compile(
    r"\"(?P<quoted>[^\"]*)\"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|"
    r"\[(?P<elapsed>h+|m+|s+)\]|\[(?P<condition>[<>=]{1,2}-?[\d.]+)\]|\[(?P<colour>[^\]]*)\]|"
    r"(?P<general>General|Standaard)|(?P<exponent>[Ee][+-])|(?P<noon>AM/PM|A/P)|(?P<date>[dmyDMYhsHSe]+)|(?P<plain>.)",
    re.DOTALL,
)
THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
POINT, COMMA, PERCENT, SLASH = (Token("plain", sign) for sign in ".,%/")
CONDITION = re.compile(r"([<>=]{1,2})(-?[\d.]+)")

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"€" #,##0;"€" -#,##0', 6: '"€" #,##0;"€" -#,##0', 7: '"€" #,##0.00;"€" -#,##0.00', 8: '"€" #,##0.00;"€" -#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "d-m-yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "d-m-yyyy h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: '"€" #,##0;"€" -#,##0;"€" "-"', 43: '#,##0.00;-#,##0.00;"-"',
    44: '"€" #,##0.00;"€" -#,##0.00;"€" "-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Formats that a file names by number only; those of money and dates as a Dutch Excel shows them."""


@dataclass(frozen=True, slots=True)
class Digits:
    """How a section prints digits, and what stands around them."""

    before: str
    after: str
    least: int
    """Digits before the decimal comma at least."""
    places: str
    """Placeholders behind it: `0` is always shown, `#` where there is a digit."""
    is_grouped: bool
    power: int
    """Of ten, by which the value is multiplied: 2 for percents, -3 for thousands."""
    exponent: str = ""
    """`E+` or `E-` where it shows one, and the placeholders of it."""
    is_fraction: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    is_date: bool = False
    is_general: bool = False
    digits: Digits | None = None


def show_number(stored: str, code: str, *, from_1904: bool = False) -> str:
    """A stored number as a format prints it; what is no number stays as it is.

    >>> show_number("1522.4", "#,##0"), show_number("0.125", "0.0%"), show_number("0.30000000000000004", "General")
    ('1.522', '12,5%', '0,3')
    >>> show_number("44896", "d-m-yyyy"), show_number("-3", '#,##0;"–" #,##0')
    ('1-12-2022', '– 3')
    """
    try:
        value = ROUNDED.create_decimal(stored.strip())
    except InvalidOperation:
        return stored
    if not can_be_shown(value):
        return stored
    sections = read_format(code or "General")
    section, is_signed = _choose(sections, value)
    if section.is_date:
        return show_date(section.tokens, value, from_1904=from_1904)
    return _show(section, value, is_signed=is_signed)


@lru_cache(maxsize=1024)
def read_format(code: str) -> tuple[Section, ...]:
    """The sections of a format."""
    sections: list[list[Token]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for match in PIECE.finditer(code):
        kind, text = match.lastgroup or "plain", match[match.lastgroup or "plain"]
        if kind == "plain" and text == ";":
            sections.append([])
            conditions.append(None)
        elif kind == "condition":
            conditions[-1] = _condition(text)
        elif kind not in ("colour", "fill"):
            sections[-1].append(_token(kind, text))
    return tuple(
        Section(
            tuple(tokens),
            condition,
            is_date_format(tokens),
            any(token.kind == "general" for token in tokens),
            _digits(tokens) if any(token.is_placeholder for token in tokens) else None,
        )
        for tokens, condition in zip(sections, conditions, strict=True)
    )


def _digits(tokens: Sequence[Token]) -> Digits:
    """What a section with placeholders says: literal signs, then digits, then literal signs."""
    places = [index for index, token in enumerate(tokens) if token.is_placeholder]
    first, end = places[0], places[-1] + 1
    core = tokens[first:end]
    thousands = 0
    while end < len(tokens) and tokens[end] == COMMA:
        thousands, end = thousands + 1, end + 1
    at = next((index for index, token in enumerate(core) if token.kind == "exponent"), len(core))
    point = core.index(POINT, 0, at) if POINT in core[:at] else at
    return Digits(
        before=_joined(tokens[:first]),
        after=_joined(tokens[end:]),
        least=_placeholders(core[:point]).count("0"),
        places=_placeholders(core[point:at]),
        is_grouped=COMMA in core[:point],
        power=2 * list(tokens).count(PERCENT) - 3 * thousands,
        exponent=core[at].text + _placeholders(core[at:]) if at < len(core) else "",
        is_fraction=SLASH in core,
    )


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)


def _placeholders(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens if token.is_placeholder)


def _token(kind: str, text: str) -> Token:
    if kind in ("quoted", "escaped", "currency"):
        return Token("literal", text)
    return Token("literal", " ") if kind == "space" else Token(kind, text)


def _condition(text: str) -> tuple[str, Decimal] | None:
    match = CONDITION.fullmatch(text)
    try:
        return (match[1], Decimal(match[2])) if match else None
    except InvalidOperation:
        return None


def _choose(sections: tuple[Section, ...], value: Decimal) -> tuple[Section, bool]:
    """The section that a value is printed by, and whether a minus is to be put before it."""
    if any(section.condition for section in sections[:2]):
        chosen = next((section for section in sections[:3] if _holds(section, value)), sections[-1])
        return chosen, value < 0 and not (chosen.condition and chosen.condition[0] in ("<", "<=") and len(sections) > 1)
    numeric = sections[:3]
    if value < 0 and len(numeric) > 1:
        return numeric[1], False
    return (numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]), value < 0


def _holds(section: Section, value: Decimal) -> bool:
    if section.condition is None:
        return True
    sign, bound = section.condition
    return {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "<>": value != bound,
    }.get(sign, value == bound)


def _show(section: Section, value: Decimal, *, is_signed: bool) -> str:
    tokens, value = section.tokens, abs(value)
    if section.digits is not None:
        shown = _show_digits(section.digits, value)
        is_signed = is_signed and any(sign in "123456789" for sign in shown)
    elif section.is_general:
        shown = "".join(show_general(value) if token.kind == "general" else token.text for token in tokens)
    else:
        shown = _joined(tokens).strip()
    return ("-" if is_signed else "") + shown


def can_be_shown(value: Decimal) -> bool:
    """Whether a stored value is a number, of a size that a spreadsheet reckons with."""
    return value.is_finite() and abs(value.adjusted()) <= LARGEST_EXPONENT


def show_general(value: Decimal) -> str:
    """A number without format, as far as a cell shows it.

    >>> show_general(Decimal("1234.5")), show_general(Decimal(2) / 3)
    ('1234,5', '0,666666667')
    """
    whole = max(value.adjusted() + 1, 1)
    places = max(GENERAL_DIGITS - whole, 0)
    if value and value.adjusted() < -places + 1:
        places = DIGITS - value.adjusted()  # a small number is shown by its own digits, not as nil
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT)
    text = f"{rounded:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _show_digits(digits: Digits, value: Decimal) -> str:
    """A value that is not negative, literal signs around it."""
    value = value.scaleb(digits.power)
    if digits.exponent:
        shown = _show_exponent(digits, value)
    elif digits.is_fraction:
        shown = show_general(value)  # what is printed as 1 1/2 is told as 1,5
    else:
        shown = _fill(digits, value)
    return f"{digits.before}{shown}{digits.after}".strip()


def _fill(digits: Digits, value: Decimal) -> str:
    places = digits.places
    left, _, right = f"{value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP, EXACT):f}".partition(".")
    left = left.lstrip("0").rjust(digits.least, "0")
    while right and right[-1] == "0" and places[len(right) - 1] != "0":
        right = right[:-1]
    if digits.is_grouped:
        left = THOUSANDS.sub(".", left)
    return f"{left},{right}" if right else left


def _show_exponent(digits: Digits, value: Decimal) -> str:
    """A number as 1,5E+06."""
    exponent = value.adjusted() if value else 0
    sign = "-" if exponent < 0 else digits.exponent[1].replace("-", "")
    width = len(digits.exponent) - 2
    return f"{_fill(digits, value.scaleb(-exponent))}E{sign}{abs(exponent):0{width}}"
