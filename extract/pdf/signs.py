"""Characters as fonts and typesetters leave them, in plain ones: ligatures, bullets of symbol fonts, hyphens at line ends."""

from __future__ import annotations

import re

HYPHEN = "-"
SOFT_HYPHEN = "\u00ad"
BULLET = "•"
LINE_END_HYPHENS = "\x02\ufffe"
"""What PDFium gives for a hyphen at the end of a line."""
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
PLAIN = str.maketrans({**LIGATURES, **dict.fromkeys(LINE_END_HYPHENS, HYPHEN), **dict.fromkeys(INVISIBLE, "")})
INNER_SOFT_HYPHEN = re.compile(f"{SOFT_HYPHEN}(?=.)")
PRIVATE = re.compile("[\ue000-\uf8ff]")
SYMBOLS = re.compile("[\uf020-\uf0ff]")
"""Where fonts without Unicode, Symbol and Wingdings among them, put their 224 signs."""
SYMBOL_FONT = re.compile(r"symbol|wingdings|webdings|dingbats", re.IGNORECASE)


def plain_signs(text: str, font: str = "") -> str:
    """A word in plain characters; a soft hyphen stays where the word ends in it, since there it shows.

    >>> plain_signs("e\ufb03ciënt"), plain_signs("\uf0b7"), plain_signs("be\u00adleid"), plain_signs("doelbe\ufffe")
    ('efficiënt', '•', 'beleid', 'doelbe-')
    """
    if text.isascii() and (text.isprintable() or "\x02" not in text):
        return BULLET if len(text) == 1 and SYMBOL_FONT.search(font) and text.isalpha() else text
    text = INNER_SOFT_HYPHEN.sub("", text.translate(PLAIN))
    if PRIVATE.search(text) is None:
        return text
    if len(text) == 1:
        return BULLET
    return SYMBOLS.sub(lambda match: chr(ord(match.group()) - 0xF000), text)
