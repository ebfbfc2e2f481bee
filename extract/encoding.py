"""Bytes to text: which encoding a plain text was written in, and the repair of text that was once decoded wrongly."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from extract.document import UnreadableDocument

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WINDOWS_1252 = "windows-1252"
SINGLE_BYTE = re.compile(
    r"(?:iso8859-(?!1$)|cp(?!1252$)|mac-|koi8-)[\w-]+"
)  # iso8859-15; Latin 1 is read as Windows-1252, as on the web

CONTROLS = re.compile(
    rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]"
)  # not tab, line ends, form feed, or the old end-of-file mark 1A
MOST_CONTROLS = 0.002
"""Texts of the 1990s hold a stray control byte now and then; compressed or binary data holds one in every ten bytes."""
RAW_LINE = re.compile(rb"[^\r\n]+")
DOS_LETTER = re.compile(rb"(?<=[A-Za-z])[\x81-\x84\x87-\x8b\x8d\x90\x94](?=[a-z])")
"""Within a word these are letters of code page 850 (Cura\x87ao); in Windows-1252 they are signs that stand in no word."""
ANSI_LETTER = re.compile(rb"[\xc0-\xff]")
MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)  # Ã«, â‚
LINE = re.compile(r"[^\r\n]+")
EXPECTED = re.compile(
    "[\\s!-~\u00a0-\u00ff\u0132\u0133\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2010-\u2044\u20ac\u2122\u2190-\u22ff\u25a0-\u25ff\uf000-\uf0ff]*"
)
"""What may come out of a repair: Western letters, punctuation, arrows and signs, bullets. Other letters could be chance: PRÄ–NATAAL."""
MOST_REPAIRS = 3
"""A text is seldom decoded wrongly more than twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text, how it was encoded, and whether mojibake was repaired in it."""

    text: str
    """All characters, line ends as they stand; a byte order mark is no character of the text."""
    encoding: str
    repaired: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text that bytes hold: by byte order mark, the declared encoding, UTF-8, or Windows-1252, in that order.

    Raises UnreadableDocument where the bytes are no text.

    >>> decode("Fryslân".encode("cp1252")).encoding
    'windows-1252'
    >>> decode("financiÃ«le steun".encode())
    Decoded(text='financiële steun', encoding='utf-8', repaired=True)
    """
    text, encoding = _decode_marked(data) or _decode_unmarked(data, declared)
    mended = repair_mojibake(text)
    return Decoded(text=mended, encoding=encoding, repaired=mended != text)


def _decode_marked(data: bytes) -> tuple[str, str] | None:
    """The text of bytes that begin with a byte order mark."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    return _decode_unmarked(data[len(mark) :], None)
                raise UnreadableDocument(
                    f"The file begins as {encoding} text but is damaged at byte {error.start + len(mark)}; save it anew as UTF-8."
                ) from error
            _refuse_binary(text.encode("utf-8", "replace"))
            return text, encoding
    return None


def _decode_unmarked(data: bytes, declared: str | None) -> tuple[str, str]:
    _refuse_binary(data)
    for encoding in ("utf-8", _known(declared)):  # text in another encoding is next to never valid UTF-8
        if encoding is not None:
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                continue
    return _decode_by_line(data), WINDOWS_1252


def _known(declared: str | None) -> str | None:
    """The single-byte codec of a declared label; None where there is none or the label says no more than Windows-1252."""
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    return name if SINGLE_BYTE.fullmatch(name) else None


def _refuse_binary(data: bytes) -> None:
    controls = len(CONTROLS.findall(data))
    if controls > MOST_CONTROLS * len(data) or b"\x00" in data:
        place = CONTROLS.search(data)
        at = place.start() if place else 0
        raise UnreadableDocument(
            f"The file is not text: byte {at} is a control code; give the original document instead."
        )


def _decode_by_line(data: bytes) -> str:
    """Lines of one file may differ in encoding: each is UTF-8 where it can be, else Windows-1252 or code page 850."""
    parts, end = [], 0
    for match in RAW_LINE.finditer(data):
        if match.group().isascii():
            continue
        parts += [data[end : match.start()].decode("ascii"), _decode_line(match.group())]
        end = match.end()
    return "".join([*parts, data[end:].decode("ascii")])


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        is_dos = DOS_LETTER.search(line) is not None and ANSI_LETTER.search(line) is None
        return line.decode("cp850" if is_dos else "cp1252", "replace")


def repair_mojibake(text: str) -> str:
    """The text with those lines mended that were UTF-8 read as Windows-1252, where that is certain.

    A line is certain when all of it goes back to Windows-1252 and from there to UTF-8, and only usual characters come out.

    >>> repair_mojibake("â‚¬ 5 en CuraÃ§ao"), repair_mojibake("SÃO PAULO")
    ('€ 5 en Curaçao', 'SÃO PAULO')
    """
    if MOJIBAKE.search(text) is None:
        return text
    return LINE.sub(lambda match: _repair_line(match.group()), text)


def _repair_line(line: str) -> str:
    for _ in range(MOST_REPAIRS):
        if MOJIBAKE.search(line) is None:
            break
        try:
            mended = _as_windows_1252(line).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            break
        if EXPECTED.fullmatch(mended) is None or len(mended) >= len(line):
            break
        line = mended
    return line


def _as_windows_1252(line: str) -> bytes:
    """The bytes that Windows-1252 reads as this line; its five unused bytes stand for themselves, as browsers have it."""
    try:
        return line.encode("cp1252")
    except UnicodeEncodeError:
        return b"".join(bytes((ord(sign),)) if "\x80" <= sign <= "\x9f" else sign.encode("cp1252") for sign in line)
