"""Lines of print become running text: a hyphen at a line's end is taken out where it only divides a word.

For hyphens nothing but the document itself is asked which words there are: a word that it prints whole elsewhere was divided,
one that it prints with a hyphen elsewhere keeps it. Where it says nothing, small letters on both sides are a divided word: that
is what nearly all hyphens at line ends are. A word that a narrow cell cuts without a hyphen is told by a list of Dutch words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extract.document import Marker, Text

SOFT_HYPHENS = "\u00ad\u0002\ufffe"
"""A soft hyphen, and the two signs that PDFium puts in its place."""
HYPHENS = "-‐"
WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")  # niet-westerse
LAST_PART = re.compile(r"[^\w’']*(?P<word>[\w’'.-]*?)(?P<part>[^\W_]+)[-‐]")  # sociaal-economi-, CO2-
FIRST_WORD = re.compile(r"[(‘'\"“]?([^\W\d_]+)")
LAST_LETTERS = re.compile(r"[^\W\d_]{2,}$")
FIRST_LETTERS = re.compile(r"[^\W\d_A-Z]+(?![^\W_])")
CONJUNCTIONS = frozenset(
    {
        "en",
        "of",
        "tot",
        "als",
        "alsmede",
        "noch",
        "respectievelijk",
        "resp",
        "dan",
        "cq",
        "maar",
        "t",
        "ten",
        "and",
        "or",
    }
)
"""After these the hyphen stands for a word: `inkomens- en vermogensbeleid`, `hoofd- dan wel bijzaak`."""


@lru_cache(maxsize=65_536)
def is_dutch_word(word: str) -> bool:
    """Whether the word list of simplemma has it; that takes a third of a second to load, so it is asked of cut words only.

    >>> is_dutch_word("meting"), is_dutch_word("rde")
    (True, False)
    """
    import simplemma  # noqa: PLC0415  # only when it is needed

    return simplemma.is_known(word, lang="nl")


SHORTEST_PART = 4
"""Letters of each part of a compound; shorter ones are found in any word."""


@dataclass(slots=True)
class Vocabulary:
    """The words of a document, as it prints them within a line."""

    words: set[str] = field(default_factory=set)

    def knows(self, word: str) -> bool:
        """Whether something is a word, by the document or by the list of Dutch words."""
        return word in self.words or is_dutch_word(word)

    def add(self, line: str) -> None:
        """Add the words of a line; its last one is left out where a hyphen ends it."""
        whole = line[: line.rfind(" ") + 1] if line.endswith(tuple(HYPHENS + SOFT_HYPHENS)) else line
        self.words.update(word.casefold() for word in WORD.findall(whole))

    def add_cell(self, lines: Sequence[str]) -> None:
        """Add the words of a cell, but for those beside a line end: they may be halves of a word."""
        for index, line in enumerate(lines):
            words = line.split()
            self.add(" ".join(words[index > 0 : len(words) - (index < len(lines) - 1)]))


def join_lines(lines: Sequence[Text], vocabulary: Vocabulary, full: Sequence[bool] = ()) -> Text:
    """Lines as one text, each line end a space, or nothing where it divides a word.

    `full` is given for cells, and says of which lines no further letter fitted on them: a long word in a narrow cell is cut
    there without a hyphen.

    >>> join_lines([Text("het doelbe-"), Text("reik van inkomens-"), Text("en vermogens")], Vocabulary()).text
    'het doelbereik van inkomens- en vermogens'
    """
    parts: list[str] = []
    markers: list[Marker] = []
    length = 0
    for index, line in enumerate(lines):
        if not line.raw:
            continue
        if parts:
            before = parts[-1]
            kept, gap = line_end(before, line.text, vocabulary)
            if (
                gap
                and full
                and (
                    (full[index - 1] and _is_cut(before, line.text, vocabulary))
                    or is_surely_cut(before, line.text, vocabulary)
                )
            ):
                gap = ""
            parts[-1] = kept + gap
            length += len(parts[-1]) - len(before)
            end = length - len(gap)
            markers = [marker if marker.offset <= end else replace(marker, offset=end) for marker in markers]
        markers += [replace(marker, offset=marker.offset + length) for marker in line.markers]
        parts.append(line.text)
        length += len(line.text)
    return Text("".join(parts), tuple(markers), min((line.confidence for line in lines if line.raw), default=1.0))


def line_end(before: str, after: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """What stands before a line end, its hyphen taken off where that only divides a word, and what joins it to the next.

    >>> line_end("de niet-", "westerse", Vocabulary({"niet-westerse"}))
    ('de niet-', '')
    """
    last = before[-1:]
    if not last:
        return before, ""
    if last in SOFT_HYPHENS:
        return before[:-1], ""
    if last not in HYPHENS:
        return before, " "
    divided = LAST_PART.fullmatch(before, before.rfind(" ") + 1)
    following = FIRST_WORD.match(after)
    if divided is None or following is None or following.start(1) > 0:
        return before, "" if divided and after[:1].isdigit() else " "
    if following[1].casefold() in CONJUNCTIONS:
        return before, " "
    return (before[:-1], "") if _is_divided(divided, after, vocabulary) else (before, "")


def _is_divided(divided: re.Match[str], after: str, vocabulary: Vocabulary) -> bool:
    """Whether the hyphen only divides a word; `A-`, `CO2-` and `Zuid-` before a capital are parts of names."""
    word = WORD.match(after)
    left = (divided["word"] + divided["part"]).casefold()
    right = word[0].casefold() if word else ""
    if left + right in vocabulary.words:
        return True
    if f"{left}-{right}" in vocabulary.words or not after[:1].islower():
        return False
    part = divided["part"]
    is_chain = divided["word"].count("-") > 1  # trap-op-trap-af-systematiek
    return part[-1:].islower() and len(part) > 1 and not is_chain


def is_surely_cut(before: str, after: str, vocabulary: Vocabulary) -> bool:
    """Whether the halves of a word stand on two lines, wherever these end: together they are a word, apart they are not.

    >>> is_surely_cut("Nederlan", "d", Vocabulary()), is_surely_cut("water", "schap", Vocabulary())
    (True, False)
    """
    left, right = LAST_LETTERS.search(before, before.rfind(" ") + 1), FIRST_LETTERS.match(after)
    if left is None or right is None:
        return False
    first, second = left[0].casefold(), right[0].casefold()
    if vocabulary.knows(first) and vocabulary.knows(second):
        return False
    return vocabulary.knows(first + second) or _is_compound(first + second, vocabulary)


def _is_compound(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is two words written as one: `oppervlaktewater`."""
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return any(vocabulary.knows(word[:at]) and vocabulary.knows(word[at:]) for at in places)


def _is_cut(before: str, after: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is cut between two lines: it is a word, or one of its halves is none."""
    left, right = LAST_LETTERS.search(before, before.rfind(" ") + 1), FIRST_LETTERS.match(after)
    if left is None or right is None:
        return False
    first, second = left[0].casefold(), right[0].casefold()
    if vocabulary.knows(first + second):
        return True
    return not (vocabulary.knows(first) and vocabulary.knows(second))
