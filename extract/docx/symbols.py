"""Signs from fonts that are not letters, which Word stores by their place in the font."""

from __future__ import annotations

PRIVATE = 0xF000
"""Word adds this to the places of such fonts."""
SYMBOL = {
    0x2D: "−", 0x2A: "*", 0x2B: "+", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x25: "%",
    0x40: "≅", 0x44: "Δ", 0x53: "Σ", 0x6D: "µ", 0x70: "π", 0xA0: "€", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD7: "⋅", 0xE5: "Σ",
}  # fmt: skip
WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x71: "❑", 0x76: "❖", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
FONTS = {"symbol": SYMBOL, "wingdings": WINGDINGS}
REPLACEMENT = "\ufffd"
"""A sign that is not known stands out rather than going missing."""


def symbol(font: str | None, place: str | None) -> str:
    """The sign at a place (hexadecimal) of a font.

    >>> symbol("Symbol", "F0B3"), symbol("Calibri", "20AC")
    ('≥', '€')
    """
    try:
        code = int(place or "", 16)
    except ValueError:
        return REPLACEMENT
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return REPLACEMENT
    signs = FONTS.get((font or "").lower())
    if signs is None:
        return chr(code)
    code -= PRIVATE if code >= PRIVATE else 0
    return signs.get(code) or (chr(code) if code < 0x80 and font == "Symbol" else REPLACEMENT)
