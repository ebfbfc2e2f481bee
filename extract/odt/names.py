"""Names of OpenDocument, as lxml writes them."""

from __future__ import annotations

import re

from lxml import etree

_PREFIX = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE, DRAW = (
    f"{{{_PREFIX}{name}:1.0}}" for name in ("office", "text", "table", "style", "drawing")
)
FO = f"{{{_PREFIX}xsl-fo-compatible:1.0}}"

NAME, STYLE_NAME, LEVEL = f"{STYLE}name", f"{TEXT}style-name", f"{TEXT}outline-level"
PARAGRAPH, HEADING, LIST = f"{TEXT}p", f"{TEXT}h", f"{TEXT}list"
TABLE_ELEMENT, ROW, CELL, COVERED = (
    f"{TABLE}table",
    f"{TABLE}table-row",
    f"{TABLE}table-cell",
    f"{TABLE}covered-table-cell",
)
COLUMNS_REPEATED, ROWS_REPEATED = f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated"
COLUMNS_SPANNED, ROWS_SPANNED = f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned"
FRAME, TEXT_BOX = f"{DRAW}frame", f"{DRAW}text-box"

LENGTH = re.compile(r"(-?\d*\.?\d+)(pt|cm|mm|in|pc|px)?")
DIGITS_THAT_FIT = 9
"""More digits than this are above any number of cells; Python refuses to convert thousands of them."""
POINTS = {"pt": 1.0, "cm": 28.3465, "mm": 2.83465, "in": 72.0, "pc": 12.0, "px": 0.75, None: 1.0}


def points(length: str | None) -> float:
    """A length in points; 0 where there is none.

    >>> round(points("1.27cm")), points("5%")
    (36, 0.0)
    """
    match = LENGTH.fullmatch(length or "")
    return float(match[1]) * POINTS[match[2]] if match else 0.0


def count(element: etree._Element, name: str, most: int) -> int:
    """A number of times or places in an attribute; 1 where it is absent, never more than `most`."""
    value = element.get(name, "1")
    if not (value.isascii() and value.isdigit()):
        return 1
    return most if len(value) > DIGITS_THAT_FIT else max(1, min(int(value), most))
