"""Compressed bytes, opened without ever holding more than is allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

GZIP = 16 + zlib.MAX_WBITS  # zlib's way to ask for gzip's header
PADDING = b"\0"  # what tapes and some tools put after the last member


class TooLarge(Exception):
    """More came out than was allowed."""


class Damaged(Exception):
    """What came is no gzip, or not all of it."""


def gunzip(chunks: Iterable[bytes], limit: int) -> bytes:
    """What gzip packed, member after member; TooLarge over `limit` bytes, Damaged where the packing is broken."""
    opened = bytearray()
    member = zlib.decompressobj(GZIP)
    for chunk in chunks:
        rest = chunk
        while rest:
            if member.eof:
                member = zlib.decompressobj(GZIP)
            try:
                opened += member.decompress(rest, limit + 1 - len(opened))
            except zlib.error as error:
                raise Damaged(str(error)) from error
            if len(opened) > limit:
                raise TooLarge
            rest = member.unused_data.lstrip(PADDING) if member.eof else member.unconsumed_tail
    if not member.eof:
        raise Damaged("it ends too early")
    return bytes(opened)
