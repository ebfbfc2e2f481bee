"""The bytes of a page become a tree of elements.

Beautiful Soup finds the encoding that a page declares and, in `metadata`, reads its head. The tree itself is lxml's: on
a page of 100 tables with 10,000 cells lxml takes 15 ms and a soup over the same parser 300 ms, as much as all the rest.
"""

from __future__ import annotations

import re
from itertools import islice

from bs4.dammit import EncodingDetector
from lxml import etree

from extract.document import Limits, RefusedDocument, UnreadableDocument
from extract.encoding import decode
from extract.runs import RESERVED

END_OF_PAGE = re.compile(
    r"</(?:body|html)\s*>", re.IGNORECASE
)  # two pages in one file: what follows the first </html> would be lost
UNCLOSED_HEADING = re.compile(
    r"<h([1-6])\b[^<]*+(?:<(?!/?h[1-6]\b)[^<]*+)*+(?=<h[1-6]\b)", re.IGNORECASE
)  # <h1>Een<h2>Twee</h2>
HEADING_WITH_PARAGRAPH = re.compile(  # <h3><p>Kop</p></h3>; bounded, so that it costs no more than the page is long
    r"(<h[1-6]\b[^>]*>\s*)<p\b[^>]*>([^<]{0,300}(?:<(?!/?(?:h[1-6]|p)\b)[^<]{0,300}){0,12})</p\s*>(?=\s*</h[1-6]\s*>)",
    re.IGNORECASE,
)
INLINE_BEFORE_PARAGRAPH = re.compile(r"<(?:b|s|strike|u)\b[^>]*>\s*<p\b", re.IGNORECASE)  # <b><p>Kop</p></b>
LOSING_TAG = re.compile(r"<(/?)(b|s|strike|u)(?=[\s>/])", re.IGNORECASE)
KEPT_TAGS = {"b": "strong", "s": "del", "strike": "del", "u": "span"}
"""A paragraph ends these elements in libxml2, and its bold or its line through with them; not so their twins."""
LONG_TAG = re.compile(r"<[^<>]{40000,}")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
ATTRIBUTE_BREAK = re.compile(r"[\s/=]+")
MOST_ATTRIBUTES = 10_000
"""Time grows with the square of the attributes of one element: 100,000 took 100 s, 10,000 take 1 s."""
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
DEEPEST = 2048
"""What libxml2 allows; it leaves out what is deeper, and says so in its log."""
TOO_DEEP = "ERR_RESOURCE_LIMIT"


def parse(data: bytes, limits: Limits) -> etree._Element:
    """The root element of a page.

    Raises UnreadableDocument for pages above the limits, for binary data and for pages without any element.
    """
    if len(data) > limits.bytes:
        raise RefusedDocument(
            f"The page has {len(data)} bytes, more than the {limits.bytes} allowed; split it, or allow more (--limit size)."
        )
    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    text = decode(data, declared).text.translate(RESERVED) if data else ""
    return _tree(_repair(text), limits)


def _repair(text: str) -> str:
    """The source without what would make the parser drop or flatten content."""
    _refuse_attribute_bomb(text)
    text = END_OF_PAGE.sub("", text)
    text = HEADING_WITH_PARAGRAPH.sub(r"\1\2", text)
    text = UNCLOSED_HEADING.sub(r"\g<0></h\1>", text)
    if INLINE_BEFORE_PARAGRAPH.search(text):
        text = LOSING_TAG.sub(lambda match: f"<{match[1]}{KEPT_TAGS[match[2].lower()]}", text)
    return text.replace("\x00", "")


def _refuse_attribute_bomb(text: str) -> None:
    for match in LONG_TAG.finditer(text):
        breaks = sum(1 for _ in ATTRIBUTE_BREAK.finditer(QUOTED.sub("", match.group())))
        if breaks > 2 * MOST_ATTRIBUTES:
            raise RefusedDocument(
                f"The element at character {match.start()} has more than {MOST_ATTRIBUTES} attributes; "
                "correct it in the source."
            )


def _tree(text: str, limits: Limits) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    if root is None:
        raise UnreadableDocument("The page holds no element and no text; save it anew from its address.")
    if any(entry.type_name == TOO_DEEP for entry in parser.error_log):
        raise RefusedDocument(
            f"The page has elements nested deeper than {min(limits.depth, DEEPEST)}; "
            "it is damaged, save it anew from its address."
        )
    for button in _buttons_of_headings(root):
        button.tag = "span"
    return root


def _buttons_of_headings(root: etree._Element) -> list[etree._Element]:
    """The buttons that hold the text of a heading, as accordions have it: `<h4><button>Kop</button></h4>`."""
    buttons = (button for button in root.iter("button") if (button.text or "").strip() or len(button))
    return [button for button in buttons if any(up.tag in HEADING_TAGS for up in islice(button.iterancestors(), 2))]
