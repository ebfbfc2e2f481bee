"""Pieces of text, some of them raised, become a `Text`: white space as it shows, markers taken out. For all readers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.document import Marker, Text
from extract.markers import RAISED, is_marker, lowered_text, marker_key, raised_text, split_markers

MARK = "\ufdd0"
BREAK = "\ufdd1"
"""Noncharacters, which no text holds, stand for a marker and for a line break while a run is put together."""
RESERVED = dict.fromkeys(map(ord, (MARK, BREAK)))
INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""))
"""Soft hyphens, joiners and marks of zero width show nothing."""
SPACES = re.compile(f"[ \t\r\n\f\x0b{BREAK}]+")
PLAIN = re.compile(r"[!-~]*")  # 1.522: no white space, all ASCII
BETWEEN_MARKERS = re.compile(r"\s*[,;/]?\s*")  # what may stand between the 1 and the 2 of "1, 2"
OPENING, CLOSING = "([", ")]"
CLOSES_UP = ",.;:!?)]%"
REACH = 24
"""Characters before a raised text that tell what it is: `(in mln. km` is among the longest."""


@dataclass(frozen=True, slots=True)
class _Raised:
    """A marker that is still without a place."""

    text: str
    gap: str = ""
    note: str | None = None


class TextRun:
    """A text in the making; add its pieces in reading order, then ask for `text` or `lines`."""

    __slots__ = ("_bold", "_markers", "_parts", "_plain", "_text")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._markers: list[_Raised] = []
        self._bold = self._plain = False
        self._text: tuple[int, Text] | None = None

    def add(self, text: str, *, bold: bool = False) -> None:
        """Add text as it stands in the source; Unicode superscripts in it become markers."""
        if not text.isascii():
            text = text.translate(INVISIBLE)
        if text and not text.isspace():
            if bold:
                self._bold = True
            else:
                self._plain = True
        if text.isascii() or RAISED.search(text) is None:
            self._parts.append(text)
        else:
            self._add_with_superscripts(text)

    def _add_with_superscripts(self, text: str) -> None:
        end = 0
        for match in RAISED.finditer(text):
            self._parts.append(text[end : match.start()])
            if is_marker(marker_key(match.group()), self.before()):
                self.add_marker(match.group())
            else:
                self._parts.append(match.group())
            end = match.end()
        self._parts.append(text[end:])

    def add_raised(self, text: str, *, note: str | None = None) -> None:
        """Add raised text: markers where it can be one, else the text as it reads."""
        before = self.before()
        if text.strip() == ")" and before.endswith(MARK):
            self._markers[-1] = replace(self._markers[-1], text=self._markers[-1].text + ")")
        elif note is not None or is_marker(text, before):
            for gap, marker in split_markers(text) or (("", text.strip()),):
                self.add_marker(marker, gap=gap, note=note)
        else:
            self._parts.append(raised_text(text, before))

    def add_lowered(self, text: str) -> None:
        """Add lowered text, as the 2 of CO2."""
        self._parts.append(lowered_text(text, self.before()))

    def add_marker(self, text: str, *, gap: str = "", note: str | None = None) -> None:
        """Add what is known to be a marker."""
        self._parts.append(MARK)
        self._markers.append(_Raised(text, gap, note))

    def extend(self, other: TextRun) -> None:
        """Add all of another run."""
        self._parts += other._parts
        self._markers += other._markers

    def copy(self) -> TextRun:
        """A run that goes on where this one stands."""
        other = TextRun()
        other._parts, other._markers = list(self._parts), list(self._markers)
        other._bold, other._plain = self._bold, self._plain
        return other

    def add_break(self) -> None:
        """Begin a new line; in `text` it is a space."""
        self._parts.append(BREAK)

    def before(self) -> str:
        """The last few characters so far; a marker among them is one sign that is in no text."""
        return "".join(self._parts[-REACH:])[-REACH:]

    @property
    def source(self) -> str:
        """All that was added, white space as it stood, line breaks and markers as signs that are in no text."""
        return "".join(self._parts)

    @property
    def has_markers(self) -> bool:
        """Whether there is a marker in it."""
        return bool(self._markers)

    @property
    def bold(self) -> bool:
        """Whether there is text and all of it is bold."""
        return self._bold and not self._plain

    @property
    def text(self) -> Text:
        """The whole as one text."""
        if self._text is None or self._text[0] != len(self._parts):
            text = _assemble(self.source, self._markers) if self._markers else Text(collapse(self.source))
            self._text = len(self._parts), text
        return self._text[1]

    @property
    def lines(self) -> tuple[Text, ...]:
        """The texts between line breaks, empty ones left out."""
        if BREAK not in self._parts:
            return (self.text,) if self.text.text or self.text.markers else ()
        lines, start = [], 0
        for source in self.source.split(BREAK):
            count = source.count(MARK)
            lines.append(_assemble(source, self._markers[start : start + count]))
            start += count
        return tuple(line for line in lines if line.text or line.markers)


def collapse(text: str) -> str:
    """White space as a browser shows it; none at either end, no-break spaces included."""
    return text if PLAIN.fullmatch(text) else SPACES.sub(" ", text).strip()


def _assemble(source: str, markers: Sequence[_Raised]) -> Text:
    """The text between marks, and a marker for each mark."""
    first, *rest = SPACES.sub(" ", source).split(MARK)
    text, held, placed = first.lstrip(), "", list[Marker]()
    for marker, following in zip(markers, rest, strict=True):
        text, raised, after = _take_brackets(text, marker, following)
        bare = text.rstrip()
        gap = held + text[len(bare) :] + raised.gap
        placed.append(Marker(text=raised.text, offset=len(bare), note=raised.note, gap=gap if bare or held else ""))
        is_between = len(placed) < len(markers) and BETWEEN_MARKERS.fullmatch(after) is not None
        held, text = (after, bare) if is_between else ("", bare + _continuation(after, bare, gap))
    return Text(text.rstrip(), tuple(placed))


def _take_brackets(text: str, raised: _Raised, after: str) -> tuple[str, _Raised, str]:
    """Brackets around a marker are its own: `tekst (1)` with only the 1 raised or linked."""
    bracket = OPENING.find(text[-1:]) if text else -1
    if bracket < 0 or not after.startswith(CLOSING[bracket]):
        return text, raised, after
    return text[:-1], replace(raised, text=f"{OPENING[bracket]}{raised.text}{CLOSING[bracket]}"), after[1:]


def _continuation(after: str, bare: str, gap: str) -> str:
    """What follows a marker; a space before the marker keeps the words around it apart."""
    if not bare:
        return after.lstrip()
    needs_space = gap[:1].isspace() and after and not after[0].isspace() and after[0] not in CLOSES_UP
    return " " + after if needs_space else after
