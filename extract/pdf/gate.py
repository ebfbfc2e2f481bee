"""Whether words can be a table without rules: a cheap look, so that pages of running text cost no more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.pdf.lines import DOT, LEADERS, SAME_LINE, WIDE
from extract.pdf.page import Word

FEWEST_ROWS = 2
"""A header and a row."""
LABEL = re.compile(r"[•·●○▪▫■□◦‣⁃∙➢➤✓✔o*–—-]|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z])[.)]?")  # •  1.  a)  2.1.3  (b)
"""What stands before an item, a heading or a note, with the white space that sets its text in."""


class Token(NamedTuple):
    """A word with the raised pieces that are joined to it."""

    baseline: float
    left: float
    right: float
    size: float
    text: str


def may_be_columns(words: Sequence[Word]) -> bool:
    """Whether on at least two lines there is more white space between two words than running text has.

    Leader dots stand where white space is in other tables, so words with them pass.
    """
    rows = 0
    for line in _lines(words):
        first = 1 if _is_label(line) else 0
        reach = line[first].right
        for token in line[first:]:
            if token.left - reach > WIDE * token.size:
                rows += 1
                break
            reach = max(reach, token.right)
        if rows == FEWEST_ROWS:
            return True
    return any(word.text == DOT or LEADERS.search(word.text) for word in words if DOT in word.text or "_" in word.text)


def _lines(words: Sequence[Word]) -> Iterator[list[Token]]:
    """Tokens on one baseline, more or less, from the left."""
    line: list[Token] = []
    for token in sorted(_tokens(words)):
        if line and token.baseline - line[0].baseline > SAME_LINE * min(line[0].size, token.size):
            yield sorted(line, key=_left)
            line = []
        line.append(token)
    if line:
        yield sorted(line, key=_left)


def _tokens(words: Sequence[Word]) -> list[Token]:
    tokens: list[Token] = []
    for word in words:
        if word.turn:
            continue
        if word.joined and tokens:
            tokens[-1] = tokens[-1]._replace(right=max(tokens[-1].right, word.box.right))
        else:
            tokens.append(Token(word.baseline, word.box.left, word.box.right, word.style.size, word.text))
    return tokens


def _is_label(line: Sequence[Token]) -> bool:
    """Whether a line begins with a bullet or a number before words; before a figure it may be a cell."""
    return len(line) > 1 and line[1].text[:1].isalpha() and LABEL.fullmatch(line[0].text) is not None


def _left(token: Token) -> float:
    return token.left
