"""Lists: the numbers that a browser prints before items, and lists that are no content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from extract.document import Text
from extract.runs import collapse

PRINTED_LABEL = re.compile(
    r"([•·▪‣◦–—-]|\(?(?:\d{1,3}[°º]?|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)"
)  # "1. Tekst", "1°. Tekst", "a) Tekst", "– Tekst"
NO_LABEL_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*none")
NO_LABEL_CLASS = re.compile(r"\b(?:list-unstyled|list-none|no-?bullets?)\b", re.IGNORECASE)
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LEADING_INTEGER = re.compile(r"\s*(-?\d{1,6})")
FEWEST_LINKS = 3
"""Items; two links below each other can be part of the text."""


def item_labels(element: etree._Element) -> dict[etree._Element, str]:
    """The label of each item of an ordered list, as a browser numbers them; nothing for other lists.

    An item's text may hold a label of its own as well: see `take_printed_label`.
    """
    unlabelled = NO_LABEL_STYLE.search(element.get("style") or "") or NO_LABEL_CLASS.search(element.get("class") or "")
    if element.tag != "ol" or unlabelled:
        return {}
    show = NUMBERING.get(element.get("type") or "1", str)
    return {item: f"{show(number)}." for item, number in _numbers(element)}


def _numbers(element: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    items = [child for child in element if child.tag == "li"]
    step = -1 if element.get("reversed") is not None else 1
    number = _integer(element.get("start"), len(items) if step < 0 else 1)
    for item in items:
        number = _integer(item.get("value"), number)
        yield item, number
        number += step


def _integer(value: str | None, otherwise: int) -> int:
    match = LEADING_INTEGER.match(value or "")
    return int(match[1]) if match else otherwise


def _letters(number: int) -> str:
    """1 is a, 27 is aa."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(number: int) -> str:
    """Small Roman numerals up to 39; other numbers as they are."""
    if not 0 < number < 40:
        return str(number)
    numeral = ""
    for value, sign in ROMAN:
        numeral += sign * (number // value)
        number %= value
    return numeral


NUMBERING: dict[str, Callable[[int], str]] = {
    "a": _letters,
    "A": lambda number: _letters(number).upper(),
    "i": _roman,
    "I": lambda number: _roman(number).upper(),
}


def take_printed_label(text: Text) -> tuple[Text, str]:
    """The text of an item without the label that is printed in it, and that label.

    >>> text, label = take_printed_label(Text("a. eerste"))
    >>> text.text, label
    ('eerste', 'a.')
    """
    match = PRINTED_LABEL.match(text.text)
    if match is None:
        return text, ""
    moved = tuple(replace(marker, offset=max(0, marker.offset - match.end())) for marker in text.markers)
    return replace(text, text=text.text[match.end() :], markers=moved), match[1]


def is_link_list(element: etree._Element) -> bool:
    """Whether a list leads elsewhere and is no text: a table of contents, or, outside the content, a menu."""
    links = list(element.iter("a"))
    if len(links) < FEWEST_LINKS or _length(element) > sum(_length(link) for link in links):
        return False
    if all("#" in (link.get("href") or "") for link in links):
        return True
    return next(element.iterancestors("main", "article"), None) is None


def _length(element: etree._Element) -> int:
    return len(collapse("".join(map(str, element.itertext()))).replace(" ", ""))
