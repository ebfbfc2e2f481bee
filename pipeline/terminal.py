"""Text of documents and names of files on a terminal: it may say anything there, and do nothing."""

from __future__ import annotations

import json
import re

MOVES = "\x00-\x1f\x7f-\x9f\u2028\u2029"
"""Codes that move a cursor, set a colour, ring a bell, or begin a line."""
TURNS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""What turns the direction of reading, so that a line shows otherwise than it is."""
UNSEEN = "\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
"""What shows nothing, and what no terminal can show."""
HARMFUL = re.compile(f"[{MOVES}{TURNS}{UNSEEN}]")
OURS = re.compile(rf"(\x1b\[[0-9;]*m)|[{MOVES}{TURNS}{UNSEEN}]")
"""The colours that this program gives a line are let through."""
SHOWN = "\ufffd"


def visible(text: str) -> str:
    r"""Text of a document or a name of a file: what is harmful in it becomes `\ufffd`.

    >>> visible("Aantal \x1b[2Jzaken\u202e")
    'Aantal �[2Jzaken�'
    """
    return HARMFUL.sub(SHOWN, text)


def harmless(line: str) -> str:
    r"""A line that is about to be printed, with the colours that it was given and nothing else that a terminal obeys.

    >>> harmless("\x1b[31merror\x1b[0m \x1b]0;title\x07")
    '\x1b[31merror\x1b[0m �]0;title�'
    """
    return OURS.sub(lambda match: match[1] or SHOWN, line)


def escaped(text: str) -> str:
    r"""JSON of the same meaning, in which what is harmful is written as an escape; its line ends stay.

    >>> print(escaped('{"text": "zaken\u202e"}'))
    {"text": "zaken\u202e"}
    """
    return "\n".join(HARMFUL.sub(lambda match: json.dumps(match[0])[1:-1], line) for line in text.split("\n"))


def harmless_lines(text: str) -> str:
    """A text of several lines without what is harmful."""
    return "\n".join(map(visible, text.split("\n")))
