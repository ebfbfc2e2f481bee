"""Number formats of spreadsheets: a stored number as the sheet prints it in a Dutch locale.

A format is up to four sections (positive; negative; zero; text), each of placeholders for digits and of literal signs.
Excel computes with fifteen digits: 0.1 + 0.2 is stored as 0.30000000000000004 and printed as 0,3 in any format.
"""

from __future__ import annotations

import re
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
class Section:
    """One section of a format, in pieces."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    is_date: bool = False


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
    if not value.is_finite() or abs(value.adjusted()) > LARGEST_EXPONENT:
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
        Section(tuple(tokens), condition, is_date_format(tokens))
        for tokens, condition in zip(sections, conditions, strict=True)
    )


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
    tokens = section.tokens
    if any(token.kind == "general" for token in tokens):
        parts = (show_general(abs(value)) if token.kind == "general" else token.text for token in tokens)
        return ("-" if is_signed and value else "") + "".join(parts)
    if not any(token.is_placeholder for token in tokens):
        return ("-" if is_signed and value else "") + "".join(token.text for token in tokens).strip()
    shown = _show_digits(tokens, abs(value))
    has_digit = any(sign in "123456789" for sign in shown)
    return ("-" if is_signed and has_digit else "") + shown


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


def _show_digits(tokens: tuple[Token, ...], value: Decimal) -> str:
    """The digits of a value in their places, literal signs around them."""
    first = next(index for index, token in enumerate(tokens) if token.is_placeholder)
    last = next(index for index in reversed(range(len(tokens))) if tokens[index].is_placeholder)
    end = last + 1
    while end < len(tokens) and tokens[end] == Token("plain", ","):
        value /= 1000  # a comma after the last digit: in thousands
        end += 1
    value = value.scaleb(2 * sum(1 for token in tokens if token == Token("plain", "%")))
    core = tokens[first : last + 1]
    if any(token.kind == "exponent" for token in core):
        digits = _show_exponent(core, value)
    elif any(token == Token("plain", "/") for token in core):
        digits = show_general(value)
    else:
        digits = _fill(core, value)
    before = "".join(token.text for token in tokens[:first])
    after = "".join(token.text for token in tokens[end:])
    return f"{before}{digits}{after}".strip()


def _fill(core: tuple[Token, ...], value: Decimal) -> str:
    """A value in the places between the first and the last placeholder."""
    signs = [token for token in core if token.is_placeholder or token.kind != "plain" or token.text in ".,"]
    point = next((index for index, token in enumerate(signs) if token == Token("plain", ".")), len(signs))
    whole = "".join(token.text for token in signs[:point] if token.is_placeholder)
    places = "".join(token.text for token in signs[point:] if token.is_placeholder)
    is_grouped = Token("plain", ",") in signs[:point]
    rounded = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP, EXACT)
    left, _, right = f"{rounded:f}".partition(".")
    left = left.lstrip("0").rjust(whole.count("0"), "0")
    while right and right[-1] == "0" and places[len(right) - 1] != "0":
        right = right[:-1]
    if is_grouped:
        left = _group(left)
    return f"{left},{right}" if point < len(signs) and right else left


def _group(digits: str) -> str:
    start = len(digits) % 3
    groups = [digits[:start], *(digits[index : index + 3] for index in range(start, len(digits), 3))]
    return ".".join(group for group in groups if group)


def _show_exponent(core: tuple[Token, ...], value: Decimal) -> str:
    """A number as 1,5E+06."""
    place = next(index for index, token in enumerate(core) if token.kind == "exponent")
    exponent = value.adjusted() if value else 0
    width = sum(1 for token in core[place:] if token.is_placeholder)
    sign = "-" if exponent < 0 else "+" if core[place].text.endswith("+") else ""
    return f"{_fill(core[:place], value.scaleb(-exponent))}E{sign}{abs(exponent):0{width}}"
