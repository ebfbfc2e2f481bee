"""Damage to bytes, whatever they are: what a broken download, disk or mail server does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

Damage = Callable[[bytes, Random], bytes]
"""Bytes and a source of chance in, damaged bytes out."""

LONGEST_PIECE = 2_000
MOST_FLIPS = 40
ODD = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1a", b"\x1b[2J", b"\r", b"\x80\x81", b"\xed\xa0\x80", b"\xc0\xaf",
    "\u202e".encode(), "\u200b".encode(), "\u00ad".encode(), "\u0660\u0661".encode(), "\ufffe".encode(),
    b"99999999999999999999", b"-1", b"%s%n", b"\xf4\x8f\xbf\xbf",
)  # fmt: skip
"""Bytes that programs stumble over: ends of text, marks of order, half characters, figures of other scripts."""


def piece(data: bytes, random: Random) -> slice:
    """A random stretch of the data."""
    start = random.randrange(len(data) + 1)
    return slice(start, start + random.randrange(1, LONGEST_PIECE))


def cut_off(data: bytes, random: Random) -> bytes:
    """The beginning, as of a download that broke off."""
    return data[: random.randrange(len(data) + 1)]


def cut_out(data: bytes, random: Random) -> bytes:
    """All but a piece."""
    gone = piece(data, random)
    return data[: gone.start] + data[gone.stop :]


def repeated(data: bytes, random: Random) -> bytes:
    """With a piece that stands there again and again."""
    again = piece(data, random)
    return data[: again.stop] + data[again] * random.choice((1, 2, 50)) + data[again.stop :]


def moved(data: bytes, random: Random) -> bytes:
    """With a piece in another place."""
    gone, to = piece(data, random), random.randrange(len(data) + 1)
    rest = data[: gone.start] + data[gone.stop :]
    return rest[:to] + data[gone] + rest[to:]


def zeroed(data: bytes, random: Random) -> bytes:
    """With a piece that was never written to the disk."""
    gone = piece(data, random)
    return data[: gone.start] + bytes(len(data[gone])) + data[gone.stop :]


def flipped(data: bytes, random: Random) -> bytes:
    """With some bytes that became others."""
    if not data:
        return data
    changed = bytearray(data)
    for _ in range(random.randrange(1, MOST_FLIPS)):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def odd_inserted(data: bytes, random: Random) -> bytes:
    """With bytes in it that programs stumble over."""
    for _ in range(random.randrange(1, 6)):
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.choice(ODD) + data[at:]
    return data


DAMAGES: Sequence[Damage] = (cut_off, cut_out, repeated, moved, zeroed, flipped, odd_inserted)


def spliced(data: bytes, other: bytes, random: Random) -> bytes:
    """The beginning of one and the end of another."""
    return data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other) + 1) :]
