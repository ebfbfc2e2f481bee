"""Damage to PDFs: objects lost, swapped and made to refer in circles, streams opened, damaged and packed again."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from random import Random

from fuzz import raw
from fuzz.raw import Damage

OBJECT = re.compile(rb"\d+ 0 obj\b.*?endobj", re.DOTALL)
REFERENCE = re.compile(rb"\b\d+ 0 R\b")
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
OPERATOR = re.compile(rb"(?<=\s)(?:Tj|TJ|Td|TD|Tm|T\*|Tf|Tr|Ts|Tz|cm|re|l|m|S|f|q|Q|BT|ET|BDC|EMC|Do)(?=\s)")
KEY = re.compile(rb"/[A-Z][A-Za-z0-9]+")
EXTREMES = (
    b"0",
    b"-1",
    b"1e9",
    b"2147483648",
    b"-99999",
    b"0.00001",
    b"nan",
    b"4294967296",
    b"(",
    b"<<",
    b"null",
    b"99999999999999",
)
STREAM_DAMAGES = 6


def reference_turned(data: bytes, random: Random) -> bytes:
    """With references that lead to other objects, perhaps in circles."""
    found = REFERENCE.findall(data)
    return _changed(REFERENCE, data, random, lambda _: random.choice(found))


def object_lost(data: bytes, random: Random) -> bytes:
    """Without one of its objects."""
    return _changed(OBJECT, data, random, lambda _: b"", most=1)


def objects_swapped(data: bytes, random: Random) -> bytes:
    """With one object in the place of another."""
    found = OBJECT.findall(data)
    return _changed(OBJECT, data, random, lambda _: random.choice(found), most=2)


def number_changed(data: bytes, random: Random) -> bytes:
    """With numbers that nobody counts with."""
    return _changed(NUMBER, data, random, lambda _: random.choice(EXTREMES))


def key_changed(data: bytes, random: Random) -> bytes:
    """With names in the place of other names."""
    found = KEY.findall(data)
    return _changed(KEY, data, random, lambda _: random.choice(found))


def stream_damaged(data: bytes, random: Random) -> bytes:
    """With damage within a stream: text, rules, fonts, tags."""

    def damage(old: bytes) -> bytes:
        content = old.split(b"\n", 1)[1].rsplit(b"\n", 1)[0].rstrip(b"\r")
        try:
            opened, packed = zlib.decompress(content), True
        except zlib.error:
            opened, packed = content, False
        for _ in range(random.randrange(1, STREAM_DAMAGES)):
            opened = random.choice(CONTENT_DAMAGES)(opened, random)
        return b"stream\n" + (zlib.compress(opened, 1) if packed else opened) + b"\nendstream"

    return _changed(STREAM, data, random, damage, most=3)


def operator_changed(data: bytes, random: Random) -> bytes:
    """A page with operators in the place of others."""
    found = OPERATOR.findall(data)
    return _changed(OPERATOR, data, random, lambda _: random.choice(found))


def _changed(
    pattern: re.Pattern[bytes], data: bytes, random: Random, make: Callable[[bytes], bytes], most: int = 12
) -> bytes:
    """The data with some matches of a pattern made anew."""
    found = list(pattern.finditer(data))
    if not found:
        return data
    chosen = {match.start() for match in random.sample(found, min(len(found), random.randrange(1, most + 1)))}
    return pattern.sub(lambda match: make(match[0]) if match.start() in chosen else match[0], data)


CONTENT_DAMAGES: Sequence[Damage] = (number_changed, operator_changed, key_changed, *raw.DAMAGES)
DAMAGES: Sequence[Damage] = (
    reference_turned, object_lost, objects_swapped, number_changed, key_changed, *[stream_damaged] * 6, *raw.DAMAGES,
)  # fmt: skip
